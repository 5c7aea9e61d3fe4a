"""LibreOffice, where it is installed: documents become PDFs; the one place where a program is run.

It works on copies in a folder of its own, with a profile of its own: no macros, nothing fetched, no
links followed, no window, no shell.  A document at which it hangs or fails costs itself alone.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from wenming_archive import disk
from wenming_archive.errors import InputError
from wenming_archive.render import notice
from wenming_archive.render.profile import PROFILE

#: Names the program, where it is not found by itself.
VARIABLE = "ARCHIVE_SOFFICE"
MISSING = (
    "未找到 LibreOffice，没有导出；请安装它（libreoffice.org，免费；Debian、Ubuntu、统信可用 "
    "apt install libreoffice），已装在别处的，请把环境变量 ARCHIVE_SOFFICE 设为 soffice 程序的路径"
)
STUCK = (
    "LibreOffice 没有反应，连一页空白也转换不了，没有导出；"
    "请关掉已打开的 LibreOffice 后重试，仍不行的，请重新安装它"
)
#: Why a document has no PDF.
SLOW, REFUSED, UNREAD = "转换用时过长", "LibreOffice 打不开", "文件读不出来"
#: Seconds that one document may take, and how many are given to one run.
LIMIT, TOGETHER = 120.0, 25
#: What it must be able to convert, and within how many seconds.
_PROBE, _PROBED_IN = notice.document("", ()), 60.0
#: The disk is full: no fault of the document's.
_FULL = (errno.ENOSPC, errno.EDQUOT)
_TICK = 0.05
_COMMAND = ("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--convert-to", "pdf")
#: How a document of this ending must be opened: a web page as a text, else it comes out empty.
_OPENED = {".html": "--infilter=HTML (StarWriter)"}
#: What a PDF says of its time: fixed, so that the same document gives the same pages.
_EPOCH = "946684800"

Opener = Callable[[], AbstractContextManager[BinaryIO]]
Step = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Paper:
    """A document: how to open it, and the ending that tells what it is (``.docx``)."""

    opened: Opener
    ending: str


@dataclass(frozen=True, slots=True)
class Made:
    """The PDF of a document, or why there is none."""

    path: Path | None
    reason: str = ""


def find() -> Path:
    """Return the program.

    :raises InputError: saying how to get it.
    """
    named = os.environ.get(VARIABLE)
    if named:
        if found := shutil.which(named):
            return Path(found)
        raise InputError(f"环境变量 {VARIABLE} 指的 {named} 不是可以运行的程序；请改为 soffice 的路径")
    for place in (*map(shutil.which, ("soffice", "libreoffice")), *map(shutil.which, _usual())):
        if place:
            return Path(place)
    raise InputError(MISSING)


def _usual() -> Iterator[str]:
    """Yield where its installers put it."""
    for variable in ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)", "LOCALAPPDATA"):
        if folder := os.environ.get(variable):
            yield str(Path(folder) / "LibreOffice" / "program" / "soffice.exe")
    for home in (Path("/"), Path.home()):
        yield str(home / "Applications/LibreOffice.app/Contents/MacOS/soffice")
    yield from ("/usr/lib/libreoffice/program/soffice", "/snap/bin/libreoffice")
    yield from map(str, sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True))


def to_pdf(
    papers: Sequence[Paper], folder: Path, step: Step = lambda _: None, limit: float = LIMIT
) -> list[Made]:
    """Make a PDF of each of ``papers`` in ``folder``, and return in the same order what became of them.

    ``step`` is told the place of each that is finished; ``limit`` is how many seconds one may take.
    What LibreOffice works on lies in ``folder`` meanwhile.

    :raises InputError: if there is no LibreOffice, it does nothing at all, or ``folder`` cannot be used.
    """
    program, folder = find(), folder.absolute()
    with (
        disk.guarded(f"无法在 {folder} 里排版"),
        tempfile.TemporaryDirectory(prefix="archive-", dir=folder, ignore_cleanup_errors=True) as made,
    ):
        press = _Press(program, Path(made), folder, limit, step)
        if limit > LIMIT:  # nobody should wait that long for one that does nothing
            press.probe()
        for how in dict.fromkeys(_OPENED.get(paper.ending) for paper in papers):
            kind = [n for n, paper in enumerate(papers) if _OPENED.get(paper.ending) == how]
            for first in range(0, len(kind), TOGETHER):
                press.convert({n: papers[n] for n in kind[first : first + TOGETHER]})
        return [press.made[n] for n in range(len(papers))]


class _Press:
    """One profile, and what was made with it."""

    def __init__(self, program: Path, place: Path, folder: Path, limit: float, step: Step) -> None:
        self._program, self._place, self._folder = program, place, folder
        self._limit, self._step = limit, step
        self.made: dict[int, Made] = {}
        user = place / "profile" / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(PROFILE, "utf-8")

    def convert(self, papers: dict[int, Paper]) -> None:
        """Make the PDFs of ``papers``, which are opened alike: together, and what fails once more alone."""
        laid = {n: path for n, paper in papers.items() if (path := self._laid(n, paper))}
        try:
            if laid:
                self._convert(laid)
        finally:
            for path in laid.values():
                path.unlink(missing_ok=True)

    def _convert(self, laid: dict[int, Path]) -> None:
        slow = self._run(laid)
        left = [n for n in laid if n not in self.made]
        if len(left) == len(laid):
            self.probe()
        for n in left:
            if len(laid) > 1 or not slow:
                slow = self._run({n: laid[n]})
                if slow and n not in self.made:
                    self.probe()
            if n not in self.made:
                self._finish(n, Made(None, SLOW if slow else REFUSED))

    def probe(self) -> None:
        """Convert an empty page, to know whether it is a document's fault that nothing came out.

        :raises InputError: if not even that works.
        """
        page = self._place / f"probe{notice.ENDING}"
        page.write_bytes(_PROBE)
        with self._started([page], self._place) as process, contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(min(self._limit, _PROBED_IN))
        made = page.with_suffix(".pdf")
        if not made.exists() or not _whole(made):
            raise InputError(STUCK)

    def _laid(self, n: int, paper: Paper) -> Path | None:
        """Lay a copy under a plain name where LibreOffice may do with it as it likes."""
        path = self._place / f"{n:06}{paper.ending}"
        try:
            with paper.opened() as source, path.open("xb") as copy:
                shutil.copyfileobj(source, copy)
        except OSError as error:
            if error.errno in _FULL:
                raise
            self._finish(n, Made(None, UNREAD))
            return None
        return path

    def _run(self, laid: dict[int, Path]) -> bool:
        """Let LibreOffice convert what is ``laid``; true if it had to be stopped."""
        before = set(self.made)
        with self._started(list(laid.values()), self._folder) as process:
            until = time.monotonic() + self._limit
            while self._alive(process):
                self._gather(laid, finished=False)
                if set(self.made) != before:
                    before, until = set(self.made), time.monotonic() + self._limit
                if time.monotonic() > until:
                    return True
        self._gather(laid, finished=True)
        return False

    @staticmethod
    def _alive(process: subprocess.Popen[bytes]) -> bool:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(_TICK)
            return False
        return True

    def _gather(self, laid: dict[int, Path], *, finished: bool) -> None:
        """Take what is done: all but the last while LibreOffice may still be writing that."""
        there = [n for n in laid if n not in self.made and self._pdf(n).exists()]
        for n in there if finished else there[:-1]:
            if _whole(self._pdf(n)):
                self._finish(n, Made(self._pdf(n)))

    def _pdf(self, n: int) -> Path:
        return self._folder / f"{n:06}.pdf"

    def _finish(self, n: int, made: Made) -> None:
        self.made[n] = made
        self._step(n)

    @contextlib.contextmanager
    def _started(self, paths: Sequence[Path], out: Path) -> Iterator[subprocess.Popen[bytes]]:
        """Give LibreOffice at work on ``paths``, the PDFs in ``out``; nothing of it outlives the block."""
        profile = f"-env:UserInstallation={(self._place / 'profile').as_uri()}"
        how = [opened] if (opened := _OPENED.get(paths[0].suffix)) else []
        command = [str(self._program), profile, *_COMMAND, "--outdir", str(out), *how]
        with disk.guarded(f"无法运行 {self._program}"):
            process = subprocess.Popen(
                [*command, *map(str, paths)],
                cwd=self._place,
                env=_surroundings(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        try:
            yield process
        finally:
            _end(process)


def _surroundings() -> dict[str, str]:
    """Return the environment without what leads to a screen or out of the house."""
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"):
        kept.pop(name, None)
    return {**kept, "SOURCE_DATE_EPOCH": _EPOCH, "SAL_USE_VCLPLUGIN": "svp"}


def _whole(path: Path) -> bool:
    """True for a PDF that was written to its end."""
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - 32))
        return b"%%EOF" in stream.read()


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program and all that it started, if it has not ended."""
    for command in _killers(process):
        with contextlib.suppress(OSError, subprocess.SubprocessError):
            command()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(10)


def _killers(process: subprocess.Popen[bytes]) -> Iterable[Callable[[], object]]:
    if os.name == "nt":
        if process.poll() is None:
            tree = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
            yield lambda: subprocess.run(tree, capture_output=True, check=False, timeout=10)
            yield process.kill
    else:
        # The group outlives its first: what that started may still run.
        yield lambda: os.killpg(process.pid, signal.SIGKILL)
