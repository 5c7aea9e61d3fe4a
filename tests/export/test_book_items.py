"""材料目录, 问题 and 重复: what there is, what is wrong with it, and what is there twice."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

import books
from dossiers import dossier, finding
from samples import made_item
from wenming_archive.export import book_items, workbook
from wenming_archive.export.dossier import Dossier
from wenming_archive.export.sheets import Sheet
from wenming_archive.model import Item, Status
from wenming_archive.report.checks.check import Level

LINK = "归档副本（点击打开）"


def page(shown: Sheet) -> Any:
    return books.opened(workbook.write([shown], "总表")).worksheets[0]


def contents(*items: Item, **more: Any) -> Any:
    return page(book_items.contents(dossier(*items, **more)))


def links(made: Any) -> list[str]:
    found = [cell.hyperlink for row in made.iter_rows(min_row=4) for cell in row if cell.hyperlink]
    return [one.target.replace("\\", "/") for one in found]


def test_filed_copies_come_in_the_evaluators_order_with_their_numbers() -> None:
    items = (made_item("b", "Ⅱ-1"), made_item("a", "Ⅰ-1", kind="photo"), made_item("c", "Ⅰ-1", kind="plan"))
    made = contents(*items)
    assert books.column(made, "材料编号") == ["Ⅰ-1-01", "Ⅰ-1-02", "Ⅱ-1-01"]
    assert books.column(made, "题名") == ["c", "a", "b"]
    assert books.column(made, "类型") == ["方案计划", "照片", "其他"]


def test_each_of_two_copies_has_its_own_link() -> None:
    """Copies are made in the catalogue's order, whichever indicator is the main one."""
    both = replace(made_item("a.docx", "Ⅱ-1", "Ⅰ-1"), filed_as=("材料/Ⅰ-1/甲.docx", "材料/Ⅱ-1/乙.docx"))
    made = contents(both)
    assert links(made) == ["../材料/Ⅰ-1/甲.docx", "../材料/Ⅱ-1/乙.docx"]
    assert books.column(made, LINK) == ["甲.docx", "乙.docx"]


def test_a_workbook_that_leaves_the_workspace_has_no_links() -> None:
    made = contents(made_item("a.docx", "Ⅰ-1"), base=None)
    assert links(made) == [] and books.column(made, LINK) == ["a.docx"]


def test_a_copy_that_could_not_be_made_has_no_link_but_a_reason() -> None:
    made = contents(replace(made_item("a.docx", "Ⅰ-1"), filed_as=(), failed="磁盘已满"))
    assert links(made) == [] and books.column(made, "备注") == ["磁盘已满"]


def test_what_does_not_count_says_so() -> None:
    old = made_item("a", "Ⅰ-1", date="2019-01-01")
    undated = made_item("b", "Ⅰ-1", date=None)
    shut = made_item("c", "Ⅰ-1")
    shut = replace(shut, known=replace(shut.known, readable=False))
    made = contents(old, undated, shut)
    told = dict(zip(books.column(made, "题名"), books.column(made, "备注"), strict=True))
    assert told == {"a": "日期不在测评周期内，不计", "b": "没有日期", "c": "打不开，不计"}


def test_what_is_not_filed_stands_below_by_its_status() -> None:
    items = (
        made_item("重", status=Status.duplicate),
        made_item("散"),
        made_item("猜", status=Status.review, guess="Ⅰ-2"),
        made_item("归", "Ⅱ-1"),
    )
    made = contents(replace(items[0], same_as="归"), *items[1:])
    assert books.column(made, "状态") == ["已归档", "待确认", "未归类", "重复"]
    assert books.column(made, "指标编号") == ["Ⅱ-1", "Ⅰ-2？", None, None]
    assert books.column(made, "备注") == [None, "最可能的指标，把握 50%", None, "与 归 完全相同"]


def test_no_item_is_lost() -> None:
    items = [made_item(f"{status}", status=status) for status in Status if status is not Status.filed]
    assert len(books.rows(contents(*items, made_item("a", "Ⅰ-1")))) == len(items) + 1


def test_notes_of_what_is_left_out_are_told() -> None:
    assert "另有 1 份标有密级" in contents(notes=("另有 1 份标有密级的没有归档，没有列入",))["A2"].value


def test_a_problem_has_a_row_for_each_item_it_concerns() -> None:
    items = made_item("a.docx", "Ⅰ-1"), made_item("b", "Ⅱ-1")
    one = dossier(*items, findings=[finding(Level.error, *items, message="两份一样")])
    made = page(book_items.problems(one))
    assert books.rows(made) == [
        ["错误", "没有形成日期", "Ⅰ-1", "a.docx", "两份一样", "写明日期。", "看不出时间。", "a.docx"],
        ["错误", "没有形成日期", "Ⅱ-1", "b", "两份一样", "写明日期。", "看不出时间。", "b"],
    ]
    assert links(made)[0] == "../材料/Ⅰ-1/a.docx"
    assert made["A2"].value == "错误 1 处"


def test_a_problem_of_no_item_is_told_too() -> None:
    made = page(book_items.problems(dossier(findings=[finding(Level.hint, message="都没有")])))
    assert books.rows(made)[0][4] == "都没有"


@pytest.mark.parametrize("sheet", [book_items.problems, book_items.doubles])
def test_where_nothing_is_found_it_says_so(sheet: Any) -> None:
    assert page(sheet(dossier()))["A2"].value.startswith("没有")


def test_the_same_bytes_are_one_group_with_what_is_kept_first() -> None:
    kept = made_item("a.docx", "Ⅰ-1", sha256="1" * 64)
    again = [
        replace(made_item(name, status=Status.duplicate, sha256="1" * 64), same_as="a.docx") for name in "bc"
    ]
    made = page(book_items.doubles(dossier(again[0], kept, again[1])))
    assert [(row[0], row[1], row[-1]) for row in books.rows(made)] == [
        (1, "完全相同", "a.docx"),
        (1, "完全相同", "b"),
        (1, "完全相同", "c"),
    ]
    assert books.column(made, "说明") == ["留这一份", "不另归档，不用处理", "不另归档，不用处理"]


def test_what_is_nearly_the_same_is_a_group_with_what_the_check_says() -> None:
    items = made_item("a", "Ⅰ-1"), made_item("b", "Ⅰ-1")
    near = finding(Level.hint, *items, id="near-duplicate", message="2 份文件内容相近")
    one: Dossier = dossier(*items, findings=[near, finding(Level.error, items[0])])
    made = page(book_items.doubles(one))
    assert books.column(made, "题名") == ["a", "b"]
    assert books.column(made, "说明") == ["2 份文件内容相近"] * 2
