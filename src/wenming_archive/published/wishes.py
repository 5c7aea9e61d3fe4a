"""A sentence read from left to right: the documents it wishes for, how many and how often."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from wenming_archive.catalogue.needs import Per
from wenming_archive.published import counts, nouns, phrases
from wenming_archive.published.counts import Count
from wenming_archive.published.phrases import BREAKS, Phrase

#: Papers of which there is one a year where 年度 or 近三年 is said.
_ANNUAL = ("计划", "总结", "小结", "要点", "工作报告", "工作汇报", "述职报告", "自查报告")
_LISTED = ("含", "包括", "如", "注明", "包含", "要求", "例如")
#: What is done, and so often: what is left of it is wanted as often.
_TRACES = frozenset(("minutes", "photo", "briefing", "video"))
_SHEETS = ("签到", "登记", "记录", "检查", "考勤")
#: Words of a count that say nothing of what is counted.
_FILLING = re.compile(r"[各均共需须应至少张页每次个场所\s]")


@dataclass(frozen=True)
class Wish:
    """A document asked for, while its sentence is read."""

    phrase: Phrase
    noun: nouns.Noun
    count: Count | None = None
    per: Per | None = None
    #: True when it stands for the one before it: 照片或视频.
    either: bool = False
    #: True when it belongs to every deed: 每次活动有方案、有照片.
    each: bool = False
    #: So many deeds there are, where every one wants it.
    deeds: tuple[Count, Per | None] | None = None


@dataclass
class _Reading:
    """What is known while a sentence is read from left to right."""

    wishes: list[Wish] = field(default_factory=list)
    #: ask: a verb asks for what is listed; tell: it says how work is done.
    mode: str = ""
    #: So often something is done: the traces of it are wanted as often.
    done: tuple[Count, Per | None] | None = None
    yearly: bool = False
    each: bool = False
    per: Per | None = None
    skipping: bool = False


def read(sentence: str, *, listed: bool = False) -> list[Wish]:
    """Return the documents that ``sentence`` wishes for, in its order.

    ``listed`` says that it stands in a list of materials, where every name of a document is one.
    """
    reading = _Reading()
    parts = phrases.cut(sentence)
    for part, among in zip(parts, _listed(parts), strict=True):
        _take(reading, part, listed=listed, among=among)
    return reading.wishes


def _listed(parts: Sequence[Phrase]) -> list[bool]:
    """Return of each phrase whether a word that is surely a document stands in the same clause."""
    clause, found = 0, list[int]()
    for part in parts:
        clause += part.joint in BREAKS
        found.append(clause)
    sure = {n for n, part in zip(found, parts, strict=True) if part.noun and not part.noun.weak}
    return [n in sure for n in found]


def _take(reading: _Reading, part: Phrase, *, listed: bool, among: bool) -> None:
    if _skipped(reading, part):
        return
    if part.joint in BREAKS:
        _new_clause(reading, part)
    if nouns.asks(part.bare):
        reading.mode = "ask"
    elif nouns.denies(part.bare) or (not (listed or _counted(part)) and nouns.tells(part.bare, part.noun)):
        reading.mode = "tell"
    reading.yearly |= counts.yearly(part.text)
    reading.per = counts.every(part.text) or reading.per
    if _each(part):
        reading.each = True
    if part.noun is None or not _wanted(reading, part, part.noun, listed=listed or among):
        _nameless(reading, part)
        return
    if part.noun.before.endswith("等") and part.noun.form not in ("文件", "表格"):
        _drop_examples(reading, part.noun)
    wish = _wish(reading, part, part.noun)
    if part.joint == "(" and _again(reading, wish):
        reading.wishes.pop()
    reading.wishes.append(wish)
    _spread(reading, part)


def _counted(part: Phrase) -> bool:
    """Say whether sheets of a document are counted: 完成调研报告1篇以上 asks for it, whatever the verb."""
    return part.noun is not None and part.count is not None and part.count.sheets and part.count.told


def _drop_examples(reading: _Reading, found: nouns.Noun) -> None:
    """What stands before 等制度 are the rules' names: 招募、服务记录等制度 asks for no records."""
    while reading.wishes and reading.wishes[-1].noun.kind != found.kind:
        ended = reading.wishes.pop().phrase.joint in BREAKS
        if ended:
            return


