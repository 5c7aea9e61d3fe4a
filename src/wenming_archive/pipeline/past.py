"""What another year's workspace teaches: who put what under which indicator, kept in lessons.json.

Decisions of people, and what the program was all but certain of and people let stand.  The file holds
words of the documents and thumbnails of the photos, not the documents; deleting it unteaches.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from wenming_archive import disk, workspace
from wenming_archive.catalogue.model import Catalogue, Leaf
from wenming_archive.errors import InputError
from wenming_archive.index import Index
from wenming_archive.model import Item, Status
from wenming_archive.pipeline import session, used
from wenming_archive.pipeline.progress import Progress, Silent
from wenming_archive.pipeline.session import Session
from wenming_archive.pipeline.used import Used
from wenming_archive.place.clues import Clues
from wenming_archive.place.decide import FILE_AT
from wenming_archive.place.profile import grams
from wenming_archive.settings import Boldness
from wenming_archive.text.normal import matching
from wenming_archive.workspace import Workspace

_VERSION = 2
#: Versions that are still read; the first did not say what was used.
_READ = (1, 2)
#: Lessons at most, and characters of body kept of each.
_MOST, _BODY = 2000, 600
#: What share of a title's pairs of characters an indicator of the same code must keep to be the same.
_SAME_TITLE = 0.4


@dataclass(frozen=True)
class Lesson:
    """An item of another year, and the indicators (code, title) it stood under; none of no evidence."""

    clues: Clues
    under: tuple[tuple[str, str], ...]
    by_person: bool = True


@dataclass(frozen=True)
class Learnt:
    """What ``learn`` took over."""

    lessons: int
    #: Lessons that a person decided.
    by_person: int
    #: Lessons whose indicators the new catalogue has not.
    homeless: int


def learn(made: Workspace, old: Path, progress: Progress | None = None) -> Learnt:
    """Keep in the workspace ``made`` what the one at ``old`` teaches, and what was used there.

    :raises InputError: if that is no workspace, or has not been scanned by this version.
    """
    begun = session.begin(old)
    lessons = list(gather(begun))
    value = {
        "version": _VERSION,
        "lessons": [asdict(lesson) for lesson in lessons],
        "used": used.rows(used.gather(begun, progress or Silent()), used_before(begun)),
    }
    disk.write(made.lessons_file, json.dumps(value, ensure_ascii=False, indent=0).encode("utf-8"))
    catalogue = session.begin(made.root).catalogue
    homeless = sum(bool(lesson.under) and not leaves(catalogue, lesson) for lesson in lessons)
    return Learnt(len(lessons), sum(lesson.by_person for lesson in lessons), homeless)


def check(old: Path) -> None:
    """Refuse a place that nothing can be learnt from.

    :raises InputError: saying why.
    """
    begun = session.begin(old)
    used_before(begun)
    if next(gather(begun), None) is None:
        raise InputError(
            f"{workspace.find(old).root} 里没有可以学习的归档结果；请先在那里运行一次 archive scan 再试"
        )


def gather(old: Session) -> Iterator[Lesson]:
    """Yield what a workspace teaches, people's decisions first."""
    with Index.reading(old.workspace.index_file) as index:
        shelf = index.clues()
        codes = old.catalogue.by_code
        items = sorted(filter(_teaches, index.items()), key=lambda item: not _by_person(item))
        for item in items[:_MOST]:
            # The catalogue may have been changed since the scan.
            under = [(code, codes[code].title) for code in item.codes if code in codes]
            if under or not item.codes:
                clues = shelf[item.known.key]
                yield Lesson(replace(clues, body=clues.body[:_BODY]), tuple(under), _by_person(item))


def load(made: Session) -> list[tuple[Clues, list[int]]]:
    """Return the lessons of a workspace, each with its leaves in the catalogue; none if there are none.

    :raises InputError: if the file is not what was written.
    """
    with _explained(made):
        lessons = [_lesson(row) for row in _value(made)["lessons"]]
    found = [(lesson, leaves(made.catalogue, lesson)) for lesson in lessons]
    return [(lesson.clues, under) for lesson, under in found if under or not lesson.under]


def used_before(made: Session) -> list[Used]:
    """Return what was filed in the workspaces that this one learnt from; nothing if it learnt nothing.

    :raises InputError: if the file is not what was written.
    """
    with _explained(made):
        return list(used.parsed(_value(made).get("used", ())))


def _value(made: Session) -> dict[str, Any]:
    """Return what lessons.json holds; no lessons if there is none, or a later version wrote it."""
    path = made.workspace.lessons_file
    if not path.exists():
        return {"lessons": []}
    with disk.guarded(f"无法读取 {path}"):
        data = path.read_bytes()
    value: dict[str, Any] = json.loads(data)
    return value if value["version"] in _READ else {"lessons": []}


@contextlib.contextmanager
def _explained(made: Session) -> Iterator[None]:
    try:
        yield
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        path = made.workspace.lessons_file
        raise InputError(f"{path} 已损坏，读不出往年的归法；请删除它，或重新建立工作区") from error


def leaves(catalogue: Catalogue, lesson: Lesson) -> list[int]:
    """Return the positions of a lesson's indicators in ``catalogue``; those it has not are left out."""
    found = (same_leaf(catalogue, code, title) for code, title in lesson.under)
    return list(dict.fromkeys(leaf.position for leaf in found if leaf))


def same_leaf(catalogue: Catalogue, code: str, title: str) -> Leaf | None:
    """Return the leaf of the same title, or else of the same code if its title is alike."""
    same = [leaf for leaf in catalogue.leaves if matching(leaf.title) == matching(title)]
    coded = catalogue.by_code.get(code)
    if coded in same or (not same and coded and _alike(coded.title, title)):
        return coded
    return same[0] if len(same) == 1 else None


def _alike(one: str, other: str) -> bool:
    ours, theirs = grams(matching(one)), grams(matching(other))
    return sum((ours & theirs).values()) >= _SAME_TITLE * max(sum(theirs.values()), 1)


def _teaches(item: Item) -> bool:
    """Say whether an item's place can be relied on: a person chose it, or the program was all but certain."""
    if item.status is Status.ignored:
        return item.known.readable
    sure = all(p.confidence >= FILE_AT[Boldness.careful] for p in item.placement.indicators)
    return item.status is Status.filed and (_by_person(item) or sure)


def _by_person(item: Item) -> bool:
    return item.status is Status.ignored or any(p.by == "person" for p in item.placement.indicators)


def _lesson(row: dict[str, Any]) -> Lesson:
    """Return the lesson of a stored row.

    :raises TypeError: if something else than words stands where words should.
    """
    clues = Clues(**{**row["clues"], "folders": tuple(row["clues"]["folders"])})
    words = {**row["clues"], "folders": "".join(clues.folders), "date": clues.date or ""}
    if not all(isinstance(word, str) for word in words.values()):
        raise TypeError("no words")
    return Lesson(clues, tuple((str(code), str(title)) for code, title in row["under"]))
