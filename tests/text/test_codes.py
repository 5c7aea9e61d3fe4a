"""Indicator codes: one order, one comparable form, and their traces in names."""

from __future__ import annotations

import datetime as dt
import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.text import codes


@pytest.mark.parametrize(
    ("code", "numbers"),
    [
        ("Ⅰ-1", (1, 1)),
        ("Ⅱ—4", (2, 4)),
        ("II-1-1)", (2, 1, 1)),
        ("Ⅱ-1-(3)", (2, 1, 3)),
        ("Ⅱ－１－（３）", (2, 1, 3)),
        ("1.2", (1, 2)),
        ("1．2", (1, 2)),
        ("1.10", (1, 10)),
        ("123)", (123,)),
        ("一(1)", (1, 1)),
        ("（二）", (2,)),
        ("二、", (2,)),
        ("十二", (12,)),
        ("第十章", (10,)),
        ("第一部分", (1,)),
        ("一百二十一、", (121,)),
        ("A3", (65, 3)),
        ("卷宗A-1", (65, 1)),
        ("XIV", (14,)),
        ("Ⅻ-3", (12, 3)),
        ("ⅳ", (4,)),
        ("①", (1,)),
        ("㈠", (1,)),
        ("⒈", (1,)),
        ("⓪", (0,)),
        ("❿", (10,)),
        ("㉑", (21,)),
        ("㊀", (1,)),
        ("志愿服务", ()),
        ("CCTV", ()),
        ("Ⅿ", ()),  # a thousand: no catalogue goes so far, and no name may stop the scan
        ("½", ()),
        ("", ()),
    ],
)
def test_the_numbers_of_a_code(code: str, numbers: tuple[int, ...]) -> None:
    assert codes.numbers(code) == numbers


@pytest.mark.parametrize(
    ("text", "rest"), [("Ⅰ-1 学习", "学习"), ("一、总则", "总则"), ("一心为民", "一心为民"), ("学习", "学习")]
)
def test_the_text_after_a_code(text: str, rest: str) -> None:
    assert codes.path(text)[1] == rest


@pytest.mark.parametrize(
    "ordered",
    [
        ["第9次", "第10次", "第100次"],
        ["Ⅰ", "Ⅳ", "Ⅴ", "Ⅸ", "Ⅹ", "Ⅻ"],
        ["I-1", "I-2", "I-10", "II-1", "IX-1", "X-1"],
        ["1.1", "1.2", "1.10", "2"],
        ["一、", "二、", "九、", "十、", "十一、"],
        ["1", "1-1", "1-1-1", "1-2"],
        ["附件1", "附件2", "附件10"],
        ["2", "A1", "A2", "B1", "志愿"],
    ],
)
def test_the_natural_order(ordered: list[str]) -> None:
    shuffled = random.Random(7).sample(ordered, len(ordered))
    assert sorted(shuffled, key=codes.natural) == ordered


@given(st.lists(st.text("01 9Ⅰⅻ①十一AX志.-、)附𝟏٣²½", max_size=6), max_size=8))
def test_any_texts_have_an_order(texts: list[str]) -> None:
    keys = sorted(codes.natural(text) for text in texts)
    assert sorted(keys) == keys


@pytest.mark.parametrize("text", ["1" * 5000, "附件" + "1" * 5000, "Ⅰ-" + "1" * 5000])
def test_a_number_without_end_stops_nothing(text: str) -> None:
    assert codes.natural(text) == codes.natural(text)
    assert codes.numbers(text) == codes.numbers(text)


@pytest.mark.parametrize(
    ("code", "canonical"),
    [
        ("Ⅱ—4", "Ⅱ-4"),
        ("Ⅱ——4", "Ⅱ-4"),
        ("Ⅱ - 4", "Ⅱ-4"),
        ("Ⅱ–4", "Ⅱ-4"),
        ("Ⅱ－１－（３）", "Ⅱ-1-(3)"),
        (" 1.10 ", "1.10"),
        ("一（1）", "一(1)"),
    ],
)
def test_the_canonical_form(code: str, canonical: str) -> None:
    assert codes.canonical(code) == canonical


@given(st.text("ⅡI1一 -—–－（）()\u3000①", max_size=10))
def test_the_canonical_form_is_its_own_and_means_the_same(code: str) -> None:
    once = codes.canonical(code)
    assert codes.canonical(once) == once
    assert not set(once) & set(" \u3000—–－（）")


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("Ⅱ-1-(3)志愿服务.docx", [(2, 1, 3), (2, 1), (2,)]),
        ("II-1 志愿服务", [(2, 1), (2,)]),
        ("Ⅱ——1志愿服务", [(2, 1), (2,)]),
        ("l-1 学习", [(1, 1), (1,)]),
        ("|-1 学习", [(1, 1), (1,)]),
        ("ll-1 学习", [(2, 1), (2,)]),
        ("(l-1)学习", [(1, 1), (1,)]),
        ("【Ⅰ-2】学习", [(1, 2), (1,)]),
        ("２－１ 通知", [(2, 1), (2,)]),
        ("一、二季度", [(1,)]),
        ("（一）通知", [(1,)]),
        ("A3 志愿", [(65, 3), (65,)]),
        ("1、通知", [(1,)]),
        ("1 2", [(1,)]),
        ("999-1", [(999, 1), (999,)]),
        ("3.5", [(3, 5)]),
        ("３．５", [(3, 5)]),
        ("03.05", [(3, 5)]),
        ("12.31", [(12, 31)]),
        ("10月13日", []),
        ("3月5", []),
        ("13.5", [(13, 5), (13,)]),
        ("3.32", [(3, 32), (3,)]),
        ("3.0", [(3, 0), (3,)]),
        ("3.5.1", [(3, 5, 1), (3, 5), (3,)]),
        ("3.5动员会", [(3, 5)]),
        ("3-5", [(3, 5), (3,)]),
        ("2023-3-6会议", []),
        ("20230506会议", []),
        ("1000-1", []),
        ("Ⅿ-1", []),
        ("二十大精神", []),
        ("CCTV报道", []),
        ("党建", []),
        ("学习1-1", []),
        ("", []),
    ],
)
def test_the_codes_that_may_open_a_name(name: str, numbers: list[tuple[int, ...]]) -> None:
    assert [found for found, _ in codes.candidates(name)] == numbers


def test_a_candidate_is_shown_as_the_name_writes_it() -> None:
    assert codes.candidates("l-1 学习") == [((1, 1), "I-1"), ((1,), "I")]
    assert codes.candidates("２－１通知") == [((2, 1), "2-1"), ((2,), "2")]


@given(st.dates())
def test_a_day_is_no_code_of_one_number(day: dt.date) -> None:
    for name in (f"{day.month}.{day.day}", f"{day.month:02}.{day.day:02}", f"{day.month}月{day.day}日"):
        assert all(found == (day.month, day.day) for found, _ in codes.candidates(name))


@given(st.text("Ⅰl|I1٣²9①一-—.() 志A", max_size=12))
def test_each_candidate_opens_the_next(name: str) -> None:
    found = codes.candidates(name)
    for (longer, long), (shorter, short) in pairwise(found):
        assert (longer[:-1], long[: len(short)]) == (shorter, short)
