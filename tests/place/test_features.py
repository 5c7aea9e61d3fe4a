"""Each feature speaks for the leaf it should, and stays silent else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import CATALOGUE
from wenming_archive.catalogue import load
from wenming_archive.place import context, features, weights
from wenming_archive.place.clues import Clues
from wenming_archive.place.features import Scorer
from wenming_archive.text.normal import narrow

SCORER = Scorer(load.parse(CATALOGUE))
EMPTY = Clues("", (), "", "", "", "", "other", "", None, "docx")


def value(name: str, leaf: int, clues: Clues) -> float:
    return SCORER.features(clues).rows[leaf][features.NAMES.index(name)]


@pytest.mark.parametrize(
    ("name", "clues"),
    [
        ("name", replace(EMPTY, name="志愿服务")),
        ("title", replace(EMPTY, title="学雷锋志愿服务活动总结")),
        ("heads", replace(EMPTY, heads="姓名\t志愿服务时长")),
        ("top", replace(EMPTY, top="志愿者走上街头")),
        ("body", replace(EMPTY, body="志愿者走上街头")),
        ("near", replace(EMPTY, folders=("工会", "志愿服务"))),
        ("far", replace(EMPTY, folders=("志愿服务", "2023年"))),
        ("grams_short", replace(EMPTY, title="志愿服务")),
        ("grams_long", replace(EMPTY, top="经常开展志愿服务活动")),
        ("code_name", replace(EMPTY, name="ⅰ-2 某某")),
        ("code_folder", replace(EMPTY, folders=("ⅰ-2",))),
        ("need", replace(EMPTY, kind="summary")),
        ("unit", replace(EMPTY, folders=("工会",))),
    ],
)
def test_a_feature_speaks_for_its_leaf_and_not_for_another(name: str, clues: Clues) -> None:
    assert value(name, 1, clues) > 0
    assert value(name, 1, clues) > value(name, 0, clues)


@pytest.mark.parametrize(
    ("name", "sure"),
    [
        ("ⅰ-2 总结", 1.0),
        ("ⅰ—2总结", 1.0),
        ("i-2 总结", 0.6),
        ("1-2总结", 0.6),
        ("l-2总结", 0.6),
        ("总结ⅰ-2", 0.0),
        ("2023-1-2 总结", 0.0),
        ("ⅰ-9 总结", 0.0),
    ],
)
def test_codes_in_names_are_read_through_the_usual_confusions(name: str, sure: float) -> None:
    assert value("code_name", 1, replace(EMPTY, name=name)) == pytest.approx(sure)


@pytest.mark.parametrize(
    ("code", "name", "sure"),
    [
        ("第一卷-3", "第一卷-3 动员会", 1.0),
        ("第一卷-3", "第一卷-31 动员会", 0.0),
        ("a3", "a3动员会", 1.0),
        ("12", "12、动员会", 0.15),
        ("12", "123、动员会", 0.0),
        ("一(1)", "一（1）动员会", 1.0),
    ],
)
def test_codes_of_other_styles_are_known_too(code: str, name: str, sure: float) -> None:
    tree = load.parse(f"title: t\nindicators: [{{code: '{code}', title: 甲}}, {{code: '99', title: 乙}}]")
    row = Scorer(tree).features(replace(EMPTY, name=narrow(name))).rows[0]
    assert row[features.NAMES.index("code_name")] == pytest.approx(sure)


def test_an_item_without_words_says_nothing() -> None:
    rows = SCORER.features(EMPTY).rows
    silent = [features.NAMES.index(n) for n in (*features.FIELDS, "share", "best", "grams_long", "code_name")]
    assert all(row[n] == 0 for row in rows for n in silent)


def test_private_papers_speak_for_none() -> None:
    noise = features.NONE_NAMES.index("noise")
    assert SCORER.features(replace(EMPTY, title="红烧排骨菜谱")).none[noise] > 0
    assert SCORER.features(replace(EMPTY, title="志愿服务总结")).none[noise] == 0


def test_an_indicator_is_called_only_by_a_name_of_its_own() -> None:
    assert SCORER.called(replace(EMPTY, title="道德讲堂暨志愿服务总结")) == {"Ⅰ-1", "Ⅰ-2"}
    assert SCORER.called(replace(EMPTY, title="讲堂总结")) == set()


def test_the_weights_are_of_these_features_in_this_order() -> None:
    assert tuple(weights.ALONE) == features.NAMES
    assert tuple(weights.TOGETHER) == features.NAMES + context.NAMES
    assert tuple(weights.ALONE_NONE) == tuple(weights.TOGETHER_NONE) == features.NONE_NAMES
