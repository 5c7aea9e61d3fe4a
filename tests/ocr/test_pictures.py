from __future__ import annotations

import importlib.util
import io
import random
import sys
import types
from collections.abc import Iterator, Sequence

import pytest
from PIL import Image
from PIL.JpegImagePlugin import JpegImageFile
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from builders import jpg
from wenming_archive.ocr import pictures
from wenming_archive.ocr.pictures import Shot
from wenming_archive.read import ofd
from wenming_archive.read.limits import Unreadable

RED = (220, 20, 30)


def shots(data: bytes, fmt: str, unseen: Sequence[int] = ()) -> list[Shot]:
    return list(pictures.shots(io.BytesIO(data), fmt, unseen))


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def halves(width: int = 400, height: int = 300) -> Image.Image:
    """Return a picture whose left half is red, its right half white."""
    image = Image.new("RGB", (width, height), "white")
    image.paste(RED, (0, 0, width // 2, height))
    return image


def scans(*sizes: tuple[float, float], picture: bytes = b"") -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for size in sizes:
        canvas.setPageSize(size)
        canvas.drawImage(ImageReader(io.BytesIO(picture or jpg())), 0, 0, *size)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def near(shown: object, colour: tuple[int, int, int]) -> bool:
    assert isinstance(shown, tuple)
    return all(abs(a - b) < 12 for a, b in zip(shown, colour, strict=True))


@pytest.mark.parametrize(
    ("kind", "fmt"), [("JPEG", "jpg"), ("PNG", "png"), ("BMP", "bmp"), ("WEBP", "webp"), ("GIF", "gif")]
)
def test_a_photo_is_one_picture_of_bounded_size(kind: str, fmt: str) -> None:
    (shot,) = shots(saved(halves(2600, 1300), kind), fmt)
    assert (shot.image.size, shot.image.mode, shot.page) == ((1280, 640), "RGB", False)
    assert near(shot.image.getpixel((200, 300)), RED)
    assert near(shot.image.getpixel((1000, 300)), (255, 255, 255))


def test_a_phone_s_photo_in_boxes_is_shown() -> None:
    (shot,) = shots(saved(halves(1600, 1200), "AVIF"), "heic")
    assert (shot.image.size, shot.page) == ((1280, 960), False)
    assert near(shot.image.getpixel((100, 400)), RED)


@pytest.mark.parametrize(
    ("installed", "reason"), [(False, "heic-missing"), (True, "broken")], ids=["missing", "installed"]
)
def test_a_phone_s_photo_that_does_not_open_has_its_reason(
    installed: bool, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoder = types.ModuleType("pi_heif")
    decoder.__dict__["register_heif_opener"] = lambda: None
    monkeypatch.setitem(sys.modules, "pi_heif", decoder)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: decoder if installed else None)
    with pytest.raises(Unreadable) as refused:
        shots(b"\0\0\0\x18ftypheic" + bytes(40), "heic")
    assert refused.value.code == reason


def test_a_small_photo_keeps_its_size() -> None:
    assert shots(saved(halves(), "JPEG"), "jpg")[0].image.size == (400, 300)


def test_a_turned_photo_is_set_upright() -> None:
    exif = Image.Exif()
    exif[274] = 6
    turned = halves(1600, 1200).transpose(Image.Transpose.ROTATE_90)
    (shot,) = shots(saved(turned, "JPEG", exif=exif), "jpg")
    assert shot.image.size == (1280, 960)
    assert near(shot.image.getpixel((100, 400)), RED)


def test_what_is_clear_is_white() -> None:
    image = halves().convert("RGBA")
    image.paste((0, 0, 0, 0), (200, 0, 400, 300))
    (shot,) = shots(saved(image, "PNG"), "png")
    assert near(shot.image.getpixel((300, 100)), (255, 255, 255))


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "CMYK", "I;16"])
def test_any_sort_of_pixels_is_shown_in_colour(mode: str) -> None:
    grey = Image.new("L", (60, 40), 255)
    grey.paste(0, (0, 0, 30, 40))
    image = (
        grey.convert("I").point(lambda v: v * 257).convert("I;16") if mode == "I;16" else grey.convert(mode)
    )
    (shot,) = shots(saved(image, "TIFF"), "tif")
    assert near(shot.image.getpixel((10, 10)), (0, 0, 0))
    assert near(shot.image.getpixel((50, 10)), (255, 255, 255))


