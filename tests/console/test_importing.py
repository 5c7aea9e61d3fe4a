from __future__ import annotations

import pytest

from asking import answers
from wenming_archive.console import importing, screen
from wenming_archive.published.draft import Draft, Node, Question, Unread

_QUESTIONS = (
    Question("standard", "哪一列是测评标准", ("内容", "要求"), "内容"),
    Question("rows", "每一行单独成项吗", ("是", "否"), "是"),
)


def _draft(leaves: int = 2) -> Draft:
    nodes = tuple(Node(f"1.{n}", f"第{n}项" + "很长的名称" * 20, "有计划", 5.0) for n in range(leaves))
    return Draft(
        "文明单位测评体系",
        nodes=(Node("1", "组织领导", score=12, children=nodes),),
        total=10,
        unread=tuple(Unread(f"表1第{n}行", "读不懂的话" * 30, "怪") for n in range(20)),
        questions=_QUESTIONS,
    )


def test_a_draft_is_shown_within_eighty_columns(capsys: pytest.CaptureFixture[str]) -> None:
    importing.show(_draft())
    out = capsys.readouterr().out.splitlines()
    assert max(map(screen.columns, out)) <= 80
    text = "\n".join(out)
    assert "2项　12分，但各项合计10分 ！" in text
    assert "各项分值合计 10 分，原文总分 10 分，相符" in text
    assert "没有读懂的 20 行" in text
    assert "另有 8 行" in text
    assert "把握" in text


def test_of_many_leaves_only_groups_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    importing.show(_draft(200))
    out = capsys.readouterr().out
    assert "200项" in out
    assert "1.7" not in out


def test_questions_are_answered_by_number_or_left(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers(monkeypatch, ["2", ""])
    assert importing.can_ask()
    assert importing.ask(_QUESTIONS) == {"standard": "要求", "rows": "是"}
    assert "[1] 内容（默认）" in capsys.readouterr().out
    answers(monkeypatch, ["9"])  # no such option, then the window is closed
    assert importing.ask(_QUESTIONS) == {"standard": "内容", "rows": "是"}


def test_what_was_taken_is_told_as_answers_are_written(capsys: pytest.CaptureFixture[str]) -> None:
    importing.taken(_QUESTIONS, {"rows": "否"})
    told = capsys.readouterr().err.splitlines()
    assert told[1].startswith("standard: 内容　# ")
    assert told[2].startswith("rows: 否　# ")
    importing.taken((), {})
    assert not capsys.readouterr().err
