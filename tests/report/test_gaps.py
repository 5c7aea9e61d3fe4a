"""The state of each leaf, as the evaluators would see it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from builders import CATALOGUE
from samples import made_item
from wenming_archive.catalogue import load
from wenming_archive.decisions import Decisions, NotHeld
from wenming_archive.model import Item, Status
from wenming_archive.report import as_json, gaps

TREE = load.parse(CATALOGUE)
WHOLE = [
    made_item("方案", "Ⅰ-1", kind="plan"),
    made_item("照片1", "Ⅰ-1", kind="photo"),
    made_item("照片2", "Ⅰ-1", kind="photo"),
    made_item("制度", "Ⅰ-1", kind="regulation", date="2010-01-01"),
]


def states(*items: Item, notes: Decisions = Decisions()) -> dict[str, str]:  # noqa: B008
    return {s.leaf.code: s.state.value for s in gaps.compare(TREE, items, notes).leaves}


def test_with_nothing_filed_all_is_empty_but_what_needs_no_files() -> None:
    assert states() == {"Ⅰ-1": "empty", "Ⅰ-2": "empty", "Ⅱ-1": "empty", "Ⅱ-2": "not_needed"}


def test_a_leaf_is_complete_when_every_need_is_met() -> None:
    assert states(*WHOLE)["Ⅰ-1"] == "complete"


@pytest.mark.parametrize("missing", range(4))
def test_one_unmet_need_makes_it_insufficient(missing: int) -> None:
    assert states(*WHOLE[:missing], *WHOLE[missing + 1 :])["Ⅰ-1"] == "insufficient"


def test_a_leaf_without_needs_is_complete_with_one_item() -> None:
    assert states(made_item("a", "Ⅱ-1"))["Ⅱ-1"] == "complete"


def test_material_out_of_the_period_leaves_a_leaf_empty() -> None:
    assert states(made_item("a", "Ⅱ-1", date="2019-01-01"))["Ⅱ-1"] == "empty"


def test_an_item_under_two_leaves_counts_for_both() -> None:
    found = states(made_item("a", "Ⅰ-2", "Ⅱ-1", kind="summary"))
    assert (found["Ⅰ-2"], found["Ⅱ-1"]) == ("complete", "complete")


def test_evidence_for_a_leaf_that_needs_none_is_welcome() -> None:
    assert states(made_item("a", "Ⅱ-2"))["Ⅱ-2"] == "complete"


@pytest.mark.parametrize("status", [Status.review, Status.duplicate, Status.ignored, Status.unreadable])
def test_only_what_is_filed_is_held(status: Status) -> None:
    item = made_item("a", "Ⅱ-1", status=status)
    assert states(item)["Ⅱ-1"] == "empty"


def test_a_note_sets_a_gap_apart_and_never_counts_as_held() -> None:
    notes = Decisions(not_held=(NotHeld(code="Ⅱ-1", note="没有院落"),))
    report = gaps.compare(TREE, [], notes)
    found = {s.leaf.code: (s.state.value, s.note) for s in report.leaves}
    assert found["Ⅱ-1"] == ("not_held", "没有院落")
    assert report.score_at_risk == 10


def test_a_note_does_not_hide_evidence_that_is_there() -> None:
    notes = Decisions(not_held=(NotHeld(code="Ⅱ-1", note="没有院落"),))
    assert states(made_item("a", "Ⅱ-1"), notes=notes)["Ⅱ-1"] == "complete"


def kept(value: Any, like: Any) -> Any:
    """Return of ``value`` the keys that ``like`` has: more may be told than is promised."""
    if isinstance(like, dict):
        return {key: kept(value[key], like[key]) for key in like}
    if isinstance(like, list):
        return [kept(one, other) for one, other in zip(value, like, strict=True)]
    return value


def test_the_whole_report_as_promised_to_other_programs() -> None:
    items = [
        made_item("方案", "Ⅰ-1", kind="plan"),
        made_item("照片1", "Ⅰ-1", kind="photo", date=None),
        made_item("照片2", "Ⅰ-1", kind="photo", date="2019-01-01"),
        made_item("?", kind="photo", status=Status.review, guess="Ⅰ-1"),
        made_item("a", "Ⅱ-1"),
    ]
    wanted = {
        "catalogue": "市级文明单位测评体系",
        "period": {"start": "2021-01-01", "end": "2023-12-31"},
        "summary": {
            "indicators": 4,
            "complete": 1,
            "insufficient": 1,
            "empty": 1,
            "not_held": 0,
            "not_needed": 1,
            "score": 20,
            "score_at_risk": 10,
        },
        "indicators": [
            {
                "code": "Ⅰ-1",
                "title": "道德讲堂",
                "lead": "党办",
                "score": 4,
                "status": "insufficient",
                "note": None,
                "awaiting_review": 1,
                "needs": [
                    {"kind": "plan", "min": 1, "held": 1, "out_of_period": 0, "undated": 0},
                    {"kind": "photo", "min": 2, "held": 1, "out_of_period": 1, "undated": 1},
                    {"kind": "regulation", "min": 1, "held": 0, "out_of_period": 0, "undated": 0},
                ],
            },
            {
                "code": "Ⅰ-2",
                "title": "志愿服务",
                "lead": "工会",
                "score": 6,
                "status": "empty",
                "note": None,
                "awaiting_review": 0,
                "needs": [{"kind": "summary", "min": 1, "held": 0, "out_of_period": 0, "undated": 0}],
            },
            {
                "code": "Ⅱ-1",
                "title": "环境卫生",
                "lead": "工会",
                "score": 5,
                "status": "complete",
                "note": None,
                "awaiting_review": 0,
                "needs": [],
            },
            {
                "code": "Ⅱ-2",
                "title": "群众评价",
                "lead": None,
                "score": 5,
                "status": "not_needed",
                "note": None,
                "awaiting_review": 0,
                "needs": [],
            },
        ],
    }
    assert kept(as_json.gaps(gaps.compare(TREE, items, Decisions())), wanted) == wanted


def test_bonus_points_are_not_at_risk() -> None:
    leaves = "  - {code: a, title: b, score: 3, bonus: true}\n  - {code: c, title: d, score: 2}"
    tree = load.parse(f"title: t\nindicators:\n{leaves}")
    report = gaps.compare(tree, [], Decisions())
    assert (report.score, report.score_at_risk) == (2, 2)


TWICE = load.parse("""
title: t
period: {start: 2022-01-01, end: 2022-12-31}
indicators:
  - {code: a, title: A, score: 0.1, evidence: [
      {kind: summary, min: 1, any_date: true}, {kind: summary, min: 1}, {kind: plan, min: 1}]}
  - {code: b, title: B, score: 0.2}
