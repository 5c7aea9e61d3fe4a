"""Every evidence file once, in order, under a name that can be shown; nothing touched."""

from __future__ import annotations

import errno
import inspect
import os
import socket
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import packing
from builders import Tree, docx, jpg, snapshot, tree, xlsx
from conftest import Archive
from wenming_archive import disk, scan
from wenming_archive.errors import InputError
from wenming_archive.model import Found, Skipped
from wenming_archive.read import reader

#: An access before the last change: the next one would be recorded, even under ``relatime``.
ACCESSED, CHANGED = 1_600_000_000_123_456_789, 1_700_000_000_987_654_321
NFC, NFD = (unicodedata.normalize(form, "é") for form in ("NFC", "NFD"))


def keep_all(path: Path, folder: bool) -> bool:
    return False


def walk(*folders: Path, skip: Sequence[str] = ()) -> scan.Walk:
    return scan.walk([str(folder) for folder in folders], skip, keep_all)


def sources(*folders: Path, skip: Sequence[str] = ()) -> list[str]:
    return [found.source for found in walk(*folders, skip=skip).files]


def left(folder: Path) -> list[tuple[str, str]]:
    return [(Path(one.path).name, one.reason) for one in walk(folder).skipped]


def test_files_are_found_in_order_with_place_size_and_time(tmp_path: Path) -> None:
    tree(tmp_path, {"乙/二.txt": "22", "乙/丙/三.txt": "", "甲.txt": "1", "b.txt": "", "A.txt": ""})
    for path in tmp_path.rglob("*.txt"):
        os.utime(path, ns=(ACCESSED, CHANGED))
    wanted = [("A.txt", 0), ("b.txt", 0), ("乙/丙/三.txt", 0), ("乙/二.txt", 2), ("甲.txt", 1)]
    assert walk(tmp_path) == scan.Walk(
        tuple(Found(str(tmp_path), name, tmp_path / name, size, CHANGED) for name, size in wanted), ()
    )


def test_several_folders_are_walked_in_their_order(tmp_path: Path) -> None:
    tree(tmp_path, {"乙/一.txt": "", "甲/一.txt": ""})
    assert [(Path(f.root).name, f.source) for f in walk(tmp_path / "甲", tmp_path / "乙").files] == [
        ("甲", "一.txt"),
        ("乙", "一.txt"),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "~$通知.docx",
        "~WRL0001.tmp",
        ".DS_Store",
        ".~lock.通知.docx#",
        "Thumbs.db",
        "THUMBS.DB",
        "desktop.ini",
        "x.part~",
        "片.crdownload",
        "通知.lnk",
        "__MACOSX/通知.docx",
        ".git/config",
        "$RECYCLE.BIN/S-1-5/通知.docx",
        "System Volume Information/x",
        "@eaDir/通知.docx",
    ],
)
def test_litter_is_no_evidence(name: str, tmp_path: Path) -> None:
    tree(tmp_path, {name: "x", "夹/" + name: "x", "通知.docx": "x"})
    assert walk(tmp_path).files == walk(tree(tmp_path, {})).files
    assert sources(tmp_path) == ["通知.docx"]


@pytest.mark.parametrize(
    ("skip", "kept"),
    [
        ([], ["A.TMP", "个人/简历.docx", "个人总结.docx", "通知.docx"]),
        (["个人*"], ["A.TMP", "通知.docx"]),
        (["*.tmp"], ["个人/简历.docx", "个人总结.docx", "通知.docx"]),
        (["通?.docx", "个人"], ["A.TMP", "个人总结.docx"]),
        (["[简通]*"], ["A.TMP", "个人总结.docx"]),
        (["docx", "人"], ["A.TMP", "个人/简历.docx", "个人总结.docx", "通知.docx"]),
    ],
)
def test_the_clerk_s_patterns_name_what_is_left_out(skip: list[str], kept: list[str], tmp_path: Path) -> None:
    tree(tmp_path, {"A.TMP": "", "个人/简历.docx": "", "个人总结.docx": "", "通知.docx": ""})
    assert sources(tmp_path, skip=skip) == kept


def test_what_the_workspace_keeps_is_not_walked(tmp_path: Path) -> None:
    tree(tmp_path, {"工作区/材料/a.txt": "", "材料/b.txt": "", "c.txt": ""})

    def keep_out(path: Path, folder: bool) -> bool:
        return (path.name, folder) in (("工作区", True), ("c.txt", False), ("材料", False))

    assert [f.source for f in scan.walk([str(tmp_path)], (), keep_out).files] == ["材料/b.txt"]


