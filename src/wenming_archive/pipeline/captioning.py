"""The captions of photos in a workspace, and what people say for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from wenming_archive.content import Extracted
from wenming_archive.decisions import Decisions, Elements
from wenming_archive.errors import InputError
from wenming_archive.index import Index
from wenming_archive.model import Item
from wenming_archive.pipeline import deciding, finding, views, words
from wenming_archive.pipeline.decided import Decided
from wenming_archive.pipeline.outcome import Outcome
from wenming_archive.pipeline.progress import Progress
from wenming_archive.pipeline.session import Session
from wenming_archive.report import captions, tellings
from wenming_archive.report.caption import Captioned
from wenming_archive.report.captions import Key
from wenming_archive.report.page import Page
from wenming_archive.report.tellings import Telling
from wenming_archive.text import dates


def of_items(session: Session, items: Sequence[Item]) -> Mapping[Key, Captioned]:
    """Return the captions of the photos among ``items``, by root and source.

    ``items`` should be all that are filed or wait to be: a photo's event is found among them.
    """
    with Index.reading(session.workspace.index_file) as index:
        told = _told(index, items)
    return captions.captions(items, told, stated(session.decisions, items))


def of_all(session: Session) -> Mapping[Key, Captioned]:
    """Return the captions of all photos that are filed or wait to be, by root and source."""
    return of_items(session, views.items(session))


def meant(session: Session, wanted: Sequence[str], *, event: bool = False) -> list[Item]:
    """Return the items that people name: one, the photos of a folder, or with ``event`` those of its event.

    :raises InputError: if there is no such item or photo, or several fit.
    """
    items = views.items(session)
    found: dict[Key, Item] = {}
    for name in wanted:
        for one in _named(items, name, session.workspace.root):
            together = captions.of_event(items, one) if event else [one]
            if not together:
                raise InputError(f"没有找到和 {one.found.source} 同一活动的照片；请直接写出照片或文件夹")
            found |= {other.known.key: other for other in together}
    return list(found.values())


def _named(items: Sequence[Item], name: str, root: Path) -> list[Item]:
    inside = finding.inside(items, name, root)
    some = [one for one in inside if one.description.kind == "photo" and one.known.sha256]
    if inside and not some:
        raise InputError(f"{name} 里没有照片；archive list 可以看到每份材料的类型")
    return some or [finding.item(items, name, root)]


def record(
    session: Session, items: Sequence[Item], title: str | None, photo: Mapping[str, str], progress: Progress
) -> Outcome | None:
    """Record what people say for the captions of ``items``; an empty text takes it back.

    Return the outcome of filing anew, if their names change.

    :raises InputError: if one cannot be opened, or is no photo and has no elements but a title; or if the
        time is no date.
    """
    if (time := photo.get("time")) and not dates.find(time):
        raise InputError(f"时间 {time} 里没有看得懂的日期；请写成 2023-03-05 或 2023年3月5日")
    for item in items:
        if item.known.sha256 is None:
            raise InputError(
                f"{item.found.source} 打不开，无法记录说明；请先解决：{item.known.problems[0].message}"
            )
        if item.description.kind != "photo" and any(photo.values()):
            raise InputError(f"{item.found.source} 不是照片，只能用 --title 写题名")
    return deciding.caption(session, items, title, photo, progress)


def clear(session: Session, items: Sequence[Item], progress: Progress) -> tuple[int, Outcome | None]:
    """Take back what people said for the captions of ``items``; return of how many anything was said."""
    decided = Decided(session.decisions, [item.known for item in views.items(session)])
    said = [item for item in items if _is_said(decided, item)]
    if not said:
        return 0, None
    title = "" if any(decided.caption(item.known) for item in said) else None
    return len(said), deciding.caption(
        session, said, title, dict.fromkeys(Elements.model_fields, ""), progress
    )


def _is_said(decided: Decided, item: Item) -> bool:
    return bool(decided.caption(item.known)) or decided.photo(item.known) != Elements()


def stated(decisions: Decisions, items: Iterable[Item]) -> dict[Key, Elements]:
    """Return what people said for the captions of ``items``, as far as they said something."""
    known = [item.known for item in items]
    decided = Decided(decisions, known)
    said = {one.key: decided.photo(one) for one in known}
    return {key: elements for key, elements in said.items() if elements != Elements()}


def _told(index: Index, items: Iterable[Item]) -> dict[Key, Telling]:
    found: dict[Key, Telling] = {}
    for item in items:
        if item.known.readable and item.known.sha256:
            extracted = words.read(index, item.known.sha256) or Extracted(item.known.format)
            if one := tellings.telling(Page(item, extracted)):
                found[item.known.key] = one
    return found
