"""Texts about the same things lie near each other, also when they share few words."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.place import speech, topics
from wenming_archive.place.ngrams import unit


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    """Learn the lexicon before any test is timed."""
    topics.of([""])


def alike(one: str, other: str) -> float:
    """Return how near the directions of two texts are, however long each is."""
    first, second = unit(topics.of([one, other]))
    return float(first @ second)


@given(st.lists(st.text("志愿服务卫生检查清明祭扫ax😀\n", max_size=20), max_size=5))
def test_a_vector_is_as_long_as_its_text_has_known_grams(texts: list[str]) -> None:
    made = topics.of(texts)
    assert made.shape == (len(texts), topics.DIMENSIONS)
    known = speech.heard().ngrams
    for text, vector in zip(texts, made, strict=True):
        grams = len(set(known.find([text]).word.tolist()))
        assert np.linalg.norm(vector) == pytest.approx((grams / (grams + 8)) ** 0.5, abs=1e-4)


def test_the_less_text_the_shorter_its_vector_and_never_longer_than_one() -> None:
    text = "清明节前,干部职工到烈士陵园敬献花篮,祭扫英烈,默哀三分钟,重温入党誓词"
    lengths = np.linalg.norm(topics.of([text[:2], text[:8], text, text * 9, text + "端午包粽子"]), axis=1)
    assert 0 < lengths[0] < 0.5 < lengths[1] < 0.8 < lengths[2] < lengths[4] < 1
    assert lengths[3] < lengths[4], "saying it again is no more text"


@pytest.mark.parametrize("text", ["", "x", "\n", "qwerty"])
def test_what_speaks_of_nothing_known_is_about_nothing(text: str) -> None:
    assert not topics.of([text]).any()


@pytest.mark.parametrize(
    ("one", "near", "far"),
    [
        ("清明祭扫英烈", "端午包粽子", "消防灭火演练"),
        ("食堂光盘行动", "节约粮食从我做起", "无偿献血荣誉证书"),
        ("红马甲走进社区", "学雷锋志愿服务", "食堂后厨消毒记录"),
    ],
)
def test_near_is_what_is_about_the_same(one: str, near: str, far: str) -> None:
    assert alike(one, near) > 0.3 + alike(one, far)


def test_a_text_is_wholly_like_itself() -> None:
    assert alike("清明祭扫英烈", "清明祭扫英烈") == pytest.approx(1, abs=1e-4)


def test_a_vector_does_not_hang_on_the_texts_beside_it() -> None:
    texts = ["清明祭扫", "", "光盘行动", "志愿服务队"]
    assert np.array_equal(topics.of(texts), np.concatenate([topics.of([text]) for text in texts]))
