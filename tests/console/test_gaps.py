"""The gaps as tables, as CSV for WPS and as Markdown."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from builders import CATALOGUE
from samples import made_item
from terminal import stand_in
from wenming_archive.catalogue import load
from wenming_archive.console import gaps as shown
from wenming_archive.decisions import Decisions, NotHeld
from wenming_archive.model import Status
from wenming_archive.report import gaps, wording
from wenming_archive.report.gaps import Gaps

ITEMS = [
    made_item("方案", "Ⅰ-1", kind="plan"),
    made_item("照片", "Ⅰ-1", kind="photo", date="2019-01-01"),
    made_item("制度", "Ⅰ-1", kind="regulation", date="2015-01-01"),
    made_item("?", status=Status.review, guess="Ⅰ-2"),
]
NOTES = Decisions(not_held=(NotHeld(code="Ⅱ-1", note="没有院落"),))
SUMMARY = "共 4 项：齐备 0　不足 1　空缺 1　未开展 1　不需材料 1；分值 20，有失分风险 10"
ROWS = [
    ["Ⅰ-1", "道德讲堂", "党办", "4", "不足", "照片 缺 2（应备 2，已备 0，另有 1 份不在周期内）", ""],
    ["Ⅰ-2", "志愿服务", "工会", "6", "空缺", "总结汇报 缺 1（应备 1，已备 0）", "1"],
    ["Ⅱ-1", "环境卫生", "工会", "5", "未开展", "说明：没有院落", ""],
    ["Ⅱ-2", "群众评价", "", "5", "不需材料", "", ""],
]


def report(catalogue: str = CATALOGUE) -> Gaps:
    return gaps.compare(load.parse(catalogue), ITEMS, NOTES)


def printed(capsys: pytest.CaptureFixture[str], by: str, found: Gaps | None = None) -> list[list[str]]:
    shown.show(found or report(), by)
    lines = capsys.readouterr().out.splitlines()
    return [line.split() for line in lines if line.strip() and "─" not in line]


def test_by_indicator_each_leaf_has_a_row(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "indicator") == [
        ["市级文明单位测评体系", "缺口"],
        ["编号", "指标", "牵头", "分值", "状态", "还缺（已备/应备）", "待确认"],
        ["Ⅰ-1", "道德讲堂", "党办", "4", "不足", "照片", "0/2", "（另", "1", "份不在周期内）"],
        ["Ⅰ-2", "志愿服务", "工会", "6", "空缺", "总结汇报", "0/1", "1"],
        ["Ⅱ-1", "环境卫生", "工会", "5", "未开展", "说明：没有院落"],
        ["Ⅱ-2", "群众评价", "5", "不需材料"],
        SUMMARY.split(),
    ]


def test_by_unit_each_has_its_own_table_of_what_to_deliver(capsys: pytest.CaptureFixture[str]) -> None:
    found = printed(capsys, "unit")
    heads = ["党办（1", "项，4", "分）"], ["工会（1", "项，6", "分）"]
    assert found.index(heads[0]) < found.index(heads[1])
    assert found[found.index(heads[1]) + 2][:2] == ["Ⅰ-2", "志愿服务"]
    assert not any(row[0] == "Ⅱ-1" for row in found)


def test_an_indicator_without_a_unit_is_not_forgotten(capsys: pytest.CaptureFixture[str]) -> None:
    found = gaps.compare(load.parse("title: t\nindicators: [{code: a, title: b}]"), [], Decisions())
    assert printed(capsys, "unit", found)[1] == ["（未定牵头单位）（1", "项）"]


def test_by_kind_what_is_wanted_is_set_against_what_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "kind")[1:-1] == [
        ["材料类型", "应备", "已备", "缺", "缺的指标"],
        ["方案计划", "1", "1", "0"],
        ["制度办法", "1", "1", "0"],
        ["总结汇报", "1", "0", "1", "Ⅰ-2"],
        ["照片", "2", "0", "2", "Ⅰ-1"],
    ]


def test_more_than_is_wanted_fills_no_other_gap(capsys: pytest.CaptureFixture[str]) -> None:
    many = [made_item(f"{n}", "Ⅰ-1", kind="photo") for n in range(5)]
    found = gaps.compare(load.parse(CATALOGUE), many, Decisions())
    assert ["照片", "2", "2", "0"] in printed(capsys, "kind", found)


def test_the_summary_is_a_sentence() -> None:
    assert shown.summary(report()) == SUMMARY


def test_without_points_there_is_no_risk_of_losing_them() -> None:
    found = gaps.compare(load.parse("title: t\nindicators: [{code: a, title: b}]"), [], Decisions())
    assert shown.summary(found) == "共 1 项：齐备 0　不足 0　空缺 1　未开展 0　不需材料 0"


def test_csv_is_what_wps_opens_without_asking() -> None:
    text = shown.as_csv(report())
    assert text.startswith("\ufeff编号,") and text.endswith("\r\n")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert rows == [["编号", "指标", "牵头单位", "分值", "状态", "缺什么", "待确认"], *ROWS]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
def test_no_cell_of_csv_is_a_formula(sign: str) -> None:
    title = f'{sign}HYPERLINK("http://x")'
    found = report(CATALOGUE.replace("title: 道德讲堂", f"title: '{title}'"))
    rows = list(csv.reader(io.StringIO(shown.as_csv(found), newline="")))
    assert rows[1][1] == f"'{title}"


def test_markdown_is_one_table_and_a_sentence() -> None:
    lines = shown.as_markdown(report()).split("\n")
    assert lines[:4] == [
        "# 市级文明单位测评体系 缺口",
        "",
        "| 编号 | 指标 | 牵头单位 | 分值 | 状态 | 缺什么 | 待确认 |",
        "|---|---|---|---|---|---|---|",
    ]
    assert lines[4:] == [*(f"| {' | '.join(row)} |" for row in ROWS), "", SUMMARY, ""]


def table(by: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(shown.as_csv(report(), by).removeprefix("\ufeff"), newline="")))


def test_csv_by_unit_has_the_unit_first_and_what_it_must_deliver() -> None:
    assert table("unit") == [
        ["责任单位", "编号", "指标", "职责", "分值", "状态", "缺什么", "待确认"],
        *([row[2], *row[:2], "牵头", *row[3:]] for row in ROWS[:2]),
    ]


def test_who_supports_is_asked_too_even_who_leads_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    text = CATALOGUE.replace(
        "lead: dangban", "lead: dangban, support: [tuan, gonghui]".replace(", s", "\n        s")
    )
    found = report(text.replace("  - {id: gonghui", "  - {id: tuan, name: 团委}\n  - {id: gonghui"))
    units = list(csv.reader(io.StringIO(shown.as_csv(found, "unit"), newline="")))[1:]
    assert [(row[0], row[1], row[3]) for row in units] == [
        ("党办", "Ⅰ-1", "牵头"),
        ("工会", "Ⅰ-2", "牵头"),
        ("工会", "Ⅰ-1", "配合"),
        ("团委", "Ⅰ-1", "配合"),
    ]
    shown.show(found, "unit")
    out = capsys.readouterr().out
    assert out.count("配合：Ⅰ-1 道德讲堂，党办 牵头") == 2
    assert "团委（0 项）" in out


def test_csv_by_kind_has_a_row_for_each_need() -> None:
    assert table("kind") == [
        ["材料类型", "编号", "指标", "牵头单位", "应备", "已备", "缺", "要求"],
        ["总结汇报", "Ⅰ-2", "志愿服务", "工会", "1", "0", "1", ""],
        ["照片", "Ⅰ-1", "道德讲堂", "党办", "2", "0", "2", ""],
    ]


def test_what_wants_anything_is_in_no_kind_but_not_forgotten() -> None:
    found = gaps.compare(load.parse("title: t\nindicators: [{code: a, title: b}]"), [], Decisions())
    assert shown.as_csv(found, "kind").splitlines()[1] == "（不限类型）,a,b,,,0,,还没有任何材料"


def test_markdown_by_group_has_a_heading_for_each() -> None:
    lines = shown.as_markdown(report(), "unit").split("\n")
    assert [line for line in lines if line.startswith("#")] == [
        "# 市级文明单位测评体系 缺口",
        "## 党办（1 项）",
        "## 工会（1 项）",
    ]
    assert lines[4] == "| 编号 | 指标 | 职责 | 分值 | 状态 | 缺什么 | 待确认 |" and lines[-2] == SUMMARY
    kinds = [line for line in shown.as_markdown(report(), "kind").split("\n") if line.startswith("## ")]
    assert kinds == ["## 总结汇报（1 项）", "## 照片（1 项）"]


def test_what_the_catalogue_asks_of_a_need_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    text = CATALOGUE.replace("{kind: photo, min: 2, max: 15}", "{kind: photo, min: 2, note: 有横幅}")
    found = report(text)
    assert (
        wording.lacking(found.leaves[0]) == "照片 缺 2（应备 2，已备 0，另有 1 份不在周期内；要求：有横幅）"
    )
    assert "0/2（有横幅）" in printed(capsys, "indicator", found)[2]
    assert "有横幅" in shown.as_csv(found, "kind")


def test_what_cannot_be_read_is_told_apart() -> None:
    item = made_item("坏", "Ⅰ-2", kind="summary")
    broken = replace(item, known=replace(item.known, readable=False))
    found = gaps.compare(load.parse(CATALOGUE), [broken], Decisions()).leaves[1]
    assert wording.lacking(found) == "总结汇报 缺 1（应备 1，已备 0，另有 1 份无法读取）"


def test_foreign_text_breaks_neither_markdown_nor_lines() -> None:
    text = CATALOGUE.replace("title: 道德讲堂", 'title: "道|德\\n讲堂"')
    row = shown.as_markdown(report(text.replace("市级文明", '"市级\\n文明').replace("体系", '体系"'))).split(
        "\n"
    )
    assert row[0] == "# 市级␊文明单位测评体系 缺口"
    assert row[4].startswith("| Ⅰ-1 | 道／德␊讲堂 | 党办 |")


def test_an_indicator_that_wants_anything_says_there_is_nothing() -> None:
    found = gaps.compare(load.parse(CATALOGUE), [], Decisions())
    assert wording.lacking(found.leaves[2]) == "还没有任何材料"


def test_a_terminal_shows_states_in_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = stand_in(monkeypatch)
    shown.show(report(), "indicator")
    assert "\x1b[31m空缺" in terminal.drawn and "\x1b[33m不足" in terminal.drawn


def test_by_kind_what_was_explained_is_not_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    told = Decisions(not_held=(NotHeld(code="a", note="没有开展"),))
    tree = load.parse(
        "title: t\nindicators: [{code: a, title: b, evidence: [{kind: 照片}]},"
        " {code: c, title: d, evidence: [{kind: 音像}]}]"
    )
    shown = " ".join(word for row in printed(capsys, "kind", gaps.compare(tree, [], told)) for word in row)
    assert "音像" in shown and "照片" not in shown
