"""A content that is fatal to its reader costs itself and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import crashing
from builders import docx, tree
from wenming_archive import disk
from wenming_archive.model import Found
from wenming_archive.pipeline import reading
from wenming_archive.pipeline.reading import Reading
from wenming_archive.pipeline.workers import Workers


def fatal() -> Workers[Found, Reading]:
    """Return workers that names of files make crash."""
    return Workers(crashing.read, reading.failed, reading.begin, (), most=1, seconds=1)


def found(folder: Path) -> list[Found]:
    paths = sorted(p for p in folder.rglob("*") if p.is_file())
    return [Found(str(folder), p.name, p, p.stat().st_size, p.stat().st_mtime_ns) for p in paths]


@pytest.mark.parametrize(
    ("name", "code"), [("崩溃", "crash"), ("卡死", "too-slow"), ("出错", "crash"), ("膨胀", "crash")]
)
def test_a_fatal_content_is_unreadable_and_the_rest_is_read(tmp_path: Path, name: str, code: str) -> None:
    folder = tree(tmp_path, {"0.txt": "志愿服务总结", f"1{name}.txt": "甲", "2.txt": "道德讲堂方案"})
    with fatal() as workers:
        readings = {f.source: r for f, r in workers.run(found(folder))}
    bad = readings[f"1{name}.txt"].described
    assert bad and not bad[0].readable and [p.code for p in bad[0].problems] == [code]
    assert bad[0].sha256 == disk.sha256(folder / f"1{name}.txt")
    titles = [r.described[0].description.title for r in readings.values() if r.described]
    assert titles[0] == "志愿服务总结" and titles[2] == "道德讲堂方案"


def test_readings_come_in_the_order_asked_for(tmp_path: Path) -> None:
    files = {f"{n:03}.docx": docx(f"第{n}号总结" * (200 if n % 7 == 0 else 1)) for n in range(60)}
    with reading.workers(()) as workers:
        assert [f.source for f, _ in workers.run(found(tree(tmp_path, files)))] == sorted(files)


def test_what_was_read_before_is_only_hashed(tmp_path: Path) -> None:
    one = found(tree(tmp_path, {"甲.txt": "道德讲堂方案"}))
    sha256 = disk.sha256(tmp_path / "甲.txt")
    with reading.workers({sha256}) as workers:
        ((_, one_reading),) = workers.run(one)
    assert (one_reading.sha256, one_reading.packed, one_reading.described) == (sha256, None, None)


def test_without_files_no_process_is_started() -> None:
    with reading.workers(()) as workers:
        assert list(workers.run([])) == []
        assert workers._pool is None


@pytest.mark.parametrize("method", ["as it is", "spawn"])
def test_a_script_from_a_pipe_without_a_guard_may_scan(tmp_path: Path, method: str) -> None:
    tree(tmp_path / "资料", {"志愿服务.txt": "学雷锋志愿服务总结"})
    script = f"""
import multiprocessing
if {method!r} == "spawn":
    multiprocessing.get_all_start_methods = lambda: ["spawn"]
from wenming_archive.cli.main import run
run(["init", "档案", "--template", "文明单位"])
print("status", run(["-C", "档案", "scan", "资料"]))
"""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ran = subprocess.run(
        [sys.executable, "-"],
        input=script,
        env=environment,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "status 0" in ran.stdout and "读取 1 份" in ran.stdout and ran.stderr == ""


@pytest.mark.skipif(os.name == "nt", reason="needs /proc")
def test_a_killed_scan_leaves_no_process_behind(tmp_path: Path) -> None:
    script = tmp_path / "run.py"
    script.write_text(
        "import sys, time\n"
        "from pathlib import Path\n"
        "from wenming_archive.model import Found\n"
        "from wenming_archive.pipeline.workers import Workers\n"
        "from wenming_archive.pipeline import reading\n"
        "import crashing\n"
        "if __name__ == '__main__':\n"
        "    with Workers(crashing.read, None, reading.begin, ()) as workers:\n"
        "        one = Found('/', '卡死.txt', Path('/'), 1, 1)\n"
        "        list(workers.run([one]))\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "WENMING_TEST": str(tmp_path)}
    child = subprocess.Popen([sys.executable, str(script)], env=environment)
    deadline = time.monotonic() + 20
    while len(family(tmp_path)) < 3 and time.monotonic() < deadline:
        time.sleep(0.1)
    assert len(family(tmp_path)) >= 3
    child.send_signal(signal.SIGKILL)
    child.wait()
    while family(tmp_path) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert family(tmp_path) == []


def family(mark: Path) -> list[int]:
    """Return the processes that carry the mark in their environment."""
    own = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                environment = (entry / "environ").read_bytes()
            except OSError:
                continue
            if f"WENMING_TEST={mark}".encode() in environment.split(b"\0"):
                own.append(int(entry.name))
    return own


def test_what_a_library_prints_of_a_file_is_not_seen(tmp_path: Path) -> None:
    script = tmp_path / "run.py"
    script.write_text(
        "import sys\n"
        "from pathlib import Path\n"
        "from wenming_archive.model import Found\n"
        "from wenming_archive.pipeline.workers import Workers\n"
        "from wenming_archive.pipeline import reading\n"
        "import crashing\n"
        "if __name__ == '__main__':\n"
        "    with Workers(crashing.read, reading.failed, reading.begin, ()) as workers:\n"
        "        one = Found('/', '絮语.txt', Path(sys.argv[1]), 1, 1)\n"
        "        ((_, read),) = workers.run([one])\n"
        "        print(read.described[0].description.title)\n"
    )
    path = tree(tmp_path, {"絮语.txt": "道德讲堂方案"}) / "絮语.txt"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, script, path], env=environment, capture_output=True, check=True)
    assert (done.stdout.decode(), done.stderr) == ("道德讲堂方案\n", b"")
