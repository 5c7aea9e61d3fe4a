"""Who owes what, and what exactly is missing of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from builders import CATALOGUE
from samples import made_item
from wenming_archive.catalogue import load
from wenming_archive.decisions import Decisions, NotHeld
from wenming_archive.model import Item, Status
from wenming_archive.report import chasing, gaps
from wenming_archive.report.chasing import Chase
from wenming_archive.report.gaps import Gaps

TREE = load.parse(
    """\
title: 测评体系
period: {start: 2023-01-01, end: 2023-12-31}
due: 2023-11-30
units:
  - {id: dangban, name: 党办, contact: 张三, phone: 0555-1234567}
  - {id: gonghui, name: 工会}
  - {id: tuanwei, name: 团委}
indicators:
  - code: "1"
    title: 组织
    children:
      - code: "1-1"
        title: 班子会
        score: 4
        lead: gonghui
        support: [dangban]
        evidence:
          - {kind: minutes, per: quarter, min: 2, note: 写明议题}
          - {kind: regulation, any_date: true}
      - code: "1-2"
        title: 讲堂
        score: 3
        lead: dangban
        due: 2023-10-01
        evidence:
          - {bundle: [方案, 照片, 总结], min: 2}
          - {any_of: [{kind: photo, min: 2}, {kind: video, min: 1}]}
  - {code: "2", title: 无人牵头, score: 2}
