"""A workbook is masked cell by cell, with remarks, boxes and names of sheets; the rest is as it was."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from builders import xlsx
from personal import CARD, ID, MOBILE
from wenming_archive.masking import sheet
from wenming_archive.read.limits import Unreadable

HIDDEN = f"32*************{ID[-3:]}"


def masked(data: bytes, about: str = "", *, talk: bool = False) -> bytes:
    return sheet.masked(io.BytesIO(data), about, talk=talk)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for part, content in parts(data).items():
            archive.writestr(part, change(content.decode()) if part == name else content)
    return made.getvalue()


def made(fill: Callable[[Any], None], *rows: list[Any]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    fill(book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def values(data: bytes) -> list[list[Any]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [list(row) for row in book.active.iter_rows(values_only=True)]


HEAD = ["序号", "姓名", "身份证号", "卡号", "电话", "编号", "金额"]


def test_cells_are_masked_by_their_heads() -> None:
    row = [1, "沈远", ID, CARD, int(MOBILE), "13812345671", 13812345670]
    assert values(masked(xlsx(["名册"], HEAD, row)))[2] == [
        *(1, "沈远", HIDDEN, f"{'*' * 15}0018", "138****5678", "13812345671", 13812345670)
    ]


def test_a_number_keeps_its_format_when_it_becomes_words() -> None:
    def fill(page: Any) -> None:
        page["A2"].font = openpyxl.styles.Font(bold=True)
        page["A2"].fill = openpyxl.styles.PatternFill("solid", fgColor="FFFF00")

    again = openpyxl.load_workbook(io.BytesIO(masked(made(fill, ["手机号", "姓名"], [int(MOBILE), "沈远"]))))
    cell = again.active["A2"]
    assert (cell.value, cell.font.bold, cell.fill.fgColor.rgb) == ("138****5678", True, "00FFFF00")


def test_a_string_that_cells_share_is_masked_once_and_gone() -> None:
    data = xlsx(["姓名", "电话", "备用电话"], ["沈远", MOBILE, MOBILE], ["李红", MOBILE, ""])
    again = masked(data)
    assert values(again)[1:] == [["沈远", "138****5678", "138****5678"], ["李红", "138****5678", None]]
    assert not [name for name, content in parts(again).items() if MOBILE.encode() in content]


def test_runs_of_a_string_and_strings_in_their_cells_are_masked() -> None:
    data = xlsx(["姓名", "电话", "x"], ["沈远", MOBILE, "x"])
    rich = f"<si><r><t>138</t></r><r><rPr><b/></rPr><t>{MOBILE[3:]}</t></r></si>"
    again = masked(
        changed(data, "xl/sharedStrings.xml", lambda t: t.replace(f"<si><t>{MOBILE}</t></si>", rich))
    )
    assert values(again)[1][1] == "138****5678"
    inline = changed(
        data,
        "xl/worksheets/sheet1.xml",
        lambda t: t.replace(
            "</sheetData>",
            f'<row r="3"><c r="B3" t="inlineStr"><is><t>{MOBILE}</t></is></c></row></sheetData>',
        ),
    )
    assert values(masked(inline))[2][1] == "138****5678"


def test_a_formula_stays_and_its_last_value_is_masked() -> None:
    data = xlsx(["电话", "又"], [MOBILE, "=A2"])
    data = changed(
        data,
        "xl/worksheets/sheet1.xml",
        lambda t: (
            t.replace("<f>A2</f><v />", f"<f>A2</f><v>{MOBILE}</v>")
            .replace('<c r="B2">', '<c r="B2" t="str">')
            .replace("<f>A2</f><v></v>", f"<f>A2</f><v>{MOBILE}</v>")
        ),
    )
    again = parts(masked(data))["xl/worksheets/sheet1.xml"].decode()
    assert "<f>A2</f>" in again and "138****5678" in again and MOBILE not in again


def test_remarks_links_and_margins_are_masked() -> None:
    def fill(page: Any) -> None:
        page["A1"].comment = Comment(f"她的身份证是{ID}", "沈")
        page["A1"].hyperlink = f"tel:{MOBILE}"
        page.oddHeader.left.text = f"值班{MOBILE}"

    again = masked(made(fill, ["备注"]))
    assert not [n for n, c in parts(again).items() if MOBILE.encode() in c or ID.encode() in c]
    assert HIDDEN in openpyxl.load_workbook(io.BytesIO(again)).active["A1"].comment.text


def test_the_name_of_a_sheet_is_masked_with_what_refers_to_it() -> None:
    book = openpyxl.Workbook()
    book.active.title = f"沈远{MOBILE}"
    book.create_sheet("汇总")["A1"] = f"='沈远{MOBILE}'!A1"
    out = io.BytesIO()
    book.save(out)
    again = openpyxl.load_workbook(io.BytesIO(masked(out.getvalue())))
    assert again.sheetnames == ["沈远138××××5678", "汇总"]
    assert again["汇总"]["A1"].value == "='沈远138××××5678'!A1"


def test_sheets_that_are_hidden_and_rows_far_down_are_masked() -> None:
    def fill(page: Any) -> None:
        page["B6000"] = MOBILE
        hidden = page.parent.create_sheet("隐藏")
        hidden["A1"] = ID
        hidden.sheet_state = "hidden"

    again = parts(masked(made(fill, ["姓名", "电话", "备注"])))
    assert not [n for n, c in again.items() if MOBILE.encode() in c or ID.encode() in c]


def test_pupils_names_are_masked() -> None:
    rows = [[name, "一班", 5] for name in ("沈小明", "李小红", "王刚")]
    assert [row[0] for row in values(masked(xlsx(["姓名", "班级", "分"], *rows)))[1:]] == [
        "沈**",
        "李**",
        "王*",
    ]
    talk = masked(xlsx(["心理辅导记录"], ["姓名", "沈小明", "班级", "一班"]), talk=True)
    assert values(talk)[1][:2] == ["姓名", "沈**"]


def test_the_same_workbook_gives_the_same_bytes_and_twice_is_once() -> None:
    data = xlsx(HEAD, [1, "沈远", ID, CARD, int(MOBILE), "13812345671", 3])
    assert masked(data) == masked(data) == masked(masked(data))


def test_a_number_that_is_kept_elsewhere_is_refused() -> None:
    cache = f'<c xmlns="x"><s v="{MOBILE}"/></c>'
    out = io.BytesIO(xlsx(["电话", "姓名"], [MOBILE, "沈远"]))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("xl/pivotCache/pivotCacheRecords1.xml", cache)
    with pytest.raises(Unreadable, match=r"遮盖不全"):
        masked(out.getvalue())
