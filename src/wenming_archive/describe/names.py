"""File names as titles: the last resort."""

from __future__ import annotations

import re

from wenming_archive.text import codes, dates
from wenming_archive.text.normal import readable

_NAME_LITTER = re.compile(
    r"\s*([(（]\d{1,2}[)）]|[-_ ]?副本|复件|[-_ ]?拷贝|copy( of)?|复制|新建)\s*", re.IGNORECASE
)


def title(stem: str) -> str:
    """Return a file name as a title: without code, serial, number and copies' litter."""
    shown = re.sub(r"[\t\n]+", " ", readable(stem)).strip() or "（无题名）"
    text = _NAME_LITTER.sub("", shown).strip(" _-—")
    number = re.match(r".{1,20}?[〔\[【(（](19|20)\d\d[〕\]】)）]\s*第?\d{1,4}号\s*", text)
    if number and len(text) > number.end() + 3:
        text = text[number.end() :].strip(" _-—")
    text = _dateless(text)
    return without_code(text) or shown


def _dateless(text: str) -> str:
    """Return a name without the day in brackets that ends it."""
    match = re.search(r"\s*[(（\[【][^()（）\[\]【】]{4,14}[)）\]】]$", text)
    if not match or match.start() < 4:
        return text
    day = match[0].strip(" \t()（）[]【】")
    hits = dates.find_in_name(day)
    whole = len(hits) == 1 and len(hits[0].iso) >= 7 and hits[0].end - hits[0].start == len(day)
    return text[: match.start()] if whole else text


def without_code(text: str) -> str:
    """Return a name without the indicator's code that opens it, if anything follows the code."""
    if re.match(r"\D*\d{4}[年.\-]", text):  # a year opens it, not a code
        return text
    found = codes.candidates(text)
    rest = text[len(found[0][1]) :].lstrip(" )）]】.、-_—:：") if found else ""
    return rest if len(rest) >= 2 and re.search(r"[\u4e00-\u9fff]{2}", rest) else text
