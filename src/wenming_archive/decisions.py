"""decisions.yaml: what people decided, by content hash, with the path beside it for people.

The only file of a workspace that cannot be rebuilt.  A decision follows the content wherever it
is moved or renamed; when a file is edited in place, the decision made for its path holds on.
Empty files are all alike: of them a decision holds for the path alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from wenming_archive.allowances import Allowed
from wenming_archive.errors import Faults
from wenming_archive.text import dates
from wenming_archive.yamlfile import shape, tree
from wenming_archive.yamlfile.edit import Document

TEMPLATE = """\
# 人工决定：由 archive assign、ignore、unassign、review、not-held 写入，也可以手工修改。
# 这是工作区里唯一不能自动重建的文件，请一并备份。

# 对材料的决定。sha256 是文件内容的指纹，path 是作决定时文件的位置：文件移走，决定跟着
# 内容走；文件改动过，决定跟着位置走。assign 归入的指标，主要的写在最前；
# ignore: true 表示不作为材料；unassign: true 表示不归入任何指标；caption 是题名（如照片说明），代替自动取的。
items: []

# 未开展或不适用的指标：code 编号，note 说明；due 预计完成的日期；na: true 表示不适用。
not_held: []

# 减分项和一票否决项：code 编号，happened: true 发生过、false 经核实没有，note 说明。
negative: []

# 准予交出的：what 为什么本来要拦下，reason 理由；文件改动过，就要重新决定。
allowed: []
"""


#: SHA-256 of no bytes at all.
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#: What a decision is about: the content, and of an empty one the path.
Key = tuple[str, str]


def key(sha256: str, path: str = "") -> Key:
    """Return what a decision on ``sha256``, found at ``path``, is about."""
    return sha256, path.strip() if sha256 == EMPTY else ""


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

    @property
    def key(self) -> Key:
        """What the decision is about."""
        return key(self.sha256, self.path)

    @property
    def places(self) -> bool:
        """True when it says where the item goes; a caption alone does not."""
        return bool(self.assign or self.ignore or self.unassign)


class NotHeld(_Model):
    """An indicator whose work was not done, or does not apply; with the reason."""

    code: str
    note: str = ""
    #: The day by which it will be done after all, ISO; empty if it will not.
    due: str = ""
    #: True when it does not apply to this unit at all.
    na: bool = False
    at: str = ""

    @property
    def due_day(self) -> dt.date | None:
        """The day by which it will be done, if that is a day."""
        hits = dates.find(self.due)
        return dates.span(hits[0].iso)[1] if hits else None


class Negative(_Model):
    """Whether something that costs points, or the title, has happened."""

    code: str
    happened: bool = True
    note: str = ""
    at: str = ""


class Decisions(_Model):
    """All decisions of a workspace; of two for one content the later holds."""

    items: tuple[Decision, ...] = ()
    not_held: tuple[NotHeld, ...] = ()
    negative: tuple[Negative, ...] = ()
    allowed: tuple[Allowed, ...] = ()

    def cleared(self) -> frozenset[tuple[str, str]]:
        """Return the contents that were let pass for a reason, each with the check that had held it."""
        return frozenset((one.sha256, one.what) for one in self.allowed if one.reason)

    def latest(self) -> dict[Key, Decision]:
        """Return the decisions that hold, by what they are about."""
        return {d.key: d for d in self.items}

    def notes(self) -> dict[str, NotHeld]:
        """Return the not-held notes by indicator code."""
        return {n.code: n for n in self.not_held}

    def negative_by_code(self) -> dict[str, Negative]:
        """Return what was said of deductions and vetoes, by their codes."""
        return {n.code: n for n in self.negative}

    def taking(self, made: Iterable[Decision]) -> Decisions:
        """Return all with those ``made``; what one does not speak of (place, title) stays as it was."""
        known = self.latest()
        for one in made:
            before = known.get(one.key, one)
            kept = {"caption": one.caption or before.caption} if one.places else {}
            said = {**one.model_dump(exclude_defaults=True), **kept}
            known[one.key] = (one if one.places else before).model_copy(update=said)
        return self.model_copy(update={"items": tuple(known.values())})


def load(path: Path) -> Decisions:
    """Return the decisions of the file at ``path``; none if there is no such file.

    :raises Faults: with a line for each fault of a file changed by hand.
    """
    return parse(tree.read_text(path), str(path)) if path.exists() else Decisions()


def parse(text: str, name: str = "decisions.yaml") -> Decisions:
    """Return the decisions written in ``text``; ``name`` stands before each fault.

    :raises Faults: with a line for each fault.
    """
    parsed = tree.parse(text, name)
    parsed.data = {} if parsed.data is None else parsed.data
    found = [*parsed.faults, *shape.faults(parsed, Decisions)]
    if found:
        raise Faults([shape.shown(fault, name) for fault in found])
    return Decisions.model_validate(parsed.data)


@dataclass(frozen=True, slots=True)
class Choice:
    """Where an item goes: under ``codes``, the main one first; without any it is no evidence."""

    sha256: str
    path: str
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A code as decisions.yaml has it; ``bare`` of a not-held indicator without its reason."""

    code: str
    line: int
    bare: bool = False
    #: True of a deduction or veto.
    negative: bool = False


