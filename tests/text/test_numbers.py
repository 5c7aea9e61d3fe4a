"""发文字号: the document's own, never one that it cites."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.text import numbers

ORGANS = st.sampled_from(["海文明办", "海实中", "京政办发", "中发", "×文", "ABC公司", "党委"])
BRACKETS = st.sampled_from(["〔〕", "[]", "［］", "（）", "()", "【】", "﹝﹞", "{}", "‘’", "<>"])


@given(ORGANS, BRACKETS, st.integers(1990, 2029), st.integers(1, 9999), st.sampled_from(["", "第"]))
def test_a_number_is_canonical_whatever_its_brackets(
    organ: str, brackets: str, year: int, serial: int, ordinal: str
) -> None:
    line = f"{organ}{brackets[0]}{year}{brackets[1]}{ordinal}{serial:02d}号"
    assert numbers.own(["", line]) == (f"{organ}〔{year}〕{serial}号", 1)


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("海文明办〔2023〕5号", "海文明办〔2023〕5号"),
        ("海文明办 〔 2023 〕 第 005 号", "海文明办〔2023〕5号"),
        ("海文明办〔２０２３〕５号", "海文明办〔2023〕5号"),
        ("海 文 明 办〔2023〕5号", "海文明办〔2023〕5号"),
        ("海文明办〔2023〕5號", "海文明办〔2023〕5号"),
        ("（海文明办〔2023〕5号）", "海文明办〔2023〕5号"),
        ("海文明办〔2023〕5号        签发人：张三", "海文明办〔2023〕5号"),
        ("海政发2023年5号", "海政发〔2023〕5号"),
        ("×文〔20××〕×号", "×文〔20××〕×号"),
        ("XX办〔20XX〕XX号", "XX办〔20XX〕XX号"),
        ("〔2023〕6号", "〔2023〕6号"),
        ("简报〔2023〕3期", "简报〔2023〕3期"),
        ("机密 海文明办〔2023〕5号", "海文明办〔2023〕5号"),
        # citations
        ("根据海文明办〔2023〕5号文件精神", None),
        ("关于转发海文明办〔2023〕5号的通知", None),
        ("《关于创建工作的通知》（海文明办〔2023〕5号）", None),
        ("中发〔2021〕12号，海文明办〔2023〕5号", None),
        ("按照市里统一部署，认真落实海文明办〔2023〕5号", None),
        # no numbers
        ("海文明办〔2023〕号", None),
        ("海文明办〔2023〕1-5号", None),
        ("海文明办〔123〕5号", None),
        ("2023年5月6号", None),
        ("海文明办2023", None),
        ("", None),
    ],
)
def test_the_number_on_a_line(line: str, number: str | None) -> None:
    assert numbers.own([line]) == (number and (number, 0))


def test_only_the_top_of_a_document_holds_its_number() -> None:
    assert numbers.own(["文"] * 11 + ["海文明办〔2023〕5号"]) == ("海文明办〔2023〕5号", 11)
    assert numbers.own(["文"] * 12 + ["海文明办〔2023〕5号"]) is None


def test_the_first_number_is_the_own_one() -> None:
    assert numbers.own(["海文明办〔2023〕5号", "海实中〔2023〕6号"]) == ("海文明办〔2023〕5号", 0)


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("第3期", "第3期"),
        ("第 3 期", "第3期"),
        ("第３期", "第3期"),
        ("（第3期）", "第3期"),
        ("2023年第3期", "第3期"),
        ("〔2023〕第3期", "第3期"),
        ("第十二期（总第45期）", "第十二期"),
        ("（第3期）（总第45期）", "第3期"),
        ("第12次", "第12次"),
        ("第三次会议纪要", "第三次"),
        ("关于第3期", None),
        ("根据第3期简报", None),
        ("我们组织全体干部职工参加了第3期培训班", None),
        ("第3章", None),
        ("", None),
    ],
)
def test_the_issue_on_a_line(line: str, number: str | None) -> None:
    assert numbers.issue([line]) == (number and (number, 0))


def test_an_issue_says_which_line_it_stands_on() -> None:
    assert numbers.issue(["文明创建简报", "第3期"]) == ("第3期", 1)
    assert numbers.issue(["文"] * 8 + ["第3期"]) is None


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("海文明办〔2023〕5号 关于开展活动的通知.docx", "海文明办〔2023〕5号"),
        ("1.海文明办[2023]05号.pdf", "海文明办〔2023〕5号"),
        ("关于转发海文明办〔2023〕5号.docx", None),
        ("关于印发方案的通知 海文明办〔2023〕5号.docx", None),
        ("会议纪要.docx", None),
    ],
)
def test_a_number_that_opens_a_file_name(name: str, number: str | None) -> None:
    assert numbers.in_name(name) == number


def test_cited_numbers_in_order() -> None:
    text = "根据《意见》（中发〔2021〕12号）、国发[2020]04号，按照海文明办（2023）第5号要求"
    assert numbers.cited(text) == ["中发〔2021〕12号", "国发〔2020〕4号", "海文明办〔2023〕5号"]


@given(st.lists(st.text("海办第期号次〔〕[](2023×x十、关于根据签发人: ", max_size=20), max_size=14))
def test_what_is_found_stands_on_the_line_it_names(lines: list[str]) -> None:
    for found in (numbers.own(lines), numbers.issue(lines)):
        assert found is None or all(part in lines[found[1]] for part in re.findall("[0-9]+", found[0]))
