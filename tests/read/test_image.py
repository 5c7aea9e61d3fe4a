from __future__ import annotations

import io
import random
import struct
import sys
import tracemalloc
import zlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from builders import jpg
from hostile import cuts, flips
from wenming_archive.content import Extracted, Picture
from wenming_archive.read import image
from wenming_archive.read.limits import Unreadable
from wenming_archive.read.sniff import sniff

TAKEN, DIGITISED = 36867, 36868


def read(data: bytes, fmt: str = "jpg") -> Extracted:
    return image.read(io.BytesIO(data), fmt)


def picture(data: bytes, fmt: str = "jpg") -> Picture:
    found = read(data, fmt).picture
    assert found is not None
    return found


def saved(fmt: str, size: tuple[int, int] = (96, 64), **options: Any) -> bytes:
    """Return a picture of noise, so that it has enough bytes to lose some."""
    out = io.BytesIO()
    noise = random.Random(7).randbytes(size[0] * size[1] * 3)
    Image.frombytes("RGB", size, noise).save(out, fmt, **options)
    return out.getvalue()


def tagged(
    top: dict[int, Any] | None = None, inner: dict[int, Any] | None = None, gps: dict[int, Any] | None = None
) -> Image.Exif:
    exif = Image.Exif()
    exif.update(top or {})
    exif.get_ifd(0x8769).update(inner or {})
    exif.get_ifd(0x8825).update(gps or {})
    return exif


FORMATS = {"jpg": "JPEG", "png": "PNG", "gif": "GIF", "bmp": "BMP", "tif": "TIFF", "webp": "WEBP"}


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_picture_is_one_page_of_its_size(fmt: str) -> None:
    assert read(saved(FORMATS[fmt]), fmt) == Extracted(fmt, (), 1, True, picture=Picture(96, 64))


@pytest.mark.parametrize("fmt", ["jpg", "png", "webp"])
def test_the_camera_s_data_are_read(fmt: str) -> None:
    exif = tagged(
        {271: "HUAWEI", 272: "P60\0", 274: 6},
        {TAKEN: "2023:03:06 09:08:07"},
        {1: "N", 2: (31.0, 30.0, 36.0), 3: "E", 4: (121.0, 15.0, 0.0)},
    )
    assert picture(saved(FORMATS[fmt], exif=exif), fmt) == Picture(
        96, 64, "2023-03-06 09:08:07", (31.51, 121.25), "HUAWEI P60", 6
    )


@pytest.mark.parametrize(
    ("inner", "taken"),
    [
        ({TAKEN: "2023:03:06 09:08:07"}, "2023-03-06 09:08:07"),
        ({TAKEN: "2023-03-06 09:08:07"}, "2023-03-06 09:08:07"),
        ({DIGITISED: "2023:03:06 09:08:07"}, "2023-03-06 09:08:07"),
        ({TAKEN: "0000:00:00 00:00:00", DIGITISED: "2023:03:06 09:08:07"}, "2023-03-06 09:08:07"),
        ({TAKEN: "0000:00:00 00:00:00"}, None),
        ({TAKEN: "2023:13:45 99:99:99"}, None),
        ({TAKEN: "2023:02:29 10:00:00"}, None),
        ({TAKEN: "1970:01:01 08:00:00"}, None),
        ({TAKEN: "    :  :     :  :  "}, None),
        ({TAKEN: "２０２３:03:06 09:08:07"}, None),
        ({TAKEN: ""}, None),
        ({}, None),
    ],
)
def test_a_time_is_one_of_the_calendar_or_none(inner: dict[int, Any], taken: str | None) -> None:
    assert picture(saved("JPEG", exif=tagged(inner=inner))).taken == taken


