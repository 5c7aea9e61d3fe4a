"""Words are found by number just as they would be by eye."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.place import ngrams
from wenming_archive.place.ngrams import Hits, Ngrams

#: 𦶇 ends in the same 16 bits as 涇; half a pair is what a damaged file name holds.
LETTERS = "志愿服务ax涇\ud83d\0"
TEXTS = st.lists(st.text(LETTERS + "😀𦶇\n", max_size=20), max_size=6)
WORDS = st.lists(st.text(LETTERS, min_size=2, max_size=4), unique=True, max_size=12)


def pairs(found: Hits) -> Counter[tuple[int, int]]:
    return Counter(zip(found.text.tolist(), found.word.tolist(), strict=True))


def grams(texts: list[str], of: str) -> Counter[str]:
    """Return the pairs and triples of the characters ``of`` in ``texts``, place by place."""
    found = [t[n : n + size] for t in texts for size in (2, 3) for n in range(len(t) - size + 1)]
    return Counter(gram for gram in found if set(gram) <= set(of))


@given(WORDS, TEXTS)
def test_every_word_is_found_at_every_place_it_stands_and_nowhere_else(
    words: list[str], texts: list[str]
) -> None:
    there = Counter(
        (t, w)
        for t, text in enumerate(texts)
        for w, word in enumerate(words)
        for at in range(len(text))
        if text.startswith(word, at)
    )
    assert pairs(Ngrams(words).find(texts)) == there


def test_a_word_does_not_reach_from_one_text_into_the_next() -> None:
    assert pairs(Ngrams(["志愿"]).find(["志", "愿", "", "志愿"])) == {(3, 0): 1}


@pytest.mark.parametrize("texts", [[], [""], ["", ""], ["志"], ["\n"]])
def test_where_there_is_nothing_nothing_is_found(texts: list[str]) -> None:
    for words in ([], ["志愿"], ["志愿", "志愿者", "志愿服务"]):
        assert pairs(Ngrams(words).find(texts)) == {}


@given(TEXTS)
def test_hits_are_counted_once_a_pair_and_in_order(texts: list[str]) -> None:
    found = Ngrams(["志愿", "愿服", "志愿服务"]).find(texts)
    counted = [[*map(int, row)] for row in zip(*found.counted(3), strict=True)]
    assert {(text, word): count for text, word, count in counted} == pairs(found)
    assert counted == sorted(counted)


@given(st.lists(st.text("志愿服a𦶇\n", max_size=12), max_size=5), st.integers(1, 3))
def test_heard_are_pairs_and_triples_of_hanzi_often_enough(texts: list[str], least: int) -> None:
    heard = Ngrams.heard(texts, least)
    often = {gram for gram, count in grams(texts, "志愿服").items() if count >= least}
    assert set(heard.words) == often and heard.size == len(often)


@given(st.text("志愿服务雷锋a1", min_size=1, max_size=4))
def test_a_word_comes_back_from_its_number(word: str) -> None:
    assert ngrams.word(ngrams.number(word)) == word


@given(st.lists(st.text(max_size=5), max_size=6))
def test_each_character_knows_its_text(texts: list[str]) -> None:
    joined = "\n".join(texts)
    of = ngrams.text_of(texts).tolist()
    assert len(of) == len(joined) == len(ngrams.characters(joined))
    told = [[c for c, n in zip(joined, of, strict=True) if n == text] for text in range(len(texts))]
    # The line feed after a text but the last is its own.
    assert ["".join(c) for c in told] == [t + "\n" for t in texts[:-1]] + texts[-1:]


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(-8, 8), st.integers(-8, 8)), max_size=12))
def test_rows_are_summed_text_by_text(given_rows: list[tuple[int, int, int]]) -> None:
    ordered = sorted(given_rows)
    text = np.array([row[0] for row in ordered], np.int64)
    amount = np.array([row[1] for row in ordered], np.float32)
    rows = np.array([[row[2], 1] for row in ordered], np.float32).reshape(-1, 2)
    expected = [
        [sum(a * x for t, a, x in ordered if t == n), sum(a for t, a, _ in ordered if t == n)]
        for n in range(5)
    ]
    assert ngrams.summed(5, text, amount, rows).tolist() == expected


def test_rows_are_made_as_long_as_one_and_nought_stays_nought() -> None:
    made = ngrams.unit(np.array([[3, 4], [0, 0], [-127, 0]], np.int8))
    assert made == pytest.approx(np.array([[0.6, 0.8], [0, 0], [-1, 0]]))
