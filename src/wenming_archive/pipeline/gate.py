"""The gate: what must not leave the office is held back, whichever export would hand it out.

A security mark holds an item back for good: it is taken out (``archive ignore``), or its mark is
recorded to be none (``archive not-secret``).  ID and card numbers go out for a reason, which is
recorded in decisions.yaml and in the history; asked once, the same contents pass.
"""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from wenming_archive import allowances, decisions, locking
from wenming_archive.allowances import Allowed
from wenming_archive.errors import InputError
from wenming_archive.index import Index
from wenming_archive.model import Item, Status
from wenming_archive.pipeline import history, outgoing
from wenming_archive.pipeline.outgoing import Seen
from wenming_archive.pipeline.progress import Progress, Silent
from wenming_archive.pipeline.session import Session
from wenming_archive.privacy.spans import LABELS, Hit, Kind
from wenming_archive.privacy.telling import brief
from wenming_archive.report.checks import secret

#: What is asked for before it goes out, and what is only told.
_ASKED = (Kind.id_number, Kind.bank_card)
_LISTED = 20
_HINTS = {
    outgoing.FILES: "Excel、Word、文本可以加 --masked，交遮盖后的副本，原件不动；",
    outgoing.PAGES: "请在原文件里遮盖后重新扫描，或用 archive ignore --related 移出；",
}
_RENAME = "题名里的号码请用 archive review 改掉，或改文件名后重新扫描；照片说明里的请用 archive caption 改；"
_BY_HAND = "这些不能自动遮盖，请在原文件里遮盖后重新扫描，或用 archive ignore --related 移出；"

#: Told what is held back, in lines; returns the reason why it goes out all the same, or nothing.
Ask = Callable[[Sequence[str]], str | None]


@dataclass(frozen=True, slots=True)
class Masked:
    """A masked copy of a content: where it lies for the time being, its hash and its size."""

    path: Path
    sha256: str
    size: int


@dataclass(frozen=True)
class Veil:
    """What goes out masked, by content; and why other contents with something personal do not."""

    copies: Mapping[str, Masked]
    refused: Mapping[str, str]


@dataclass(frozen=True)
class Passed:
    """What may go out."""

    #: Every item that may be named; marked ones that are not filed are left out.
    items: tuple[Item, ...]
    #: What a person should know of it.
    notes: tuple[str, ...] = ()


def passed(
    session: Session,
    command: str,
    reason: str | None = None,
    ask: Ask | None = None,
    progress: Progress | None = None,
) -> Passed:
    """Return what ``command``, the name of an export, may hand out or show.

    ``reason`` is the clerk's for handing out ID and card numbers; without one ``ask`` asks for it.

    :raises InputError: naming what is held back, and what to do.
    """
    return decide(session, command, outgoing.look(session, command, progress or Silent()), reason, ask)


def decide(
    session: Session,
    command: str,
    seen: Sequence[Seen],
    reason: str | None,
    ask: Ask | None,
    veil: Veil | None = None,
) -> Passed:
    """Return what may go out of what was ``seen``; some of it masked by ``veil``.

    :raises InputError: naming what is held back, and what to do.
    """
    if reason is not None and not reason.strip():
        raise InputError("--allow 后面要写明为什么要交出，如 --allow 上级要求核对身份")
    cleared = session.decisions.cleared()
    # One copy with a mark in its name marks them all: they are the same.
    marks = {one.content: mark for one in seen if (mark := one.marked(cleared))}
    filed = [one.item for one in seen if one.item.status is Status.filed]
    _refuse_marked([(item, marks[c]) for item in filed if (c := outgoing.content(item)) in marks], reason)
    going = [one for one in seen if one.content not in marks]
    masked = veil.copies if veil else {}
    held = [(one, held) for one in going if (held := _held(command, one, cleared, veil))]
    if held:
        _record(session, command, held, reason.strip() if reason else _asked(command, held, ask, veil))
    return Passed(tuple(one.item for one in going), tuple(_notes(going, len(seen) - len(going), masked)))


def _held(command: str, one: Seen, cleared: Collection[tuple[str, str]], veil: Veil | None) -> list[Hit]:
    sha256 = one.item.known.sha256 or ""
    if veil and sha256 in veil.copies:
        return []
    # With a veil, names are masked too.
    hits = [hit for hit in one.hits if not (veil and hit.where in outgoing.IN_NAMES)]
    asked = [hit for hit in hits if hit.kind in _ASKED and (sha256, hit.kind.value) not in cleared]
    return [hit for hit in asked if (sha256, _what(command, hit)) not in cleared]


def _what(command: str, hit: Hit) -> str:
    """Return what is allowed: to show a name with a number in it is not to hand out the file."""
    return hit.kind.value if command in outgoing.HANDED else f"{hit.kind.value}{allowances.IN_TITLE}"


