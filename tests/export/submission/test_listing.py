"""The list of an indicator's evidence."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from samples import made_item
from volumes import ITEMS, blank, bound, cells, section, texts
from wenming_archive.export.submission import listing
from wenming_archive.export.volume import Extras, Volume
from wenming_archive.settings import Columns, Layout


def made(of: Volume, code: str = "Ⅰ-1") -> Any:
    document = blank()
    listing.add(document, section(of, code), of)
    return document


def test_items_stand_by_kind_then_date_with_their_numbers_pages_and_signs() -> None:
    assert cells(made(bound()).tables[0]) == [
        ["序号", "材料编号", "题名", "文号", "责任者", "日期", "页号"],
        ["1", "Ⅰ-1-01", "旧方案", "", "", "20190820※", "1"],
        ["2", "Ⅰ-1-02", "第六期道德讲堂方案", "", "", "20230820", "2—3"],
        ["3", "Ⅰ-1-03", "讲堂现场", "", "", "20230825", "4"],
    ]


@pytest.mark.parametrize("columns", Columns)
def test_each_set_of_columns_fills_the_line(columns: Columns) -> None:
    assert sum(one.column.width for one in listing.SETS[columns]) == 156


def test_the_columns_are_those_the_house_wants() -> None:
    volume = made(bound(layout=Layout(columns=Columns.volume))).tables[0]
    assert cells(volume)[0] == ["顺序号", "文号", "责任者", "题名", "日期", "页号", "备注"]
    archive = made(bound(layout=Layout(columns=Columns.archive))).tables[0]
    assert cells(archive)[0] == ["序号", "档号", "文号", "责任者", "题名", "日期", "密级", "页数", "备注"]


def test_what_the_signs_mean_is_said_where_they_are() -> None:
    item = made_item("e", "Ⅱ-1", title="坏文件")
    broken = bound([replace(item, known=replace(item.known, readable=False))])
    document = made(broken, "Ⅱ-1")
    assert cells(document.tables[0])[1][2] == "坏文件△"
    assert "注：带△的材料无法读取，不计入已备。" in texts(document) and "※" not in "".join(texts(document))


def test_a_date_or_title_that_was_guessed_is_in_square_brackets() -> None:
    guessed = made_item("e", "Ⅱ-1", date="2022-03-04", date_from="mtime")
    document = made(bound([guessed], layout=Layout(columns=Columns.volume)), "Ⅱ-1")
    assert cells(document.tables[0])[1][4:] == ["[20220304]", "1", "Ⅱ-1-01；日期待核"]


def test_nothing_is_listed_where_there_is_nothing() -> None:
    document = made(bound(), "Ⅰ-2")
    assert not document.tables and texts(document) == []


def test_a_title_leads_to_its_copy_where_that_is_wanted() -> None:
    links = {("Ⅰ-1", ITEMS[1].known.key): "../%E6%9D%90%E6%96%99/a.docx"}
    document = made(bound(extras=Extras(links=links)))
    outside = [rel.target_ref for rel in document.part.rels.values() if rel.is_external]
    assert outside == ["../%E6%9D%90%E6%96%99/a.docx"]
