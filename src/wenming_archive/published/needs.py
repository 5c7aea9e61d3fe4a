"""Needs (应备材料) from the words of a published catalogue.

会议记录每年不少于2次 becomes two minutes a year.  A sentence is cut into phrases; the last word of
a phrase tells its kind, what stands before it whether it is asked for, counts and 每年 how many and
how often.  Sentences that say how work is done ask for nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from wenming_archive.catalogue.needs import Need
from wenming_archive.published import asked, phrases, wishes

#: What stands before the source sentence in a need's note, so that everybody sees it was inferred.
MARK = "按原文推断："
#: What is told of a need, and makes it no other.
_TOLD = {"note": "", "official": False, "any_date": False}


@dataclass(frozen=True)
class Inferred:
    """A need that words ask for, and the sentence that does."""

    need: Need
    sentence: str

    def row(self, *, timed: bool = True) -> dict[str, Any]:
        """Return the need as the catalogue writes it; without a period nothing can be asked each year."""
        said = self.need.model_dump(mode="json", exclude_defaults=True)
        form = next(key for key in ("kind", "any_of", "bundle") if key in said)
        row = {form: said.pop(form), "min": said.pop("min", 1), **said}
        if form == "any_of" and self.need.alternatives:
            row.pop("min")
        if not timed:
            row.pop("per", None)
        return row


def infer(text: str, *, listed: bool = False) -> tuple[Inferred, ...]:
    """Return what ``text`` asks to be shown, in its order; nothing where it asks for nothing.

    ``listed`` says that the text is a list of materials (材料要求), not a standard.
    """
    found = [
        Inferred(need.model_copy(update={"note": MARK + written}), written)
        for sentence, written in phrases.sentences(text)
        for need in asked.needs(wishes.read(sentence, listed=listed), sentence)
    ]
    return tuple(_strongest(found))


def _strongest(found: Sequence[Inferred]) -> Iterator[Inferred]:
    """Yield what is not asked for by another already: 有记录 beside 记录每年2份."""
    single = dict[Need, Inferred]()
    for one in found:
        single.setdefault(one.need.model_copy(update=_TOLD), one)
    for one in single.values():
        if not any(_within(one.need, other) for other in single):
            yield one


def _within(one: Need, other: Need) -> bool:
    """Return whether whoever meets ``other`` has met ``one``."""
    if not one.kind or (one.kind, one.words) != (other.kind, other.words) or one.max is not None:
        return False
    stronger = (other.min, other.per is not None) > (one.min, one.per is not None)
    return stronger and other.min >= one.min and one.per in (None, other.per)
