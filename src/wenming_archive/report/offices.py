"""The names of bodies and of those who lead their groups, as documents write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wenming_archive.report.page import Page
from wenming_archive.text import dates
from wenming_archive.text.normal import narrow

_GROUP = re.compile(r"[\u4e00-\u9fff“”]{2,30}(?:领导小组|指挥部|工作专班)")
_OUTSIDE = re.compile(r".*(?:成立|调整|组建|设立|充实|印发|关于|建立|健全|加强|县|市|区|镇|局|院|校)(?=.{2})")
_CALLED = re.compile(r".*(?:关于|成立|调整|组建|设立|充实)(?=.{4})")
_COMMON = re.compile(r"领导小组|指挥部|工作专班|工作|活动|[“”]")
#: 组  长: 王某(局长); in a table the name stands in the next cell.
_LED = re.compile(
    r"^\s*(?:[\u4e00-\u9fff“”]{2,30}(?:领导小组|指挥部))?\s*(第一|常务)?\s*(副\s*)?组\s*长\s*(?:[:：]|\t)\s*(.+)$"
)
_FEW = r"[\u4e00-\u9fff]{2,3}"
#: 由王某、李某任组长; 组长由王某同志担任: between signs, so that a title before is no part of the name.
_SAID_LED = re.compile(
    rf"(?:由|^|[，,、；;])(?!由)(?P<a>(?:{_FEW}(?:同志)?、)*?{_FEW}?)(?:同志)?(?:担|兼)?任组长"
    rf"|(?<!副)组长由(?P<b>{_FEW}?)(?:同志)?(?:担|兼)任"
)
#: What somebody is, before the name: 校长 王某, 党支部书记王某.
_POST = re.compile(
    r"^[\u4e00-\u9fff]{0,8}?(?:[局校院所科处部站队社村镇乡县市区园馆厂段股]长|书记|主任|主席|经理)"
    r"(?:\s+|(?=[\u4e00-\u9fff]{2,3}$))(?=[\u4e00-\u9fff])"
)
_OFFICE = re.compile(r"[长任员]$|主要|分管|负责|领导|书记|单位|^局|^市|^县|^区|同志")
_HEAD = re.compile(r"([\u4e00-\u9fff×*]{4,30})文件")
_BODY = re.compile(r"[\u4e00-\u9fff×*]{4,30}")
#: Districts of one city are told apart by these.
_SIDES = "东西南北中"
_PLACE = re.compile(r"^.{2,6}?[省市县区旗镇乡]")
_NAME = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff×*xX○]{1,3}")
_MASK = re.compile(r"[×*xX○某]+")


@dataclass(frozen=True, slots=True)
class Group:
    """A leading group as one document has it."""

    name: str
    pairs: frozenset[str]
    leaders: tuple[str, ...]
    deputies: tuple[str, ...]

    def same(self, other: Group) -> bool:
        """Say whether two documents speak of one group."""
        fewer = min(len(self.pairs), len(other.pairs))
        return fewer > 1 and len(self.pairs & other.pairs) >= 0.75 * fewer


def group(page: Page) -> Group | None:
    """Return the first leading group that a document names with those who lead it.

    It is named where its leader is, or in the title, or on a line before.
    """
    titled = _GROUP.findall(page.item.known.description.title)
    before: list[str] = []
    leaders: list[str] = []
    deputies: list[str] = []
    for line in page.plain.split("\n"):
        led, here = _LED.match(line), _GROUP.findall(line)
        if leaders and here:
            break
        if led and not leaders:
            before = here or titled or before
        elif not leaders:
            before = here or before
        if led and before:
            (deputies if led[2] else leaders).extend(_people(led[3]))
        elif here and not leaders:
            before, leaders = here, _said_to_lead(line)
    return _made(before[0], leaders, deputies) if leaders else None


def _made(named: str, leaders: list[str], deputies: list[str]) -> Group:
    bare = _COMMON.sub("", _OUTSIDE.sub("", named))
    pairs = frozenset(bare[n : n + 2] for n in range(len(bare) - 1))
    return Group(_CALLED.sub("", named), pairs, tuple(leaders), tuple(deputies))


def _said_to_lead(line: str) -> list[str]:
    """Return those who lead by a sentence; nobody when it names an office: 由局长任组长."""
    found = _SAID_LED.search(line)
    names = re.split("、", (found["a"] or found["b"] or "").replace("同志", "")) if found else []
    return names if all(_NAME.fullmatch(name) and not _OFFICE.search(name) for name in names) else []


def _people(text: str) -> list[str]:
    """Return the names in what stands behind a label: 王某(局长)  李某、张某."""
    found: list[str] = []
    bare = re.sub(r"[(（][^()（）]*[)）]?", "  ", narrow(text))
    for part in re.split(r"\s{2,}|\t|[、,，;；]", bare):
        joined = re.sub(r"(?<=^[\u4e00-\u9fff])\s(?=[\u4e00-\u9fff]$)", "", part.strip())
        words = _POST.sub("", joined).split()
        if words and _NAME.fullmatch(words[0]):
            found.append(words[0])
    return found


def same_person(one: str, other: str) -> bool:
    """Say whether two names may be one person's; of a masked name only what is seen counts."""
    if not (_MASK.search(one) or _MASK.search(other)):
        return one == other
    seen, too = _MASK.split(one)[0], _MASK.split(other)[0]
    return seen.startswith(too) or too.startswith(seen)


