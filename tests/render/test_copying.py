"""Pages copied from one PDF into another: all they draw on comes along, nothing else."""

from __future__ import annotations

import io
from typing import Any

import pypdf
import pytest
from pypdf.generic import ArrayObject, DecodedStreamObject, NameObject, NullObject

from rendering import drawn, ink, texts, usual, volume, written
from wenming_archive.render import smooth
from wenming_archive.render.copying import Copying
from wenming_archive.render.sheaf import Sheaf


def copied(pdf: bytes, *pages: int, number: int | None = None) -> bytes:
    out = io.BytesIO()
    with smooth.opened(io.BytesIO(pdf)) as reader:
        sheaf = Sheaf(out)
        copying = Copying(sheaf, reader)
        for n in pages:
            copying.page(n, number)
        copying.end()
        sheaf.finish("题")
    return out.getvalue()


def test_only_the_pages_that_are_asked_for_come_along() -> None:
    pdf = copied(drawn(*"abcdef"), 1, 4)
    assert texts(pdf) == ["b", "e"]
    assert len(pdf) < len(drawn(*"abcdef"))


def test_a_link_to_a_page_that_is_not_there_leads_nowhere() -> None:
    pdf = copied(volume(("cover", 1), ("review", 1)), 0)
    reader = pypdf.PdfReader(io.BytesIO(pdf), strict=True)
    annotations: Any = reader.pages[0]["/Annots"]
    assert isinstance(annotations[0].get_object()["/Dest"][0].get_object(), NullObject)


def test_pages_of_evidence_come_without_what_is_laid_on_them() -> None:
    reader = pypdf.PdfReader(io.BytesIO(copied(volume(("cover", 1), ("review", 1)), 0, number=1)))
    assert "/Annots" not in reader.pages[0]


def test_what_a_page_inherits_comes_along() -> None:
    writer = pypdf.PdfWriter(io.BytesIO(drawn("a")))
    page: Any = writer.pages[0]
    tree = page["/Parent"].get_object()
    for name in ("/MediaBox", "/Resources", "/Rotate"):
        tree[NameObject(name)] = page[name]
        del page[NameObject(name)]
    tree[NameObject("/Rotate")] = pypdf.generic.NumberObject(90)
    out = io.BytesIO()
    writer.write(out)
    pdf = copied(out.getvalue(), 0, number=3)
    assert texts(pdf) == ["a 3"]
    assert pypdf.PdfReader(io.BytesIO(pdf)).pages[0].rotation == 90


def test_a_drawing_in_several_parts_and_one_without_any() -> None:
    writer = pypdf.PdfWriter(io.BytesIO(drawn("a", "b")))
    parts = [DecodedStreamObject(), DecodedStreamObject()]
    parts[0].set_data(b"BT /F1 12 Tf 100 100 Td (one) Tj ET")
    parts[1].set_data(b"BT /F1 12 Tf 100 50 Td (two) Tj ET")
    first: Any = writer.pages[0]
    first[NameObject("/Contents")] = ArrayObject([writer._add_object(part) for part in parts])
    del writer.pages[1][NameObject("/Contents")]
    out = io.BytesIO()
    writer.write(out)
    assert texts(copied(out.getvalue(), 0, 1, number=5)) == ["one two 5", "5"]


def test_objects_that_refer_to_each_other_are_copied_once() -> None:
    writer = pypdf.PdfWriter(io.BytesIO(drawn("a")))
    one, two = pypdf.generic.DictionaryObject(), pypdf.generic.DictionaryObject()
    first, second = writer._add_object(one), writer._add_object(two)
    one[NameObject("/Next")], two[NameObject("/Next")] = second, first
    resources: Any = writer.pages[0]["/Resources"]
    resources[NameObject("/Odd")] = first
    out = io.BytesIO()
    writer.write(out)
    pdf = copied(out.getvalue(), 0)
    assert texts(pdf) == ["a"] and pdf.count(b"/Next") == 2


