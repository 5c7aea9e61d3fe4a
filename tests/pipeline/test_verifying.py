"""Tests of the module at the same path in the sources."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from builders import tree
from changes import Killed, killed_after
from conftest import Archive
from wenming_archive import disk
from wenming_archive.errors import InputError
from wenming_archive.filing import ledger
from wenming_archive.filing.verifying import Finding
from wenming_archive.index import Copy, Index
from wenming_archive.pipeline import session, verifying
from wenming_archive.pipeline.progress import Silent
from wenming_archive.pipeline.verifying import Verdict

TARGETS = [f"Ⅰ/{n:02d}.txt" for n in range(12)]


class Told:
    """Remembers what is told of a round that is gone on with, and each step."""

    def __init__(self) -> None:
        self.resumed: list[int] = []
        self.steps: list[str] = []
        self.total = -1

    def __call__(self, begun: str, count: int) -> None:
        assert begun
        self.resumed.append(count)

    def phase(self, name: str, total: int) -> None:
        self.total = total

    def step(self, what: str) -> None:
        self.steps.append(what)


def index_of(archive: Archive) -> Index:
    return Index.open(archive.root / ".archive/index.sqlite")


def verify(archive: Archive, told: Told | None = None, *, again: bool = False) -> Verdict:
    told = told or Told()
    return verifying.verify(session.begin(archive.root), told, told, again=again)


@pytest.fixture
def filed(archive: Archive) -> Archive:
    """A workspace with copies whose records and checksums stand as a scan leaves them."""
    evidence = tree(archive.root / "材料", {target: target * 1000 for target in TARGETS})
    with index_of(archive) as index, index.writing():
        for target in TARGETS:
            info = (evidence / target).stat()
            index.keep_copy(Copy(target, disk.sha256(evidence / target), info.st_size, info.st_mtime_ns))
        (evidence / "manifest-sha256.txt").write_bytes(ledger.manifest(index.copies()))
    return archive


def spoil(archive: Archive, target: str = TARGETS[5]) -> None:
    (archive.root / "材料" / target).write_text("改了", "utf-8")


def test_sound_copies_are_counted(filed: Archive) -> None:
    told = Told()
    assert verify(filed, told) == Verdict(12, 12, (), "sound")
    assert (told.total, sorted(told.steps), told.resumed) == (12, TARGETS, [])


def test_findings_come_by_kind_and_target_and_each_counts(filed: Archive) -> None:
    evidence = filed.root / "材料"
    spoil(filed, TARGETS[7])
    spoil(filed, TARGETS[3])
    (evidence / TARGETS[1]).unlink()
    tree(evidence, {"新.txt": "新"})
    (evidence / "manifest-sha256.txt").unlink()
    verdict = verify(filed)
    assert [(one.kind, one.target) for one in verdict.findings] == [
        ("changed", TARGETS[3]),
        ("changed", TARGETS[7]),
        ("missing", TARGETS[1]),
        ("unexpected", "新.txt"),
    ]
    assert (verdict.checked, verdict.sound, verdict.manifest, verdict.troubles) == (12, 9, "missing", 5)


def test_a_finished_round_is_followed_by_a_new_one(filed: Archive) -> None:
    verify(filed)
    told = Told()
    verify(filed, told)
    assert (told.total, told.resumed) == (12, [])


class Interrupts(Told):
    """Breaks off at the first step after so many."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self.after = after

    def step(self, what: str) -> None:
        super().step(what)
        if len(self.steps) > self.after:
            raise KeyboardInterrupt


def test_a_round_that_is_broken_off_is_gone_on_with(filed: Archive) -> None:
    spoil(filed)
    with pytest.raises(KeyboardInterrupt):
        verify(filed, Interrupts(8))
    told = Told()
    verdict = verify(filed, told)
    assert told.resumed == [8]  # nine were looked at, and one of them is not sound
    assert told.total == 4 and TARGETS[5] in told.steps
    assert (verdict.checked, verdict.sound, len(verdict.findings)) == (12, 11, 1)


def test_what_changes_after_it_was_found_sound_is_looked_at_again(filed: Archive) -> None:
    with pytest.raises(KeyboardInterrupt):
        verify(filed, Interrupts(11))
    spoil(filed, TARGETS[0])
    told = Told()
    assert [one.target for one in verify(filed, told).findings] == [TARGETS[0]]
    assert told.resumed == [11] and told.steps == [TARGETS[0]]


