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
    worded,
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
    ("number", "code", "text"),
    [
        (45052, "aaaa", "星期六"),
        (45052, "AAAA", "星期六"),
        (45052, '"周"aaa;@', "周六"),
        (45052, "dddd", "星期六"),
        (45052, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2023年5月6日"),
        (45052, '[DBNum1][$-804]yyyy"年"m"月"d"日";@', "二〇二三年五月六日"),
        (45052, "[$-1E000804]yyyy\\年m\\月d\\日", "二〇二三年五月六日"),
        (45219, '[DBNum1]m"月"d"日"', "十月二十日"),
        (45219, '[DBNum3]yyyy"年"m"月"', "２０２３年１０月"),
        (0.5868055556, '上午/下午h"时"mm"分"', "下午2时05分"),
        (0.5868055556, "h:mm AM/PM", "2:05 PM"),
        (0.5868055556, '[DBNum1]h"时"mm"分"', "十四时〇五分"),
        (0.5868055556, 'h"时"mm"分"ss"秒"', "14时05分00秒"),
        (45052.5868055556, "h:mm", "14:05"),
        (1.5, "[h]:mm", "36:00"),
        (0.0423611111, "[mm]:ss", "61:00"),
    ],
)
def test_weekdays_times_and_spans_are_read_as_they_show(number: float, code: str, text: str) -> None:
    assert shown(number, form(code)) == text


@pytest.mark.parametrize(
    ("number", "code", "text"),
    [
        (0.5, "# ?/?", "1/2"),
        (2.25, "# ?/?", "2 1/4"),
        (12, "# ?/?", "12"),
        (1.999, "# ?/?", "2"),
        (0, "# ?/?", "0"),
        (0.5, "# ?/8", "4/8"),
        (1.5, "?/?", "3/2"),
        (-0.5, "# ??/??", "-1/2"),
        (123456, "0.00E+00", "1.23E+05"),
        (0.00012, "0.0E+0", "1.2E-4"),
        (9996, "0.00E+00", "1.00E+04"),
        (123456, "##0.0E-0", "123.5E3"),
        (0, "0.00E+00", "0.00E+00"),
        (12345678, '0!.0,"万"', "1234.6万"),
        (12345678, "0\\!.0,\\万", "1234.6万"),
        (5, '0!.0,"万"', "0.0万"),
        (13812345678, "000-0000-0000", "138-1234-5678"),
        (12, "[DBNum1]0", "一二"),
        (12, "[DBNum1]General", "一十二"),
        (100500, '[DBNum2]General"元整"', "壹拾万零伍佰元整"),
        (100000005.5, "[DBNum1]G/通用格式", "一亿〇五.五"),
        (0, "[DBNum2]General", "零"),
        (12, 'General"人"', "12人"),
        (-12, "General", "-12"),
        (12, "[>5]0.0;0.00", "12.0"),
        (2, "[>5]0.0;0.00", "2.00"),
        (-2, "[>5]0.0;0.00", "-2.00"),
        (-2, "[<0](0);0", "(2)"),
        (2, '[=1]"男";[=2]"女"', "女"),
        (3, '[=1]"男";[=2]"女"', "3"),
        (-0.001, '0.00"人"', "0.00人"),
    ],
)
def test_fractions_powers_and_numerals_are_read_as_they_show(number: float, code: str, text: str) -> None:
    assert shown(number, form(code)) == text


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        ('"前"@"后"', "前甲后"),
        ("\\前@\\后", "前甲后"),
        ('0;-0;0;@"同志"', "甲同志"),
        ("_ * #,##0_ ;_ @_ ", "甲"),
        ("@", "甲"),
        (";;;", "甲"),
        ("0.00", "甲"),
        ('"第"0"次"', "甲"),
    ],
)
def test_a_text_is_read_as_it_shows(code: str, seen: str) -> None:
    assert worded("甲", form(code)) == seen
    assert worded("", form(code)) == ""


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (12, "G/通用格式"),
        (12, ";;;"),
        (12, "@"),
        (12, ""),
        (0, ""),
        (12, "0 kg"),
        (12, "?/?/?"),
        (-12, "[h]:mm"),
    ],
)
def test_what_is_not_imitated_is_shown_plainly(number: float, code: str) -> None:
    assert shown(number, form(code)) == str(number)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0.25"),
        (9, "25%"),
        (10, "25.00%"),
        (2, "0.25"),
        (14, "0.25"),
        (20, "06:00"),
        (999, "0.25"),
        (12, "1/4"),
        (34, "上午6时00分"),
        (46, "6:00:00"),
    ],
)
def test_built_in_formats_are_known(number: int, text: str) -> None:
    assert shown(0.25, built_in(number)) == text


@pytest.mark.parametrize(
    "code",
    [
        "0" * 255,
        "?/" + "?" * 250,
        "0" * 250 + "E+0",
        '0"a"' * 60,
        "[DBNum2]" + "0" * 200,
        "%" * 250 + "0",
        "0.0%%" * 50,
    ],
)
@pytest.mark.parametrize("number", [0, -5, 123456.789, 9.99e14, 1e-300, 1e300, float("inf")])
def test_a_format_beyond_reason_is_settled(number: float, code: str) -> None:
    assert len(shown(number, form(code))) < 1000


def test_a_mac_counts_from_1904() -> None:
    assert shown(43529, form("yyyy-mm-dd"), MAC_EPOCH) == "2023年3月6日"


def test_a_moment_at_midnight_is_a_day() -> None:
    assert moment(dt.datetime(2023, 3, 6)) == "2023年3月6日"


def test_a_cell_is_one_line_and_no_longer_than_allowed() -> None:
    assert one_line(" 合 \n 计\t") == "合 计"
    assert len(one_line("长" * 40_000)) == MAX_CHARACTERS


@given(st.floats(), st.text(alphabet='0#?.,%;"[]$-_*\\!ymdhs年月日@/E+Gen 元[h]上午/下', max_size=40))
def test_any_number_in_any_format_is_shown(number: float, code: str) -> None:
    assert isinstance(shown(number, form(code)), str)


def test_a_format_that_says_nothing_is_plain() -> None:
    assert form("") == Form() == built_in(0)
