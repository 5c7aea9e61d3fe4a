"""Zip and 7z: their members, and what no packer makes but an attacker."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import packing
from wenming_archive.content import Member
from wenming_archive.read import containers, extras, rar, seven_zip
from wenming_archive.read.contents import Contents
from wenming_archive.read.limits import Unreadable

FILES = {"道德讲堂/方案.txt": "道德讲堂方案".encode(), "总结.txt": b"x" * 300_000}
MAKERS: dict[str, Callable[[dict[str, bytes]], bytes]] = {"zip": packing.zipped, "7z": packing.seven_zip}


def members(data: bytes, fmt: str = "zip") -> tuple[Member, ...]:
    return containers.members(io.BytesIO(data), fmt)


def content(data: bytes, name: str, fmt: str = "zip") -> bytes:
    with (
        closing(containers.CONTAINERS[fmt](io.BytesIO(data))) as container,
        containers.member(container, name) as stream,
    ):
        return stream.read()


@pytest.mark.parametrize("fmt", MAKERS)
def test_members_have_names_sizes_and_contents(fmt: str) -> None:
    data = MAKERS[fmt](FILES)
    assert {m.name: m.size for m in members(data, fmt)} == {n: len(d) for n, d in FILES.items()}
    assert {n: content(data, n, fmt) for n in FILES} == FILES


def test_a_member_keeps_the_time_of_its_file() -> None:
    import datetime as dt

    (one,) = members(packing.zipped({"甲.txt": b""}))
    assert dt.datetime.fromtimestamp(one.mtime_ns / 1e9) == dt.datetime(2023, 5, 6, 10, 20, 30)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_a_name_that_is_not_marked_is_read_as_it_was_meant(encoding: str) -> None:
    data = packing.named("党办/会议记录.txt".encode(encoding), b"abc")
    assert [m.name for m in members(data)] == ["党办/会议记录.txt"]
    assert content(data, "党办/会议记录.txt") == b"abc"


def test_the_name_that_info_zip_keeps_in_utf8_comes_first() -> None:
    info = zipfile.ZipInfo("x.txt")
    name = "道德讲堂.txt".encode()
    info.extra = struct.pack("<HHBI", 0x7075, 5 + len(name), 1, 0) + name
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(info, b"abc")
    assert [m.name for m in members(made.getvalue())] == ["道德讲堂.txt"]


def test_two_members_of_one_name_are_kept_apart() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("a.txt", b"1")
        archive.writestr("a.txt", b"2")
    assert [content(made.getvalue(), n) for n in ("a.txt", "a (2).txt")] == [b"1", b"2"]


def refusal(action: Callable[[], object]) -> tuple[str, str]:
    with pytest.raises(Unreadable) as caught:
        action()
    return caught.value.code, str(caught.value)


@pytest.mark.parametrize("fmt", MAKERS)
def test_an_empty_archive_says_so(fmt: str) -> None:
    assert refusal(lambda: members(MAKERS[fmt]({}), fmt)) == (
        "empty",
        "压缩包里没有文件；请向提供单位重新索取",
    )


def test_a_locked_member_says_so() -> None:
    data = packing.locked({"甲.txt": b"abc"})
    assert [m.name for m in members(data)] == ["甲.txt"]
    assert refusal(lambda: content(data, "甲.txt"))[0] == "encrypted"


def test_a_locked_7z_says_so() -> None:
    code, said = refusal(lambda: members(packing.seven_zip(FILES, "1234"), "7z"))
    assert code == "encrypted" and "密码" in said


def test_a_bomb_is_not_unpacked() -> None:
    data = packing.zipped({"零.txt": bytes(50_000_000)})
    code, said = refusal(lambda: content(data, "零.txt"))
    assert code == "too-large" and "压缩炸弹" in said


def test_members_that_overlap_are_a_bomb() -> None:
    data = packing.zipped({f"{n}.txt": random.Random(n).randbytes(4000) for n in range(3)})
    first = data.find(b"PK\x01\x02")
    entry = data[first : data.find(b"PK\x01\x02", first + 4)]
    directory = entry * 9
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 9, 9, len(directory), first, 0)
    assert refusal(lambda: members(data[:first] + directory + end))[0] == "too-large"


def test_more_members_than_anybody_packs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "MAX_MEMBERS", 1)
    code, said = refusal(lambda: members(packing.zipped(FILES)))
    assert code == "too-large" and "2 个文件" in said


def test_a_member_that_is_larger_than_it_says_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(containers, "MAX_MEMBER", 1000)
    assert refusal(lambda: content(packing.zipped(FILES), "总结.txt"))[0] == "too-large"


@pytest.mark.parametrize(
    ("fmt", "missing", "said"), [("7z", seven_zip, seven_zip.MISSING), ("rar", rar, rar.MISSING)]
)
def test_without_the_extra_it_is_said_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, fmt: str, missing: object, said: str
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert refusal(lambda: members(packing.seven_zip(FILES), fmt)) == (extras.MISSING, said)
    assert "wenming-archive[archives]" in said


@pytest.mark.parametrize("fmt", [*MAKERS, "rar"])
def test_damage_is_a_reason(fmt: str) -> None:
    data = MAKERS.get(fmt, packing.zipped)(FILES)
    chance = random.Random(fmt)
    damaged = [data[: len(data) * n // 10] for n in range(10)]
    damaged += [_flipped(data, chance) for _ in range(200)]
    for one in damaged:
        try:
            for member in members(one, fmt):
                content(one, member.name, fmt)
        except Unreadable as error:
            assert error.code and str(error)


def _flipped(data: bytes, chance: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(3):
        made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
    return bytes(made)


# -- contents inside contents ------------------------------------------------------------------------


def test_a_member_is_opened_through_the_containers_around_it(tmp_path: Path) -> None:
    inner = packing.zipped({"丙.txt": b"deep"})
    path = tmp_path / "甲.zip"
    path.write_bytes(packing.zipped({"乙.zip": inner, "丁.txt": b"flat"}))
    contents = Contents()
    with contents.opened(path, ("乙.zip", "丙.txt")) as stream:
        assert stream.read() == b"deep"
    with contents.opened(path, ("丁.txt",)) as stream:
        assert stream.read() == b"flat"
    with contents.opened(path, ()) as stream:
        assert stream.read(2) == b"PK"
    contents.close()


def test_a_member_that_has_gone_is_a_reason(tmp_path: Path) -> None:
    (tmp_path / "甲.zip").write_bytes(packing.zipped({"丁.txt": b""}))
    with (
        closing(Contents()) as contents,
        pytest.raises(Unreadable, match="没有这个文件"),
        contents.opened(tmp_path / "甲.zip", ("乙",)),
    ):
        pass
