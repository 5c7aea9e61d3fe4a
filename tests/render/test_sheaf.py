"""A PDF that is written object by object: other programs read it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pypdf
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from rendering import ink
from wenming_archive.render import pages
from wenming_archive.render.pages import Place
from wenming_archive.render.sheaf import Entry, Sheaf


def blanks(count: int) -> tuple[io.BytesIO, Sheaf, list[int]]:
    out = io.BytesIO()
    sheaf = Sheaf(out)
    return out, sheaf, [sheaf.blank() for _ in range(count)]


def test_pages_of_a4_with_title_and_bookmarks() -> None:
    out, sheaf, numbers = blanks(3)
    sheaf.finish(
        "测评 (材料)\\汇编",
        bookmarks={"leaf1": Entry("", numbers[2], 700), "a /(b": Entry("", numbers[1], 9)},
    )
    reader = pypdf.PdfReader(out, strict=True)
    assert len(sheaf) == len(reader.pages) == 3
    assert [round(float(side)) for side in reader.pages[0].mediabox] == [0, 0, 595, 842]
    assert reader.metadata and reader.metadata.title == "测评 (材料)\\汇编"
    assert pages.places(out.getvalue()) == {"a /(b": Place(1, 9.0), "leaf1": Place(2, 700.0)}


def test_the_same_gives_the_same_bytes_and_another_another_mark() -> None:
    made = []
    for title in ("甲", "甲", "乙"):
        out, sheaf, _ = blanks(1)
        sheaf.finish(title)
        made.append(out.getvalue())
    assert made[0] == made[1] != made[2]
    marks = [pypdf.PdfReader(io.BytesIO(pdf)).trailer["/ID"] for pdf in made]
    assert marks[0] == marks[1] != marks[2]


def test_a_picture_stands_where_it_is_put() -> None:
    red = io.BytesIO()
    Image.new("RGB", (40, 20), "black").save(red, "JPEG")
    out = io.BytesIO()
    sheaf = Sheaf(out)
    sheaf.picture(red.getvalue(), (40, 20), (59.528, 420.945, 297.64, 84.189))
    sheaf.finish("")
    assert [round(part, 2) for part in ink(out.getvalue())] == [0.1, 0.4, 0.6, 0.5]


Lines: st.SearchStrategy[list[tuple[str, Any]]] = st.recursive(
    st.just([]),
    lambda below: st.lists(st.tuples(st.text(st.characters(exclude_categories=["Cs"])), below)),
    max_leaves=12,
)


@given(Lines)
def test_an_outline_is_read_as_it_was_written(lines: list[tuple[str, object]]) -> None:
    out, sheaf, numbers = blanks(1)

    def entries(rows: object) -> list[Entry]:
        assert isinstance(rows, list)
        return [Entry(title, numbers[0], None, entries(below)) for title, below in rows]

    sheaf.finish("", entries(lines))
    assert _read(pypdf.PdfReader(out).outline) == lines


def _read(rows: Sequence[object]) -> list[tuple[str, object]]:
    made: list[tuple[str, object]] = []
    for row in rows:
        if isinstance(row, list):
            made[-1] = (made[-1][0], _read(row))
        else:
            made.append((str(getattr(row, "title", "")), []))
    return made
