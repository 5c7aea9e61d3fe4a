"""Each feature speaks for the leaf it should, and stays silent else."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from builders import CATALOGUE
from wenming_archive.catalogue import load
from wenming_archive.place import features
from wenming_archive.place.clues import Clues
from wenming_archive.place.features import Scorer

SCORER = Scorer(load.parse(CATALOGUE))
EMPTY = Clues("", (), "", "", "", "", "other", "", None, "docx")


def value(name: str, leaf: int, clues: Clues) -> float:
    return float(SCORER.features([clues]).rows[0, leaf, features.NAMES.index(name)])


def none(name: str, clues: Clues) -> float:
    return float(SCORER.features([clues]).none[0, features.NONE_NAMES.index(name)])


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
        ("speaks_short", replace(EMPTY, title="红马甲走上街头做好事")),
        ("speaks_long", replace(EMPTY, body="红马甲走上街头做好事")),
        ("speaks_near", replace(EMPTY, folders=("工会", "志愿者"))),
        ("share", replace(EMPTY, title="志愿服务")),
        ("best", replace(EMPTY, title="志愿服务")),
        ("grams_best", replace(EMPTY, top="志愿服务")),
        ("code_name", replace(EMPTY, name="ⅰ-2 某某")),
        ("code_folder", replace(EMPTY, folders=("ⅰ-2",))),
        ("need", replace(EMPTY, kind="summary")),
        ("unit", replace(EMPTY, folders=("工会",))),
    ],
)
def test_a_feature_speaks_for_its_leaf_and_not_for_another(name: str, clues: Clues) -> None:
    assert value(name, 1, clues) > 0
    assert value(name, 1, clues) > value(name, 0, clues)


def test_an_item_without_words_says_nothing() -> None:
    named = (*features.FIELDS, "share", "best", "code_name", "code_folder", "need", "unit")
    for name in (*named, *(n for n in features.NAMES if n.startswith(("grams_", "speaks_")))):
        if name != "need":
            assert [value(name, leaf, EMPTY) for leaf in range(4)] == [0] * 4, name


def test_the_title_speaks_where_there_is_one_else_the_name() -> None:
    named = replace(EMPTY, name="志愿服务总结")
    titled = replace(EMPTY, name="img_1", title="志愿服务总结")
    both = replace(named, title="道德讲堂")
    assert value("speaks_short", 1, named) == value("speaks_short", 1, titled) > 0
    assert value("speaks_short", 0, both) > value("speaks_short", 1, both)


def test_a_share_is_of_all_that_speaks_and_the_best_has_all_of_the_best() -> None:
    clues = replace(EMPTY, title="道德讲堂暨志愿服务总结", top="志愿者")
    shares = [value("share", leaf, clues) for leaf in range(4)]
    assert sum(shares) == pytest.approx(1, abs=1e-5)
    assert max(value("best", leaf, clues) for leaf in range(4)) == 1


def test_the_same_phrase_again_and_again_says_little_more() -> None:
    once, often = (value("body", 1, replace(EMPTY, body="志愿服务," * n)) for n in (1, 50))
    assert once < often < 2 * once
    assert often == value("body", 1, replace(EMPTY, body="志愿服务," * 4))


def test_a_kind_the_leaf_does_not_ask_for_counts_against_it() -> None:
    photo = replace(EMPTY, kind="photo")
    assert [value("need", leaf, photo) for leaf in range(4)] == [1, -1, 0, 0]


def test_a_title_that_names_a_form_calls_for_it() -> None:
    tree = load.parse("title: t\nindicators: [{code: '1', title: 工作总结}, {code: '2', title: 志愿服务}]")
    rows = Scorer(tree).features([replace(EMPTY, kind="summary")]).rows
    assert rows[0, :, features.NAMES.index("form")].tolist() == [1, 0]


def test_private_papers_speak_for_none() -> None:
    assert none("noise", replace(EMPTY, title="红烧排骨菜谱")) > 0
    assert none("noise", replace(EMPTY, title="志愿服务总结")) == 0


def test_what_speaks_like_noise_speaks_for_none() -> None:
    private = replace(EMPTY, title="糖醋里脊的做法", body="锅中放少许油,小火把冰糖炒至枣红色")
    work = replace(EMPTY, title="志愿服务总结", body="学雷锋志愿服务队到社区打扫卫生")
    for name in ("speaks_noise_short", "speaks_noise_long"):
        assert none(name, private) > none(name, work)
        assert none(name, EMPTY) == 0


def test_silence_speaks_for_none_of_a_text_otherwise_than_of_a_picture() -> None:
    photo = replace(EMPTY, format="jpg")
    assert (none("silent_text", EMPTY), none("silent_picture", EMPTY)) == (1, 0)
    assert (none("silent_text", photo), none("silent_picture", photo)) == (0, 1)
    assert none("silent_text", replace(EMPTY, title="志愿服务总结")) < 0.5


def test_a_folders_words_do_not_break_the_silence() -> None:
    """They are its clerk's, not the item's own."""
    assert none("silent_text", replace(EMPTY, folders=("志愿服务",))) == 1


def test_items_are_looked_at_each_by_itself() -> None:
    items = [replace(EMPTY, title="志愿服务总结"), EMPTY, replace(EMPTY, name="ⅰ-1 方案", folders=("工会",))]
    together = SCORER.features(items)
    for n, clues in enumerate(items):
        alone = SCORER.features([clues])
        assert np.array_equal(alone.rows[0], together.rows[n])
        assert np.array_equal(alone.none[0], together.none[n])
        assert np.array_equal(alone.topics[0], together.topics[n])


def test_found_phrases_say_in_which_text_they_stand() -> None:
    found = SCORER.features([EMPTY, replace(EMPTY, name="道德讲堂", body="道德讲堂")]).found
    places = [divmod(text, len(features.FIELDS)) for text in found.text.tolist()]
    assert places == [(1, features.FIELDS.index("name")), (1, features.FIELDS.index("body"))]
    assert {SCORER.finder.phrases[n] for n in found.word.tolist()} == {"道德讲堂"}


def test_a_catalogue_of_one_leaf_is_weighed_too() -> None:
    tree = load.parse("title: t\nindicators: [{code: '1', title: 志愿服务}]")
    rows = Scorer(tree).features([replace(EMPTY, title="志愿服务总结"), EMPTY]).rows
    assert rows.shape == (2, 1, len(features.NAMES)) and np.isfinite(rows).all()