@pytest.mark.parametrize(
    "content",
    [
        *(
            b"q q .1 0 0 .1 0 0 cm",
            b"q .1 0 0 .1 0 0 cm q q q",
            b"q q 0 0 5 5 re W n",
            b".1 0 0 .1 0 0 cm Q Q",
        ),
        *(b"BT /F1 9 Tf .1 0 0 .1 0 0 cm", b"1 g 1 G 3 Tr", b"/F1 9 Tf 400 Ts 900 Tc", b"(unended"),
    ],
)
def test_the_number_stands_in_its_place_whatever_state_a_page_leaves_behind(content: bytes) -> None:
    left, top, right, bottom = ink(copied(written(content), 0, number=7))
    assert 0.9 < left < right < 0.95 and 0.03 < top < bottom < 0.06


def test_a_page_drawn_as_one_picture_looks_as_it_did() -> None:
    content = b"q .5 0 0 .5 100 200 cm 0 0 200 200 re f BT /F1 40 Tf 300 300 Td (kept) Tj ET"
    alone = ink(written(content))
    left, _, _, bottom = ink(copied(written(content), 0, number=7))
    assert (left, bottom) == pytest.approx((alone[0], alone[3]))
    assert texts(copied(written(content), 0, number=7)) == ["kept 7"]


def test_a_drawing_that_cannot_be_unpacked_still_has_its_number() -> None:
    broken = b"<</Filter/Nonsense/Length 1>>stream\n.\nendstream"
    page = usual(b"").replace(b"/MediaBox", b"/Contents[4 0 R 6 0 R]/MediaBox")
    pdf = written(b"", broken, page=page).replace(b"/Contents 4 0 R", b"")
    assert texts(copied(pdf, 0, number=7)) == ["7"]


@pytest.mark.parametrize(
    ("box", "seen"),
    [
        (b"[595 842 0 0]", (595, 842)),
        (b"[595 0 0 842]", (595, 842)),
        (b"[0 0 0 0]", (612, 792)),
        (b"[0 0 595 842]/CropBox[900 900 1000 1000]", (595, 842)),
        (b"[0 0 595 842]/CropBox[300 400 100 100]", (200, 300)),
    ],
)
def test_a_box_whose_corners_are_at_odds_is_seen_as_it_was(box: bytes, seen: tuple[int, int]) -> None:
    pdf = copied(written(b"", page=usual(b"", box)), 0, number=7)
    page = pypdf.PdfReader(io.BytesIO(pdf)).pages[0]
    assert (float(page.cropbox.width), float(page.cropbox.height)) == seen
    left, top, _, bottom = ink(pdf)
    assert left > 0.88 and top < bottom < 0.1


LAYERED = b"/OC /L1 BDC 0 0 100 100 re f EMC /OC /L2 BDC 500 700 100 100 re f EMC"
ON_PAGE = usual(b"/Properties<</L1 6 0 R/L2 7 0 R>>")


@pytest.mark.parametrize(
    "state",
    [b"/OFF[6 0 R]", b"/BaseState/OFF/ON[7 0 R]", b"/AS[<</Event/View/OCGs[6 0 R]/Category[/View]>>]"],
)
@pytest.mark.parametrize("number", [None, 1])
def test_a_layer_that_is_not_to_be_seen_stays_unseen(state: bytes, number: int | None) -> None:
    usage = b"/Usage<</View<</ViewState/OFF>>>>" if b"/AS" in state else b""
    off = b"<</Type/OCG/Name(draft)%b>>" % usage
    root = b"/OCProperties<</OCGs[6 0 R 7 0 R]/D<<%b>>>>" % state
    pdf = written(LAYERED, off, b"<</Type/OCG/Name(page)>>", page=ON_PAGE, root=root)
    found = copied(pdf, 0, number=number)
    assert ink(pdf)[0] > 0.8  # to be sure that it is hidden in the first place
    left, top, right, bottom = ink(found)
    assert left > 0.8 and bottom < 0.2 and right == 1.0 and top >= 0.0
    assert pypdf.PdfReader(io.BytesIO(found), strict=True).pages


def test_pages_may_be_added_again_with_other_numbers() -> None:
    out = io.BytesIO()
    with smooth.opened(io.BytesIO(drawn("a", "b"))) as reader:
        sheaf = Sheaf(out)
        copying = Copying(sheaf, reader)
        made = [copying.page(1, 1), copying.page(1, 2), copying.page(0, 3)]
        sheaf.finish("题")
    assert len({*made}) == 3 and texts(out.getvalue()) == ["b 1", "b 2", "a 3"]
    assert out.getvalue().count(b"/BaseFont") <= 3
