"""Labelled corpora: what stands in one, its check, and its split in two halves.

A corpus is a folder with ``catalogue.yaml`` and ``dev.yaml`` / ``held.yaml``, each a list of
items as a clerk left them.  ``dev`` is looked at while the model is worked on; ``held`` is only
ever scored.  The split is by a hash of the path, so nobody chose it.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FORMATS = ("docx", "xlsx", "txt", "csv", "md", "pdf", "jpg", "png")
KINDS = (
    "notice",
    "plan",
    "regulation",
    "minutes",
    "summary",
    "ledger",
    "briefing",
    "photo",
    "video",
    "certificate",
    "pledge",
    "speech",
    "other",
)
KEYS = {
    "path",
    "codes",
    "kind",
    "title",
    "number",
    "issuer",
    "date",
    "body",
    "header",
    "textbox",
    "table",
    "exif",
    "banner",
    "encoding",
    "same_as",
    "note",
}


@dataclass(frozen=True)
class Labelled:
    """One item with what is true of it; ``codes`` is main first, empty for noise."""

    path: str
    codes: tuple[str, ...]
    kind: str
    data: dict[str, Any]


def load(folder: Path, half: str) -> list[Labelled]:
    """Return the items of ``half`` (``dev``, ``held`` or ``all``) in file order."""
    names = ("dev", "held") if half == "all" else (half,)
    rows = [row for name in names for row in _rows(folder / f"{name}.yaml")]
    return [Labelled(r["path"], tuple(r.get("codes") or ()), r["kind"], r) for r in rows]


def leaf_codes(folder: Path) -> list[str]:
    """Return the codes of the catalogue's leaves in catalogue order."""
    tree = yaml.safe_load((folder / "catalogue.yaml").read_text("utf-8"))
    return list(_leaves(tree["indicators"]))


def split(folder: Path) -> None:
    """Divide ``raw/*.yaml`` into ``dev.yaml`` and ``held.yaml`` by a hash of each path."""
    halves: dict[str, list[dict[str, Any]]] = {"dev": [], "held": []}
    for source in sorted((folder / "raw").glob("*.yaml")):
        for row in _rows(source):
            bit = hashlib.sha256(row["path"].encode()).digest()[0] % 2
            halves["held" if bit else "dev"].append(row)
    for name, rows in halves.items():
        text = yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=100)
        (folder / f"{name}.yaml").write_text(text, "utf-8")


def faults(folder: Path) -> list[str]:
    """Return what is wrong with the raw items, a line each; empty when all is well."""
    known, seen, found = set(leaf_codes(folder)), set(), []
    for source in sorted((folder / "raw").glob("*.yaml")):
        for n, row in enumerate(_rows(source), 1):
            where = f"{source.name} #{n} {row.get('path')}"
            found += [f"{where}: {text}" for text in _row_faults(row, known, seen)]
            seen.add(row.get("path"))
    return found


def _row_faults(row: dict[str, Any], known: set[str], seen: set[str]) -> list[str]:
    found = [f"unknown key {key}" for key in sorted(set(row) - KEYS)]
    found += [f"unknown leaf {code!r}" for code in row.get("codes") or () if code not in known]
    if row.get("kind") not in KINDS:
        found.append(f"unknown kind {row.get('kind')!r}")
    if row.get("path") in seen:
        found.append("path twice")
    suffix = str(row.get("path", "")).rsplit(".", 1)[-1].lower()
    if suffix not in FORMATS:
        found.append(f"unknown format {suffix}")
    elif suffix in ("docx", "txt", "md", "pdf") and not (row.get("body") or row.get("table")):
        if not row.get("same_as"):
            found.append("no body")
    elif suffix in ("xlsx", "csv") and not (row.get("table") or row.get("same_as")):
        found.append("no table")
    return found


def _rows(path: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = yaml.safe_load(path.read_text("utf-8")) or []
    return rows


def _leaves(nodes: list[dict[str, Any]]) -> list[str]:
    out: list[str] = []
    for node in nodes:
        children = node.get("children")
        out += _leaves(children) if children else [str(node["code"])]
    return out


def main() -> int:
    """Check the raw items of one corpus and print how they are spread."""
    folder = Path(sys.argv[1])
    if sys.argv[2:] == ["split"]:
        split(folder)
        return 0
    problems = faults(folder)
    print("\n".join(problems) or "no faults")
    rows = [r for p in sorted((folder / "raw").glob("*.yaml")) for r in _rows(p)]
    per = Counter(code for r in rows for code in r.get("codes") or ["(noise)"])
    print(len(rows), "items;", Counter(r["kind"] for r in rows).most_common())
    print({code: per.get(code, 0) for code in [*leaf_codes(folder), "(noise)"]})
    print("formats", Counter(r["path"].rsplit(".", 1)[-1].lower() for r in rows).most_common())
    print("two or more codes:", sum(len(r.get("codes") or ()) > 1 for r in rows))
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
