"""A caption, and how its time is printed."""

from __future__ import annotations

from dataclasses import fields

import pytest

from wenming_archive.decisions import Elements
from wenming_archive.report import caption
from wenming_archive.report.caption import LABELS, WANTED, Caption, Sources


def test_sources_stand_beside_each_element_and_people_may_say_all_but_the_title() -> None:
    names = [field.name for field in fields(Caption)]
    assert names == list(LABELS) == [field.name for field in fields(Sources)]
    assert set(names) == {"title", *Elements.model_fields}


def test_what_evaluators_want_and_is_not_known_is_lacking() -> None:
    assert Caption(title="合影").lacking == WANTED
    full = Caption("题", "时", "地", "人", "主", "背", "事")
    assert full.photographer == "" and full.lacking == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023-03-05", "2023年3月5日"),
        ("2023.03.05 上午", "2023年3月5日 上午"),
        ("2023年3月5日9:30", "2023年3月5日9:30"),
        ("2023年3月", "2023年3月"),
        ("三月上旬", "三月上旬"),
        ("2023-03-05至2023-03-07", "2023-03-05至2023-03-07"),
    ],
)
def test_a_time_is_printed_as_evaluators_write_it(text: str, expected: str) -> None:
    assert caption.time(text) == expected
