"""Pictures in the line."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx.oxml.ns import qn

from volumes import blank, plate
from wenming_archive.export import word_parts, word_pictures
from wenming_archive.photos.plate import Box, Plate


@pytest.mark.parametrize(
    ("pixels", "expected"),
    [
        ((1500, 1000), (150, 100)),
        ((1000, 2000), (70, 140)),
        ((1000, 10), (150, 1.5)),
        ((96, 48), (25.4, 12.7)),
    ],
    ids=["wide", "high", "very wide", "small"],
)
def test_a_picture_fills_its_box_undistorted_but_no_larger_than_its_pixels_bear(
    pixels: tuple[int, int], expected: tuple[float, float]
) -> None:
    assert word_pictures.size(Plate(b"", *pixels), Box(150, 140)) == pytest.approx(expected)


def test_a_picture_is_embedded_as_it_is_and_says_what_it_shows() -> None:
    document, picture = blank(), plate()
    word_pictures.add(document, 3, picture, Box(150, 140), '讲堂"现场"')
    line = document.paragraphs[-1]
    drawn = next(line._p.iter(qn("wp:docPr")))
    assert (line.style.name, drawn.get("id"), drawn.get("descr")) == ("WM图", "3", '讲堂"现场"')
    with zipfile.ZipFile(io.BytesIO(word_parts.save(document))) as package:
        assert package.read("word/media/image3.jpeg") == picture.jpeg
        assert b'Extension="jpeg"' in package.read("[Content_Types].xml")