def mentions(path: Path) -> Iterator[Mention]:
    """Yield each code that the file at ``path`` names, with its line."""
    parsed = tree.parse(tree.read_text(path), str(path))
    for route, (line, _) in parsed.places.items():
        match route:
            case ("items", int(n), "assign", int(k)):
                yield Mention(parsed.data["items"][n]["assign"][k].strip(), line)
            case ("not_held", int(n), "code"):
                row = parsed.data["not_held"][n]
                yield Mention(row["code"].strip(), line, not row.get("note", "").strip())
            case ("negative", int(n), "code"):
                yield Mention(parsed.data["negative"][n]["code"].strip(), line, negative=True)


class Book:
    """decisions.yaml open for writing; each call is on disk when it returns."""

    def __init__(self, path: Path) -> None:
        load(path)  # faults are told before anything is changed
        self._document = Document(path, tree.read_text(path) if path.exists() else TEMPLATE)

    def assign(self, items: Iterable[tuple[str, str]], codes: list[str]) -> None:
        """Record that each item (SHA-256, path) belongs to ``codes``, the main one first."""
        self._decide(items, {"assign": codes})

    def ignore(self, items: Iterable[tuple[str, str]]) -> None:
        """Record that each item is no evidence."""
        self._decide(items, {"ignore": True})

    def unassign(self, items: Iterable[tuple[str, str]]) -> None:
        """Record that each item belongs to no indicator."""
        self._decide(items, {"unassign": True})

    def record(self, choices: Iterable[Choice]) -> None:
        """Record what was chosen for each of many items, in one save."""
        self._put((c.sha256, c.path, {"assign": c.codes} if c.codes else {"ignore": True}) for c in choices)

    def take(self, made: Iterable[Decision]) -> None:
        """Record decisions in one save; what one does not speak of (place, title) stays as it was."""
        rows = {_about(row): row for row in self._document.rows("items")}
        new: dict[Key, dict[str, Any]] = {}
        for one in made:
            said, before = _row(one), new.get(one.key) or rows.get(one.key, {})
            kept = {k: v for k, v in before.items() if k == "caption" or not one.places}
            new[one.key] = {**said, **{k: v for k, v in kept.items() if k not in said}, "at": _now()}
        self._replace(new, list(new.values()))

    def forget(self, keys: Iterable[Key]) -> None:
        """Take back what was decided of each content; a caption stays."""
        wanted = list(keys)
        captions = self._captions()
        self._replace(wanted, [captions[k] for k in wanted if k in captions])

    def restore(self, before: Decisions, keys: Iterable[Key], codes: Iterable[str] = ()) -> None:
        """Make the decisions about ``keys`` and the notes on ``codes`` what they were in ``before``."""
        known, notes = before.latest(), before.notes()
        wanted, noted = list(keys), list(codes)
        rows = self._document.rows("not_held")
        gone = [n for n, row in enumerate(rows) if row["code"].strip() in noted]
        back = [notes[code].model_dump(exclude_defaults=True) for code in noted if code in notes]
        self._document.change("not_held", gone, back)
        self._replace(wanted, [_row(known[k]) for k in wanted if k in known])

    def not_held(self, code: str, note: str | None, *, due: str = "", na: bool = False) -> None:
        """Record why an indicator was not held; ``None`` takes the note back."""
        said = NotHeld(code=code, note=note or "", due=due, na=na, at=_now())
        self._say("not_held", code, None if note is None else said)

    def negative(self, code: str, happened: bool | None, note: str = "") -> None:
        """Record whether a deduction or veto happened; ``None`` takes it back."""
        said = Negative(code=code, happened=bool(happened), note=note, at=_now())
        self._say("negative", code, None if happened is None else said)

    def _say(self, section: str, code: str, said: NotHeld | Negative | None) -> None:
        rows = self._document.rows(section)
        gone = [n for n, row in enumerate(rows) if row["code"].strip() == code]
        kept = {} if said is None else said.model_dump(exclude_defaults=True)
        if isinstance(said, Negative):
            kept["happened"] = said.happened
        self._document.change(section, gone, [kept] if kept else [])
        self._document.save()

    def _decide(self, items: Iterable[tuple[str, str]], what: dict[str, Any]) -> None:
        self._put((sha256, path, what) for sha256, path in items)

    def _put(self, rows: Iterable[tuple[str, str, dict[str, Any]]]) -> None:
        captions = self._captions()
        decided = {
            key(h, p): {**captions.get(key(h, p), {}), "sha256": h, "path": p, **what, "at": _now()}
            for h, p, what in rows
        }
        self._replace(decided, list(decided.values()))

    def _captions(self) -> dict[Key, dict[str, Any]]:
        """Return the caption of each content that has one, as a row of its own."""
        last = {_about(row): row for row in self._document.rows("items")}
        kept = ("sha256", "path", "caption")
        return {k: {n: row[n] for n in kept if n in row} for k, row in last.items() if "caption" in row}

    def _replace(self, keys: Collection[Key], rows: list[dict[str, Any]]) -> None:
        """Put ``rows`` in the place of all rows about ``keys``, and save."""
        gone = [n for n, row in enumerate(self._document.rows("items")) if _about(row) in keys]
        self._document.change("items", gone, rows)
        self._document.save()


def _about(row: dict[str, Any]) -> Key:
    return key(row["sha256"].strip(), row.get("path", ""))


def _row(decision: Decision) -> dict[str, Any]:
    return decision.model_dump(exclude_defaults=True)


def _now() -> str:
    return dt.datetime.now().strftime("%Y-%m-%d %H:%M:%S")
