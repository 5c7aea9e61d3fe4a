"""Time a scan of 1,000 generated files against the least work it must do.

A quarter each of .docx (3,000 characters and a table of 9 × 4), .xlsx (300 rows of 8), .txt (4,000
characters, UTF-8 and GB18030) and .jpg (1,600 × 1,200).

Usage: ``python benchmarks/scanning.py [COUNT] [ROUNDS]``   (1,000 files, 5 rounds)

In one run, round by round, on the same files:

* copy: read, SHA-256 and copy every file, each copy forced to disk, in one process;
* extract: read every file's text with the program's own readers, in one process;
* first: ``archive scan --no-ocr`` of a new workspace, a process of its own, start-up included;
* again: the same once more, with nothing changed.

Reported: medians with minimum and maximum, (copy + extract) / first, again / first, and the memory of
a further first scan, all its processes together.
"""

from __future__ import annotations

import hashlib
import io
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import openpyxl
from PIL import Image

from wenming_archive.model import Found
from wenming_archive.read import reader

SUBJECTS = (
    *("道德讲堂", "志愿服务", "清明祭扫", "党风廉政", "三会一课", "业务培训", "节约用电", "政务公开"),
    *("文体活动", "环境卫生", "安全生产", "文明餐桌", "城乡共建", "网络文明", "先进评选"),
)
_SENTENCES = (
    "为深入贯彻落实上级部署，结合本单位实际，现将有关事项安排如下。",
    "各科室要高度重视，明确专人负责，按时报送进展情况和图片资料。",
    "活动期间共有四十二名干部职工参加，发放资料三百余份，取得了较好的效果。",
    "会议强调，要把创建工作同业务工作同部署、同检查、同考核，形成长效机制。",
    "存在的主要问题是宣传形式不够丰富，个别同志参与积极性不高。",
    "下一步将进一步完善制度，细化措施，推动各项任务落到实处。",
)


def generate(folder: Path, count: int) -> None:
    """Write ``count`` files below ``folder``: docx, xlsx, txt and jpg in turn, the same every time."""
    chance = random.Random(7)
    makers = (word_file, _xlsx, _txt, _jpg)
    for n in range(count):
        subject = SUBJECTS[n % len(SUBJECTS)]
        path = folder / f"科室{n % 10}" / subject / f"{subject}材料{n:04d}"
        path.parent.mkdir(parents=True, exist_ok=True)
        makers[n % 4](path, subject, chance)


def _text(subject: str, chance: random.Random, lines: int) -> list[str]:
    title = f"关于开展{subject}活动的{chance.choice(('通知', '方案', '总结', '情况汇报'))}"
    return [title, *("".join(chance.choices(_SENTENCES, k=3)) for _ in range(lines)), "2023年5月6日"]


def word_file(path: Path, subject: str, chance: random.Random) -> None:
    """Write a Word file of 3,000 characters and a table."""
    document = docx.Document()
    for line in _text(subject, chance, 30):
        document.add_paragraph(line)
    table = document.add_table(rows=9, cols=4)
    for cell in table._cells:
        cell.text = chance.choice(_SENTENCES)[:9]
    document.save(str(path.with_suffix(".docx")))


def _xlsx(path: Path, subject: str, chance: random.Random) -> None:
    book = openpyxl.Workbook()
    book.active.append([f"2023年{subject}登记表"])
    book.active.append(["序号", "姓名", "单位", "日期", "内容", "地点", "时长", "备注"])
    for n in range(300):
        who = [n + 1, f"张某{n}", f"第{n % 9}科", f"2023-05-{n % 28 + 1:02d}"]
        book.active.append([*who, chance.choice(_SENTENCES), "会议室", n % 5 + 0.5, ""])
    book.save(path.with_suffix(".xlsx"))


def _txt(path: Path, subject: str, chance: random.Random) -> None:
    text = "\r\n".join(_text(subject, chance, 40))
    path.with_suffix(".txt").write_bytes(text.encode(chance.choice(("utf-8", "gb18030"))))


def _jpg(path: Path, _: str, chance: random.Random) -> None:
    image = Image.frombytes("RGB", (400, 300), chance.randbytes(360_000)).resize((1600, 1200))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    path.with_suffix(".jpg").write_bytes(out.getvalue())


