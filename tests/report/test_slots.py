"""The years, quarters and months that a window asks for."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.catalogue.base import Period
from wenming_archive.catalogue.needs import Per
from wenming_archive.report.slots import slots

LATE = dt.date(2030, 1, 1)
DAYS = st.dates(dt.date(2010, 1, 1), dt.date(2030, 12, 31))


def window(start: str, end: str) -> Period:
    return Period.model_validate({"start": start, "end": end})


@pytest.mark.parametrize(
    ("start", "end", "per", "labels"),
    [
        ("2021-01-01", "2023-12-31", Per.year, ["2021年", "2022年", "2023年"]),
        ("2020-09-01", "2021-10-25", Per.year, ["2021年"]),
        ("2012-01-01", "2012-07-31", Per.year, ["2012年"]),
        ("2023-02-01", "2023-04-30", Per.year, ["2023年"]),
        ("2023-01-01", "2023-12-31", Per.half, ["2023年上半年", "2023年下半年"]),
        ("2022-11-01", "2023-06-30", Per.quarter, ["2022年第4季度", "2023年第1季度", "2023年第2季度"]),
        ("2022-11-20", "2023-02-14", Per.month, ["2022年12月", "2023年1月", "2023年2月"]),
    ],
)
def test_the_slots_of_a_window(start: str, end: str, per: Per, labels: list[str]) -> None:
    assert [slot.label for slot in slots(window(start, end), per, LATE)] == labels


def test_what_has_not_begun_is_told_apart() -> None:
    found = slots(window("2023-01-01", "2023-12-31"), Per.month, dt.date(2023, 3, 1))
    assert [slot.begun for slot in found] == [True] * 3 + [False] * 9


@given(DAYS, DAYS, st.sampled_from(Per))
def test_slots_follow_each_other_and_there_is_always_one(one: dt.date, other: dt.date, per: Per) -> None:
    whole = Period(start=min(one, other), end=max(one, other))
    found = slots(whole, per, LATE)
    assert found
    assert all(slot.period.within(whole) for slot in found)
    assert found[0].period.start <= whole.start and found[-1].period.end >= whole.end  # no day is lost
    for before, after in itertools.pairwise(found):
        assert after.period.start == before.period.end + dt.timedelta(days=1)