def test_again_begins_anew(filed: Archive) -> None:
    with pytest.raises(KeyboardInterrupt):
        verify(filed, Interrupts(5))
    told = Told()
    verify(filed, told, again=True)
    assert (told.total, told.resumed) == (12, [])
    with pytest.raises(KeyboardInterrupt):
        verify(filed, Interrupts(2), again=True)
    verify(filed, told)
    assert told.resumed == [3]


def test_after_a_kill_at_any_instant_the_next_run_finds_the_same(
    filed: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "_SAVE_EVERY", -1.0)
    spoil(filed)
    (filed.root / "材料" / TARGETS[2]).unlink()
    wanted = verify(filed)
    assert (wanted.checked, wanted.sound) == (12, 10)
    kept = shutil.copytree(filed.root, filed.root.with_name("先前"))
    resumed = set()
    for changes in range(100):
        shutil.rmtree(filed.root)
        shutil.copytree(kept, filed.root)
        try:
            with killed_after(changes, filed.root):
                verify(filed)
        except Killed:
            told = Told()
            assert verify(filed, told) == wanted, f"killed after {changes} changes"
            resumed |= set(told.resumed)
            assert told.total == 12 - sum(told.resumed)
        else:
            break
    assert changes > 20 and resumed >= set(range(1, 11))


@contextlib.contextmanager
def refusing(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the index refuse to be written, as on a full disk."""

    @contextlib.contextmanager
    def writing(_: Index) -> Iterator[None]:
        raise InputError("磁盘已满")
        yield

    with monkeypatch.context() as patch:
        patch.setattr(Index, "writing", writing)
        yield


def test_a_full_disk_hinders_no_verification(filed: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    spoil(filed)
    with refusing(monkeypatch):
        verdict = verify(filed)
    assert (verdict.checked, verdict.sound, verdict.unsaved) == (12, 11, "磁盘已满")
    told = Told()
    assert verify(filed, told).unsaved == "" and told.resumed == []


def test_before_the_first_scan_there_is_nothing_to_verify(archive: Archive) -> None:
    with pytest.raises(InputError, match=r"还没有归档副本.*archive scan 材料所在的文件夹"):
        verify(archive)


def test_without_an_index_nothing_is_called_sound(filed: Archive) -> None:
    shutil.rmtree(filed.root / ".archive")
    with pytest.raises(InputError, match=r"没有归档记录.*archive scan 重建"):
        verify(filed)


def test_a_scan_that_filed_nothing_leaves_only_what_is_unexpected(archive: Archive, tmp_path: Path) -> None:
    archive("scan", tree(tmp_path / "资料", {"菜谱.txt": "红烧排骨的做法"}))
    tree(archive.root / "材料", {"新.txt": "新"})
    verdict = verify(archive)
    assert (verdict.checked, verdict.findings) == (0, (Finding("unexpected", "新.txt"),))


def test_after_a_filing_that_was_cut_off_it_is_to_be_finished_first(filed: Archive) -> None:
    with index_of(filed) as index, index.writing():
        index.intend([("Ⅰ/新.txt", hashlib.sha256(b"").hexdigest())])
    with pytest.raises(InputError, match=r"上次归档中途断了.*archive scan"):
        verify(filed)


def test_no_source_is_opened_and_no_copy_is_touched(archive: Archive, tmp_path: Path) -> None:
    source = tree(tmp_path / "资料", {"志愿服务总结.txt": "学雷锋志愿服务总结\n2022年12月30日"})
    archive("scan", source)
    source.rename(tmp_path / "搬走")
    verdict = verifying.verify(session.begin(archive.root), Silent(), Told())
    assert (verdict.checked, verdict.sound, verdict.findings) == (1, 1, ())


def test_without_an_index_a_scan_is_asked_for_whatever_was_noted_since(
    archive: Archive, tmp_path: Path
) -> None:
    archive("scan", tree(tmp_path / "来源", {"甲.txt": "道德讲堂活动方案\n2022年5月3日"}))
    shutil.rmtree(archive.root / ".archive")
    archive("not-held", "Ⅱ-1", "--note", "没有开展")
    archive("undo")
    ran = archive("verify")
    assert ran.status == 2 and "archive scan" in ran.err
