"""Faults of shape: each with its place, its route, what is wrong and what would be right."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ConfigDict, Field

from wenming_archive.yamlfile import shape, tree
from wenming_archive.yamlfile.tree import Fault, Route

LIST = "应是列表，每项一行以“- ”开头，或写成 [甲, 乙]"
MAP = "应是“键: 值”的形式"


class Span(BaseModel):
    model_config = ConfigDict(extra="forbid")
    start: dt.date
    end: dt.date | None = None


class Row(BaseModel):
    model_config = ConfigDict(extra="forbid")
    code: str = Field(min_length=1)
    title: str = ""
    min: int = Field(1, ge=0)
    score: float | None = Field(None, allow_inf_nan=False)
    bonus: bool = False
    methods: tuple[str, ...] = ()
    period: Span | None = None
    children: tuple[Row, ...] = ()


class Top(BaseModel):
    model_config = ConfigDict(extra="forbid")
    title: str
    indicators: tuple[Row, ...] = ()


def faults(text: str) -> list[str]:
    return [shape.shown(fault, "f") for fault in shape.faults(tree.parse(text), Top)]


def row(text: str) -> list[str]:
    """Return the faults of one row, without where the row stands."""
    found = faults(f"title: t\nindicators:\n  - {{code: '1', {text}}}")
    return [line.split("indicators[0].", 1)[1] for line in found]


def test_what_fits_has_no_faults() -> None:
    assert faults("title: t\nindicators: [{code: 1, period: {start: 2021-01-01}, bonus: true}]") == []


def test_a_fault_is_shown_with_file_line_column_and_path() -> None:
    assert shape.shown(Fault((3, 7), ("a", 0, "b"), "不对"), "体系.yaml") == "体系.yaml:3:7: a[0].b: 不对"
    assert shape.shown(Fault((1, 1), (), "不对"), "体系.yaml") == "体系.yaml:1:1: 不对"


@pytest.mark.parametrize(
    ("route", "text"),
    [
        (("indicators", 0, "evidence", 1, "kind"), "indicators[0].evidence[1].kind"),
        ((0, "a"), "[0].a"),
        ((), ""),
    ],
)
def test_a_route_as_people_write_it(route: Route, text: str) -> None:
    assert shape.route_text(route) == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("min: 两份", "min: “两份”应是整数，如 2"),
        ("min: 2.5", "min: “2.5”应是整数，如 2"),
        ("min: -1", "min: “-1”不能小于 0"),
        ("min: ２", "min: “２”应是整数，如 2（用了全角字符，请改成半角）"),
        (f"min: {'9' * 5000}", f"min: “{'9' * 40}”应是整数，如 2"),
        ("min: [1]", "min: 应是整数，如 2"),
        ("score: 四", "score: “四”应是数字，如 4 或 2.5"),
        ("score: {a: 1}", "score: 应是数字，如 4 或 2.5"),
        ("score: inf", "score: “inf”应是数字，如 4 或 2.5"),
        ("score: nan", "score: “nan”应是数字，如 4 或 2.5"),
        ("bonus: 是", "bonus: “是”应是 true 或 false"),
        ("bonus: [是]", "bonus: 应是 true 或 false"),
        ("title: [a]", "title: 应是文字"),
        ("methods: 材料审核", f"methods: “材料审核”{LIST}"),
        ("methods: {a: 1}", f"methods: {LIST}"),
        ("methods: [[a]]", "methods[0]: 应是文字"),
        ("methods: [~]", "methods[0]: 应是文字"),
        ("period: 2021-2023", f"period: “2021-2023”{MAP}"),
        ("period: [a]", f"period: {MAP}"),
        ("period: {start: 去年}", "period.start: “去年”应是日期，如 2023-12-31"),
        ("period: {start: 2023-02-30}", "period.start: “2023-02-30”应是日期，如 2023-12-31"),
        ("period: {start: [a]}", "period.start: 应是日期，如 2023-12-31"),
        ("period: {}", "period.start: 缺少必填的 start"),
        ("children: [{code: ''}]", "children[0].code: 不能为空"),
        ("children: [甲]", f"children[0]: “甲”{MAP}"),
        ("children: [~]", f"children[0]: {MAP}"),
        ("period: start：2021", f"period: “start：2021”{MAP}（用了全角冒号“：”，请改成半角“: ”）"),
    ],
)
def test_a_wrong_type_is_told_in_words(text: str, found: str) -> None:
    assert row(text) == [found]


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("名称", "，是不是 title？"),
        ("分值", "，是不是 score？"),
        ("测评方法", "，是不是 methods？"),
        ("下级", "，是不是 children？"),
        ("周期", "，是不是 period？"),
        ("tilte", "，是不是 title？"),
        ("metods", "，是不是 methods？"),
        ("指标", "，是不是 title？"),
        ("乱七八糟", "；"),
    ],
)
def test_an_unknown_key_is_told_with_what_was_meant(key: str, hint: str) -> None:
    known = "code、title、min、score、bonus、methods、period、children"
    assert row(f"{key}: 1") == [f"{key}: 不认识的键 {key}{hint}可用的键：{known}"]


def test_where_there_are_indicators_the_chinese_word_means_them() -> None:
    assert faults("title: t\n指标: []") == [
        "f:2:1: 指标: 不认识的键 指标，是不是 indicators？可用的键：title、indicators"
    ]


def test_the_keys_offered_are_those_of_the_place() -> None:
    assert row("period: {start: 2021-01-01, 末日: 1}") == [
        "period.末日: 不认识的键 末日，是不是 end？可用的键：start、end"
    ]


def test_a_missing_key_stands_at_what_lacks_it() -> None:
    assert faults("indicators:\n  - title: a\n  - code:\n    title: b") == [
        "f:1:1: title: 缺少必填的 title",
        "f:2:5: indicators[0].code: 缺少必填的 code",
        "f:3:10: indicators[1].code: 缺少必填的 code",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [("hello", f"f:1:1: “hello”{MAP}"), ("- a", f"f:1:1: {MAP}"), ("\n[]", f"f:2:1: {MAP}")],
)
def test_a_file_that_is_no_mapping(text: str, found: str) -> None:
    assert faults(text) == [found]


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("tilte", ["title", "code"], "title"),
        ("党力", ["党办", "团委"], "党办"),
        ("xyz", ["title"], None),
        ("a", [], None),
    ],
)
def test_the_nearest_word(word: str, known: list[str], meant: str | None) -> None:
    assert shape.nearest(word, known) == meant


JSON = st.recursive(
    st.none() | st.text("甲1：.-", max_size=3),
    lambda below: (
        st.lists(below, max_size=2)
        | st.dictionaries(
            st.sampled_from(["title", "code", "children", "period", "start", "min", "甲"]), below
        )
    ),
    max_leaves=6,
)


@given(JSON)
def test_every_fault_of_any_data_is_told_in_chinese(data: object) -> None:
    for fault in shape.faults(tree.Tree({"title": "t", "indicators": [data]}), Top):
        assert not fault.text.startswith(("Input", "Value", "Field", "String"))
        assert any("\u4e00" <= c <= "\u9fff" for c in fault.text)
