"""Titles that stand at the head of a sentence, and titles made of sentences that have none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wenming_archive.published import markers

#: A title is no longer than this; and a cell of titles that is longer holds a sentence too.
LONGEST, _CELL = 24, 28
_POINTS = r"(?:\s*[(（【\[]\s*\d{1,3}(?:\.\d+)?\s*分\s*[)）】\]])"
#: Behind its points, before a colon or a dash, or as a line of its own.
_STRONG = re.compile(
    rf"^([^。；;，,：:\n]{{2,{LONGEST}}}?(?:{_POINTS}[。.：:，,]?|\s*(?:[：:]|——|—)|{_POINTS}?\n))\s*(?=\S)"
)
#: As a short sentence of its own; taken only where all cells begin so.
_WEAK = re.compile(rf"^([^。；;，,：:\n]{{2,18}}?{_POINTS}?[。.])\s*(?=[\u4e00-\u9fff“《①\d(（])")
#: A short cell of both: 志愿服务：队伍健全，活动经常.
_LISTED = re.compile(r"^[^，；：:\n]{2,18}[：:](?=[^\n]*[，；])")
_CLAUSE = re.compile(r"[，。；：,;:\n（(【\[！!?？]")
_END = "。.：: \n—，,"


def parted(text: str) -> tuple[str, str]:
    """Return a title and what follows it in its cell; the whole when nothing does."""
    if len(text) <= _CELL and "。" not in text and not _LISTED.match(text):
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
    return found[1].strip().rstrip(_END), text[found.end() :].strip()


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
