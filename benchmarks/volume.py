"""Time the submission: its tables beside python-docx's own ways, whole volumes, and photos.

Usage: ``python benchmarks/volume.py [--rounds 5] [--cells 300] [--photos 200] [--paginate]``

In one run, a table of seven columns put into an open document, in seconds of the processor:

* ours at 1,000, 3,000 and 10,000 rows;
* ``table.add_row().cells``, each cell's text set; and the same with the widths and styles that ours has;
* ``document.add_table(rows, cols)``, then ``table.cell(row, column).text`` for each: it looks at every
  cell to find one, so that 3,000 rows would take hours; it is measured once, with ``--cells`` rows.

Then a whole volume of 3,000 items from its values, and ``archive export-docx`` as a process of its own
in a workspace of 1,000 items, of which ``--photos`` are photos of 12 megapixels, 3 to 5 MB, held
sideways: seconds, and the memory of all its processes together, on one core and on all.  With
``--paginate`` also with page numbers found by LibreOffice.
"""

from __future__ import annotations

import argparse
import datetime as dt
import functools
import hashlib
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from docx.shared import Mm
from PIL import Image

from scanning import held
from wenming_archive import disk, workspace
from wenming_archive.catalogue import load
from wenming_archive.decisions import Decisions
from wenming_archive.export import volume, word, word_style
from wenming_archive.export import word_parts as parts
from wenming_archive.export.submission import listing
from wenming_archive.export.volume import Volume
from wenming_archive.model import Description, Found, Item, Known, Placed, Placement, Status
from wenming_archive.report import gaps
from wenming_archive.settings import Columns

Lines = Sequence[Sequence[str]]
_LEAVES = 150
_ROWS = (1_000, 3_000, 10_000)
_COLUMNS = [one.column for one in listing.SETS[Columns.evidence]]
_EXIF_TURN, _SIDEWAYS = 0x0112, 6
_ARCHIVE = (sys.executable, "-m", "wenming_archive")


# -- one table -------------------------------------------------------------------------------------


def rows(count: int) -> list[list[str]]:
    """Return the lines of a list of evidence."""
    return [
        [
            str(n),
            f"Ⅰ-1-{n:02d}",
            f"关于开展第{n}期道德讲堂活动的通知",
            f"水文明发〔2023〕{n}号",
            "县水务局党组",
            "20230506",
            f"{3 * n - 2}—{3 * n}",
        ]
        for n in range(1, count + 1)
    ]


def add_row(document: Any, lines: Lines) -> None:
    """Write a table as python-docx's manual shows it: nothing but its text."""
    table = _begun(document, 1)
    for line in lines:
        for cell, text in zip(table.add_row().cells, line, strict=True):
            cell.text = text


def add_row_alike(document: Any, lines: Lines) -> None:
    """Write a table in the same way as ours looks: each cell in its width and style."""
    table = _begun(document, 1)
    for line in lines:
        for cell, text, column in zip(table.add_row().cells, line, _COLUMNS, strict=True):
            cell.text = text
            cell.width = Mm(column.width)
            cell.paragraphs[0].style = column.style


def by_cell(document: Any, lines: Lines) -> None:
    """Write a table made at once, cell by cell: nothing but its text."""
    table = _begun(document, len(lines) + 1)
    for n, line in enumerate(lines, 1):
        for m, text in enumerate(line):
            table.cell(n, m).text = text


def ours(document: Any, lines: Lines) -> None:
    """Write a table as the volume does."""
    parts.table(document, _COLUMNS, lines)


def _begun(document: Any, count: int) -> Any:
    table = document.add_table(rows=count, cols=len(_COLUMNS))
    for cell, column in zip(table.rows[0].cells, _COLUMNS, strict=True):
        cell.text = column.head
    return table


def tables(rounds: int, cells: int) -> None:
    """Print how long each way takes."""
    print("| seconds | rows | median | from | to |\n|---|--:|--:|--:|--:|")
    mine = {count: _print("ours", ours, count, rounds) for count in _ROWS}
    bare = _print("add_row, text alone", add_row, 3_000, rounds)
    alike = _print("add_row, widths and styles too", add_row_alike, 3_000, rounds)
    slow = _print("cell, text alone", by_cell, cells, 1)
    print(f"\n10,000 / 3,000: {mine[10_000] / mine[3_000]:.2f}")
    print(f"add_row / ours: {bare / mine[3_000]:.1f}, with widths and styles {alike / mine[3_000]:.1f}")
    print(f"cell, {cells:,} rows / ours, 3,000 rows: {slow / mine[3_000]:.0f}")


def _print(name: str, way: Callable[[Any, Lines], object], count: int, rounds: int) -> float:
    lines = rows(count)
    times = [_timed(functools.partial(way, word_style.new_document(), lines)) for _ in range(rounds)]
    middle = statistics.median(times)
    print(f"| {name} | {count:,} | {middle:.2f} | {min(times):.2f} | {max(times):.2f} |", flush=True)
    return middle


def _timed(task: Callable[[], object]) -> float:
    """Return the processor's seconds: other work on the machine takes no part."""
    start = time.process_time()
    task()
    return time.process_time() - start


# -- a whole volume --------------------------------------------------------------------------------


