"""What a caption tells of the six elements."""

from __future__ import annotations

import pytest

from wenming_archive.report.elements import Element, told

T, P, H, B, C = Element.time, Element.place, Element.people, Element.background, Element.cause


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023-03-05 机关职工在阳光社区开展学雷锋志愿服务", {T, P, H, B, C}),
        ("5月12日 道德讲堂", {C}),
        ("20230512 三楼会议室 全体干部听党课", {T, P, H, C}),
        ("为庆祝建党102周年举办歌咏比赛", {B, C}),
        ("IMG_1234", set()),
        ("现场", set()),
        ("会场布置", set()),
        ("学生家长在操场合影", {P, H}),
        ("节约用电", set()),
        ("我们的节日·端午节", {B}),
        ("文明办主任到敬老院慰问老人", {P, H, C}),
    ],
)
def test_what_a_caption_tells(text: str, expected: set[Element]) -> None:
    assert told(text) == expected


def test_a_month_is_no_day() -> None:
    assert T not in told("2023年5月学雷锋") and T in told("2023年5月4日学雷锋")
