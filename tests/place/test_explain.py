"""Reasons name the words that are really there, and where."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import CATALOGUE
from wenming_archive.catalogue import load
from wenming_archive.model import Reason
from wenming_archive.place import engine, explain, features
from wenming_archive.place.clues import Clues
from wenming_archive.place.context import Trait
from wenming_archive.place.engine import Engine, Judged
from wenming_archive.place.explain import Part

ENGINE = Engine(load.parse(CATALOGUE))
CLUES = Clues(
    "6月活动", ("党办",), "第六期道德讲堂方案", "", "讲述身边好人故事", "", "plan", "", None, "docx"
)
OTHER = replace(CLUES, title="志愿服务总结", folders=("工会", "志愿者"), top="", body="学雷锋志愿服务")
((_, FOUND, SIGHT),) = ENGINE.see([OTHER, CLUES])
HERE = Trait(("/根", "党办"), "6月活动", "2023-06-01", picture=False)


def own(leaf: int, at: int = 1) -> tuple[Part, ...]:
    return explain.own(ENGINE, FOUND, at, leaf)


def judged(decided: dict[int, list[int]]) -> Judged:
    return ENGINE.judge(SIGHT, [HERE, HERE], decided)


def test_reasons_quote_words_of_the_item_and_their_place() -> None:
    assert [part.text for part in own(0) if part.name == "title"] == ["题名有“道德讲堂”"]
    texts = [reason.text for reason in explain.reasons(own(0))]
    assert "题名的用语像这类材料，如“道德讲堂”" in texts
    assert "出自该指标的牵头或配合单位" in texts


def test_each_item_is_explained_by_its_own_words() -> None:
    """Both were seen together; what the first says is not told of the second."""
    first, second = ("".join(part.text for part in own(1, at)) for at in (0, 1))
    assert "志愿服务" in first and "志愿" not in second


def test_words_stand_where_they_are_said_to_stand() -> None:
    texts = dict(zip(features.FIELDS, features.fields(OTHER), strict=True))
    parts = {part.name: part.text for part in own(1, 0)}
    for name, place in explain._PLACES.items():
        for word in parts.get(name, "").removeprefix(f"{place}有").strip("“”").split("”“"):
            assert word in texts[name]
    assert parts["near"].startswith("所在文件夹有“志愿者”") and parts["title"].startswith("题名有“志愿服务")


def test_the_parts_are_what_the_features_add() -> None:
    amounts = {part.name: part.amount for part in own(0)}
    row, scale = FOUND.rows[1, 0], ENGINE.model.together[0]
    for name, weight, value in zip(features.NAMES, ENGINE.model.alone, row, strict=True):
        if name in amounts:
            assert amounts[name] == pytest.approx(float(weight * value * scale), rel=1e-5)
        else:
            assert value * weight == 0 or name in ("share", "best", "grams_best")


def test_neighbours_and_decisions_are_named_with_what_they_add() -> None:
    ((*parts,),) = explain.among(judged({0: [2]}), [(1, 2)])
    texts = {part.name: part.text for part in parts if part.amount > 0}
    assert texts["around_text"] == "同一文件夹里有该指标的材料"
    assert texts["same_day"] == "同一文件夹里日期相近的材料属该指标"
    assert texts["taught_folder"] == "同一文件夹里已经定下的材料归在该指标"
    assert "taught_folder" not in {part.name for part in explain.among(judged({}), [(1, 2)])[0]}


def test_each_that_is_asked_about_is_answered_in_its_place() -> None:
    told = judged({0: [2]})
    wanted = [(1, 2), (0, 1), (1, 1), (1, 2)]
    assert explain.among(told, wanted) == [explain.among(told, [one])[0] for one in wanted]
    assert explain.among(told, []) == []


def test_of_many_items_each_is_answered_by_its_own() -> None:
    """More than are asked about at once; only the last has a neighbour."""
    count = explain._AT_ONCE + 3
    many = ENGINE.remembered([SIGHT.row(0)] * count)
    traits = [Trait((f"/{n}",), "", None, picture=False) for n in range(count - 1)]
    told = ENGINE.judge(many, [*traits, traits[-1]], {})
    last, first = explain.among(told, [(count - 1, 1), (0, 1)])
    assert {part.name for part in last} == {"around_text", "below"} and first == ()


def test_all_parts_together_are_the_score() -> None:
    """What is said to have decided is what decided, up to how finely a sight tells."""
    for decided in ({}, {0: [2]}):
        told = judged(decided)
        columns = told.columns(slice(1, 2))
        for leaf in range(4):
            score = sum(w * float(c[0, leaf]) for w, c in zip(told.model.together, columns, strict=True))
            (heard,) = explain.among(told, [(1, leaf)])
            credited = sum(part.amount for part in (*own(leaf), *heard))
            left = (FOUND.rows[1, leaf] * ENGINE.model.alone)[_silent()].sum() * ENGINE.model.together[0]
            faint = sum(x for x in _heard(told, 1, leaf) if abs(x) <= 0.2)
            assert credited + left + faint == pytest.approx(score, abs=0.02)
            assert len(heard) == sum(abs(x) > 0.2 for x in _heard(told, 1, leaf))


def _heard(told: Judged, item: int, leaf: int) -> list[float]:
    """Return all that neighbours and decisions add, the faint too."""
    columns = told.columns(slice(item, item + 1))[1:]
    return [float(w * c[0, leaf]) for w, c in zip(told.model.together[1:], columns, strict=True)]


def _silent() -> list[int]:
    return [features.NAMES.index(name) for name in ("share", "best", "grams_best")]


def test_every_feature_can_be_said() -> None:
    said = {*explain._PLACES, *explain._SPEAKS, *explain._OTHERS}
    assert said >= {*features.NAMES, *engine.TOGETHER[1:]} - {"share", "best", "grams_best"}


def test_with_nothing_but_a_name_its_words_are_said_to_be_of_the_name() -> None:
    bare = Clues("志愿服务队", ("工会",), "", "", "", "", "photo", "", None, "jpg")
    ((_, found, _),) = ENGINE.see([bare])
    texts = {part.name: part.text for part in explain.own(ENGINE, found, 0, 1)}
    assert texts["speaks_short"].startswith("文件名的用语像这类材料，如“") and "志愿" in texts["speaks_short"]
    assert not any("题名" in text or "内容" in text for text in texts.values() if "用语像" in text)


def test_a_leaf_that_nothing_speaks_for_has_no_reasons_from_words() -> None:
    assert not any("“" in reason.text for reason in explain.reasons(own(3)))


def test_shares_are_of_all_that_spoke_for_it_the_strongest_first() -> None:
    parts = [Part("a", 1.0, "甲"), Part("b", 3.0, "乙"), Part("c", -2.0, "丙"), Part("d", 4.0, "")]
    assert explain.reasons(parts) == (Reason("乙", 0.375), Reason("甲", 0.125))
    assert explain.reasons(parts, most=1) == (Reason("乙", 0.375),)


def test_what_is_said_the_same_way_is_said_once() -> None:
    parts = [Part("around_text", 1.0, "同"), Part("below", 2.0, "异"), Part("around_picture", 1.0, "同")]
    assert explain.reasons(parts) == (Reason("同", 0.5), Reason("异", 0.5))


def test_nothing_is_no_reason() -> None:
    assert explain.reasons([]) == explain.reasons([Part("a", -1.0, "甲"), Part("b", 0.0, "乙")]) == ()


@given(
    st.lists(st.builds(Part, st.just("x"), st.floats(-5, 5), st.sampled_from("甲乙丙丁戊己") | st.just("")))
)
def test_shares_sum_to_no_more_than_all(parts: list[Part]) -> None:
    found = explain.reasons(parts)
    weights = [reason.weight for reason in found]
    assert len(found) <= 4 and weights == sorted(weights, reverse=True)
    assert all(0 < weight <= 1 for weight in weights) and sum(weights) <= 1.002
    assert len({reason.text for reason in found}) == len(found)


def test_words_come_strongest_first_and_only_those_that_speak() -> None:
    number = ENGINE.scorer.finder.number
    phrases = [number[word] for word in ("志愿服务", "道德讲堂", "身边好人", "道德讲堂")]
    assert explain.words(ENGINE, phrases, 0)[0] == "道德讲堂"
    assert explain.words(ENGINE, phrases, 1) == ["志愿服务"]
    assert explain.words(ENGINE, [], 0) == []


def test_passages_are_words_of_the_item_each_once() -> None:
    ((_, found, _),) = ENGINE.see([OTHER])
    told = explain.passages(ENGINE, found, 1)
    assert "志愿服务" in told[:2] and len(told) == len(set(told))
    assert all(word in " ".join(features.fields(OTHER)) for word in told)