def catalogue() -> dict[str, object]:
    """Return a catalogue of 150 indicators below ten, as a file holds it."""
    leaf = {
        "standard": "有计划、有制度、有活动、有成效，资料齐全。" * 4,
        "evidence": [{"kind": "plan", "min": 2}],
    }
    groups = [
        {
            "code": f"Ⅰ-{g}",
            "title": f"第{g}个项目",
            "children": [
                {"code": f"Ⅱ-{n}", "title": f"第{n}项内容", **leaf} for n in range(15 * g - 14, 15 * g + 1)
            ],
        }
        for g in range(1, _LEAVES // 15 + 1)
    ]
    period = {"start": dt.date(2021, 1, 1), "end": dt.date(2023, 12, 31)}
    return {"title": "市级文明单位测评体系", "period": period, "indicators": groups}


def bound(count: int) -> Volume:
    """Return a volume of ``count`` items under 150 indicators."""
    tree = load.parse(yaml.safe_dump(catalogue(), allow_unicode=True))
    items = [_item(n) for n in range(count)]
    return volume.bind(tree, items, gaps.compare(tree, items, Decisions()), "某县水务局")


def _item(n: int) -> Item:
    name = f"{n:05}.docx"
    found = Found("/根", name, Path("/根") / name, 1, 1)
    title = f"关于开展第{n}期道德讲堂活动的通知"
    described = Description(
        *("plan", title, False, f"水文明发〔2023〕{n}号", "县水务局党组", "2023-05-06", "body", 3, True)
    )
    known = Known(found, hashlib.sha256(name.encode()).hexdigest(), "docx", described)
    code = f"Ⅱ-{n % _LEAVES + 1}"
    return Item(known, Placement(Status.filed, (Placed(code, "main", 0.9, "auto"),)))


def whole(rounds: int) -> None:
    """Print how long a volume of 3,000 items takes from its values."""
    made = bound(3_000)
    times = [_timed(lambda: word.write(made)) for _ in range(rounds)]
    print(f"\nvolume of 3,000 items under 150 indicators: {_span(times)} s")


def _span(times: Sequence[float]) -> str:
    return f"{statistics.median(times):.2f} ({min(times):.2f} to {max(times):.2f})"


# -- the command -----------------------------------------------------------------------------------


def office(folder: Path, count: int, photos: int) -> Path:
    """Make a workspace of ``count`` items, ``photos`` of them photos, all filed; return it."""
    source = folder / "资料"
    source.mkdir(parents=True)
    for n in range(count):
        _photo(source / f"讲堂现场{n}.jpg", n) if n < photos else _paper(source / f"通知{n}.txt", n)
    tree = folder / "体系.yaml"
    tree.write_text(yaml.safe_dump(catalogue(), allow_unicode=True), "utf-8")
    own = workspace.create(folder / "档案", None, tree)
    decided = [
        {"sha256": disk.sha256(path), "path": path.name, "assign": [f"Ⅱ-{n % _LEAVES + 1}"]}
        for n, path in enumerate(sorted(source.iterdir()))
    ]
    own.decisions_file.write_text(yaml.safe_dump({"items": decided}, allow_unicode=True), "utf-8")
    _run(own.root, "scan", "--no-ocr", str(source))
    return own.root


def _paper(path: Path, n: int) -> None:
    text = f"关于开展第{n}期道德讲堂活动的通知\n" + "各科室要高度重视，按时报送进展情况。\n" * 60
    path.write_text(text, "utf-8")


def _photo(path: Path, n: int) -> None:
    """Write a photo of 12 megapixels as a telephone held upright does: on its side, with EXIF."""
    noise = np.random.default_rng(n)
    coarse = noise.integers(0, 256, (38, 50, 3), np.uint8)
    picture = np.asarray(Image.fromarray(coarse).resize((4000, 3000), Image.Resampling.BICUBIC), np.int16)
    grain = noise.integers(-12, 13, (3000, 4000, 1), np.int16)
    exif = Image.Exif()
    exif[_EXIF_TURN] = _SIDEWAYS
    made = Image.fromarray((picture + grain).clip(0, 255).astype(np.uint8))
    made.save(path, "JPEG", quality=88, exif=exif)


def _run(root: Path, *arguments: str) -> None:
    subprocess.run([*_ARCHIVE, "-C", str(root), *arguments], check=True, stdout=subprocess.DEVNULL)


def watched(command: Sequence[str]) -> tuple[float, float]:
    """Run a command; return its seconds and the most MB that its processes held together (PSS; Linux)."""
    mark = f"WENMING_BENCH={os.getpid()}.{random.random()}"
    environment = {**os.environ, **dict([mark.split("=")])}
    start, most = time.perf_counter(), 0
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    while process.poll() is None:
        most = max(most, sum(held(folder, mark) for folder in Path("/proc").glob("[0-9]*")))
        time.sleep(0.1)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: {process.returncode}")
    return time.perf_counter() - start, most / 1024


def exported(root: Path, rounds: int, *, paginate: bool) -> None:
    """Print what the command takes on all cores and on one."""
    command = [*_ARCHIVE, "-C", str(root), "export-docx"]
    ways = {"all cores": command}
    if shutil.which("taskset"):
        ways["one core"] = ["taskset", "-c", "0", *command]
    if paginate:
        ways["all cores, --paginate"] = [*command, "--paginate"]
    for name, way in ways.items():
        found = [watched(way) for _ in range(rounds)]
        seconds, memory = zip(*found, strict=True)
        print(f"export-docx, {name}: {_span(seconds)} s, {_span(memory)} MB", flush=True)


def main() -> None:
    """Run."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--cells", type=int, default=300)
    options.add_argument("--photos", type=int, default=200)
    options.add_argument("--paginate", action="store_true")
    given = options.parse_args()
    tables(given.rounds, given.cells)
    whole(given.rounds)
    with tempfile.TemporaryDirectory() as folder:
        root = office(Path(folder), 1_000, given.photos)
        sizes = [path.stat().st_size for path in (Path(folder) / "资料").glob("*.jpg")]
        print(f"{len(sizes)} photos of {min(sizes) / 1e6:.1f} to {max(sizes) / 1e6:.1f} MB")
        exported(root, min(given.rounds, 3), paginate=given.paginate)


if __name__ == "__main__":
    main()
