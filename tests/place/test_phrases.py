"""Phrases are found longest first, and those within longer ones when asked."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.place.phrases import Finder

FINDER = Finder(["志愿", "志愿服务", "服务队", "学雷锋", "队"])


def test_the_longest_phrase_wins_and_none_is_counted_twice() -> None:
    assert FINDER.find("学雷锋志愿服务队的志愿者") == Counter({"学雷锋": 1, "志愿服务": 1, "志愿": 1})


def test_within_finds_those_inside_longer_ones_too() -> None:
    assert FINDER.within("志愿服务队") == {"志愿", "志愿服务", "服务队"}


def test_single_characters_are_no_phrases() -> None:
    assert FINDER.find("队") == Counter()


@given(st.text(alphabet="志愿服务队学雷锋x", max_size=60))
def test_what_is_found_stands_there_and_what_stands_there_is_found(text: str) -> None:
    found = FINDER.find(text)
    assert set(found) <= FINDER.within(text)
    assert all(phrase in text for phrase in found)
    assert bool(found) == any(p in text for p in ("志愿", "服务队", "学雷锋"))
    assert sum(len(p) * n for p, n in found.items()) <= len(text)
