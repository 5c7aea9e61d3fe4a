"""Write a catalogue as the table that offices know, or as the task list for its units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from wenming_archive import disk
from wenming_archive.catalogue import load
from wenming_archive.catalogue.model import Catalogue
from wenming_archive.editions import compare
from wenming_archive.errors import ArchiveError, InputError
from wenming_archive.export import tables, tasks
from wenming_archive.pipeline import outputs, session
from wenming_archive.pipeline.session import Session
from wenming_archive.published import read, writing

_BARRED = re.compile(r'[\\/:*?"<>|\s]+')
_LONGEST = 60


@dataclass(frozen=True)
class Tabled:
    """What was written."""

    path: Path
    #: Where an earlier file that differs was kept.
    kept: Path | None
    #: What the catalogue says otherwise than the table.
    left: tuple[str, ...] = ()


def export(file: Path | None, start: Path, form: str, target: Path | None, *, tasked: bool) -> Tabled:
    """Write the catalogue in ``file``, or of the workspace that ``start`` lies in, as a table in ``form``.

    With ``tasked`` it is the task list.

    :raises InputError: if there is no such form, that is no place for it, or the system refuses.
    :raises Faults: if the catalogue has faults.
    """
    forms = tables.TASKS if tasked else tables.TREES
    if form not in forms:
        raise InputError(f"不认识的格式 {form}；可用的格式：{'、'.join(forms)}")
    if file:
        catalogue, office = load.load(file), ""
        path, kept = _beside(target, _name(catalogue, form, tasked=tasked)), None
        disk.write(path, tables.write(forms[form], catalogue, office))
    else:
        begun = session.begin(start)
        catalogue, office = begun.catalogue, begun.settings.unit
        path = _inside(begun, target, _name(catalogue, form, tasked=tasked))
        kept = outputs.write(begun, path, tables.write(forms[form], catalogue, office))
    return Tabled(path, kept, () if tasked else tuple(_left(path, catalogue)))


def _left(path: Path, catalogue: Catalogue) -> Iterator[str]:
    """Yield what the table does not say as the catalogue does: it is read back, and compared."""
    try:
        back = load.parse(writing.text(read.read(path), path.name))
    except ArchiveError as error:
        yield f"整张表（{error.lines[0]}）"
        return
    known = {code: [code] for code in catalogue.by_code if code in back.by_code}
    diff = compare.compare(catalogue, back, known)
    yield from (change.label for change in diff.whole)
    changed = [(one.old.code, one.changes) for one in diff.groups]
    changed += [(one.old.code, one.changes) for one in diff.changed]
    yield from (f"{code} 的{'、'.join(one.label for one in found)}" for code, found in changed if found)
    yield from (leaf.code for leaf in diff.dropped)
    yield from (one.old.code for one in diff.negative if one.old and one.old != one.new)


def _inside(begun: Session, target: Path | None, usual: str) -> Path:
    """Return where a table of the workspace's own catalogue is written; refuse it before the work."""
    path = target or begun.workspace.output / usual
    outputs.refuse_name(path, usual)
    outputs.allow(begun, path)
    return path


def _beside(target: Path | None, usual: str) -> Path:
    """Return where a table of any catalogue is written: a new file."""
    path = target or Path(usual)
    outputs.refuse_name(path, usual)
    if path.exists():
        raise InputError(f"{path} 已存在，没有覆盖；请用 -o 写出另一个文件名")
    return path


def _name(catalogue: Catalogue, form: str, *, tasked: bool) -> str:
    title = tasks.title(catalogue) if tasked else catalogue.title
    return f"{_BARRED.sub(' ', title).strip('. ')[:_LONGEST] or '测评体系'}.{form}"
