"""What will be sent back, check by check."""

from __future__ import annotations

from dossiers import dossier, finding, parsed, said
from samples import made_item
from wenming_archive.export import html_findings
from wenming_archive.export.html_markup import join
from wenming_archive.report.checks.check import Finding, Level


def drawn(*findings: Finding) -> object:
    items = [item for one in findings for item in one.fault.items]
    return parsed(f"<div>{join(html_findings.findings(dossier(*items, findings=findings)))}</div>")


def test_a_check_says_its_level_why_it_matters_and_what_to_do() -> None:
    page = drawn(finding(Level.error, made_item("甲", "Ⅰ-1")))
    assert said(page, "//summary/*") == ["没有形成日期", "错误", "1 处"]
    assert said(page, "//details/p") == ["看不出时间。", "怎么办：写明日期。"]
    assert said(page, "//li/*") == ["Ⅰ-1", "甲", "没有日期"]


def test_what_is_said_of_all_is_said_once() -> None:
    check = finding(Level.hint, made_item("甲", "Ⅰ-1"))
    other = Finding(check.check, finding(Level.hint, made_item("乙", "Ⅰ-1")).fault)
    page = drawn(check, other)
    assert said(page, "//details/p")[2] == "没有日期："
    assert said(page, "//li") == ["Ⅰ-1甲", "Ⅰ-1乙"]


def test_several_items_stand_behind_what_is_wrong_with_them() -> None:
    items = [made_item(f"{n}.jpg", "Ⅰ-1") for n in range(8)]
    page = drawn(finding(Level.warning, *items, message="同一张照片用了 8 次"))
    assert said(page, "//li/*") == [
        *("Ⅰ-1", "同一张照片用了 8 次"),
        *(f"{n}.jpg" for n in range(6)),
        "等 8 份",
    ]


def test_of_very_many_the_rest_is_counted() -> None:
    first = finding(Level.hint, made_item("甲", "Ⅰ-1"))
    page = drawn(*[Finding(first.check, first.fault)] * 130)
    assert len(said(page, "//li")) == 100
    assert said(page, "//p[@class='note']") == ["另有 30 处，可用 archive check --all 全部列出"]


def test_nothing_found_is_said() -> None:
    assert said(drawn(), "//p") == ["没有发现问题"]


def test_levels_are_counted() -> None:
    found = [finding(Level.error), finding(Level.hint), finding(Level.hint)]
    assert html_findings.counts(found) == {Level.error: 1, Level.warning: 0, Level.hint: 2}
