"""What an indicator asks for, told from its title, standard, section and the lexicon."""

from __future__ import annotations

import pytest

from builders import CATALOGUE
from wenming_archive.catalogue import load
from wenming_archive.place import profile

BARE = load.parse(
    "title: t\nindicators:\n"
    "  - {code: '1', title: 组织领导}\n  - {code: '2', title: 我们的节日}\n  - {code: '3', title: 文明餐桌}\n"
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
    made = profile.build(BARE)
    assert weight(made, "清明祭扫", 1) > 0 and weight(made, "光盘行动", 2) > 0
    assert weight(made, "清明祭扫", 0) == weight(made, "光盘行动", 1) == 0


def test_papers_no_indicator_names_go_with_their_kin() -> None:
    """No leaf is about summaries: they belong to the one about organisation."""
    made = profile.build(BARE)
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
