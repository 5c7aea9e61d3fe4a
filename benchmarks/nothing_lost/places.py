"""Folders of sources and workspaces to try the program on, and what must be so after a trial."""

from __future__ import annotations

import hashlib
import random
import re
import shutil
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from calls import Calls
from runner import Ran, Runner

_HERE = Path(__file__).parent
sys.path[:0] = map(str, (_HERE.parent, _HERE.parents[1] / "tests"))

import builders  # noqa: E402
import scanning  # noqa: E402

#: When a decision was made differs from run to run.
_WHEN = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d")
_STATE = ".archive"
#: What stands in 材料/ beside the copies.
_LISTS = ("manifest-sha256.txt", "manifest-sources.jsonl")


@dataclass
class Place:
    """A folder with sources and a workspace beside it, and a runner of commands there."""

    base: Path
    calls: Calls
    run: Runner

    @property
    def sources(self) -> Path:
        """The folder of the sources."""
        return self.base / "资料"

    @property
    def root(self) -> Path:
        """The workspace."""
        return self.base / "工作区"

    @property
    def _kept(self) -> Path:
        return self.base / "先前"

    def keep(self) -> None:
        """Keep the workspace as it is."""
        _copy(self.root, self._kept)

    def again(self) -> None:
        """Bring the workspace back to what was kept."""
        _copy(self._kept, self.root)

    def empty(self) -> None:
        """Remove the workspace and the sources."""
        shutil.rmtree(self.sources)
        for path in self.root.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    def clear(self) -> None:
        """Remove all."""
        shutil.rmtree(self.base, ignore_errors=True)
        self.base.mkdir(parents=True)


def _copy(folder: Path, to: Path) -> None:
    """Copy bytes and times; no link between the two remains."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(folder, to, symlinks=True)


# -- sources -----------------------------------------------------------------------------------------


def many(folder: Path, count: int) -> None:
    """Write sources that are ``count`` items: texts, now and then a Word file, a zip, one twice."""
    chance = random.Random(7)
    made = 0
    while made < count:
        made += _source(folder, made, chance)


def _source(folder: Path, n: int, chance: random.Random) -> int:
    """Write the source numbered ``n``; return how many items it makes."""
    subject = scanning.SUBJECTS[n % len(scanning.SUBJECTS)]
    path = folder / f"科室{n % 10}" / subject / f"{subject}材料{n:04d}.txt"
    lines = scanning._text(subject, chance, 4)
    builders.tree(path.parent, {})
    if n % 25 == 7:
        path.with_suffix(".docx").write_bytes(builders.docx(*lines))
    elif n % 25 == 9:
        with zipfile.ZipFile(path.with_suffix(".zip"), "w") as packed:
            for part in ("甲", "乙"):
                packed.writestr(f"{subject}{part}.txt", "\n".join([lines[0], part, *lines[1:]]))
        return 3
    else:
        text = "\n".join([*lines[:-1], f"第{n - n % 25 if n % 25 < 2 else n}号", lines[-1]])
        path.write_text(text, "utf-8")
    return 1


def few(folder: Path) -> None:
    """Write eight small sources, one of them a container, two of one content."""
    plan = "道德讲堂活动方案\n第{}期\n2022年5月{}日"
    files = {f"党办/方案{n}.txt": plan.format(n, n) for n in (1, 2, 3)}
    files |= {"工会/志愿服务总结.txt": "学雷锋志愿服务总结\n2022年12月30日", "菜谱.txt": "红烧排骨的做法"}
    builders.tree(folder, {**files, "工会/副本.txt": files["党办/方案1.txt"]})
    with zipfile.ZipFile(folder / "打包.zip", "w") as packed:
        packed.writestr("环境卫生检查.txt", "环境卫生检查台账\n2023年5月6日 已整改")


def change(folder: Path, share: int) -> None:
    """Add, change, rename and delete one in ``share`` of the sources each."""
    files = sorted(path for path in folder.rglob("*.txt"))
    for n, path in enumerate(files):
        if n % share == 0:
            path.with_name(f"补充{n}.txt").write_bytes(
                path.read_bytes().replace("第".encode(), "补第".encode())
            )
        elif n % share == 1:
            path.write_bytes(path.read_bytes() + "\n又写了一行".encode())
        elif n % share == 2:
            path.rename(path.with_name(f"改名{n}.txt"))
        elif n % share == 3 % share:
            path.unlink()


# -- what must be so ---------------------------------------------------------------------------------


def touched(folder: Path) -> dict[str, tuple[int, ...]]:
    """Return what the disk says of everything in a folder; a change of a byte or a time shows."""
    paths = [folder, *sorted(folder.rglob("*"))]
    return {
        str(path): (i.st_size, i.st_mtime_ns, i.st_ctime_ns, i.st_atime_ns, i.st_ino, i.st_mode)
        for path in paths
        for i in [path.lstat()]
    }


@dataclass(frozen=True)
class State:
    """What people and programs see of a workspace; no trace of how it came to be so."""

    copies: Mapping[str, str]
    items: tuple[str, ...]
    listed: str
    gaps: str
    decisions: str
    lists: str
    names: tuple[str, ...]


def state(place: Place) -> State:
    """Return the state of a place's workspace."""
    listed, gaps = place.run("list", "--json"), place.run("gaps", "--json")
    return State(
        copies=dict(_copies(place.root / "材料")),
        items=tuple(item["source"] for item in listed.json) if listed.status == 0 else (),
        listed=listed.out + listed.err,
        gaps=gaps.out + gaps.err,
        decisions=_WHEN.sub("WHEN", (place.root / "decisions.yaml").read_text("utf-8")),
        lists="".join(path.read_text("utf-8") for path in sorted((place.root / "材料").glob("manifest-*"))),
        names=tuple(name for name in builders.names(place.root) if not name.startswith(f"{_STATE}/")),
    )