def test_a_folder_that_cannot_be_asked_about_is_left_with_its_reason(tmp_path: Path) -> None:
    tree(tmp_path, {"锁/a.txt": "", "b.txt": ""})

    def keep_out(path: Path, folder: bool) -> bool:
        if folder:
            raise PermissionError(errno.EACCES, "denied")
        return False

    found = scan.walk([str(tmp_path)], (), keep_out)
    assert ([f.source for f in found.files], found.skipped) == (
        ["b.txt"],
        (Skipped(str(tmp_path / "锁"), "无法访问：没有权限"),),
    )


def test_a_folder_that_cannot_be_opened_is_left_with_its_reason(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    tree(tmp_path, {"锁/a.txt": "", "b.txt": ""})
    real = disk.open_folder

    def refuse(path: str) -> int | None:
        if path.endswith("锁"):
            raise PermissionError(errno.EACCES, "denied")
        return real(path)

    monkeypatch.setattr(disk, "open_folder", refuse)
    assert sources(tmp_path) == ["b.txt"]
    assert left(tmp_path) == [("锁", "无法打开文件夹：没有权限")]


def test_a_system_that_lists_by_path_alone_is_walked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tree(tmp_path, {"甲/a.txt": ""})
    monkeypatch.setattr(disk, "open_folder", lambda path: None)
    assert sources(tmp_path) == ["甲/a.txt"]


@pytest.mark.parametrize(
    "make", [lambda p: None, lambda p: p.write_text("x"), lambda p: p.symlink_to("nowhere")]
)
def test_a_source_folder_that_has_gone_is_reported(make: object, tmp_path: Path) -> None:
    gone = tmp_path / "去年"
    make(gone)  # type: ignore[operator]
    assert walk(gone) == scan.Walk((), (Skipped(str(gone), "材料文件夹不存在，其中已归档的材料保留不动"),))


def test_a_source_folder_with_an_impossible_name_has_gone(tmp_path: Path) -> None:
    assert [one.reason for one in walk(tmp_path / ("长" * 90)).skipped] == [
        "材料文件夹不存在，其中已归档的材料保留不动"
    ]


def test_links_are_followed(tmp_path: Path) -> None:
    tree(tmp_path, {"外/一.txt": "1", "内/二.txt": "2"})
    (tmp_path / "内" / "夹").symlink_to(tmp_path / "外")
    (tmp_path / "内" / "三.txt").symlink_to(tmp_path / "外" / "一.txt")
    assert sources(tmp_path / "内") == ["三.txt", "二.txt", "夹/一.txt"]


@pytest.mark.parametrize("target", [".", "..", "../乙"])
def test_a_link_to_an_upper_folder_ends_there(target: str, tmp_path: Path) -> None:
    tree(tmp_path, {"甲/乙/一.txt": "1"})
    (tmp_path / "甲" / "乙" / "环").symlink_to(target)
    assert sources(tmp_path) == ["甲/乙/一.txt"]
    assert left(tmp_path) == [("环", "链接指回上级文件夹，形成循环，已跳过")]


def test_two_folders_linked_to_each_other_end(tmp_path: Path) -> None:
    tree(tmp_path, {"甲/一.txt": "1", "乙/二.txt": "2"})
    (tmp_path / "甲" / "去乙").symlink_to("../乙")
    (tmp_path / "乙" / "去甲").symlink_to("../甲")
    assert sources(tmp_path) == ["乙/二.txt", "乙/去甲/一.txt", "甲/一.txt", "甲/去乙/二.txt"]


def test_links_to_nowhere_and_to_themselves_are_left_with_their_reason(tmp_path: Path) -> None:
    (tmp_path / "断.docx").symlink_to("没有")
    (tmp_path / "自.docx").symlink_to("自.docx")
    assert sources(tmp_path) == []
    assert left(tmp_path) == [
        ("断.docx", "无法访问：链接指向的文件不存在"),
        ("自.docx", "无法访问：链接指向的文件不存在"),
    ]


def test_pipes_and_sockets_are_left_unopened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(tmp_path / "管道.docx")
    monkeypatch.chdir(tmp_path)  # the path of a socket must be short
    with socket.socket(socket.AF_UNIX) as one:
        one.bind("套接字")
        assert sources(tmp_path) == []
    reason = "不是普通文件（设备、管道或套接字），已跳过"
    assert left(tmp_path) == [("套接字", reason), ("管道.docx", reason)]


STRANGE = [
    "换\n行.docx",
    "制\t表.docx",
    "🚀🎉.jpg",
    "  空格 .txt",
    "'引\"号`$(x).txt",
    "-rf.txt",
    "长" * 83 + ".docx",
    "无扩展名",
    "点.点.点",
    "100%.txt",
    "[方]{花}(圆).txt",
    "\\反斜杠.txt",
    "\x1b[31m红.txt",
]


@pytest.mark.parametrize("name", STRANGE)
def test_a_strange_name_is_found_as_it_is(name: str, tmp_path: Path) -> None:
    tree(tmp_path, {name: "1"})
    assert walk(tmp_path).files[0].path.read_bytes() == b"1"
    assert sources(tmp_path) == [name]


def write_raw(folder: Path, name: bytes) -> None:
    (folder / os.fsdecode(name)).write_bytes(name)


def test_a_name_in_the_national_code_is_shown_and_opened(tmp_path: Path) -> None:
    raw = "关于志愿服务的通知.docx".encode("gb18030")
    write_raw(tmp_path, raw)
    found = walk(tmp_path).files[0]
    assert (found.source, found.path.read_bytes()) == ("关于志愿服务的通知.docx", raw)


def test_a_folder_named_in_the_national_code_is_entered(tmp_path: Path) -> None:
    tree(tmp_path / os.fsdecode("党建".encode("gb18030")), {"a.txt": ""})
    assert sources(tmp_path) == ["党建/a.txt"]


def test_names_that_look_alike_are_kept_apart(tmp_path: Path) -> None:
    for name in (f"2023.5/{NFC}", f"2023.5/{NFD}", f"{NFC}.a.txt", f"{NFD}.a.txt", f"{NFC}.a (2).txt"):
        tree(tmp_path, {name: "1"})
    write_raw(tmp_path, "通知.txt".encode("gb18030"))
    write_raw(tmp_path, "通知.txt".encode())
    assert sources(tmp_path) == [
        f"2023.5/{NFC}",
        f"2023.5/{NFC} (2)",
        f"{NFC}.a (2).txt",
        f"{NFC}.a.txt",
        f"{NFC}.a (3).txt",
        "通知.txt",
        "通知 (2).txt",
    ]
    assert len({found.path.read_bytes() and found.path for found in walk(tmp_path).files}) == 7


@given(st.binary(min_size=1, max_size=40).filter(lambda raw: not set(raw) & {0, 47}))
def test_any_name_can_be_shown(raw: bytes) -> None:
    shown = scan.display(os.fsdecode(raw))
    assert shown.encode("utf-8") is not None
    assert unicodedata.is_normalized("NFC", shown)
    assert "/" not in shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a.txt", "a.txt"),
        (NFD, NFC),
        ("（一）．txt", "（一）．txt"),
        ("Ⅰ①", "Ⅰ①"),
        ("阿·买.txt", "阿·买.txt"),
        ("Wūnǐng·é°.txt", "Wūnǐng·é°.txt"),
        ("αβ ЦК.txt", "αβ ЦК.txt"),
        (os.fsdecode("通知.txt".encode("gb18030")), "通知.txt"),
        (os.fsdecode("校园.txt".encode("gb18030")), "校园.txt"),
        (os.fsdecode("镕基.txt".encode("gb18030")), "镕基.txt"),
        (os.fsdecode(b"\xff\xfe"), "\ufffd\ufffd"),
    ],
)
def test_a_name_is_shown_in_one_form_and_else_as_it_stands(name: str, shown: str) -> None:
    assert scan.display(name) == shown


