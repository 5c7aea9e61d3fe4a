from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.read.cells import (
    MAC_EPOCH,
    MAX_CHARACTERS,
    Form,
    built_in,
    form,
    moment,
    one_line,
    shown,
)


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        (0.853, "0.0%", "85.3%"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (1234.5, '0"人"', "1235人"),
        (7, "000", "007"),
        (-3.5, "0.00_);(0.00)", "(3.50)"),
        (-3.5, "0.00;[Red]-0.00", "-3.50"),
        (-3.5, "0.0", "-3.5"),
        (0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        (123456, '0.0,"千元"', "123.5千元"),
        (5, "[$¥-804]#,##0.00", "¥5.00"),
        (2.5, "￥#,##0.00", "￥2.50"),
        (5, "0.##", "5"),
        (5.125, "0.##", "5.13"),
        (0.5, "0", "1"),
        (-0.001, "0.00", "0.00"),
        (3, '"第;"0"次"', "第;3次"),
        (0.375, "h:mm", "09:00"),
        (44991, "yyyy", "2023年"),
        (44991.5, "yyyy/m/d h:mm", "2023年3月6日 12:00"),
    ],
)
def test_a_number_is_read_as_it_shows(number: float, code: str, text: str) -> None:
    assert shown(number, form(code)) == text


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (12, 'General"人"'),
        (12, "G/通用格式"),
        (12, "# ?/?"),
        (12, "0.00E+00"),
        (12, "[DBNum1]0"),
        (12, "[>5]0.0;0.00"),
        (13812345678, "000-0000-0000"),
        (12, ";;;"),
        (12, "@"),
        (12, ""),
        (0, ""),
        (12, "[h]:mm"),
    ],
)
def test_what_is_not_imitated_is_shown_plainly(number: float, code: str) -> None:
    assert shown(number, form(code)) == str(number)


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0.25"), (9, "25%"), (10, "25.00%"), (2, "0.25"), (14, "0.25"), (20, "06:00"), (999, "0.25")],
)
def test_built_in_formats_are_known(number: int, text: str) -> None:
    assert shown(0.25, built_in(number)) == text


def test_a_mac_counts_from_1904() -> None:
    assert shown(43529, form("yyyy-mm-dd"), MAC_EPOCH) == "2023年3月6日"


def test_a_moment_at_midnight_is_a_day() -> None:
    assert moment(dt.datetime(2023, 3, 6)) == "2023年3月6日"


def test_a_cell_is_one_line_and_no_longer_than_allowed() -> None:
    assert one_line(" 合 \n 计\t") == "合 计"
    assert len(one_line("长" * 40_000)) == MAX_CHARACTERS


@given(st.floats(), st.text(alphabet='0#?.,%;"[]$-_*\\!ymdhs年月日@/E+Gen 元', max_size=40))
def test_any_number_in_any_format_is_shown(number: float, code: str) -> None:
    assert isinstance(shown(number, form(code)), str)


def test_a_format_that_says_nothing_is_plain() -> None:
    assert form("") == Form() == built_in(0)
