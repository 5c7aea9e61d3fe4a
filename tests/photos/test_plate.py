"""A photo for the printed page has as many pixels as are seen there, and tells nothing of its taking."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from scenes import scene
from wenming_archive.photos.plate import ONE, TWO, Box, Plate, _fit, plate


def jpeg(size: tuple[int, int], **how: object) -> io.BytesIO:
    out = io.BytesIO()
    scene(3, 2, size).save(out, "JPEG", quality=92, **how)
    return io.BytesIO(out.getvalue())


def gps() -> Image.Exif:
    exif = Image.Exif()
    exif[274], exif[315] = 6, "王某"
    exif.get_ifd(0x8825)[2] = (30.0, 15.0, 0.0)
    exif.get_ifd(0x8769)[36867] = "2023:03:05 09:15:02"
    return exif


@pytest.mark.parametrize(
    ("size", "box", "expected"),
    [
        ((4000, 3000), ONE, (1181, 885)),
        ((3000, 4000), ONE, (826, 1102)),
        ((4000, 3000), TWO, (608, 456)),
        ((640, 480), ONE, (640, 480)),
    ],
)
def test_there_are_200_pixels_an_inch_at_most(
    size: tuple[int, int], box: Box, expected: tuple[int, int]
) -> None:
    made = plate(jpeg(size), "jpg", box)
    assert (made.width, made.height) == expected == Image.open(io.BytesIO(made.jpeg)).size
    wide, high = made.fitted(box)
    assert max(wide / box.width, high / box.height) == pytest.approx(1)
    assert wide / high == pytest.approx(size[0] / size[1], rel=0.01)
    assert made.width / (wide / 25.4) <= 200.5


def test_the_same_picture_gives_the_same_bytes() -> None:
    assert plate(jpeg((900, 700)), "jpg") == plate(jpeg((900, 700)), "jpg")


def test_a_picture_handed_in_tells_nothing_of_when_and_where_it_was_taken() -> None:
    made = plate(jpeg((800, 600), exif=gps(), comment="张三的手机".encode(), dpi=(72, 72)), "jpg")
    assert (made.width, made.height) == (600, 800)
    shown = Image.open(io.BytesIO(made.jpeg))
    assert not shown.getexif() and set(shown.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert b"Exif" not in made.jpeg and "张三".encode() not in made.jpeg


@given(
    st.tuples(st.integers(1, 20_000), st.integers(1, 20_000)),
    st.builds(Box, st.floats(10, 300), st.floats(10, 300)),
)
def test_whatever_the_shape_it_fits_and_never_grows(size: tuple[int, int], box: Box) -> None:
    width, height = _fit(size, box)
    assert 1 <= width <= size[0] and 1 <= height <= size[1]
    wide, high = Plate(b"", width, height).fitted(box)
    assert wide <= box.width * 1.0001 and high <= box.height * 1.0001
