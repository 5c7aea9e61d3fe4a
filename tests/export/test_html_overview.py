"""The figures at the top, and the gaps to close first."""

from __future__ import annotations

from typing import Any

from builders import CATALOGUE
from dossiers import dossier, finding, parsed, said
from samples import made_item
from wenming_archive.catalogue import load
from wenming_archive.decisions import Decisions
from wenming_archive.export import html_overview
from wenming_archive.export.dossier import Dossier
from wenming_archive.model import Status
from wenming_archive.report.checks.check import Level


def tiles(one: Dossier) -> dict[str, list[str]]:
    page = parsed(f"<div>{html_overview.overview(one)}</div>")
    boxes = page.xpath("//div[@class='tile']")
    return {said(box, "h3")[0]: said(box, "p[1] | p[2]/span") for box in boxes}


def steps(one: Dossier) -> list[Any]:
    return list(parsed(f"<div>{html_overview.first(one)}</div>").xpath("//ol/li"))


def test_the_figures_are_those_of_the_reports() -> None:
    item = made_item("甲", "Ⅰ-2", kind="summary")
    found = tiles(
        dossier(item, made_item("等", status=Status.review), findings=[finding(Level.warning, item)])
    )
    assert found == {
        "指标齐备": ["1 / 3 项", "齐备 1", "空缺 2", "不需材料 1"],
        "按现有材料可得": ["6 / 15 分", "可争取 9"],
        "已归档材料": ["1 份", "待确认 1"],
        "检查出的问题": ["1 处", "警告 1"],
    }


def test_indicators_are_counted_where_the_catalogue_counts_them() -> None:
    tree = load.parse(CATALOGUE + "scoring: {by: count, passing: 60}\n")
    found = tiles(dossier(made_item("甲", "Ⅰ-2", kind="summary"), tree=tree))
    assert found["达标"] == ["1 / 3 项", "可争取 2", "合格线 60%，未达到"]


def test_without_points_there_is_no_figure_for_them() -> None:
    tree = load.parse("title: t\nindicators: [{code: a, title: A}]")
    assert list(tiles(dossier(tree=tree))) == ["指标齐备", "已归档材料", "检查出的问题"]


def test_a_veto_is_told_first_of_all() -> None:
    tree = load.parse(CATALOGUE + 'veto: [{code: "否-1", title: 严重违纪}]\n')
    asked = parsed(f"<div>{html_overview.overview(dossier(tree=tree))}</div>")
    assert "减分和一票否决的情形还有 1 条没有核对" in asked.text_content()
    decided = Decisions.model_validate({"negative": [{"code": "否-1", "happened": True, "note": "有"}]})
    held = parsed(f"<div>{html_overview.overview(dossier(tree=tree, decisions=decided))}</div>")
    assert said(held, "//p[@class='notice lack']") == ["一票否决：否-1 严重违纪"]


def test_what_wins_most_for_each_item_comes_first_and_leads_to_its_indicator() -> None:
    found = steps(dossier())
    assert [said(step, "a")[0] for step in found] == ["Ⅰ-2 志愿服务", "Ⅱ-1 环境卫生", "Ⅰ-1 道德讲堂"]
    assert [step.xpath("a/@href")[0] for step in found] == ["#i2", "#i3", "#i1"]
    assert said(found[2], "p/span") == ["党办", "补 4 份，可得 4 分"]


def test_without_gaps_there_is_nothing_to_close() -> None:
    tree = load.parse("title: t\nindicators: [{code: a, title: A}]")
    done = html_overview.first(dossier(made_item("甲", "a"), tree=tree))
    assert done == "<p>没有缺口</p>"


def test_many_gaps_are_counted_behind_the_first() -> None:
    leaves = ", ".join(f"{{code: a{n}, title: A{n}, score: 1}}" for n in range(12))
    one = dossier(tree=load.parse(f"title: t\nindicators: [{leaves}]"))
    assert len(steps(one)) == 8 and "其余 4 项缺口见下面的指标" in html_overview.first(one)
