"""A session: the workspace a folder lies in, with what people wrote there, read once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builders import tree
from conftest import Archive
from wenming_archive import workspace
from wenming_archive.errors import Faults, InputError
from wenming_archive.pipeline import session

FILES = ("archive.yaml", "catalogue.yaml", "decisions.yaml")


def fingerprint(archive: Archive) -> str:
    return session.begin(archive.root).fingerprint


def change(archive: Archive, name: str, old: str, new: str) -> None:
    path = archive.root / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_session_is_found_from_any_folder_below(archive: Archive) -> None:
    deep = archive.root / "输出" / "甲" / "乙"
    deep.mkdir(parents=True)
    begun = session.begin(deep)
    assert begun.workspace.root == archive.root
    assert begun.catalogue.title == "市级文明单位测评体系"


def test_outside_a_workspace_there_is_none(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="没有档案工作区"):
        session.begin(tmp_path)


@pytest.mark.parametrize("name", FILES)
def test_a_fault_in_each_file_names_it(archive: Archive, name: str) -> None:
    (archive.root / name).write_text("无此键: 1\n", "utf-8")
    with pytest.raises(Faults, match=rf"{name}:1:1: .*不认识的键 无此键"):
        session.begin(archive.root)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("catalogue.yaml", "title: 志愿服务", "title: 志愿者服务"),
        ("catalogue.yaml", "score: 6", "score: 7"),
        ("decisions.yaml", "items: []", "items: [{sha256: abc, ignore: true}]"),
        ("archive.yaml", "filing: 均衡", "filing: 积极"),
        ("archive.yaml", "skip: []", "skip: [甲]"),
    ],
)
def test_what_people_change_changes_the_fingerprint(archive: Archive, name: str, old: str, new: str) -> None:
    before = fingerprint(archive)
    change(archive, name, old, new)
    assert fingerprint(archive) != before


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("archive.yaml", "sources: []", "sources: [/资料]"),
        ("archive.yaml", "# 不扫描的", "# 从不扫描的"),
        ("catalogue.yaml", "title: 志愿服务", "title: 志愿服务  # 团委"),
    ],
)
def test_comments_and_sources_do_not(archive: Archive, name: str, old: str, new: str) -> None:
    before = fingerprint(archive)
    change(archive, name, old, new)
    assert fingerprint(archive) == before


def test_a_workspace_that_was_moved_or_updated_has_another(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = fingerprint(archive)
    archive.root = archive.root.rename(archive.root.with_name("搬走"))
    second = fingerprint(archive)
    monkeypatch.setattr("wenming_archive.__version__", "99")
    assert len({first, second, fingerprint(archive)}) == 3


def test_without_decisions_there_are_none(tmp_path: Path) -> None:
    root = workspace.create(tree(tmp_path / "甲", {}), None, None).root
    (root / "decisions.yaml").unlink()
    assert session.begin(root).decisions.items == ()


def test_lessons_of_the_same_length_written_later_are_others(archive: Archive) -> None:
    path = tree(archive.root, {"lessons.json": "甲"}) / "lessons.json"
    os.utime(path, ns=(5, 5))
    first = fingerprint(archive)
    assert fingerprint(archive) == first
    path.write_text("乙", "utf-8")
    os.utime(path, ns=(6, 6))
    second = fingerprint(archive)
    path.unlink()
    assert len({first, second, fingerprint(archive)}) == 3
