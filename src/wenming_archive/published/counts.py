"""How many and how often, as catalogues say it: 不少于3张, 2-3篇, 每季度, 近三年, 每次活动."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wenming_archive.catalogue.needs import Per
from wenming_archive.text.numerals import chinese

_NUMBER = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
#: Counts of documents, and of what is done; pages, characters, minutes and persons are no counts.
_SHEETS, _TIMES = "张份篇幅册套部段则盘封", "个件条本场项次组块面例期"
_MOST = r"不得?超过|不得?多于|至多|最多|不大于|≤|<=|限"
_LEAST = r"不得?少于|至少|不得?低于|最少|不小于|≥|>=|共计?"
_COUNT = re.compile(
    rf"(?P<each>各)?(?P<sign>{_MOST}|{_LEAST})?(?:要有|应有|有|为|在)?\s*"
    rf"(?<![第式\d.])(?P<low>{_NUMBER})\s*(?:[{_SHEETS}{_TIMES}]?\s*[-~\u2010-\u2015\u2212至到]+\s*(?P<high>{_NUMBER})\s*)?"
    rf"(?P<unit>[{_SHEETS}{_TIMES}])(?![性分一])\s*(?P<after>及?以上|以内|之内|以下|左右)?"
)
_EVERY: tuple[tuple[Per, re.Pattern[str]], ...] = (
    (Per.half, re.compile(r"每个?半年|每个?学期|(?<!\d)(?:上下)?半年(?!来)|年中|学期(?!末)")),
    (Per.quarter, re.compile(r"每个?季度?|按季度?|分季度|季度")),
    (Per.month, re.compile(r"每个?月|按月|逐月|月月|月度")),
    (Per.year, re.compile(r"每一?年度?|每学年|全年|(?:一年|年内)(?=至少|不少于|[有开召组举]|\d)")),
)
#: What tells of papers that come once a year, without saying how many.
_YEARLY = re.compile(
    rf"(?<!\d)年度|年初|年终|年底|年末|历年|各年|逐年"
    rf"|[近前]{_NUMBER}年(?:来|内)?|\d{{4}}年(?:以来|至今|起)|\d{{4}}\s*[-~\u2010-\u2015至]\s*\d{{4}}年度?"
)
#: How long a paper may be, how many copies of it: no counts of papers.
_LENGTH = re.compile(
    rf"(?:字数|篇幅|时长)?(?:{_MOST}|{_LEAST}|控制在)?\s*\d+\s*(?:[-~至到]\s*\d+\s*)?"
    r"(?:字|分钟|页|KB|MB|kb|mb|兆)(?:左右|以内|之内|以下|以上)?|一式[一二两三四五六\d](?:份|联)"
)
#: Of each of what so many are wanted: 每班不少于1份.
_OF_EACH = re.compile(
    rf"每个?[^，,、每年月季]{{1,4}}(?=(?:{_MOST}|{_LEAST}|提供|报送)\s*{_NUMBER}\s*[{_SHEETS}])"
)
EACH = re.compile(
    r"每一?(?:次|场|项|期|堂|节|届|类)(?:的?[^，。；、]{0,6}?(?:活动|会议|讲堂|培训|讲座|演练))?"
    r"|每个[^，。；、]{0,4}?(?:活动|会议|讲堂|培训|讲座|演练|项目|节日)|各[类项次个](?:主题)?活动"
)


@dataclass(frozen=True, slots=True)
class Count:
    """So many of something: at least, at most, and whether of documents or of what is done."""

    low: int
    high: int | None = None
    #: True where every thing listed before is meant (各2份).
    each: bool = False
    #: True when the word counts sheets or pieces, not deeds.
    sheets: bool = False
    #: True when 至少, 以上 or the like says that it is a demand.
    told: bool = False


def find(text: str) -> Iterator[tuple[re.Match[str], Count]]:
    """Yield the counts in ``text``."""
    for match in _COUNT.finditer(_LENGTH.sub(lambda m: "·" * len(m[0]), text)):
        yield match, _count(match)


def _count(match: re.Match[str]) -> Count:
    low, high = _value(match["low"]), _value(match["high"]) if match["high"] else None
    sign, after = match["sign"] or "", match["after"] or ""
    if high is not None and high < low:
        low, high = high, low
    most = bool(re.fullmatch(_MOST, sign)) or after in ("以内", "之内", "以下")
    if most and high is None:
        low, high = 1, low
    sheets, told = match["unit"] in _SHEETS, bool(sign.strip("共计") or after)
    return Count(low, high, match["each"] is not None, sheets, told)


def both(first: Count, second: Count) -> Count:
    """Return what two counts of one thing say together: 不少于3张、不多于10张."""
    highs = [one.high for one in (first, second) if one.high is not None]
    high = min(highs, default=None)
    low = max(first.low, second.low)
    return Count(low if high is None else min(low, high), high, sheets=first.sheets, told=True)


def long(text: str) -> bool:
    """Say whether ``text`` tells how long a paper may be: then it speaks of a paper."""
    return bool(_LENGTH.search(text))


def every(text: str) -> Per | None:
    """Return how often, where ``text`` says 每年, 每季度 or the like."""
    return next((per for per, pattern in _EVERY if pattern.search(text)), None)


def yearly(text: str) -> bool:
    """Say whether ``text`` tells of papers that come once a year: 年度, 近三年, 2021年以来."""
    return bool(_YEARLY.search(text))


def without(text: str) -> str:
    """Return ``text`` without its counts and what it says of how often."""
    for pattern in (_LENGTH, _OF_EACH, _COUNT, EACH, *(pattern for _, pattern in _EVERY), _YEARLY):
        text = pattern.sub("", text)
    return text


def _value(text: str) -> int:
    return int(text) if text.isascii() else chinese(text)
