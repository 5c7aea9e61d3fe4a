"""Single values of a YAML file changed where they stand: comments and order stay (see ``edit``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from wenming_archive.yamlfile import edit, tree
from wenming_archive.yamlfile.tree import Route

#: A key and its value, as the parser has them.
_Spot = tuple[Any, Any]
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def changed(text: str, values: Mapping[Route, Any], gone: Iterable[Route] = ()) -> str:
    """Return ``text`` with the value at each route as given, and without the list rows at ``gone``.

    A value is a string or a list of strings; of a route that is not there, its mapping must be.
    Should the lines not say what was meant (anchors, rare forms), the data is written anew.
    """
    rows = sorted(gone, key=lambda route: [str(step).zfill(9) for step in route], reverse=True)
    newline = "\r\n" if "\r\n" in text else "\n"
    plain = text.replace("\r\n", "\n").removesuffix("\n") + "\n"
    wanted = _wanted(tree.parse(plain).data, values, rows)
    try:
        found = _by_lines(plain, values, rows)
    except (LookupError, ValueError, AttributeError, yaml.YAMLError):
        found = ""
    found = found if found and edit.says(found, wanted) else edit.spelt(wanted)
    return found.replace("\n", newline)


def _wanted(data: Any, values: Mapping[Route, Any], gone: Iterable[Route]) -> Any:
    for route, value in values.items():
        _at(data, route[:-1])[route[-1]] = list(value) if isinstance(value, (list, tuple)) else value
    for *above, n in gone:
        del _at(data, tuple(above))[n]
    return data


def _at(data: Any, route: Route) -> Any:
    for step in route:
        data = data[step]
    return data


def _by_lines(text: str, values: Mapping[Route, Any], gone: Iterable[Route]) -> str:
    root = yaml.compose(text, Loader=_Loader)
    spots = {route: _spot(root, route) for route in values}
    there = [(spot, values[route]) for route, spot in spots.items() if spot is not None]
    for spot, value in sorted(there, key=lambda one: _start(one[0]), reverse=True):
        text = _replaced(text, spot, value)
    for route, value in values.items():
        if spots[route] is None:
            text = _added(text, route, value)
    for route in gone:
        text = _cut(text, route)
    return text


def _spot(root: Any, route: Route) -> _Spot | None:
    """Return the value at ``route`` and its key (its list, for a row), or ``None`` if it is not there."""
    name, node = root, root
    for step in route:
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == step), None)
        else:
            found = (node, node.value[step]) if isinstance(node, yaml.SequenceNode) else None
        if found is None:
            return None
        name, node = found
    return name, node


def _start(spot: _Spot) -> tuple[int, int]:
    mark = spot[1].start_mark
    return int(mark.line), int(mark.column)


def _replaced(text: str, spot: _Spot, value: Any) -> str:
    node, lines = spot[1], text.split("\n")
    if isinstance(node, yaml.SequenceNode) and not node.flow_style:
        return _listed(text, spot, [str(one) for one in value])
    start, end = _offset(lines, node.start_mark), _offset(lines, node.end_mark)
    return text[:start] + edit.inline(value) + text[end:]


def _listed(text: str, spot: _Spot, rows: list[str]) -> str:
    """Return ``text`` with the rows of a block list as wanted; those that stay keep their lines."""
    name, node = spot
    old = [row.value for row in node.value]
    if len(old) == len(rows):
        changes = [(row, new) for row, new in zip(node.value, rows, strict=True) if row.value != new]
        for row, new in reversed(changes):
            text = _replaced(text, (node, row), new)
        return text
    gone = [n for n, one in enumerate(old) if one not in rows]
    return "\n".join(edit.spliced(text.split("\n"), name, node, gone, [r for r in rows if r not in old]))


def _added(text: str, route: Route, value: Any) -> str:
    """Return ``text`` with a key more, at the end of its mapping."""
    _, mapping = _there(text, route[:-1])
    said, lines = f"{route[-1]}: {edit.inline(value)}", text.split("\n")
    if mapping.flow_style:
        at = _offset(lines, mapping.value[-1][1].end_mark)
        return f"{text[:at]}, {said}{text[at:]}"
    last = edit.last_line(mapping)
    return "\n".join([*lines[: last + 1], " " * mapping.start_mark.column + said, *lines[last + 1 :]])


def _cut(text: str, route: Route) -> str:
    """Return ``text`` without a row of a list."""
    n, lines = int(route[-1]), text.split("\n")
    name, node = _there(text, route[:-1])
    if not node.flow_style:
        return "\n".join(edit.spliced(lines, name, node, [n], []))
    start, end = node.value[n].start_mark, node.value[n].end_mark
    if n + 1 < len(node.value):
        end = node.value[n + 1].start_mark
    elif n:
        start = node.value[n - 1].end_mark
    return text[: _offset(lines, start)] + text[_offset(lines, end) :]


def _there(text: str, route: Route) -> _Spot:
    spot = _spot(yaml.compose(text, Loader=_Loader), route)
    if spot is None:
        raise LookupError(route)
    return spot


def _offset(lines: list[str], mark: Any) -> int:
    return sum(len(line) + 1 for line in lines[: mark.line]) + int(mark.column)
