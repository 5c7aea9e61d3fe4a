"""Edits to YAML files that people also write in: what is not concerned stays, line by line.

Rows of a list are cut out and put in as lines of text, where the parser says they stand.  The
result is read back: should it not say what was meant (rare forms, such as anchors), the data is
written anew, right but without comments.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from wenming_archive import disk
from wenming_archive.errors import InputError
from wenming_archive.text import unseen
from wenming_archive.yamlfile import tree

#: Where versions of such a file are kept, from its own folder, and how many.
PREVIOUS, _VERSIONS = ".archive/previous", 20
_WIDTH = 1 << 20
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Document:
    """A YAML file open for editing; ``save`` writes it back whole."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._newline = "\r\n" if "\r\n" in text else "\n"
        self._text = text.replace("\r\n", "\n").removesuffix("\n") + "\n"
        self._data = tree.parse(self._text, str(path)).data or {}

    def rows(self, key: str) -> list[Any]:
        """Return the rows of the list under ``key``, every scalar as the string it is written as."""
        rows = self._data.get(key)
        return rows if isinstance(rows, list) else []

    def change(self, key: str, gone: Collection[int], added: Sequence[Any]) -> None:
        """Take the rows numbered ``gone`` out of the list under ``key``, and add rows at its end."""
        kept = [row for n, row in enumerate(self.rows(key)) if n not in gone]
        rows = [*kept, *(_plain(row) for row in added)]
        if rows == self.rows(key):
            return
        wanted = {**self._data, key: rows}
        text = _edited(self._text, key, gone, rows, len(kept))
        self._text = text if says(text, wanted) else spelt(wanted)
        self._data = wanted

    def remark(self, lines: Sequence[str], rows: Sequence[Any] = ()) -> None:
        """Add remarks at the file's end: ``lines``, and ``rows`` as they would stand in a list."""
        said = [*lines, *(line for row in rows for line in _row(_plain(row)))]
        parts = [part for line in said for part in unseen.visible(line).split("\n")]
        self._text = self._text + _joined(["", *(f"# {part}" for part in parts)])

    def text(self) -> str:
        """Return the file's new text."""
        return self._text.replace("\n", self._newline)

    def save(self) -> None:
        """Write the file, wholly or not at all; the version before is kept in ``PREVIOUS`` beside it."""
        data = self.text().encode("utf-8")
        if self._path.is_file() and self._path.read_bytes() != data:
            disk.keep_version(self._path, self._path.parent / PREVIOUS, _VERSIONS)
        disk.write(self._path, data)


def _edited(text: str, key: str, gone: Collection[int], rows: list[Any], kept: int) -> str:
    lines = text.removesuffix("\n").split("\n") if text.strip() else []
    place = _find(yaml.compose(text, Loader=_Loader), key)
    if place is None:
        return _joined([*lines, f"{key}:", *_block(rows, 2)])
    name, value = place
    if isinstance(value, yaml.SequenceNode) and not value.flow_style:
        return _joined(spliced(lines, name, value, gone, rows[kept:]))
    first, last = name.end_mark.line, name.end_mark.line
    colon = lines[first].index(":", name.end_mark.column) + 1
    head, rest = lines[first][:colon], lines[first][colon:]
    if value.value or isinstance(value, yaml.SequenceNode):
        last, rest = value.end_mark.line, lines[value.end_mark.line][value.end_mark.column :]
    block = _block(rows, 2)
    return _joined([*lines[:first], head + ("" if block else " []") + rest, *block, *lines[last + 1 :]])


def _find(root: Any, key: str) -> tuple[Any, Any] | None:
    pairs = root.value if isinstance(root, yaml.MappingNode) else ()
    return next(((name, value) for name, value in pairs if name.value == key), None)


def spliced(lines: list[str], name: Any, value: Any, gone: Collection[int], added: list[Any]) -> list[str]:
    """Return the lines with rows of a block list taken out and put in."""
    indent = value.start_mark.column
    spans = [(_first_line(lines, row, indent), last_line(row)) for row in value.value]
    cut = {line for n in gone for line in range(spans[n][0], spans[n][1] + 1)}
    left = [last for n, (_, last) in enumerate(spans) if n not in gone]
    at = left[-1] + 1 if left else spans[0][0]
    block = _block(added, indent)
    if not left and not block:
        here, colon = name.end_mark.line, lines[name.end_mark.line].index(":", name.end_mark.column) + 1
        lines = [*lines[:here], f"{lines[here][:colon]} []{lines[here][colon:]}", *lines[here + 1 :]]
    above = [line for n, line in enumerate(lines[:at]) if n not in cut]
    return [*above, *block, *(line for n, line in enumerate(lines[at:], at) if n not in cut)]


def _first_line(lines: list[str], row: Any, indent: int) -> int:
    """Return the line of a row's dash; its content may begin below that."""
    line = int(row.start_mark.line)
    while line and lines[line][: indent + 1] != " " * indent + "-":
        line -= 1
    return line


def last_line(node: Any) -> int:
    """Return the last line that holds something of ``node``; comments after it are not its own."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style:
        name, value = node.value[-1]
        return max(int(name.end_mark.line), last_line(value) if value.value else 0)
    if isinstance(node, yaml.SequenceNode) and not node.flow_style:
        return last_line(node.value[-1])
    below = isinstance(node, yaml.ScalarNode) and node.style in ("|", ">")
    return int(node.end_mark.line) - below


def _block(rows: list[Any], indent: int) -> list[str]:
    return [" " * indent + line for row in rows for line in _row(row)]


def _row(row: Any) -> Iterator[str]:
    """Yield the lines of one row: a mapping's keys one to a line, else all on one."""
    if not isinstance(row, dict) or not row:
        yield f"- {inline(row)}"
        return
    for n, (key, value) in enumerate(row.items()):
        yield f"{'  ' if n else '- '}{inline(key)}: {inline(value)}"


def inline(value: Any) -> str:
    """Return ``value`` as YAML on one line, fit for a list in brackets too."""
    if value in ("true", "false"):
        return str(value)
    return spelt([value], flow=True).strip()[1:-1]


def _plain(value: Any) -> Any:
    """Return ``value`` with every scalar as the string that the file will hold."""
    if isinstance(value, dict):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(part) for part in value]
    # Half a surrogate pair (a damaged file name) has no UTF-8.
    return str(value).lower() if isinstance(value, bool) else str(value).encode("utf-8", "replace").decode()


def says(text: str, wanted: Any) -> bool:
    """Say whether ``text`` is YAML that holds what is ``wanted``."""
    try:
        return bool(tree.parse(text).data == wanted)
    except InputError:
        return False


def spelt(data: Any, *, flow: bool = False) -> str:
    """Return ``data`` as YAML; what nobody sees, or would end a line, stands in it as a number."""
    text = _dumped(data, flow=flow)
    if unseen.spelt(text) == text and not (flow and "\n" in text.strip()):
        return text
    return unseen.spelt(_dumped(data, flow=flow, style='"'), pairs=False)


def _dumped(data: Any, *, flow: bool = False, style: str | None = None) -> str:
    return str(
        yaml.safe_dump(
            data,
            default_flow_style=flow,
            default_style=style,
            allow_unicode=True,
            width=_WIDTH,
            sort_keys=False,
        )
    )


def _joined(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"
