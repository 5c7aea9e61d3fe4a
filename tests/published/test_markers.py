from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.published import markers


@pytest.mark.parametrize(
    ("text", "code", "rest"),
    [
        ("Ⅰ-1 组织领导", "Ⅰ-1", "组织领导"),
        ("Ⅱ—12\n道德讲堂", "Ⅱ-12", "道德讲堂"),
        ("II-3志愿服务", "II-3", "志愿服务"),
        ("一、领导重视", "一", "领导重视"),
        ("（二）思想教育", "(二)", "思想教育"),
        ("3. 环境整洁", "3", "环境整洁"),
        ("4．优质服务", "4", "优质服务"),
        ("1.1 支部建设", "1.1", "支部建设"),
        ("2.10投入保障", "2.10", "投入保障"),
        ("1-1领导班子", "1-1", "领导班子"),
        ("A1.2 依法决策", "A1.2", "依法决策"),
        ("A、食品安全", "A", "食品安全"),
        ("卷宗A 班子建设", "卷宗A", "班子建设"),
        ("第一卷 组织", "第一卷", "组织"),
        ("第三章 环境", "第三章", "环境"),
        ("123）社区教育", "123)", "社区教育"),
        ("①按时到校", "①", "按时到校"),
        ("十一、其他", "十一", "其他"),
    ],
)
def test_a_number_is_told_from_its_title(text: str, code: str, rest: str) -> None:
    found = markers.leading(text)
    assert found is not None
    assert (found.code, text[found.end :]) == (code, rest)


@pytest.mark.parametrize(
    "text",
    ["组织领导", "2023年度计划", "3次以上", "一把手工程", "三个代表", "1.5小时", "90%以上", "一、二等奖", "十八大精神", "2-3人", ""],
)  # fmt: skip
def test_a_figure_in_a_sentence_is_no_number(text: str) -> None:
    assert markers.leading(text) is None


def test_a_column_of_numbers_may_be_bare() -> None:
    assert [m.code for text in ("1", "12", "Ⅱ-3", "一", "A", "101)") if (m := markers.alone(text))] == [
        "1", "12", "Ⅱ-3", "一", "A", "101)",
    ]  # fmt: skip
    assert markers.alone("1. 组织领导") is None


def test_sentences_count_on_from_one() -> None:
    text = "总体良好。1)有计划；2)有总结，每年不少于3次；3)有记录。"
    assert [(m.value if m else None, said) for m, said in markers.sentences(text)] == [
        (None, "总体良好。"),
        (1, "有计划；"),
        (2, "有总结，每年不少于3次；"),
        (3, "有记录。"),
    ]
    assert list(markers.sentences("图片不少于2张，3)不算")) == [(None, "图片不少于2张，3)不算")]


@given(st.text(max_size=40))
def test_any_text_has_a_number_or_none(text: str) -> None:
    found = markers.leading(text)
    assert found is None or (0 < found.end <= len(text) and found.code)
    assert all(said or marker for marker, said in markers.sentences(text)) or not text.strip()
