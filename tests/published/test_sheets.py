from __future__ import annotations

from pathlib import Path

from publications import excel
from wenming_archive.published.read import read

_ROWS = [
    ("测评项目", "测评标准", "分值"),
    (("组织领导", 2, 1), "成立领导小组，定期研究工作", "5"),
    (None, "制定年度计划，责任分解到人", "5"),
    ("思想道德", "开展理想信念教育，有学习记录", "5"),
]


def test_hidden_rows_are_read_unless_somebody_says_no(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(excel({"表": _ROWS}, hidden_rows=[2]))
    draft = read(path)
    assert len(draft.leaves) == 3
    assert [question.id for question in draft.questions if question.id == "hidden"] == ["hidden"]
    seen = read(path, {"hidden": "否"})
    assert [leaf.standard for leaf in seen.leaves] == [
        "制定年度计划，责任分解到人",
        "开展理想信念教育，有学习记录",
    ]
    assert seen.nodes[0].title == "组织领导"  # its first row is hidden, it is not
    assert [(one.where, one.reason) for one in seen.unread] == [("表第2行", "这一行是隐藏的")]


def test_a_sheet_alone_needs_no_question(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(excel({"填表说明": [("一、本表由单位自评。",)], "考核表": _ROWS}))
    draft = read(path)
    assert draft.questions == ()
    assert [node.title for node in draft.nodes] == ["组织领导", "思想道德"]  # its name is no group
    assert "一、本表由单位自评。" in draft.notes
