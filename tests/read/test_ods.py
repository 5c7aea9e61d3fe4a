from __future__ import annotations

import io
import tracemalloc
from pathlib import Path

import pytest

from odfs import document
from wenming_archive.content import Block, Extracted, Properties
from wenming_archive.read import ods
from wenming_archive.read.limits import MAX_TEXT

SAMPLES = Path(__file__).parent / "samples"
LEDGER = (Path(__file__).parent / "samples" / "ledger.ods").read_bytes()


def read(data: bytes) -> Extracted:
    return ods.read(io.BytesIO(data), "ods")


def rows(body: str) -> list[str]:
    data = document("spreadsheet", f'<table:table table:name="表">{body}</table:table>')
    return [block.text for block in read(data).blocks[1:]]


def cell(text: str, said: str = "") -> str:
    return f"<table:table-cell {said}><text:p>{text}</text:p></table:table-cell>"


def row(cells: str, said: str = "") -> str:
    return f"<table:table-row {said}>{cells}</table:table-row>"


def test_a_ledger_is_sheets_titles_heads_and_rows() -> None:
    extracted = read(LEDGER)
    assert extracted.blocks[:4] == (
        Block("sheet", "志愿台账"),
        Block("title", "2023年志愿服务活动台账"),
        Block("head", "序号\t活动名称\t日期\t参加率\t经费\t是否完成"),
        Block("row", "1\t清洁家园第1次 活动\t2023年3月1日\t85.3%\t1,234.50\t是"),
    )
    assert [b.text for b in extracted.blocks[-3:]] == [
        "姓名\t单位\t电话",
        "张三\t某局\t13812345678",
        "2023年3月6日 09:30\t2023年3月\t9:00",
    ]
    assert extracted.properties == Properties("台账题名", "王五", "2026-11-22", "2026-11-22")


@pytest.mark.parametrize(
    ("said", "seen", "text"),
    [
        ('office:value-type="date" office:date-value="2023-03-06"', "23-3-6", "2023年3月6日"),
        ('office:value-type="date" office:date-value="2023-03-06T09:30:00"', "x", "2023年3月6日 09:30"),
        ('office:value-type="date" office:date-value="2023-03-01"', "2023年3月", "2023年3月"),
        ('office:value-type="date" office:date-value="?"', "某日", "某日"),
        ('office:value-type="date" office:date-value="2023-05-06"', "星期六", "星期六"),
        ('office:value-type="date" office:date-value="2023-05-06"', "Saturday", "星期六"),
        ('office:value-type="date" office:date-value="2023-05-06"', "五月六日", "五月六日"),
        ('office:value-type="boolean" office:boolean-value="true"', "WAHR", "是"),
        ('office:value-type="float" office:value="0"', "FALSE", "否"),
        ('office:value-type="string"', "TRUE", "TRUE"),
        ('office:value-type="percentage" office:value="0.853"', "85.3%", "85.3%"),
        ('office:value-type="float" office:value="12"', "", "12"),
    ],
)
def test_a_cell_is_read_as_it_shows(said: str, seen: str, text: str) -> None:
    assert rows(row(cell(seen, said))) == [text]


def test_an_error_shows_nothing() -> None:
    assert rows(row(cell("#REF!", 'office:value-type="string" calcext:value-type="error"') + cell("甲"))) == [
        "\t甲"
    ]


def test_a_million_repeated_cells_and_rows_cost_nothing() -> None:
    wide = cell("", 'table:number-columns-repeated="16384"')
    body = row(cell("甲") + wide + cell("远")) + row(wide, 'table:number-rows-repeated="1048576"')
    tracemalloc.start()
    found = rows(body)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert found == ["甲" + "\t" * 60 + "远"]
    assert peak < 5 << 20


def test_repeated_text_is_repeated_within_reason() -> None:
    many = 'table:number-{}-repeated="999999999"'
    assert rows(row(cell("甲", 'table:number-columns-repeated="3"'))) == ["甲\t甲\t甲"]
    assert rows(row(cell("甲", many.format("columns")))) == ["\t".join(["甲"] * 60)]
    assert len(rows(row(cell("甲"), many.format("rows")))) == 5000
    assert sum(map(len, rows(row(cell("长" * 9000), many.format("rows"))))) <= MAX_TEXT


def test_merged_cells_are_read_once() -> None:
    covered = '<table:covered-table-cell table:number-columns-repeated="2"/>'
    assert rows(row(cell("题") + covered + cell("乙"))) == ["题\t\t\t乙"]


def test_boxes_and_comments_come_after_the_rows() -> None:
    assert read((SAMPLES / "remarks.ods").read_bytes()).blocks == (
        Block("sheet", "值班表"),
        Block("head", "姓名\t星期\t时长\t比例"),
        Block("row", "张三\t星期六\t36:00\t1/2"),
        Block("box", "本表由办公室统计 截至五月底"),
        Block("box", "审核人：李四"),
        Block("note", "张三已调离 由赵六接替"),
        Block("sheet", "只有框"),
        Block("box", "另附说明"),
    )


def test_a_box_in_a_cell_is_no_text_of_the_cell() -> None:
    frame = "<draw:frame><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame>"
    note = "<office:annotation><text:p>注</text:p></office:annotation>"
    body = row(f"<table:table-cell>{frame}{note}<text:p>甲</text:p></table:table-cell>" + cell("乙"))
    assert rows(body) == ["甲\t乙", "框", "注"]


def test_boxes_are_kept_no_longer_than_any_text() -> None:
    frame = f"<draw:frame><draw:text-box><text:p>{'长' * 30_000}</text:p></draw:text-box></draw:frame>"
    found = rows(f"<table:shapes>{frame * 40}</table:shapes>{row(cell('甲'))}")
    assert sum(map(len, found)) <= MAX_TEXT
