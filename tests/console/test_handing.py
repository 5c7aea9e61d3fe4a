"""What is said of a bag that goes out, and of one that comes in."""

from __future__ import annotations

from pathlib import Path

import pytest

from wenming_archive.bag.check import Content, Report
from wenming_archive.bag.faults import Code, Fault
from wenming_archive.console import handing
from wenming_archive.decisions import Decision
from wenming_archive.filing.plan import Plan
from wenming_archive.model import Status
from wenming_archive.pipeline.consignment import Arrival
from wenming_archive.pipeline.handing import Received, Sent
from wenming_archive.pipeline.outcome import Outcome, Summary
from wenming_archive.pipeline.receiving import Place
from wenming_archive.pipeline.taking import Taking


def report(*notes: str, info: tuple[tuple[str, str], ...] = (("Bagging-Date", "2024-05-06"),)) -> Report:
    payload = {f"data/{n}": Content("a" * 64, 1, 0) for n in range(4)}
    return Report("包", "1.0", info, payload, (), tuple(Fault(Code.tag, "", note) for note in notes))


def place(name: str, *, stands: bool = False, renamed: bool = False) -> Place:
    source = f"甲局/{name}"
    arrival = Arrival(name, f"data/材料/{name}", "a" * 64, 1, 0)
    return Place(arrival, Path("/市/移交") / source, source, stands, renamed)


def received(
    *places: Place, taking: Taking | None = None, foreign: bool = False, done: bool = True, notes: int = 0
) -> Received:
    outcome = Outcome(Summary({"filed": 1}, (), ()), (), Plan((), {})) if done else None
    told = report(*(f"说明{n}" for n in range(notes)))
    return Received(told, "甲局", places, taking or Taking(), foreign, outcome)


def said(capsys: pytest.CaptureFixture[str], one: Received, *, dry: bool = False) -> list[str]:
    handing.received(one, dry=dry)
    return capsys.readouterr().out.splitlines()


def test_what_went_out_and_what_did_not(capsys: pytest.CaptureFixture[str]) -> None:
    left = {Status.duplicate: 9, Status.unplaced: 2, Status.review: 1, Status.ignored: 8}
    handing.sent(Sent(Path("/市/包\x1b.zip"), 3, 5, left, ("没有\u202e.txt",)), "市图书馆")
    assert capsys.readouterr().out.splitlines() == [
        "已生成移交包 /市/包 .zip",
        "  材料 3 份，文件 5 个，附测评体系、人工决定和清单，每个文件都有校验值",
        "  不在其中：待确认 1 份，未归类 2 份；归档之后重新导出才会带上",
        "  没有归档副本、不在其中，请先运行 archive scan（1）：",
        "    没有.txt",
        "对方收到后运行：archive import-bag 包 .zip",
    ]


def test_without_a_unit_it_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    handing.sent(Sent(Path("包"), 1, 1, {}, ()), "")
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 4 and lines[2].startswith("申报单位未填")


def test_what_came_in(capsys: pytest.CaptureFixture[str]) -> None:
    row = Decision(sha256="a" * 64)
    taking = Taking([row], 2, ["甲局/b"], [("甲局/c", "Ⅸ", "消防"), ("甲局/d", "Ⅹ", "")], 3)
    lines = said(
        capsys, received(place("a"), place("b", stands=True), place("c", renamed=True), taking=taking)
    )
    assert lines[:12] == [
        "移交包 包（甲局，2024-05-06 打包）：4 个文件核对无误",
        "  已导入 2 份到 移交/甲局/，另有 1 份早已在那里，没有重复存放",
        "  同名文件内容不同，另取名称存放（1）：",
        "    c → 移交/甲局/c",
        "  已接收人工决定 1 项，另有 2 项早已记录",
        "  本工作区已另有决定，保留不动（1）：",
        "    甲局/b",
        "  没有接收的决定：本工作区的测评体系没有这个指标（2）：",
        "    甲局/c：Ⅸ 消防",
        "    甲局/d：Ⅹ",
        "  对方的未开展说明 3 项没有接收；需要的请用 archive not-held 记录",
        "扫描完成：共 1 份材料，读取 0 份新的或改动过的",
    ]


def test_what_would_come_in_is_listed_one_by_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, received(place("a"), place("b", stands=True), done=False), dry=True) == [
        "移交包 包（甲局，2024-05-06 打包）：4 个文件核对无误",
        "  将要导入 1 份到 移交/甲局/，另有 1 份早已在那里，没有重复存放",
        "    a → 移交/甲局/a",
    ]


def test_when_all_is_here_already_that_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    lines = said(capsys, received(place("a", stands=True), taking=Taking(standing=1)))
    assert lines[1:3] == [
        "  没有新的材料：1 份早已在 移交/甲局/，没有重复存放",
        "  人工决定 1 项早已记录",
    ]


def test_an_empty_bag_and_a_foreign_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert said(capsys, received(foreign=True))[1:3] == [
        "  不是本程序生成的包：没有清单和人工决定，包里的文件都当作材料",
        "  包里没有材料",
    ]


def test_many_rows_are_cut_and_counted(capsys: pytest.CaptureFixture[str]) -> None:
    handing.received(received(*(place(str(n), renamed=True) for n in range(25)), notes=23), dry=False)
    captured = capsys.readouterr()
    assert "    …另有 5 项" in captured.out
    assert captured.err.splitlines()[-2:] == ["注意：说明19", "注意：…另有 3 处"]


def test_foreign_words_cannot_forge(capsys: pytest.CaptureFixture[str]) -> None:
    one = Received(
        report(info=(("Bagging-Date", "\x1b[2J"),)), "甲\n\u202e局", (place("a\nb"),), Taking(), True
    )
    lines = said(capsys, one, dry=True)
    assert lines[0] == "移交包 包（甲␊局， [2J 打包）：4 个文件核对无误"
    assert lines[-1] == "    a␊b → 移交/甲局/a␊b"