def test_folders_deeper_than_calls_may_go_are_walked(tmp_path: Path) -> None:
    tree(tmp_path, {"d/" * 300 + "a.txt": ""})
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 200)
    try:
        found = sources(tmp_path)
    finally:
        sys.setrecursionlimit(usual)
    assert found == ["d/" * 300 + "a.txt"]


def test_a_path_longer_than_the_system_allows_is_left_with_its_reason(tmp_path: Path) -> None:
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(25):
        os.mkdir("d" * 200, dir_fd=here)
        below = os.open("d" * 200, os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    assert [one.reason for one in walk(tmp_path).skipped] == ["无法访问：名称太长"]


FILES: Tree = {
    "甲/通知.docx": docx("关于开展活动的通知"),
    "甲/乙/签到表.xlsx": xlsx(("序号", "姓名", "单位")),
    "合影.jpg": jpg("2023:03:06 09:00:00"),
    "说明.txt": "说明",
    "坏.pdf": b"%PDF-1.4 half",
    "空.docx": b"",
}


def test_walking_and_reading_leave_every_time_to_the_nanosecond(tmp_path: Path) -> None:
    root = tree(tmp_path / "资料", FILES)
    everything = [root, *root.rglob("*")]
    for path in everything:
        os.utime(path, ns=(ACCESSED, CHANGED))
    before = {path: (path.stat().st_atime_ns, path.stat().st_mtime_ns) for path in everything}
    probe = tree(tmp_path, {"probe": "x"}) / "probe"
    os.utime(probe, ns=(ACCESSED, CHANGED))
    probe.read_bytes()
    recorded = probe.stat().st_atime_ns != ACCESSED
    for found in walk(root).files:
        with disk.open_source(found.path) as stream:
            reader.read(found, stream)
    after = {path: (path.stat().st_atime_ns, path.stat().st_mtime_ns) for path in everything}
    assert after == before or not recorded
    assert [mtime for _, mtime in after.values()] == [CHANGED] * len(everything)


def test_walking_changes_nothing(tmp_path: Path) -> None:
    before = snapshot(tree(tmp_path, FILES))
    walk(tmp_path)
    assert snapshot(tmp_path) == before


def test_given_folders_are_remembered_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    tree(tmp_path, {"甲/a": "", "乙/b": ""})
    monkeypatch.chdir(tmp_path)
    assert scan.roots([], [Path("甲"), Path("乙/../乙"), Path("./甲/")], Path("/elsewhere")) == (
        str(tmp_path / "甲"),
        str(tmp_path / "乙"),
    )


@pytest.mark.parametrize(
    ("remembered", "given_", "expected"),
    [
        (["/d/甲"], [], ["/d/甲"]),
        (["/d/甲", "/d/甲/"], [], ["/d/甲"]),
        (["/d/甲", "/d/甲/乙"], [], ["/d/甲"]),
        (["/d/甲/乙", "/d/甲"], [], ["/d/甲"]),
        (["/d/甲", "/d/甲乙"], [], ["/d/甲", "/d/甲乙"]),
        (["甲"], [], ["/w/甲"]),
        (["../甲", "/甲"], [], ["/甲"]),
        (["./甲/../乙/丙", "乙"], [], ["/w/乙"]),
        (["/"], [], ["/"]),
        ([], [], []),
    ],
)
def test_remembered_folders_are_walked_once(
    remembered: list[str], given_: list[Path], expected: list[str]
) -> None:
    assert scan.roots(remembered, given_, Path("/w")) == tuple(expected)


def test_a_remembered_folder_need_not_exist_a_given_one_must(tmp_path: Path) -> None:
    gone = tmp_path / "没有"
    assert scan.roots([str(gone)], [], tmp_path) == (str(gone),)
    with pytest.raises(InputError) as refused:
        scan.roots([], [gone], tmp_path)
    assert str(refused.value) == f"材料文件夹 {gone} 不存在；请检查路径是否写对"


def test_a_file_is_no_folder_to_scan(tmp_path: Path) -> None:
    path = tree(tmp_path, {"a.docx": ""}) / "a.docx"
    with pytest.raises(InputError) as refused:
        scan.roots([], [path], tmp_path)
    assert str(refused.value) == f"{path} 是文件，不是文件夹；请给出材料所在的文件夹"


def test_a_given_folder_that_cannot_be_opened_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def refuse(path: str) -> int | None:
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr(disk, "open_folder", refuse)
    with pytest.raises(InputError) as refused:
        scan.roots([], [tmp_path], tmp_path)
    assert str(refused.value) == f"无法打开材料文件夹 {tmp_path}：没有权限"


def test_a_link_to_a_file_that_is_walked_anyway_does_not_stand_for_it(tmp_path: Path) -> None:
    tree(tmp_path, {"乙/总结.txt": "x"})
    (tmp_path / "乙" / "一链.txt").symlink_to("总结.txt")
    found = scan.walk([str(tmp_path)], (), lambda *_: False)
    assert [f.source for f in found.files] == ["乙/总结.txt"]
    assert [s.reason for s in found.skipped] == ["链接指向的文件就在材料文件夹中，不重复计算"]


def test_no_folder_stands_for_a_container(archive: Archive, tmp_path: Path) -> None:
    files: Tree = {
        "包.zip": packing.zipped({"甲.txt": "压缩包里的".encode()}),
        "包.zip!/甲.txt": "文件夹里的",
    }
    archive("scan", tree(tmp_path / "资料", files))
    assert sorted(archive.items()) == ["包.zip!/甲.txt", "包.zip！/甲.txt"]
    assert archive("why", tmp_path / "资料/包.zip!/甲.txt").out.startswith("包.zip！/甲.txt\n")