@pytest.mark.parametrize(
    ("gps", "position"),
    [
        ({1: "S", 2: (33.0, 0.0, 0.0), 3: "W", 4: (70.0, 30.0, 0.0)}, (-33.0, -70.5)),
        ({2: (31.0, 0.0, 0.0), 4: (121.0, 0.0, 0.0)}, (31.0, 121.0)),
        ({2: (0.0, 0.0, 0.0), 4: (0.0, 0.0, 0.0)}, None),
        ({2: (95.0, 0.0, 0.0), 4: (121.0, 0.0, 0.0)}, None),
        ({2: (31.0, 0.0, 0.0), 4: (181.0, 0.0, 0.0)}, None),
        ({2: (31.0, 0.0, 0.0)}, None),
        ({2: (31.0, 0.0), 4: (121.0, 0.0, 0.0)}, None),
        ({2: 31.0, 4: 121.0}, None),
        ({}, None),
    ],
)
def test_a_position_is_on_the_globe_or_none(
    gps: dict[int, Any], position: tuple[float, float] | None
) -> None:
    assert picture(saved("JPEG", exif=tagged(gps=gps))).gps == position


def test_a_position_of_noughts_over_noughts_is_none() -> None:
    assert image._position({2: (float("nan"),) * 3, 4: (float("nan"),) * 3}) is None


@pytest.mark.parametrize(("turned", "expected"), [(1, 1), (8, 8), (0, 1), (9, 1), (300, 1)])
def test_an_orientation_is_one_of_eight(turned: int, expected: int) -> None:
    assert picture(saved("JPEG", exif=tagged({274: turned}))).orientation == expected


def test_damaged_camera_data_cost_only_themselves() -> None:
    data = saved("JPEG", exif=tagged({271: "HUAWEI"}, {TAKEN: "2023:03:06 09:08:07"}))
    at = data.index(b"Exif\0\0") + 6
    assert read(data[:at] + b"\xff" * 8 + data[at + 8 :]) == Extracted(
        "jpg", (), 1, True, picture=Picture(96, 64)
    )


@pytest.mark.parametrize("seed", range(60))
def test_any_damage_to_the_camera_data_leaves_the_picture(seed: int) -> None:
    exif = tagged(
        {271: "HUAWEI", 274: 6}, {TAKEN: "2023:03:06 09:08:07"}, {2: (31.0, 1.0, 1.0), 4: (121.0, 1.0, 1.0)}
    )
    data = saved("JPEG", exif=exif)
    at = data.index(b"Exif\0\0") + 6
    end = 4 + int.from_bytes(data[data.index(b"\xff\xe1") + 2 :][:2], "big")
    damaged = list(flips(data[at:end], seed + 1))[-1]
    found = picture(data[:at] + damaged + data[end:])
    assert (found.width, found.height) == (96, 64)


@pytest.mark.parametrize("fmt", FORMATS)
def test_a_cut_picture_is_refused_or_reported(fmt: str) -> None:
    said = []
    for data in cuts(saved(FORMATS[fmt])):
        try:
            said.append([problem.code for problem in read(data, fmt).problems])
        except Unreadable as error:
            said.append([error.code])
    assert {tuple(codes) for codes in said} <= {("truncated",), ("broken",)}


def test_a_small_picture_in_the_camera_data_does_not_hide_a_cut() -> None:
    thumbnail = jpg()
    exif = tagged()
    data = saved("JPEG", (300, 200), exif=exif)
    packed = b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0" + thumbnail
    segment = b"\xff\xe1" + (len(packed) + 2).to_bytes(2, "big") + packed
    whole = data[:2] + segment + data[2:]
    assert read(whole).problems == ()
    assert read(whole[: len(segment) + 5000]).problems == (image.TRUNCATED,)


@pytest.mark.parametrize("appended", [b"\0" * 100_000, b"\0\0\0\x18ftypmp42" + b"\1" * 200_000, jpg()])
@pytest.mark.parametrize("fmt", ["jpg", "png"])
def test_what_a_phone_appends_is_no_cut(fmt: str, appended: bytes) -> None:
    assert read(saved(FORMATS[fmt]) + appended, fmt).problems == ()


