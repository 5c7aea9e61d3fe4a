"""The volume as one PDF, the evidence itself bound in behind the list of each indicator."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from wenming_archive import disk
from wenming_archive.errors import InputError
from wenming_archive.export import volume
from wenming_archive.export.exporters import EXPORTERS
from wenming_archive.export.submission import marks
from wenming_archive.export.volume import Entry, Section, Volume
from wenming_archive.filing import shelves
from wenming_archive.model import Item, Status
from wenming_archive.pipeline import gate, lengths, outgoing, outputs, pressing, showing, submitting, workroom
from wenming_archive.pipeline.pressing import Key, Pressed
from wenming_archive.pipeline.progress import Progress
from wenming_archive.pipeline.session import Session
from wenming_archive.pipeline.submitting import PLAIN, Wish
from wenming_archive.read.limits import Unreadable
from wenming_archive.render import joined, office, pages
from wenming_archive.render.joined import Leaf, Piece
from wenming_archive.report import gaps

NAME = "测评材料汇编.pdf"
_REFUSED = "无法在工作区的 .archive 里排版"


@dataclass(frozen=True)
class Bound:
    """A volume that was bound."""

    path: Path
    #: Where an earlier one that people had changed was kept.
    kept: Path | None
    #: How many pages it has, and how many of them are evidence.
    pages: int
    evidence: int
    #: What is handed in apart, and why.
    apart: tuple[str, ...] = ()
    #: What a person should know.
    notes: tuple[str, ...] = ()


def export(
    session: Session,
    target: Path | None,
    progress: Progress,
    wish: Wish = PLAIN,
    *,
    duplex: bool = False,
) -> Bound:
    """Write the volume with its evidence to ``target`` or to ``输出/``.

    With ``duplex`` blank pages keep odd numbers on the front of the sheets, even ones on the back.

    :raises InputError: if there is no LibreOffice, a final one is wished and there are gaps, something
        must not go out, that is no place for it, or the system refuses.
    """
    path = target or session.workspace.output / NAME
    outputs.refuse_name(path, NAME)
    outputs.allow(session, path)  # before the work, too
    office.find()
    passed = gate.passed(session, outgoing.PAGES, wish.terms.reason, wish.terms.ask, progress)
    if wish.final:
        volume.refuse_gaps(gaps.compare(session.catalogue, passed.items, session.decisions).open)
    filed = [item for item in passed.items if item.status is Status.filed]
    with workroom.opened(session.workspace) as room:
        with disk.guarded(_REFUSED):
            pressed = pressing.press(filed, session.workspace.root, room, progress)
        known = replace(passed, items=tuple(lengths.counted(passed.items, pressed)))
        whole = submitting.bound(session, known, path.parent, wish, progress)
        with disk.guarded(_REFUSED):
            shelf = _Shelf(session, known.items, pressed, showing.shown(whole, room))
            count = _join(showing.without(whole), shelf, room / NAME, progress, duplex=duplex)
        kept = outputs.lay(session, path, room / NAME)
    told = tuple(f"{item.found.source}：{why}" for item in filed if (why := pressed[item.known.key].why))
    return Bound(path, kept, count, shelf.count(whole), told, passed.notes)


class _Shelf:
    """What is bound in behind each list."""

    def __init__(
        self,
        session: Session,
        items: Sequence[Item],
        pressed: Mapping[Key, Pressed],
        photos: Mapping[showing.Place, Pressed],
    ) -> None:
        self._shelves = shelves.shelves(items, session.catalogue)
        self._pressed, self._photos = pressed, photos

    def leaf(self, section: Section) -> Leaf:
        """Return the evidence of a section, each item with the number that its list gives it."""
        code = section.state.leaf.code
        rows = zip(section.entries, self._shelves[code], strict=True)
        pieces = tuple(self._piece(code, entry, item) for entry, item in rows)
        return Leaf(marks.of_section(section)[1], pieces)

    def count(self, whole: Volume) -> int:
        """Return how many pages of evidence there are."""
        return sum(piece.pages for section in whole.sections for piece in self.leaf(section).pieces)

    def _piece(self, code: str, entry: Entry, item: Item) -> Piece:
        plain = self._pressed[item.known.key]
        one = plain if plain.why else self._photos.get((code, entry.serial), plain)
        return Piece(one.path, one.pages, f"{entry.number}　{entry.title}", one.first)


def _join(whole: Volume, shelf: _Shelf, made: Path, progress: Progress, *, duplex: bool) -> int:
    """Write a volume and its evidence to ``made``, and return how many pages it has."""
    printed = _printed(whole, made.parent, progress)
    leaves = [shelf.leaf(section) for section in whole.sections]
    progress.phase("装订", sum(len(leaf.pieces) for leaf in leaves))
    title = f"{whole.catalogue.title} 测评材料汇编"
    try:
        with made.open("wb") as out:
            places = pages.places(printed)
            return joined.join(io.BytesIO(printed), places, leaves, out, title, progress.step, duplex=duplex)
    except Unreadable as error:
        raise InputError(f"没有导出：LibreOffice 排出的页面无法装订（{error}）；请重试") from error


def _printed(whole: Volume, room: Path, progress: Progress) -> bytes:
    """Return a volume as a PDF, its contents with the numbers of the pages: it is made twice."""
    write = EXPORTERS["docx"].write
    progress.phase("排版汇编", 2)
    progress.step("找出页码")
    found = pages.paginate(write(whole), room)
    progress.step("排出页面")
    return pages.pdf(write(replace(whole, printed=pages.displayed(found, submitting.NUMBERINGS))), room)
