from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.read.number_formats import sections


@pytest.mark.parametrize(
    ("code", "kinds"),
    [
        ("", ["literal"]),
        ("General", ["general"]),
        ('0.0;(0.0);"无";@', ["number", "number", "literal", "general"]),
        ("# ?/?", ["fraction"]),
        ("0.00E+00", ["power"]),
        ("[h]:mm", ["time"]),
        ("上午/下午h:mm", ["time"]),
        ("0 kg", ["unknown"]),
        ('0";"0', ["number"]),
        ("0;0;0;0;0", ["number"] * 4),
    ],
)
def test_each_section_has_a_kind(code: str, kinds: list[str]) -> None:
    assert [section.kind for section in sections(code)] == kinds


def test_what_stands_around_and_among_the_figures_is_told_apart() -> None:
    section = sections('[Red]"约"00-00.0,"万"% ')[0]
    assert (section.before, section.shape, section.after) == ("约", "0000.0,", "万% ")
    assert (section.among, section.percent) == (((2, "-"),), 1)


@pytest.mark.parametrize(
    ("code", "numerals"),
    [
        ("[DBNum1]0", 1),
        ("[dbnum2]0", 2),
        ("[$-1E000804]0", 1),
        ("[$-1F000804]0", 2),
        ("[$-804]0", 0),
        ("[红色]0", 0),
    ],
)
def test_chinese_figures_are_asked_for_in_brackets(code: str, numerals: int) -> None:
    assert sections(code)[0].numerals == numerals


@given(st.text(alphabet='0#?.,%;"[]$-_*\\!ymdhs年@/E+<>=Gen 元', max_size=400))
def test_any_code_is_taken_apart(code: str) -> None:
    assert 1 <= len(sections(code)) <= 4
