"""What a task tells of its course: phases with their number of steps, each step by name."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import tree
from conftest import Archive
from wenming_archive.pipeline import progress, scan, session


class Heard:
    """A progress that keeps what it is told."""

    def __init__(self) -> None:
        self.phases: dict[str, int] = {}
        self.steps: dict[str, list[str]] = {}

    def phase(self, name: str, total: int) -> None:
        self.phases[name] = total
        self.steps[name] = []

    def step(self, what: str) -> None:
        self.steps[list(self.phases)[-1]].append(what)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tree(tmp_path / "资料", {"甲/志愿服务总结.txt": "学雷锋志愿服务总结", "乙.txt": "红烧排骨"})


def heard(archive: Archive, *given: Path) -> Heard:
    told = Heard()
    scan.run(session.begin(archive.root), given, told)
    return told


def test_every_phase_takes_the_steps_it_announced(archive: Archive, folder: Path) -> None:
    told = heard(archive, folder)
    assert told.phases == {name: len(steps) for name, steps in told.steps.items()}
    assert list(told.phases) == ["读取", "归档"]


def test_steps_are_named_after_sources_and_copies(archive: Archive, folder: Path) -> None:
    told = heard(archive, folder)
    assert told.steps["读取"] == ["乙.txt", "甲/志愿服务总结.txt"]
    assert told.steps["归档"][0].startswith("Ⅰ 思想道德建设/Ⅰ-2 志愿服务/")


def test_only_what_is_read_counts_as_a_step(archive: Archive, folder: Path) -> None:
    heard(archive, folder)
    tree(folder, {"丙.txt": "红烧鱼"})
    assert heard(archive).phases == {"读取": 1}


def test_a_quiet_run_has_no_phase(archive: Archive, folder: Path) -> None:
    heard(archive, folder)
    assert heard(archive).phases == {}


def test_the_silent_one_tells_nobody(capsys: pytest.CaptureFixture[str]) -> None:
    silent = progress.Silent()
    silent.phase("读取", 2)
    silent.step("甲.txt")
    assert capsys.readouterr() == ("", "")