def test_the_frames_of_a_tif_are_pages_with_their_size() -> None:
    frames = [Image.new("1", (2480, 3508), n % 2) for n in range(7)]
    data = saved(
        frames[0], "TIFF", save_all=True, append_images=frames[1:], dpi=(300, 300), compression="group4"
    )
    found = shots(data, "tif")
    assert [shot.image.getpixel((5, 5)) for shot in found] == [(255 * (n % 2),) * 3 for n in (0, 1, 2, 6)]
    assert {shot.page for shot in found} == {True}
    assert max(found[0].image.size) * found[0].scale == pytest.approx(842, abs=1)


def test_the_pages_of_a_scan_are_drawn_in_grey_at_150_dpi() -> None:
    data = scans(*[(595, 842)] * 6)
    found = shots(data, "pdf", (1, 2))
    assert [(shot.image.size, shot.page) for shot in found] == [((1240, 1755), True)] * 2
    assert found[0].scale == pytest.approx(0.48)
    red, green, blue = found[0].image.split()
    assert red.tobytes() == green.tobytes() == blue.tobytes()


def test_of_a_long_scan_the_first_pages_and_the_last_are_looked_at() -> None:
    assert pictures.chosen(range(40)) == [0, 1, 2, 39]
    assert pictures.chosen((2, 5, 6, 8)) == [2, 5, 6, 8]
    assert pictures.chosen(()) == []


def test_a_poster_is_drawn_in_bounded_size() -> None:
    (shot,) = shots(scans((2384, 3370)), "pdf", (0,))
    assert max(shot.image.size) <= 2001
    assert max(shot.image.size) * shot.scale == pytest.approx(3370, abs=2)


def test_a_page_with_a_huge_picture_is_not_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST_PIXELS", 1000)
    with pytest.raises(Unreadable, match="图片尺寸过大"):
        shots(scans((595, 842), picture=saved(halves(), "JPEG")), "pdf", (0,))


def test_a_huge_picture_is_not_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "MOST_PIXELS", 2_000_000)
    with pytest.raises(Unreadable, match="图片尺寸过大"):
        shots(saved(Image.new("1", (2000, 2000)), "PNG"), "png")
    # A JPEG is decoded small.
    assert shots(saved(halves(3000, 2000), "JPEG"), "jpg")[0].image.size == (1280, 853)
    with pytest.raises(Unreadable, match="图片尺寸过大"):
        shots(saved(Image.new("1", (30_000, 30_000)), "PNG"), "png")


@pytest.mark.parametrize(("kind", "fmt"), [("JPEG", "jpg"), ("PNG", "png"), ("TIFF", "tif"), ("GIF", "gif")])
def test_a_damaged_picture_is_refused_or_shown(kind: str, fmt: str) -> None:
    for data in damaged(saved(halves(), kind), 200):
        try:
            assert all(max(shot.image.size) <= 2000 for shot in shots(data, fmt))
        except Unreadable as error:
            assert str(error)


def test_a_damaged_scan_is_refused_or_drawn() -> None:
    for data in damaged(scans((595, 842), (595, 842)), 60):
        try:
            shots(data, "pdf", (0, 1))
        except Unreadable as error:
            assert str(error)


