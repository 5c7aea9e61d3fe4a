"""What holds for any small disk of files: on generated ones, with real runs of the program."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import CATALOGUE, docx, jpg, names, pdf, snapshot, tree, xlsx
from changes import heard
from conftest import Archive
from wenming_archive import workspace

Files = dict[str, bytes]
Make = Callable[[Files], tuple[Archive, Path]]

LEAVES = ["Ⅰ-1", "Ⅰ-2", "Ⅱ-1", "Ⅱ-2"]
STATUSES = {"filed", "review", "unplaced", "duplicate", "ignored", "unreadable"}
LITTER = ("~$总结.docx", ".隐藏.txt", "Thumbs.db", "下载.crdownload")
CONTENTS = [
    docx("第六期道德讲堂活动方案", "一、活动主题：身边好人", "2023年8月20日"),
    docx("道德讲堂管理制度", "第一条 每季度举办一期", "2019年1月1日"),
    docx("2022年学雷锋志愿服务工作总结", "一年来开展活动十二次。", "2022年12月30日"),
    xlsx(["2023年志愿服务时长登记表"], ["序号", "姓名", "时长"], [1, "张某", 2]),
    pdf("环境卫生检查通报", "各科室：现将检查情况通报如下。", "2021年6月1日"),
    jpg("2023:08:25 09:00:00"),
    "环境卫生检查台账\n2023年5月6日 已整改".encode("gb18030"),
    "红烧排骨的做法\n材料：肋排、冰糖、老抽".encode(),
    b"",
    b"PK\x03\x04 broken",
    b"\x00\xff\xfe nothing known",
]
FOLDERS = ["", "党办/", "工会/2023/", "资料 最终版/", "党办/道德讲堂/", "(1)/", "x/y/z/"]
STEMS = ["总结", "第六期道德讲堂", "DSC_01", "1", "副本 (2)", "com1", "很长的名称" * 12, "[red]a", "垃圾分类"]
SUFFIXES = [".docx", ".txt", ".jpg", ".PDF", ".xlsx", "", ".文档", ".tar.gz"]
PATHS = st.builds("{}{}{}".format, *map(st.sampled_from, (FOLDERS, STEMS, SUFFIXES)))
LITTERED = st.builds("{}{}".format, st.sampled_from(FOLDERS), st.sampled_from(LITTER))
DISKS = st.dictionaries(st.one_of(PATHS, PATHS, PATHS, LITTERED), st.sampled_from(CONTENTS), max_size=9)

some = settings(
    max_examples=12,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def make(tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]) -> Make:
    """Make a new workspace and a folder of files beside it."""

    def made(files: Files) -> tuple[Archive, Path]:
        base = tmp_path_factory.mktemp("盘")
        own = tree(base, {"体系.yaml": CATALOGUE}) / "体系.yaml"
        root = workspace.create(base / "工作区", None, own).root
        return Archive(root, capsys), tree(base / "资料", files)

    return made


def times(folder: Path) -> dict[str, tuple[int, ...]]:
    """Return what the disk says of everything in a folder, without opening anything."""
    paths = [folder, *sorted(folder.rglob("*"))]
    accessed = hasattr(os, "O_NOATIME")
    return {
        str(path): (i.st_size, i.st_mtime_ns, i.st_ctime_ns, i.st_ino, i.st_nlink, i.st_atime_ns * accessed)
        for path in paths
        for i in [path.lstat()]
    }


def evidence(files: Files) -> list[str]:
    return sorted(source for source in files if not source.endswith(LITTER))


@some
@given(files=DISKS, code=st.sampled_from(LEAVES), which=st.integers(0, 8))
def test_sources_stay_as_they_were_to_the_last_time(make: Make, files: Files, code: str, which: int) -> None:
    archive, folder = make(files)
    before = times(folder)
    archive("scan", folder)
    for source in evidence(files)[which : which + 1]:
        archive("assign", folder / source, code)
        archive("ignore", folder / source)
        archive("scan")
    assert times(folder) == before
    assert {name: (folder / name).read_bytes() for name in names(folder)} == files


@some
@given(files=DISKS)
def test_twice_equals_once(make: Make, files: Files) -> None:
    archive, folder = make(files)
    archive("scan", folder)
    once = snapshot(archive.root / "材料"), archive("list", "--json").out, archive("gaps", "--json").out
    archive("scan", folder)
    assert (
        snapshot(archive.root / "材料"),
        archive("list", "--json").out,
        archive("gaps", "--json").out,
    ) == once


@some
@given(files=DISKS)
def test_without_its_index_the_program_comes_to_the_same(make: Make, files: Files) -> None:
    archive, folder = make(files)
    archive("scan", folder)
    once = snapshot(archive.root / "材料"), archive("list", "--json").out
    shutil.rmtree(archive.root / ".archive")
    archive("scan")
    assert (snapshot(archive.root / "材料"), archive("list", "--json").out) == once


@some
@given(files=DISKS)
def test_nothing_is_written_outside_the_workspace(make: Make, files: Files) -> None:
    archive, folder = make(files)
    changed: list[str] = []
    with heard(changed.append):
        archive("scan", folder, "--dry-run")
        assert changed == []
        archive("scan", folder)
        archive("export-docx")
    assert changed and all(Path(path).is_relative_to(archive.root) for path in changed)


@some
@given(files=DISKS)
def test_a_dry_run_foretells_the_run(make: Make, files: Files) -> None:
    archive, folder = make(files)
    told = archive("scan", folder, "--dry-run", "--json").json
    done = archive("scan", folder, "--json").json
    assert {**told, "dry_run": False, "unseen": done["unseen"]} == done
    assert sorted(step["target"] for step in done["steps"]) == [
        f"材料/{name}" for name in names(archive.root / "材料")
    ]


@some
@given(files=DISKS, chosen=st.dictionaries(st.integers(0, 8), st.lists(st.sampled_from(LEAVES), min_size=1)))
def test_the_list_comes_in_catalogue_order_then_by_source(
    make: Make, files: Files, chosen: dict[int, list[str]]
) -> None:
    archive, folder = make(files)
    archive("scan", folder)
    for which, codes in chosen.items():
        for source in evidence(files)[which : which + 1]:
            archive("assign", folder / source, *codes)
    keys = [
        (LEAVES.index(item["indicators"][0]["code"]) if item["indicators"] else 9, item["source"])
        for item in archive("list", "--json").json
    ]
    assert keys == sorted(keys)


@some
@given(files=DISKS)
def test_every_file_has_one_status_and_what_belongs_to_it(make: Make, files: Files) -> None:
    archive, folder = make(files)
    statuses = archive("scan", folder, "--json").json["statuses"]
    items = archive("list", "--json").json
    assert sorted(item["source"] for item in items) == evidence(files)
    assert sum(statuses.values()) == len(items)
    assert statuses == {s: sum(item["status"] == s for item in items) for s in STATUSES}
    for item in items:
        filed = item["status"] == "filed"
        assert bool(item["indicators"]) == bool(item["filed_as"]) == filed
        assert bool(item["same_as"]) == (item["status"] == "duplicate")
        assert item["status"] != "unreadable" or item["problems"]


@some
@given(files=DISKS)
def test_every_copy_holds_the_bytes_of_its_source(make: Make, files: Files) -> None:
    archive, folder = make(files)
    archive("scan", folder)
    items = archive("list", "--json").json
    copies = {copy: files[item["source"]] for item in items for copy in item["filed_as"]}
    assert {copy: (archive.root / copy).read_bytes() for copy in copies} == copies
    assert sorted(copies) == [f"材料/{name}" for name in names(archive.root / "材料")]
