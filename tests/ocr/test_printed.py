"""A picture as it is printed: upright, in sRGB on white, without what its file told."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageCms, ImageOps

from wenming_archive.ocr import pictures, printed
from wenming_archive.ocr.printed import Size
from wenming_archive.read.limits import Unreadable

#: Red on the left and green on the right, as long as it is upright.
WIDE = (40, 20)


def two_coloured(mode: str = "RGB", size: Size = WIDE) -> Image.Image:
    image = Image.new("RGB", size, (250, 10, 10))
    image.paste((10, 250, 10), (size[0] // 2, 0, *size))
    return image.convert(mode)


def shown(image: Image.Image, form: str = "PNG", to: Size | None = None, **how: object) -> Image.Image:
    out = io.BytesIO()
    image.save(out, form, **how)
    return printed.shown(io.BytesIO(out.getvalue()), form.lower(), lambda size: to or size)


def is_upright(image: Image.Image) -> bool:
    left, right = image.getpixel((3, 10)), image.getpixel((image.width - 4, 10))
    assert isinstance(left, tuple) and isinstance(right, tuple)
    return left[0] - left[1] > 120 and right[1] - right[0] > 120


@pytest.mark.parametrize("turn", range(1, 9))
def test_every_turn_of_exif_is_undone(turn: int) -> None:
    exif = Image.Exif()
    exif[274] = turn
    ways = [two_coloured(), *map(two_coloured().transpose, Image.Transpose)]
    # As a camera held so would have stored it: Pillow's own way makes it upright again.
    stored = next(one for one in ways if _righted(one, exif) == two_coloured().tobytes())
    assert is_upright(shown(stored, exif=exif))
    assert shown(stored, exif=exif).size == WIDE


def _righted(image: Image.Image, exif: Image.Exif) -> bytes | None:
    held = image.copy()
    held.getexif()[274] = exif[274]
    made = ImageOps.exif_transpose(held)
    return made.tobytes() if made.size == WIDE else None


def test_the_size_wanted_is_that_of_the_upright_picture() -> None:
    exif = Image.Exif()
    exif[274] = 6
    seen: list[Size] = []

    def fit(size: Size) -> Size:
        seen.append(size)
        return (10, 20)

    out = io.BytesIO()
    two_coloured(size=(80, 40)).save(out, "JPEG", exif=exif)
    assert printed.shown(io.BytesIO(out.getvalue()), "jpg", fit).size == (10, 20)
    assert seen == [(40, 80)]


@pytest.mark.parametrize(
    ("mode", "form"), [("CMYK", "JPEG"), ("CMYK", "TIFF"), ("P", "PNG"), ("P", "GIF"), ("RGBA", "PNG")]
)
def test_colours_of_every_kind_become_those_of_a_screen(mode: str, form: str) -> None:
    made = shown(two_coloured(mode), form)
    assert made.mode == "RGB" and is_upright(made)


def test_grey_in_16_bits_and_black_on_white_are_kept() -> None:
    grey = Image.new("I;16", (4, 4), 40_000)
    assert shown(grey).getpixel((1, 1)) == (156, 156, 156)
    assert shown(Image.new("1", (4, 4), 1)).getpixel((1, 1)) == (255, 255, 255)


def test_what_lets_through_lies_on_white() -> None:
    assert shown(Image.new("RGBA", (4, 4), (0, 0, 0, 0))).getpixel((1, 1)) == (255, 255, 255)
    half = shown(Image.new("LA", (4, 4), (0, 128)), to=(2, 2)).getpixel((1, 1))
    assert isinstance(half, tuple) and 120 < half[0] < 135


def test_a_profile_of_its_own_is_followed() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = srgb.replace(b"rXYZ", b"?").replace(b"gXYZ", b"rXYZ").replace(b"?", b"gXYZ")
    red = Image.new("RGB", (4, 4), (250, 10, 10))
    for profile, expected in ((srgb, (250, 10, 10)), (swapped, (10, 250, 10))):
        made = shown(red, icc_profile=profile).getpixel((1, 1))
        assert isinstance(made, tuple)
        assert all(abs(one - other) < 25 for one, other in zip(made, expected, strict=True)), made


def test_a_profile_that_nobody_can_read_is_left_aside() -> None:
    assert is_upright(shown(two_coloured(), icc_profile=b"no profile at all"))


def test_a_picture_carries_nothing_but_its_pixels() -> None:
    exif = Image.Exif()
    exif[274], exif[315] = 1, "王某"
    made = shown(two_coloured(), "JPEG", exif=exif, comment=b"secret", dpi=(72, 72))
    assert made.info == {} and not made.getexif()


def test_damaged_exif_data_leave_the_picture_as_it_is() -> None:
    assert is_upright(shown(two_coloured(), "JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff", quality=95))


def test_what_is_damaged_or_huge_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Unreadable):
        printed.shown(io.BytesIO(b"\xff\xd8\xff no picture"), "jpg", lambda size: size)
    monkeypatch.setattr(printed, "MOST_PIXELS", 100)
    with pytest.raises(Unreadable) as error:
        shown(two_coloured())
    assert error.value.code == "too-large"


def test_without_a_decoder_for_phones_photos_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printed, "decodes_heic", lambda: False)
    with pytest.raises(Unreadable) as error:
        printed.shown(io.BytesIO(b"\0\0\0\x18ftypheic"), "heic", lambda size: size)
    assert (error.value.code, str(error.value)) == ("heic-missing", pictures.NO_HEIC)
