"""Sentences and phrases: cut where a list is cut, whole where a name is whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.published import phrases


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("方案和总结", ["方案", "总结"]),
        ("和谐社区创建方案", ["和谐社区创建方案"]),
        ("及时更新", ["及时更新"]),
        ("签到表 花名册", ["签到表", "花名册"]),
        ("照片（视频）", ["照片", "视频", ""]),
        ("贯彻《甲、乙和丙方案》", ["贯彻《甲、乙和丙方案》"]),
        ("2份以上和照片", ["2份以上", "照片"]),
    ],
)
def test_a_sentence_is_cut_where_one_thing_ends(text: str, parts: list[str]) -> None:
    (sentence,) = [narrow for narrow, _ in phrases.sentences(text)]
    assert [part.text for part in phrases.cut(sentence)] == parts


def test_sentences_lose_their_numbers_and_keep_their_writing() -> None:
    found = [written for _, written in phrases.sentences("1.方案；（２）总结，一份。①照片②视频\n3、台账")]
    assert found == ["方案", "总结，一份", "照片", "视频", "台账"]


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("四个意识学习记录", None),
        ("不少于3次的会议记录", 3),
        ("提供三张以上能反映全过程的照片", 3),
        ("照片3张", 3),
    ],
)
def test_a_count_is_of_the_papers_or_of_something_else(text: str, low: int | None) -> None:
    (part,) = phrases.cut(text)
    assert (part.count.low if part.count else None) == low


@given(st.text("有方案和、，。（）：1.①《》甲张3 \n", max_size=20))
def test_no_sign_but_separators_is_lost(text: str) -> None:
    kept = "".join(part.text for narrow, _ in phrases.sentences(text) for part in phrases.cut(narrow))
    for sign in "方案甲":
        assert kept.count(sign) == text.count(sign)