def _refuse_marked(marked: Sequence[tuple[Item, str]], reason: str | None) -> None:
    if marked:
        raise InputError(
            f"有 {len(marked)} 份材料标有密级，没有导出：",
            *_listed([f"  {item.found.source}：{mark}" for item, mark in marked]),
            *(["标有密级的不能用 --allow 交出。"] if reason else []),
            "涉密的请用 archive ignore --related 移出，按保密规定另行保管；",
            "不是密级标志、只是误认的，请用 archive not-secret 材料 --note 理由 记下来，再导出",
        )


def _asked(command: str, held: Sequence[tuple[Seen, list[Hit]]], ask: Ask | None, veil: Veil | None) -> str:
    """Return why what is held goes out all the same.

    :raises InputError: if nobody says.
    """
    kinds = "、".join(LABELS[kind] for kind in _ASKED if any(h.kind is kind for _, hs in held for h in hs))
    head = f"有 {len(held)} 份材料含有{kinds}"
    lines = _listed([_line(one, hits, veil) for one, hits in held])
    answer = ask([f"{head}：", *lines]) if ask else None
    if answer and answer.strip():
        return answer.strip()
    raise InputError(
        *([f"{head}，没有导出"] if ask else [f"{head}，没有导出：", *lines]),
        _HINTS.get(command, _RENAME) if veil is None else _BY_HAND,
        "确需原样交出的，请加 --allow 理由，理由会记录在 decisions.yaml 里",
    )


def _line(one: Seen, hits: Sequence[Hit], veil: Veil | None) -> str:
    why = veil.refused.get(one.item.known.sha256 or "") if veil else None
    why = why or (outgoing.UNSEEN if all(hit.where == outgoing.UNSEEN for hit in hits) else None)
    return f"  {one.item.found.source}：{brief(hits)}{f'（{why}）' if why else ''}"


def _listed(lines: Sequence[str]) -> list[str]:
    more = len(lines) - _LISTED
    return [*lines[:_LISTED], *([f"  …另有 {more} 份"] if more > 0 else [])]


def _record(session: Session, command: str, held: Sequence[tuple[Seen, list[Hit]]], reason: str) -> None:
    """Write down why each of these contents goes out, one row for each kind."""
    rows = {
        (one.item.known.sha256 or "", what): _row(one.item, what, reason)
        for one, hits in held
        for what in dict.fromkeys(_what(command, hit) for hit in hits)
    }
    record(session, command, rows.values())


def record(
    session: Session, command: str, made: Iterable[Allowed], gone: Collection[tuple[str, str]] = ()
) -> None:
    """Write what is allowed, and what is not any more, into decisions.yaml and the history."""
    own = session.workspace
    alone = contextlib.nullcontext() if session.command else locking.held(own.state, command)
    with alone, Index.open(own.index_file) as index:
        history.watch(session, index)
        allowances.record(own.decisions_file, made, gone)
        fresh = replace(session, decisions=decisions.load(own.decisions_file), command=command)
        with index.writing():
            history.enter(fresh, index, history.Filed())


def not_secret(session: Session, item: Item, note: str | None, *, clear: bool) -> bool:
    """Record that the mark of an item is none, or with ``clear`` that it is one after all.

    :returns: whether that changed anything.
    :raises InputError: if no reason is given, or the file could not even be opened.
    """
    if not clear and not (note or "").strip():
        raise InputError("请用 --note 写明理由，如 --note 宣传片名叫《秘密》，不是密级")
    if clear and note is not None:
        raise InputError("--clear 和 --note 只能用一个")
    if item.known.sha256 is None:
        raise InputError(f"{item.found.source} 打不开，无法记录决定")
    about = (item.known.sha256, secret.CHECK.id)
    if clear:
        if about not in {one.key for one in session.decisions.allowed}:
            return False
        record(session, session.command, (), [about])
    else:
        record(session, session.command, [_row(item, secret.CHECK.id, (note or "").strip())])
    return True


def _row(item: Item, what: str, reason: str) -> Allowed:
    at = dt.datetime.now().strftime("%Y-%m-%d %H:%M:%S")
    return Allowed(sha256=item.known.sha256 or "", path=item.found.source, what=what, reason=reason, at=at)


def _notes(going: Sequence[Seen], left: int, masked: Collection[str]) -> Iterable[str]:
    """Yield what else a person should know before it goes out."""
    if left:
        yield f"另有 {left} 份标有密级的没有归档，没有列入"
    rest = [one for one in going if one.item.known.sha256 not in masked]
    counts = {kind: sum(any(h.kind is kind for h in one.hits) for one in rest) for kind in Kind}
    said = [f"{LABELS[kind]} {n} 份" for kind, n in counts.items() if n and kind not in _ASKED]
    if said:
        yield f"交出的材料里还有{'、'.join(said)}，用 archive check 可以查看"
