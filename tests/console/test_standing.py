"""The one screen: it fits, whatever the catalogue is called."""

from __future__ import annotations

import pytest

from samples import made_item
from wenming_archive.catalogue import load
from wenming_archive.console import screen, standing
from wenming_archive.decisions import Decisions, NotHeld
from wenming_archive.model import Status
from wenming_archive.pipeline.status import Checked, Overview
from wenming_archive.report import changes, gaps
from wenming_archive.report.changes import Since


def many(sections: int, title: str = "部分") -> str:
    rows = "".join(
        f'  - code: "{n}"\n    title: {title}{n}\n    children: [{{code: {n}-1, title: 甲, score: 2}}]\n'
        for n in range(sections)
    )
    return f"title: 试\nindicators:\n{rows}"


def shown(capsys: pytest.CaptureFixture[str], text: str, **more: object) -> list[str]:
    tree = load.parse(text)
    report = gaps.compare(tree, [made_item("a", "0-1")], Decisions())
    view = Overview(report, {status: int(status is Status.filed) for status in Status}, None, None, True)
    standing.show(view, str(more.get("unit", "")))
    return capsys.readouterr().out.splitlines()


def test_forty_sections_fit_one_screen(capsys: pytest.CaptureFixture[str]) -> None:
    lines = shown(capsys, many(40))
    assert len(lines) <= 30
    assert any("另有 26 部分，见 archive gaps" in line for line in lines)


def test_no_line_is_wider_than_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    lines = shown(capsys, many(5, "非常非常非常非常非常非常非常非常非常非常长的部分名称"))
    bars = [line for line in lines if "░" in line or "█" in line]
    assert len(bars) == 5
    assert all(screen.columns(line) <= 79 for line in bars)
    assert {line.index("█" if "█" in line else "░") for line in bars} == {bars[0].index("█")}


def test_a_full_bar_is_full_and_an_empty_one_empty(capsys: pytest.CaptureFixture[str]) -> None:
    bars = [line for line in shown(capsys, many(2)) if "░" in line or "█" in line]
    assert bars[0].count("█") == 20 and "1/1　2/2 分" in bars[0]
    assert bars[1].count("░") == 20 and "0/1　0/2 分" in bars[1]


def test_points_lost_are_said() -> None:
    told = Decisions(not_held=(NotHeld(code="0-1", note="没做"),))
    report = gaps.compare(load.parse(many(2)), [], told)
    assert standing.points(report.standing) == ["材料分 4 分：已有把握 0，还可争取 2，已失 2"]


def test_a_forged_title_stays_on_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    lines = shown(capsys, many(1), unit="某局\n分值 100\x1b[31m")
    assert lines[0].startswith("某局␊分值 100") and "\x1b" not in lines[0]


def test_changes_in_a_sentence() -> None:
    tree = load.parse(many(2))
    before = changes.kept(gaps.compare(tree, [made_item("a", "0-1")], Decisions()))
    found = changes.since("2023-05-01", before, gaps.compare(tree, [made_item("b", "1-1")], Decisions()))
    assert standing.changed(found, "近 7 天") == (
        "近 7 天（与 2023-05-01 比）：补齐 1 项（1-1），新缺 1 项（0-1），增加材料 1 份，减少材料 1 份"
    )
    assert standing.changed(Since("2023-05-01", (), (0, 0), (0, 0)), "变化").endswith("：没有变化")


@pytest.mark.parametrize(("current", "said"), [(True, False), (False, True)])
def test_a_check_of_another_day_says_so(
    capsys: pytest.CaptureFixture[str], current: bool, said: bool
) -> None:
    report = gaps.compare(load.parse(many(1)), [], Decisions())
    checked = Checked("2023-05-01", {"error": 2}, current)
    standing.show(Overview(report, dict.fromkeys(Status, 0), checked, None, True), "")
    out = capsys.readouterr().out
    assert "检查（2023-05-01）：错误 2　警告 0　提示 0" in out
    assert ("之后有改动" in out) is said


def test_a_narrow_window_is_no_trap(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "30")
    assert any("█" in line for line in shown(capsys, many(2)))


def test_leaves_that_are_counted_are_no_points(capsys: pytest.CaptureFixture[str]) -> None:
    lines = shown(capsys, many(2) + "scoring: {by: count}\n")
    assert any("1/1　1/1 项" in line for line in lines)
    assert "  1-1 甲：补 1 份得 1 项" in lines