def own(name: str | None) -> str:
    """Return the name of a body that stands for itself; of an office's part (党办, 机关党委) nothing."""
    return name if name and _PLACE.match(name) else ""


def apart(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Say whether two documents name people, and nobody who may be the same."""
    return bool(one and other) and not any(same_person(a, b) for a in one for b in other)


def near_miss(one: str, other: str) -> bool:
    """Say whether two names of bodies differ by a sign or two, and neither is part of the other."""
    if one == other or min(len(one), len(other)) < 5 or one in other or other in one:
        return False
    return _distance(one, other) <= (1 if min(len(one), len(other)) < 8 else 2)


def misspelt(name: str, unit: str) -> bool:
    """Say whether ``name`` is the unit's full name with a slip in it, and not another body's.

    A sign left out, put in or swapped, or another place before the same words: 财政局 is not 民政局.
    """
    place, other = _PLACE.match(unit), _PLACE.match(name)
    if len(unit) < 5 or not place or name in unit or unit in name:
        return False
    if other and name[other.end() - 1 :] == unit[place.end() - 1 :]:
        return name[0] not in _SIDES
    slip = len(name) != len(unit) or sorted(name) == sorted(unit)
    return slip and _distance(name, unit) == 1


def head(lines: Sequence[str]) -> str | None:
    """Return the body in the red head: 某县某局文件."""
    found = (_HEAD.fullmatch(re.sub(r"\s", "", line)) for line in lines)
    return next((match[1] for match in found if match and not match[1].startswith("关于")), None)


def signed(lines: Sequence[str]) -> str | None:
    """Return the body on the line above the closing date, if it stands there alone."""
    for n in range(len(lines) - 1, max(0, len(lines) - 14), -1):
        text = lines[n].strip()
        hits = dates.find(text) if len(text) < 20 else []
        if hits and hits[-1].full and hits[-1].end - hits[-1].start >= len(text) - 2:
            above = re.sub(r"\s|[(（][盖公印]?章[)）]", "", lines[n - 1])
            return above if _BODY.fullmatch(above) else None
    return None


def _distance(one: str, other: str) -> int:
    """Return how many signs must be put in, taken out, changed or swapped to make one of the other."""
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            row.append(min(last[j] + 1, row[-1] + 1, last[j - 1] + (a != b)))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                row[-1] = min(row[-1], before[j - 2] + 1)
        before, last = last, row
    return last[-1]
