"""What is said after a decision."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samples import made_item
from wenming_archive.console import deciding
from wenming_archive.errors import CopyError
from wenming_archive.filing.plan import Plan, Step
from wenming_archive.model import Item, Status
from wenming_archive.pipeline.outcome import Outcome, Summary


def outcome(*steps: Step) -> Outcome:
    return Outcome(Summary({}, (), ()), (), Plan(steps, {}))


def said(capsys: pytest.CaptureFixture[str], item: Item, *steps: Step) -> list[str]:
    deciding.show(item, outcome(*steps))
    return capsys.readouterr().out.splitlines()


def test_an_item_that_was_filed_shows_where(capsys: pytest.CaptureFixture[str]) -> None:
    copied = Step("copy", "Ⅱ-1/甲.docx", "a" * 64, "/资料/甲.docx")
    assert said(capsys, made_item("甲.docx", "Ⅱ-1", "Ⅰ-2"), copied) == [
        "甲.docx：已归档 Ⅱ-1、Ⅰ-2",
        "  副本 材料/Ⅱ-1/甲.docx",
        "  副本 材料/Ⅰ-2/甲.docx",
        "  已复制 1 份",
    ]


def test_an_item_that_was_taken_away_shows_no_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, made_item("甲.docx", status=Status.ignored)) == [
        "甲.docx：不归档",
        "  材料/ 没有变化",
    ]


def test_a_strange_name_stays_on_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, made_item("甲\n乙.docx"))[0] == "甲␊乙.docx：未归类"


def test_a_copy_that_could_not_be_made_is_an_error_after_the_decision_is_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    item = replace(made_item("甲.docx", "Ⅱ-1"), filed_as=(), failed="磁盘已满")
    with pytest.raises(CopyError, match="磁盘已满"):
        deciding.show(item, outcome())
    assert "甲.docx：已归档 Ⅱ-1" in capsys.readouterr().out
