"""The quiet run: told apart from every run that has something to do."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import Tree, names, tree
from conftest import Archive
from wenming_archive import scan
from wenming_archive.index import Index
from wenming_archive.pipeline import quiet, session
from wenming_archive.pipeline.outcome import Summary

FILES: Tree = {
    "工会/志愿服务总结.txt": "学雷锋志愿服务总结\n2022年12月30日",
    "杂/菜谱.txt": "红烧排骨的做法",
    "杂/空.docx": b"",
}


@pytest.fixture
def scanned(archive: Archive, tmp_path: Path) -> Archive:
    archive("scan", tree(tmp_path / "资料", FILES))
    return archive


def unchanged(archive: Archive) -> Summary | None:
    walk = scan.walk([str(archive.root.parent / "资料")], (), lambda *_: False)
    begun = session.begin(archive.root)
    with Index.open(begun.workspace.index_file) as index:
        return quiet.unchanged(begun, index, walk.files)


def source(archive: Archive, name: str = "杂/菜谱.txt") -> Path:
    return archive.root.parent / "资料" / name


def copy(archive: Archive) -> Path:
    folder = archive.root / "材料"
    return folder / names(folder)[0]


def test_with_nothing_changed_the_last_summary_is_said_again(scanned: Archive) -> None:
    said = unchanged(scanned)
    assert said is not None
    assert said.counts == {"filed": 1, "unplaced": 1, "unreadable": 1}
    assert [name for name, _ in said.unreadable] == ["杂/空.docx"]


def touched(path: Path) -> None:
    os.utime(path, (1, 1))


CHANGES: dict[str, Callable[[Archive], object]] = {
    "a new file": lambda a: tree(source(a).parent, {"新.txt": "x"}),
    "a file that went": lambda a: source(a).unlink(),
    "a renamed file": lambda a: source(a).rename(source(a, "杂/菜单.txt")),
    "a longer file": lambda a: source(a).write_text("红烧排骨的做法，第二版"),
    "a touched file": lambda a: touched(source(a)),
    "a copy that went": lambda a: copy(a).unlink(),
    "a changed copy": lambda a: copy(a).write_text("改过"),
    "a touched copy": lambda a: touched(copy(a)),
    "a renamed copy": lambda a: copy(a).rename(copy(a).with_name("改名.txt")),
    "a file put into 材料/": lambda a: tree(a.root / "材料", {"手工.txt": "x"}),
    "a decision by hand": lambda a: tree(
        a.root, {"decisions.yaml": "not_held: [{code: Ⅱ-1, note: 没有院落}]"}
    ),
    "another catalogue": lambda a: tree(
        a.root, {"catalogue.yaml": "title: t\nindicators: [{code: a, title: b}]"}
    ),
    "lessons of another year": lambda a: tree(a.root, {"lessons.json": '{"version": 1, "lessons": []}'}),
    "no index": lambda a: (a.root / ".archive/index.sqlite").unlink(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_any_change_ends_the_quiet(scanned: Archive, change: Callable[[Archive], object]) -> None:
    change(scanned)
    assert unchanged(scanned) is None


def test_other_lessons_of_the_same_length_end_the_quiet(scanned: Archive) -> None:
    text = '{"version": %d, "lessons": []}'
    tree(scanned.root, {"lessons.json": text % 1})
    scanned("scan")
    assert unchanged(scanned) is not None
    tree(scanned.root, {"lessons.json": text % 9})
    assert unchanged(scanned) is None


def test_after_a_run_that_was_cut_off_there_is_no_quiet(scanned: Archive) -> None:
    with Index.open(scanned.root / ".archive/index.sqlite") as index, index.writing():
        index.intend([("甲", "a" * 64)])
    assert unchanged(scanned) is None


def test_a_run_that_fell_short_is_followed_by_another(scanned: Archive) -> None:
    begun = session.begin(scanned.root)
    said = unchanged(scanned)
    assert said is not None
    with Index.open(begun.workspace.index_file) as index:
        quiet.note(begun, index, said, complete=False)
    assert unchanged(scanned) is None


def test_a_file_that_could_not_be_opened_is_tried_again(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> None:
        raise PermissionError(13, "", str(path))

    folder = tree(tmp_path / "资料", FILES)
    with monkeypatch.context() as patch:
        patch.setattr("wenming_archive.disk.open_source", refuse)
        archive("scan", folder)
    assert unchanged(archive) is None
