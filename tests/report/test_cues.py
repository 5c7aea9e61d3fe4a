"""What speaks for an indicator."""

from __future__ import annotations

from wenming_archive.report.cues import Cues, cues, pairs

TOLD = cues("学雷锋志愿服务", {"志愿": 0.5, "志愿服务": 1.0, "雷": 9.0}, ["组建志愿队伍，记录时长"])


def test_a_word_inside_a_longer_one_is_not_counted_and_each_once() -> None:
    assert TOLD.found("志愿服务和志愿服务") == {"志愿服务": 1.0}
    assert TOLD.found("志愿和志愿服务") == {"志愿": 0.5, "志愿服务": 1.0}
    assert TOLD.found("打雷了") == {}


def test_the_pairs_of_the_title_weigh_more_than_those_of_the_standard() -> None:
    assert TOLD.weight("记录时长") < TOLD.weight("雷锋精神")
    assert TOLD.weight("下雨了") == 0


def test_pairs_that_every_text_has_tell_nothing() -> None:
    assert pairs("开展工作") == {"展工"} and pairs("3月a") == frozenset()


def test_words_can_be_added() -> None:
    more = TOLD.with_words({"时长统计": 0.5})
    assert more.found("时长统计") == {"时长统计": 0.5} and TOLD.found("时长统计") == {}
    assert more.weight("志愿服务") == TOLD.weight("志愿服务")
    assert Cues({}).weight("志愿服务") == 0
