"""How much two indicators are alike in what they say."""

from __future__ import annotations

import pytest

from wenming_archive.catalogue import load
from wenming_archive.editions.likeness import Likeness, Profile, grams, profiles

CATALOGUE = load.parse("""
title: 试
indicators:
  - code: 一
    title: 组织
    children:
      - {code: "1", title: 志愿服务, standard: 成立志愿服务队，开展活动。, evidence: [{kind: 照片, note: 服务现场}]}
      - {code: "2", title: 环境卫生, standard: 定期打扫，开展活动。}
      - {code: "3", title: 志愿服务}
""")


@pytest.fixture
def found() -> list[Profile]:
    return profiles(CATALOGUE)


def test_words_are_pairs_within_runs_of_hanzi() -> None:
    assert set(grams("志愿，服务ABC12")) == {"志愿", "服务", "abc", "12"}
    assert set(grams("院")) == {"院"} and not grams("，。")
    assert grams("志願服務") == grams("志愿服务")


def test_an_indicator_is_like_itself_and_another_is_not(found: list[Profile]) -> None:
    like = Likeness(found)
    one, other, bare = found
    assert like.said(one, one) == pytest.approx(1)
    assert like.said(one, other) < 0.25 < like.said(one, bare)


def test_what_is_missing_on_one_side_says_nothing_against(found: list[Profile]) -> None:
    like = Likeness(found)
    assert like.said(found[0], found[2]) == pytest.approx(1)


def test_words_that_all_have_weigh_less(found: list[Profile]) -> None:
    like = Likeness(found)
    assert like.size(grams("开展")) < like.size(grams("打扫"))


def test_a_part_stands_in_its_whole(found: list[Profile]) -> None:
    like = Likeness(found)
    assert like.within(grams("志愿服务"), found[0].words) == 1
    assert like.within(grams("环境卫生"), found[0].words) == 0 == like.within(grams(""), found[0].words)
