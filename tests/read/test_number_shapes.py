from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.read.number_formats import sections
from wenming_archive.read.number_shapes import at_time, plain, shown, spelled
from wenming_archive.text.numerals import chinese

NAMES = "〇一二三四五六七八九十百千"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "〇"),
        (10, "一十"),
        (105, "一百〇五"),
        (1_000_500, "一百万〇五百"),
        (105_000, "一十万五千"),
        (100_000_005, "一亿〇五"),
        (1_0000_0000_0000, "一万亿"),
    ],
)
def test_a_number_is_spelled_with_units(number: int, text: str) -> None:
    assert spelled(number, NAMES) == text


@given(st.integers(0, 99))
def test_a_spelled_number_is_read_back(number: int) -> None:
    assert chinese(spelled(number, NAMES)) == number


@pytest.mark.parametrize(
    ("number", "text"),
    [(3.0, "3"), (0.1 + 0.2, "0.3"), (4.3010119900101001e17, "430101199001010000"), (1.5e20, "1.5e+20")],
)
def test_a_number_without_a_format_is_plain(number: float, text: str) -> None:
    assert plain(number) == text


def test_figures_fewer_than_their_places_keep_the_literals() -> None:
    assert shown(Decimal(12), sections("000-0000")[0]) == "000-0012"
    assert shown(Decimal(12), sections("0 kg")[0]) is None


def test_m_is_a_minute_beside_hours_and_seconds_and_else_a_month() -> None:
    when = dt.datetime(2023, 5, 6, 14, 7, 9)
    assert at_time(sections("m-d h:m:s")[0], when, 0) == "5-6 14:7:9"
    assert at_time(sections("mm:ss")[0], when, 0) == "07:09"


@given(st.decimals(0, 10**15, allow_nan=False), st.text(alphabet="0#?.,%/E+-[DBNum1] 元@", max_size=30))
def test_any_number_is_shown_or_is_not_imitated(number: Decimal, code: str) -> None:
    text = shown(number, sections(code)[0])
    assert text is None or len(text) < 200
