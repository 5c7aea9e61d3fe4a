"""The commands of hand-over, as they are run."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import snapshot, tree
from conftest import Archive
from offices import FILES, bag_of
from trials import refused


def test_out_of_one_workspace_and_into_another(
    archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bag = bag_of(tmp_path, capsys, FILES)
    ran = archive("import-bag", bag)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines()[1] == "  已导入 2 份到 移交/市图书馆/"
    assert ran.out.splitlines()[3:5] == ["  已归档 2", "  已复制 2 份"]
    again = archive("import-bag", bag)
    assert again.out.splitlines()[1] == "  没有新的材料：2 份早已在 移交/市图书馆/，没有重复存放"
    assert "材料/ 没有变化" in again.out


def test_where_a_bag_may_not_be_written_the_reason_is_one_sentence(archive: Archive, tmp_path: Path) -> None:
    archive("scan", tree(tmp_path / "资料", FILES))
    tree(tmp_path / "有", {"x": ""})
    tree(tmp_path / "旧包", {"bagit.txt": ""})
    refused(archive("export-bag", "-o", tmp_path / "有"), "已存在，没有改动", f"如 {tmp_path}/有/材料移交包")
    refused(archive("export-bag", "-o", tmp_path / "旧包"), f"如 {tmp_path}/旧包 (2)")
    refused(archive("export-bag", "-o", tmp_path / "有/x"), "已存在", "x (2)")
    refused(archive("export-bag", "-o", tmp_path / "包.7z"), "扩展名不对", "包.zip")
    refused(archive("export-bag", "-o", tmp_path / "资料/包"), "在材料文件夹")
    refused(archive("export-bag", "-o", tmp_path / "没有/包"), "不存在")


def test_what_is_no_bag_is_refused(archive: Archive, tmp_path: Path) -> None:
    refused(archive("import-bag", tmp_path / "没有"), "不存在")
    refused(archive("import-bag", tree(tmp_path, {"a.txt": "x"}) / "a.txt"), "不是 zip 压缩包")
    ran = archive("import-bag", tree(tmp_path / "资料", {"a.txt": "x"}))
    assert ran.status == 2 and "普通文件夹请用 archive scan" in ran.err


def test_a_stale_list_is_told_when_a_bag_goes_out(archive: Archive, tmp_path: Path) -> None:
    archive("scan", tree(tmp_path / "资料", FILES))
    settings = archive.root / "archive.yaml"
    settings.write_text(settings.read_text("utf-8").replace("filing: 均衡", "filing: 稳妥"), "utf-8")
    assert "注意：" in archive("export-bag").err


def test_a_dry_run_needs_no_lock_and_writes_nothing(
    archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bag = bag_of(tmp_path, capsys, FILES)
    before = snapshot(archive.root)
    ran = archive("import-bag", "--dry-run", bag)
    assert ran.status == 0 and snapshot(archive.root) == before
    assert ran.out.splitlines()[1] == "  将要导入 2 份到 移交/市图书馆/"
    assert len(ran.out.splitlines()) == 4
