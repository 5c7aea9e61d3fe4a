"""Files that are broken, sources that are gone: one clear sentence or a row with the reason."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from builders import names, snapshot
from conftest import Archive
from trials import COPIES, refused, small_disk, state
from wenming_archive import disk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_disk(tmp_path)


@pytest.fixture
def scanned(archive: Archive, folder: Path) -> Archive:
    archive("scan", folder)
    return archive


# -- files of the workspace ------------------------------------------------------------------------

BROKEN = {
    "syntax": (b"title: [a\n", ":2:1: "),
    "not UTF-8": ("title: 体系".encode("gbk"), "UTF-8"),
    "a bomb": (b"a: &a [x]\nb: &b [*a,*a]\n" + b"c: [*b,*b]\n" * 2, ":4:1: "),
}


@pytest.mark.parametrize("name", ["archive.yaml", "catalogue.yaml", "decisions.yaml"])
@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_file_is_named_by_every_command_and_nothing_is_done(
    scanned: Archive, name: str, fault: str
) -> None:
    content, said = BROKEN[fault]
    kept, before = (scanned.root / name).read_bytes(), state(scanned)
    (scanned.root / name).write_bytes(content)
    found = snapshot(scanned.root)
    for command in (["scan"], ["list"], ["gaps", "--json"], ["assign", "菜谱", "Ⅱ-1"], ["export-docx"]):
        ran = scanned(*command)
        assert (ran.status, ran.out) == (2, "") and name in ran.err and said in ran.err
    assert snapshot(scanned.root) == found
    (scanned.root / name).write_bytes(kept)
    assert scanned("scan").status == 0 and state(scanned) == before


@pytest.mark.parametrize("name", ["catalogue.yaml", "decisions.yaml"])
def test_a_folder_in_the_place_of_a_file_is_named(scanned: Archive, name: str) -> None:
    (scanned.root / name).unlink()
    (scanned.root / name).mkdir()
    refused(scanned("list"), name, "是文件夹")


def test_a_missing_catalogue_is_named(scanned: Archive) -> None:
    (scanned.root / "catalogue.yaml").unlink()
    for command in ("scan", "list", "gaps"):
        refused(scanned(command), "catalogue.yaml", "不存在")


def test_without_decisions_only_these_are_lost(scanned: Archive) -> None:
    before = state(scanned)
    scanned("assign", "菜谱", "Ⅱ-1")
    (scanned.root / "decisions.yaml").unlink()
    assert scanned("scan").status == 0
    assert scanned.items()["菜谱.txt"]["status"] == "unplaced"
    assert state(scanned)[0] == before[0]
    assert scanned("assign", "菜谱", "Ⅱ-1").status == 0


# -- the index -------------------------------------------------------------------------------------


def _middle(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:4096] + bytes(n * 7 % 256 for n in range(len(data) - 4096)))


DAMAGES: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "no database": lambda path: path.write_bytes(b"hello" * 99),
    "cut short": lambda path: os.truncate(path, 6000),
    "overwritten": _middle,
    "one page": lambda path: path.write_bytes(
        path.read_bytes()[:8192] + b"\xff" * 4096 + path.read_bytes()[12288:]
    ),
    "missing": lambda path: path.unlink(),
    "its folder": lambda path: shutil.rmtree(path.parent),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_index_is_rebuilt_and_nothing_moves(
    scanned: Archive, damage: Callable[[Path], object]
) -> None:
    scanned("assign", "菜谱", "Ⅱ-1")
    before, copies = state(scanned), snapshot(scanned.root / "材料")
    damage(scanned.root / ".archive/index.sqlite")
    looked = scanned("list")
    assert looked.status == 0 and "先运行 archive scan" in looked.out
    assert scanned("scan").status == 0
    assert state(scanned) == before and snapshot(scanned.root / "材料") == copies


@pytest.mark.parametrize("name", [".archive", "材料"])
def test_a_file_in_the_place_of_a_folder_is_named(scanned: Archive, name: str) -> None:
    shutil.rmtree(scanned.root / name)
    (scanned.root / name).write_bytes(b"")
    refused(scanned("scan"), str(scanned.root / name), "已存在同名文件")
    (scanned.root / name).unlink()
    assert scanned("scan").status == 0 and names(scanned.root / "材料") == COPIES


# -- sources ---------------------------------------------------------------------------------------


def no_entry(unwanted: str, real: Callable[..., Any]) -> Callable[..., Any]:
    """Return ``real``, but without permission for what ends in ``unwanted``."""

    def opened(path: Any) -> Any:
        if str(path).endswith(unwanted):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path)

    return opened


@pytest.mark.usefixtures("here")
def test_a_file_that_cannot_be_opened_has_a_row_and_is_filed_once_it_can(
    archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(disk, "open_source", no_entry("总结.txt", disk.open_source))
        ran = archive("scan", folder)
        assert ran.status == 0 and "工会/志愿服务总结.txt：无法打开：没有权限" in ran.out
    item = archive.items()["工会/志愿服务总结.txt"]
    assert (item["status"], item["sha256"], item["problems"][0]["code"]) == ("unreadable", None, "no-access")
    archive("scan")
    assert names(archive.root / "材料") == COPIES


@pytest.mark.usefixtures("here")
def test_a_file_that_cannot_be_opened_takes_no_decision(
    archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "open_source", no_entry("总结.txt", disk.open_source))
    archive("scan", folder)
    refused(archive("assign", "志愿服务总结", "Ⅰ-2"), "打不开，无法记录决定", "没有权限")


@pytest.mark.usefixtures("here")
def test_the_copy_of_a_file_that_can_no_longer_be_opened_is_kept(
    scanned: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(scanned)
    with monkeypatch.context() as patch:
        patch.setattr(disk, "open_source", no_entry("资料/工会/志愿服务总结.txt", disk.open_source))
        os.utime(folder / "工会/志愿服务总结.txt")
        assert scanned("scan").status == 0
    contents = [(scanned.root / "材料" / name).read_text() for name in names(scanned.root / "材料")]
    assert any(content.startswith("学雷锋志愿服务总结") for content in contents)
    assert scanned("scan").status == 0
    assert state(scanned) == before


def test_a_folder_that_cannot_be_opened_is_told_and_its_copies_stay(
    scanned: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(scanned)
    with monkeypatch.context() as patch:
        patch.setattr(disk, "open_folder", no_entry("工会", disk.open_folder))
        ran = scanned("scan")
        assert ran.status == 0 and "工会：无法打开文件夹：没有权限" in ran.out
        assert names(scanned.root / "材料") == COPIES
        assert scanned.items()["工会/志愿服务总结.txt"]["problems"][0]["code"] == "source-missing"
    assert scanned("scan").status == 0 and state(scanned) == before


def test_a_disk_that_is_not_plugged_in_loses_nothing_and_is_taken_up_again(
    scanned: Archive, folder: Path
) -> None:
    before, copies = state(scanned), snapshot(scanned.root / "材料")
    away = folder.rename(folder.with_name("拔下"))
    ran = scanned("scan", "--json")
    assert ran.status == 0 and ran.json["gone"] == ["菜谱.txt"]
    assert ran.json["skipped"][0]["reason"].startswith("材料文件夹不存在")
    assert snapshot(scanned.root / "材料") == copies
    away.rename(folder)
    assert scanned("scan").status == 0 and state(scanned) == before
    assert snapshot(scanned.root / "材料") == copies


def test_a_file_that_grows_while_it_is_copied_is_not_filed_half(
    archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = disk.copy

    def copy(source: Path, target: Path, expected: str, opened: disk.Opener | None = None) -> None:
        if source.name == "志愿服务总结.txt":
            source.write_text("学雷锋志愿服务总结\n2022年12月30日\n又写了一行")
        real(source, target, expected, opened)

    with monkeypatch.context() as patch:
        patch.setattr(disk, "copy", copy)
        ran = archive("scan", folder)
    assert ran.status == 3 and "复制后校验不符" in ran.out
    assert names(archive.root / "材料") == COPIES[:1]
    assert archive("scan").status == 0 and names(archive.root / "材料") == COPIES
    assert (archive.root / "材料" / COPIES[1]).read_text().endswith("又写了一行")
