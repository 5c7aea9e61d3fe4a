"""Nothing is written outside a workspace, whatever links stand in it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import snapshot, tree
from conftest import Archive
from wenming_archive import inside, workspace
from wenming_archive.errors import ArchiveError, CopyError, InputError
from wenming_archive.yamlfile import tree as tree_of

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links need a right on Windows")

FILES = {"一.txt": "道德讲堂活动方案\n2022年5月3日", "二.txt": "学雷锋志愿服务总结\n2022年12月30日"}
COPY = "材料/Ⅰ 思想道德建设/Ⅰ-1 道德讲堂/Ⅰ-1-01 道德讲堂活动方案.txt"
PLACES = ["材料", "输出", "移交", ".archive", ".archive/index.sqlite", ".archive/lock", ".archive/previous"]


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """Make a folder that nobody may touch."""
    return tree(tmp_path / "外面", {"要紧.txt": "x", "夹/要紧.yaml": "y"})


@pytest.fixture
def scanned(archive: Archive, tmp_path: Path) -> Archive:
    archive("scan", tree(tmp_path / "资料", FILES))
    assert (archive.root / COPY).is_file()
    return archive


def link(path: Path, target: Path) -> None:
    """Put a link in the place of what stands at ``path``."""
    if os.path.lexists(path):
        path.rename(path.with_name("原来的"))
    path.symlink_to(target)


def everything(archive: Archive) -> list[int]:
    """Run every command that writes."""
    output = archive.root / "输出"
    commands: list[list[str | Path]] = [
        ["scan"],
        ["scan", "--dry-run"],
        ["assign", "二.txt", "Ⅰ-1"],
        ["ignore", "二.txt"],
        ["unassign", "二.txt"],
        ["not-held", "Ⅱ-1", "--note", "无"],
        ["gaps", "-o", output / "缺口.csv"],
        ["export-docx"],
        ["review", "--to", output / "问.xlsx"],
        ["undo"],
    ]
    return [archive(*command).status for command in commands]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("to", ["夹", "要紧.txt", "没有"])
def test_a_link_in_the_place_of_a_folder_of_the_workspace_is_refused(
    scanned: Archive, outside: Path, place: str, to: str
) -> None:
    link(scanned.root / place, outside / to)
    before = snapshot(outside), snapshot(scanned.root)
    ran = scanned("scan")
    assert ran.status == 2 and f"{scanned.root / place} 是链接，指向 {outside / to}；" in ran.err
    assert set(everything(scanned)) == {2}
    assert (snapshot(outside), snapshot(scanned.root)) == before


@pytest.mark.parametrize(
    "place", ["材料/Ⅰ 思想道德建设", "材料/Ⅰ 思想道德建设/Ⅰ-1 道德讲堂", "材料/Ⅱ 环境建设", "材料/_撤下"]
)
def test_nothing_is_filed_through_a_link(scanned: Archive, outside: Path, place: str) -> None:
    link(scanned.root / place, outside / "夹")
    before = snapshot(outside)
    everything(scanned)
    scanned("assign", "一.txt", "Ⅱ-1")
    scanned("assign", "二.txt", "Ⅰ-1")
    (scanned.root.parent / "资料/一.txt").unlink()
    scanned("scan")
    assert snapshot(outside) == before


def test_a_link_among_the_folders_is_named(scanned: Archive, outside: Path) -> None:
    folder = scanned.root / "材料/Ⅰ 思想道德建设"
    link(folder, outside / "夹")
    ran = scanned("scan")
    assert ran.status == 3 and f"{folder}" in ran.out + ran.err and "经过链接，指向" in ran.out + ran.err


@pytest.mark.parametrize("to", ["要紧.txt", "没有", "夹"])
@pytest.mark.parametrize("place", [COPY, "材料/Ⅰ 思想道德建设/Ⅰ-1 道德讲堂/别的.txt"])
def test_a_link_among_the_copies_is_neither_followed_nor_touched(
    scanned: Archive, outside: Path, place: str, to: str
) -> None:
    link(scanned.root / place, outside / to)
    before = snapshot(outside)
    for _ in range(2):
        ran = scanned("scan")
        assert ran.status == 0 and "不是本程序放入" in ran.out
    items = scanned.items()
    assert set(items) == set(FILES)  # nothing has become evidence that is not in the workspace
    copies = [scanned.root / copy for item in items.values() for copy in item["filed_as"]]
    assert copies and not any(copy.is_symlink() for copy in copies)
    assert (scanned.root / place).is_symlink() and snapshot(outside) == before


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no such pipes")
def test_a_pipe_among_the_copies_is_not_read(scanned: Archive) -> None:
    os.mkfifo(scanned.root / "材料/Ⅰ 思想道德建设/Ⅰ-1 道德讲堂/管道.txt")
    ran = scanned("scan")
    assert ran.status == 0 and "管道.txt" in ran.out


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no such pipes")
@pytest.mark.parametrize("name", ["archive.yaml", "catalogue.yaml", "decisions.yaml"])
def test_a_file_of_the_workspace_that_has_no_end_is_refused(scanned: Archive, name: str) -> None:
    (scanned.root / name).unlink()
    if name == "archive.yaml":  # of a pipe it would be no workspace
        with pytest.raises(InputError, match="不是普通文件"):
            tree_of.read_text(Path("/dev/zero"))
        return
    os.mkfifo(scanned.root / name)
    ran = scanned("scan")
    assert ran.status == 2 and "不是普通文件" in ran.err


def test_a_linked_file_of_decisions_is_read_and_not_written_through(scanned: Archive, outside: Path) -> None:
    shared = outside / "决定.yaml"
    shared.write_bytes((scanned.root / "decisions.yaml").read_bytes())
    link(scanned.root / "decisions.yaml", shared)
    before = snapshot(outside)
    assert scanned("assign", "二.txt", "Ⅰ-1").status == 0
    assert snapshot(outside) == before
    assert "Ⅰ-1" in (scanned.root / "decisions.yaml").read_text("utf-8")


def test_an_export_through_a_link_inside_is_refused_and_elsewhere_it_may_go(
    scanned: Archive, outside: Path
) -> None:
    link(scanned.root / "输出/近路", outside / "夹")
    link(scanned.root / "输出/成品.csv", outside / "要紧.txt")
    before = snapshot(outside)
    for path in ("输出/近路/x.csv", "输出/成品.csv"):
        ran = scanned("gaps", "-o", scanned.root / path)
        assert ran.status == 2 and "经过链接" in ran.err
    assert snapshot(outside) == before
    assert scanned("gaps", "-o", outside / "夹/x.csv").status == 0


def test_a_workspace_reached_by_a_link_is_one(scanned: Archive, tmp_path: Path) -> None:
    (tmp_path / "近路").symlink_to(scanned.root)
    near = Archive(tmp_path / "近路", scanned.capsys)
    assert set(everything(near)) <= {0}


@pytest.mark.parametrize("place", ["材料", ".archive", "输出"])
def test_no_workspace_is_made_around_a_link(tmp_path: Path, outside: Path, place: str) -> None:
    root = tmp_path / "新"
    root.mkdir()
    (root / place).symlink_to(outside)
    before = snapshot(outside)
    with pytest.raises(InputError, match="是链接"):
        workspace.create(root, None, None)
    assert snapshot(outside) == before and os.listdir(root) == [place]


@pytest.mark.parametrize("target", ["../x", "a/../../x", "/etc/x", "", "a/\0", "..", "a/.."])
def test_a_name_that_leads_away_is_refused(tmp_path: Path, target: str) -> None:
    with pytest.raises(CopyError, match="不在"):
        inside.below(tmp_path, target)


@given(st.lists(st.sampled_from(["a", "..", ".", "", "b c", "\0", "/"]), max_size=5).map("/".join))
def test_what_is_below_is_below(target: str) -> None:
    root = Path("/没有这个文件夹")
    try:
        path = inside.below(root, target)
    except ArchiveError:
        return
    assert Path(os.path.normpath(path)).is_relative_to(root) and os.path.normpath(path) != str(root)


def test_a_folder_whose_name_is_no_text_is_refused_in_a_sentence(archive: Archive, tmp_path: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff"))
    odd.mkdir()
    commands: list[list[str | Path]] = [["init", odd / "新"], ["scan", odd], ["-C", odd, "list"]]
    for arguments in commands:
        ran = archive(*arguments)
        assert ran.status == 2 and "的名称不是 UTF-8 文字" in ran.err and ran.err.count("\n") == 1
    assert os.listdir(odd) == []
    (odd / "一.txt").write_text(FILES["一.txt"], "utf-8")
    assert archive("scan", tmp_path).status == 0 and "�/一.txt" in archive.items()