def _again(reading: _Reading, wish: Wish) -> bool:
    """Say whether a bracket says once more, with its count, what stands before it: 照片（照片不超过15张）."""
    last = reading.wishes[-1].noun if reading.wishes else None
    return last is not None and last.kind == wish.noun.kind and wish.count is not None


def _each(part: Phrase) -> bool:
    """Say whether of every deed is spoken: 每次活动有方案, not 方案每项1份."""
    found = counts.EACH.search(part.text)
    return found is not None and nouns.noun(counts.without(part.text[: found.start()])) is None


def _skipped(reading: _Reading, part: Phrase) -> bool:
    """Say whether a bracket goes on that only tells what a paper holds (含议题、时间)."""
    if part.joint in ")]】":
        reading.skipping = False
    if part.joint in ("(", "[", "【") and reading.wishes and part.bare.startswith(_LISTED):
        reading.skipping = True
    return reading.skipping


def _new_clause(reading: _Reading, part: Phrase) -> None:
    reading.mode = "ask" if part.joint == ":" else ""
    reading.yearly = reading.yearly and part.joint != ","
    reading.per = None if part.joint == "," else reading.per


def _wanted(reading: _Reading, part: Phrase, found: nouns.Noun, *, listed: bool) -> bool:
    if reading.mode == "tell":
        return False
    if reading.mode == "ask":
        return found.form not in ("机制", "标准", "要求", "纪律", "程序") or found.healthy
    counted = (part.count is not None and part.count.sheets) or counts.long(part.text)
    return not found.weak or ((listed or counted) and not found.healthy)


def _wish(reading: _Reading, part: Phrase, found: nouns.Noun) -> Wish:
    count, per = part.count, _often(reading, part, found)
    if count is None and per is None and reading.done and _trace(found):
        count, per = reading.done
    return Wish(part, found, count, per, _alternative(reading, part), reading.each, reading.done)


def _often(reading: _Reading, part: Phrase, found: nouns.Noun) -> Per | None:
    said = counts.every(part.text)
    annual = found.form.endswith(_ANNUAL)
    if said or (annual and counts.yearly(part.text)):
        return said or Per.year
    if annual and (reading.per or reading.yearly):
        return reading.per or Per.year
    trace = _trace(found) and not reading.done and "的" not in found.before
    return reading.per if part.count or trace else None


def _trace(found: nouns.Noun) -> bool:
    """Say whether the paper is left by what was done."""
    return found.kind in _TRACES or (found.kind == "ledger" and any(w in found.form for w in _SHEETS))


def _alternative(reading: _Reading, part: Phrase) -> bool:
    """Say whether the document stands for the one before: 照片或视频, 照片(视频), 方案/通知."""
    if not reading.wishes:
        return False
    if part.joint == "(" and part.noun:
        return part.bare.startswith("或") or (not part.noun.before and part.count is None)
    return part.joint in ("或", "或者", "/")


def _nameless(reading: _Reading, part: Phrase) -> None:
    """A count without a document: it is of the one before, or of what is done."""
    deeds, per = _deeds(part.text), counts.every(part.text)
    if part.count is None:
        if part.noun is None and per and deeds:
            reading.done = (deeds, per)
        return
    last = reading.wishes[-1] if reading.wishes else None
    rest = _FILLING.sub("", part.bare)
    if last and (not rest or part.joint in ("(", ":") or _deed_of(last, rest)):
        count = counts.both(last.count, part.count) if last.count else part.count
        reading.wishes[-1] = replace(last, count=count, per=per or last.per)
        _spread(reading, part)
    elif not part.count.sheets and not part.bare.startswith(("无", "未", "没有")):
        reading.done = (part.count, per or reading.per)


def _deed_of(wish: Wish, deed: str) -> bool:
    """Say whether what is done so often is what the paper tells of: 有评议记录,每年评议不少于2次."""
    named = wish.noun.before + wish.noun.form
    return wish.count is None and _trace(wish.noun) and len(deed) > 1 and deed in named


def _deeds(text: str) -> Count | None:
    return next((count for _, count in counts.find(text) if not count.sheets), None)


def _spread(reading: _Reading, part: Phrase) -> None:
    """A count of each (各2份) is of all that were listed before it in the same clause."""
    if not (part.count and part.count.each):
        return
    last = reading.wishes[-1]
    for n in range(len(reading.wishes) - 1, -1, -1):
        one = reading.wishes[n]
        reading.wishes[n] = replace(one, count=last.count, per=counts.every(part.text) or one.per)
        if one.phrase.joint in BREAKS:
            break
