from __future__ import annotations

import io
import tracemalloc
from pathlib import Path

import pytest

from odfs import document
from wenming_archive.model import Block, Extracted, Properties
from wenming_archive.read import ods
from wenming_archive.read.limits import MAX_TEXT

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


def test_a_remark_is_no_text() -> None:
    remark = "<office:annotation><text:p>批注</text:p></office:annotation>"
    assert rows(row(f"<table:table-cell>{remark}<text:p>甲</text:p></table:table-cell>")) == ["甲"]


def test_merged_cells_are_read_once() -> None:
    covered = '<table:covered-table-cell table:number-columns-repeated="2"/>'
    assert rows(row(cell("题") + covered + cell("乙"))) == ["题\t\t\t乙"]
