from __future__ import annotations

import datetime as dt
import io
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
import xlwt

from builders import jpg
from hostile import cuts, flips
from hostile import read as read_file
from shells import compound
from wenming_archive.content import Block, Extracted, Properties
from wenming_archive.read import xls
from wenming_archive.read.limits import Unreadable

LEDGER = (Path(__file__).parent / "samples" / "ledger.xls").read_bytes()
REMARKS = (Path(__file__).parent / "samples" / "remarks.xls").read_bytes()


def read(data: bytes) -> Extracted:
    return xls.read(io.BytesIO(data), "xls")


def book(*rows: list[Any], code: str = "General", mac: bool = False) -> bytes:
    made = xlwt.Workbook(encoding="gb18030")
    made.dates_1904 = mac
    sheet = made.add_sheet("表")
    for y, row in enumerate(rows):
        for x, value in enumerate(row):
            sheet.write(y, x, value, xlwt.easyxf(num_format_str=code))
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def settled(data: bytes) -> str:
    """Return what became of a damaged book."""
    try:
        extracted = read(data)
    except Unreadable as refused:
        return refused.code
    return "read" if extracted.blocks else "no-text"


def test_a_ledger_is_sheets_titles_heads_and_rows() -> None:
    extracted = read(LEDGER)
    assert extracted.blocks[:4] == (
        Block("sheet", "志愿台账"),
        Block("title", "2023年志愿服务活动台账"),
        Block("head", "序号\t活动名称\t日期\t参加率\t经费\t是否完成"),
        Block("row", "1\t清洁家园第1次 活动\t2023年3月1日\t85.3%\t1,234.50\t是"),
    )
    assert extracted.problems == ()
    assert extracted.properties == Properties("台账题名", "王五", "2026-11-22", "2026-11-22")


def test_hidden_sheets_are_read_and_blank_ones_are_left_out() -> None:
    blocks = read(LEDGER).blocks
    assert [b.text for b in blocks if b.role == "sheet"] == ["志愿台账", "隐藏表"]
    assert [b.text for b in blocks[-3:]] == [
        "姓名\t单位\t电话",
        "张三\t某局\t13812345678",
        "2023年3月6日 09:30\t2023年3月\t09:00",
    ]


def test_an_error_shows_nothing() -> None:
    assert "465" in [b.text for b in read(LEDGER).blocks]  # beside it stands 1/0


@pytest.mark.parametrize("ending", ["xls", "et", "xlt"])
def test_by_any_name_it_is_a_sheet(ending: str) -> None:
    extracted = read_file(LEDGER, f"台账.{ending}")
    assert (extracted.format, extracted.trouble, extracted.problems) == ("xls", None, ())


@pytest.mark.parametrize("mac", [False, True])
def test_dates_are_dates_on_a_pc_and_on_a_mac(mac: bool) -> None:
    days = 43529 if mac else 44991
    assert read(book([days], code="yyyy-mm-dd", mac=mac)).blocks[-1].text == "2023年3月6日"


def test_a_date_object_is_a_date() -> None:
    assert read(book([dt.date(2023, 3, 6)], code="yyyy/m/d")).blocks[-1].text == "2023年3月6日"


def test_a_truth_is_a_word() -> None:
    assert read(book([True, False])).blocks[-1].text == "是\t否"


def test_a_stray_cell_far_out_costs_little() -> None:
    made = xlwt.Workbook()
    sheet = made.add_sheet("表")
    sheet.write(0, 0, "起")
    sheet.write(65535, 255, "止")
    out = io.BytesIO()
    made.save(out)
    tracemalloc.start()
    texts = [block.text for block in read(out.getvalue()).blocks]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert texts == ["表", "起", "\t" * 60 + "止"]
    assert peak < 60 << 20


def test_a_bare_workbook_stream_is_read(capfd: pytest.CaptureFixture[str]) -> None:
    import olefile

    with olefile.OleFileIO(io.BytesIO(LEDGER)) as shell:
        bare = shell.openstream("Workbook").read()
    extracted = read_file(bare, "台账.xls")
    assert (extracted.format, extracted.properties, len(extracted.blocks)) == ("xls", Properties(), 38)
    assert capfd.readouterr() == ("", "")


def test_a_book_with_a_password_says_so() -> None:
    bof = b"\x09\x08\x10\0\0\x06\x05\0\0\0\0\0\0\0\0\0\0\0\0\0"
    data = compound({"Workbook": bof + b"\x2f\0\x06\0\1\0\1\0\1\0" + b"\x0a\0\0\0"})
    with pytest.raises(Unreadable, match="打开密码") as refused:
        read(data)
    assert refused.value.code == "encrypted"


def test_a_blank_book_is_refused_and_one_of_pictures_is_not() -> None:
    with pytest.raises(Unreadable, match="什么内容也没有"):
        read(book())
    extracted = read(book() + jpg())
    assert (extracted.blocks, [p.code for p in extracted.problems]) == ((), ["no-text"])


def test_a_cut_book_is_never_taken_for_whole(capfd: pytest.CaptureFixture[str]) -> None:
    assert {settled(data) for data in cuts(LEDGER)} == {"broken"}
    assert capfd.readouterr() == ("", "")


def test_flipped_bytes_are_settled(capfd: pytest.CaptureFixture[str]) -> None:
    outcomes = [settled(data) for data in flips(LEDGER, 200)]
    assert outcomes.count("read") > 60
    assert set(outcomes) <= {"read", "broken", "encrypted", "empty"}
    assert capfd.readouterr() == ("", "")


def test_a_damaged_sheet_costs_that_sheet() -> None:
    at = LEDGER.index("隐藏表".encode("utf-16-le")) - 8
    broken = LEDGER[:at] + b"\xff\xff\xff\x00" + LEDGER[at + 4 :]
    extracted = read(broken)
    assert extracted.blocks[0] == Block("sheet", "志愿台账")
    assert [p.code for p in extracted.problems] == ["truncated"]


def test_boxes_and_comments_come_after_the_rows() -> None:
    assert read(REMARKS).blocks == (
        Block("sheet", "值班表"),
        Block("head", "姓名\t星期\t时长\t比例"),
        Block("row", "张三\t星期六\t36:00\t1/2"),
        Block("box", "本表由办公室统计 截至五月底"),
        Block("box", "审核人：李四"),
        Block("note", "张三已调离 由赵六接替"),
        Block("sheet", "只有框"),
        Block("box", "另附说明"),
    )


def test_damaged_boxes_are_settled(capfd: pytest.CaptureFixture[str]) -> None:
    for data in (*cuts(REMARKS), *flips(REMARKS)):
        assert settled(data)
    assert capfd.readouterr() == ("", "")


def test_a_text_is_read_as_it_shows() -> None:
    assert read(book(["甲"], code='"前"@"后"')).blocks[-1].text == "前甲后"
