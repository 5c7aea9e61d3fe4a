"""Hand over: the filed evidence goes out as a bag, and another office's bag comes in."""

from __future__ import annotations

import datetime as dt
import io
import os
from collections import Counter
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import wenming_archive
from wenming_archive import allowances, decisions, disk
from wenming_archive.bag import check, store, write
from wenming_archive.bag.check import Report
from wenming_archive.bag.faults import Code
from wenming_archive.bag.store import Store
from wenming_archive.bag.write import Payload
from wenming_archive.book import Book
from wenming_archive.errors import CopyError, InputError
from wenming_archive.index import Index
from wenming_archive.model import Status
from wenming_archive.pipeline import (
    consignment,
    gate,
    history,
    outgoing,
    outputs,
    receiving,
    scan,
    taking,
    veiling,
    views,
)
from wenming_archive.pipeline.consignment import Packed
from wenming_archive.pipeline.gate import Ask, Passed, Veil
from wenming_archive.pipeline.outcome import Outcome
from wenming_archive.pipeline.progress import Progress
from wenming_archive.pipeline.receiving import Place
from wenming_archive.pipeline.scan import Way
from wenming_archive.pipeline.session import Session
from wenming_archive.pipeline.taking import Taking
from wenming_archive.privacy import sweep

USUAL = "材料移交包"
#: Endings of archives that are not written.
_OTHERS = (".rar", ".7z", ".tar", ".gz", ".tgz")
_LISTED = 100


@dataclass(frozen=True)
class Sent:
    """A bag that was written."""

    path: Path
    #: How many items and files of evidence are in it.
    items: int
    files: int
    #: How many of each status are not.
    left: dict[Status, int]
    #: Items that should be in it and have no copy.
    without_copy: tuple[str, ...]
    #: How many contents went out masked; ``None`` where nobody asked for it.
    masked: int | None = None
    #: Items with something personal in them that went out as they are, and why.
    not_masked: tuple[str, ...] = ()
    #: What a person should know.
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Terms:
    """On what terms evidence with ID or card numbers goes out."""

    #: The clerk's reason for handing them out, and what asks for one where none was given.
    reason: str | None = None
    ask: Ask | None = None
    #: Whether what can be masked goes out masked.
    masked: bool = False


_USUAL_TERMS = Terms()


@dataclass(frozen=True)
class Received:
    """A bag that came in, or with a dry run would."""

    report: Report
    office: str
    places: tuple[Place, ...]
    taking: Taking
    foreign: bool
    #: ``None`` of a dry run.
    outcome: Outcome | None = None


def send(
    session: Session, target: Path | None, progress: Progress, now: dt.datetime, terms: Terms = _USUAL_TERMS
) -> Sent:
    """Write the filed evidence, the catalogue, the decisions and the list to a bag, on ``terms``.

    :raises CopyError: naming every copy that does not equal its record; there is no bag then.
    :raises InputError: if that is no place for it, nothing is filed, something must not go out, or the
        system refuses.
    """
    path = target or session.workspace.output / f"{USUAL}-{now:%Y%m%d-%H%M}"
    _allow(session, path)
    if not any(item.filed_as for item in views.items(session)):
        raise InputError("还没有归档的材料，没有可以移交的；请先运行 archive scan")
    seen = outgoing.look(session, outgoing.FILES, progress)
    with veiling.veil(session, seen if terms.masked else (), progress) as made:
        veil = made if terms.masked else None
        passed = gate.decide(session, outgoing.FILES, seen, terms.reason, terms.ask, veil)
        packed = consignment.pack(passed.items, masked=terms.masked)
        _write(session, path, packed, veil, progress, now)
        return _sent(path, packed, passed, veil)


def _write(
    session: Session,
    path: Path,
    packed: Sequence[Packed],
    veil: Veil | None,
    progress: Progress,
    now: dt.datetime,
) -> None:
    inside = [one for one in packed if one.copies]
    payload = [*_evidence(session, inside, veil), *_papers(session, packed, veil)]
    progress.phase("打包", len(payload))
    disk.make_folder(path.parent)
    try:
        write.write(path, payload, _info(session, inside), now.date(), progress.step)
    except CopyError as error:
        raise CopyError(
            f"移交包没有生成，{path} 没有写出：",
            *error.lines,
            "请先运行 archive verify 查明，再运行 archive scan 补齐，然后重新导出",
        ) from error


def receive(session: Session, path: Path, progress: Progress, way: Way) -> Received:
    """Take in the bag at ``path``: its files, then its decisions; then scan.

    Cut off at any instant, the same again finishes; done once more, it changes nothing.

    :raises CopyError: if a checksum does not agree, or a file cannot be copied.
    :raises InputError: if anything else is wrong with the bag; nothing is imported from it then.
    """
    with store.opened(path) as opened:
        planned = _planned(session, opened, progress)
        new = [place for place in planned.places if not place.stands]
        receiving.tidy(session.workspace.received)
        progress.phase("导入", len(new))
        for place in new:
            progress.step(place.arrival.source)
            _received(place, opened, path)
    if planned.taking.rows:
        with Index.open(session.workspace.index_file) as index:
            history.watch(session, index)
        Book(session.workspace.decisions_file).take(planned.taking.rows)
    disk.make_folder(session.workspace.received)  # an empty bag is no reason to find no source
    fresh = replace(session, decisions=decisions.load(session.workspace.decisions_file))
    return replace(planned, outcome=scan.run(fresh, (), progress, way))