def test_a_progressive_picture_is_whole() -> None:
    assert read(saved("JPEG", progressive=True)).problems == ()


def test_a_tif_has_a_page_a_frame() -> None:
    out = io.BytesIO()
    frames = [Image.new("L", (20, 30), n) for n in range(3)]
    frames[0].save(out, "TIFF", save_all=True, append_images=frames[1:])
    assert read(out.getvalue(), "tif") == Extracted("tif", (), 3, True, picture=Picture(20, 30))


def test_an_animation_is_one_page() -> None:
    out = io.BytesIO()
    frames = [Image.new("L", (20, 30), n * 90) for n in range(3)]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    assert read(out.getvalue(), "gif").pages == 1


def png_claiming(width: int, height: int) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b""))
        + chunk(b"IEND", b"")
    )


def test_a_phone_s_largest_photo_is_read() -> None:
    assert picture(png_claiming(16_320, 12_240), "png") == Picture(16_320, 12_240)


def test_a_picture_of_unreasonable_size_is_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        read(png_claiming(100_000, 100_000), "png")
    assert (refused.value.code, str(refused.value)) == ("too-large", "图片尺寸大得不合常理，没有读取")


@pytest.mark.parametrize("fmt", FORMATS)
@given(data=st.binary(max_size=200))
def test_what_is_no_picture_is_broken(fmt: str, data: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        read(data, fmt)
    assert (refused.value.code, str(refused.value)) == (
        "broken",
        "图片不完整或已损坏，打不开；请向提供单位重新索取",
    )


@pytest.mark.parametrize("fmt", FORMATS)
def test_damage_is_never_spoken_of_in_english(
    fmt: str, capfd: pytest.CaptureFixture[str], recwarn: pytest.WarningsRecorder
) -> None:
    for data in flips(saved(FORMATS[fmt], exif=tagged({271: "HUAWEI"}, {TAKEN: "x"})), 120):
        try:
            read(data, fmt)
        except Unreadable as error:
            assert error.code in ("broken", "too-large")
    assert (capfd.readouterr(), len(recwarn)) == (("", ""), 0)


def avif(size: tuple[int, int] = (96, 64), **options: Any) -> bytes:
    """Return a photo in the container that phones' HEIC has too; Pillow writes this kind only."""
    return saved("AVIF", size, **options)


def test_a_phone_s_photo_in_boxes_is_read_without_its_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pi_heif", None)
    exif = tagged(
        {271: "Apple", 272: "iPhone 15", 274: 6},
        {TAKEN: "2023:03:06 09:08:07"},
        {1: "N", 2: (31.0, 30.0, 36.0), 3: "E", 4: (121.0, 15.0, 0.0)},
    )
    data = avif(exif=exif)
    assert sniff(io.BytesIO(data), "heic") == "heic"
    expected = Picture(64, 96, "2023-03-06 09:08:07", (31.51, 121.25), "Apple iPhone 15", 1)
    assert read(data, "heic") == Extracted("heic", (), 1, True, picture=expected)
    with Image.open(io.BytesIO(data)) as decoded:
        assert decoded.size in ((64, 96), (96, 64))


def test_a_cut_or_damaged_photo_in_boxes_is_refused_or_reported() -> None:
    data = avif(exif=tagged({271: "Apple"}, {TAKEN: "2023:03:06 09:08:07"}))
    for cut in list(cuts(data))[1:]:
        try:
            assert image.TRUNCATED in read(cut, "heic").problems
        except Unreadable as error:
            assert error.code == "broken"
    for damaged in flips(data, 200):
        try:
            assert read(damaged, "heic").picture
        except Unreadable as error:
            assert error.code == "broken"


CAPTION = "城东社区开展志愿服务活动合影"


def wide(text: str) -> bytes:
    return text.encode("utf-16-le") + b"\0\0"


@pytest.mark.parametrize(
    "exif",
    [
        tagged({0x9C9B: wide(CAPTION)}),
        tagged({0x9C9C: wide(CAPTION)}),
        tagged({270: "OLYMPUS DIGITAL CAMERA", 0x9C9F: wide(CAPTION)}),
        tagged(inner={0x9286: b"UNICODE\0" + CAPTION.encode("utf-16-le")}),
        tagged(inner={0x9286: b"UNICODE\0" + CAPTION.encode("utf-16-be")}),
        tagged(inner={0x9286: b"ASCII\0\0\0" + CAPTION.encode("gbk")}),
    ],
)
def test_what_a_person_wrote_under_a_photo_is_its_caption(exif: Image.Exif) -> None:
    assert picture(saved("JPEG", exif=exif)).caption == CAPTION


@pytest.mark.parametrize("name", ["gbk", "utf-8"])
def test_a_caption_stored_as_bytes_is_decoded(name: str) -> None:
    """Pillow writes no byte beyond ASCII: a stand-in of the same length is exchanged."""
    words = CAPTION.encode(name)
    data = saved("JPEG", exif=tagged({270: "A" * len(words)}))
    assert picture(data.replace(b"A" * len(words), words)).caption == CAPTION


@pytest.mark.parametrize(
    "words", ["OLYMPUS DIGITAL CAMERA", "SONY DSC", "dav", "oznor", "", "图", '{"模式":"夜景模式"}']
)
def test_what_a_camera_wrote_is_no_caption(words: str) -> None:
    exif = tagged({270: words.encode().decode("latin-1")}, {0x9286: b"ASCII\0\0\0" + words.encode()})
    assert picture(saved("JPEG", exif=exif)).caption is None


@pytest.mark.parametrize("name", ["gbk", "utf-8"])
def test_the_caption_of_a_press_photo_is_read(name: str) -> None:
    words = CAPTION.encode(name)
    record = b"\x1c\x02\x78" + struct.pack(">H", len(words)) + words
    block = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(record)) + record + b"\0" * (len(record) % 2)
    packed = b"Photoshop 3.0\0" + block
    data = saved("JPEG")
    segment = b"\xff\xed" + struct.pack(">H", len(packed) + 2) + packed
    assert picture(data[:2] + segment + data[2:]).caption == CAPTION


