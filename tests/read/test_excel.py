from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import jpg, xlsx
from hostile import parts, sheet_xml, with_parts, zipped
from hostile import read as read_file
from wenming_archive.content import Block, Extracted
from wenming_archive.read import excel
from wenming_archive.read.limits import MAX_TEXT, Unreadable
from wenming_archive.read.suffixes import suffix_problem

FIRST = "xl/worksheets/sheet1.xml"


def read(data: bytes) -> Extracted:
    return excel.read(io.BytesIO(data), "xlsx")


def of_xml(rows: str, **changed: bytes | str | None) -> list[str]:
    data = with_parts(xlsx(("x",)), {FIRST: sheet_xml(rows), **changed})
    return [block.text for block in read(data).blocks if block.role != "sheet"]


def formatted(value: Any, code: str) -> str:
    """Return how a cell with a number format is read."""
    book = openpyxl.Workbook()
    book.active.append([value])
    book.active["A1"].number_format = code
    out = io.BytesIO()
    book.save(out)
    return read(out.getvalue()).blocks[-1].text


def book(**sheets: list[list[Any]]) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_ledger_is_sheet_title_head_and_rows() -> None:
    rows = (("志愿服务台账",), ("序号", "活动", "日期", "人数"), (1, "清洁家园", dt.date(2023, 3, 6), 30.0))
    assert read(xlsx(*rows, sheet="三月")) == Extracted(
        "xlsx",
        (
            Block("sheet", "三月"),
            Block("title", "志愿服务台账"),
            Block("head", "序号\t活动\t日期\t人数"),
            Block("row", "1\t清洁家园\t2023年3月6日\t30"),
        ),
        properties=read(xlsx(("x",))).properties,
    )


def test_sheets_keep_their_order_and_blank_ones_are_left_out() -> None:
    data = book(乙=[["二"]], 空=[], 甲=[["一"]])
    assert [(b.role, b.text) for b in read(data).blocks] == [
        ("sheet", "乙"),
        ("row", "二"),
        ("sheet", "甲"),
        ("row", "一"),
    ]


def test_hidden_sheets_are_read() -> None:
    made = openpyxl.load_workbook(io.BytesIO(book(封面=[["封"]], 台账=[["藏"]])))
    made["台账"].sheet_state = "hidden"
    out = io.BytesIO()
    made.save(out)
    assert "藏" in [block.text for block in read(out.getvalue()).blocks]


