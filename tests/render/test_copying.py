"""Pages copied from one PDF into another: all they draw on comes along, nothing else."""

from __future__ import annotations

import io
from typing import Any

import pypdf
from pypdf.generic import ArrayObject, DecodedStreamObject, NameObject, NullObject

from rendering import drawn, texts, volume
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
