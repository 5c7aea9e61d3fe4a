"""What is private in a text: where it stands, and how it may be shown."""

from __future__ import annotations

import bisect
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Sorts of personal data; the values are the ids of the checks that tell of them."""

    id_number = "id-number"
    bank_card = "bank-card"
    mobile = "mobile"
    home_address = "home-address"
    minors = "minors"


LABELS: dict[Kind, str] = {
    Kind.id_number: "身份证号",
    Kind.bank_card: "银行卡号",
    Kind.mobile: "手机号",
    Kind.home_address: "家庭住址",
    Kind.minors: "未成年人姓名",
}


@dataclass(frozen=True, slots=True)
class Span:
    """A private passage of a text, from ``start`` to before ``end``, and what may stand in its place."""

    kind: Kind
    start: int
    end: int
    masked: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A private passage of an item, masked, and in words where it stands."""

    kind: Kind
    masked: str
    where: str


def replaced(text: str, spans: Iterable[Span]) -> str:
    """Return ``text`` with what may stand in their places for the passages ``spans``, which lie apart."""
    parts, at = [], 0
    for span in sorted(spans, key=_start):
        parts += [text[at : span.start], span.masked]
        at = span.end
    return "".join([*parts, text[at:]])


def apart(spans: Iterable[Span]) -> list[Span]:
    """Return the spans in order of place; of two that overlap the one that came first."""
    kept: list[Span] = []
    for span in spans:
        n = bisect.bisect_left(kept, span.start, key=_start)
        before, after = kept[n - 1 : n] if n else [], kept[n : n + 1]
        if all(one.end <= span.start for one in before) and all(span.end <= one.start for one in after):
            kept.insert(n, span)
    return kept


def _start(span: Span) -> int:
    return span.start
