"""While something is written nobody else can look into it; then it has the permissions of any file."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NoReturn

import pytest

import packing
from builders import tree
from wenming_archive import disk, private
from wenming_archive.errors import InputError
from wenming_archive.read import containers
from wenming_archive.read.containers import CONTAINERS

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")


@pytest.fixture(params=[0o022, 0o002, 0o077], ids=oct)
def usual(request: pytest.FixtureRequest) -> Iterator[int]:
    """Set a mask, and give the permissions that files get under it."""
    before = os.umask(request.param)
    yield 0o666 & ~request.param
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def parts(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.name.endswith(disk.PART)]


class Watching:
    """Fills a file, and looks at its permissions meanwhile."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.seen = folder, set[int]()

    def __call__(self, stream: BinaryIO) -> None:
        stream.write(b"x")
        self.seen |= {mode(part) for part in parts(self.folder)}


def test_a_new_file_is_private_until_it_is_whole(tmp_path: Path, usual: int) -> None:
    watching = Watching(tmp_path)
    disk.make(tmp_path / "a", watching)
    assert (watching.seen, mode(tmp_path / "a")) == ({0o600}, usual)


def test_a_copy_is_private_until_it_is_whole(
    tmp_path: Path, usual: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: set[int] = set()
    opened = disk.open_source

    def watched(path: Path) -> BinaryIO:
        if path.name == "源":
            seen.update(mode(part) for part in parts(tmp_path))
        return opened(path)

    source = tree(tmp_path, {"源": "x"}) / "源"
    monkeypatch.setattr(disk, "open_source", watched)
    disk.copy(source, tmp_path / "b", disk.sha256(source))
    assert (seen, mode(tmp_path / "b")) == ({0o600}, usual)


@pytest.mark.parametrize("before", [0o600, 0o640, 0o664, 0o444], ids=oct)
def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path: Path, usual: int, before: int) -> None:
    path = tree(tmp_path, {"决定.yaml": "旧"}) / "决定.yaml"
    path.chmod(before)
    disk.write(path, b"new")
    assert (path.read_bytes(), mode(path)) == (b"new", before)


def test_what_replaces_a_link_has_the_usual_permissions(tmp_path: Path, usual: int) -> None:
    tree(tmp_path, {"外": "x"})
    (tmp_path / "a").symlink_to(tmp_path / "外")
    disk.write(tmp_path / "a", b"new")
    assert (mode(tmp_path / "a"), (tmp_path / "a").is_symlink()) == (usual, False)
    assert (tmp_path / "外").read_text() == "x"


def test_a_new_folder_is_private_until_it_is_filled(tmp_path: Path, usual: int) -> None:
    with disk.new_folder(tmp_path / "包") as part:
        disk.fill_file(part / "a/b", lambda stream: None)
        inside = mode(part / "a/b")
        assert mode(part) == 0o700
    assert (mode(tmp_path / "包"), inside) == (usual | (usual & 0o444) >> 2, usual)


def test_a_disk_that_knows_no_permissions_is_written_to_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> NoReturn:
        raise PermissionError

    monkeypatch.setattr(os, "fchmod", refuse)
    disk.write(tmp_path / "a", b"x")
    assert (tmp_path / "a").read_bytes() == b"x"


def test_a_part_file_cannot_be_guessed(tmp_path: Path) -> None:
    names: set[str] = set()
    for n in range(20):
        disk.make(tmp_path / f"{n}", lambda _: names.update(part.name for part in parts(tmp_path)))
    assert len(names) == 20 and min(map(len, names)) >= 17


def test_a_part_file_that_stands_there_already_is_not_written_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "urandom", bytes)
    tree(tmp_path, {"外": "x"})
    (tmp_path / f".{bytes(6).hex()}{disk.PART}").symlink_to(tmp_path / "外")
    with pytest.raises(InputError, match="已存在"):
        disk.write(tmp_path / "a", b"new")
    assert (tmp_path / "外").read_text() == "x"


@pytest.mark.parametrize("fmt", ["zip", "7z"])
def test_what_is_unpacked_has_no_name_that_others_could_open(
    fmt: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(containers, "_IN_MEMORY", 10)
    files = {"大.txt": b"x" * 100_000}
    data = packing.zipped(files) if fmt == "zip" else packing.seven_zip(files)
    path = tree(tmp_path / "源", {"a": data}) / "a"
    with path.open("rb") as stream:
        container = CONTAINERS[fmt](stream)
        with containers.member(container, "大.txt") as member:
            assert member.read(3) == b"xxx" and sorted(p.name for p in tmp_path.iterdir()) == ["源"]
        container.close()


def test_the_permissions_of_what_is_not_there_are_not_known(tmp_path: Path) -> None:
    assert (private.mode_of(tmp_path / "没有"), private.mode_of(tmp_path)) == (None, None)