def damaged(whole: bytes, count: int) -> Iterator[bytes]:
    """Yield ``whole`` cut off at every tenth, then with eight bytes changed."""
    yield from (whole[: len(whole) * n // 10] for n in range(10))
    chance = random.Random(3)
    for _ in range(count):
        data = bytearray(whole)
        for _ in range(8):
            data[chance.randrange(len(data))] = chance.randrange(256)
        yield bytes(data)


def test_the_pictures_of_an_ofd_are_pages_and_what_does_not_open_is_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []

    def images(_: object, page: int) -> Iterator[bytes]:
        asked.append(page)
        yield from (b"a stamp of unknown kind", saved(halves(), "PNG")) if page == 1 else (b"",)

    monkeypatch.setattr(ofd, "images", images)
    (shot,) = shots(b"", "ofd", (0, 1, 2, 3, 4))
    assert (asked, shot.image.size, shot.page) == ([0, 1, 2, 4], (400, 300), True)
    with pytest.raises(Unreadable, match="图片不完整或已损坏"):
        shots(b"", "ofd", (0,))


def test_a_page_that_is_not_there_is_refused() -> None:
    with pytest.raises(Unreadable, match="第 8 页"):
        shots(scans((595, 842)), "pdf", (7,))


def glance(data: bytes, fmt: str = "jpg") -> Image.Image:
    return pictures.glance(io.BytesIO(data), fmt)


def test_a_glance_is_small_and_upright() -> None:
    exif = Image.Exif()
    exif[274] = 6
    turned = glance(saved(halves(1600, 1200), "JPEG", exif=exif))
    assert turned.size == (192, 256) and near(turned.getpixel((96, 20)), RED)
    assert glance(saved(halves(200, 100), "PNG"), "png").size == (200, 100)


def test_a_glance_decodes_no_more_of_a_photo_than_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, int]] = []
    draft = JpegImageFile.draft

    def noted(image: JpegImageFile, mode: str, size: tuple[int, int]) -> object:
        asked.append(size)
        return draft(image, mode, size)

    monkeypatch.setattr(JpegImageFile, "draft", noted)
    glance(saved(halves(4000, 3000), "JPEG"))
    assert asked == [(256, 192)]


@pytest.mark.parametrize(("data", "fmt"), [(b"", "jpg"), (b"GIF89a", "gif"), (b"\0\0\0\x18ftypheic", "heic")])
def test_a_glance_at_what_is_damaged_is_refused(data: bytes, fmt: str) -> None:
    with pytest.raises(Unreadable):
        glance(data, fmt)


def test_a_sight_is_upright_large_enough_and_tells_what_the_file_says_of_itself() -> None:
    exif = Image.Exif()
    exif[274], exif[305] = 6, "Timemark 3.1"
    out = io.BytesIO()
    halves(4000, 3000).save(out, "JPEG", exif=exif, quality=50, comment="备注".encode())
    seen = pictures.sight(io.BytesIO(out.getvalue()), "jpg", 960)
    assert seen.size == (3000, 4000) and seen.image.size == (750, 1000), "decoded by a quarter"
    assert near(seen.image.getpixel((375, 100)), RED)
    assert seen.orientation == 6 and seen.said == "Timemark 3.1 备注"
    assert len(seen.steps) == 64 and seen.steps[0] == 16, "quality 50 by its definition"


def test_a_sight_of_what_is_no_jpeg_has_no_steps_and_keeps_its_size() -> None:
    seen = pictures.sight(io.BytesIO(saved(halves(1200, 700), "PNG")), "png", 960)
    assert (seen.size, seen.image.size) == ((1200, 700), (1200, 700))
    assert (seen.steps, seen.orientation, seen.said) == ((), 1, "")
    large = pictures.sight(io.BytesIO(saved(halves(6000, 300), "PNG")), "png", 960)
    assert large.size == (6000, 300) and large.image.size == (1920, 96)


@pytest.mark.parametrize(("data", "fmt"), [(b"", "jpg"), (b"GIF89a", "gif"), (b"\0\0\0\x18ftypheic", "heic")])
def test_a_sight_of_what_is_damaged_is_refused(data: bytes, fmt: str) -> None:
    with pytest.raises(Unreadable):
        pictures.sight(io.BytesIO(data), fmt, 960)


def test_a_picture_as_narrow_as_a_line_is_seen() -> None:
    assert pictures.sight(io.BytesIO(saved(halves(4000, 2), "JPEG")), "jpg", 960).size == (4000, 2)