def rehearse(session: Session, path: Path, progress: Progress) -> Received:
    """Return what ``receive`` would take in; nothing is written."""
    with store.opened(path) as opened:
        return _planned(session, opened, progress)


def _allow(session: Session, path: Path) -> None:
    """Refuse a place where something stands, that is not ours to write to, or no bag's name.

    :raises InputError: saying why, and what to do.
    """
    with disk.guarded(f"无法写入 {path}"):
        if os.path.lexists(path):
            inside = path.is_dir() and not (path / "bagit.txt").exists()
            hint = f"如 {path / USUAL}" if inside else f"如 {path.with_stem(path.stem + ' (2)')}"
            raise InputError(f"{path} 已存在，没有改动；请用 -o 写一个还没有的名称，{hint}")
    if path.suffix.lower() in _OTHERS:
        raise InputError(f"{path.name} 的扩展名不对，移交包是文件夹或 .zip；请写成 {path.stem}.zip")
    outputs.allow(session, path)


def _evidence(session: Session, inside: Sequence[Packed], veil: Veil | None) -> list[Payload]:
    made = []
    for one in inside:
        known = one.item.known
        masked = veil.copies.get(known.sha256 or "") if veil else None
        size, sha256 = (masked.size, masked.sha256) if masked else (known.found.size, known.sha256)
        for copy, name in zip(one.item.filed_as, one.copies, strict=True):
            path = masked.path if masked else session.workspace.root / copy
            made.append(Payload(name, size, partial(disk.open_source, path), sha256))
    return made


def _papers(session: Session, packed: Sequence[Packed], veil: Veil | None) -> list[Payload]:
    """Return what goes with the evidence: catalogue, decisions, list; nothing of what stays back."""
    own = session.workspace
    papers = {
        consignment.CATALOGUE: _bytes(own.catalogue_file),
        consignment.DECISIONS: _decided(session, packed, veil),
        consignment.LIST: consignment.listed(packed, session.catalogue, veil),
    }
    return [Payload(name, len(data), partial(_content, data)) for name, data in papers.items()]


def _decided(session: Session, packed: Sequence[Packed], veil: Veil | None) -> bytes:
    """Return the decisions on what is named in the bag; of masked copies, on these."""
    path = session.workspace.decisions_file
    named = {one.item.known.sha256 for one in packed}
    secret = {item.known.sha256 or "" for item in views.items(session)} - named
    with disk.guarded(f"无法读取 {path}"):
        data = allowances.shared(
            path, secret, {sha256: copy.sha256 for sha256, copy in veil.copies.items()} if veil else {}
        )
    return sweep.masked(data.decode("utf-8")).encode() if veil else data


def _content(data: bytes) -> nullcontext[io.BytesIO]:
    return nullcontext(io.BytesIO(data))


def _bytes(path: Path) -> bytes:
    with disk.guarded(f"无法读取 {path}"):
        return path.read_bytes()


def _info(session: Session, inside: Sequence[Packed]) -> list[tuple[str, str]]:
    catalogue = session.catalogue
    edition = f" {catalogue.edition}" if catalogue.edition else ""
    files = sum(len(one.copies) for one in inside)
    return [
        ("Source-Organization", session.settings.unit or session.workspace.root.name),
        ("External-Description", f"{catalogue.title}{edition} 迎检材料 {len(inside)} 份，文件 {files} 个"),
        ("Bag-Software-Agent", f"wenming-archive {wenming_archive.__version__}"),
    ]


def _sent(path: Path, packed: Sequence[Packed], passed: Passed, veil: Veil | None) -> Sent:
    inside = [one for one in packed if one.copies]
    outside = [one.item for one in packed if not one.copies]
    left = Counter[Status](item.status for item in outside if item.status is not Status.filed)
    without = tuple(item.found.source for item in outside if item.status is Status.filed)
    files, refused = sum(len(one.copies) for one in inside), veil.refused if veil else {}
    open_still = tuple(
        f"{one.item.found.source}：{why}"
        for one in inside
        if (why := refused.get(one.item.known.sha256 or ""))
    )
    masked = len(veil.copies) if veil else None
    return Sent(path, len(inside), files, dict(left), without, masked, open_still, passed.notes)


def _planned(session: Session, opened: Store, progress: Progress) -> Received:
    progress.phase("核对移交包", len(opened.files))
    report = check.examine(opened, progress.step)
    _refuse(report)
    brought = consignment.unpack(opened, report)
    office = report.value("Source-Organization") or report.name
    places = receiving.places(session.workspace.received, office, brought.arrivals)
    where = [(place.arrival, place.source) for place in places]
    taken = taking.taking(brought, where, session.decisions, session.catalogue)
    return Received(report, office, tuple(places), taken, brought.foreign)


def _refuse(report: Report) -> None:
    """Refuse a bag with faults.

    :raises CopyError: if a content is not what its checksum says.
    :raises InputError: if anything else is wrong.
    """
    if not report.faults:
        return
    lines = [f"  {fault.message}" for fault in report.faults[:_LISTED]]
    more = len(report.faults) - len(lines)
    lines += [f"  …另有 {more} 处"] if more else []
    head = f"移交包 {report.name} 有 {len(report.faults)} 处问题，没有导入任何内容："
    changed = any(fault.code is Code.changed for fault in report.faults)
    raise (CopyError if changed else InputError)(head, *lines)


def _received(place: Place, opened: Store, bag: Path) -> None:
    try:
        receiving.receive(place, opened, bag)
    except (CopyError, InputError) as error:
        raise type(error)(
            *error.lines, "导入没有完成，已导入的都已保存；解决后再运行同一条命令，会接着导入"
        ) from error
