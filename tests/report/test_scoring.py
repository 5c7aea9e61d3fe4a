"""Points by the catalogue's own rules: grades, counts, bonus, deductions, vetoes."""

from __future__ import annotations

import datetime as dt

import pytest

from samples import made_item
from wenming_archive.catalogue import load
from wenming_archive.decisions import Decisions, Negative, NotHeld
from wenming_archive.model import Item
from wenming_archive.report import gaps
from wenming_archive.report.gaps import Gaps
from wenming_archive.report.scoring import Points

GRADES = """\
  grades:
    - {name: A, percent: 100, missing: 0}
    - {name: B, percent: 66, missing: 1}
    - {name: C, percent: 33, missing: 2}
    - {name: "C#", percent: 0}
"""
LEAVES = """\
deductions: [{code: 减-1, title: 安全事故, points: 5}]
veto: [{code: 否-1, title: 严重违法}]
indicators:
  - code: a
    title: 甲
    score: 10
    evidence: [{kind: plan}, {kind: summary}, {kind: photo, min: 3}]
  - {code: b, title: 乙, score: 4}
  - {code: c, title: 特色, score: 6, bonus: true}
"""
ALL = [
    made_item("方案", "a", kind="plan"),
    made_item("总结", "a", kind="summary"),
    *(made_item(f"照片{n}", "a", kind="photo") for n in range(3)),
]


def report(*items: Item, rules: str = "", decisions: Decisions = Decisions()) -> Gaps:  # noqa: B008
    tree = load.parse(f"title: 试\n{rules}{LEAVES}")
    return gaps.compare(tree, items, decisions, today=dt.date(2023, 6, 1))


def points(found: Gaps, code: str = "a") -> tuple[float, float, float]:
    value = next(state.points for state in found.leaves if state.leaf.code == code)
    return value.reached, value.open, value.lost


def test_without_rules_it_is_all_or_nothing() -> None:
    assert points(report(*ALL)) == (10, 0, 0)
    assert points(report(*ALL[:4])) == (0, 10, 0)


@pytest.mark.parametrize(
    ("held", "grade", "reached"),
    [(ALL, "A", 10), (ALL[:3], "B", 6.6), (ALL[:1], "C", 3.3), (ALL[2:3], "C#", 0), ([], "C#", 0)],
)
def test_grades_by_how_many_needs_are_unmet(held: list[Item], grade: str, reached: float) -> None:
    found = report(*held, rules=f"scoring:\n{GRADES}")
    assert (found.leaves[0].grade, points(found)[0]) == (grade, reached)
    assert points(found)[1] == pytest.approx(10 - reached)


def test_grades_by_the_share_that_is_there() -> None:
    rules = "scoring: {grades: [{name: 优, percent: 100, share: 95}, {name: 良, percent: 60, share: 80}, {name: 差, percent: 0}]}\n"
    assert report(*ALL[:4], rules=rules).leaves[0].grade == "良"
    assert report(*ALL[:3], rules=rules).leaves[0].grade == "差"


def test_an_indicator_may_have_grades_of_its_own() -> None:
    own = LEAVES.replace(
        "score: 10", "score: 10\n    grades: [{name: 有, percent: 50, missing: 9}, {name: 无, percent: 0}]"
    )
    found = gaps.compare(load.parse(f"title: 试\nscoring:\n{GRADES}{own}"), [ALL[0]], Decisions())
    assert (found.leaves[0].grade, points(found)[0]) == ("有", 5)


def test_where_leaves_are_counted_each_is_one() -> None:
    found = report(*ALL, rules="scoring: {by: count, passing: 60}\n")
    assert found.standing.base == Points(2, 1, 1, 0)
    assert found.standing.share == 50
    assert found.standing.passes is False
    assert report(*ALL, made_item("x", "b"), rules="scoring: {by: count, passing: 60}\n").standing.passes


def test_bonus_counts_up_to_its_most_and_deductions_are_taken_off() -> None:
    happened = Decisions(negative=(Negative(code="减-1", note="3月火灾"),))
    found = report(
        *ALL, made_item("x", "b"), made_item("y", "c"), rules="scoring: {bonus_max: 3}\n", decisions=happened
    )
    assert (found.standing.reached, found.standing.minus) == (12, 5)
    assert [one.code for one in found.standing.unsaid] == ["否-1"]