def _copies(folder: Path) -> Iterator[tuple[str, str]]:
    for name in builders.names(folder):
        yield name, hashlib.sha256((folder / name).read_bytes()).hexdigest()


@dataclass
class Tally:
    """What was found wanting, a sentence for each."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def all(self) -> list[str]:
        """Return all sentences."""
        return [*self.lost, *self.doubled, *self.wrong]

    def add(self, other: Tally) -> None:
        """Take in what another found."""
        self.lost += other.lost
        self.doubled += other.doubled
        self.wrong += other.wrong

    def expect(self, ran: Ran, *statuses: int) -> None:
        """Note a run that ended otherwise, or in a traceback."""
        said = f"{ran.out}\n{ran.err}"
        if ran.status not in statuses or "Traceback" in said:
            self.wrong.append(f"status {ran.status}: {end(ran.err) or end(ran.out)}")

    def compare(self, wanted: State, got: State) -> None:
        """Note where ``got`` is not as ``wanted``."""
        have, need = (
            Counter(sha for name, sha in of.copies.items() if name not in _LISTS) for of in (got, wanted)
        )
        self.lost += [f"no copy of {_name(wanted, sha)}" for sha in need if not have[sha]]
        self.lost += [f"not listed: {name}" for name in set(wanted.items) - set(got.items)]
        self.doubled += [f"copied twice: {_name(got, sha)}" for sha in need if have[sha] > need[sha]]
        if self.lost or self.doubled:
            return
        for name in ("lists", "copies", "listed", "gaps", "decisions", "names"):
            before, after = getattr(wanted, name), getattr(got, name)
            if before != after:
                self.wrong.append(f"{name}: {_first_difference(before, after)}")


def _name(of: State, sha256: str) -> str:
    return next(name for name, sha in of.copies.items() if sha == sha256)


def end(text: str) -> str:
    """Return the last line of what was said."""
    return text.strip().rpartition("\n")[2][:300]


def _first_difference(before: object, after: object) -> str:
    """Return where two values part, and what stands there in each."""
    one, other = (
        sorted(map(str, v.items())) if isinstance(v, Mapping) else str(v).split("\n") for v in (before, after)
    )
    for wanted, got in zip(one, other, strict=False):
        if wanted != got:
            at = next((n for n, (a, b) in enumerate(zip(wanted, got, strict=False)) if a != b), 0)
            shown = slice(max(at - 60, 0), at + 100)
            return f"{wanted[shown]!r} became {got[shown]!r}"
    return f"{len(one)} lines became {len(other)}"
