"""Indicator codes: their order, and their traces in file and folder names.

Systems write Ⅰ-1, Ⅱ—4, II-1-1), 1.2, 123), 一(1), A3, 卷宗A-1; people copying them swap Ⅰ, I, l
and 1, and — and -.  A code is compared as a path of numbers, never taken apart to find a parent.
"""

from __future__ import annotations

import re
import unicodedata

from wenming_archive.text.normal import narrow
from wenming_archive.text.numerals import chinese, roman

Path = tuple[tuple[int, int], ...]

_ROMAN_LETTERS = r"(?<![A-Za-z])(?:X{0,3}(?:IX|IV|V?I{0,3}))(?<=[IVX])(?![A-Za-z])"
_SEPARATORS = r"[\s.\u3001,()\[\]【】〔〕:/_\-\u2010-\u2015\u2212\u00b7第项号条款卷宗册章节类部编]+"
_TOKEN = re.compile(
    rf"""(?P<roman>[\u2160-\u216b\u2170-\u217b]+|{_ROMAN_LETTERS})
    |(?P<number>[0-9]{{1,99}})
    |(?P<sign>[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3220-\u3229\u3251-\u325f\u3280-\u3289])
    |(?P<han>[〇零一二三四五六七八九十百]+)(?=[\u3001.,\s()\]【】章节条款项点类部编卷册\-_\u2014]|$)
    |(?P<letter>(?<![A-Za-z])[A-Z](?![A-Za-z]))
    |(?P<rest>{_SEPARATORS})""",
    re.VERBOSE,
)
#: What may join the parts of one code inside a name.
_JOIN = re.compile(r"[.\-\u2010-\u2015\u2212_()\u3001·]{0,2}")


def path(text: str) -> tuple[Path, str]:
    """Return the leading numbers of ``text`` as a comparable path, and the text after them."""
    text = narrow(text.strip())
    found: list[tuple[int, int]] = []
    at = 0
    while (match := _TOKEN.match(text, at)) and match.end() > at:
        at = match.end()
        if match.lastgroup != "rest":
            found.append(_value(match))
    return tuple(found), text[at:]


def natural(text: str) -> tuple[object, ...]:
    """Return a key that sorts 第9次 before 第10次 and Ⅸ before Ⅹ."""
    numbers, rest = path(text)
    # Every second piece is a number; a fancy digit (𝟏) in the others stays text.
    pieces = [int(p) if n % 2 else p for n, p in enumerate(re.split(r"([0-9]{1,99})", rest))]
    return (0 if numbers else 1, numbers, tuple(pieces))


def numbers(code: str) -> tuple[int, ...]:
    """Return the numbers of a code, whatever their script: ``Ⅱ-1-(3)`` gives ``(2, 1, 3)``."""
    return tuple(value for _, value in path(code)[0])


def canonical(code: str) -> str:
    """Return ``code`` with one hyphen, half-width brackets and no spaces."""
    text = re.sub(r"\s+", "", narrow(code))
    return re.sub(r"[-\u2010-\u2015\u2212]+", "-", text)


#: What may as well be a day: 3.5, 10月13日.
_DAY = re.compile(r"[(\[]?(?:0?[1-9]|1[0-2])[.月](?:0?[1-9]|[12]\d|3[01])(?![\d.\-])")


def opens_with_day(name: str) -> bool:
    """Say whether a name opens with what may as well be a day."""
    return _DAY.match(narrow(name.strip())) is not None


def candidates(name: str) -> list[tuple[tuple[int, ...], str]]:
    """Return the codes that may open ``name``: their numbers and the text itself, longest first.

    ``Ⅱ-1-(3)志愿服务.docx`` gives (2, 1, 3), (2, 1) and (2,).  A date (2023-3-6) is no code.
    """
    text = _confused(narrow(name.strip())).upper()
    found: list[tuple[tuple[int, ...], str]] = []
    values: list[int] = []
    at = 0
    while (match := _TOKEN.match(text, at)) and match.lastgroup != "rest":
        values.append(_value(match)[1])
        at = match.end()
        found.append((tuple(values), text[:at]))
        at = _JOIN.match(text, at).end()  # type: ignore[union-attr]
    if values and values[0] > 999:
        return []
    if opens_with_day(text):  # 3.5 may be a code of two numbers, and is no code of one
        return [one for one in found if len(one[0]) > 1]
    return found[::-1]


def _confused(text: str) -> str:
    """Read a leading l, | or ｌ as the numeral it was typed for."""
    return re.sub(r"^[(\[]?([l|]{1,3})(?=[\-\u2010-\u2015.])", lambda m: "I" * len(m[1]), text).lstrip("([【")


def _value(match: re.Match[str]) -> tuple[int, int]:
    text = match[0]
    if match.lastgroup == "letter":
        return (2, ord(text))
    if match.lastgroup == "roman":
        return (1, roman(text))
    if match.lastgroup == "han":
        return (1, chinese(text))
    # '②'.isdigit() is True and int('②') raises: only unicodedata knows it.
    return (1, int(text) if text.isdecimal() else int(unicodedata.numeric(text)))
