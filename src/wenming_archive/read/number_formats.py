"""Number formats of a sheet's cells, taken apart (ECMA-376, 18.8.31): sections and their tokens."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

#: Characters read of a format code; Excel allows no more.
_LONGEST = 255
_KINDS = re.compile(
    r"\"(?P<quoted>[^\"]*)\"?|\[(?P<bracket>[^\]]*)\]?|[\\!](?P<escaped>.?)|(?P<room>[_*].?)|(?P<part>;)"
    r"|(?P<half>AM/PM|A/P|上午/下午)|(?P<general>General|G/通用格式|@)|(?P<power>E[+-])"
    r"|(?P<time>y+|m+|d+|h+|s+|e+|a{3,4})|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<slash>/)"
    r"|(?P<other>.)",
    re.DOTALL | re.IGNORECASE,
)
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)(-?\d{1,15}(?:\.\d{1,15})?)")
_COMPARE: Mapping[str, Callable[[Decimal, Decimal], bool]] = {
    "<": operator.lt, "<=": operator.le, "=": operator.eq,
    "<>": operator.ne, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
#: Which Chinese figures LibreOffice asks for, in the first byte of a locale.
_NUMERALS: Mapping[str, int] = {"1E": 1, "1F": 2, "20": 3}


@dataclass(frozen=True)
class Token:
    """A piece of a section: its kind, and its text (of a literal, what is shown)."""

    kind: str
    text: str


@dataclass(frozen=True)
class Section:
    """One section of a format: what it shows, of which numbers, in which Chinese figures."""

    tokens: tuple[Token, ...] = ()
    condition: tuple[str, Decimal] | None = None
    #: 0 for 123, 1 for 一二三, 2 for 壹贰叁, 3 for １２３.
    numerals: int = 0

    @cached_property
    def kind(self) -> str:
        """What it shows: literal, general, number, fraction, power, time or unknown."""
        kinds = self.kinds
        if "unknown" in kinds:
            return "unknown"
        if kinds & {"time", "elapsed"}:
            return "unknown" if kinds & {"general", "power"} else "time"
        for kind in ("general", "power", "slash", "digit"):
            if kind in kinds:
                return {"slash": "fraction", "digit": "number"}.get(kind, kind)
        return "literal"

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of its tokens."""
        return frozenset(token.kind for token in self.tokens)

    @cached_property
    def before(self) -> str:
        """The literals before the first figure."""
        texts = []
        for token in self.tokens:
            if token.kind in ("digit", "point", "general"):
                break
            texts.append(token.text if token.kind == "literal" else "")
        return "".join(texts)

    @cached_property
    def after(self) -> str:
        """The literals after the last figure."""
        texts = []
        for token in reversed(self.tokens):
            if token.kind in ("digit", "point", "general"):
                break
            texts.append(token.text if token.kind == "literal" else "")
        return "".join(reversed(texts))

    @cached_property
    def shape(self) -> str:
        """The number's figures without what stands among them: ``#,##0.0,``."""
        return "".join(t.text for t in self.tokens if t.kind in ("digit", "point", "comma"))

    @cached_property
    def percent(self) -> int:
        """How many percent signs it shows."""
        return sum(token.text.count("%") for token in self.tokens if token.kind == "literal")

    @cached_property
    def among(self) -> tuple[tuple[int, str], ...]:
        """The literals among the figures before the point: how many figures follow, and the text."""
        found: list[tuple[int, str]] = []
        count, point = 0, any(token.kind == "point" for token in self.tokens)
        for token in reversed(self.tokens):
            if token.kind == "point":
                point = False
            elif token.kind == "digit" and not point:
                count += 1
            elif token.kind == "literal" and count:
                found.append((count, token.text))
        total = count
        return tuple(pair for pair in found if pair[0] < total)

    def wants(self, number: Decimal) -> bool:
        """Say whether the section's condition, if it has one, holds."""
        return self.condition is None or _COMPARE[self.condition[0]](number, self.condition[1])


def sections(code: str) -> list[Section]:
    """Return the sections of a format code, four at most."""
    # LibreOffice reads the zh-cn escape of a point wrongly, and writes it thus.
    code = code[:_LONGEST].replace("\\!.", "!.")
    parts: list[list[re.Match[str]]] = [[]]
    for match in _KINDS.finditer(code):
        if match["part"]:
            parts.append([])
        else:
            parts[-1].append(match)
    return [_section(part) for part in parts[:4]]


def _section(matches: list[re.Match[str]]) -> Section:
    tokens: list[Token] = []
    condition, numerals = None, 0
    for match in matches:
        bracket = match["bracket"]
        if bracket is None:
            tokens.append(_token(match))
            continue
        asked = _CONDITION.fullmatch(bracket)
        if asked:
            condition = asked[1], Decimal(asked[2])
        elif _ELAPSED.fullmatch(bracket):
            tokens.append(Token("elapsed", bracket.lower()))
        elif bracket.startswith("$"):
            tokens.append(Token("literal", bracket[1:].partition("-")[0]))
        numerals = _numerals(bracket) or numerals
    return Section(
        tuple(token for token in tokens if token.kind != "literal" or token.text), condition, numerals
    )


def _numerals(bracket: str) -> int:
    """Return which Chinese figures a bracket asks for, 0 when none."""
    if re.fullmatch(r"DBNum[123]", bracket, re.IGNORECASE):
        return int(bracket[-1])
    locale = re.fullmatch(r"\$[^-]*-([0-9A-Fa-f]{2})[0-9A-Fa-f]{6}", bracket)
    return _NUMERALS.get(locale[1].upper(), 0) if locale else 0


def _token(match: re.Match[str]) -> Token:
    kind, text = match.lastgroup or "quoted", match[0]
    if kind in ("quoted", "escaped"):
        return Token("literal", match[kind])
    if kind == "room":
        return Token("literal", "")
    if kind == "other":
        letter = text.isascii() and text.isalpha()
        return Token("unknown" if letter else "literal", text)
    return Token(kind, text.lower() if kind == "time" else text)
