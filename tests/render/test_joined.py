"""The volume with the evidence in it: each behind its list, numbered through, links and outline kept."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pypdf
import pytest

from rendering import drawn, ink, texts, usual, volume, written
from wenming_archive.read.limits import Unreadable
from wenming_archive.render import joined, pages, smooth
from wenming_archive.render.joined import Leaf, Piece

PARTS = (
    ("cover", 1),
    ("contents", 1),
    ("group1", 1),
    ("leaf1", 2),
    ("leaf2", 1),
    ("appendix", 1),
    ("review", 1),
)


def piece(folder: Path, title: str, count: int = 1) -> Piece:
    path = folder / f"{title}.pdf"
    path.write_bytes(drawn(*(f"{title}{n + 1}" for n in range(count))))
    return Piece(path, count, title)


def bound(parts: tuple[tuple[str, int], ...], *leaves: Leaf, duplex: bool = False) -> bytes:
    pdf, out = volume(*parts), io.BytesIO()
    count = joined.join(io.BytesIO(pdf), pages.places(pdf), leaves, out, "题", duplex=duplex)
    assert count == len(pypdf.PdfReader(out, strict=True).pages)
    return out.getvalue()


def test_evidence_stands_behind_its_list_numbered_through(tmp_path: Path) -> None:
    first, second = piece(tmp_path, "a", 2), piece(tmp_path, "b")
    pdf = bound(PARTS, Leaf("leaf1", (first,)), Leaf("leaf2", (second, second)))
    assert texts(pdf) == [
        *("cover.1", "contents.1", "group1.1", "leaf1.1", "leaf1.2", "a1 1", "a2 2"),
        *("leaf2.1", "b1 3", "b1 4", "appendix.1", "review.1"),
    ]


def test_bookmarks_links_and_outline_lead_where_they_led(tmp_path: Path) -> None:
    pdf = bound(PARTS, Leaf("leaf1", (piece(tmp_path, "a", 3),)), Leaf("leaf2", (piece(tmp_path, "乙"),)))
    assert pages.positions(pdf) == {
        **{"cover": 0, "contents": 1, "group1": 2, "leaf1": 3},
        **{"leaf2": 8, "appendix": 10, "review": 11},
    }
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    annotations: Any = reader.pages[0]["/Annots"]
    (link,) = [one.get_object() for one in annotations]
    assert reader.pages[11].indirect_reference == link["/Dest"][0]
    assert _lines(reader, reader.outline) == [
        *(("题 cover", 0), ("题 contents", 1), ("题 group1", 2)),
        [("题 leaf1", 3), [("a", 5)], ("题 leaf2", 8), [("乙", 9)]],
        *(("题 appendix", 10), ("题 review", 11)),
    ]


def _lines(reader: pypdf.PdfReader, rows: Any) -> list[Any]:
    return [
        _lines(reader, row) if isinstance(row, list) else (row.title, reader.get_destination_page_number(row))
        for row in rows
    ]


def test_bookmarks_inside_a_part_do_not_end_it(tmp_path: Path) -> None:
    parts = (("leaf1", 1), ("photo1", 1), ("leaf2", 1))
    pdf = bound(parts, Leaf("leaf1", (piece(tmp_path, "a"),)), Leaf("leaf2", (piece(tmp_path, "b"),)))
    assert texts(pdf) == ["leaf1.1", "photo1.1", "a1 1", "leaf2.1", "b1 2"]


def test_without_its_bookmark_evidence_goes_before_the_appendix(tmp_path: Path) -> None:
    parts = (("cover", 1), ("appendix", 1))
    assert texts(bound(parts, Leaf("leaf1", (piece(tmp_path, "a"),)))) == ["cover.1", "a1 1", "appendix.1"]
    assert texts(bound((("cover", 1),), Leaf("leaf1", (piece(tmp_path, "a"),)))) == ["cover.1", "a1 1"]


def test_lists_that_share_a_page_keep_the_order_of_numbers(tmp_path: Path) -> None:
    pdf = volume(("leaf1", 1), ("review", 1))
    places = pages.places(pdf)
    places["leaf2"] = pages.Place(0, 300.0)
    out = io.BytesIO()
    leaves = [Leaf("leaf1", (piece(tmp_path, "a"),)), Leaf("leaf2", (piece(tmp_path, "b"),))]
    joined.join(io.BytesIO(pdf), places, leaves, out, "题")
    assert texts(out.getvalue()) == ["leaf1.1", "a1 1", "b1 2", "review.1"]


def test_for_printing_on_both_sides_odd_numbers_are_in_front(tmp_path: Path) -> None:
    leaves = [Leaf("leaf1", (piece(tmp_path, "a"),)), Leaf("leaf2", (piece(tmp_path, "b", 2),))]
    found = texts(bound(PARTS, *leaves, duplex=True))
    sides = {text: n % 2 for n, text in enumerate(found) if text}
    assert [sides[text] for text in ("a1 1", "b1 2", "b2 3")] == [0, 1, 0]
    usual = [name for name, count in PARTS for _ in range(count)]
    firsts = {f"{name}.1": usual.index(name) % 2 for name, _ in PARTS}
    assert {text: sides[text] for text in firsts} == firsts
    assert found.count("") <= 4


def test_the_same_gives_the_same_bytes(tmp_path: Path) -> None:
    leaf = Leaf("leaf1", (piece(tmp_path, "a", 2),))
    assert bound(PARTS, leaf) == bound(PARTS, leaf)


def test_a_broken_volume_is_told() -> None:
    with pytest.raises(Unreadable):
        joined.join(io.BytesIO(b"no pdf"), {}, [], io.BytesIO(), "题")


def test_fonts_shared_by_pages_are_copied_once(tmp_path: Path) -> None:
    many = piece(tmp_path, "a", 30)
    pdf = bound((("leaf1", 1),), Leaf("leaf1", (many,)))
    assert pdf.count(b"/BaseFont") <= 3
    assert smooth.check(many.path) == 30


def test_pieces_of_one_pdf_are_bound_in_without_opening_it_for_each(tmp_path: Path) -> None:
    path = tmp_path / "photos.pdf"
    path.write_bytes(drawn(*(f"p{n}" for n in range(40))))
    others = [piece(tmp_path, f"o{n}") for n in range(10)]
    photos = [Piece(path, 1, f"p{n}", n) for n in range(40)]
    mixed = [one for n in range(40) for one in (photos[n], others[n % 10])]
    pdf = bound((("leaf1", 1),), Leaf("leaf1", tuple(photos)))
    assert texts(pdf)[1:] == [f"p{n} {n + 1}" for n in range(40)]
    assert pdf.count(b"/BaseFont") <= 3 and b"obj\nnull" not in pdf
    said = [text.split()[0] for text in texts(bound((("leaf1", 1),), Leaf("leaf1", tuple(mixed))))[1:]]
    assert said == [name for n in range(40) for name in (f"p{n}", f"o{n % 10}1")]


def test_layers_of_the_evidence_keep_their_state(tmp_path: Path) -> None:
    content = b"/OC /L1 BDC BT /F1 30 Tf 50 400 Td (hidden) Tj ET EMC"
    page, root = usual(b"/Properties<</L1 6 0 R>>"), b"/OCProperties<</OCGs[6 0 R]/D<</OFF[6 0 R]>>>>"
    source = written(content, b"<</Type/OCG/Name(draft)>>", page=page, root=root)
    path = tmp_path / "a.pdf"
    assert smooth.smooth(io.BytesIO(source), path) == 1
    pdf = bound((("leaf1", 1),), Leaf("leaf1", (Piece(path, 1, "a"),)))
    assert ink(pdf, 1)[0] > 0.8  # the number alone
