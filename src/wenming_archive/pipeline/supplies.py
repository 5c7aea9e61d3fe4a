"""What a volume needs besides the items: photos and their captions, statements, passages, links."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from wenming_archive.export import dossier
from wenming_archive.export.paging import Unpaged
from wenming_archive.export.submission import photos
from wenming_archive.export.volume import Extras, Place, Volume
from wenming_archive.filing import shelves as placed
from wenming_archive.index import Index
from wenming_archive.model import Item, Status
from wenming_archive.photos.plate import Plate
from wenming_archive.pipeline import captioning, excerpting, plates, words
from wenming_archive.pipeline.progress import Progress
from wenming_archive.pipeline.session import Session
from wenming_archive.privacy.spans import Kind
from wenming_archive.report import concluding
from wenming_archive.report.caption import Caption
from wenming_archive.report.gaps import Gaps
from wenming_archive.report.page import Page
from wenming_archive.settings import Layout

Shelves = Mapping[str, Sequence[Item]]
#: Kinds whose pictures are shown; a photo of any other page is that page.
_SHOWN = ("photo", "certificate")
#: What no picture may show that is printed.
KEPT_BACK = (Kind.id_number, Kind.bank_card)
_COUNT = "装有 LibreOffice 的加 --paginate 可以数出"
#: Items that are named before the rest is only counted.
_NAMED = 10


def gather(
    session: Session,
    items: Sequence[Item],
    report: Gaps,
    layout: Layout,
    folder: Path,
    progress: Progress,
    codes: Collection[str],
) -> Extras:
    """Return what ``layout`` wants of what is filed under ``codes``; the volume will be in ``folder``."""
    every, limit = placed.shelves(items, session.catalogue), session.settings.report_limit
    shelves = {code: shelf for code, shelf in every.items() if code in codes}
    return Extras(
        plates=_plates(session, shelves, layout, progress),
        captions=_captions(session, items, shelves) if layout.photos else {},
        excerpts=excerpting.excerpts(session, shelves, progress) if layout.excerpts else {},
        conclusions={
            state.leaf.code: concluding.text(
                state, shelves[state.leaf.code], session.decisions, limit, lacking=layout.lacking
            )
            for state in report.leaves
            if state.leaf.code in shelves
        },
        links=_links(session, shelves, folder) if layout.links else {},
    )


def notes(session: Session, whole: Volume, items: Sequence[Item]) -> tuple[str, ...]:
    """Return what a person should know of a volume of ``items``."""
    codes = {section.state.leaf.code for section in whole.sections}
    shown = _shown(item for item in items if codes & {*item.codes}) if whole.layout.photos else []
    missing = plates.absent(shown, whole.plates)
    unread = _unread(session, whole.plates)
    unpaged = [entry.number for entry in whole.entries if entry.span is Unpaged.unknown]
    told = (
        (missing, f"有 {missing} 张照片打不开，或有身份证号、银行卡号，没有印在图片材料里"),
        (unread, f"有 {unread} 张照片还没有识别文字，没有查过里面有没有身份证号、银行卡号"),
        (unpaged, f"有 {len(unpaged)} 件材料页数待核，没有编页号：{_few(unpaged)}；{_COUNT}"),
    )
    return tuple(text for there, text in told if there)


def _unread(session: Session, printed: Iterable[str]) -> int:
    """Return how many of the printed photos wait for their words to be recognised."""
    with Index.reading(session.workspace.index_file) as index:
        waiting = index.unseen()
    return sum(sha256 in waiting for sha256 in printed)


def _few(numbers: Sequence[str]) -> str:
    more = f" 等 {len(numbers)} 件" if len(numbers) > _NAMED else ""
    return f"{'、'.join(numbers[:_NAMED])}{more}"


def _shown(items: Iterable[Item]) -> list[Item]:
    return [item for item in items if item.status is Status.filed and item.description.kind in _SHOWN]


def _plates(session: Session, shelves: Shelves, layout: Layout, progress: Progress) -> Mapping[str, Plate]:
    if not layout.photos:
        return {}
    items = (item for shelf in shelves.values() for item in shelf)
    box, open_ones = photos.BOXES[layout.photos], _open(session, _shown(items))
    return plates.gather(open_ones, session.workspace.root, progress, box)


def _open(session: Session, items: Sequence[Item]) -> list[Item]:
    """Return the photos that show no ID or card number, as far as their words were recognised."""
    with Index.reading(session.workspace.index_file) as index:
        return [item for item in items if not _numbered(index, item)]


def _numbered(index: Index, item: Item) -> bool:
    content = words.read(index, item.known.sha256 or "")
    return content is not None and any(hit.kind in KEPT_BACK for hit in Page(item, content).private)


def _captions(session: Session, items: Sequence[Item], shelves: Shelves) -> Mapping[Place, Caption]:
    """Return what is known of each photo at each of its places."""
    found = captioning.of_items(session, items)
    return {
        (code, item.known.key): one.caption
        for code, shelf in shelves.items()
        for item in shelf
        if (one := found.get(item.known.key))
    }


def _links(session: Session, shelves: Shelves, folder: Path) -> Mapping[Place, str]:
    """Return the way from ``folder`` to each copy; none from outside of the workspace."""
    base = dossier.base(folder, session.workspace.root)
    if base is None:
        return {}
    return {
        (code, item.known.key): dossier.address(f"{base}/{copy}")
        for code, shelf in shelves.items()
        for item in shelf
        if (copy := placed.copy(item, code, session.catalogue))
    }