def copy_alone(files: list[Path], target: Path) -> None:
    """Read, hash and copy every file, each forced to disk."""
    target.mkdir()
    for n, path in enumerate(files):
        digest = hashlib.sha256()
        with path.open("rb") as origin, (target / f"{n}").open("wb") as copy:
            while block := origin.read(1 << 20):
                digest.update(block)
                copy.write(block)
            os.fsync(copy.fileno())


def extract_alone(files: list[Path], _: Path) -> None:
    """Read every file's text."""
    for path in files:
        with path.open("rb") as stream:
            reader.read(Found("", path.name, path, 0, 0), stream)


def scan(files: list[Path], workspace: Path) -> None:
    """Run ``archive scan`` as a process of its own."""
    source = os.path.commonpath(files)
    subprocess.run(
        [*_ARCHIVE, "-C", str(workspace), "scan", "--no-ocr", source], check=True, stdout=subprocess.DEVNULL
    )


def memory(files: list[Path], workspace: Path) -> int:
    """Return the most MB that a first scan's processes held together (PSS; Linux only, else 0)."""
    mark = f"WENMING_BENCH={os.getpid()}"
    environment = {**os.environ, **dict([mark.split("=")])}
    command = [*_ARCHIVE, "-C", str(workspace), "scan", "--no-ocr", os.path.commonpath(files)]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    most = 0
    while process.poll() is None:
        most = max(most, sum(held(folder, mark) for folder in Path("/proc").glob("[0-9]*")))
        time.sleep(0.02)
    return most // 1024


def held(folder: Path, mark: str) -> int:
    """Return the KB that a process with ``mark`` in its environment holds (PSS); 0 of any other."""
    try:
        if mark.encode() not in (folder / "environ").read_bytes().split(b"\0"):
            return 0
        return int((folder / "smaps_rollup").read_text().split("\nPss:")[1].split()[0])
    except (OSError, IndexError):
        return 0


_ARCHIVE = (sys.executable, "-m", "wenming_archive")


def rounds(files: list[Path], count: int) -> Iterator[tuple[str, float]]:
    """Yield what was timed and its seconds, round by round."""
    work: tuple[tuple[str, Callable[[list[Path], Path], None]], ...] = (
        ("copy", copy_alone),
        ("extract", extract_alone),
    )
    for n in range(count + 1):  # the first round warms up and is not counted
        with tempfile.TemporaryDirectory() as folder:
            workspace = Path(folder) / "ws"
            subprocess.run([*_ARCHIVE, "init", str(workspace)], check=True, stdout=subprocess.DEVNULL)
            timed = [(name, _timed(task, files, Path(folder) / name)) for name, task in work]
            timed += [("first", _timed(scan, files, workspace)), ("again", _timed(scan, files, workspace))]
            if n:
                yield from timed


def _timed(task: Callable[[list[Path], Path], None], files: list[Path], folder: Path) -> float:
    start = time.perf_counter()
    task(files, folder)
    return time.perf_counter() - start


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    turns = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    with tempfile.TemporaryDirectory() as folder:
        generate(Path(folder), count)
        files = sorted(p for p in Path(folder).rglob("*") if p.is_file())
        size = sum(p.stat().st_size for p in files) / 1e6
        seconds: dict[str, list[float]] = {}
        for name, value in rounds(files, turns):
            seconds.setdefault(name, []).append(value)
        workspace = Path(folder).with_suffix(".ws")
        subprocess.run([*_ARCHIVE, "init", str(workspace)], check=True, stdout=subprocess.DEVNULL)
        held = memory(files, workspace)
        shutil.rmtree(workspace)
    print(f"{count} files, {size:.0f} MB, {turns} rounds; seconds: median (min-max)")
    for name, values in seconds.items():
        print(f"{name:8} {statistics.median(values):7.2f} ({min(values):.2f}-{max(values):.2f})")
    pairs = list(zip(seconds["copy"], seconds["extract"], seconds["first"], seconds["again"], strict=True))
    print(f"(copy + extract) / first: {statistics.median((c + e) / f for c, e, f, _ in pairs):.2f}")
    print(f"again / first: {statistics.median(a / f for _, _, f, a in pairs):.3f}")
    print(f"memory of a first scan, all its processes together: {held} MB")


if __name__ == "__main__":
    main()
