"""Where files that are asked for may be written, and that nothing is lost there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builders import names, snapshot, tree
from conftest import Archive
from wenming_archive import disk, workspace
from wenming_archive.errors import InputError
from wenming_archive.pipeline import outputs, session


@pytest.fixture
def scanned(archive: Archive, tmp_path: Path) -> Archive:
    archive("scan", tree(tmp_path / "资料", {"甲/志愿服务.txt": "学雷锋志愿服务工作总结\n2022年12月30日"}))
    return archive


def write(archive: Archive, path: Path, data: bytes = b"new") -> Path | None:
    return outputs.write(session.begin(archive.root), path, data)


def refused(archive: Archive, path: Path) -> str:
    """Return why ``path`` is refused; nothing has changed."""
    before = snapshot(archive.root.parent)
    with pytest.raises(InputError) as caught:
        write(archive, path)
    assert snapshot(archive.root.parent) == before
    return str(caught.value)


@pytest.mark.parametrize("name", ["甲/志愿服务.txt", "甲/新.csv", "新.csv", "没有的/新.csv"])
def test_nothing_is_written_among_the_sources(scanned: Archive, tmp_path: Path, name: str) -> None:
    said = refused(scanned, tmp_path / "资料" / name)
    better = scanned.root / "输出" / Path(name).name
    assert said.endswith(
        f"在材料文件夹 {tmp_path / '资料'} 里，那里的文件不能改动；请写到别处，如 -o {better}"
    )


@pytest.mark.parametrize(
    "name",
    [
        "archive.yaml",
        "catalogue.yaml",
        "decisions.yaml",
        "Decisions.YAML",
        "材料/缺口.csv",
        ".archive/index.sqlite",
    ],
)
def test_nothing_is_written_over_the_workspace(scanned: Archive, name: str) -> None:
    said = refused(scanned, scanned.root / name)
    better = scanned.root / "输出" / Path(name).name
    assert said == f"{scanned.root / name} 是档案工作区自己的地方，没有改动；请写到别处，如 -o {better}"


def test_nor_over_that_of_another(scanned: Archive, tmp_path: Path) -> None:
    other = workspace.create(tmp_path / "另一个", None, None)
    assert "是档案工作区自己的地方" in refused(scanned, other.decisions_file)


def test_no_way_round_leads_there(scanned: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "近路").symlink_to(tmp_path / "资料")
    (tmp_path / "链接.yaml").symlink_to(scanned.root / "decisions.yaml")
    monkeypatch.chdir(scanned.root / "输出")
    for path in (Path("../decisions.yaml"), tmp_path / "链接.yaml"):
        assert "是档案工作区自己的地方" in refused(scanned, path)
    for path in (Path("../../资料/甲/志愿服务.txt"), tmp_path / "近路/新.csv"):
        assert "在材料文件夹" in refused(scanned, path)


def test_the_option_it_was_given_with_is_named(scanned: Archive, tmp_path: Path) -> None:
    here = session.begin(scanned.root)
    for path in (scanned.root / "decisions.yaml", tmp_path / "资料/新.xlsx", Path(os.devnull)):
        with pytest.raises(InputError, match="--to "):
            outputs.allow(here, path, "--to")
    with pytest.raises(InputError, match=r"文件夹；请用 --to 写出文件名，如 .*表\.xlsx"):
        outputs.refuse_name(tmp_path, "表.xlsx", "--to")
    with pytest.raises(InputError, match=r"请写成 表\.xlsx"):
        outputs.refuse_name(Path("表.xls"), "表.xlsx")


def test_a_device_is_no_file(scanned: Archive) -> None:
    with pytest.raises(InputError, match="不是普通文件"):
        write(scanned, Path(os.devnull))


def test_the_folder_of_exports_is_free_even_inside_a_source(archive: Archive, tmp_path: Path) -> None:
    archive("scan", tmp_path)
    assert write(archive, archive.root / "输出/缺口.csv") is None
    assert "在材料文件夹" in refused(archive, archive.root / "缺口.csv")


def test_a_new_folder_is_made_inside_the_workspace_alone(scanned: Archive, tmp_path: Path) -> None:
    write(scanned, scanned.root / "输出/六月/缺口.csv")
    assert names(scanned.root / "输出") == ["六月/缺口.csv"]
    folder = tmp_path / "报送/六月"
    assert refused(scanned, folder / "缺口.csv") == f"文件夹 {folder} 不存在；请先建立，或检查路径是否写对"


def test_an_earlier_file_that_differs_is_kept_aside(scanned: Archive, tmp_path: Path) -> None:
    path = tree(tmp_path, {"缺口.csv": "old"}) / "缺口.csv"
    assert write(scanned, path) == tmp_path / "缺口 (上一版 1).csv"
    assert write(scanned, path) is None
    assert (path.read_bytes(), (tmp_path / "缺口 (上一版 1).csv").read_bytes()) == (b"new", b"old")


def test_an_earlier_file_comes_back_when_the_new_one_cannot_be_written(
    scanned: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tree(tmp_path / "报送", {"缺口.csv": "old"}) / "缺口.csv"

    def full(*_: object) -> None:
        raise InputError("磁盘已满")

    monkeypatch.setattr(disk, "write", full)
    with pytest.raises(InputError, match="磁盘已满"):
        write(scanned, path)
    assert names(tmp_path / "报送") == ["缺口.csv"] and path.read_bytes() == b"old"


def test_a_made_file_is_laid_where_it_belongs(scanned: Archive, tmp_path: Path) -> None:
    made, target = tmp_path / "made", scanned.root / "输出" / "汇编.pdf"
    made.write_bytes(b"one" * 1_000_000)
    begun = session.begin(scanned.root)
    assert outputs.lay(begun, target, made) is None
    assert target.read_bytes() == made.read_bytes()
    assert outputs.lay(begun, target, made) is None  # the same again
    made.write_bytes(b"two")
    target.write_bytes(b"written into")
    kept = outputs.lay(begun, target, made)
    assert kept and kept.read_bytes() == b"written into" and target.read_bytes() == b"two"
    assert made.exists() and len(names(target.parent)) == 2
    with pytest.raises(InputError, match="在材料文件夹"):
        outputs.lay(begun, tmp_path / "资料" / "汇编.pdf", made)
