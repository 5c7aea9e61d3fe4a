"""Charts: what a bar shows is what its figures say."""

from __future__ import annotations

import re
from typing import Any

import pytest

from dossiers import dossier, parsed, said
from samples import made_item
from wenming_archive.catalogue import load
from wenming_archive.export import html_charts
from wenming_archive.model import Status
from wenming_archive.report.scoring import Points


def widths(node: Any) -> list[float]:
    return [float(rect.get("width")) for rect in node.iter("rect")]


def rows(found: Any, title: str) -> list[list[str]]:
    table = found.xpath(f"//table[caption='{title}']")[0]
    return [[cell.text_content() for cell in row] for row in table.xpath(".//tbody/tr")]


def charts(*items: Any) -> Any:
    return parsed(html_charts.charts(dossier(*items)))


def test_the_parts_of_a_bar_fill_it_in_their_shares() -> None:
    bar = parsed(html_charts.bar((("complete", 1), ("empty", 3), ("not_held", 0))))
    assert widths(bar) == [250, 750]
    assert [rect.get("x") for rect in bar.iter("rect")] == ["0.0", "250.0"]


def test_an_empty_bar_is_drawn_empty() -> None:
    assert widths(parsed(html_charts.bar([]))) == []


def test_sections_count_their_leaves_and_points() -> None:
    found = charts(made_item("甲", "Ⅰ-2", kind="summary"))
    assert rows(found, "按板块") == [
        ["Ⅰ 思想道德建设", "", "1 / 2", "6 / 10"],
        ["Ⅱ 环境建设", "", "0 / 2", "0 / 5"],
    ]


def test_units_that_lack_most_come_first() -> None:
    found = charts(made_item("甲", "Ⅰ-2", kind="summary"), made_item("乙", "Ⅱ-1"))
    assert rows(found, "按牵头单位") == [
        ["党办", "", "1 / 1", "4"],
        ["工会", "", "0 / 2", ""],
        ["未定牵头单位", "", "0 / 1", ""],
    ]


def test_kinds_show_what_is_held_and_what_is_lacking() -> None:
    found = charts(made_item("甲", "Ⅰ-1", kind="photo"), made_item("乙", kind="photo"))
    assert ["照片", "", "1", "1"] in rows(found, "按材料类型")
    assert ["总结汇报", "", "", "1"] in rows(found, "按材料类型")
    assert not [row for row in rows(found, "按材料类型") if row[0] == "音像"]


def test_months_count_what_is_filed_and_say_what_they_leave_out() -> None:
    items = [made_item(f"{n}", "Ⅰ-1", date=date) for n, date in enumerate(["2021-03-05", "2021-03", "2022"])]
    items.append(made_item("旧", "Ⅰ-1", date="2019-01-01"))
    items.append(made_item("猜", "Ⅰ-1", date="2021-03-05", date_from="mtime"))
    items.append(made_item("等", status=Status.review, date="2021-03-05"))
    found = charts(*items)
    labels = [svg.get("aria-label") for svg in found.xpath("//svg[@role='img']")]
    assert [label.split("各")[0] for label in labels] == ["2021年", "2022年", "2023年"]
    assert "3月 2 份" in labels[0] and re.findall("[1-9] 份", labels[1]) == []
    assert said(found, "//figure/p") == ["另有 3 份没有写明月份，或在这些年之外，没有画出"]


def test_without_anything_filed_the_charts_say_so() -> None:
    found = charts()
    assert rows(found, "按板块")[0][2] == "0 / 2" and "另有" not in found.text_content()


@pytest.mark.parametrize(("points", "said"), [(Points(), ""), (Points(4, 2.5, 1.5), "2.5 / 4")])
def test_points_are_shown_where_there_are_any(points: Points, said: str) -> None:
    assert html_charts.points(points) == said


def test_slots_that_lack_something_are_marked() -> None:
    found = parsed(html_charts.slots([("1月", True), ("2月", False), ("3月", None)], "共 3 期，缺 2月"))
    assert [rect.get("class") for rect in found.iter("rect")] == ["complete", "empty", "none"]
    assert found.xpath("//svg/@aria-label") == ["共 3 期，缺 2月"]


def test_months_outside_the_period_are_told_apart() -> None:
    tree = load.parse(
        "title: t\nperiod: {start: 2022-07-01, end: 2023-06-30}\nindicators: [{code: a, title: A}]"
    )
    items = [made_item("内", "a", date="2022-07-31"), made_item("外", "a", date="2022-06-30")]
    found = parsed(html_charts.charts(dossier(*items, tree=tree)))
    drawn = {
        rect.text_content(): rect.get("class") for rect in found.xpath("//svg[@role='img']//rect[title]")
    }
    assert drawn["2022年7月 1 份"] == "complete" and drawn["2022年6月 1 份"] == "not_held"
    assert said(found, "//figure/p") == ["灰色的不在测评周期内。"]


def test_sets_that_are_lacking_have_a_row_of_their_own() -> None:
    tree = load.parse(
        "title: t\nindicators: [{code: a, title: A, evidence: [{bundle: [方案, 照片], min: 2}]}]"
    )
    found = parsed(html_charts.charts(dossier(tree=tree)))
    assert rows(found, "按材料类型") == [["成套或几类任选", "", "", "2"]]
