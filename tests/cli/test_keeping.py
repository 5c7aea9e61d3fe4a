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

from conftest import Archive
from trials import COPIES, small_disk
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
