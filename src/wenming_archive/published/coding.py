"""Codes of a tree: as published; made out where there are none; told apart where numbers begin anew."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from wenming_archive.published.markers import Marker
from wenming_archive.text import codes
from wenming_archive.text.numerals import han

#: Ways of writing a number that say nothing of what they stand under.
_RELATIVE = frozenset(("half", "brackets", "brackets-han", "circle", "figure"))


@dataclass
class Coded:
    """A node that is to have a code."""

    marker: Marker | None
    children: list[Coded] = field(default_factory=list)
    code: str = ""
    #: True when the file states no number.
    made: bool = False


def settle(roots: Sequence[Coded]) -> None:
    """Give each node a code that no other has."""
    anew = _begin_anew(roots)
    taken = {_key(node.marker.code) for _, node in _walk(roots, 0) if node.marker}
    top = han if any(code.isdecimal() for code in taken) and any(not n.marker for n in roots) else str
    used: set[str] = set()
    _give(roots, "", 0, anew, used, top)


def _give(
    nodes: Sequence[Coded], above: str, depth: int, anew: set[tuple[int, str]], used: set[str], top: object
) -> None:
    for n, node in enumerate(nodes, 1):
        if node.marker:
            relative = (depth, node.marker.family) in anew
            code = _under(above, node.marker.code) if relative else node.marker.code
        else:
            node.made = True
            code = _numbered(above, n, top)
        node.code = _free(code, used)
        used.add(_key(node.code))
        _give(node.children, node.code, depth + 1, anew, used, top)


def _numbered(above: str, n: int, top: object) -> str:
    assert callable(top)
    if not above:
        return str(top(n))
    return f"{above}.{n}" if above.replace(".", "").isdecimal() else f"{above}-{n}"


def _under(above: str, code: str) -> str:
    if not above:
        return code
    return f"{above}{code}" if code[0] in "([（" or above[-1] in ")）" else f"{above}-{code}"


def _free(code: str, used: set[str]) -> str:
    """Return ``code``, or with what tells it from one that is there already."""
    if _key(code) not in used:
        return code
    n = 2
    while _key(f"{code}·{n}") in used:
        n += 1
    return f"{code}·{n}"


def _begin_anew(roots: Sequence[Coded]) -> set[tuple[int, str]]:
    """Return the families, by depth, that count anew under each parent: 1) 2) and again 1) 2)."""
    runs: dict[tuple[int, str], list[list[Marker]]] = defaultdict(list)
    for depth, node in _walk(roots, 0):
        own: dict[str, list[Marker]] = defaultdict(list)
        for child in node.children:
            if child.marker:
                own[child.marker.family].append(child.marker)
        for family, held in own.items():
            runs[depth + 1, family].append(held)
    outer = (node.marker for node in roots if node.marker)
    count = Counter(
        _key(marker.code) for marker in (*outer, *(m for held in runs.values() for r in held for m in r))
    )
    return {key for key, held in runs.items() if _is_anew(key[1], held, count)}


def _is_anew(family: str, runs: Sequence[Sequence[Marker]], count: Counter[str]) -> bool:
    if any(count[_key(marker.code)] > 1 for run in runs for marker in run):
        return True
    return family in _RELATIVE and all(run[0].value == 1 for run in runs)


def _walk(nodes: Sequence[Coded], depth: int) -> Iterator[tuple[int, Coded]]:
    for node in nodes:
        yield depth, node
        yield from _walk(node.children, depth + 1)


def _key(code: str) -> str:
    return codes.canonical(code)
