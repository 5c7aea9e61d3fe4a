"""Probabilities: of whole items, by themselves and among their neighbours."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import CATALOGUE
from wenming_archive.catalogue import load
from wenming_archive.place.clues import Clues
from wenming_archive.place.engine import Engine, probabilities

ENGINE = Engine(load.parse(CATALOGUE))
EMPTY = Clues("", (), "", "", "", "", "other", "", None, "docx")
LECTURE = replace(EMPTY, title="第六期道德讲堂活动方案", top="活动流程：唱歌曲、学模范、讲故事", kind="plan")
RECIPE = replace(EMPTY, name="排骨", title="红烧排骨的做法", top="材料：肋排一斤半、冰糖、老抽、料酒")


def best(clues: Clues) -> int:
    sure = ENGINE.look([clues])[0].sure
    return max(range(len(sure)), key=lambda leaf: sure[leaf])


def test_probabilities_leave_room_for_none() -> None:
    for look in ENGINE.look([EMPTY, LECTURE, RECIPE]):
        assert all(0 <= x <= 1 for x in look.sure) and sum(look.sure) < 1


@pytest.mark.parametrize(
    ("clues", "leaf"),
    [
        (LECTURE, 0),
        (replace(EMPTY, title="2023年学雷锋志愿服务总结", kind="summary"), 1),
        (replace(EMPTY, name="卫生检查记录", heads="日期\t检查内容\t整改", kind="ledger"), 2),
    ],
)
def test_plain_cases_go_where_anyone_would_put_them(clues: Clues, leaf: int) -> None:
    assert best(clues) == leaf
    assert ENGINE.look([clues])[0].sure[leaf] > 0.6


def test_a_recipe_belongs_nowhere() -> None:
    assert sum(ENGINE.look([RECIPE])[0].sure) < 0.3


def test_a_photo_without_words_goes_with_its_event() -> None:
    photo = replace(EMPTY, name="dsc_0219", folders=("工会", "8月25日"), kind="photo", format="jpg")
    paper = replace(LECTURE, folders=photo.folders)
    alone, together = ENGINE.look([photo])[0], ENGINE.look([photo, paper])[0]
    assert together.sure[0] > 2 * alone.sure[0]


def test_equal_scores_are_equal_probabilities() -> None:
    assert probabilities([[0.0], [0.0], [0.0]], [0.0], {"a": 1.0}, {"b": 1.0}) == pytest.approx([0.25] * 3)


def test_huge_scores_do_not_overflow() -> None:
    assert probabilities([[1e4], [0.0]], [0.0], {"a": 1.0}, {"b": 1.0})[0] == pytest.approx(1.0)


def test_a_second_look_reads_nothing_again(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = Engine(load.parse(CATALOGUE))
    first = engine.look([LECTURE, RECIPE])
    monkeypatch.setattr(engine.scorer, "features", None)
    assert engine.look([LECTURE, RECIPE]) == first
    assert engine.look([RECIPE])[0].found == first[1].found
