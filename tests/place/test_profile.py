"""What an indicator asks for, told from its title, standard, section and the lexicon."""

from __future__ import annotations

import pytest

from builders import CATALOGUE
from wenming_archive.catalogue import load
from wenming_archive.catalogue.model import Catalogue
from wenming_archive.place import lexicon, profile


def titled(*titles: str) -> Catalogue:
    """Return a bare catalogue of leaves with ``titles``."""
    return load.parse(
        "title: t\nindicators:\n"
        + "".join(f"  - {{code: '{n}', title: {title}}}\n" for n, title in enumerate(titles))
    )


def weight(made: profile.Profiles, phrase: str, leaf: int) -> float:
    return dict(made.weights.get(phrase, ())).get(leaf, 0.0)


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("窗口服务与政务公开", ["窗口服务与政务公开", "窗口服务", "政务公开"]),
        ("贯彻落实民主集中制", ["贯彻落实民主集中制", "民主集中制"]),
        ("志愿服务活动", ["志愿服务活动", "志愿服务"]),
        ("荣誉", ["荣誉"]),
    ],
)
def test_a_title_falls_into_the_phrases_it_is_made_of(title: str, parts: list[str]) -> None:
    assert profile.title_parts(title) == parts


def test_grams_are_pairs_and_triples_of_hanzi_only() -> None:
    assert profile.grams("讲堂, 一二3四") == {"讲堂": 1, "一二": 1}
    assert profile.grams("一二三") == {"一二": 1, "二三": 1, "一二三": 1}
    assert profile.grams("一二三", {"二三"}) == {"二三": 1}


def test_a_bare_title_knows_the_words_of_its_papers() -> None:
    made = profile.build(titled("组织领导", "我们的节日", "文明餐桌"))
    assert weight(made, "清明祭扫", 1) > 0 and weight(made, "光盘行动", 2) > 0
    assert weight(made, "清明祭扫", 0) == weight(made, "光盘行动", 1) == 0


def test_papers_no_indicator_names_go_with_their_kin() -> None:
    """No leaf is about summaries: they belong to the one about organisation."""
    made = profile.build(titled("组织领导", "我们的节日", "文明餐桌"))
    assert weight(made, "创建工作总结", 0) > 0
    assert weight(made, "创建工作总结", 1) == 0


def test_what_every_leaf_says_tells_none_apart() -> None:
    text = "title: t\nindicators:\n" + "".join(
        f"  - {{code: '{n}', title: 项目{n}, standard: 志愿服务}}\n" for n in range(5)
    )
    made = profile.build(load.parse(text))
    assert all(value < 0.1 for _, value in made.weights["志愿服务"])


def test_the_catalogues_own_keywords_count_and_exclusions_count_against() -> None:
    text = CATALOGUE.replace("title: 环境卫生,", "title: 环境卫生, keywords: [门前三包], exclude: [河道],")
    made = profile.build(load.parse(text))
    assert weight(made, "门前三包", 2) > 0 > weight(made, "河道", 2)


def test_another_name_of_a_concept_in_a_title_brings_its_papers_but_tells_nothing_in_them() -> None:
    """窗口 in a title means 政务服务; in a paper it means little."""
    concept = next(one for one in lexicon.concepts() if one.name == "政务服务与一窗受理")
    assert "综窗" in concept.names and "一窗通办" in concept.names
    made = profile.build(titled("一站式服务", "我们的节日"))
    assert weight(made, "政务服务中心", 0) > 0 == weight(made, "政务服务中心", 1)
    assert weight(made, "帮办代办", 0) > 0
    assert not [w for w in concept.names if weight(made, w, 0) > weight(made, "一站式服务", 0)]


def test_a_wide_word_means_its_concept_only_as_a_whole_part_of_a_title() -> None:
    alone = profile.build(titled("计划与总结", "我们的节日"))
    inside = profile.build(titled("计划生育", "我们的节日"))
    assert weight(alone, "工作要点", 0) > 0 == weight(inside, "工作要点", 0)


@pytest.mark.parametrize("title", ["加强审批工作", "审批", "审批、我们的"])
def test_what_stands_around_a_wide_word_does_not_hide_it(title: str) -> None:
    assert weight(profile.build(titled(title, "文明餐桌")), "政务服务中心", 0) > 0


def test_a_leaf_takes_part_in_concepts_from_nought_to_one() -> None:
    made = profile.build(load.parse(CATALOGUE))
    assert len(made.evoked) == 4
    assert all(0 < amount <= 1 for found in made.evoked for amount in found.values())
    assert made.evoked[1]["志愿服务"] == 1


def test_the_title_counts_most_in_a_leafs_own_text() -> None:
    found = profile.leaf_text(load.parse(CATALOGUE).leaves[1])
    assert found["志愿"] == 5  # thrice as the title, twice in the standard
    assert (found["雷锋"], found["思想"]) == (1, 1)
