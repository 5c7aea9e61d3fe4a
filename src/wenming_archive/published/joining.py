"""One unit behind several names: 市教育局 and 教育局, 团市委 and 共青团海安市委员会.

Two names are one only when one is plainly the short form of the other and both are of one level:
a bureau of the city is never one of a district.  What is not plain is told, so that it can be asked.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from wenming_archive.catalogue.model import Unit

_LEVELS = "省市县区旗州盟镇乡校院村"
#: The seat of a unit: 海安市, 市, 市委, 中共海安市委; one character before 市 is part of a word (城市, 社区).
_SEAT = re.compile(
    rf"^(?:中共|本|我|全)?(?P<place>[\u4e00-\u9fff]{{2,5}}?)??(?P<level>[{_LEVELS}])(?P<party>委(?=.{{2,}}))?(?=.)"
)
_LEAGUE = re.compile(
    rf"^(?:共青团|团)(?P<place>[\u4e00-\u9fff]{{2,5}}?)??(?P<level>[{_LEVELS}])?(?:委|工委)(?:员会)?$"
)
_SHORTER = (
    ("委员会", "委"),
    ("办公室", "办"),
    ("联合会", "联"),
    ("人民政府", "政府"),
    ("中国共产党", "中共"),
)
#: Words that names leave out without becoming another's.
_IDLE = re.compile(r"精神|建设|指导|管理|事务|工作|服务|行政|综合|执法|监督|人民|总|和|与|及|的")
_ALL = re.compile(r"^(?:各|全体|所有|有关|相关|其他)")
_BRACKET = re.compile(r"（([^（）]+)）$")


@dataclass(frozen=True)
class _Key:
    """What of a name is compared."""

    place: str
    level: str
    core: str


def join(names: Sequence[str]) -> tuple[Unit, ...]:
    """Return the units behind ``names`` (each as often as it was read), in the order they first come.

    The name most often read is the unit's; its id is that name, for it is unique and people read it.
    """
    often = Counter(names)
    groups = {name: [name] for name in often}
    near = _neighbours(list(often))
    while _merge_two(groups, near):
        pass
    single = {id(group): group for group in groups.values()}
    return tuple(_unit(group, often) for group in single.values())


def ids(units: Sequence[Unit]) -> dict[str, str]:
    """Return the id of the unit behind each name."""
    return {name: unit.id for unit in units for name in (unit.id, *unit.names)}


def doubts(units: Sequence[Unit]) -> tuple[tuple[str, str], ...]:
    """Return the pairs that may be one unit, and may be two: a person can tell."""
    return tuple((a.label, b.label) for a, b in combinations(units, 2) if _near(a.label, b.label))


def _neighbours(names: Sequence[str]) -> dict[str, list[str]]:
    """Return of each name the others that may be one with it: they begin and end alike."""
    shelves: dict[str, list[str]] = {}
    for name in names:
        core = _key(name).core
        for first in {core[:1], _dense(core)[:1]}:
            shelves.setdefault(first + core[-1:], []).append(name)
    near: dict[str, dict[str, None]] = {name: {} for name in names}
    for shelf in shelves.values():
        for name in shelf:
            near[name].update(dict.fromkeys(other for other in shelf if other != name))
    return {name: list(others) for name, others in near.items()}


def _merge_two(groups: dict[str, list[str]], near: dict[str, list[str]]) -> bool:
    """Put the first two groups together that are plainly one, and say whether there were such."""
    for name, others in near.items():
        for other in others:
            first, second = groups[name], groups[other]
            if first is second or not _one(first, second):
                continue
            beside = [groups[x] for one in (*first, *second) for x in near[one]]
            if not _torn(first, second, beside):
                first.extend(second)
                groups.update(dict.fromkeys(second, first))
                return True
    return False


def _one(first: Sequence[str], second: Sequence[str]) -> bool:
    """Say whether two groups go together: all their levels agree, and some names do."""
    keys = [_key(name) for name in (*first, *second)]
    if any(not _level_with(a, b) for a, b in combinations(keys, 2)):
        return False
    return any(_same_core(_key(a).core, _key(b).core) for a in first for b in second)


def _torn(first: Sequence[str], second: Sequence[str], groups: Sequence[Sequence[str]]) -> bool:
    """Say whether one of two fits a third as well that the other does not fit: 教育局 beside 市 and 区."""
    others = [group for group in groups if group is not first and group is not second]
    return any(_one(first, other) != _one(second, other) for other in others)


def _unit(group: Sequence[str], often: Counter[str]) -> Unit:
    chosen = max(group, key=lambda one: often[one])  # of equals the first
    said = [found for one in group if (found := _BRACKET.search(one)) and _alias(one, found)]
    name = _BRACKET.sub("", chosen) if any(found.string == chosen for found in said) else chosen
    others = dict.fromkeys((*group, *(found[1] for found in said)))
    aliases = tuple(one for one in others if one != name and (one in group or one not in often))
    return Unit(id=name, name=name, aliases=aliases)


def _alias(name: str, bracket: re.Match[str]) -> bool:
    """Say whether what stands in a bracket is another name of the same: 党办（党委办公室）."""
    if _ALL.match(name):
        return False
    own, other = _key(name[: bracket.start()]).core, _key(bracket[1]).core
    return _same_core(own, other) or (own[:1], own[-1:]) == (other[:1], other[-1:])


@cache
def _key(name: str) -> _Key:
    name = _BRACKET.sub("", name) if not _ALL.match(name) else name
    for long, short in _SHORTER:
        name = name.replace(long, short)
    if _ALL.match(name):
        return _Key("", "", name)
    league = _LEAGUE.match(name)
    if league:
        return _Key(league["place"] or "", league["level"] or "", "团委")
    seat = _SEAT.match(name)
    if seat and len(name) - seat.end() > 1:
        return _Key(seat["place"] or "", seat["level"], name[seat.end() :])
    return _Key("", "", name)


def _level_with(one: _Key, other: _Key) -> bool:
    same_place = one.place == other.place or not one.place or not other.place
    return same_place and (one.level == other.level or not one.level or not other.level)


def _same_core(one: str, other: str) -> bool:
    if _ALL.match(one) or _ALL.match(other):
        return one == other
    short, long = sorted((one, other), key=len)
    return short == long or _short_of(short, long)


def _short_of(short: str, long: str) -> bool:
    """Say whether ``short`` is plainly made of ``long``: 发改委 of 发展和改革委, not 教育局 of 教育体育局."""
    if len(short) < 2 or short[-1] != long[-1]:
        return False
    dense = _dense(long)
    if short == dense or (_dense(short) == dense and len(dense) > 2):
        return True
    if (len(short) < 3 and short[-1] != "联") or short[0] not in (dense[0], long[0]):
        return False
    return any(_initials(short[:-1], kept) for kept in (dense[:-1], long[:-1]))


def _dense(core: str) -> str:
    return _IDLE.sub("", core[:-1]) + core[-1:]


def _initials(short: str, long: str) -> bool:
    """Say whether the characters of ``short`` stand in ``long`` in order, each for a word of its own."""
    places = list(_places(short, long))
    if len(places) < len(short):
        return False
    gaps = [b - a - 1 for a, b in zip(places, [*places[1:], len(long)], strict=True)]
    # Two characters side by side are a word; what is left out beside a whole word is another's.
    return all(gaps[:-1]) or max(gaps) <= 1


def _places(short: str, long: str) -> Iterator[int]:
    at = -1
    for char in short:
        at = long.find(char, at + 1)
        if at < 0:
            return
        yield at


def _near(one: str, other: str) -> bool:
    """Say whether two names share so much that somebody may mean one: 教育局, 教育体育局."""
    a, b = _key(one), _key(other)
    if _ALL.match(one) or _ALL.match(other) or not _level_with(a, b) or a.core[-1:] != b.core[-1:]:
        return False
    if len(a.core) == len(b.core) == 3 and a.core[0] == b.core[0]:  # 教育局, 教体局
        return True
    shared = len(set(a.core[:-1]) & set(b.core[:-1]))
    return a.core == b.core or shared >= 2 or _short_of(*sorted((a.core, b.core), key=len))
