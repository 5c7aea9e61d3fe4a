"""Phrases are found longest first, and those within longer ones when asked."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.place.phrases import Finder

FINDER = Finder(["志愿", "志愿服务", "服务队", "学雷锋", "队", "志愿"])
LETTERS = "志愿服务队x😀𦶇涇\ud83d"
PHRASES = st.lists(st.text(LETTERS, min_size=1, max_size=6), max_size=12)
TEXTS = st.lists(st.text(LETTERS + "\n", max_size=30), max_size=5)


def found(finder: Finder, texts: list[str]) -> list[tuple[int, str]]:
    """Return text and phrase of every hit, in the order found."""
    hits = finder.find(texts)
    pairs = zip(hits.text.tolist(), hits.word.tolist(), strict=True)
    return [(text, finder.phrases[n]) for text, n in pairs]


def longest_first(phrases: list[str], text: str) -> list[str]:
    """Return the phrases from left to right, at each place the longest, none inside another."""
    at, here = 0, []
    while at < len(text):
        longest = max((p for p in phrases if len(p) > 1 and text.startswith(p, at)), key=len, default="")
        here += [longest] if longest else []
        at += len(longest) or 1
    return here


def test_the_longest_phrase_wins_and_none_is_counted_twice() -> None:
    once = [phrase for _, phrase in found(FINDER, ["学雷锋志愿服务队的志愿者"])]
    assert once == ["学雷锋", "志愿服务", "志愿"]


def test_within_finds_those_inside_longer_ones_too() -> None:
    assert FINDER.within("志愿服务队") == {"志愿", "志愿服务", "服务队"}


def test_single_characters_are_no_phrases_and_none_stands_twice() -> None:
    assert FINDER.phrases == ("志愿", "志愿服务", "服务队", "学雷锋")
    assert found(FINDER, ["队"]) == []


@pytest.mark.parametrize("texts", [[], [""], ["志"], ["志", "愿"]])
def test_where_there_is_nothing_nothing_is_found(texts: list[str]) -> None:
    assert found(FINDER, texts) == found(Finder([]), ["志愿", *texts]) == []


@given(PHRASES, TEXTS)
def test_find_is_the_plain_search_longest_first_in_every_text(phrases: list[str], texts: list[str]) -> None:
    expected = [(n, phrase) for n, text in enumerate(texts) for phrase in longest_first(phrases, text)]
    assert found(Finder(phrases), texts) == expected


@given(PHRASES, st.text(LETTERS + "\n", max_size=30))
def test_within_is_every_phrase_that_stands_there(phrases: list[str], text: str) -> None:
    assert Finder(phrases).within(text) == {p for p in phrases if len(p) > 1 and p in text}


@given(st.lists(st.text("志愿服务队学雷锋x", max_size=20), min_size=1, max_size=5))
def test_texts_found_together_are_found_as_one_by_one(texts: list[str]) -> None:
    alone = Counter((n, phrase) for n, text in enumerate(texts) for _, phrase in found(FINDER, [text]))
    assert Counter(found(FINDER, texts)) == alone
