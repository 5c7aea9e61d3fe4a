"""Tests of the module at the same path in the sources."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import snapshot, tree
from wenming_archive import disk
from wenming_archive.filing import ledger, verifying
from wenming_archive.filing.verifying import Finding
from wenming_archive.index import Copy

COPY = "Ⅰ/Ⅰ-1 道德讲堂/Ⅰ-1-01 方案.docx"


def record(evidence: Path, target: str) -> Copy:
    """Return the record of a file as it stands."""
    info = (evidence / target).stat()
    return Copy(target, disk.sha256(evidence / target), info.st_size, info.st_mtime_ns)


def found(evidence: Path, *records: Copy, threads: int = 2) -> list[Copy | Finding]:
    """Return what verification yields, by target."""
    looks = [look for look in verifying.verify(evidence, records, threads) if look]
    return sorted(looks, key=lambda look: look.target)


def only(evidence: Path, known: Copy) -> Finding:
    (one,) = found(evidence, known)
    assert isinstance(one, Finding)
    return one


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    return tree(tmp_path / "材料", {COPY: b"PK" + bytes(300_000), "Ⅰ/旁.txt": "旁"})


def test_sound_copies_come_as_they_stand(evidence: Path) -> None:
    records = [record(evidence, COPY), record(evidence, "Ⅰ/旁.txt")]
    os.utime(evidence / "Ⅰ/旁.txt", ns=(5, 7))
    assert found(evidence, *records) == [records[0], Copy("Ⅰ/旁.txt", records[1].sha256, 3, 7)]


def test_nothing_recorded_is_nothing_found(evidence: Path) -> None:
    assert found(evidence) == []


def silently(path: Path) -> None:
    info, data = path.stat(), bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    os.utime(path, ns=(info.st_atime_ns, info.st_mtime_ns))


def by_hand(path: Path) -> None:
    silently(path)
    os.utime(path, (1_700_000_000, 1_700_000_000))


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:2])
    os.utime(path, (1_700_000_000, 1_700_000_000))


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def link(path: Path) -> None:
    path.rename(path.with_name("原"))
    path.symlink_to(path.with_name("原"))


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def folder_above(path: Path) -> None:
    path.parent.rename(path.parents[2].with_name("别处"))
    path.parent.symlink_to(path.parents[2].with_name("别处"))


def file_above(path: Path) -> None:
    shutil.rmtree(path.parent)
    path.parent.write_text("文件", "utf-8")


WHEN = time.strftime("%Y-%m-%d %H:%M", time.localtime(1_700_000_000))
DONE: list[tuple[Callable[[Path], None], str, str]] = [
    (silently, "decayed", "大小和修改时间都没变，内容却变了"),
    (by_hand, "changed", f"{WHEN} 改动过，大小没变"),
    (cut, "changed", f"{WHEN} 改动过，由 300002 字节变为 2 字节"),
    (Path.unlink, "missing", ""),
    (lambda path: shutil.rmtree(path.parent), "missing", ""),
    (file_above, "missing", ""),
    (folder, "replaced", "被换成了文件夹"),
    (link, "replaced", "被换成了链接"),
    (folder_above, "replaced", "所在的文件夹 Ⅰ-1 道德讲堂 被换成了链接"),
    (pipe, "replaced", "被换成了不是文件的东西"),
]


@pytest.mark.skipif(os.name == "nt", reason="links and pipes")
@pytest.mark.parametrize(("act", "kind", "reason"), DONE)
def test_what_became_of_a_copy_is_told(
    evidence: Path, act: Callable[[Path], None], kind: str, reason: str
) -> None:
    known, beside = record(evidence, COPY), record(evidence, "Ⅰ/旁.txt")
    act(evidence / COPY)
    assert found(evidence, known, beside) == [Finding(kind, COPY, reason), beside]  # type: ignore[arg-type]


def test_a_copy_that_was_changed_before_the_index_was_made_anew(evidence: Path) -> None:
    os.utime(evidence / COPY, (1_700_000_000, 1_700_000_000))
    assert only(evidence, Copy(COPY, "a" * 64, -1, 0)).reason == f"{WHEN} 改动过"


def test_a_time_out_of_all_reason_is_no_trouble() -> None:
    assert verifying._moment(1e30) == "在不明的时间"


class Broken:
    """A stream that gives some bytes and then refuses."""

    def __init__(self, number: int) -> None:
        self.number = number

    def readinto(self, buffer: memoryview) -> int:
        raise OSError(self.number, os.strerror(self.number))


class Endless:
    """A stream that goes on for ever, or nearly."""

    def __init__(self) -> None:
        self.until = time.monotonic() + 20

    def readinto(self, buffer: memoryview) -> int:
        return len(buffer) if time.monotonic() < self.until else 0


def opens(monkeypatch: pytest.MonkeyPatch, stream: Any) -> None:
    """Let every file be ``stream``."""

    @contextmanager
    def opened(_: Path) -> Iterator[BinaryIO]:
        yield stream

    monkeypatch.setattr(disk, "open_source", opened)


@pytest.mark.parametrize(
    ("number", "reason"), [(errno.EIO, "磁盘读写出错"), (errno.EACCES, "没有权限"), (errno.EBUSY, "占用")]
)
def test_a_copy_that_cannot_be_read_is_told_with_the_reason(
    evidence: Path, monkeypatch: pytest.MonkeyPatch, number: int, reason: str
) -> None:
    known = record(evidence, COPY)
    opens(monkeypatch, Broken(number))
    one = only(evidence, known)
    assert one.kind == "unreadable" and reason in one.reason


def test_a_fault_of_the_program_is_not_taken_for_one_of_the_disk(
    evidence: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = record(evidence, COPY)
    opens(monkeypatch, None)
    with pytest.raises(AttributeError):
        found(evidence, known)


def test_closing_stops_the_threads_in_the_midst_of_a_file(
    evidence: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = record(evidence, COPY)
    opens(monkeypatch, Endless())
    begun = time.monotonic()
    looks = verifying.verify(evidence, [known] * 200)
    assert next(looks) is None  # nothing for a while
    looks.close()
    assert time.monotonic() - begun < 10


@pytest.mark.parametrize("threads", [1, 2, 4])
@pytest.mark.parametrize("count", [1, 63, 64, 65, 700])
def test_each_record_is_looked_at_once(tmp_path: Path, threads: int, count: int) -> None:
    evidence = tree(tmp_path, {f"{n:03d}.txt": str(n) for n in range(count)})
    records = [record(evidence, f"{n:03d}.txt") for n in range(count)]
    assert found(evidence, *records, threads=threads) == records


def test_a_large_copy_keeps_no_small_one_waiting() -> None:
    sizes = [5, 6, 1 << 40, 7, 8]
    records = [Copy(str(n), "", size, 0) for n, size in enumerate(sizes)]
    assert list(verifying._bundles(records)) == [records[:2], records[2:3], records[3:]]


def test_files_that_no_record_knows(evidence: Path) -> None:
    litter = ("Thumbs.db", "desktop.ini", ".DS_Store", "~$方案.docx", f".1{disk.PART}")
    tree(evidence, dict.fromkeys((f"Ⅰ/{name}" for name in litter), ""))
    tree(
        evidence, {"manifest-sha256.txt": "", "manifest-sources.jsonl": "", "_撤下/旧.txt": "", "新.txt": ""}
    )
    tree(evidence, {"Ⅰ/manifest-sha256.txt": "", "_撤下/记着.txt": ""})
    (evidence / "空").mkdir()
    known = {COPY, "Ⅰ/旁.txt", "_撤下/记着.txt"}
    assert {one.target for one in verifying.unexpected(evidence, known)} == {
        "_撤下/旧.txt",
        "Ⅰ/manifest-sha256.txt",
        "新.txt",
    }
    assert {one.kind for one in verifying.unexpected(evidence, known)} == {"unexpected"}


@pytest.mark.skipif(os.name == "nt", reason="links")
def test_what_links_lead_to_is_not_looked_at(evidence: Path, tmp_path: Path) -> None:
    outside = tree(tmp_path / "来源", {"甲.txt": "甲"})
    (evidence / "链接").symlink_to(outside)
    (evidence / "断了").symlink_to(tmp_path / "没有")
    unknown = [one.target for one in verifying.unexpected(evidence, {COPY, "Ⅰ/旁.txt"})]
    assert sorted(unknown) == ["断了", "链接"]


def test_a_folder_that_cannot_be_opened_is_told(evidence: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def refused(path: Any) -> Any:
        if str(path).endswith("道德讲堂"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    assert list(verifying.unexpected(evidence, {"Ⅰ/旁.txt"})) == [
        Finding("unreadable", "Ⅰ/Ⅰ-1 道德讲堂", "文件夹打不开：没有权限")
    ]


def test_when_all_of_it_is_gone_the_copies_are_missing_and_nothing_else(tmp_path: Path) -> None:
    gone = tmp_path / "材料"
    assert list(verifying.unexpected(gone, {COPY})) == []
    assert only(gone, Copy(COPY, "a" * 64, 1, 1)) == Finding("missing", COPY)


def test_what_remains_is_what_was_not_found_sound_or_was_touched_since(tmp_path: Path) -> None:
    evidence = tree(tmp_path, {name: name for name in ("好", "动过", "没看", "换记录", "没了", "变文件夹")})
    records = [record(evidence, name) for name in ("好", "动过", "没看", "换记录", "没了", "变文件夹")]
    sound = {one.target: one for one in records if one.target != "没看"}
    sound["换记录"] = Copy("换记录", "b" * 64, records[3].size, records[3].mtime_ns)
    os.utime(evidence / "动过", ns=(5, 7))
    (evidence / "没了").unlink()
    folder(evidence / "变文件夹")
    left = verifying.remaining(evidence, records, sound)
    assert [one.target for one in left] == ["动过", "没看", "换记录", "没了", "变文件夹"]
    assert verifying.remaining(evidence, records, {}) == records


@pytest.fixture
def listed(evidence: Path) -> dict[str, Copy]:
    """The records of copies whose list of checksums stands beside them."""
    records = {target: record(evidence, target) for target in (COPY, "Ⅰ/旁.txt")}
    (evidence / "manifest-sha256.txt").write_bytes(ledger.manifest(records))
    return records


def test_a_list_of_checksums_that_is_as_the_records(evidence: Path, listed: dict[str, Copy]) -> None:
    assert verifying.manifest(evidence, listed) == "sound"


@pytest.mark.parametrize(
    ("data", "said"),
    [(None, "missing"), (b"", "differs"), (b"\xff", "differs"), (b"a" * 64 + b"  1\n", "differs")],
)
def test_a_list_of_checksums_that_is_not(
    evidence: Path, listed: dict[str, Copy], data: bytes | None, said: str
) -> None:
    path = evidence / "manifest-sha256.txt"
    path.unlink()
    if data is not None:
        path.write_bytes(data)
    assert verifying.manifest(evidence, listed) == said


@pytest.mark.skipif(os.name == "nt", reason="links and pipes")
@pytest.mark.parametrize("act", [folder, link, pipe])
def test_a_list_of_checksums_that_is_no_file(
    evidence: Path, listed: dict[str, Copy], act: Callable[[Path], None]
) -> None:
    act(evidence / "manifest-sha256.txt")
    assert verifying.manifest(evidence, listed) == "differs"


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="no sha256sum")
def test_sha256sum_takes_the_list_and_finds_the_same(evidence: Path, listed: dict[str, Copy]) -> None:
    command = ["sha256sum", "-c", "--quiet", "--strict", "manifest-sha256.txt"]
    assert subprocess.run(command, cwd=evidence, capture_output=True, check=False).returncode == 0
    silently(evidence / COPY)
    assert subprocess.run(command, cwd=evidence, capture_output=True, check=False).returncode == 1


def test_verification_writes_nothing(evidence: Path, listed: dict[str, Copy]) -> None:
    before = snapshot(evidence)
    found(evidence, *listed.values())
    list(verifying.unexpected(evidence, listed))
    verifying.manifest(evidence, listed)
    assert snapshot(evidence) == before


ACTS: dict[str, Callable[[Path], None] | None] = {"sound": None, "decayed": silently, "changed": by_hand}
ACTS |= {"missing": Path.unlink, "replaced": folder}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(list(ACTS)), st.binary(min_size=1, max_size=40)), max_size=30),
    st.sampled_from([1, 2, 4]),
)
def test_every_copy_is_told_for_what_it_is(files: list[tuple[str, bytes]], threads: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        evidence = tree(Path(name), {f"{n}/{n}.bin": data for n, (_, data) in enumerate(files)})
        records = [record(evidence, f"{n}/{n}.bin") for n in range(len(files))]
        for one, (kind, _) in zip(records, files, strict=True):
            act = ACTS[kind]
            if act:
                act(evidence / one.target)
        told = {look.target: look for look in found(evidence, *records, threads=threads)}
    for one, (kind, data) in zip(records, files, strict=True):
        look = told.pop(one.target)
        assert (look.kind if isinstance(look, Finding) else "sound") == kind
        assert isinstance(look, Finding) or look.sha256 == hashlib.sha256(data).hexdigest()
    assert told == {}
