"""What would go out of the office with an export: of each item its mark, and what is personal in that."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from wenming_archive import disk
from wenming_archive.content import Extracted
from wenming_archive.index import Index
from wenming_archive.masking import hidden
from wenming_archive.model import Item, Status
from wenming_archive.pipeline import stale, words
from wenming_archive.pipeline.progress import Progress
from wenming_archive.pipeline.session import Session
from wenming_archive.privacy import numbers, sweep
from wenming_archive.privacy.spans import Hit, Kind
from wenming_archive.report.checks import secret
from wenming_archive.report.page import Page

#: The exports that hand out the files themselves, and their pages; and the one that shows no names of files.
FILES, PAGES, TITLES_ALONE = "export-bag", "export-pdf", "export-docx"
#: Those that hand out what stands in the files.
HANDED = frozenset((FILES, PAGES))
#: Where a hit stands that is in a name or title, and one where no reader looks.
IN_NAMES = ("文件名", "题名")
UNSEEN = "在批注、修订记录、文档属性、嵌入的文件里"
#: Documents that are zips of parts, not all of which are read.
_ZIPPED = frozenset(["docx", "xlsx", "pptx", "odt", "ods", "odp", "ofd"])


@dataclass(frozen=True)
class Seen:
    """An item of which something would go out: its security mark, and what is personal in that."""

    item: Item
    mark: str | None
    hits: tuple[Hit, ...]
    #: The marks of what goes out inside it, as a mail's attachments do, each with its content.
    inside: tuple[tuple[str, str], ...] = ()

    @property
    def content(self) -> str | tuple[str, str]:
        """What tells its content from others."""
        return content(self.item)

    def marked(self, cleared: Collection[tuple[str, str]]) -> str | None:
        """Return the mark that holds it back, unless that is ``cleared``."""
        marks = ((self.item.known.sha256 or "", self.mark), *self.inside)
        return next((mark for one, mark in marks if mark and (one, secret.CHECK.id) not in cleared), None)


def look(session: Session, command: str, progress: Progress) -> list[Seen]:
    """Return of each item what ``command`` would hand out of it that matters here."""
    stale.refuse_lost(session)
    with Index.reading(session.workspace.index_file) as index:
        items = index.items()
        inside = _inside(items) if command in HANDED else {}
        progress.phase("检查密级和个人信息", len(items))
        typed = _typed(session)
        seen = [
            _seen(index, item, command, progress, inside.get(item.known.key, ()), typed) for item in items
        ]
    return [_looked_into(session, one) for one in seen] if command in HANDED else seen


def _looked_into(session: Session, one: Seen) -> Seen:
    """Return the same with the ID numbers that stand in its copy where no reader looks."""
    item = one.item
    if not item.filed_as or item.known.format not in _ZIPPED:
        return one
    path = session.workspace.root / item.filed_as[0]
    with contextlib.suppress(OSError), disk.open_source(path) as stream:  # who packs it tells what is wrong
        known = {hit.masked for hit in one.hits}
        found = dict.fromkeys(map(numbers.masked_id, hidden.ids(stream)))
        hits = [Hit(Kind.id_number, masked, UNSEEN) for masked in found if masked not in known]
        return replace(one, hits=(*one.hits, *hits))
    return one


def _inside(items: Iterable[Item]) -> dict[tuple[str, str], list[Item]]:
    """Return by its key what goes out inside each filed item: the attachments of a mail."""
    found: dict[tuple[str, str], list[Item]] = {item.known.key: [] for item in items if item.filed_as}
    for item in items:
        root, source = item.known.key
        while "!/" in source:
            source = source.rpartition("!/")[0]
            if (root, source) in found:
                found[root, source].append(item)
    return {key: inside for key, inside in found.items() if inside}


def _typed(session: Session) -> Mapping[str, str]:
    """Return what people wrote of photos, to be printed below them, by content."""
    latest = session.decisions.latest().values()
    return {one.sha256: " ".join(one.photo.model_dump(exclude_defaults=True).values()) for one in latest}


def _seen(
    index: Index,
    item: Item,
    command: str,
    progress: Progress,
    inside: Sequence[Item],
    typed: Mapping[str, str],
) -> Seen:
    progress.step(item.found.source)
    page, pages = _page(index, item), [_page(index, one) for one in inside]
    written = sweep.named(typed.get(item.known.sha256 or "", ""), IN_NAMES[1])
    hits = (*_shown(page, command), *written, *(hit for one in pages for hit in one.private))
    marks = tuple((one.item.known.sha256 or "", mark) for one in pages if (mark := secret.mark(one)))
    return Seen(item, secret.mark(page), hits, marks)


def _page(index: Index, item: Item) -> Page:
    content = words.read(index, item.known.sha256 or "") if item.known.readable else None
    return Page(item, content or Extracted(item.known.format))


def content(item: Item) -> str | tuple[str, str]:
    """Return what tells an item's content from others."""
    return item.known.sha256 or item.known.key


def _shown(page: Page, command: str) -> Iterable[Hit]:
    """Return the hits in what a command hands out or shows of an item."""
    item = page.item
    if command in HANDED and item.filed_as:
        return page.private
    if command == TITLES_ALONE and item.status is not Status.filed:
        return ()
    described = item.description
    said = [described.title, described.number or "", described.issuer or ""]
    if command != TITLES_ALONE:
        said.append(item.found.source)
    return dict.fromkeys(hit for text in said for hit in sweep.named(text, IN_NAMES[1]))