@pytest.mark.parametrize("kind", ["sheet.macroEnabled", "template", "template.macroEnabled"])
def test_books_with_macros_and_templates_are_books(kind: str) -> None:
    types = parts(xlsx(("甲",)))["[Content_Types].xml"].decode()
    named = types.replace("spreadsheetml.sheet.main", f"spreadsheetml.{kind}.main")
    data = with_parts(xlsx(("甲",)), {"[Content_Types].xml": named, "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})
    for ending in ("xlsm", "xltx", "xltm", "et"):
        extracted = read_file(data, f"台账.{ending}")
        assert (extracted.format, extracted.trouble, extracted.problems) == ("xlsx", None, ())
        assert suffix_problem("xlsx", f"台账.{ending}") is None


def test_merged_cells_are_read_once() -> None:
    made = openpyxl.Workbook()
    made.active["A1"] = "活动签到表"
    made.active.merge_cells("A1:D1")
    made.active.append(["序号", "姓名", "单位", "签名"])
    out = io.BytesIO()
    made.save(out)
    assert [b.text for b in read(out.getvalue()).blocks[1:]] == ["活动签到表", "序号\t姓名\t单位\t签名"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<c><v>3</v></c>", "3"),
        ("<c><v>3.0</v></c>", "3"),
        ("<c><v>0.30000000000000004</v></c>", "0.3"),
        ("<c><v>-1.5</v></c>", "-1.5"),
        ("<c><v>13812345678</v></c>", "13812345678"),
        ("<c><v>x</v></c>", "x"),
        ('<c t="b"><v>1</v></c>', "是"),
        ('<c t="b"><v>0</v></c>', "否"),
        ('<c t="str"><f>A1</f><v>合 计\n数</v></c>', "合 计 数"),
        ('<c t="d"><v>2023-03-06</v></c>', "2023-03-06"),
        ('<c t="inlineStr"><is><t>张</t></is></c>', "张"),
        ('<c t="inlineStr"><is><r><t>张</t></r><r><t>三</t></r><rPh><t>zhang</t></rPh></is></c>', "张三"),
        ('<c s="99999"><v>3</v></c>', "3"),
        ('<c s="x"><v>3</v></c>', "3"),
        ("<c><v>1e400</v></c>", "inf"),
        ("<c><v>nan</v></c>", "nan"),
    ],
)
def test_a_cell_is_read_as_it_shows(cell: str, text: str) -> None:
    assert of_xml(f"<row>{cell}</row>") == [text]


@pytest.mark.parametrize(
    "cell",
    [
        "<c/>",
        "<c><f>A1+1</f></c>",
        '<c t="e"><v>#REF!</v></c>',
        '<c t="s"><v>99</v></c>',
        '<c t="s"><v>-1</v></c>',
        '<c t="s"><v>²</v></c>',
        f'<c t="s"><v>{"9" * 5000}</v></c>',
        '<c t="s"/>',
    ],
)
def test_a_cell_that_shows_nothing_is_blank(cell: str) -> None:
    assert of_xml(f"<row>{cell}<c><v>7</v></c></row>") == ["\t7"]


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ('<row><c r="A1"><v>1</v></c><c r="C1"><v>3</v></c></row>', "1\t\t3"),
        ('<row><c r="C1"><v>3</v></c></row>', "\t\t3"),
        ("<row><c><v>1</v></c><c><v>2</v></c></row>", "1\t2"),
        ('<row><c r="B1"><v>2</v></c><c r="A1"><v>1</v></c></row>', "\t2\t1"),
        ('<row r="1048576"><c r="XFD1048576"><v>9</v></c></row>', "\t" * 60 + "9"),
        (f'<row><c r="{"Z" * 400_000}1"><v>9</v></c></row>', "\t" * 60 + "9"),
        ('<row><c r="?!"><v>9</v></c></row>', "9"),
    ],
)
def test_cells_stand_in_their_columns(row: str, text: str) -> None:
    assert of_xml(row) == [text]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("yyyy-mm-dd", "2023年3月6日"),
        ("m/d/yy", "2023年3月6日"),
        ('yyyy"年"m"月"d"日"', "2023年3月6日"),
        ("yyyy年m月d日", "2023年3月6日"),
        ('[$-804]yyyy"年"m"月"d"日";@', "2023年3月6日"),
        ('m"月"d"日"', "2023年3月6日"),
        ("dddd", "星期一"),
        ('yyyy"年"m"月"', "2023年3月"),
        ("mmm-yy", "2023年3月"),
        ("yyyy", "2023年"),
        ('yyyy"年度"', "2023年"),
        ("General", "44991"),
        ("0.00", "44991.00"),
        ('0"日"', "44991日"),
        ("[Red]0", "44991"),
        ("\\d0", "d44991"),
        ("_d0_m", "44991"),
        ("#,##0", "44,991"),
        ("0%", "4499100%"),
        ('0"人"', "44991人"),
        ("h:mm", "44991"),
        ("h:mm AM/PM", "44991"),
        ("[h]:mm", "1079784:00"),
        ("[mm]:ss", "64787040:00"),
        ("@", "44991"),
    ],
)
def test_the_format_says_how_much_of_a_date_is_shown(code: str, text: str) -> None:
    assert formatted(44991, code) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [(14, "2023年3月6日"), (17, "2023年3月"), (22, "2023年3月6日"), (31, "2023年3月6日"), (57, "2023年3月"), (58, "2023年3月6日"), (1, "44991"), (3, "44,991"), (4, "44,991.00"), (10, "4499100.00%"), (20, "44991"), (46, "1079784:00:00"), (55, "44991")],
)  # fmt: skip
def test_built_in_formats_are_known(number: int, text: str) -> None:
    styles = f'<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="{number}"/></cellXfs></styleSheet>'
    assert of_xml('<row><c s="1"><v>44991</v></c></row>', **{"xl/styles.xml": styles}) == [text]


@pytest.mark.parametrize("number", ["x", "²", "", "9" * 5000, "-1"])
def test_a_damaged_style_is_no_date(number: str) -> None:
    styles = (
        f'<styleSheet><numFmts><numFmt numFmtId="{number}" formatCode="yyyy-mm-dd"/><numFmt/></numFmts>'
        f'<cellXfs><xf numFmtId="{number}"/><xf/></cellXfs></styleSheet>'
    )
    assert of_xml('<row><c s="1"><v>44991</v></c></row>', **{"xl/styles.xml": styles}) == ["44991"]


