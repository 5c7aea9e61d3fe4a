"""Disks that are full, read-only or closed: one clear sentence, and the next run finishes the job."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from builders import as_root, names, tree
from conftest import Archive
from trials import COPIES, refused, small_disk, state
from wenming_archive import private


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_disk(tmp_path)


@pytest.fixture
def scanned(archive: Archive, folder: Path) -> Archive:
    archive("scan", folder)
    return archive


def refuse_all(patch: pytest.MonkeyPatch, code: int) -> None:
    """Let no file be written by the one module that writes."""
    real = open

    def opened(path: Any, mode: str = "r", **options: Any) -> Any:
        if set(mode) & set("wxa+"):
            raise OSError(code, os.strerror(code), str(path))
        return real(path, mode, **options)

    patch.setattr(private, "open", opened, raising=False)


REFUSALS = [
    (errno.ENOSPC, "磁盘已满，请腾出空间后重试"),
    (errno.EROFS, "磁盘是只读的"),
    (errno.EACCES, "没有权限"),
]


@pytest.mark.parametrize(("code", "said"), REFUSALS)
def test_copies_that_cannot_be_made_are_named_and_made_later(
    scanned: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch, code: int, said: str
) -> None:
    tree(folder, {"环境卫生.txt": "环境卫生检查台账\n2022年5月3日", "环境卫生2.txt": "环境卫生管理制度"})
    with monkeypatch.context() as patch:
        refuse_all(patch, code)
        ran = scanned("scan")
        assert ran.status == 3 and ran.err.startswith("有 2 份副本没有复制成功，")
        assert ran.out.count(f"：{said}") == 2
    problem = scanned.items()["环境卫生.txt"]["problems"][-1]
    assert problem["code"] == "copy-failed" and problem["message"].endswith(said)
    assert scanned("scan").status == 0 and len(names(scanned.root / "材料")) == 4
    assert scanned.items()["环境卫生.txt"]["problems"] == []


@pytest.mark.parametrize(
    "command",
    [["assign", "菜谱", "Ⅱ-1"], ["ignore", "菜谱"], ["not-held", "Ⅱ-1", "--note", "x"], ["export-docx"]],
)
@pytest.mark.parametrize(("code", "said"), REFUSALS)
def test_what_cannot_be_written_is_one_sentence_and_nothing_has_changed(
    scanned: Archive, monkeypatch: pytest.MonkeyPatch, command: list[str], code: int, said: str
) -> None:
    before = state(scanned), (scanned.root / "decisions.yaml").read_bytes()
    with monkeypatch.context() as patch:
        refuse_all(patch, code)
        refused(scanned(*command), "无法写入", said)
    assert (state(scanned), (scanned.root / "decisions.yaml").read_bytes()) == before
    assert scanned(*command).status == 0


def test_a_workspace_cannot_be_made_on_a_full_disk(
    tmp_path: Path, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        refuse_all(patch, errno.ENOSPC)
        refused(archive("init", tmp_path / "新"), "无法写入", "磁盘已满")
    assert archive("init", tmp_path / "新").status == 0


@pytest.mark.skipif(as_root(), reason="permissions do not bind this user")
def test_a_workspace_without_permission_to_write_can_be_looked_at(scanned: Archive, folder: Path) -> None:
    before = state(scanned)
    tree(folder, {"新.txt": "学雷锋志愿服务简报"})
    places = [scanned.root / ".archive/index.sqlite", scanned.root / ".archive", scanned.root]
    modes = [place.stat().st_mode for place in places]
    for place in places:
        place.chmod(0o555)
    try:
        assert state(scanned) == before
        refused(scanned("scan"), "没有权限")
        refused(scanned("assign", "菜谱", "Ⅱ-1"), "没有权限")
    finally:
        for place, mode in zip(reversed(places), reversed(modes), strict=True):
            place.chmod(mode)
    assert scanned("scan", "--json").json["opened"] == 1


def test_an_index_that_cannot_be_written_is_a_sentence(
    scanned: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tree(folder, {"新.txt": "x"})
    connect = sqlite3.connect

    def read_only(path: Any, **options: Any) -> Any:
        return connect(f"file:{path}?mode=ro", **{**options, "uri": True})

    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", read_only)
        refused(scanned("scan"), "无法写入索引", "没有权限或磁盘是只读的")
    assert scanned("scan").status == 0


def test_an_index_for_which_there_is_no_room_is_a_sentence_at_any_page(
    archive: Archive, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect, refusals = sqlite3.connect, 0
    for pages in range(1, 20):
        with monkeypatch.context() as patch:

            def small(*arguments: Any, pages: int = pages, **options: Any) -> Any:
                made = connect(*arguments, **options)
                made.execute(f"PRAGMA max_page_count={pages}")
                return made

            patch.setattr(sqlite3, "connect", small)
            ran = archive("scan", folder)
        if ran.status:
            refused(ran, "无法写入索引", "磁盘已满")
            refusals += 1
        shutil.rmtree(archive.root / ".archive")
    assert refusals > 5
    assert archive("scan", folder).status == 0 and names(archive.root / "材料") == COPIES
