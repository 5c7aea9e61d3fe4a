"""The explanatory reports (说明报告) that indicators ask for: which papers are such, and what is in them."""

from __future__ import annotations

import re

from wenming_archive.catalogue.model import Leaf
from wenming_archive.describe import forms
from wenming_archive.model import Item, Status
from wenming_archive.report import stated
from wenming_archive.report.page import Page
from wenming_archive.text import dates
from wenming_archive.text.normal import matching

#: What an explanation calls itself.
_EXPLAINS = frozenset(("说明", "说明报告", "情况说明"))
#: What a paper calls itself that tells of a time and not of a matter.
_SUMS_UP = frozenset(("总结", "小结", "回顾", "述职", "述职报告", "工作报告"))
#: Passages that belong into a summary of a time.
_PASSAGES: tuple[re.Pattern[str], ...] = (
    re.compile(r"^.{0,12}(一年来|半年来|三年来|回顾)", re.MULTILINE),
    re.compile(r"^.{0,8}(存在|主要|不足|问题).{0,4}(问题|不足|差距|困难)(?!.{0,6}排查).{0,8}$", re.MULTILINE),
    re.compile(
        r"^.{0,8}(下一?步|今后|明年|来年|下一?年度?).{0,4}(打算|计划|工作|思路|安排|努力)", re.MULTILINE
    ),
    re.compile(r"^.{0,20}(总结如下|总结汇报如下)", re.MULTILINE),
)
_ORDINAL = re.compile(
    r"^\s*[(（]?(\d{1,2}|[一二三四五六七八九十]{1,3})[)）.、．]|第[一二三四五六七八九十\d]+", re.MULTILINE
)
_NUMBERED = re.compile(
    r"[〔\[(（]\s*(?:19|20)\d\d\s*[〕\])）]\s*第?\d{1,4}号|(?:19|20)\d\d\s*[-–—~至]\s*(?=(?:19|20)\d\d)"
)
_COUNTED = re.compile(
    r"[二两三四五六七八九十百千万]+余?(次|个|名|人|场|期|份|项|户|元|公里|平方米|亩|支|家|件|篇|条|处|块|台|小时|成|倍)"
    r"|[零一二三四五六七八九十百千]万|百分之"
)

_DAY = re.compile(r"\d{1,2}月(\d{1,2}日)?|(?:19|20)\d\d年?")


def explains(item: Item) -> bool:
    """Say whether an item is an explanation by its title or its name."""
    if item.description.kind not in ("summary", "other"):
        return False
    found = (forms.of(matching(text)) for text in (item.description.title, stated.stem(item)))
    return any(form and form.last and form.kind == "summary" and form.word in _EXPLAINS for form in found)


def sums_up(item: Item) -> bool:
    """Say whether an item is a summary of a time by its title."""
    form = forms.of(matching(item.description.title))
    return bool(form and form.last and form.word in _SUMS_UP)


def wanted(leaf: Leaf) -> bool:
    """Say whether a leaf wants an explanation where it wants a paper of this kind, and nothing else."""
    notes = [need.note for need in leaf.indicator.evidence if need.kind == "summary"]
    return bool(notes) and all("说明" in note and "或" not in note and "总结" not in note for note in notes)


def open_to(item: Item) -> bool:
    """Say whether evaluators get to see the item."""
    return item.status in (Status.filed, Status.review)


def length(page: Page) -> int:
    """Return how many characters the text has, its title apart, gaps not counted."""
    title = re.sub(r"\s", "", page.item.known.description.title)
    texts = [re.sub(r"\s", "", block.text) for block in page.body]
    return sum(len(text) for n, text in enumerate(texts) if n > 3 or not text or text not in title)


def has_figures(page: Page) -> bool:
    """Say whether any figure stands in the text that is no date, no ordinal and no document's number."""
    rest = _NUMBERED.sub(" ", _ORDINAL.sub(" ", page.plain))
    if _COUNTED.search(rest):
        return True
    return any(map(_figure, rest.split("\n")))


def _figure(line: str) -> bool:
    """Say whether a line has a figure that is no part of a date."""
    for hit in reversed(dates.find(line)):
        line = f"{line[: hit.start]} {line[hit.end :]}"
    return bool(re.search(r"\d", _DAY.sub(" ", line)))


def passages(page: Page) -> int:
    """Return how many sorts of passages the text has that belong into a summary of a time."""
    return sum(bool(passage.search(page.plain)) for passage in _PASSAGES)