@given(st.datetimes(dt.datetime(1900, 3, 1), dt.datetime(9900, 1, 1)).map(lambda t: t.replace(microsecond=0)))
def test_every_moment_is_read_back(moment: dt.datetime) -> None:
    shown = f"{moment.year}年{moment.month}月{moment.day}日"
    expected = shown if moment.time() == dt.time() else f"{shown} {moment:%H:%M}"
    assert formatted(moment, "yyyy-mm-dd hh:mm") == expected


@pytest.mark.parametrize("value", ["0", "0.5", "-5", "2958465.9", "1e300", "inf", "nan"])
def test_a_number_beyond_the_calendar_is_no_date(value: str) -> None:
    styles = '<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>'
    assert "年" not in of_xml(f'<row><c s="0"><v>{value}</v></c></row>', **{"xl/styles.xml": styles})[0]


def test_a_mac_s_dates_begin_in_1904() -> None:
    made = openpyxl.Workbook()
    made.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    made.active.append([dt.date(2023, 3, 6)])
    out = io.BytesIO()
    made.save(out)
    assert read(out.getvalue()).blocks[-1].text == "2023年3月6日"


def test_a_string_s_reading_is_no_text() -> None:
    strings = "<sst><si><t>东京</t><rPh><t>とうきょう</t></rPh></si><si><r><t>加</t></r><r><t>粗</t></r></si><si/></sst>"
    cells = "".join(f'<c t="s"><v>{n}</v></c>' for n in range(3))
    assert of_xml(f"<row>{cells}</row>", **{"xl/sharedStrings.xml": strings}) == ["东京\t加粗"]


def test_a_book_without_its_sheets_is_broken() -> None:
    for part in (FIRST, "xl/_rels/workbook.xml.rels"):
        with pytest.raises(Unreadable) as refused:
            read(with_parts(xlsx(("x",)), {part: None}))
        assert (refused.value.code, str(refused.value)) == (
            "broken",
            "表格不完整或已损坏，打不开；请向提供单位重新索取",
        )


@pytest.mark.parametrize(
    "rows", ["", "<row/>", "<row><c><f>1</f></c></row>", '<row><c t="str"><v> </v></c></row>']
)
def test_a_blank_book_is_refused(rows: str) -> None:
    with pytest.raises(Unreadable, match="什么内容也没有"):
        of_xml(rows)


def test_a_book_of_pictures_is_read_with_a_problem() -> None:
    extracted = read(with_parts(xlsx(), {"xl/media/image1.jpg": jpg()}))
    assert (extracted.blocks, [p.code for p in extracted.problems]) == ((), ["no-text"])


def test_a_sheet_is_read_to_its_5000th_row() -> None:
    assert len(of_xml("<row><c><v>1</v></c></row>" * 5010)) == 5000


def test_one_long_string_in_every_cell_fills_no_memory() -> None:
    strings = f"<sst><si><t>{'长' * 200_000}</t></si></sst>"
    row = "<row>" + '<c t="s"><v>0</v></c>' * 60 + "</row>"
    texts = of_xml(row * 4000, **{"xl/sharedStrings.xml": strings})
    assert sum(map(len, texts)) <= MAX_TEXT


def test_text_beyond_the_limit_stops_the_reading_of_sheets() -> None:
    many = {f"表{n}": [["长" * 30_000]] * 4 for n in range(9)}
    assert sum(len(block.text) for block in read(book(**many)).blocks) == MAX_TEXT


def test_what_is_no_book_is_broken() -> None:
    with pytest.raises(Unreadable, match="已损坏"):
        read(zipped({"xl/other.xml": "<x/>"}))


def test_boxes_and_comments_come_after_the_rows() -> None:
    assert read((Path(__file__).parent / "samples" / "remarks.xlsx").read_bytes()).blocks == (
        Block("sheet", "值班表"),
        Block("head", "姓名\t星期\t时长\t比例"),
        Block("row", "张三\t星期六\t36:00\t1/2"),
        Block("box", "本表由办公室统计 截至五月底"),
        Block("box", "审核人：李四"),
        Block("note", "张三已调离 由赵六接替"),
        Block("sheet", "只有框"),
        Block("box", "另附说明"),
    )


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        ("甲", '"前"@"后"', "前甲后"),
        (dt.date(2023, 5, 6), "aaaa", "星期六"),
        (dt.time(14, 5), '上午/下午h"时"mm"分"', "下午2时05分"),
        (12345678, '0!.0,"万"', "1234.6万"),
    ],
)
def test_a_format_is_followed(value: Any, code: str, text: str) -> None:
    assert formatted(value, code) == text
