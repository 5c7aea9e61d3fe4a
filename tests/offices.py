"""A department that hands over and a city that receives, each with a workspace of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import CATALOGUE, Tree, names, tree
from conftest import Archive
from wenming_archive import workspace

SPEECH = "学雷锋志愿服务总结\n2022年12月30日"
FILES = {
    "工会/志愿服务总结.txt": SPEECH,
    "道德讲堂.txt": "道德讲堂活动方案\n2022年5月3日",
    "菜谱.txt": "红烧排骨的做法",
}


def workspace_of(
    folder: Path, capsys: pytest.CaptureFixture[str], unit: str = "", catalogue: str = CATALOGUE
) -> Archive:
    """Make a workspace in ``folder``."""
    written = tree(folder.parent, {f"{folder.name}体系.yaml": catalogue}) / f"{folder.name}体系.yaml"
    workspace.create(folder, None, written)
    settings = folder / "archive.yaml"
    settings.write_text(settings.read_text("utf-8").replace('unit: ""', f'unit: "{unit}"'), "utf-8")
    return Archive(folder, capsys)


def bag_of(
    base: Path,
    capsys: pytest.CaptureFixture[str],
    files: Tree,
    *decisions: tuple[str, ...],
    unit: str = "市图书馆",
    name: str = "包",
    catalogue: str = CATALOGUE,
) -> Path:
    """Return the bag of a department that filed ``files`` and made ``decisions``."""
    made = workspace_of(base / f"{name}科室", capsys, unit, catalogue)
    made("scan", tree(base / f"{name}资料", files))
    for decision in decisions:
        assert made(*decision).status == 0, decision
    ran = made("export-bag", "-o", base / name)
    assert ran.status == 0, ran
    return base / name


def visible(archive: Archive) -> dict[str, tuple[bytes, int]]:
    """Return what people see of a workspace: each file with its content and time."""
    return {
        name: ((archive.root / name).read_bytes(), (archive.root / name).stat().st_mtime_ns)
        for name in names(archive.root)
        if not name.startswith(".archive/")
    }
