"""decisions.yaml open for writing: each call is on disk when it returns; comments and order stay."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wenming_archive.decisions import (
    TEMPLATE,
    Concluded,
    Decision,
    Decisions,
    Key,
    Negative,
    NotHeld,
    key,
    load,
)
from wenming_archive.yamlfile import tree
from wenming_archive.yamlfile.edit import Document


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
            case ("conclusions", int(n), "code"):
                yield Mention(parsed.data["conclusions"][n]["code"].strip(), line)


class Book:
    """decisions.yaml open for writing; each call is on disk when it returns."""

    def __init__(self, path: Path) -> None:
        load(path)  # faults are told before anything is changed
        self._document = Document(path, tree.read_text(path) if path.exists() else TEMPLATE)

    def assign(self, items: Iterable[tuple[str, str]], codes: list[str]) -> None:
        """Record that each item (SHA-256, path) belongs to ``codes``, the main one first."""
        self._decide(items, {"assign": codes})

    def ignore(self, items: Iterable[tuple[str, str]], *, related: bool = False) -> None:
        """Record that each item is no evidence, or with ``related`` that it is only not wanted."""
        self._decide(items, {"ignore": True, "related": True} if related else {"ignore": True})

    def unassign(self, items: Iterable[tuple[str, str]]) -> None:
        """Record that each item belongs to no indicator."""
        self._decide(items, {"unassign": True})

    def caption(self, items: Iterable[tuple[str, str]], title: str | None, photo: Mapping[str, str]) -> None:
        """Record what the captions of photos (SHA-256, path) say; an empty text takes it back.

        What ``title`` (``None``) and ``photo`` do not speak of stays as it was.
        """
        rows = {_about(row): row for row in self._document.rows("items")}
        new: dict[Key, dict[str, Any]] = {}
        for sha256, path in items:
            about = key(sha256, path)
            before = {"sha256": sha256, "path": path, **rows.get(about, {})}
            said = {name: text for name, text in {**before.get("photo", {}), **photo}.items() if text}
            new_title = before.get("caption", "") if title is None else title
            new[about] = {**before, "caption": new_title, "photo": said, "at": _now()}
        kept = [{name: value for name, value in row.items() if value} for row in new.values()]
        self._replace(new, [row for row in kept if row.keys() - {"sha256", "path", "at"}])

    def record(self, choices: Iterable[Choice]) -> None:
        """Record what was chosen for each of many items, in one save."""
        self._put((c.sha256, c.path, {"assign": c.codes} if c.codes else {"ignore": True}) for c in choices)

    def take(self, made: Iterable[Decision]) -> None:
        """Record decisions in one save; what one does not speak of (place, title) stays as it was."""
        rows = {_about(row): row for row in self._document.rows("items")}
        new: dict[Key, dict[str, Any]] = {}
        for one in made:
            said, before = _row(one), new.get(one.key) or rows.get(one.key, {})
            kept = {k: v for k, v in before.items() if k in _SAID or not one.places}
            new[one.key] = {**said, **{k: v for k, v in kept.items() if k not in said}, "at": _now()}
        self._replace(new, list(new.values()))

    def forget(self, keys: Iterable[Key]) -> None:
        """Take back where each content goes; what its caption says stays."""
        wanted = list(keys)
        captions = self._captions()
        self._replace(wanted, [captions[k] for k in wanted if k in captions])

    def restore(
        self,
        before: Decisions,
        keys: Iterable[Key],
        codes: Iterable[str] = (),
        concluded: Iterable[str] = (),
    ) -> None:
        """Make the decisions about ``keys``, and what was said of indicators, what they were in ``before``.

        ``codes`` are of not-held notes, ``concluded`` of concluding statements.
        """
        known, wanted = before.latest(), list(keys)
        self._put_back("not_held", codes, before.notes())
        self._put_back("conclusions", concluded, before.conclusions_by_code())
        self._replace(wanted, [_row(known[k]) for k in wanted if k in known])

    def become(self, decisions: Decisions) -> None:
        """Say what ``decisions`` says of items, indicators and deductions; rows that stay are not touched."""
        for section, model in _SECTIONS.items():
            rows = self._document.rows(section)
            wanted = [_spelt(one) for one in getattr(decisions, section)]
            there = [_spelt(model.model_validate(row)) for row in rows]
            gone = [n for n, row in enumerate(there) if row not in wanted]
            self._document.change(section, gone, [row for row in wanted if row not in there])
        self._document.save()

    def remark(self, text: str, rows: Sequence[tuple[str, Mapping[str, object]]]) -> None:
        """Keep rows (with their sections) that have no effect any more in remarks at the file's end."""
        if rows:
            for section in dict.fromkeys(section for section, _ in rows):
                found = [row for name, row in rows if name == section]
                self._document.remark([f"{_now()[:10]} {text}", f"{section}:"], found)
            self._document.save()

    def _put_back(
        self, section: str, codes: Iterable[str], known: Mapping[str, NotHeld] | Mapping[str, Concluded]
    ) -> None:
        wanted = list(codes)
        rows = self._document.rows(section)
        gone = [n for n, row in enumerate(rows) if row["code"].strip() in wanted]
        back = [known[code].model_dump(exclude_defaults=True) for code in wanted if code in known]
        self._document.change(section, gone, back)

    def not_held(self, code: str, note: str | None, *, due: str = "", na: bool = False) -> None:
        """Record why an indicator was not held; ``None`` takes the note back."""
        said = NotHeld(code=code, note=note or "", due=due, na=na, at=_now())
        self._say("not_held", code, None if note is None else said)

    def negative(self, code: str, happened: bool | None, note: str = "") -> None:
        """Record whether a deduction or veto happened; ``None`` takes it back."""
        said = Negative(code=code, happened=bool(happened), note=note, at=_now())
        self._say("negative", code, None if happened is None else said)

    def conclude(self, code: str, text: str | None) -> None:
        """Record the concluding statement of an indicator; ``None`` takes it back."""
        said = None if text is None else Concluded(code=code, text=text, at=_now())
        self._say("conclusions", code, said)

    def _say(self, section: str, code: str, said: NotHeld | Negative | Concluded | None) -> None:
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
        """Return what the caption of each content says, if anything, as a row of its own."""
        last = {_about(row): row for row in self._document.rows("items")}
        kept = ("sha256", "path", *_SAID)
        said = {k: {n: row[n] for n in kept if n in row} for k, row in last.items()}
        return {k: row for k, row in said.items() if any(name in row for name in _SAID)}

    def _replace(self, keys: Collection[Key], rows: list[dict[str, Any]]) -> None:
        """Put ``rows`` in the place of all rows about ``keys``, and save."""
        gone = [n for n, row in enumerate(self._document.rows("items")) if _about(row) in keys]
        self._document.change("items", gone, rows)
        self._document.save()


#: The lists that name indicators and deductions, with what their rows are.
_SECTIONS: dict[str, type[Decision] | type[NotHeld] | type[Concluded] | type[Negative]] = {
    "items": Decision,
    "not_held": NotHeld,
    "conclusions": Concluded,
    "negative": Negative,
}
#: What a decision says of an item's caption, and not of where it goes.
_SAID = ("caption", "photo")


def _about(row: dict[str, Any]) -> Key:
    return key(row["sha256"].strip(), row.get("path", ""))


def _row(decision: Decision) -> dict[str, Any]:
    return decision.model_dump(exclude_defaults=True)


def _spelt(one: Decision | NotHeld | Concluded | Negative) -> dict[str, Any]:
    """Return a row as the file has it."""
    said = one.model_dump(exclude_defaults=True)
    return {**said, "happened": one.happened} if isinstance(one, Negative) else said


def _now() -> str:
    return dt.datetime.now().strftime("%Y-%m-%d %H:%M:%S")