def test_a_veto_ends_it_whatever_the_points() -> None:
    vetoed = Decisions(negative=(Negative(code="否-1", note="已立案"), Negative(code="减-1", happened=False)))
    found = report(*ALL, rules="scoring: {passing: 1}\n", decisions=vetoed)
    assert found.standing.passes is False
    assert found.standing.unsaid == ()
    assert found.standing.minus == 0


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        (NotHeld(code="a", note="没有做"), (0, 0, 10)),
        (NotHeld(code="a", note="年底做", due="2023-12-31"), (0, 10, 0)),
        (NotHeld(code="a", note="过了期", due="2023-01-31"), (0, 0, 10)),
        (NotHeld(code="a", note="没有食堂", na=True), (0, 0, 0)),
    ],
)
def test_work_not_done_loses_its_points_unless_it_is_still_to_come(
    note: NotHeld, expected: tuple[float, float, float]
) -> None:
    assert points(report(decisions=Decisions(not_held=(note,)))) == expected


def test_what_does_not_apply_is_no_part_of_the_whole() -> None:
    found = report(decisions=Decisions(not_held=(NotHeld(code="a", note="没有食堂", na=True),)))
    assert found.standing.base.full == 4


def test_the_first_to_close_wins_most_for_each_item() -> None:
    found = report(*ALL[:4])
    assert [(state.leaf.code, state.step and state.step.items) for state in found.first] == [
        ("a", 1),
        ("c", 1),
        ("b", 1),
    ]


def test_a_grade_on_the_way_may_be_the_better_step() -> None:
    """Two papers win two grades; the three photos that are missing as well win one."""
    step = report(rules=f"scoring:\n{GRADES}").leaves[0].step
    assert step is not None
    assert (step.items, step.points) == (2, 6.6)


def test_below_the_last_grade_with_a_condition_there_is_nothing() -> None:
    rules = "scoring: {grades: [{name: A, percent: 100, missing: 0}, {name: B, percent: 66, missing: 1}]}\n"
    assert points(report(*ALL[:1], rules=rules)) == (0, 10, 0)


def test_a_step_within_a_need_counts_where_the_share_does() -> None:
    tree = load.parse(
        "title: 试\nscoring: {grades: [{name: A, percent: 100, share: 100}, {name: B, percent: 80, share: 80},"
        " {name: C, percent: 0}]}\nindicators: [{code: a, title: 甲, score: 10,"
        " evidence: [{kind: photo, min: 10}]}]\n"
    )
    photos = [made_item(f"照片{n}", "a", kind="photo") for n in range(7)]
    (leaf,) = gaps.compare(tree, photos, Decisions()).leaves
    assert leaf.step is not None
    assert (leaf.step.items, leaf.step.points) == (1, 8)


def test_a_whole_set_is_not_one_item() -> None:
    tree = load.parse(
        "title: 试\nindicators: [{code: a, title: 甲, score: 10,"
        " evidence: [{bundle: [方案, 通知, 签到表, {kind: 照片, min: 3}]}]}]\n"
    )
    (leaf,) = gaps.compare(tree, [], Decisions()).leaves
    assert leaf.step is not None
    assert leaf.step.items == 6


def test_what_is_deducted_is_a_round_number() -> None:
    rows = "deductions: [{code: 一, title: 甲, points: 0.1}, {code: 二, title: 乙, points: 0.2}]\n"
    tree = load.parse(f"title: 试\n{rows}indicators: [{{code: a, title: 甲}}]\n")
    told = Decisions(negative=(Negative(code="一"), Negative(code="二")))
    assert gaps.compare(tree, [], told).standing.minus == 0.3


def test_what_does_not_apply_has_no_grade() -> None:
    told = Decisions(not_held=(NotHeld(code="a", note="没有食堂", na=True),))
    assert report(rules=f"scoring:\n{GRADES}", decisions=told).leaves[0].grade == ""
