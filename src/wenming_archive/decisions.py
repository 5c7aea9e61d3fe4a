"""decisions.yaml: what people decided, by content hash, with the path beside it for people.

The only file of a workspace that cannot be rebuilt.  A decision follows the content wherever it
is moved or renamed; when a file is edited in place, the decision made for its path holds on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from wenming_archive.errors import Faults
from wenming_archive.yamlfile import shape, tree
from wenming_archive.yamlfile.edit import Document, flow

TEMPLATE = """\
# 人工决定：由 archive assign、ignore、unassign、review、not-held 写入，也可以手工修改。
# 这是工作区里唯一不能自动重建的文件，请一并备份。

# 对材料的决定。sha256 是文件内容的指纹，path 只为方便辨认；assign 归入的指标，主要的写在最前；
# ignore: true 表示不作为材料；unassign: true 表示不归入任何指标；caption 是照片说明。
items: []

# 未开展或不适用的指标：code 编号，note 说明。
not_held: []
"""


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Decision(_Model):
    """What a person decided of one item."""

    sha256: str
    path: str = ""
    assign: tuple[str, ...] = ()
    ignore: bool = False
    unassign: bool = False
    caption: str = ""
    at: str = ""


class NotHeld(_Model):
    """An indicator whose work was not done, or does not apply; with the reason."""

    code: str
    note: str = ""
    at: str = ""


class Decisions(_Model):
    """All decisions of a workspace; of two for one content the later holds."""

    items: tuple[Decision, ...] = ()
    not_held: tuple[NotHeld, ...] = ()

    def by_content(self) -> dict[str, Decision]:
        """Return the decisions by SHA-256."""
        return {d.sha256: d for d in self.items}

    def by_path(self) -> dict[str, Decision]:
        """Return the decisions by the path they were made for."""
        return {d.path: d for d in self.items if d.path}

    def notes(self) -> dict[str, NotHeld]:
        """Return the not-held notes by indicator code."""
        return {n.code: n for n in self.not_held}


def load(path: Path) -> Decisions:
    """Return the decisions of the file at ``path``; none if there is no such file.

    :raises Faults: with a line for each fault of a file changed by hand.
    """
    if not path.exists():
        return Decisions()
    parsed = tree.parse(tree.read_text(path), str(path))
    parsed.data = {} if parsed.data is None else parsed.data
    found = [*parsed.faults, *shape.faults(parsed, Decisions)]
    if found:
        raise Faults([shape.shown(fault, str(path)) for fault in found])
    return Decisions.model_validate(parsed.data)


class Book:
    """decisions.yaml open for writing; each call is on disk when it returns."""

    def __init__(self, path: Path) -> None:
        load(path)  # faults are told before anything is changed
        self._document = Document(path, tree.read_text(path) if path.exists() else TEMPLATE)

    def assign(self, items: Iterable[tuple[str, str]], codes: list[str]) -> None:
        """Record that each item (SHA-256, path) belongs to ``codes``, the main one first."""
        self._decide(items, {"assign": flow(codes)})

    def ignore(self, items: Iterable[tuple[str, str]]) -> None:
        """Record that each item is no evidence."""
        self._decide(items, {"ignore": True})

    def unassign(self, items: Iterable[tuple[str, str]]) -> None:
        """Record that each item belongs to no indicator."""
        self._decide(items, {"unassign": True})

    def forget(self, hashes: Iterable[str]) -> None:
        """Take back what was decided of each content; a caption stays."""
        for sha256 in hashes:
            kept = {k: v for k, v in self._drop(sha256).items() if k == "caption"}
            if kept:
                self._document.rows("items").append({"sha256": sha256, **kept})
        self._document.save()

    def restore(self, before: Decisions, hashes: Iterable[str]) -> None:
        """Make the decisions of ``hashes`` what they were in ``before``."""
        known = before.by_content()
        for sha256 in hashes:
            self._drop(sha256)
            if sha256 in known:
                self._document.rows("items").append(_row(known[sha256]))
        self._document.save()

    def not_held(self, code: str, note: str | None) -> None:
        """Record why an indicator was not held; ``None`` takes the note back."""
        rows = self._document.rows("not_held")
        rows[:] = [row for row in rows if row.get("code") != code]
        if note is not None:
            rows.append({"code": code, "note": note, "at": _now()})
        self._document.save()

    def _decide(self, items: Iterable[tuple[str, str]], what: dict[str, Any]) -> None:
        for sha256, path in items:
            kept = {k: v for k, v in self._drop(sha256).items() if k == "caption"}
            row = {"sha256": sha256, "path": path, **what, **kept, "at": _now()}
            self._document.rows("items").append(row)
        self._document.save()

    def _drop(self, sha256: str) -> dict[str, Any]:
        """Remove the rows of one content and return the last of them."""
        rows = self._document.rows("items")
        gone: dict[str, Any] = {}
        for n in reversed(range(len(rows))):
            if rows[n].get("sha256") == sha256:
                gone = gone or dict(rows[n])
                del rows[n]
        return gone


def _row(decision: Decision) -> dict[str, Any]:
    row: dict[str, Any] = decision.model_dump(exclude_defaults=True)
    if "assign" in row:
        row["assign"] = flow(list(row["assign"]))
    return row


def _now() -> str:
    return dt.datetime.now().strftime("%Y-%m-%d %H:%M:%S")
