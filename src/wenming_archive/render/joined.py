"""The volume with the evidence bound in behind each list: one PDF, its outline and links kept."""

from __future__ import annotations

import contextlib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Self

from wenming_archive.render import smooth
from wenming_archive.render.copying import Copying
from wenming_archive.render.pages import Place
from wenming_archive.render.sheaf import Entry, Sheaf

#: Bookmarks at which a part of the volume begins; others may stand inside a part.
_PARTS = re.compile(r"cover|contents|notes|group\d+|leaf\d+|appendix|review")
#: Before these the evidence goes of what has no bookmark of its own.
_CLOSING = ("appendix", "review")
#: PDFs that are kept open for the pages that are still wanted of them.
_AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Piece:
    """One item as pages of a PDF from its ``first`` on, and its line in the outline."""

    path: Path
    pages: int
    title: str
    first: int = 0


@dataclass(frozen=True, slots=True)
class Leaf:
    """The evidence of an indicator, and the bookmark behind whose pages it goes."""

    bookmark: str
    pieces: tuple[Piece, ...]


def join(
    volume: BinaryIO,
    places: Mapping[str, Place],
    leaves: Sequence[Leaf],
    target: BinaryIO,
    title: str,
    step: Callable[[str], None] = lambda _: None,
    *,
    duplex: bool = False,
) -> int:
    """Write the ``volume`` with the evidence of ``leaves`` to ``target``; return how many pages it has.

    ``places`` are the volume's bookmarks.  The pages of evidence are numbered through, in the order
    of ``leaves``.  With ``duplex`` blank pages keep odd numbers on the front, even ones on the back.
    """
    with smooth.opened(volume) as reader, contextlib.ExitStack() as open_ones:
        sheaf = Sheaf(target)
        pages = Copying(sheaf, reader)
        numbers = [pages.at(n) for n in range(len(pages))]
        outline = _outline(reader, numbers)
        binder = _Binder(sheaf, open_ones.enter_context(_Sources(sheaf, leaves)), step, duplex=duplex)
        behind = _behind(places, leaves, len(pages))
        for n in range(len(pages) + 1):
            for leaf in behind.get(n, ()):
                _under(outline, numbers, places.get(leaf.bookmark)).extend(binder.add(leaf))
            if n < len(pages):
                binder.keep_side(n)
                pages.page(n)
        pages.end()
        open_ones.close()
        marks = {name: Entry(name, numbers[place.page], place.top) for name, place in places.items()}
        sheaf.finish(title, outline, marks)
        return len(sheaf)


class _Sources:
    """The PDFs that are bound in: each is open from its first piece to its last, a few at a time."""

    def __init__(self, sheaf: Sheaf, leaves: Sequence[Leaf]) -> None:
        self._sheaf = sheaf
        self._wanted = Counter(piece.path for leaf in leaves for piece in leaf.pieces)
        self._open: dict[Path, tuple[Copying, contextlib.ExitStack]] = {}

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close what is still open."""
        for path in list(self._open):
            self._close(path)

    @contextlib.contextmanager
    def opened(self, path: Path) -> Iterator[Copying]:
        """Give what copies the pages of ``path`` for one piece."""
        found = self._open.pop(path, None) or self._begun(path)
        self._open[path] = found  # the one used last is the last
        yield found[0]
        self._wanted[path] -= 1
        if not self._wanted[path]:
            self._close(path)
        elif len(self._open) > _AT_ONCE:
            self._close(next(iter(self._open)))

    def _begun(self, path: Path) -> tuple[Copying, contextlib.ExitStack]:
        with contextlib.ExitStack() as stack:
            reader = stack.enter_context(smooth.opened(stack.enter_context(path.open("rb"))))
            copying = Copying(self._sheaf, reader)
            stack.callback(copying.end)
            return copying, stack.pop_all()

    def _close(self, path: Path) -> None:
        self._open.pop(path)[1].close()


class _Binder:
    """Binds in evidence, and counts its pages."""

    def __init__(self, sheaf: Sheaf, sources: _Sources, step: Callable[[str], None], *, duplex: bool) -> None:
        self._sheaf, self._sources, self._step, self._duplex = sheaf, sources, step, duplex
        self._number = 0

    def keep_side(self, place: int) -> None:
        """Go on where a page lies on the side of the sheet that it has at ``place``, from 0."""
        if self._duplex and len(self._sheaf) % 2 != place % 2:
            self._sheaf.blank()

    def add(self, leaf: Leaf) -> list[Entry]:
        """Bind in the evidence of a leaf, and return its lines of the outline."""
        if leaf.pieces:
            self.keep_side(self._number)
        return [self._piece(piece) for piece in leaf.pieces]

    def _piece(self, piece: Piece) -> Entry:
        self._step(piece.title)
        with self._sources.opened(piece.path) as pages:
            first = self._number + 1
            self._number += piece.pages
            made = [pages.page(piece.first + n, first + n) for n in range(piece.pages)]
        return Entry(piece.title, made[0])


def _behind(places: Mapping[str, Place], leaves: Sequence[Leaf], count: int) -> dict[int, list[Leaf]]:
    """Return before which page of the volume the evidence of each leaf goes."""
    parts = sorted((place.page, -place.top, name) for name, place in places.items() if _PARTS.fullmatch(name))
    names = [name for _, _, name in parts]
    closing = min((places[name].page for name in _CLOSING if name in places), default=count)
    found: dict[int, list[Leaf]] = {}
    last = 0
    for leaf in leaves:
        at = closing
        if leaf.bookmark in names:
            n = names.index(leaf.bookmark)
            following = parts[n + 1][0] if n + 1 < len(parts) else count
            at = max(following, parts[n][0] + 1)
        # What follows stays behind: the numbers of the pages run through.
        last = max(last, at)
        found.setdefault(last, []).append(leaf)
    return found


def _outline(reader: Any, numbers: Sequence[int]) -> list[Entry]:
    """Return the outline of the volume."""

    def branch(rows: Sequence[Any]) -> list[Entry]:
        made: list[Entry] = []
        for row in rows:
            if isinstance(row, list):
                (made[-1].below if made else made).extend(branch(row))
                continue
            page = reader.get_destination_page_number(row)
            if page is not None and page >= 0:
                made.append(Entry(str(row.title), numbers[page], None if row.top is None else float(row.top)))
        return made

    return branch(reader.outline)


def _under(outline: list[Entry], numbers: Sequence[int], place: Place | None) -> list[Entry]:
    """Return the lines below the one that stands where the leaf begins, or those of the top."""
    if place is None:
        return outline
    page, top = numbers[place.page], place.top
    near = [entry for entry in _every(outline) if entry.page == page]
    return min(near, key=lambda entry: abs((entry.top or 0.0) - top)).below if near else outline


def _every(entries: Sequence[Entry]) -> Iterator[Entry]:
    for entry in entries:
        yield entry
        yield from _every(entry.below)
