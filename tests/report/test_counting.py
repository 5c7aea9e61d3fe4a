"""When an item counts: inside the period, or whatever its date where a need says so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import CATALOGUE
from samples import made_item
from wenming_archive.catalogue import load
from wenming_archive.model import Item
from wenming_archive.report import counting

TREE = load.parse(CATALOGUE)
LEAF = TREE.by_code["Ⅰ-1"]


@pytest.mark.parametrize(
    ("item", "counts"),
    [
        (made_item("a", "Ⅰ-1", kind="plan", date="2021-01-01"), True),
        (made_item("a", "Ⅰ-1", kind="plan", date="2023-12-31"), True),
        (made_item("a", "Ⅰ-1", kind="plan", date="2020-12-31"), False),
        (made_item("a", "Ⅰ-1", kind="plan", date="2024-01"), False),
        (made_item("a", "Ⅰ-1", kind="plan", date="2023"), True),
        (made_item("a", "Ⅰ-1", kind="plan", date=None), True),
        (made_item("a", "Ⅰ-1", kind="plan", date="2019-01-01", date_from="mtime"), False),
        (made_item("a", "Ⅰ-1", kind="plan", date="2029-01-01", date_from="mtime"), True),
        (made_item("a", "Ⅰ-1", kind="regulation", date="2015-01-01"), True),
    ],
)
def test_an_item_counts_by_its_date_unless_the_need_takes_any(item: Item, counts: bool) -> None:
    assert counting.counts(item, LEAF) is counts


def test_without_a_period_every_date_counts() -> None:
    leaf = load.parse("title: t\nindicators: [{code: a, title: b}]").leaves[0]
    assert counting.counts(made_item("a", "a", date="1990-01-01"), leaf)


@pytest.mark.parametrize(
    ("item", "problems"),
    [
        (made_item("a", "Ⅰ-1", kind="plan"), []),
        (made_item("a", "Ⅰ-1", kind="plan", date="2019-05-06"), ["out-of-period"]),
        (made_item("a", "Ⅰ-1", "Ⅰ-2", kind="plan", date="2019-05-06"), ["out-of-period", "out-of-period"]),
        (made_item("a", "Ⅰ-1", kind="regulation", date="2019-05-06"), []),
        (made_item("a", "Ⅰ-1", kind="plan", date=None), ["undated"]),
        (made_item("a", kind="plan", date="2019-05-06"), []),
    ],
)
def test_what_is_wrong_with_an_item_where_it_stands(item: Item, problems: list[str]) -> None:
    assert [problem.code for problem in counting.problems(item, TREE)] == problems


def test_what_cannot_be_read_counts_for_nothing_and_says_so() -> None:
    item = made_item("a", "Ⅰ-1", kind="plan", date="2019-05-06")
    broken = replace(item, known=replace(item.known, readable=False))
    inside = replace(broken, known=replace(broken.known, description=made_item("a", kind="plan").description))
    assert not counting.counts(inside, LEAF)
    assert not counting.meets(inside, LEAF, LEAF.indicator.evidence[0])
    assert [problem.code for problem in counting.problems(inside, TREE)] == ["not-read"]
    assert [problem.code for problem in counting.problems(broken, TREE)] == ["out-of-period", "not-read"]


def test_a_problem_names_date_indicator_and_period() -> None:
    item = made_item("a", "Ⅰ-1", kind="plan", date="2019-05-06")
    assert counting.problems(item, TREE)[0].message == (
        "日期 2019-05-06 不在 Ⅰ-1 的测评周期 2021-01-01 至 2023-12-31 内，不计入"
    )


def test_a_decision_made_for_an_earlier_content_is_pointed_out() -> None:
    item = replace(made_item("a", "Ⅰ-1", kind="plan", date="2022-05-06"), inherited=True)
    assert [problem.code for problem in counting.problems(item, TREE)] == ["inherited"]
