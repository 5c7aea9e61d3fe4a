"""Texts are as alike as the cosine of their weighed grams says."""

from __future__ import annotations

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.place.grams import Grams
from wenming_archive.place.profile import grams

LEAVES = ["道德讲堂", "志愿服务队", "环境卫生检查"]
GRAMS = Grams([grams(text) for text in LEAVES])
LETTERS = "志愿服务队道德ax"


def cosine(leaves: list[Counter[str]], text: Counter[str], leaf: int) -> float:
    """Return what the scores should be, gram by gram."""

    def weighed(found: Counter[str]) -> dict[str, float]:
        spread = {gram: sum(gram in other for other in leaves) for gram in found}
        return {
            gram: (1 + math.log(count)) * (math.log((len(leaves) + 1) / (spread[gram] + 1)) + 0.1)
            for gram, count in found.items()
            if spread[gram]
        }

    one, other = weighed(text), weighed(leaves[leaf])
    dot = sum(amount * other.get(gram, 0) for gram, amount in one.items())
    lengths = [math.sqrt(sum(x * x for x in some.values())) for some in (one, other)]
    return dot / (lengths[0] * lengths[1]) if all(lengths) else 0.0


def test_a_text_is_most_like_the_leaf_that_says_the_same() -> None:
    scores = GRAMS.scores(LEAVES)
    assert np.diag(scores) == pytest.approx(np.ones(3), abs=1e-5)
    assert (scores - np.diag(np.diag(scores)) == 0).all()


def test_grams_that_no_leaf_has_do_not_count() -> None:
    plain, longer = GRAMS.scores(["道德讲堂", "道德讲堂,红烧排骨"])
    assert longer == pytest.approx(plain)


@pytest.mark.parametrize("text", ["", "红烧排骨", "x", "志", "\n", "😀"])
def test_what_shares_no_gram_is_not_alike(text: str) -> None:
    assert not GRAMS.scores([text]).any()


def test_leaves_without_words_are_like_nothing() -> None:
    assert Grams([Counter(), Counter()]).scores(["志愿", ""]).tolist() == [[0, 0], [0, 0]]


@given(
    st.lists(st.text(LETTERS, max_size=10), min_size=1, max_size=4),
    st.lists(st.text(LETTERS, max_size=10), max_size=4),
)
def test_scores_are_the_cosine_and_from_nought_to_one(leaves: list[str], texts: list[str]) -> None:
    counted = [grams(leaf) for leaf in leaves]
    scores = Grams(counted).scores(texts)
    assert scores.shape == (len(texts), len(leaves))
    for n, text in enumerate(texts):
        for leaf in range(len(leaves)):
            assert -1e-5 <= scores[n, leaf] <= 1 + 1e-5
            assert scores[n, leaf] == pytest.approx(cosine(counted, grams(text), leaf), abs=1e-4)
