"""A bag in a folder: what is no file, what lies elsewhere, what is not to be opened."""

from __future__ import annotations

import inspect
import os
import sys
from pathlib import Path

import pytest

from bags import bag, codes, told
from builders import as_root, snapshot, tree
from wenming_archive.bag import check, entries, folder, store
from wenming_archive.errors import InputError


def test_links_are_named_and_not_followed(tmp_path: Path) -> None:
    root = tree(tmp_path / "包", bag({"data/x": b"x", "data/y": b"y", "data/里/z": b"z"}))
    outside = tree(tmp_path / "外面", {"y": b"y", "z": b"z"})
    (root / "data/y").unlink()
    (root / "data/y").symlink_to(outside / "y")
    (root / "data/里/z").unlink()
    (root / "data/里").rmdir()
    (root / "data/里").symlink_to(outside)
    report = told(root)
    assert [(one.path, str(one.code)) for one in report.faults if str(one.code) == "unsafe"] == [
        ("data/y", "unsafe"),
        ("data/里", "unsafe"),
    ]
    assert set(report.payload) == {"data/x"}


def test_a_payload_folder_that_is_a_link_holds_nothing(tmp_path: Path) -> None:
    root = tree(tmp_path / "包", bag())
    (root / "data").rename(tmp_path / "外面")
    (root / "data").symlink_to(tmp_path / "外面")
    report = told(root)
    assert report.payload == {} and codes(report.faults) >= {"unsafe", "missing"}


def test_what_is_no_file_is_named_and_not_opened(tmp_path: Path) -> None:
    root = tree(tmp_path / "包", bag())
    os.mkfifo(root / "data/管道")
    report = told(root)  # opening a pipe would never end
    assert [one.message for one in report.faults] == [
        "data/管道 不是普通文件，移交包里只能有文件，没有读取；请移交单位换成文件"
    ]


@pytest.mark.skipif(as_root(), reason="permissions do not bind this process")
def test_what_may_not_be_read_is_named_with_the_reason(tmp_path: Path) -> None:
    root = tree(tmp_path / "包", bag())
    (root / "data/总结.txt").chmod(0)
    (root / "data/照片").chmod(0)
    faults = told(root).faults
    (root / "data/照片").chmod(0o700)
    assert [one.path for one in faults if str(one.code) == "unreadable"] == ["data/照片/", "data/总结.txt"]


def test_a_file_that_goes_meanwhile_is_named(tmp_path: Path) -> None:
    root = tree(tmp_path / "包", bag())
    with store.opened(root) as opened:
        (root / "data/总结.txt").unlink()
        report = check.examine(opened)
    assert [one.message for one in report.faults] == ["data/总结.txt 读不出：不存在；请解决后再试"]


def test_a_folder_with_the_bag_inside_says_where_it_is(tmp_path: Path) -> None:
    tree(tmp_path / "收到/党办移交包", bag())
    (fault,) = told(tmp_path / "收到").faults
    assert fault.message == "收到 不是移交包（没有 bagit.txt）；移交包是不是里面的 党办移交包？"


def test_any_other_folder_is_no_bag(tmp_path: Path) -> None:
    (fault,) = told(tree(tmp_path / "资料", {"a.txt": "x"})).faults
    assert str(fault.code) == "declaration" and "不是移交包" in fault.message


def test_nothing_is_a_refusal(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="不存在"):
        told(tmp_path / "没有")


def test_a_bag_of_more_files_than_anybody_hands_over_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "MAX_FILES", 4)
    faults = told(tree(tmp_path / "包", bag())).faults
    assert f"超过 {entries.MAX_FILES} 个" in faults[0].message


def test_a_folder_deeper_than_calls_may_go_is_walked(tmp_path: Path) -> None:
    deep = "data/" + "a/" * 300 + "x"
    root = tree(tmp_path / "包", {**bag(), deep: ""})
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 200)
    try:
        report = told(root)
    finally:
        sys.setrecursionlimit(usual)
    assert [one.path for one in report.faults] == [deep]


def test_names_in_sentences_cannot_forge(tmp_path: Path) -> None:
    root = tree(tmp_path / "包", {**bag(), "data/a\x1b[31m\u202e\nb": b""})
    (fault,) = told(root).faults
    assert fault.message.startswith("多出 data/a [31m␊b，")


def test_reading_a_bag_changes_nothing_in_it(tmp_path: Path) -> None:
    root = tree(tmp_path / "包", bag())
    before = snapshot(root)
    told(root)
    assert snapshot(root) == before
