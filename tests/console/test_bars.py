"""Progress: drawn on a terminal, silent elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import tree
from conftest import Archive
from terminal import stand_in
from wenming_archive.console import bars
from wenming_archive.pipeline.progress import Silent


def test_elsewhere_there_is_silence(capsys: pytest.CaptureFixture[str]) -> None:
    with bars.shown() as progress:
        progress.phase("读取", 1)
        progress.step("甲.docx")
    assert isinstance(progress, Silent)
    assert capsys.readouterr() == ("", "")


def test_a_terminal_shows_phase_count_and_name(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = stand_in(monkeypatch, "stderr")
    with bars.shown() as progress:
        progress.phase("读取", 3)
        progress.step("甲.docx")
        progress.step("乙.docx")
    assert "读取" in terminal.text and "2/3" in terminal.text and "乙.docx" in terminal.text


def test_each_phase_begins_at_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = stand_in(monkeypatch, "stderr")
    with bars.shown() as progress:
        progress.phase("读取", 3)
        progress.step("甲.docx")
        progress.phase("归档", 7)
    assert "归档" in terminal.text and "0/7" in terminal.text


def test_nothing_is_drawn_before_the_first_phase(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = stand_in(monkeypatch, "stderr")
    with bars.shown():
        pass
    assert terminal.text.strip() == ""


def test_names_are_no_markup_and_cut_at_their_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = stand_in(monkeypatch, "stderr")
    with bars.shown() as progress:
        progress.phase("读取", 1)
        progress.step("很长的文件夹名/又一个很长的文件夹名/[red]甲.docx")
    assert "[red]甲.docx" in terminal.text and "很长的文件夹名/又" not in terminal.text


def test_bars_leave_stdout_alone(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = stand_in(monkeypatch, "stderr")
    ran = archive("scan", tree(tmp_path / "资料", {"志愿服务.txt": "学雷锋志愿服务总结"}), "--json")
    assert ran.json["opened"] == 1
    assert "读取" in terminal.text and "归档" in terminal.text
