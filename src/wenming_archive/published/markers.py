"""Numbers at the start of a title or sentence: Ⅱ-4, 一、 （一） 1. （1） ① 1) 1.1.1 A1 卷宗A 第一卷.

A number's family is how it is written.  Level follows from the order in which families are met,
never from the value; a code is not taken apart to find a parent.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from wenming_archive.text import codes
from wenming_archive.text.normal import narrow
from wenming_archive.text.numerals import chinese, roman

_HAN = "[一二三四五六七八九十百]{1,4}"
_DASH = r"\s*[-\u2010-\u2015\u2212－—﹣]+\s*"
#: What makes a figure before it a quantity: 1.5小时, 2-3人以上; 1.1 支部建设 is a number and its title.
_DECIMAL = (
    r"(?!\s*[%％‰°℃]|(?:[分元万亿倍米吨年]|小时|公里|平方|个百分)"
    r"|\s+(?:[分元万亿倍米吨年]|小时)(?:\s|$|[，。、；以之左]))"
)
_RANGE = r"(?!\s*[%％]|\s*[人名个次张条篇份项天年月日级家户周期件场本](?:\s|$|[，。、；)）以之左]))"
_COUNT = r"(?!\s*[%％]|\s*[分人名个次张条篇份项天年月日级家户周期件场本](?:\s|$|[，。、；)）以之左]))"
_PATTERNS: tuple[tuple[str, str], ...] = (
    ("volume", rf"(?:案?卷宗?|盒)\s*(?:[A-Z]|{_HAN}|\d{{1,3}})(?=[\s:：、.．)）\u4e00-\u9fff]|$)"),
    (
        "ordinal",
        rf"第\s*(?:{_HAN}|\d{{1,3}})\s*(?:[卷章节部编篇类项条款](?![次批期]))(?:分(?=[\s:：]))?(?=[\s:：、.．)）\u4e00-\u9fff]|$)",
    ),
    (
        "roman",
        rf"(?:[\u2160-\u216b]|(?:X|IX|IV|V?I{{1,3}}|V)(?={_DASH}\d|[、.．]))(?:(?:{_DASH}|[.．·])\d{{1,3}})*(?:(?:{_DASH})?[(（]?\d{{1,2}}[)）])?",
    ),
    ("letter", r"[(（【\[〔〈<]\s*[A-Z](?:[-—.]?\d{1,3}){1,3}\s*[)）】\]〕〉>]"),
    ("letter", r"(?:No|NO|№)\s*[.．]?\s*\d{1,3}"),
    ("letter", rf"[A-Z]{{2,3}}(?:{_DASH}\d{{1,3}}|0\d{{1,2}})(?![A-Za-z0-9%])"),
    ("letter", rf"[A-Z](?:{_DASH}|[.．·])?\d{{1,3}}(?:(?:[.．]|{_DASH})\d{{1,3}})*(?![A-Za-z0-9%])"),
    ("letter", r"[A-Z](?=[.、．:：)）]|\s+[\u4e00-\u9fff]|$)"),
    ("brackets-han", rf"[(（〔]\s*{_HAN}\s*[)）〕]|[\u3220-\u3229]"),
    ("brackets", r"[(（〔【\[〈<]\s*\d{1,3}(?:[-—.]\d{1,2})*\s*[)）〕】\]〉>]|[\u2474-\u2487]"),
    ("small", r"[(（]\s*[a-h]\s*[)）]|[a-h]\s*[.．、)）](?=[\s\u4e00-\u9fff])"),
    ("small-roman", r"[\u2170-\u217b]\s*[.．、)）]?"),
    ("stem", r"[甲乙丙丁戊己庚辛壬癸](?=[、.．:：])"),
    ("circle", r"[\u2460-\u2473\u2776-\u277f]"),
    ("dotted", rf"\d{{1,2}}(?:[.．]\d{{1,2}})+(?!\d){_DECIMAL}[)）]?"),
    ("dashed", rf"\d{{1,2}}(?:{_DASH}\d{{1,2}})+(?!\d){_RANGE}"),
    ("half", r"\d{1,3}\s*[)）]"),
    ("figure", r"\d{1,3}\s*(?:[、．]|\.(?!\d))|[\u2488-\u249b]"),
    ("figure", r"0\d{1,2}(?=[\u4e00-\u9fff])"),
    ("figure", rf"\d{{1,3}}(?=[\s:：]+[\u4e00-\u9fff“《]){_COUNT}"),
    ("han-figure", rf"{_HAN}(?:{_DASH}|[.．])\d{{1,2}}(?!\d)"),
    ("han", rf"{_HAN}(?:\s*[、．.:：]|(?=[\s\u3000]+[\u4e00-\u9fff]))(?!\s*[二三四五六七八九]+[、级等])"),
    ("item", rf"(?:项目|任务|指标|类别|模块|板块|单元|专题)\s*(?:{_HAN}|\d{{1,2}})(?=[\s:：、.．]|$)"),
)
_RULES = tuple((family, re.compile(pattern)) for family, pattern in _PATTERNS)
_AFTER = re.compile(r"[\s\u3000]*[、.．:：]?[\s\u3000]*")
#: Signs that set a line off, before its number.
_SIGNS = " \t\n\r\u3000*＊※★☆▲△●○◆◇■□▪"
_ALONE = re.compile(rf"(?:\d{{1,4}}|{_HAN}|[A-Z]|[\u2160-\u216b])")
#: Where a new sentence with a number of its own may begin.
_STARTS = re.compile(r"(?:^|(?<=[\n。；;：:，,\s\)）】]))\s*(?=[(（〔①-⑳⑴-⒇\d\u2488-\u249b\u2776-\u277f])")


class Marker(NamedTuple):
    """A number: as a code, its family, where what it numbers begins, and its last number."""

    code: str
    family: str
    end: int
    value: int

    @property
    def depth(self) -> int:
        """How many numbers it is made of."""
        return len(codes.numbers(self.code))


def leading(text: str) -> Marker | None:
    """Return the number that ``text`` begins with, or ``None``."""
    start = len(text) - len(text.lstrip(_SIGNS))
    text = narrow(text)
    for family, rule in _RULES:
        match = rule.match(text, start)
        if match:
            after = _AFTER.match(text, match.end())
            code = tidy(match[0])
            return Marker(code, _named(family, code), after.end() if after else match.end(), _value(code))
    return None


def alone(text: str) -> Marker | None:
    """Return the number that is all of ``text``, as a column of codes has it."""
    found = leading(text)
    if found and found.end >= len(text.rstrip()):
        return found
    plain = narrow(text.strip())
    if _ALONE.fullmatch(plain):
        family = (
            "figure"
            if plain.isdecimal()
            else "roman"
            if plain[0] >= "\u2160" and plain[0] <= "\u216b"
            else "letter"
            if plain.isascii()
            else "han"
        )
        return Marker(plain, family, len(text), _value(plain))
    return None


def tidy(code: str) -> str:
    """Return a code as it is written down: narrow, one hyphen, without what follows a number."""
    return codes.canonical(code).rstrip("、.:")


def sentences(text: str) -> Iterator[tuple[Marker | None, str]]:
    """Yield the numbered sentences of a standard, each with its number; what stands before them first.

    Only a family that counts on from one is taken: 1) 2) 3), never a figure in a sentence.
    """
    cuts = _cuts(text)
    bounds = [start for start, _ in cuts] + [len(text)]
    if cuts and text[: cuts[0][0]].strip():
        yield None, text[: cuts[0][0]].strip()
    for (start, marker), end in zip(cuts, bounds[1:], strict=True):
        yield marker, text[start:end][marker.end :].strip()
    if not cuts:
        yield None, text.strip()


def _cuts(text: str) -> list[tuple[int, Marker]]:
    found = []
    for at in dict.fromkeys(match.end() for match in _STARTS.finditer(text)):
        marker = leading(text[at:])
        if marker and marker.family in ("half", "brackets", "circle", "figure"):
            found.append((at, marker))
    first = found[0][1].family if found else ""
    kept = [(at, marker) for at, marker in found if marker.family == first]
    return kept if len(kept) > 1 and [m.value for _, m in kept] == list(range(1, len(kept) + 1)) else []


def _named(family: str, code: str) -> str:
    """Return the family with what tells its level: how many numbers, and of a Roman one which."""
    numbers = codes.numbers(code)
    if family == "ordinal":
        return f"ordinal{code[-1]}"
    if family in ("dotted", "dashed", "letter"):
        return f"{family}{len(numbers)}"
    if family == "roman":
        return f"roman{len(numbers)}" if len(numbers) != 2 else f"roman-{numbers[0]}"
    return family


def _value(code: str) -> int:
    numbers = codes.numbers(code)
    if numbers:
        return numbers[-1]
    try:
        return chinese(code)
    except ValueError:
        return roman(code) if code and "\u2160" <= code[0] <= "\u217b" else 0
