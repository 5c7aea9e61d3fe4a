"""Counts and how often, as catalogues say them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.catalogue.needs import Per
from wenming_archive.published import counts
from wenming_archive.published.counts import Count


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("不少于3张", 3, None),
        ("3张以上", 3, None),
        ("≥2份", 2, None),
        ("两篇", 2, None),
        ("十二次", 12, None),
        ("2至3份", 2, 3),
        ("5~3张", 3, 5),
        ("不超过15张", 1, 15),
        ("15张以内", 1, 15),
        ("至多两份", 1, 2),
    ],
)
def test_a_count(text: str, low: int, high: int | None) -> None:
    ((_, found),) = counts.find(text)
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    "text", ["500字", "3分钟", "一式两份", "第3次", "2023年", "95%", "一次性告知", "一部分", "10平方米"]
)
def test_what_is_no_count_of_papers(text: str) -> None:
    assert list(counts.find(text)) == []


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("每年", Per.year),
        ("每年度", Per.year),
        ("全年", Per.year),
        ("每半年", Per.half),
        ("每学期", Per.half),
        ("每季度", Per.quarter),
        ("按季", Per.quarter),
        ("每月", Per.month),
        ("每个月", Per.month),
        ("每周", None),
        ("2023年", None),
        ("年度", None),
    ],
)
def test_how_often(text: str, per: Per | None) -> None:
    assert counts.every(text) is per


@pytest.mark.parametrize("text", ["年度计划", "近三年", "2021年以来", "2021—2023年", "历年", "年底"])
def test_papers_of_each_year(text: str) -> None:
    assert counts.yearly(text)


@pytest.mark.parametrize("text", ["2022年度评选", "三年", "青年"])
def test_papers_of_one_year_or_none(text: str) -> None:
    assert not counts.yearly(text)


def test_two_counts_of_one_thing_hold_both() -> None:
    assert counts.both(Count(3), Count(1, 10)) == Count(3, 10, told=True)
    assert counts.both(Count(5), Count(1, 2)) == Count(2, 2, told=True)


@given(st.text("至少不超过345两十张份次每年季度以上内、到-字", max_size=12))
def test_no_count_asks_for_more_than_it_allows(text: str) -> None:
    for _, found in counts.find(text):
        assert found.high is None or found.low <= found.high


def test_what_is_left_has_no_count() -> None:
    assert counts.without("活动照片每年不少于3张") == "活动照片"
    assert counts.without("近三年工作总结") == "工作总结"
