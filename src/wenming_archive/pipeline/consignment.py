"""What goes into a bag besides the evidence, and is read from it: which file is which item."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wenming_archive import decisions
from wenming_archive.bag.check import Report
from wenming_archive.bag.names import PAYLOAD
from wenming_archive.bag.store import Store
from wenming_archive.catalogue import load
from wenming_archive.catalogue.model import Catalogue
from wenming_archive.decisions import Decisions
from wenming_archive.errors import InputError
from wenming_archive.filing import names
from wenming_archive.model import Item
from wenming_archive.pipeline.gate import Veil
from wenming_archive.privacy import sweep
from wenming_archive.report import as_json
from wenming_archive.text.unseen import line, spelt
from wenming_archive.yamlfile import tree

LIST, CATALOGUE, DECISIONS = "list.json", "catalogue.yaml", "decisions.yaml"
_FORMAT, _VERSION = "wenming-archive-bag", 1
#: What of a row is a file's name.
_NAMES = ("source", "same_as", "filed_as", "in_bag", "sha256")
#: Bytes of the list that are held in memory.
_MAX_LIST = 64 << 20


@dataclass(frozen=True, slots=True)
class Packed:
    """An item of the workspace, and the names that its copies have in the bag; none if it stays here."""

    item: Item
    copies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that a bag brings: where it lay in the office that sends it, and where it lies in the bag."""

    source: str
    path: str
    sha256: str
    size: int
    mtime_ns: int


@dataclass(frozen=True)
class Consignment:
    """What a bag brings."""

    arrivals: tuple[Arrival, ...]
    #: All that its office knows of: source and hash, evidence that was sent or not.
    known: tuple[tuple[str, str], ...] = ()
    decisions: Decisions = field(default_factory=Decisions)
    catalogue: Catalogue | None = None
    #: True when another program made the bag: it has no list, and every file is evidence.
    foreign: bool = False


def pack(items: Iterable[Item], *, masked: bool = False) -> list[Packed]:
    """Return the items with the names of their copies in a bag; with ``masked`` nothing personal in them.

    A percent sign becomes 全角: many programs read it otherwise than the RFC has it.
    """
    taken: set[str] = set()

    def name(copy: str) -> str:
        return names.free((_hidden(copy) if masked else copy).replace("%", "％"), taken)

    return [Packed(item, tuple(map(name, item.filed_as))) for item in items]


def listed(packed: Sequence[Packed], catalogue: Catalogue, veil: Veil | None = None) -> bytes:
    """Return the list: what ``archive list --json`` shows, and of each item its time and its files.

    With a ``veil`` it tells of the masked copies, and nothing personal.
    """
    rows = [
        {
            **as_json.item(one.item, catalogue),
            "root": Path(one.item.found.root).name,  # the whole path is nobody else's business
            "mtime_ns": one.item.found.mtime_ns,
            "in_bag": [PAYLOAD + copy for copy in one.copies],
        }
        for one in packed
    ]
    rows = [_veiled(row, veil) for row in rows] if veil else rows
    value = {"format": _FORMAT, "version": _VERSION, "items": rows}
    return (spelt(json.dumps(value, ensure_ascii=False, indent=1)) + "\n").encode()


def _veiled(row: dict[str, Any], veil: Veil) -> dict[str, Any]:
    """Return a row as it is of the masked copy."""
    copy = veil.copies.get(row["sha256"] or "")
    row = {key: _bare(value, name=key in _NAMES) for key, value in row.items()}
    return {**row, "sha256": copy.sha256, "size": copy.size} if copy else row


def _bare(value: Any, *, name: bool) -> Any:
    """Return a value with what is personal in its words masked; in a name no stars may stand."""
    if isinstance(value, str):
        return _hidden(value) if name else sweep.masked(value)
    if isinstance(value, list):
        return [_bare(part, name=name) for part in value]
    return {key: _bare(part, name=name) for key, part in value.items()} if isinstance(value, dict) else value


def _hidden(name: str) -> str:
    return sweep.masked(name).replace("*", "×")


