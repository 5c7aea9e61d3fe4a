from __future__ import annotations

import pytest

from wenming_archive.published import values
from wenming_archive.published.words import Role


@pytest.mark.parametrize(
    ("text", "points"),
    [("5", 5), ("5分", 5), (" 2.5 ", 2.5), ("（10分）", 10), ("15%", 15), ("满分20分", 20), ("＋3", 3), ("-2", -2), ("每项2分，共10分", 10), ("五分", None), ("", None), ("2023年", None)],
)  # fmt: skip
def test_points_of_a_cell(text: str, points: float | None) -> None:
    assert values.number(text) == points


def test_methods_with_the_numbers_of_their_sentences() -> None:
    cell = "1)材料审核；2)3)材料审核、问卷调查\n4)实地考察"
    assert values.methods(cell) == ("材料审核", "问卷调查", "实地考察")
    assert values.methods_of(cell, 1) == ("材料审核",)
    assert values.methods_of(cell, 3) == ("材料审核", "问卷调查")
    assert values.methods_of("材料审核 问卷调查", 2) == ("材料审核", "问卷调查")


def test_brackets_and_labels_say_something_else() -> None:
    assert values.told("有计划【材料审核、实地考察】（责任单位：市教育局、团市委）") == [
        (Role.units, "市教育局、团市委"),
        (Role.methods, "材料审核、实地考察"),
    ]
    assert values.told("按期召开（时间：每年三月）") == []
    assert values.without_told("道德讲堂【材料审核】") == "道德讲堂"
    assert values.without_told("道德讲堂【市级】") == "道德讲堂【市级】"


def test_points_that_are_taken_or_extra() -> None:
    assert values.taken("发生安全事故的，每起扣5分") == 5
    assert values.taken("发生安全事故的") is None
    assert values.is_bonus("+2")
    assert not values.is_bonus("2")
