from __future__ import annotations

from dataclasses import replace

from wenming_archive.published.draft import OTHER_TABLE, Draft, Node, Question, Unread
from wenming_archive.published.preview import preview


def _leaf(code: str, score: float | None = 5, **more: object) -> Node:
    return Node(code, f"指标{code}", "有计划，有总结", score, **more)  # type: ignore[arg-type]


_GROUPS = (
    Node("1", "组织", score=10, children=(_leaf("1.1"), _leaf("1.2"))),
    Node("2", "思想", score=5, children=(_leaf("2.1"),)),
)
_WHOLE = Draft("体系", nodes=_GROUPS, total=15)


def test_a_draft_that_agrees_with_itself_is_sure() -> None:
    shown = preview(_WHOLE)
    assert (shown.levels, shown.leaves, shown.stated, shown.added) == ((2, 3), 3, 15, 15)
    assert shown.adds_up
    assert (shown.confidence, shown.doubts) == (0.98, ())


def test_bonus_may_stand_beside_the_total() -> None:
    bonus = Node("3", "加分", children=(_leaf("3.1", 3, bonus=True),))
    assert preview(replace(_WHOLE, nodes=(*_GROUPS, bonus))).adds_up
    assert preview(replace(_WHOLE, nodes=(*_GROUPS, bonus), total=18)).adds_up


def test_points_that_do_not_add_up_are_told() -> None:
    wrong = replace(_GROUPS[0], score=12)
    shown = preview(replace(_WHOLE, nodes=(wrong, _GROUPS[1]), total=20))
    assert [group.code for group in shown.groups if group.differs] == ["1"]
    assert shown.adds_up is False
    assert shown.confidence < 0.75
    assert "各项分值合计 15 分，原文写的总分是 20 分" in shown.doubts


def test_what_was_not_read_lowers_the_confidence() -> None:
    row = Unread("表1第9行", "不知是什么", "看不懂")
    fewer = preview(replace(_WHOLE, unread=(row,)))
    assert fewer.confidence < 0.85
    other = preview(replace(_WHOLE, unread=(replace(row, reason=OTHER_TABLE),) * 9))
    assert fewer.confidence < other.confidence < 0.98  # another table's rows say little of this one
    asked = preview(replace(_WHOLE, questions=(Question("rows", "？", ("是", "否"), "是"),)))
    assert asked.confidence < 0.98


def test_bare_leaves_double_codes_and_disorder_are_told() -> None:
    nodes = (_leaf("3"), _leaf("2"), _leaf("2·2"), Node("4", "空的"))
    told = "".join(preview(Draft("体系", nodes=nodes)).doubts)
    for part in ("1 项没有标准", "1 个编号和别的重复", "编号不是从小到大", "1 项没有分值", "没有总分"):
        assert part in told
