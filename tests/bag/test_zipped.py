"""A bag in a zip: names of every make, members that are no files, damage and bombs; nothing is unpacked."""

from __future__ import annotations

import io
import os
import stat
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

import packing
from bags import bag, codes, told, zipped
from builders import snapshot
from wenming_archive.bag import zipped as opening
from wenming_archive.bag.check import Report
from wenming_archive.errors import InputError


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "收到").mkdir()
    return tmp_path / "收到/包裹.zip"


def judged(place: Path, data: bytes) -> Report:
    place.write_bytes(data)
    return told(place)


def with_member(
    name: str, content: bytes = b"target", files: Mapping[str, bytes] | None = None, **fields: object
) -> bytes:
    """Return a zip of a right bag with one more member, whose header has the ``fields``."""
    out = io.BytesIO(zipped(files or bag()))
    with zipfile.ZipFile(out, "a") as archive:
        info = zipfile.ZipInfo(name)
        for field, value in fields.items():
            setattr(info, field, value)
        archive.writestr(info, content)
    return out.getvalue()


def test_a_bag_is_called_by_its_folder_in_the_zip(place: Path) -> None:
    report = judged(place, zipped(bag()))
    assert (report.name, report.faults, report.notes) == ("包", (), ())


def test_a_zip_without_that_folder_is_read_all_the_same_and_said(place: Path) -> None:
    report = judged(place, zipped(bag(), top=""))
    assert (report.name, report.faults) == ("包裹", ()) and "外层文件夹" in report.notes[0].message


def test_names_in_gbk_as_windows_packs_them_are_understood(place: Path) -> None:
    files = bag({"data/总结.txt": b"x"})
    raw = "data/总结.txt".encode("gbk")
    stand_in = "data/" + "N" * (len(raw) - 5)
    files = {stand_in if name.startswith("data/") else name: data for name, data in files.items()}
    report = judged(place, zipped(files, top="bag/").replace(stand_in.encode(), raw))
    assert report.faults == () and set(report.payload) == {"data/总结.txt"}


def test_windows_separators_are_understood_where_windows_packed(place: Path) -> None:
    files = {f"包\\{name}".replace("/", "\\"): data for name, data in bag().items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name)
            info.create_system = 0
            archive.writestr(info, data)
    report = judged(place, out.getvalue())
    assert report.faults == () and "data/照片/1.jpg" in report.payload


def test_an_empty_payload_folder_counts(place: Path) -> None:
    report = judged(place, zipped({**bag({}), "data/": None}))
    assert report.faults == () and report.payload == {}


@pytest.mark.parametrize(
    "name",
    [
        "../x",
        "包/../../x",
        "包/data/../../../x",
        "/etc/x",
        "C:\\x",
        "c:/x",
        "..\\x",
        "~/x",
        "//server/x",
        "\\x",
    ],
)
def test_members_that_lead_out_are_named_and_nothing_is_unpacked(place: Path, name: str) -> None:
    place.write_bytes(with_member(name))
    before = snapshot(place.parent.parent)
    report = told(place)
    assert codes(report.faults) == {"unsafe"} and "指向包外" in report.faults[0].message
    assert snapshot(place.parent.parent) == before


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_members_that_are_no_files_are_named(place: Path, kind: int) -> None:
    report = judged(place, with_member("包/data/y", create_system=3, external_attr=(kind | 0o777) << 16))
    assert codes(report.faults) == {"unsafe"} and "是链接或设备" in report.faults[0].message
    assert "data/y" not in report.payload