def unpack(store: Store, report: Report) -> Consignment:
    """Return what a valid bag brings.

    :raises InputError: if its list, catalogue or decisions are not what this program writes.
    """
    text = _text(store, PAYLOAD + LIST, _MAX_LIST) if PAYLOAD + LIST in report.payload else None
    rows = None if text is None else _rows(text)
    if rows is None:
        return Consignment(tuple(_unlisted(report, ())), foreign=True)
    arrivals = [_arrival(row, report) for row in rows if row["in_bag"]]
    own = {PAYLOAD + name for name in (LIST, CATALOGUE, DECISIONS)}
    told = {path for row in rows for path in row["in_bag"]} | own
    return Consignment(
        (*arrivals, *_unlisted(report, told)),
        tuple((row["source"], row["sha256"] or "") for row in rows),
        _decisions(store, report),
        _catalogue(store, report),
    )


def _rows(text: str) -> list[dict[str, Any]] | None:
    """Return the rows of a list, or ``None`` if it is another program's.

    :raises InputError: if it is ours and cannot be understood.
    """
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict) or value.get("format") != _FORMAT:
        return None
    if value.get("version") != _VERSION:
        raise InputError(f"移交包由更新的版本生成（{LIST} 的 version）；请升级本程序后再导入")
    rows = value.get("items")
    if not isinstance(rows, list) or not all(map(_is_row, rows)):
        raise InputError(f"移交包里的 {PAYLOAD}{LIST} 不完整，读不懂；请移交单位重新导出")
    return rows


def _is_row(row: object) -> bool:
    if not isinstance(row, dict) or not isinstance(row.get("source"), str):
        return False
    paths, sha256 = row.get("in_bag"), row.get("sha256")
    files = isinstance(paths, list) and all(isinstance(path, str) for path in paths)
    return files and isinstance(row.get("mtime_ns"), int) and (sha256 is None or isinstance(sha256, str))


def _arrival(row: dict[str, Any], report: Report) -> Arrival:
    """Return what the bag brings of one item.

    :raises InputError: if its files are not the ones that the list speaks of.
    """
    for path in row["in_bag"]:
        content = report.payload.get(path)
        if content is None or content.sha256 != row["sha256"]:
            raise InputError(
                f"移交包里的 {line(path)} 与 {PAYLOAD}{LIST} 所列不符，没有导入任何内容；请移交单位重新导出"
            )
    path = row["in_bag"][0]
    return Arrival(row["source"], path, row["sha256"], report.payload[path].size, row["mtime_ns"])


def _unlisted(report: Report, told: Iterable[str]) -> Iterable[Arrival]:
    """Yield the files that the list does not speak of: they count by their own paths."""
    known = frozenset(told)
    for path, content in report.payload.items():
        if path not in known:
            source = path.removeprefix(PAYLOAD)
            yield Arrival(source, path, content.sha256, content.size, content.mtime_ns)


def _decisions(store: Store, report: Report) -> Decisions:
    if PAYLOAD + DECISIONS not in report.payload:
        return Decisions()
    text = _text(store, PAYLOAD + DECISIONS, tree.MAX_BYTES)
    return decisions.parse(text, f"移交包里的 {DECISIONS}")


def _catalogue(store: Store, report: Report) -> Catalogue | None:
    if PAYLOAD + CATALOGUE not in report.payload:
        return None
    return load.parse(_text(store, PAYLOAD + CATALOGUE, tree.MAX_BYTES), f"移交包里的 {CATALOGUE}")


def _text(store: Store, path: str, most: int) -> str:
    """Return the text of a file in the bag.

    :raises InputError: if it is too large or not UTF-8.
    """
    with store.opened(path) as stream:
        data = stream.read(most + 1)
    try:
        if len(data) > most:
            raise InputError(f"移交包里的 {path} 大得不合常理，没有导入任何内容；请移交单位重新导出")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"移交包里的 {path} 不是 UTF-8 编码，没有导入任何内容；请移交单位重新导出"
        ) from error
