"""Dossiers of a few items, and the pages that show them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import lxml.html

from builders import CATALOGUE
from pages import described
from samples import made_item
from wenming_archive.catalogue import load
from wenming_archive.catalogue.model import Catalogue
from wenming_archive.decisions import Decisions
from wenming_archive.export import html_page
from wenming_archive.export.dossier import Dossier, Thumbs
from wenming_archive.export.html_markup import Html
from wenming_archive.model import Item, Status
from wenming_archive.report import gaps
from wenming_archive.report.checks.check import Check, Fault, Finding, Level

TREE = load.parse(CATALOGUE)
MADE = dt.date(2024, 1, 5)
#: A name that would be more than a name, and how it is shown.
HOSTILE = "</script></title></style><img src=x onerror=alert(1)>'\"&lt;\u202e倒\u200b"
SAFE = "</script></title></style><img src=x onerror=alert(1)>'\"&lt;倒"


def dossier(
    *items: Item,
    tree: Catalogue = TREE,
    decisions: Decisions | None = None,
    findings: Sequence[Finding] = (),
    base: str | None = "..",
    thumbs: Thumbs | None = None,
    unit: str = "某局",
    notes: tuple[str, ...] = (),
) -> Dossier:
    """Return the dossier of ``items``."""
    report = gaps.compare(tree, items, decisions or Decisions(), today=MADE)
    return Dossier(unit, tree, items, report, findings, MADE, base, thumbs or Thumbs(), notes)


def finding(level: Level, *items: Item, id: str = "undated", message: str = "没有日期") -> Finding:
    """Return what a check of ``level`` says of ``items``."""
    return Finding(Check(id, level, "没有形成日期", "看不出时间。", "写明日期。"), Fault(items, message))


def full(text: str = "讲堂") -> Dossier:
    """Return a dossier that has something of everything, called ``text``."""
    photo = described(made_item(f"{text}.jpg", "Ⅰ-1", kind="photo", title=text), number=text, issuer=text)
    items = [
        replace(photo, filed_as=(f"材料/{text}.jpg",)),
        made_item("旧", "Ⅰ-1", date="2019-01-01", title=text),
        made_item(f"等 {text}", status=Status.review, guess="Ⅰ-2", title=text),
        replace(made_item(f"同 {text}", status=Status.duplicate), same_as=text),
    ]
    quoted = json.dumps(text)
    tree = load.parse(
        f"""
title: {quoted}
units: [{{id: u, name: {quoted}}}]
veto: [{{code: {quoted}, title: {quoted}}}]
indicators:
  - code: "Ⅰ"
    title: {quoted}
    children:
      - {{code: "Ⅰ-1", title: {quoted}, standard: {quoted}, score: 2, lead: u,
          evidence: [{{kind: photo, min: 3, note: {quoted}}}]}}
      - {{code: "Ⅰ-2", title: {quoted}, score: 2, support: [u], evidence: [{{kind: plan}},
          {{kind: briefing, per: month, period: {{start: 2021-01-01, end: 2023-12-31}}}}]}}
"""
    )
    thumbs = Thumbs({photo.known.sha256 or "": b"\xff\xd8"}, 3, 1)
    faults = [finding(Level.error, items[0], message=text), finding(Level.hint, *items[:2], message=text)]
    return dossier(*items, tree=tree, findings=faults, thumbs=thumbs, unit=text, notes=(text,))


def shown(one: Dossier) -> Any:
    """Return the page of a dossier, parsed."""
    return parsed(html_page.write(one).decode())


def parsed(html: str | Html) -> Any:
    """Return HTML as a tree."""
    return lxml.html.document_fromstring(html)


def said(node: Any, path: str) -> list[str]:
    """Return the text of what ``path`` (XPath) finds below ``node``."""
    return [one if isinstance(one, str) else one.text_content() for one in node.xpath(path)]


def of_class(name: str) -> str:
    """Return the XPath of every element of a class."""
    return f"//*[contains(concat(' ', @class, ' '), ' {name} ')]"
