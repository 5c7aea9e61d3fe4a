"""Points as titles and sentences state them: （7分）, 【分值：7分】, （0—5分）, ……，5分。, 满分20分."""

from __future__ import annotations

import re
from typing import NamedTuple

from wenming_archive.text.normal import narrow
from wenming_archive.text.numerals import chinese

NUMBER = r"[-+－＋﹣﹢±]?\s*\d{1,4}(?:[.．]\d{1,3})?"
_OPEN, _CLOSE = r"[(（【\[〔〈<《{｛「『]", r"[)）】\]〕〉>》}｝」』]"
_INSIDE = r"[^()（）【】\[\]〔〕〈〉<>《》{}｛｝「」『』]"
#: Points from so many on: 0—5分, where the most counts.
FROM = r"(?:\d{1,3}(?:\.\d+)?\s*分?\s*[-~\u2010-\u2015\u2212－～至到]\s*)?"
_NAMED = r"(?:分值?|分数|满分值?|总分值?|权重|权值|标准分|基[本准础]分|配分|赋分)\s*[:：]?\s*"
_LABELS = rf"(?:(?:本项|该项|此项|小项|共计?|合计|小计|计|占|最高|加|扣)(?:为|是)?\s*[:：]?\s*|{_NAMED})*"
_HAN = r"[一二三四五六七八九十百]{1,4}(?=\s*分)"
_UNIT = r"\s*(?:分值?|%|％|′|’|')(?:以内|以下|满分)?"
_STATED = rf"(?:{_LABELS}{FROM}(?P<points>{NUMBER}|{_HAN}){_UNIT}|{_NAMED}(?P<bare>{NUMBER}))"
_BRACKET = re.compile(rf"{_OPEN}\s*{_STATED}\s*{_CLOSE}")
#: The same as a part of other patterns.
IN_BRACKETS = re.sub(r"\?P<\w+>", "?:", _BRACKET.pattern)
#: The same beside other words, as titles have it: （材料审核，20分）, （20分，扣完为止）, and never closed.
_BESIDE = re.compile(
    rf"{_OPEN}(?P<before>(?!每){_INSIDE}{{1,14}}?(?<![扣加得每少达到于]))??\s*[，,；;、·：:]?\s*{_STATED}"
    rf"(?P<after>[，,；;、·/\s]{_INSIDE}{{1,20}})?\s*(?:{_CLOSE}|$)"
)
_ALONE = re.compile(r"[(（]\s*(?P<points>\d{1,3}(?:\.\d)?)\s*[)）]\s*$")
_TAIL = re.compile(
    rf"(?:^|[\s,，;；。:：—–-])\s*(?:(?:分值|满分|共|计|权重|得)\s*[:：]?\s*)?(?P<points>{NUMBER})\s*分\s*[。；;]?\s*$"
)
_GLUED = re.compile(
    r"(?<=[\u4e00-\u9fff])(?<![得达到于过扣加低超近第])[\s、/／·]*(?:分值|满分|共|计|占)?\s*[:：]?"
    r"\s*(?P<points>\d{1,3}(?:\.\d)?)\s*[分′]\s*$|\s+(?P<bare>\d{1,3}(?:\.\d)?)\s*[%％]\s*$"
)
_LINE = re.compile(rf"\s*(?:{_NAMED}|共|计|占)?\s*(?P<points>\d{{1,3}}(?:\.\d{{1,2}})?)\s*(?:分|%|％|′)?\s*")


class Titled(NamedTuple):
    """A title without its points, these, and what stood beside them in the bracket."""

    title: str
    score: float | None
    beside: tuple[str, ...] = ()


def value(text: str) -> float | None:
    """Return the number that a text is."""
    plain = re.sub(r"[\s±]", "", narrow(text)).replace("﹣", "-").replace("﹢", "+")
    try:
        return float(plain)
    except ValueError:
        pass
    try:
        return float(chinese(plain))
    except ValueError:
        return None


def _value(match: re.Match[str]) -> float | None:
    found = match.groupdict()
    return value(found.get("points") or found.get("bare") or "")


def bracketed(text: str) -> list[float]:
    """Return all points in brackets in ``text``."""
    return [abs(found) for match in _BRACKET.finditer(text) if (found := _value(match)) is not None]


def without(text: str) -> tuple[str, float | None]:
    """Return a text without its first points in brackets, or those at its end, and these."""
    match = _BRACKET.search(text)
    if match:
        return f"{text[: match.start()].rstrip()}{text[match.end() :]}".strip(), _value(match)
    match = _TAIL.search(text)
    if match and len(text) > len(match[0]):
        return text[: match.start()].rstrip(" ,，;；:：—–-"), _value(match)
    return text, None


def alone(text: str) -> float | None:
    """Return the points that are all of a line."""
    plain = text.strip().rstrip("。；;")
    match = _BRACKET.fullmatch(plain) or (_LINE.fullmatch(plain) if "分" in plain else None)
    return _value(match) if match else None


def leading(text: str) -> tuple[str, float | None]:
    """Return a text without the points in brackets that it begins with, and these."""
    match = _BRACKET.match(text)
    return (text[match.end() :].lstrip("。：:，, "), _value(match)) if match else (text, None)


def tail(text: str) -> float | None:
    """Return the points that a sentence ends with: ……，5分。"""
    match = _TAIL.search(text)
    return _value(match) if match and match.start() > 0 else None


def of_title(text: str, *, alone: bool = False) -> Titled:
    """Return a title without its points; ``alone`` says that a number in brackets is points too."""
    above, line = _last_line(text)
    if line is not None:
        return Titled(above, line)
    flat = text.replace("\n", "")
    title, score = without(flat)
    if score is not None:
        return Titled(title.rstrip("：:*＊★ "), score)
    match = _BESIDE.search(flat)
    if match:
        beside = (part.strip(" ，,；;、·：:/") for part in (match["before"] or "", match["after"] or ""))
        title = f"{flat[: match.start()].rstrip()}{flat[match.end() :]}".strip()
        return Titled(title, _value(match), tuple(filter(None, beside)))
    match = (_ALONE.search(flat) if alone else None) or _GLUED.search(flat)
    if match and match.start() > 1:
        return Titled(flat[: match.start()].strip(), _value(match))
    return Titled(flat, None)


def _last_line(text: str) -> tuple[str, float | None]:
    """Return a title without its last line if that is only points, and these."""
    above, _, below = text.rstrip().rpartition("\n")
    match = _LINE.fullmatch(narrow(below)) if above.strip() else None
    return (above.replace("\n", ""), _value(match)) if match else (text, None)
