from __future__ import annotations

import pytest

from wenming_archive.published import titles


@pytest.mark.parametrize(
    ("text", "title", "rest"),
    [
        ("领导重视", "领导重视", ""),
        ("领导责任（10分）。院长是第一责任人，成立领导小组", "领导责任（10分）", "院长是第一责任人，成立领导小组"),
        ("推进学习型党组织建设。完善理论学习制度，坚持集中学习。", "推进学习型党组织建设", "完善理论学习制度，坚持集中学习。"),
        ("志愿服务：队伍健全，活动经常，记录完整，效果明显，群众满意", "志愿服务", "队伍健全，活动经常，记录完整，效果明显，群众满意"),
    ],
)  # fmt: skip
def test_a_title_at_the_head_of_a_cell(text: str, title: str, rest: str) -> None:
    assert titles.parted(text) == (title, rest)


def test_a_long_sentence_gets_a_title_and_stays_whole() -> None:
    text = "成立由主要负责同志任组长的创建工作领导小组，人员变动后及时调整；有正式文件和分工"
    title, rest = titles.parted(text)
    assert rest == text
    assert title.startswith("成立由主要负责同志")
    assert len(title) <= titles.LONGEST


def test_titles_set_apart_for_looks_are_closed() -> None:
    assert titles.close("领 导 班 子") == "领导班子"
    assert titles.close("学习 强国") == "学习 强国"


@pytest.mark.parametrize(
    "text",
    ["领导责任（10分）{}", "领导责任10分。{}", "领导责任，10分。{}", "领导责任/10分/{}", "【领导责任】{}", "领导责任——{}", "领导责任 {}"],
)  # fmt: skip
def test_a_title_before_its_sentence(text: str) -> None:
    sentence = "院长是创建工作第一责任人，分管副院长具体负责"
    title, rest = titles.parted(text.format(sentence))
    assert title.startswith("领导责任")
    assert rest == sentence