"""
)


def report(*items: Item) -> Gaps:
    return gaps.compare(TREE, items, Decisions())


def chases(*items: Item) -> dict[str, Chase]:
    return {chase.label: chase for chase in chasing.chases(report(*items), TREE)}


def lines(code: str, *items: Item) -> list[str]:
    return chasing.lines(next(s for s in report(*items).leaves if s.leaf.code == code))


def test_a_unit_owes_what_it_leads_and_then_what_it_supports() -> None:
    debts = chases()["党办"].debts
    assert [(debt.state.leaf.code, debt.leads) for debt in debts] == [("1-2", True), ("1-1", False)]


def test_units_come_in_the_catalogues_order_and_what_nobody_leads_last() -> None:
    assert list(chases()) == ["党办", "工会", "（未定牵头单位）"]
    assert [debt.state.leaf.code for debt in chases()["（未定牵头单位）"].debts] == ["2"]


def test_a_unit_that_owes_nothing_is_not_chased() -> None:
    whole = [made_item(f"{n}", "1-1", kind="minutes", date=f"2023-{n // 2 * 3 + 1:02}-01") for n in range(8)]
    assert "工会" not in chases(*whole, made_item("制度", "1-1", kind="regulation"))


def test_what_will_be_done_by_a_day_is_owed_by_then() -> None:
    told = Decisions(not_held=(NotHeld(code="1-1", note="年底开展", due="2099-12-31"),))
    (first, *_) = chasing.chases(gaps.compare(TREE, [], told, today=dt.date(2023, 6, 1)), TREE)
    debt = next(debt for debt in first.debts if debt.state.leaf.code == "1-1")
    assert debt.state.due == dt.date(2099, 12, 31)
    assert chasing.lines(debt.state)[0] == "说明：年底开展（2099-12-31 前完成）"


def test_it_tells_whom_to_ask_and_the_points_of_what_the_unit_leads() -> None:
    one = chases()["党办"]
    assert (one.contact, one.phone, one.points) == ("张三", "0555-1234567", 3)


def test_the_first_day_by_which_something_is_due_is_the_units() -> None:
    assert chases()["党办"].due == dt.date(2023, 10, 1) and not chases()["党办"].one_due
    assert chases()["工会"].due == dt.date(2023, 11, 30) and chases()["工会"].one_due


def test_the_quarters_that_lack_are_named_with_their_year_once() -> None:
    some = [made_item(f"{n}", "1-1", kind="minutes", date="2023-02-01") for n in range(2)]
    late = made_item("x", "1-1", kind="minutes", date="2023-05-01")
    assert lines("1-1", *some, late)[0] == (
        "会议纪要缺 5 份（应备 每季度 2 共 8，已备 3）：2023年第2季度、第3季度（缺 2）、第4季度（缺 2）"
    )


def test_a_run_of_slots_is_told_from_its_first_to_its_last() -> None:
    assert lines("1-1")[0].endswith("：2023年第1季度至第4季度（各缺 2）")


def test_a_run_ends_where_nothing_lacks() -> None:
    tree = load.parse(
        "title: 体系\nperiod: {start: 2022-01-01, end: 2023-12-31}\n"
        'indicators: [{code: "1", title: 甲, evidence: [{kind: briefing, per: month}]}]\n'
    )
    there = [
        made_item(day, "1", kind="briefing", date=day) for day in ("2022-05-01", "2022-12-01", "2023-02-01")
    ]
    (state,) = gaps.compare(tree, there, Decisions()).leaves
    assert chasing.places(state.needs[0]) == ["2022年1月至4月、6月至11月", "2023年1月、3月至12月"]


def test_a_need_of_which_nothing_is_held_says_no_more_than_that() -> None:
    assert lines("1-1")[1] == "制度办法缺 1 份"


def test_the_pieces_of_an_event_that_lack_are_named() -> None:
    plan = made_item("方案.docx", "1-2", kind="plan", title="中秋节诗歌朗诵会实施方案")
    bundle = lines("1-2", plan)[0]
    assert bundle.startswith("一套（方案、照片、总结）缺 2 套")
    assert "《中秋节诗歌朗诵会实施方案》缺照片、总结" in bundle and "另有 1 项活动还没有材料" in bundle


def test_of_alternatives_it_says_what_each_lacks() -> None:
    assert lines("1-2")[1] == "照片或音像缺 1 份：照片 2 份或音像 1 份"


def test_an_indicator_without_needs_says_that_nothing_is_there() -> None:
    assert lines("2") == ["还没有任何材料"]


def test_what_is_asked_stands_behind_what_lacks() -> None:
    found = chasing.requests(report().leaves[0])
    assert found[0].endswith("。写明议题")
    assert found[1] == "制度办法缺 1 份。不限测评周期，仍在执行的即可"


def test_what_does_not_count_is_told() -> None:
    old = made_item("旧", "1-1", kind="minutes", date="2020-02-01")
    assert "另有 1 份不在周期内，不计" in chasing.remarks(report(old).leaves[0].needs[0])


def test_marked_items_are_not_named_to_other_units() -> None:
    waiting = made_item("a", kind="minutes", status=Status.review, guess="1-1", title="会议记录")
    found = report(waiting).leaves[0].candidates
    assert [chasing.candidate(one) for one in chasing.shown(found)] == ["《会议记录》（待确认）"]
    marked = gaps.compare(TREE, [_marked(waiting)], Decisions()).leaves[0].candidates
    assert marked and chasing.shown(marked) == []


def test_numbers_of_persons_are_masked() -> None:
    waiting = made_item(
        "a", kind="minutes", status=Status.review, guess="1-1", title="11010519491231002X谈话记录"
    )
    (found,) = report(waiting).leaves[0].candidates
    assert "19491231" not in chasing.candidate(found) and "谈话记录" in chasing.candidate(found)


def _marked(item: Item) -> Item:
    described = replace(item.known.description, secrecy="秘密★1年")
    return replace(item, known=replace(item.known, description=described))


def test_by_kind_every_need_stands_once_and_the_unnamed_last() -> None:
    found = chasing.groups(report(), "kind")
    assert [name for name, _ in found] == [
        "制度办法",
        "会议纪要",
        "一套（方案、照片、总结）",
        "照片或音像",
        "（不限类型）",
    ]
    assert sum(len(lacks) for _, lacks in found) == 5


def test_by_section_and_by_indicator_the_order_is_the_catalogues() -> None:
    assert [name for name, _ in chasing.groups(report(), "section")] == ["1 组织", "2 无人牵头"]
    ((name, lacks),) = chasing.groups(report(), "indicator")
    assert name == "" and [one.state.leaf.code for one in lacks] == ["1-1", "1-1", "1-2", "1-2", "2"]


def test_nothing_lacks_where_all_is_complete() -> None:
    tree = load.parse(CATALOGUE.replace("evidence: [{kind: summary, min: 1}]", ""))
    whole = [made_item(f"{n}", "Ⅰ-2", "Ⅱ-1") for n in range(1)]
    made = gaps.compare(tree, whole, Decisions())
    assert [lack.state.leaf.code for _, some in chasing.groups(made, "section") for lack in some] == [
        "Ⅰ-1"
    ] * 3
