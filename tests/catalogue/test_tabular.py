"""What the table of a catalogue says beside its cells, and how that is read back."""

from __future__ import annotations

import pytest

from wenming_archive.catalogue import load, tabular

CATALOGUE = load.parse("""
title: 试
issuer: 市  文明办
edition: "2023"
period: {start: 2021-01-01, end: 2023-12-31}
due: 2024-03-01
scoring: {by: count, passing: 85, bonus_max: 5, grades: [{name: A, percent: 100, missing: 0}, {name: C#, percent: 0}]}
indicators:
  - code: A
    title: 甲
    bonus: true
    keywords: [晨会, 夕会]
    exclude: [旧稿]
    period: {start: 2022-01-01, end: 2022-12-31}
    grades: [{name: 优, percent: 66.5, share: 80, missing: 2}]
""")


def test_what_is_said_of_the_whole_is_read_back() -> None:
    said = list(tabular.about(CATALOGUE))
    assert said[0] == "发布单位：市 文明办" and said[-1] == tabular.MARK
    assert tabular.read_about(said) == {
        "issuer": "市 文明办",
        "edition": "2023",
        "period": {"start": "2021-01-01", "end": "2023-12-31"},
        "due": "2024-03-01",
        "scoring": {
            "grades": [{"name": "A", "percent": "100", "missing": "0"}, {"name": "C#", "percent": "0"}],
            "passing": "85",
            "bonus_max": "5",
            "by": "count",
        },
    }


def test_remarks_are_read_back_and_other_words_are_left() -> None:
    said = list(tabular.remarks(CATALOGUE.leaves[0], CATALOGUE))
    found, other = tabular.read_remarks([*said, "请小王核对"])
    assert found == {
        "bonus": True,
        "period": {"start": "2022-01-01", "end": "2022-12-31"},
        "grades": [{"name": "优", "percent": "66.5", "missing": "2", "share": "80"}],
        "keywords": ["晨会", "夕会"],
        "exclude": ["旧稿"],
    }
    assert other == ["请小王核对"]


@pytest.mark.parametrize(
    ("text", "points", "wanted"),
    [
        ("Ⅰ　强化组织（15分）", True, ("Ⅰ", "强化组织", 15.0)),
        ("Ⅰ-1　学习（5分）", False, ("Ⅰ-1", "学习（5分）", None)),
        ("卷宗 A　学习", True, ("卷宗 A", "学习", None)),
        ("1.2 学习 讨论", False, ("1.2", "学习 讨论", None)),
        ("学习", False, ("", "学习", None)),
    ],
)
def test_a_code_and_its_title(text: str, points: bool, wanted: tuple[str, str, float | None]) -> None:
    assert tabular.read_named(text, points=points) == wanted


def test_names_of_levels() -> None:
    assert [tabular.level(n) for n in (0, 2, 9)] == ["一级指标", "三级指标", "第10级指标"]
    assert all(tabular.is_level(tabular.level(n)) for n in range(20)) and not tabular.is_level("测评标准")


@pytest.mark.parametrize("text", ["A 100", "A 100%、随便", ""])
def test_what_are_no_grades(text: str) -> None:
    assert tabular.read_grades(text) == []
