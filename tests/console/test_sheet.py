"""What is said when a workbook goes out and comes back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from samples import made_item
from wenming_archive.console import sheet
from wenming_archive.errors import CopyError
from wenming_archive.filing.plan import Plan, Step
from wenming_archive.model import Status
from wenming_archive.pipeline.outcome import Outcome, Summary
from wenming_archive.pipeline.sheet import Sent, Settled

TARGET = "Ⅰ 思想道德建设/Ⅰ-1 道德讲堂/Ⅰ-1-01 方案.docx"


def outcome(**failed: str) -> Outcome:
    plan = Plan((Step("copy", TARGET, "甲.docx", "a" * 64),), {})
    return Outcome(Summary({Status.filed: 3, Status.review: 1}, (), ()), (), plan, failed=failed)


def test_where_the_workbook_stands_and_what_comes_next(capsys: pytest.CaptureFixture[str]) -> None:
    sheet.sent(Sent(Path("表.xlsx"), 9, Path("表 (上一版 1).xlsx")))
    assert capsys.readouterr().out.splitlines() == [
        "已写出 9 份待确认的材料：表.xlsx",
        "原来的文件另存为 表 (上一版 1).xlsx",
        "请在 Excel 或 WPS 里填好，再运行 archive review --from 表.xlsx",
    ]


def test_nothing_to_ask(capsys: pytest.CaptureFixture[str]) -> None:
    sheet.sent(Sent(Path("表.xlsx"), 0))
    assert capsys.readouterr().out == "没有待确认的材料，没有写出表格\n"


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (Settled(0, 0, 0), "表里没有填写任何决定，没有改动"),
        (Settled(0, 0, 7), "表里没有填写任何决定，没有改动；没有填的 7 份没有动"),
        (Settled(0, 2, 0), "表里的 2 项决定早已记录，没有改动"),
    ],
)
def test_nothing_changed(capsys: pytest.CaptureFixture[str], one: Settled, said: str) -> None:
    sheet.settled(one)
    assert capsys.readouterr().out == f"{said}\n"


def test_what_was_recorded_and_filed(capsys: pytest.CaptureFixture[str]) -> None:
    sheet.settled(Settled(3, 1, 2, outcome()))
    assert capsys.readouterr().out.splitlines() == [
        "已记录 3 项决定，另有 1 项早已记录；没有填的 2 份没有动",
        "  已归档 3　待确认 1",
        "  已复制 1 份",
    ]


def test_what_is_judged_otherwise_is_told_last(capsys: pytest.CaptureFixture[str]) -> None:
    moved = (made_item("乙.docx", status=Status.review), made_item("乙.docx", "Ⅰ-1"))
    sheet.settled(Settled(3, 0, 0, replace(outcome(), changed=(moved,))))
    assert capsys.readouterr().out.splitlines()[-2:] == ["判断随之改变（1）：", "  乙.docx：待确认 → Ⅰ-1"]


def test_a_copy_that_could_not_be_made_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(CopyError, match="有 1 份副本没有复制成功"):
        sheet.settled(Settled(1, 0, 0, outcome(**{TARGET: "磁盘已满"})))
    assert "已记录 1 项决定" in capsys.readouterr().out
