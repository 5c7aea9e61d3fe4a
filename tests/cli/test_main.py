"""The door: errors become sentences with their status, whatever the streams are like."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from builders import names, tree
from conftest import Archive
from terminal import Broken
from wenming_archive import disk
from wenming_archive.cli.main import run
from wenming_archive.errors import ArchiveError, CopyError, Faults, InputError

needs_shell = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")


@pytest.fixture
def scanned(archive: Archive, tmp_path: Path) -> Archive:
    sources = [f"第{n}号/志愿服务总结{n}.txt" for n in range(9)]
    archive("scan", tree(tmp_path / "资料", {name: f"学雷锋志愿服务总结\n{name}" for name in sources}))
    return archive


def shell(
    archive: Archive, line: str, status: int = 0, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run a line of shell in which ``archive`` is the program on the workspace."""
    program = f'archive() {{ "{sys.executable}" -m wenming_archive -C "{archive.root}" "$@"; }}; '
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {program}{line}"],
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )
    assert done.returncode == status, done.stderr.decode()
    return done


@pytest.mark.parametrize(
    ("error", "status"), [(InputError("甲"), 2), (CopyError("甲"), 3), (Faults(["甲", "乙"]), 2)]
)
def test_an_expected_error_is_its_message_and_its_status(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, error: ArchiveError, status: int
) -> None:
    def refuse(_: object) -> None:
        raise error

    monkeypatch.setattr("wenming_archive.pipeline.session.begin", refuse)
    ran = archive("list")
    assert (ran.status, ran.out, ran.err) == (status, "", f"{error}\n")


def test_an_interruption_ends_in_130_and_the_next_run_goes_on(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    folder = tree(tmp_path / "资料", {"志愿服务.txt": "学雷锋志愿服务总结"})
    with monkeypatch.context() as patch:
        patch.setattr(disk, "copy", interrupted)
        ran = archive("scan", folder)
    assert (ran.status, ran.out) == (130, "")
    assert ran.err == "已中断；已完成的部分都已保存，再次运行会接着做\n"
    assert archive("scan").status == 0 and len(names(archive.root / "材料")) == 1


def test_a_bug_keeps_its_traceback(archive: Archive) -> None:
    code = (
        "from wenming_archive.cli import main\n"
        "from wenming_archive.pipeline import session\n"
        "session.begin = lambda _: 1 / 0\n"
        "main.main()"
    )
    done = subprocess.run([sys.executable, "-c", code, "list"], capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "ZeroDivisionError" in done.stderr


@pytest.mark.parametrize(
    "command", [["list"], ["list", "--json"], ["gaps"], ["catalogue", "show"], ["--help"]]
)
def test_a_reader_that_has_left_is_no_fault(
    scanned: Archive, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", Broken(BrokenPipeError(32, "Broken pipe")))
    assert run(["-C", str(scanned.root), *command]) == 0


@needs_shell
@pytest.mark.parametrize("command", ["list", "list --json", "catalogue templates 文明单位"])
def test_a_closed_pipe_ends_in_silence(scanned: Archive, command: str) -> None:
    assert shell(scanned, f"archive {command} | true").stderr == b""


@needs_shell
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("command", ["list", "list --json", "gaps", "--version"])
def test_a_full_disk_behind_stdout_is_a_sentence(scanned: Archive, command: str) -> None:
    done = shell(scanned, f"archive {command} > /dev/full", status=2)
    assert done.stderr.decode() == "无法输出结果：磁盘已满，请腾出空间后重试\n"


@needs_shell
def test_without_streams_the_work_is_done_all_the_same(scanned: Archive) -> None:
    shell(scanned, "archive list >&- 2>&-")
    shell(scanned, "archive why 没有 >&- 2>&-", status=2)
    shell(scanned, "archive assign 第3号 Ⅱ-1 >&-")
    assert scanned.items()["第3号/志愿服务总结3.txt"]["indicators"][0]["code"] == "Ⅱ-1"


@needs_shell
@pytest.mark.parametrize(
    "environment",
    [{"PYTHONIOENCODING": "gbk"}, {"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C"}],
    ids=["gbk", "ascii", "C"],
)
def test_the_code_page_of_the_console_changes_nothing(scanned: Archive, environment: dict[str, str]) -> None:
    usual = shell(scanned, "archive list; archive list --json; archive why 没有", status=2)
    narrow = shell(scanned, "archive list; archive list --json; archive why 没有", status=2, **environment)
    assert (narrow.stdout, narrow.stderr) == (usual.stdout, usual.stderr)
    assert "没有材料 没有" in usual.stderr.decode("utf-8")


@needs_shell
def test_a_name_that_is_no_text_ends_no_run(archive: Archive, tmp_path: Path) -> None:
    folder = os.fsencode(tree(tmp_path / "资料", {}))
    with open(folder + b"/\xff\xfe.txt", "wb") as file:
        file.write("学雷锋志愿服务总结".encode())
    shell(archive, f'archive scan "{tmp_path / "资料"}" && archive list && archive gaps')
    assert len(json.loads(shell(archive, "archive list --json").stdout)) == 1


@needs_shell
def test_nothing_but_text_goes_to_a_file(scanned: Archive) -> None:
    done = shell(scanned, "archive list; archive gaps --by unit; archive why 第3号; archive scan")
    assert b"\x1b" not in done.stdout and done.stderr == b""


def test_a_bug_does_not_steer_the_terminal() -> None:
    code = (
        "from wenming_archive.cli import main\n"
        "from wenming_archive.pipeline import session\n"
        "def bad(_): raise ValueError('\\x1b[2J\\u202e甲')\n"
        "session.begin = bad\n"
        "main.main()"
    )
    done = subprocess.run([sys.executable, "-c", code, "list"], capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "ValueError:  [2J甲" in done.stderr
    assert "Traceback" in done.stderr and not set(done.stderr) & set("\x1b\u202e")


def test_arguments_cannot_forge_a_line(archive: Archive) -> None:
    for arguments in (["甲\n伪造\x1b[2J"], ["list", "甲\n伪造\x1b[2J"], ["why", "甲\n伪造\x1b[2J"]):
        ran = archive(*arguments)
        assert ran.status == 2 and ran.err.count("\n") == 1 and "\x1b" not in ran.err and "伪造" in ran.err


def test_libraries_do_not_mutter(archive: Archive) -> None:
    code = (
        "import warnings\n"
        "from wenming_archive.cli import main\n"
        "from wenming_archive.pipeline import session\n"
        "session.begin = lambda _: warnings.warn('\\x1b[2J', stacklevel=1) or 1 / 0\n"
        "main.main()"
    )
    done = subprocess.run([sys.executable, "-c", code, "list"], capture_output=True, text=True, check=False)
    assert "ZeroDivisionError" in done.stderr and "UserWarning" not in done.stderr
