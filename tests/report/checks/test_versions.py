"""Versions of one document that are filed side by side; near_duplicate leaves them to this check."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pages import TREE, described
from samples import made_item
from wenming_archive.model import Item, Status
from wenming_archive.report.checks import near_duplicate, versions
from wenming_archive.report.checks.check import Alike, Held


def item(name: str, *codes: str, title: str = "2023年工作计划", kind: str = "plan", day: int = 0) -> Item:
    made = made_item(name, *codes, kind=kind, sha256=name, status=None if codes else Status.review)
    found = replace(made.found, mtime_ns=1_684_000_000_000_000_000 + day * 86_400_000_000_000)
    return described(replace(made, known=replace(made.known, found=found)), title=title)


def told(*items: Item, alike: bool = True) -> list[str]:
    group = Alike(tuple(one.known.sha256 or "" for one in items), 0.9, False)
    held = Held(items, TREE, [group] if alike else [])
    mine = [fault.message for fault in versions.CHECK.look(held)]
    if alike:
        assert bool(mine) is not bool(list(near_duplicate.CHECK.look(held))), "told once"
    return mine


@pytest.mark.parametrize(
    ("early", "late"),
    [("计划初稿.docx", "计划.docx"), ("计划.docx", "计划（最终版）.docx"), ("最终版.doc", "最终版2.doc")],
)
def test_the_later_is_named(early: str, late: str) -> None:
    assert told(item(early, "Ⅰ-1", day=9), item(late, "Ⅰ-1")) == [
        f"2 份是同一个文件的不同稿，看名称 {late} 最新"
    ]


def test_where_names_do_not_tell_the_time_does() -> None:
    assert told(item("计划 - 副本.docx", "Ⅰ-1", day=9), item("计划改.docx", "Ⅰ-1")) == [
        "2 份是同一个文件的不同稿，最后修改的是 计划 - 副本.docx（2023-05-22）"
    ]


def test_what_is_no_version_or_not_filed_is_left_to_the_other_check() -> None:
    assert told(item("计划甲.docx", "Ⅰ-1"), item("计划乙.docx", "Ⅰ-1")) == []
    assert told(item("计划初稿.docx", "Ⅰ-1"), item("计划.docx")) == []
    other = item("台账（1）.docx", "Ⅰ-1", title="巡查台账")
    assert told(item("计划.docx", "Ⅰ-1"), other) == []


def test_versions_that_read_differently_are_known_by_name_title_and_folder() -> None:
    draft, issued = item("甲/公约（征求意见稿）.docx", "Ⅰ-1"), item("甲/公约.docx", "Ⅰ-1")
    assert told(
        item("甲/文明公约（征求意见稿）.docx", "Ⅰ-1"), item("甲/文明公约.docx", "Ⅰ-1"), alike=False
    ) == ["2 份是同一个文件的不同稿，看名称 文明公约.docx 最新"]
    assert told(draft, issued, alike=False) == [], "too short a name"
    apart = item("乙/文明公约.docx", "Ⅰ-1")
    assert told(item("甲/文明公约（征求意见稿）.docx", "Ⅰ-1"), apart, alike=False) == []
    old = described(item("甲/文明公约.docx", "Ⅰ-1"), date="2021-05-06")
    assert told(item("甲/文明公约（征求意见稿）.docx", "Ⅰ-1"), old, alike=False) == []
