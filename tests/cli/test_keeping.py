"""The commands that keep the archive whole, as they are run."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from asking import answers
from builders import names, snapshot
from conftest import Archive
from trials import COPIES, refused, small_disk
from wenming_archive import disk, locking
from wenming_archive.errors import CopyError
from wenming_archive.index import Copy, Index


@pytest.fixture
def scanned(archive: Archive, tmp_path: Path) -> Archive:
    assert archive("scan", small_disk(tmp_path)).status == 0
    return archive


def test_after_a_scan_every_copy_is_sound(scanned: Archive) -> None:
    ran = scanned("verify")
    assert (ran.status, ran.out, ran.err) == (0, "核对完成：共 2 份归档副本，全部与记录一致\n", "")
    value = {"checked": 2, "sound": 2, "changed": [], "missing": [], "unexpected": [], "unreadable": []}
    assert scanned("verify", "--json").json == {**value, "manifest": "sound"}


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="no sha256sum")
def test_sha256sum_says_the_same(scanned: Archive) -> None:
    command = ["sha256sum", "-c", "--strict", "manifest-sha256.txt"]
    done = subprocess.run(command, cwd=scanned.root / "材料", capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "".join(f"{copy}: OK\n" for copy in COPIES))
    (scanned.root / "材料" / COPIES[1]).unlink()
    assert (
        subprocess.run(command, cwd=scanned.root / "材料", capture_output=True, check=False).returncode == 1
    )
    assert scanned("verify").status == 3


def test_what_is_wrong_ends_in_3_and_one_sentence(scanned: Archive) -> None:
    (scanned.root / "材料" / COPIES[0]).write_text("改了", "utf-8")
    ran = scanned("verify")
    assert (ran.status, ran.err) == (3, "核对发现 1 处问题，处理后再运行 archive verify\n")
    assert "被改动过（1）：" in ran.out
    ran = scanned("verify", "--json")
    assert ran.status == 3 and [one["target"] for one in ran.json["changed"]] == [f"材料/{COPIES[0]}"]


def test_what_the_advice_promises_comes_true(scanned: Archive) -> None:
    copy = scanned.root / "材料" / COPIES[0]
    copy.unlink()
    (scanned.root / "材料/manifest-sha256.txt").unlink()
    assert scanned("verify").status == 3
    assert scanned("scan").status == 0
    assert scanned("verify").status == 0 and copy.is_file()


def test_before_the_first_scan_it_says_what_to_do(archive: Archive) -> None:
    ran = archive("verify")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "还没有归档副本可以核对；请先运行 archive scan 材料所在的文件夹\n"


def until(condition: object, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not condition():  # type: ignore[operator]
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize(("ending", "status"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)])
def test_broken_off_in_the_midst_of_a_large_copy_it_goes_on_from_there(
    scanned: Archive, ending: signal.Signals, status: int
) -> None:
    path, huge = scanned.root / ".archive/index.sqlite", scanned.root / "材料/Ⅹ 录像.mp4"
    with huge.open("wb") as stream:
        stream.truncate(1 << 38)  # takes no room, and minutes to read
    with Index.open(path) as index, index.writing():
        index.keep_copy(Copy(huge.name, "a" * 64, 1 << 38, huge.stat().st_mtime_ns))
    command = [sys.executable, "-m", "wenming_archive", "-C", str(scanned.root), "verify"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:

        def kept() -> bool:
            with Index.reading(path) as index:
                return set(index.verified()) == set(COPIES)

        try:
            until(kept)
            process.send_signal(ending)
            out, err = process.communicate(timeout=30)
        finally:
            process.kill()
    assert (process.returncode, out) == (status, "")
    assert err == ("已中断；已完成的部分都已保存，再次运行会接着做\n" if ending == signal.SIGINT else "")
    huge.unlink()
    with Index.open(path) as index, index.writing():
        index.drop_copy(huge.name)
    ran = scanned("verify")
    assert ran.err.startswith("接着上次（") and "已核对 2 份" in ran.err
    assert (ran.status, ran.out) == (0, "核对完成：共 2 份归档副本，全部与记录一致\n")
    assert scanned("verify").err == ""


# -- undo and log


def test_undo_says_what_it_will_do_and_does_it(scanned: Archive) -> None:
    scanned("ignore", "志愿服务")
    ran = scanned("undo")
    assert (ran.status, ran.err) == (0, "")
    first, *_ = ran.out.splitlines()
    assert first == "将撤销 1 步：" and "已撤销 1 步" in ran.out and names(scanned.root / "材料") == COPIES


def test_undo_with_nothing_to_take_back_is_a_sentence(archive: Archive) -> None:
    refused(archive("undo"), "没有可以撤销的")
    refused(archive("undo", "3", "--dry-run"), "没有可以撤销的")


@pytest.mark.parametrize("count", ["0", "-1", "x", "1.5"])
def test_a_number_of_steps_is_one(scanned: Archive, count: str) -> None:
    ran = scanned("undo", count)
    assert ran.status == 2 and ran.out == "" and len(scanned.items()) == 3


def test_undo_of_a_copy_that_cannot_be_made_ends_in_3(
    scanned: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    scanned("ignore", "志愿服务")

    def refuse(*_: object) -> None:
        raise CopyError("磁盘已满")

    with monkeypatch.context() as patch:
        patch.setattr(disk, "copy", refuse)
        ran = scanned("undo")
    assert ran.status == 3
    assert ran.err == "有 1 份副本没有处理成功，解决后再运行 archive scan 即可补上\n"
    assert scanned("scan").status == 0 and names(scanned.root / "材料") == COPIES


def test_the_history_comes_the_last_first_and_as_long_as_is_wanted(scanned: Archive) -> None:
    for _ in range(3):
        scanned("ignore", "菜谱")
        scanned("undo")
    ran = scanned("log", "-n", "2")
    assert ran.out.count("　archive ") == 2 and "…更早的还有 5 步" in ran.out
    assert len(scanned("log", "--json").json) == 7
    assert scanned("log", "-n", "0").status == 2


def test_looking_at_the_history_writes_nothing(scanned: Archive) -> None:
    before = snapshot(scanned.root)
    assert scanned("log").status == 0 and scanned("log", "--json").status == 0
    assert snapshot(scanned.root) == before


def test_the_history_is_told_while_another_run_is_at_work(scanned: Archive) -> None:
    with locking.held(scanned.root / ".archive", "scan"):
        assert scanned("log").status == 0


def test_undo_waits_for_its_turn(scanned: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "PATIENCE", 0.01)
    monkeypatch.setattr(locking, "WAIT", 0.01)
    with locking.held(scanned.root / ".archive", "scan"):
        ran = scanned("undo")
    assert ran.status == 2 and "正由 archive scan 使用" in ran.err and len(scanned.items()) == 3


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_interrupted_at_the_question_nothing_is_done(
    scanned: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(monkeypatch, [])

    def interrupt(_: str) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", interrupt)
    before = snapshot(scanned.root / "材料")
    assert scanned("undo").status == 130 and snapshot(scanned.root / "材料") == before
