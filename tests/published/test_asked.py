"""Wishes made into needs."""

from __future__ import annotations

from wenming_archive.published import asked, wishes


def needs(sentence: str) -> list[str]:
    return [need.label for need in asked.needs(wishes.read(sentence), sentence)]


def test_alone_a_choice_and_a_set() -> None:
    assert needs("方案,照片或视频") == ["方案计划", "照片或视频"]
    assert needs("每次活动有方案、有照片") == ["一套（方案、照片）"]
    assert needs("方案、通知均可") == ["方案或通知"]


def test_the_same_twice_is_no_choice_and_no_set() -> None:
    assert needs("会议记录或纪要") == ["会议纪要"]
    assert needs("每次活动有照片、有图片") == ["照片"]


def test_each_of_a_choice_may_have_its_own_count() -> None:
    (need,) = asked.needs(wishes.read("照片3张或视频1个"), "照片3张或视频1个")
    assert [part.min for part in need.any_of] == [3, 1]
    assert (need.min, need.per) == (1, None)
