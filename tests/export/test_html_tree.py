"""The tree: every indicator in its place, with what it lacks in its line."""

from __future__ import annotations

from dossiers import TREE, dossier, of_class, said, shown
from samples import made_item
from wenming_archive.catalogue import load
from wenming_archive.decisions import Decisions
from wenming_archive.export import html_tree
from wenming_archive.model import Status

SETS = """\
title: t
period: {start: 2023-01-01, end: 2023-12-31}
indicators:
  - code: a
    title: A
    evidence:
      - {kind: briefing, per: month}
      - {bundle: [方案, 签到表, 照片]}
"""


def test_leaves_stand_below_their_sections_in_catalogue_order() -> None:
    page = shown(dossier())
    assert said(page, "//details[@class='part']/summary/h3") == ["Ⅰ 思想道德建设", "Ⅱ 环境建设"]
    leaves = page.xpath("//details[@class='leaf']")
    assert [leaf.get("id") for leaf in leaves] == ["i1", "i2", "i3", "i4"]
    assert [leaf.get("data-s") for leaf in leaves] == ["empty", "empty", "empty", "not_needed"]
    assert said(leaves[1], "summary/span") == ["空缺", "工会", "0 / 6", "0 份", "总结汇报 0/1"]


def test_a_section_says_how_many_of_its_leaves_are_complete() -> None:
    page = shown(dossier(made_item("甲", "Ⅰ-2", kind="summary")))
    assert said(page, "//details[@class='part']/summary/span") == ["1 / 2 项齐备", "0 / 2 项齐备"]


def test_what_is_lacking_is_named_with_what_is_held_and_nothing_else_is_red() -> None:
    page = shown(
        dossier(made_item("甲", "Ⅰ-1", kind="photo"), made_item("旧", "Ⅰ-1", kind="plan", date="2019-01-01"))
    )
    leaf = page.xpath("//details[@id='i1']")[0]
    assert said(leaf, "summary//b") == ["方案计划 0/1", "照片 1/2", "制度办法 0/1"]
    assert "方案计划 0/1 另有 1 份不在周期内" in said(leaf, "summary/span[@class='lacks']/span")
    cells = [said(row, "*") for row in leaf.xpath(".//table/tbody/tr")]
    assert cells == [["方案计划", "1", "0", "1"], ["照片", "2", "1", "1"], ["制度办法", "1", "0", "1"]]


def test_why_nothing_was_held_is_told_and_is_no_lack() -> None:
    decided = Decisions.model_validate({"not_held": [{"code": "Ⅰ-2", "note": "本年度未开展"}]})
    page = shown(dossier(decisions=decided))
    leaf = page.xpath("//details[@id='i2']")[0]
    assert leaf.get("data-s") == "not_held" and "说明：本年度未开展" in said(leaf, "summary/span")
    assert not leaf.xpath("summary//*[@class='lack']")


def test_months_and_sets_say_which_are_missing() -> None:
    tree = load.parse(SETS)
    items = [made_item(f"{n}", "a", kind="briefing", date=f"2023-{n:02d}-03") for n in (1, 2, 4)]
    items.append(made_item("植树活动方案", "a", kind="plan", title="植树活动方案", date="2023-03-12"))
    page = shown(dossier(*items, tree=tree))
    label = page.xpath("//table[@class='needs']//svg/@aria-label")[0]
    assert label.startswith("共 12 期，缺 ") and "4月" not in label.split("缺")[1].split("、")[0]
    assert any("缺签到表、照片" in note for note in said(page, of_class("note")))


def test_what_may_already_be_there_is_named() -> None:
    page = shown(dossier(made_item("总结.docx", kind="summary", status=Status.review, guess="Ⅰ-2")))
    leaf = page.xpath("//details[@id='i2']")[0]
    assert said(leaf, ".//h6") == ["可能已经有了，请先看这几份"]
    assert said(leaf, ".//ul/li/*") == ["待确认", "总结.docx", "来源 总结.docx"]


def test_units_come_as_the_catalogue_has_them_and_each_leaf_names_its_own() -> None:
    found = dossier()
    assert html_tree.units(found) == ["党办", "工会"]
    leaves = shown(found).xpath("//details[@class='leaf']")
    assert [leaf.get("data-u") for leaf in leaves] == ["0", "1", "1", ""]
    assert len(leaves) == len(TREE.leaves)


def test_a_grade_is_shown_of_what_is_judged_only() -> None:
    tree = load.parse(
        "title: t\nscoring: {grades: [{name: A, percent: 100, missing: 0}, {name: C#, percent: 0}]}\n"
        "indicators: [{code: a, title: A, score: 2}, {code: b, title: B, score: 3}]"
    )
    decided = Decisions.model_validate({"not_held": [{"code": "b", "note": "未部署"}]})
    page = shown(dossier(made_item("甲", "a"), tree=tree, decisions=decided))
    assert said(page, of_class("worth")) == ["A　2 / 2", "0 / 3"]
