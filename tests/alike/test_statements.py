"""What a document states: figures in their places, words behind labels; ordinals state nothing."""

from __future__ import annotations

import pytest

from wenming_archive.alike.statements import statements, turns
from wenming_archive.text.normal import narrow


def agreeing(one: str, other: str) -> tuple[int, int]:
    """Return how many places both fill in, and in how many they state the same."""
    ours, theirs = statements(narrow(one)), statements(narrow(other))
    both = ours.keys() & theirs.keys()
    return len(both), sum(ours[place] == theirs[place] for place in both)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("共清理垃圾200公斤", "共清理垃圾350公斤", (1, 0)),
        ("共清理垃圾200公斤", "大家共清理垃圾200公斤。", (1, 1)),
        ("承诺人：张三　科室：工会", "承诺人：李四　科室：工会", (2, 1)),
        ("时间：2023年5月3日", "时间：2023年6月3日", (1, 0)),
        ("1. 提高认识\n2. 加强领导", "1. 提高认识\n2. 加强领导", (0, 0)),
        ("1\t办公室\t95\n2\t工会\t90", "1\t办公室\t95\n2\t工会\t91", (2, 1)),
        ("比例 97.6%", "比例 97.5%", (1, 0)),
        ("没有数字的一段话", "没有数字的一段话", (0, 0)),
    ],
)
def test_places_and_what_stands_there(one: str, other: str, expected: tuple[int, int]) -> None:
    assert agreeing(one, other) == expected


def test_the_same_place_twice_is_two_places() -> None:
    assert agreeing("得分 5 得分 6", "得分 5 得分 7") == (2, 1)


def test_a_line_broken_elsewhere_states_the_same() -> None:
    text = "活动期间共有42名职工参加，发放资料300份，募集善款15800.50元。"
    broken = "活动期间共有42名职工参\n加，发放资料300份，募集\n善款15800.50元。"
    assert agreeing(text, broken) == (3, 3)


def test_what_stands_behind_a_label_is_no_part_of_the_next_place() -> None:
    one = "科室：工会\n2023年5月3日"
    other = "科室：水政大队\n2023年5月3日"
    assert agreeing(one, other) == (4, 3)


def test_a_long_ledger_is_told_by_its_beginning() -> None:
    rows = "\n".join(f"{n}\t张三\t{n * 7}" for n in range(2000))
    assert len(statements(rows)) == 256


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("2022年工作总结", "2023年工作总结", True),
        ("3月份考勤表", "4月份考勤表", True),
        ("一季度检查通报", "二季度检查通报", True),
        ("工作简报\n第1期", "工作简报\n第 2 期", True),
        ("工作简报\n第十二期", "工作简报\n第十二期", False),
        ("2022年工作总结", "工作总结（2022年）", False),
        ("关于表彰的通知\n2022年3月5日", "关于表彰的通知\n2023年6月8日", False),
        ("工作总结", "2023年工作总结", False),
    ],
)
def test_titles_tell_papers_of_a_series_apart(one: str, other: str, differ: bool) -> None:
    ours, theirs = turns(narrow(one)), turns(narrow(other))
    assert any(ours[unit] != theirs[unit] for unit in ours.keys() & theirs.keys()) is differ
