"""What a catalogue knows of itself: its leaves, their order, periods, units, and codes people mean."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from wenming_archive.catalogue import load
from wenming_archive.catalogue.base import Period
from wenming_archive.catalogue.model import Catalogue, Indicator, Unit
from wenming_archive.catalogue.needs import Need

TREE = load.parse(
    """\
title: 甲
period: {start: 2021-01-01, end: 2023-12-31}
units:
  - {id: dangban, name: 党办, aliases: [党委办公室]}
  - {id: tuanwei}
indicators:
  - code: "Ⅱ"
    title: 二
    lead: dangban
    period: {start: 2022-01-01, end: 2022-12-31}
    children:
      - {code: "Ⅱ-10", title: 十}
      - code: "Ⅱ-2"
        title: 二
        period: {start: 2023-01-01, end: 2023-01-31}
        children:
          - {code: "Ⅱ-2-(1)", title: 一, lead: tuanwei}
  - {code: "Ⅰ", title: 一}
"""
)


def test_leaves_come_in_the_order_of_the_file() -> None:
    assert [(leaf.position, leaf.code, leaf.title) for leaf in TREE.leaves] == [
        (0, "Ⅱ-10", "十"),
        (1, "Ⅱ-2-(1)", "一"),
        (2, "Ⅰ", "一"),
    ]
    assert list(TREE.by_code) == ["Ⅱ-10", "Ⅱ-2-(1)", "Ⅰ"]


def test_a_leaf_knows_those_above_it_and_takes_from_the_nearest() -> None:
    assert [[node.code for node in leaf.ancestors] for leaf in TREE.leaves] == [["Ⅱ"], ["Ⅱ", "Ⅱ-2"], []]
    assert [leaf.lead for leaf in TREE.leaves] == ["dangban", "tuanwei", None]
    assert [leaf.period and str(leaf.period.start) for leaf in TREE.leaves] == [
        "2022-01-01",
        "2023-01-01",
        "2021-01-01",
    ]


def test_the_lead_is_the_nearest_above() -> None:
    leaf = Indicator(code="1.1.1", title="t")
    middle = Indicator(code="1.1", title="t", lead="b", children=(leaf,))
    tree = Catalogue(title="t", indicators=(Indicator(code="1", title="t", lead="a", children=(middle,)),))
    assert [found.lead for found in tree.leaves] == ["b"]


def test_the_tree_is_walked_parents_first() -> None:
    assert [(depth, node.code) for depth, node in TREE.walk()] == [
        (0, "Ⅱ"),
        (1, "Ⅱ-10"),
        (1, "Ⅱ-2"),
        (2, "Ⅱ-2-(1)"),
        (0, "Ⅰ"),
    ]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("Ⅱ-10", "Ⅱ-10"),
        (" Ⅱ-10 ", "Ⅱ-10"),
        ("Ⅱ—10", "Ⅱ-10"),
        ("Ⅱ——10", "Ⅱ-10"),
        ("II-10", "Ⅱ-10"),
        ("2.10", "Ⅱ-10"),
        ("Ⅱ－２－（１）", "Ⅱ-2-(1)"),
        ("Ⅱ-2-1", "Ⅱ-2-(1)"),
        ("I", "Ⅰ"),
        ("1", "Ⅰ"),
        ("一", "Ⅰ"),
        ("Ⅱ", None),  # no leaf
        ("Ⅱ-2", None),
        ("Ⅲ", None),
        ("十", None),
        ("", None),
    ],
)
def test_the_leaf_a_person_means(said: str, code: str | None) -> None:
    leaf = TREE.find(said)
    assert (leaf and leaf.code) == code


def tree_of(*codes: str) -> Catalogue:
    return Catalogue(title="t", indicators=tuple(Indicator(code=code, title="t") for code in codes))


@pytest.mark.parametrize(
    ("codes", "said", "code"),
    [
        (("1.1", "1.10"), "1.1", "1.1"),
        (("1.1", "1.10"), "1.10", "1.10"),
        (("1-1", "1.1"), "1-1", "1-1"),
        (("1-1", "1.1"), "1—1", "1-1"),
        (("1-1", "1.1"), "Ⅰ-1", None),  # either may be meant
        (("（一）", "一"), "(一)", "（一）"),
        (("甲", "乙"), "甲", "甲"),
        (("甲",), "丙", None),  # neither has a number: nothing is alike
    ],
)
def test_a_code_that_could_mean_two_leaves_means_none(
    codes: tuple[str, ...], said: str, code: str | None
) -> None:
    leaf = tree_of(*codes).find(said)
    assert (leaf and leaf.code) == code


@given(st.lists(st.text("ⅠⅡI12一.-—()甲", min_size=1, max_size=5), min_size=1, max_size=6, unique=True))
def test_every_leaf_is_found_by_its_own_code(codes: list[str]) -> None:
    tree = tree_of(*codes)
    assert [found.code for code in codes if (found := tree.find(code))] == codes


def test_units_go_by_id_name_and_alias() -> None:
    assert [(u.id, u.label, u.names) for u in TREE.units] == [
        ("dangban", "党办", ("党办", "党委办公室")),
        ("tuanwei", "tuanwei", ("tuanwei",)),
    ]
    assert [TREE.unit_label(n) for n in ("dangban", "党委办公室", "tuanwei", "工会", None)] == [
        "党办",
        "党办",
        "tuanwei",
        "工会",
        None,
    ]
    assert (TREE.unit("党委办公室"), TREE.unit("工会"), TREE.unit(None)) == (TREE.units[0], None, None)


@pytest.mark.parametrize(
    ("date", "held"),
    [
        ("2021-03-01", True),
        ("2023-02-28", True),
        ("2021-02-28", False),
        ("2023-03-01", False),
        ("2021", True),  # some day of it
        ("2021-02", False),
        ("2021-03", True),
        ("2023-02", True),
        ("2023-03", False),
        ("2020", False),
        ("2024", False),
    ],
)
def test_a_period_holds_its_first_and_last_day_and_what_touches_it(date: str, held: bool) -> None:
    period = Period(start=dt.date(2021, 3, 1), end=dt.date(2023, 2, 28))
    assert period.holds(date) is held


@pytest.mark.parametrize(
    "date", ["2021-1-1", "2021.01.01", "2021年1月1日", "二〇二一年一月一日", "２０２１-０１-０１"]
)
def test_a_period_takes_dates_as_people_write_them(date: str) -> None:
    assert Period.model_validate({"start": date, "end": date}).start == dt.date(2021, 1, 1)


@pytest.mark.parametrize(
    "date", ["2021", "2021年1月", "2021-02-30", "2021-01-01至2021-12-31", "去年", "", "20210101"]
)
def test_a_period_takes_nothing_less_than_a_day(date: str) -> None:
    with pytest.raises(ValidationError):
        Period.model_validate({"start": date, "end": "2021-12-31"})


@pytest.mark.parametrize(
    ("methods", "evidence", "wants"),
    [
        ((), (), True),
        (("材料审核",), (), True),
        (("网上申报", "实地考察"), (), True),
        (("听取汇报",), (), True),
        (("材料审核（30%）",), (), True),
        (("实地考察",), (), False),
        (("实地考察", "问卷调查"), (), False),
        (("实地考察",), (Need(kind="photo"),), True),
    ],
)
def test_an_indicator_that_is_only_visited_wants_no_files(
    methods: tuple[str, ...], evidence: tuple[Need, ...], wants: bool
) -> None:
    assert Indicator(code="1", title="t", methods=methods, evidence=evidence).wants_files is wants


def test_models_are_frozen() -> None:
    with pytest.raises(ValidationError):
        TREE.units[1].name = "团委"  # type: ignore[misc]
    assert TREE.units[1] == Unit(id="tuanwei")
