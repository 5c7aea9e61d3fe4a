"""Settled nodes made into those of the draft: with their codes, units, methods, needs and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from wenming_archive.catalogue.model import Unit
from wenming_archive.published import coding, joining, needs, units, values
from wenming_archive.published.coding import Coded
from wenming_archive.published.draft import Node
from wenming_archive.published.finish import NOTED, Ready
from wenming_archive.published.words import Role

_WHO = (Role.lead, Role.units)
_Who = tuple[str | None, tuple[str, ...]]


def made(roots: Sequence[Ready], same: Mapping[str, str]) -> tuple[tuple[Node, ...], tuple[Unit, ...]]:
    """Return the nodes, and the units they name; ``same`` says which name is another's."""
    coded = [_coded(one) for one in roots]
    coding.settle(coded)
    named = [name for one in roots for name in _names(one)]
    joined = joining.join([same.get(name, name) for name in named])
    ids = joining.ids(joined)
    ids.update({name: ids[other] for name, other in same.items() if other in ids})
    return tuple(_node(one, code, ids) for one, code in zip(roots, coded, strict=True)), joined


def _coded(one: Ready) -> Coded:
    return Coded(one.marker, [_coded(child) for child in one.children])


def _names(one: Ready) -> Iterator[str]:
    lead, support = _who(one)
    yield from (name for name in (lead, *support) if name)
    for child in one.children:
        yield from _names(child)


def _told(one: Ready) -> Iterator[tuple[Role, str]]:
    """Yield what the cells beside a node say, then what the brackets in its standard do."""
    yield from ((role, text) for role, _, text in one.said)
    yield from values.told(one.standard)


def _who(one: Ready) -> _Who:
    """Return who leads and who supports."""
    lead: str | None = None
    support: list[str] = []
    for role, text in _told(one):
        if role is Role.support:
            support += units.names(text)
        elif role in _WHO:
            found = units.roles(text)
            if lead is None:
                lead = found.lead
            elif found.lead:
                support.append(found.lead)
            support += found.support
    return lead, tuple(dict.fromkeys(name for name in support if name != lead))


def _node(one: Ready, code: Coded, ids: Mapping[str, str]) -> Node:
    lead, support = _who(one)
    led = ids.get(lead or "")
    materials = [text for role, text in _told(one) if role is Role.needs]
    found = () if one.children else _needs(one, materials)
    inferred = (name for name, is_so in (("code", code.made), ("title", one.made_title)) if is_so)
    return Node(
        code=code.code,
        title=one.title,
        standard=one.standard,
        score=one.score,
        methods=_methods(one),
        lead=led,
        support=tuple(dict.fromkeys(ids[n] for n in support if n in ids and ids[n] != led)),
        needs=found,
        bonus=one.bonus and not one.children,
        note="；".join(filter(None, [_left([m for m in materials if m != one.standard], found), _note(one)])),
        children=tuple(_node(c, own, ids) for c, own in zip(one.children, code.children, strict=True)),
        where=one.where,
        confidence=one.confidence,
        inferred=frozenset(inferred),
    )


def _needs(one: Ready, materials: Sequence[str]) -> tuple[needs.Inferred, ...]:
    """Return what is to be shown: as the column of materials says, else as the other words do."""
    if materials:
        return needs.infer("\n".join(materials), listed=True)
    also = [text for role, _, text in one.said if role in (Role.note, Role.grading)]
    return needs.infer("\n".join([one.standard or one.title, *also]))


def _left(materials: Sequence[str], found: Sequence[needs.Inferred]) -> str:
    """Return what the column of materials says and no need does."""
    said = _dense("".join(one.sentence for one in found))
    left = (text.replace("\n", " ") for text in materials if _dense(text) not in said)
    return "；".join(f"应备材料：{text}" for text in left)


def _dense(text: str) -> str:
    return re.sub(r"[\s，。；、,;:：.]", "", text)


def _methods(one: Ready) -> tuple[str, ...]:
    found = (name for role, text in _told(one) if role is Role.methods for name in values.methods(text))
    return tuple(dict.fromkeys(found))


def _note(one: Ready) -> str:
    found = (f"{name}：{text}" if name else text for role, name, text in one.said if role in NOTED)
    return "；".join(dict.fromkeys(text.replace("\n", " ").strip("；") for text in found))
