from __future__ import annotations

import io
from pathlib import Path

import openpyxl

from hostile import cuts, flips, parts, with_parts
from wenming_archive.content import Block
from wenming_archive.read import excel
from wenming_archive.read.limits import Unreadable

REMARKS = (Path(__file__).parent / "samples" / "remarks.xlsx").read_bytes()
DRAWING, COMMENTS = "xl/drawings/drawing1.xml", "xl/comments1.xml"


def beside(data: bytes) -> list[tuple[str, str]]:
    """Return what stands beside the cells of the first sheet."""
    blocks: tuple[Block, ...] = excel.read(io.BytesIO(data), "xlsx").blocks
    ends = [at for at, block in enumerate(blocks) if block.role == "sheet"]
    first = blocks[1 : ends[1] if len(ends) > 1 else None]
    return [(block.role, block.text) for block in first if block.role in ("box", "note")]


def test_boxes_come_before_comments() -> None:
    assert [role for role, _ in beside(REMARKS)] == ["box", "box", "note"]


def test_a_damaged_drawing_costs_its_boxes_alone() -> None:
    cut = parts(REMARKS)[DRAWING][:-200]
    found = beside(with_parts(REMARKS, {DRAWING: cut}))
    assert found[-1] == ("note", "张三已调离 由赵六接替")


def test_a_drawing_with_entities_is_not_read() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    assert [role for role, _ in beside(with_parts(REMARKS, {DRAWING: bomb}))] == ["note"]


def test_a_shape_that_is_written_twice_is_read_once() -> None:
    drawing = parts(REMARKS)[DRAWING].decode()
    a = drawing.index("<xdr:sp>") if "<xdr:sp>" in drawing else drawing.index("<xdr:sp ")
    b = drawing.index("</xdr:sp>") + len("</xdr:sp>")
    twice = drawing[:b] + drawing[a:b] + drawing[b:]
    assert len(beside(with_parts(REMARKS, {DRAWING: twice.encode()}))) == 3


def test_a_reading_is_no_text_of_a_comment() -> None:
    comments = parts(REMARKS)[COMMENTS].decode().replace("</text>", "<rPh><t>du</t></rPh></text>")
    assert beside(with_parts(REMARKS, {COMMENTS: comments.encode()}))[-1][1] == "张三已调离 由赵六接替"


def test_heads_and_feet_of_pages_are_read_without_their_signs() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["姓名", "单位"])
    sheet.oddHeader.left.text, sheet.oddHeader.left.font = "机密★1年", "宋体,Bold"
    sheet.oddFooter.center.text = "第&P页 共&N页"
    made = io.BytesIO()
    book.save(made)
    blocks = excel.read(made, "xlsx").blocks
    assert [block for block in blocks if block.role in ("header", "footer")] == [Block("header", "机密★1年")]


def test_damaged_books_are_settled() -> None:
    for data in (*cuts(REMARKS), *flips(REMARKS)):
        try:
            assert excel.read(io.BytesIO(data), "xlsx").blocks
        except Unreadable as refused:
            assert refused.code
