"""Which time a paper means, of what is done again and again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samples import made_item
from wenming_archive.model import Item
from wenming_archive.report import occasions


def made(kind: str, date: str | None, source: str = "") -> Item:
    return made_item(source or f"{kind}{date}", "a", kind=kind, date=date)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("2023年3月主题党日方案", {"year": {2023}, "month": {3}}),
        ("三月份学雷锋通知", {"month": {3}}),
        ("第十二期道德讲堂", {"time": {12}}),
        ("2023年上半年总结", {"year": {2023}, "half": {"上"}}),
        ("第二季度简报", {"quarter": {2}}),
        ("三会一课记录", {}),
    ],
)
def test_what_a_name_says_of_its_time(name: str, said: dict[str, set[int | str]]) -> None:
    assert {what: set(numbers) for what, numbers in occasions.named(name).items()} == said


def test_names_differ_only_where_both_say_something() -> None:
    march, april, year = map(occasions.named, ("3月党课", "4月党课", "2023年党课"))
    assert occasions.differ(march, april)
    assert not occasions.differ(march, year)


def test_the_folder_says_it_where_the_title_does_not() -> None:
    assert occasions.said(made("plan", None, "主题党日/4月/方案.docx")) == {"month": {4}}


def test_a_plan_is_of_the_next_time_and_a_summary_of_the_last() -> None:
    items = [made("ledger", "2023-03-20"), made("ledger", "2023-04-20"), made("ledger", "2023-05-20")]
    plan, other = made("plan", "2023-03-28"), made("plan", "2023-02-28")
    late, last = made("summary", "2023-04-12"), made("summary", "2023-05-30")
    found = occasions.split([*items, plan, other, late, last])
    assert found == [[items[0], other, late], [items[1], plan], [items[2], last]]


def test_an_event_is_of_the_day_it_took_place_as_exactly_as_it_is_known() -> None:
    items = [made("plan", "2023-02-25"), made("photo", "2023-03"), made("ledger", "2023-03-03")]
    assert occasions.when(items) == "2023-03-03"
    assert occasions.when(items[:2]) == "2023-03"
    assert occasions.when(items[:1]) == "2023-02-25"
    assert occasions.when([made("plan", None)]) is None


def test_the_day_a_file_was_changed_is_no_day_of_an_event() -> None:
    item = made("photo", "2023-03-03")
    guess = replace(item.known, description=replace(item.known.description, date_from="mtime"))
    assert occasions.when([replace(item, known=guess)]) is None


DATES = st.one_of(st.none(), st.dates().map(str), st.dates().map(lambda day: str(day)[:7]))


@given(st.lists(st.tuples(st.sampled_from(["plan", "notice", "ledger", "photo", "summary"]), DATES)))
def test_no_item_is_lost_or_told_twice(rows: list[tuple[str, str | None]]) -> None:
    items = [made(kind, date, f"{n}") for n, (kind, date) in enumerate(rows)]
    found = [item.found.source for some in occasions.split(items) for item in some]
    assert sorted(found) == sorted(item.found.source for item in items)