def test_the_comment_of_a_png_is_its_caption() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_itxt("Description", CAPTION)
    assert picture(saved("PNG", pnginfo=notes), "png").caption == CAPTION


@pytest.mark.parametrize(
    ("exif", "expected"),
    [
        (tagged({0x9C9D: wide("宣传科 王某")}), "宣传科 王某"),
        (tagged({315: "OLYMPUS"}), None),
        (tagged({}), None),
    ],
)
def test_who_took_a_photo_is_read_if_a_person_wrote_it(exif: Image.Exif, expected: str | None) -> None:
    assert picture(saved("JPEG", exif=exif)).artist == expected


def test_who_took_a_press_photo_is_read() -> None:
    words = "王某某".encode()
    data = saved("JPEG", exif=tagged({315: "A" * len(words)}))
    assert picture(data.replace(b"A" * len(words), words)).artist == "王某某"


def test_a_picture_of_four_hundred_million_pixels_is_cheap() -> None:
    tracemalloc.start()
    assert picture(png_claiming(20_000, 20_000), "png").width == 20_000
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


def test_a_png_s_text_that_unpacks_beyond_reason_is_refused_or_cheap() -> None:
    bomb = b"Comment\0\0" + zlib.compress(b"\0" * 80_000_000)
    text = struct.pack(">I", len(bomb)) + b"zTXt" + bomb + struct.pack(">I", zlib.crc32(b"zTXt" + bomb))
    data = png_claiming(10, 10)
    with pytest.raises(Unreadable):
        read(data[:33] + text + data[33:], "png")
