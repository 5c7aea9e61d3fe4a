"""Wishes made into needs: alone, one of several, or a set for every deed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from wenming_archive.catalogue.needs import Need, Part, Per
from wenming_archive.published import nouns
from wenming_archive.published.counts import Count
from wenming_archive.published.wishes import Wish

_EITHER = re.compile(r"之一|任一|其一|均可|皆可|都可以|任选|任意一|[二三]选一|择一")
_STANDING = re.compile(r"不限(?:时间|日期|年[份度])|现行|仍在执行|长期有效|仍有效|持续有效")
_DATED = re.compile(r"\d{4}年|当年|年内|新(?:制定|修订|出台)|年度|近[一二两三四五\d]+年|周期内")
#: Kinds whose papers have titles that end in their form.
_DISTINCT = frozenset(("notice", "plan", "regulation", "summary", "ledger"))


def needs(wishes: Sequence[Wish], sentence: str) -> Iterator[Need]:
    """Yield what ``sentence``, in which these wishes were found, asks for."""
    either = bool(_EITHER.search(sentence))
    for group in _told_apart(_joined(wishes, either=either)):
        if len({(one.noun.kind, one.noun.words) for one in group}) == 1:
            yield _single(group, sentence)
        elif group[0].each and not either:
            yield _bundle(group)
        else:
            yield _any_of(group)


def _told_apart(groups: Sequence[list[Wish]]) -> list[list[Wish]]:
    """Return the groups; of several papers of one kind each goes by its own word: 村规民约, 理事会章程."""
    forms: dict[str, set[str]] = {}
    for group in groups:
        if _distinct(group):
            forms.setdefault(group[0].noun.kind, set()).add(group[0].noun.form)
    several = {kind for kind, found in forms.items() if len(found) > 1}
    return [
        [_by_form(group[0])] if _distinct(group) and group[0].noun.kind in several else group
        for group in groups
    ]


def _distinct(group: Sequence[Wish]) -> bool:
    """Say whether it is one paper that can be told by its form from others of its kind."""
    noun = group[0].noun
    named = noun.kind in _DISTINCT and noun.named and not noun.words
    return len(group) == 1 and named and noun.form != "文件"


def _by_form(wish: Wish) -> Wish:
    form, named = wish.noun.form, wish.noun.before + wish.noun.form
    return replace(wish, noun=replace(wish.noun, only=form if len(form) > 1 else named[-3:]))


def _joined(wishes: Sequence[Wish], *, either: bool) -> list[list[Wish]]:
    """Return the wishes by what they are: alone, standing for each other, or a set."""
    if either and len(wishes) > 1:
        return [list(wishes)]
    groups: list[list[Wish]] = []
    for one in wishes:
        if groups and (one.either or (one.each and groups[-1][-1].each)):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _single(group: Sequence[Wish], sentence: str) -> Need:
    one = next((wish for wish in group if wish.count), group[0])
    said = {"kind": one.noun.kind, "words": one.noun.words, **_how_many(one.count, one.per)}
    standing = one.per is None and _standing(one, sentence)
    return Need(**said, any_date=standing, official=_official(one))


def _standing(one: Wish, sentence: str) -> bool:
    """Say whether the paper may be older than the period: rules in force, unless new ones are meant."""
    if one.noun.kind == "regulation":
        return bool(_STANDING.search(sentence)) or not _DATED.search(one.phrase.text)
    return bool(_STANDING.search(one.phrase.text))


def _official(one: Wish) -> bool:
    return one.noun.kind in ("notice", "plan", "regulation") and nouns.official(one.phrase.text)


def _any_of(group: Sequence[Wish]) -> Need:
    own = len({one.count for one in group}) > 1 and all(one.count for one in group)
    last = next((one for one in reversed(group) if one.count), group[-1])
    parts = tuple(_part(one, one.count.low if own and one.count else None) for one in group)
    how = {} if own else _how_many(last.count, last.per)
    return Need(any_of=_unlike(parts), **how)


def _bundle(group: Sequence[Wish]) -> Need:
    """So many of a set are deeds; so many of one of its parts belong to each deed."""
    deed, per = next((one.deeds for one in group if one.deeds), (None, None))
    deed = deed or next((one.count for one in group if one.count and not one.count.sheets), None)
    per = per or next((one.per for one in group if one.per), None)
    parts = tuple(_part(one, _own(one.count, deed)) for one in group)
    return Need(bundle=_unlike(parts), **_how_many(deed, per))


def _own(count: Count | None, deed: Count | None) -> int | None:
    return count.low if count and count.sheets and count is not deed and count.low > 1 else None


def _part(one: Wish, low: int | None) -> Part:
    return Part(kind=one.noun.kind, name=one.noun.form, words=one.noun.words, min=low)


def _unlike(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Return the parts of which no two ask for the same."""
    return tuple({(part.kind, part.words): part for part in reversed(parts)}.values())[::-1]


def _how_many(count: Count | None, per: Per | None) -> dict[str, Any]:
    return {"min": count.low if count else 1, "max": count.high if count else None, "per": per}
