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


@pytest.mark.parametrize(
    ("status", "label"),
    [(Status.review, "待确认"), (Status.unplaced, "未归类"), (Status.unreadable, "无法读取")],
)
def test_what_stood_nowhere_and_still_does_says_so(
    capsys: pytest.CaptureFixture[str], status: Status, label: str
) -> None:
    deciding.show(made_item("甲.docx", status=status), None)
    assert capsys.readouterr().out == f"甲.docx 本来就没有归入任何指标（{label}）；没有改动\n"


@pytest.mark.parametrize(
    ("item", "also"),
    [
        (made_item("副本.docx", "Ⅱ-1"), "，只归档一份"),
        (made_item("副本.docx", status=Status.ignored), ""),
        (made_item("副本.docx"), ""),
    ],
    ids=["filed", "ignored", "taken away"],
)
def test_a_copy_is_filed_once_if_at_all(capsys: pytest.CaptureFixture[str], item: Item, also: str) -> None:
    told = said(capsys, replace(item, same_as="甲.docx"))
    assert told[1] == f"  与 甲.docx 内容完全相同{also}"


def test_what_follows_is_told_but_not_of_the_item_itself(capsys: pytest.CaptureFixture[str]) -> None:
    moved = tuple((made_item(f"{n}.docx", "Ⅱ-1"), made_item(f"{n}.docx", "Ⅰ-2")) for n in "甲乙丙")
    item = replace(made_item("甲.docx", "Ⅰ-2"), same_as="乙.docx")
    deciding.show(item, replace(outcome(), changed=moved))
    assert capsys.readouterr().out.splitlines()[-2:] == ["判断随之改变（1）：", "  丙.docx：Ⅱ-1 → Ⅰ-2"]


def test_a_strange_name_stays_on_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, made_item("甲\n乙.docx"))[0] == "甲␊乙.docx：未归类"


def test_a_copy_that_could_not_be_made_is_an_error_after_the_decision_is_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    item = replace(made_item("甲.docx", "Ⅱ-1"), filed_as=(), failed="磁盘已满")
    with pytest.raises(CopyError, match="磁盘已满"):
        deciding.show(item, outcome())
    assert "甲.docx：已归档 Ⅱ-1" in capsys.readouterr().out
