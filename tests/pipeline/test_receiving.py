"""Where the files of a bag go: inside, by office and path, beside what is there."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

import bags
from builders import names, tree
from wenming_archive.bag import check, store
from wenming_archive.errors import CopyError, InputError
from wenming_archive.filing.names import MAX_PATH
from wenming_archive.pipeline.consignment import Arrival
from wenming_archive.pipeline.receiving import Place, places, receive, tidy


def arrival(source: str, data: bytes = b"x") -> Arrival:
    return Arrival(source, f"data/{source}", hashlib.sha256(data).hexdigest(), len(data), 0)


def where(received: Path, *sources: str, office: str = "甲局") -> list[str]:
    found = places(received, office, [arrival(source, source.encode()) for source in sources])
    assert [place.target for place in found] == [received / place.source for place in found]
    return [place.source for place in found]


@pytest.mark.parametrize(
    ("source", "wanted"),
    [
        ("党办/总结.docx", "甲局/党办/总结.docx"),
        ("活动.zip!/照片/1.jpg", "甲局/活动/照片/1.jpg"),
        ("党办/a.zip!/b.EML!/c.docx", "甲局/党办/a/b/c.docx"),
        ("材料.docx!/x", "甲局/材料.docx/x"),
        ("/etc/passwd", "甲局/etc/passwd"),
        ("../../../x", "甲局/x"),
        ("a/./../b//c", "甲局/a/b/c"),
        ("C:\\Users\\x.txt", "甲局/C：/Users/x.txt"),
        ("..\\..\\x", "甲局/x"),
        ("con.txt", "甲局/_con.txt"),
        ("a?b*c.txt", "甲局/a？b＊c.txt"),
        ("~$x.docx", "甲局/$x.docx"),
        (".hidden", "甲局/hidden"),
        ("尾. /x.", "甲局/尾/x"),
        ("a\x1b[31m\u202e.txt", "甲局/a [31m.txt"),
        ("", "甲局/未命名"),
        ("..", "甲局/未命名"),
    ],
)
def test_a_path_becomes_one_that_every_system_takes_inside(tmp_path: Path, source: str, wanted: str) -> None:
    assert where(tmp_path, source) == [wanted]


@pytest.mark.parametrize("office", ["..", "/etc", "", "../甲", "a/b", ".", "甲\n乙", "~root"])
def test_any_office_is_one_folder(tmp_path: Path, office: str) -> None:
    (found,) = where(tmp_path, "x.txt", office=office)
    folder, name = found.split("/")
    assert name == "x.txt" and folder not in ("", ".", "..") and not folder.startswith("~")


@pytest.mark.parametrize(
    "source", ["长" * 300 + ".docx", "/".join(["很长的文件夹名" * 5] * 12) + "/x.docx", "a/" * 200 + "b"]
)
def test_too_long_a_path_is_shortened_and_keeps_its_ending(tmp_path: Path, source: str) -> None:
    (found,) = places(tmp_path, "甲局", [arrival(source)])
    assert found.source.startswith("甲局/") and Path(source).suffix == found.target.suffix
    assert len(found.target.name.encode()) <= 255 and len(str(found.target)) <= max(
        MAX_PATH, len(str(tmp_path)) + 210
    )
    found.target.parent.mkdir(parents=True)
    found.target.write_bytes(b"x")


def test_what_stands_there_with_the_same_content_need_not_come(tmp_path: Path) -> None:
    tree(tmp_path, {"甲局/a.txt": b"x", "甲局/b.txt": b"other", "甲局/b (2).txt": b"x"})
    found = places(tmp_path, "甲局", [arrival("a.txt"), arrival("b.txt")])
    assert [(one.source, one.stands, one.renamed) for one in found] == [
        ("甲局/a.txt", True, False),
        ("甲局/b (2).txt", True, True),
    ]


def test_another_content_is_left_alone(tmp_path: Path) -> None:
    tree(tmp_path, {"甲局/a.txt": b"y", "甲局/a (2).txt": b"other", "甲局/b/c": b""})
    found = places(tmp_path, "甲局", [arrival("a.txt"), arrival("b")])
    assert [(one.source, one.stands) for one in found] == [("甲局/a (3).txt", False), ("甲局/b (2)", False)]


def test_files_and_folders_of_one_name_within_a_bag_stand_apart(tmp_path: Path) -> None:
    assert where(tmp_path, "x", "x/y", "x/z") == ["甲局/x", "甲局/x (2)/y", "甲局/x (2)/z"]
    assert where(tmp_path, "x/y", "x") == ["甲局/x/y", "甲局/x (2)"]


def test_two_files_that_come_to_one_name_stand_apart_and_the_same_content_once(tmp_path: Path) -> None:
    found = places(tmp_path, "甲局", [arrival("a?", b"1"), arrival("a？", b"2"), arrival("a？", b"1")])
    assert [(one.source, one.stands) for one in found] == [
        ("甲局/a？", False),
        ("甲局/a？ (2)", False),
        ("甲局/a？", True),
    ]


def test_links_are_not_followed(tmp_path: Path) -> None:
    outside = tree(tmp_path / "外面", {"x.txt": b"x"})
    received = tree(tmp_path / "移交", {})
    (received / "甲局").symlink_to(outside)
    (received / "乙局").mkdir()
    (received / "乙局/x.txt").symlink_to(outside / "x.txt")
    (received / "乙局/y.txt").symlink_to(tmp_path / "没有")
    assert where(received, "x.txt") == ["甲局 (2)/x.txt"]
    assert where(received, "x.txt", "y.txt", office="乙局") == ["乙局/x (2).txt", "乙局/y (2).txt"]


def test_a_link_to_the_very_content_is_none_of_our_files(tmp_path: Path) -> None:
    inside, outside = tmp_path / "移交/甲局", tree(tmp_path, {"x": b""}) / "x"
    inside.mkdir(parents=True)
    data = b"x" * len(str(outside).encode())  # of the size that the link has
    outside.write_bytes(data)
    (inside / "a").symlink_to(outside)
    (found,) = places(tmp_path / "移交", "甲局", [arrival("a", data)])
    assert (found.source, found.stands) == ("甲局/a (2)", False)


def test_the_folder_itself_must_be_one(tmp_path: Path) -> None:
    tree(tmp_path, {"移交": b"file"})
    with pytest.raises(InputError, match="是链接或文件"):
        where(tmp_path / "移交", "x")


def test_only_what_was_verified_is_taken_in(tmp_path: Path) -> None:
    bag = tree(tmp_path / "包", bags.bag({"data/x": b"x"}))
    with store.opened(bag) as opened:
        assert check.examine(opened).faults == ()
        (bag / "data/x").write_bytes(b"y")
        (place,) = places(tmp_path / "移交", "甲局", [arrival("x")])
        with pytest.raises(CopyError, match="校验不符"):
            receive(place, opened, bag)
    assert names(tmp_path / "移交") == []


@pytest.mark.parametrize("time", [0, -1, 1, 2**80])
def test_a_time_that_no_disk_keeps_is_left(tmp_path: Path, time: int) -> None:
    bag = tree(tmp_path / "包", bags.bag({"data/x": b"x"}))
    one = Arrival("x", "data/x", hashlib.sha256(b"x").hexdigest(), 1, time)
    with store.opened(bag) as opened:
        receive(Place(one, tmp_path / "移交/x", "x", stands=False, renamed=False), opened, bag)
    assert (tmp_path / "移交/x").stat().st_mtime > 1_600_000_000


def test_leftovers_go_and_nothing_else(tmp_path: Path) -> None:
    kept = {"甲局/.0123456789ab.part~x": "", "甲局/a.part~": "", ".part~": "", "x.txt": ""}
    tree(tmp_path, {**kept, "甲局/.0123456789ab.part~": "", "甲局/里/.ffffffffffff.part~": ""})
    tidy(tmp_path)
    assert names(tmp_path) == sorted(kept)
