"""Make the files of the set and their truths from the written sources.

Usage: ``python benchmarks/importing/make_set.py [--office]``

Without ``--office`` what LibreOffice makes is left as it is, unless it is missing.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))

import yaml
from grids import Block, Paragraph, Table, blocks, said, standard
from sources import Node, Source, of
from writers import OF_OFFICE, WRITERS

FOLDER = Path(__file__).parent
HALVES = ("dev", "more", "held")


def truth(source: Source) -> dict[str, Any]:
    """Return what is true of a file, as its YAML holds it."""
    head, laid = source.head, blocks(source)
    counted: dict[str, int] = {}
    for row in (row for block in laid if isinstance(block, Table) for row in block.rows):
        counted[row.what] = counted.get(row.what, 0) + 1
    found = {
        "file": head["file"],
        "writer": head["writer"],
        "total": head.get("total"),
        "sum": head.get("sum", head.get("total")),
        "units": head.get("units", []),
        "rows": counted,
        "groups": [one for node in source.nodes for one in _groups(node, (), _told(head))],
        "leaves": [_leaf(chain, head) for chain in source.chains],
    }
    if head.get("split"):
        found["split"] = [one for chain in source.chains for one in _parts(chain, head)]
    negative = [
        row for extra in head.get("tables_after", []) if extra.get("negative") for row in extra["rows"][1:]
    ]
    if negative:
        found["negative"] = [max(row, key=len) for row in negative]
    return {**found, "cells": _cells(laid)}


def _told(head: dict[str, Any]) -> set[int]:
    """Return the levels whose points the file shows; the first is 0."""
    if head.get("shape") == "outline":
        return {n for n, template in enumerate(head["levels"]) if "{score}" in template}
    first = {0 for key in ("group_row", "per_table", "subtotal") if "{score}" in head.get(key, "")}
    return first | {int(c[1]) - 1 for c in head["columns"] if c[1] != "leaf" and "{score}" in c[2]}


def _groups(node: Node, above: tuple[Node, ...], told: set[int]) -> Iterator[dict[str, Any]]:
    """Yield what has children, with its points if the file shows them."""
    if node.children and not _alone((node, node.children[0])):
        path = [[one.code, one.title] for one in (*above, node)]
        shown = node.score is not None and len(above) in told
        yield {"path": path} | ({"score": node.score} if shown else {})
    for child in node.children:
        yield from _groups(child, (*above, node), told)


def _leaf(chain: tuple[Node, ...], head: dict[str, Any]) -> dict[str, Any]:
    leaf = chain[-1]
    leads = [*dict.fromkeys(one.lead for one in leaf.standards if one.lead)]
    lead = _inherited(chain, "lead") or (leads[0] if leads else "")
    support = [*(_inherited(chain, "support") or ()), *(unit for unit in leads if unit != lead)]
    methods = [*(_inherited(chain, "methods") or ()), *(m for one in leaf.standards for m in one.methods)]
    methods = [re.sub("[①-⑳]$", "", method) for method in methods]  # the mark of a footnote
    found = {
        "code": leaf.code,
        "title": leaf.title,
        "parent": [[node.code, node.title] for node in chain[:-1]],
        "standard": standard(leaf, head) if leaf.standards else "",
        "score": leaf.score if leaf.score is not None else _sum(leaf),
        "methods": list(dict.fromkeys(methods)),
        "lead": lead,
        "support": support,
        "bonus": any(node.bonus for node in chain),
        "needs": leaf.needs,
        "may": leaf.may,
        "alone": _alone(chain),
        "material": leaf.material if head.get("material_column", True) else "",
        "also": [said(leaf, head, head["standard_also"])] if "standard_also" in head else [],
    }
    return {key: value for key, value in found.items() if value not in ("", None, [], False) or key == "code"}


def _alone(chain: tuple[Node, ...]) -> bool:
    """Say whether a leaf without a name is all that its group holds: the group may as well be the leaf."""
    return len(chain) > 1 and not (chain[-1].title or chain[-1].code) and len(chain[-2].children) == 1


def _parts(chain: tuple[Node, ...], head: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the leaves that splitting makes: each standard one, where there are several."""
    leaf, whole = chain[-1], _leaf(chain, head)
    if len(leaf.standards) < 2:
        return [whole]
    parts = []
    for n, one in enumerate(leaf.standards, 1):
        part = {"code": str(n), "parent": [*whole.get("parent", []), [leaf.code, leaf.title]]}
        part |= {"standard": one.text, "score": one.score}
        part |= {
            "methods": list(one.methods) or list(leaf.methods),
            "lead": one.lead or whole.get("lead", ""),
            "support": [] if one.lead else whole.get("support", []),
        }
        parts.append({key: value for key, value in part.items() if value not in ("", None, [])})
    return parts


def _inherited(chain: tuple[Node, ...], name: str) -> Any:
    return next((value for node in reversed(chain) if (value := getattr(node, name))), None)


def _sum(leaf: Node) -> float | None:
    points = [one.score for one in leaf.standards if one.score is not None]
    return round(sum(points), 2) if points else None


def _cells(laid: list[Block]) -> list[str]:
    """Return what must not be lost: the cells that are no heads, or the paragraphs of an outline's tree."""
    found: list[str] = []
    for block in laid:
        if isinstance(block, Paragraph):
            found += [block.text] if block.what in {"tree", "heading", "number"} and _tree(laid) else []
            continue
        for row in block.rows:
            if row.what not in {"head", "title"}:
                found += [cell.text for cell in row.cells if cell and cell.text]
    return list(dict.fromkeys(found))


def _tree(laid: list[Block]) -> bool:
    return any(isinstance(block, Paragraph) and block.what == "tree" for block in laid)


def write_truth(source: Source) -> str:
    """Return the YAML of a file's truth."""
    return yaml.safe_dump(truth(source), allow_unicode=True, sort_keys=False, width=10_000)


def write_file(source: Source, path: Path) -> None:
    """Write the published-looking file to ``path``."""
    WRITERS[source.head["writer"]](blocks(source), path, source.head)


def main() -> None:
    """Make every file and every truth."""
    for source in (source for half in HALVES for source in of(FOLDER / half)):
        source.truth.write_text(write_truth(source), encoding="utf-8")
        if source.head["writer"] not in OF_OFFICE or not source.file.exists() or "--office" in sys.argv:
            write_file(source, source.file)


if __name__ == "__main__":
    main()
