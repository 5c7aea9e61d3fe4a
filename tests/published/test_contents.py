"""What the cells of a column look like."""

from __future__ import annotations

import pytest

from wenming_archive.published import contents
from wenming_archive.published.words import Role


@pytest.mark.parametrize(
    ("texts", "role"),
    [
        (["10", "5", "8"], Role.score),
        (["1", "2", "3"], Role.number),
        (["材料审核", "实地考察"], Role.methods),
        (["市教育局", "团市委、市妇联"], Role.units),
        (["环境", "秩序"], Role.level),
        (["主次干道路面平整，无积水，无破损，标线清晰"] * 2, Role.standard),
        ([], Role.blank),
    ],
)
def test_a_column_is_guessed_by_what_it_holds(texts: list[str], role: Role) -> None:
    assert contents.guess(texts) is role


def test_what_costs_points_is_no_demand() -> None:
    assert contents.are_demands(["主次干道路面平整，无积水，无破损，标线清晰"])
    assert not contents.are_demands(["每发现一处不达标的扣0.5分，扣完本项为止"])


def test_a_number_with_words_is_no_number() -> None:
    assert contents.is_number("5分")
    assert not contents.is_number("守法经营\n满分50分")