def test_two_members_of_one_name_are_named_and_the_first_is_read(place: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = with_member("包/data/总结.txt")
    report = judged(place, data)
    assert [one.message.split("；")[0] for one in report.faults] == [
        "压缩包里有两个都叫 包/data/总结.txt 的文件，不知以哪个为准"
    ]


@pytest.mark.parametrize("other", ["data/总结.TXT", "data/照片/１.JPG"])
def test_names_that_some_systems_take_for_one_are_noted(place: Path, other: str) -> None:
    payload = {"data/总结.txt": b"1", "data/照片/１.jpg": b"2", other: b"3"}
    report = judged(place, zipped(bag(payload)))
    assert report.faults == () and "只差大小写" in report.notes[0].message


def test_two_bags_in_one_zip_are_refused(place: Path) -> None:
    files = {f"{top}/{name}": data for top in "甲乙" for name, data in bag().items()}
    report = judged(place, zipped(files, top=""))
    assert "有 2 个移交包" in report.faults[0].message and report.payload == {}


def test_a_bag_deeper_inside_is_told_where(place: Path) -> None:
    report = judged(place, zipped(bag(), top="外/里/"))
    assert [one.message for one in report.faults] == [
        "移交包在压缩包的 外/里 里；请先解压，再导入解压出的那个文件夹"
    ]


def test_what_lies_beside_the_bag_is_noted_and_a_macs_litter_is_not(place: Path) -> None:
    files = {f"包/{name}": data for name, data in bag().items()}
    files |= {"说明.txt": b"x", "__MACOSX/包/._x": b"x", ".DS_Store": b"x"}
    report = judged(place, zipped(files, top=""))
    assert report.faults == ()
    assert [one.message for one in report.notes] == ["压缩包里移交包之外还有 说明.txt，没有导入"]


def test_a_locked_zip_says_what_to_do(place: Path) -> None:
    report = judged(place, packing.locked({f"包/{name}": data for name, data in bag().items()}))
    assert codes(report.faults) == {"unreadable"}
    assert all("加了密码" in one.message for one in report.faults)


def test_an_unusual_packing_says_what_to_do(place: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        for name, data in bag().items():
            archive.writestr(f"包/{name}", data)
    report = judged(place, out.getvalue())
    assert codes(report.faults) == {"unreadable"} and "压缩方式不常见" in report.faults[0].message


def test_a_damaged_member_is_named_as_changed(place: Path) -> None:
    data = zipped(bag({"data/x": b"hello world", "data/y": b"y"}))
    report = judged(place, data.replace(b"hello world", b"hello w0rld", 1))
    assert [(str(one.code), one.path) for one in report.faults] == [("changed", "data/x")]
    assert "已损坏，解不开" in report.faults[0].message and set(report.payload) == {"data/y"}


@pytest.mark.parametrize("cut", [10, 100, -30, -1])
def test_a_zip_that_is_cut_off_is_refused(place: Path, cut: int) -> None:
    place.write_bytes(zipped(bag())[:cut])
    with pytest.raises(InputError, match="不是 zip 压缩包，或不完整"):
        told(place)


def test_what_is_no_zip_is_refused(place: Path) -> None:
    place.write_bytes(b"Rar!\x1a\x07\x00 or something")
    with pytest.raises(InputError, match="不是 zip"):
        told(place)


def test_a_bomb_is_not_unpacked(place: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in bag({"data/x": bytes(30_000_000)}).items():
            archive.writestr(f"包/{name}", data)
    report = judged(place, out.getvalue())
    assert [(str(one.code), one.path) for one in report.faults] == [("unsafe", "data/x")]
    assert "压缩炸弹" in report.faults[0].message and report.payload == {}


def test_members_that_overlap_as_only_a_bombs_do_are_not_read(place: Path) -> None:
    data = zipped(bag({"data/x": os.urandom(4000)}))
    names = zipfile.ZipFile(io.BytesIO(data)).infolist()
    largest = max(names, key=lambda info: info.compress_size)
    central = data.index(b"PK\x01\x02")
    entry = data.index(b"PK\x01\x02", central)
    while data[entry + 46 : entry + 46 + len(largest.filename.encode())] != largest.filename.encode():
        entry = data.index(b"PK\x01\x02", entry + 4)
    length = 46 + len(largest.filename.encode())
    row, end = data[entry : entry + length], data.rindex(b"PK\x05\x06")
    rows = b"".join(row.replace(b"/x", bytes([47, 65 + n])) for n in range(20))
    made = bytearray(data[:end] + rows + data[end:])
    at = end + len(rows)
    count = len(names) + 20
    made[at + 8 : at + 12] = count.to_bytes(2, "little") * 2
    made[at + 12 : at + 16] = (end - central + len(rows)).to_bytes(4, "little")
    report = judged(place, bytes(made))
    assert "互相重叠" in report.faults[0].message and report.payload == {}


def test_a_zip_of_more_files_than_anybody_hands_over_is_not_read(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "MAX_FILES", 3)
    report = judged(place, zipped(bag()))
    assert "多得不合常理" in report.faults[0].message and report.payload == {}
