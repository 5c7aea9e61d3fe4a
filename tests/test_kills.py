"""The end of the process, or one refusal, at any instant: the next scan finishes as if nothing had been."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import tree
from changes import Killed, heard, killed_after
from conftest import Archive
from trials import small_disk, state


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_disk(tmp_path)


@pytest.fixture
def scanned(archive: Archive, folder: Path) -> Archive:
    archive("scan", folder)
    return archive


def same_titles(archive: Archive, folder: Path) -> None:
    """Let an item come before others of the same title: every copy gets the next one's name."""
    text = "学雷锋志愿服务总结\n我单位开展志愿服务。\n"
    tree(folder, {f"甲{n}.txt": f"{text}2022年{n}月6日" for n in (3, 5)})
    archive("scan", folder)
    tree(folder, {"乙.txt": f"{text}2021年1月2日"})
    (folder / "道德讲堂.txt").unlink()


def exchanged(archive: Archive, folder: Path) -> None:
    """Let three copies of the same title and date change names in a circle."""
    texts = [f"学雷锋志愿服务总结\n第{n}次。\n2022年3月6日" for n in "一二三"]
    tree(folder, dict(zip(("甲.txt", "乙.txt", "丙.txt"), texts, strict=True)))
    archive("scan", folder)
    tree(folder, dict(zip(("乙.txt", "丙.txt", "甲.txt"), texts, strict=True)))


def several_places(archive: Archive, folder: Path) -> None:
    """Let a decision put one item under three indicators, and another under none."""
    archive("scan", folder)
    archive("assign", "道德讲堂.txt", "Ⅱ-1", "Ⅰ-1", "Ⅰ-2")
    tree(folder, {"菜谱.txt": "环境卫生管理制度\n第一条"})


def nothing(archive: Archive, folder: Path) -> None:
    """Leave all to the first scan."""


PREPARATIONS = [nothing, same_titles, exchanged, several_places]


class Rehearsal:
    """A workspace that can be brought back to where it was before a scan, to try that again."""

    def __init__(self, archive: Archive, folder: Path) -> None:
        self.archive, self.folder = archive, folder
        self.kept = shutil.copytree(archive.root, archive.root.with_name("先前"))
        archive("scan", folder)
        self.wanted = state(archive)

    def again(self) -> None:
        shutil.rmtree(self.archive.root)
        shutil.copytree(self.kept, self.archive.root)

    def finishes(self) -> bool:
        """Scan undisturbed, twice; say whether all is as it would have been."""
        first = self.archive("scan", self.folder)
        second = self.archive("scan", "--json").json
        done = first.status == 0 and second["opened"] == 0 and second["steps"] == []
        return done and state(self.archive) == self.wanted


@pytest.mark.parametrize("prepare", PREPARATIONS)
def test_after_a_kill_at_any_instant_the_next_scan_finishes(
    archive: Archive, folder: Path, prepare: Callable[[Archive, Path], None]
) -> None:
    prepare(archive, folder)
    rehearsal = Rehearsal(archive, folder)
    for changes in range(1000):
        rehearsal.again()
        try:
            with killed_after(changes, archive.root):
                archive("scan", folder)
        except Killed:
            assert rehearsal.finishes(), f"killed after {changes} changes"
        else:
            break
    assert changes > 10 and rehearsal.finishes()


@pytest.mark.parametrize("prepare", PREPARATIONS)
def test_after_any_single_change_is_refused_the_next_scan_finishes(
    archive: Archive, folder: Path, prepare: Callable[[Archive, Path], None]
) -> None:
    prepare(archive, folder)
    rehearsal = Rehearsal(archive, folder)
    for refused_change in range(1000):
        seen: list[str] = []

        def refuse(path: str, seen: list[str] = seen, n: int = refused_change) -> None:
            seen.append(path)
            if len(seen) == n + 1:
                raise OSError(errno.EIO, "Input/output error", path)

        rehearsal.again()
        with heard(refuse):
            ran = archive("scan", folder)
        assert ran.status in (0, 2, 3) and ran.err.count("\n") == (ran.status > 0)
        assert rehearsal.finishes(), f"refused {seen[-1]}"
        if len(seen) <= refused_change:
            break
    assert refused_change > 10


DECISIONS = [
    ["assign", "菜谱", "Ⅰ-2", "Ⅱ-1"],
    ["ignore", "志愿服务"],
    ["unassign", "道德讲堂"],
]


@pytest.mark.parametrize("command", DECISIONS, ids=lambda command: command[0])
def test_a_decision_cut_off_at_any_instant_is_made_or_not_and_then_filed(
    scanned: Archive, folder: Path, command: list[str]
) -> None:
    before = Rehearsal(scanned, folder).wanted
    scanned(*command)
    after = state(scanned)
    reached = set()
    for changes in range(1000):
        shutil.rmtree(scanned.root)
        shutil.copytree(scanned.root.with_name("先前"), scanned.root)
        try:
            with killed_after(changes, scanned.root):
                scanned(*command)
        except Killed:
            assert scanned("scan").status == 0
        else:
            break
        assert state(scanned) in (before, after), f"killed after {changes} changes"
        reached.add(state(scanned) == after)
    assert state(scanned) == after
    assert reached == {False, True}


def outputs(archive: Archive) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (archive.root / "输出").iterdir()}


def test_an_export_cut_off_at_any_instant_has_written_each_file_wholly_or_not_at_all(
    scanned: Archive, folder: Path
) -> None:
    before = Rehearsal(scanned, folder).wanted
    scanned("export-docx")
    whole = outputs(scanned)
    for changes in range(1000):
        shutil.rmtree(scanned.root)
        shutil.copytree(scanned.root.with_name("先前"), scanned.root)
        try:
            with killed_after(changes, scanned.root):
                scanned("export-docx")
        except Killed:
            assert scanned("scan").status == 0
        else:
            break
        assert outputs(scanned).items() <= whole.items(), f"killed after {changes} changes"
        assert state(scanned)[:3] == before[:3]
        assert scanned("export-docx").status == 0 and outputs(scanned).items() >= whole.items()
    assert changes > 3 and outputs(scanned) == whole
