"""Decisions without effect: codes that no leaf of the catalogue has, notes without a reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from wenming_archive import book
from wenming_archive.book import Mention
from wenming_archive.decisions import NotHeld
from wenming_archive.pipeline import finding
from wenming_archive.pipeline.session import Session

_SHOWN = 3


def strays(session: Session) -> list[str]:
    """Return a sentence for each code in decisions.yaml that a person should look at."""
    known, held = session.catalogue.by_code, session.decisions
    listed = {one.code for one in session.catalogue.negative}
    named = {code for d in held.items for code in d.assign} | {*held.notes(), *held.conclusions_by_code()}
    undated = [_undated(note) for note in held.not_held if note.due and not note.due_day]
    noted = all(note.note for note in held.not_held)
    if named <= known.keys() and noted and held.negative_by_code().keys() <= listed:
        return undated
    lines: dict[tuple[str, bool], list[int]] = defaultdict(list)
    said: list[str] = []
    for one in book.mentions(session.workspace.decisions_file):
        if one.negative:
            said += [] if one.code in listed else [_unlisted(one)]
        elif one.bare or one.code not in known:
            lines[one.code, one.code in known].append(one.line)
    found = [_bare(code, at) if fits else _unknown(session, code, at) for (code, fits), at in lines.items()]
    return [*found, *said, *undated]


def _undated(note: NotHeld) -> str:
    return f"未开展的 {note.code} 写的 due “{note.due}” 不是日期，没有起作用；请写成 2023-12-31 的样子"


def _unlisted(one: Mention) -> str:
    return (
        f"记录了减分项或否决项 {one.code}，测评体系里没有（{_where([one.line])}），没有起作用；请改正或删去"
    )


def _bare(code: str, lines: Sequence[int]) -> str:
    return f"未开展的 {code} 没有写原因（{_where(lines)}）；请补上 note，测评组会问"


def _unknown(session: Session, code: str, lines: Sequence[int]) -> str:
    catalogue, where = session.catalogue, _where(lines)
    if any(code == node.code for leaf in catalogue.leaves for node in leaf.ancestors):
        return f"决定里的 {code} 是上级指标（{where}），没有起作用；请改成末级指标的编号"
    meant, guess = catalogue.find(code), finding.near(catalogue, code)
    hint = f"请写成 {meant.code}" if meant else f"是不是 {guess.code} {guess.title}？" if guess else ""
    return f"决定里的 {code} 测评体系里没有（{where}），没有起作用；{hint or '请改正或删去'}"


def _where(lines: Sequence[int]) -> str:
    shown = "、".join(str(line) for line in lines[:_SHOWN])
    more = f"等 {len(lines)} 处" if len(lines) > _SHOWN else ""
    return f"decisions.yaml 第 {shown} 行{more}"
