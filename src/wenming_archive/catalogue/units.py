"""The units of a catalogue in its text: renamed, or two made one, with every reference to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wenming_archive.catalogue import load
from wenming_archive.catalogue.model import Catalogue, Unit
from wenming_archive.errors import InputError
from wenming_archive.yamlfile import parts, tree
from wenming_archive.yamlfile.shape import nearest
from wenming_archive.yamlfile.tree import Route


@dataclass(frozen=True)
class Tally:
    """A unit with the number of leaves it leads and supports."""

    unit: Unit
    leads: int
    supports: int


def tally(catalogue: Catalogue) -> tuple[Tally, ...]:
    """Return the units in their order, each with how many leaves it leads and supports."""
    led = Counter(id_ for leaf in catalogue.leaves for id_ in _ids(catalogue, leaf.lead))
    supported = Counter(id_ for leaf in catalogue.leaves for id_ in _ids(catalogue, *leaf.support))
    return tuple(Tally(unit, led[unit.id], supported[unit.id]) for unit in catalogue.units)


def _ids(catalogue: Catalogue, *names: str | None) -> set[str]:
    return {unit.id for name in names if (unit := catalogue.unit(name))}


def renamed(text: str, name: str, old: str, new: str) -> str:
    """Return the catalogue's text with the unit ``old`` called ``new``; its old name is an alias then.

    An id that was the name changes with it, and so do the references by it.

    :raises InputError: if there is no such unit, or another one is called so.
    """
    catalogue, new = load.parse(text, name), new.strip()
    unit, other = _known(catalogue, old), catalogue.unit(new)
    if not new:
        raise InputError("新名称不能为空；写法如 --rename 教育局=市教育局")
    if other is not None and other is not unit:
        raise InputError(f"已有单位 {new}；要把 {old} 并入它，请用 --merge {new}={old}")
    at: Route = ("units", catalogue.units.index(unit))
    by_name = unit.id == unit.label
    kept = [alias for alias in dict.fromkeys((*unit.aliases, unit.label)) if alias not in (new, unit.id)]
    if by_name and unit.label != new:
        kept.append(unit.label)
    values: dict[Route, Any] = {(*at, "name"): new}
    values |= {(*at, "id"): new} if by_name else {}
    values |= {(*at, "aliases"): kept} if kept != list(unit.aliases) else {}
    values |= _pointing(text, {unit.id, unit.label} if by_name else {unit.label}, new if by_name else unit.id)
    return _checked(parts.changed(text, values), name)


def merged(text: str, name: str, kept: str, gone: str) -> str:
    """Return the catalogue's text with the unit ``gone`` part of ``kept``: its names are aliases then.

    :raises InputError: if one of them is not there, or both are one.
    """
    catalogue = load.parse(text, name)
    stays, goes = _known(catalogue, kept), _known(catalogue, gone)
    if stays is goes:
        raise InputError(f"{kept} 和 {gone} 已经是同一个单位（{stays.label}），没有改动")
    at: Route = ("units", catalogue.units.index(stays))
    own = {stays.id, stays.label}
    aliases = [one for one in dict.fromkeys((*stays.aliases, *_names(goes))) if one not in own]
    values: dict[Route, Any] = {(*at, "aliases"): aliases} if aliases != list(stays.aliases) else {}
    for key, mine, other in (("contact", stays.contact, goes.contact), ("phone", stays.phone, goes.phone)):
        values |= {(*at, key): other} if other and not mine else {}
    values |= _pointing(text, {goes.id, *goes.names}, stays.id, {stays.id, *stays.names})
    return _checked(parts.changed(text, values, [("units", catalogue.units.index(goes))]), name)


def _names(unit: Unit) -> tuple[str, ...]:
    return (*unit.names, *(() if unit.id.isascii() else (unit.id,)))


def _known(catalogue: Catalogue, name: str) -> Unit:
    found = catalogue.unit(name.strip())
    if found is None:
        guess = nearest(name, [one for unit in catalogue.units for one in (unit.id, *unit.names)])
        hint = f"，是不是 {guess}？" if guess else "；可用 archive catalogue units 查看"
        raise InputError(f"测评体系里没有单位 {name}{hint}")
    return found


def _pointing(text: str, old: set[str], new: str, same: set[str] | None = None) -> dict[Route, Any]:
    """Return what the references to ``old`` become; who leads (or is ``same``) supports not once more."""
    one, found = old | (same or set()) | {new}, dict[Route, Any]()
    for route, node in _nodes(tree.parse(text).data.get("indicators"), ("indicators",)):
        lead, support = node.get("lead"), node.get("support") or []
        if lead in old:
            found[(*route, "lead")] = new
        if lead in old or old & set(support):
            rows = dict.fromkeys(new if name in one else name for name in support)
            left = [name for name in rows if not (name == new and lead in one)]
            found |= {(*route, "support"): left} if left != support else {}
    return found


def _nodes(rows: Any, route: Route) -> Iterator[tuple[Route, dict[str, Any]]]:
    for n, node in enumerate(rows or ()):
        yield (*route, n), node
        yield from _nodes(node.get("children"), (*route, n, "children"))


def _checked(text: str, name: str) -> str:
    load.parse(text, name)
    return text
