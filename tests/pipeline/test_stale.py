"""A result that a later change has overtaken says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import tree
from conftest import Archive

LOOKING = (["list"], ["gaps"], ["export-docx"])


@pytest.fixture
def scanned(archive: Archive, tmp_path: Path) -> Archive:
    archive("scan", tree(tmp_path / "资料", {"志愿服务.txt": "学雷锋志愿服务总结\n2022年12月30日"}))
    return archive


@pytest.mark.parametrize("command", LOOKING)
def test_nothing_is_said_of_a_result_that_still_holds(scanned: Archive, command: list[str]) -> None:
    scanned("assign", "志愿服务", "Ⅱ-1")
    assert "上次扫描" not in scanned(*command).err


CHANGES = {
    "catalogue.yaml": ("title: 志愿服务", "title: 志愿者"),
    "archive.yaml": ("filing: 均衡", "filing: 稳妥"),
    "decisions.yaml": ("", "not_held:\n  - {code: Ⅰ-1, note: 未开展}\n"),
}


@pytest.mark.parametrize("command", LOOKING)
@pytest.mark.parametrize("name", CHANGES)
def test_a_change_since_the_last_scan_is_told(scanned: Archive, name: str, command: list[str]) -> None:
    path, (old, new) = scanned.root / name, CHANGES[name]
    before = path.read_text("utf-8")
    path.write_text(before.replace(old, new) if old else new)
    assert path.read_text("utf-8") != before
    assert "这里仍是上次扫描的结果" in scanned(*command).err
    scanned("scan")
    assert "上次扫描" not in scanned(*command).err


@pytest.mark.parametrize("command", [*LOOKING, ["status"], ["check"]])
def test_an_index_that_is_gone_is_told(scanned: Archive, command: list[str]) -> None:
    scanned("assign", "志愿服务", "Ⅱ-1")
    (scanned.root / ".archive/index.sqlite").unlink()
    assert "请先运行 archive scan 重建" in scanned(*command).err
    scanned("scan")
    assert "重建" not in scanned(*command).err


def test_before_the_first_scan_nothing_is_missing(archive: Archive) -> None:
    assert "重建" not in archive("gaps").err
