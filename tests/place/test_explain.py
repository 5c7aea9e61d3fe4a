"""Reasons name the words that are really there, and where."""

from __future__ import annotations

from builders import CATALOGUE
from wenming_archive.catalogue import load
from wenming_archive.place import explain
from wenming_archive.place.clues import Clues
from wenming_archive.place.engine import Engine

ENGINE = Engine(load.parse(CATALOGUE))
CLUES = Clues(
    "6月活动", ("党办",), "第六期道德讲堂方案", "", "讲述身边好人故事", "", "plan", "", None, "docx"
)
LOOK = ENGINE.look([CLUES])[0]


def test_reasons_quote_words_of_the_item_and_their_place() -> None:
    texts = [reason.text for reason in explain.reasons(ENGINE, LOOK, 0)]
    assert "题名有“道德讲堂”" in texts
    assert "出自该指标的牵头或配合单位" in texts


def test_weights_are_shares_strongest_first() -> None:
    weights = [reason.weight for reason in explain.reasons(ENGINE, LOOK, 0)]
    assert weights == sorted(weights, reverse=True)
    assert 0 < sum(weights) <= 1.01


def test_a_leaf_that_nothing_speaks_for_has_no_reasons_from_words() -> None:
    assert not any("“" in reason.text for reason in explain.reasons(ENGINE, LOOK, 3))


def test_words_come_strongest_first() -> None:
    assert explain.words(ENGINE, ["道德讲堂", "志愿服务", "没有的"], 0) == ["道德讲堂"]
