"""The scored offices: what lies on their disks, and what is wrong with it.

``dev.yaml`` is looked at while checks are worked on; ``held.yaml`` is only ever scored.  Each has a
catalogue beside it.  A file lists ``settings`` (those of ``archive.yaml``), ``indicators`` (code →
topics wrong with the indicator as a whole), ``clean`` and ``faulty`` entries.  An entry has

* ``file``, ``at`` (the codes it is filed under), ``day`` (when the file was written);
* ``text`` (see ``describing/documents.py``), or ``photo`` (see ``snaps.py``), or ``copy`` (another
  file's name), and ``damage`` done to it;
* ``faults`` (topics, see ``topics.py``), ``may`` (what may be said of it as well), ``case`` (entries
  of one case are one fault, found with any of them), ``seen`` (true: only recognised words tell);
* ``each``: a list of values, one entry for each, which stand in its texts as ``{name}``.
"""

from __future__ import annotations

import datetime as dt
import io
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import invented
import making
import snaps
import yaml
from documents import Document, Line
from topics import TOPICS

HERE = Path(__file__).parent
_KEYS = frozenset(
    ("file", "at", "day", "text", "photo", "copy", "damage", "faults", "may", "case", "seen", "caption")
)
_MARKS = "!^=#>|~@$"


@dataclass(frozen=True)
class Entry:
    """One file of an office, with what is true of it."""

    file: str
    at: tuple[str, ...]
    faults: tuple[str, ...]
    may: tuple[str, ...]
    case: str
    more: Mapping[str, Any] = field(repr=False)

    @property
    def clean(self) -> bool:
        """Say whether nothing is wrong with it."""
        return not self.faults

    @property
    def files(self) -> tuple[str, ...]:
        """Its file, and that which it is a copy of: either tells of a fault of both."""
        return (self.file, *_several(self.more.get("copy")))

    @property
    def seen(self) -> bool:
        """Say whether its fault stands in a picture's words alone."""
        return bool(self.more.get("seen"))


@dataclass(frozen=True)
class Office:
    """An office's disk."""

    entries: tuple[Entry, ...]
    #: Topics that are wrong with an indicator as a whole.
    indicators: Mapping[str, tuple[str, ...]]
    settings: Mapping[str, Any]
    catalogue: Path


def load(half: str) -> Office:
    """Return the office of a half, checked."""
    data = yaml.safe_load((HERE / f"{half}.yaml").read_text("utf-8"))
    entries = tuple(
        _entry(one, part) for part in ("clean", "faulty") for row in data[part] for one in _each(row)
    )
    twice = [name for name, n in Counter(entry.file for entry in entries).items() if n > 1]
    assert not twice, f"{half}: {twice}"
    indicators = {code: tuple(topics) for code, topics in (data.get("indicators") or {}).items()}
    return Office(entries, indicators, data.get("settings") or {}, HERE / f"catalogue-{half}.yaml")


def _each(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the entries that a row stands for."""
    rows = row.pop("each", None)
    if rows is None:
        yield row
    else:
        yield from (_formatted(row, values) for values in rows)


def _formatted(value: Any, values: Mapping[str, Any]) -> Any:
    if isinstance(value, str):
        whole = value.strip("{}") if value.startswith("{") and value.count("{") == 1 else ""
        return values[whole] if whole in values else value.format_map(values)
    if isinstance(value, dict):
        return {key: _formatted(one, values) for key, one in value.items()}
    return [_formatted(one, values) for one in value] if isinstance(value, list) else value


def _entry(data: dict[str, Any], part: str) -> Entry:
    name = data["file"]
    assert not set(data) - _KEYS, (name, set(data) - _KEYS)
    faults, may = _several(data.get("faults")), _several(data.get("may"))
    assert not {*faults, *may} - set(TOPICS), (name, faults, may)
    assert bool(faults) == (part == "faulty"), name
    return Entry(name, _several(data["at"]), faults, may, data.get("case") or name, data)


def _several(value: Any) -> tuple[str, ...]:
    return () if not value else (value,) if isinstance(value, str) else tuple(map(str, value))


def build(office: Office, folder: Path) -> None:
    """Write the files of an office below ``folder``, each with the time it was written at."""
    for entry in office.entries:
        path = folder / entry.file
        path.parent.mkdir(parents=True, exist_ok=True)
        other = entry.more.get("copy")
        path.write_bytes((folder / other).read_bytes() if other else _made(entry))
        day = dt.datetime.fromisoformat(f"{entry.more.get('day', '2024-10-08')}T15:20:00+08:00").timestamp()
        os.utime(path, (day, day))


def _made(entry: Entry) -> bytes:
    damage = entry.more.get("damage", "")
    data = DAMAGES[damage](entry) if damage in DAMAGES else _sound(entry)
    return data[: len(data) * 2 // 5] if damage == "cut" else data


def _sound(entry: Entry) -> bytes:
    if "photo" in entry.more:
        return snaps.photo(entry.more["photo"], entry.file)
    return making.MAKERS[entry.file.rsplit(".", 1)[-1].lower()](_document(entry))


def _document(entry: Entry) -> Document:
    text = invented.filled(str(entry.more.get("text") or ""))
    lines = tuple(_line(line) for line in map(str.strip, text.splitlines()) if line)
    return Document(entry.file, lines, {}, {"encoding": "utf-8"})


def _line(text: str) -> Line:
    if text.startswith("---"):
        return Line("---", text[3:].strip())
    return Line(text[0], text[1:].strip()) if text[0] in _MARKS else Line("", text)


def _locked(entry: Entry) -> bytes:
    """Return a document that opens with a password alone, as Office or a PDF program leaves it."""
    if entry.file.endswith(".pdf"):
        return _locked_pdf(entry)
    from shells import compound

    return compound(
        {"EncryptionInfo": b"\4\0\4\0\x40\0\0\0" + b"\1" * 1200, "EncryptedPackage": b"\7" * 9000}
    )


def _locked_pdf(entry: Entry) -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("open-me", ownerPassword="owner", strength=128))
    canvas.drawString(80, 760, entry.file.encode("ascii", "replace").decode())
    canvas.save()
    return out.getvalue()


def _scan(entry: Entry) -> bytes:
    """Return a PDF that holds a photo of its own alone, large as scanners make them."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    image = Image.open(io.BytesIO(snaps.photo(entry.more["photo"], "a.jpg")))
    canvas.drawImage(ImageReader(image), 20, 120, 555, 600)
    canvas.save()
    return out.getvalue()


DAMAGES = {"locked": _locked, "empty": lambda _: b"", "scan": _scan}