""")


def test_an_item_meets_but_one_of_two_needs_of_its_kind() -> None:
    def held(*items: Item) -> list[int]:
        return [n.held for n in gaps.compare(TWICE, items, Decisions()).leaves[0].needs]

    new = made_item("新", "a", kind="summary", date="2022-06-01")
    old = made_item("旧", "a", kind="summary", date="2012-06-01")
    assert held(new) == [0, 1, 0]
    assert held(old) == [1, 0, 0]
    assert held(new, old) == held(old, new) == [1, 1, 0]
    other = made_item("另", "a", kind="summary", date="2022-07-01")
    assert held(new, other, old) == [2, 1, 0]


def test_points_are_added_as_people_add_them() -> None:
    assert gaps.compare(TWICE, [], Decisions()).score == 0.3


def test_a_year_is_narrowed_to_also_when_the_leaves_are_known_already() -> None:
    tree = load.parse(
        "title: 试\nperiod: {start: 2021-01-01, end: 2023-12-31}\nindicators:\n"
        "  - {code: a, title: 甲, evidence: [{kind: minutes}]}\n"
    )
    assert tree.leaves
    (leaf,) = gaps.compare(
        tree, [made_item("x", "a", kind="minutes", date="2023-05-06")], Decisions(), year=2022
    ).leaves
    assert leaf.state is gaps.State.empty


def test_a_year_asks_nothing_of_a_need_of_other_years() -> None:
    tree = load.parse(
        "title: 试\nperiod: {start: 2021-01-01, end: 2023-12-31}\nindicators:\n"
        "  - {code: a, title: 甲, evidence: [{kind: minutes},"
        " {kind: certificate, period: {start: 2018-01-01, end: 2020-12-31}}]}\n"
    )
    held = made_item("x", "a", kind="minutes", date="2022-05-06")
    (leaf,) = gaps.compare(tree, [held], Decisions(), year=2022).leaves
    assert leaf.state is gaps.State.complete


def test_bonus_beyond_what_counts_wins_nothing() -> None:
    text = (
        "title: 试\nscoring: {bonus_max: 3}\nindicators: [{code: a, title: 甲, score: 2, bonus: true},"
        " {code: b, title: 乙, score: 4, bonus: true}, {code: c, title: 丙, score: 1}]\n"
    )
    tree = load.parse(text)
    step = gaps.compare(tree, [], Decisions()).leaves[1].step
    assert step is not None and step.points == 3
    full = gaps.compare(load.parse(text.replace("3}", "2}")), [made_item("x", "a")], Decisions())
    assert [leaf.leaf.code for leaf in full.first] == ["c"]


def test_a_promise_that_is_over_is_late() -> None:
    tree = load.parse("title: 试\nindicators: [{code: a, title: 甲}]")
    told = Decisions(not_held=(NotHeld(code="a", note="下月做", due="2023-05-31"),))
    days = (dt.date(2023, 5, 31), dt.date(2023, 6, 1))
    assert [gaps.compare(tree, [], told, today=day).leaves[0].late for day in days] == [False, True]
