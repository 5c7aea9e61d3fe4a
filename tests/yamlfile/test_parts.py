"""Single values changed where they stand: every other sign of the file stays."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.yamlfile import parts, tree

WRITTEN = """\
# 头
units:
  # 第一个
  - {id: a, name: "甲局", aliases: [甲]}   # 行内
  - id: b   # 代号
    name: 乙局
    aliases:
      # 别名的注释
      - 乙   # 一
      - 丙
  - {id: c}
list:
  - lead: a   # 牵头
    support: [b, c]
  # 尾
"""


@pytest.mark.parametrize(
    ("route", "value", "before", "after"),
    [
        (("units", 0, "name"), "新局", 'name: "甲局"', "name: 新局"),
        (("units", 0, "aliases"), ["甲", "戊"], "aliases: [甲]", "aliases: [甲, 戊]"),
        (("units", 0, "phone"), "1: 2", "aliases: [甲]}", "aliases: [甲], phone: '1: 2'}"),
        (("units", 1, "name"), "新局", "name: 乙局", "name: 新局"),
        (("units", 1, "aliases"), ["戊", "丙"], "- 乙   # 一", "- 戊   # 一"),
        (("units", 1, "aliases"), ["乙", "丙", "戊"], "      - 丙\n", "      - 丙\n      - 戊\n"),
        (("units", 1, "aliases"), ["丙"], "      - 乙   # 一\n", ""),
        (("units", 1, "phone"), "12", "      - 丙\n", "      - 丙\n    phone: '12'\n"),
        (("units", 2, "name"), "丁局", "{id: c}", "{id: c, name: 丁局}"),
        (("list", 0, "lead"), "b", "lead: a ", "lead: b "),
        (("list", 0, "support"), [], "support: [b, c]", "support: []"),
    ],
)
def test_one_value_changes_and_nothing_else(route: Any, value: Any, before: str, after: str) -> None:
    assert parts.changed(WRITTEN, {route: value}) == WRITTEN.replace(before, after, 1)


def test_a_row_goes_with_its_lines() -> None:
    found = parts.changed(WRITTEN, {}, [("units", 0)])
    assert found == WRITTEN.replace('  - {id: a, name: "甲局", aliases: [甲]}   # 行内\n', "")


@pytest.mark.parametrize(
    ("n", "left"), [(0, "x: [b, c]  # 尾\n"), (1, "x: [a, c]  # 尾\n"), (2, "x: [a, b]  # 尾\n")]
)
def test_a_row_goes_out_of_brackets(n: int, left: str) -> None:
    assert parts.changed("x: [a, b, c]  # 尾\n", {}, [("x", n)]) == left


def test_several_rows_and_values_at_once() -> None:
    text = "x:\n" + "".join(f"  - {n}   # {n}\n" for n in range(12))
    assert parts.changed(text, {("x", 11): "e"}, [("x", 2), ("x", 10)]) == (
        "x:\n" + "".join(f"  - {'e' if n == 11 else n}   # {n}\n" for n in range(12) if n not in (2, 10))
    )


def test_line_ends_stay_as_they_are() -> None:
    assert parts.changed("a: 1\r\nb: 2 # c\r\n", {("b",): "3"}) == "a: 1\r\nb: '3' # c\r\n"


def test_an_anchor_is_written_out_and_says_what_was_meant() -> None:
    text = "a: &x 甲\nb: *x\n"
    found = parts.changed(text, {("b",): "乙"})
    assert tree.parse(found).data == {"a": "甲", "b": "乙"}


SCALARS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(SCALARS, st.lists(SCALARS, max_size=4), st.sampled_from(range(3)))
def test_whatever_is_put_in_is_read_back(value: str, rows: list[str], unit: int) -> None:
    changes: dict[Any, Any] = {("units", unit, "name"): value, ("units", 1, "aliases"): rows}
    found = tree.parse(parts.changed(WRITTEN, changes)).data
    wanted = tree.parse(WRITTEN).data
    wanted["units"][unit]["name"] = value
    wanted["units"][1]["aliases"] = rows
    assert found == wanted
