"""Titles that stand at the head of a sentence, and titles made of sentences that have none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wenming_archive.published import markers, points
from wenming_archive.published.words import METHOD

#: A title is no longer than this; and a cell of titles that is longer holds a sentence too.
LONGEST, _CELL = 24, 28
_POINTS = rf"(?:\s*{points.IN_BRACKETS})"
#: A sign of a title; what stands in brackets is one.
_SIGN = r"(?:[^。；;，,：:\n（(【]|[（(][^（）()\n]{1,24}[)）])"
#: Points without brackets, between a title and its sentence: 领导责任，10分。
_BARE = r"(?<![得达到于过扣加低超近第\d])\d{1,3}(?:\.\d)?\s*分[\s。：:，,；;/／]+(?=\S)"
#: The first number of a list, which may follow a title at once.
_FIRST = r"(?:1[.．、)）](?!\d)|①|[(（]1[)）])"
#: Behind its points, before a colon or a dash, as a line of its own, before a list, or in 【】.
_STRONG = re.compile(
    rf"^({_SIGN}{{2,{LONGEST}}}?(?:{_POINTS}[。.：:，,；;、－-]?|\s*(?:[：:]|——|—)|{_POINTS}?\n|\s*(?={_FIRST}))"
    rf"|{_SIGN}{{2,18}}?[，,\s/／、]*{_BARE}"
    rf"|[【\[][^】\]\n，。；：]{{2,{LONGEST}}}[】\]])\s*(?=\S)"
)
#: As a short sentence of its own, or set apart by a blank; taken only where all cells begin so.
_WEAK = re.compile(
    rf"^({_SIGN}{{2,18}}?{_POINTS}?[。.])\s*(?=[\u4e00-\u9fff“《①\d(（])"
    r"|^([\u4e00-\u9fff、]{2,10})[ \u3000]+(?=[\u4e00-\u9fff“《][^ \u3000]{8,})(?=.*[，。；])"
)
#: A short cell of both: 志愿服务：队伍健全，活动经常.
_LISTED = re.compile(r"^[^，；：:\n]{2,18}[：:](?=[^\n]*[，；])")
#: A short cell of a title and more: a list, a sentence behind points, a dash, 【】 or a blank.
_OPENED = re.compile(
    rf"^(?:{_SIGN}{{2,12}}?\s*{_FIRST}(?=.*[；;2②])|{_SIGN}{{2,18}}?{_POINTS}[。.：:，,；;、－-]?\s*[\u4e00-\u9fff]{{4}}"
    rf"|{_SIGN}{{2,18}}?——[^—]{{6}}|【[^】]{{2,12}}】\S{{6}}|{_SIGN}{{2,18}}?[，,\s/／、]*{_BARE}"
    rf"|[\u4e00-\u9fff、]{{2,10}}[ \u3000]+[\u4e00-\u9fff][^ \u3000]*[，；])"
)
_CLAUSE = re.compile(r"[，。；：,;:\n（(【\[！!?？]")
_END = "。.：: \n—，,/／；;、－-"


def parted(text: str) -> tuple[str, str]:
    """Return a title and what follows it in its cell; the whole when nothing does."""
    if len(text) <= _CELL and "。" not in text and not (_LISTED.match(text) or _OPENED.match(text)):
        return text, ""
    return lead_of(text, weak=True) or _clause(text)


def _clause(text: str) -> tuple[str, str]:
    """Return of a long sentence a title made of it, and all of it; a long title stays one."""
    flat = text.replace("\n", "")
    if len(re.sub(_POINTS, "", flat)) <= 40 and not re.search("[。；;]", flat):
        return text, ""
    return made(text), text


def lead_of(text: str, *, weak: bool) -> tuple[str, str] | None:
    """Return the title at the head of a text, and the rest."""
    found = _STRONG.match(text) or (_WEAK.match(text) if weak else None)
    if not found or not text[found.end() :].strip():
        return None
    title = next(filter(None, found.groups())).strip()
    if title[0] in "【[":
        title = title[1:-1].strip()
        if METHOD.search(title):
            return None
    return title.rstrip(_END), text[found.end() :].strip()


def lead(texts: Sequence[str]) -> bool:
    """Say whether the sentences of a column mostly begin with a short one that is their title."""
    found = [text[marker.end :] if (marker := markers.leading(text)) else text for text in texts]
    return len(found) > 1 and sum(bool(_WEAK.match(t) or _STRONG.match(t)) for t in found) >= 0.7 * len(found)


def made(text: str) -> str:
    """Return a title made of a sentence: its first clause, cut where it is long."""
    marker = markers.leading(text)
    plain = re.sub(_POINTS, "", text[marker.end :] if marker else text).strip()
    cut = next((m.start() for m in _CLAUSE.finditer(plain) if m.start() >= 4), len(plain))
    title = plain[:cut].replace("\n", "").strip()
    return title if len(title) <= LONGEST else f"{title[: LONGEST - 1]}…"


def close(title: str) -> str:
    """Return a title without the blanks that set its signs apart for looks."""
    parts = title.split()
    apart = len(parts) > 1 and all(len(part) == 1 and not part.isascii() for part in parts)
    return "".join(parts) if apart else title
