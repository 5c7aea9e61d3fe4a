"""Numerals in every script, against the numbers themselves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.text.numerals import chinese, roman

DIGITS = "〇一二三四五六七八九"


def spelled(number: int) -> str:
    """Write 1 to 9999 as people do: 二十一, 一百零五."""
    text, gap = "", False
    for unit, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, number = divmod(number, size)
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + unit
        gap = not digit
    return text


def romanised(number: int) -> str:
    """Write 1 to 39 in Roman letters."""
    ones = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"]
    return "X" * (number // 10) + ones[number % 10]


@given(st.integers(1, 9999))
def test_spelled_out_numbers(number: int) -> None:
    assert chinese(spelled(number)) == number


@given(st.integers(10, 19))
def test_ten_may_lack_its_one(number: int) -> None:
    assert chinese(spelled(number).removeprefix("一")) == number


@given(st.integers(0, 99999))
def test_numbers_digit_by_digit(number: int) -> None:
    assert chinese("".join(DIGITS[int(c)] for c in str(number))) == number


@pytest.mark.parametrize("zero", "〇○零Oo0◯")
def test_every_circle_that_is_typed_for_zero(zero: str) -> None:
    assert chinese(f"二{zero}二三") == 2023


@pytest.mark.parametrize(("text", "number"), [("元", 1), ("两百", 200), ("叁", 3), ("廿", None), ("3", None)])
def test_other_words_for_digits(text: str, number: int | None) -> None:
    if number is None:
        with pytest.raises(ValueError, match=text):
            chinese(text)
    else:
        assert chinese(text) == number


def test_nothing_is_no_numeral() -> None:
    with pytest.raises(ValueError, match="''"):
        chinese("")


@pytest.mark.parametrize("number", range(1, 40))
def test_roman_letters_of_both_cases(number: int) -> None:
    assert (roman(romanised(number)), roman(romanised(number).lower())) == (number, number)


@pytest.mark.parametrize(("big", "small", "number"), [(0x2160 + n, 0x2170 + n, n + 1) for n in range(12)])
def test_roman_signs(big: int, small: int, number: int) -> None:
    assert (roman(chr(big)), roman(chr(small))) == (number, number)


@pytest.mark.parametrize(("text", "number"), [("ⅠⅠ", 2), ("ⅩⅢ", 13), ("IIII", 4)])
def test_roman_numerals_as_they_are_typed(text: str, number: int) -> None:
    assert roman(text) == number
