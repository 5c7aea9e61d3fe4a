"""What the table of a catalogue says and how: the names of its columns, and what is said beside them.

The same words are written by an export and read back by an import.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from wenming_archive.catalogue.base import Period
from wenming_archive.catalogue.model import Catalogue, Leaf
from wenming_archive.catalogue.scoring import By, Grade

#: Stands above every table that can be taken back as it is.
MARK = "本表改好后可用 archive catalogue import 导入"
LEVELS = "一二三四五六七八九"
STANDARD, METHODS, SCORE, NEEDS = "测评标准", "测评方法", "分值", "材料要求"
LEAD, SUPPORT, DUE, NOTE = "牵头单位", "配合单位", "完成时限", "备注"
COLUMNS = (STANDARD, METHODS, SCORE, NEEDS, LEAD, SUPPORT, DUE, NOTE)
UNITS = ("代号", "名称", "别名", "联系人", "电话")
NEGATIVE = ("编号", "类别", "情形", "扣分")
DEDUCTION, VETO = "减分项", "一票否决"
ISSUER, EDITION, PERIOD = "发布单位", "版本", "测评周期"
BONUS, KEYWORDS, EXCLUDE, GRADES = "加分项", "常见词", "排除词", "等次"
TALLY, PASSING, BONUS_MAX = "按达标项数计分", "合格线", "加分最多"
NO_PERIOD = "不限"
#: Between a code and a title; no code has it, as white space in one is made a plain space.
GAP = "\u3000"
JOIN, COLON = "、", "："

_LEVEL = re.compile(rf"([{LEVELS}])级指标|第(\d+)级指标")
_POINTS = re.compile(r"[（(](\d+(?:\.\d+)?)分[)）]$")
_PERIOD = re.compile(r"(\d{4}-\d{2}-\d{2})至(\d{4}-\d{2}-\d{2})")
_GRADE = re.compile(r"(.+?) (\d+(?:\.\d+)?)%(?:（(.*)）)?")
_MISSING, _SHARE = re.compile(r"最多缺(\d+)项"), re.compile(r"齐全(\d+(?:\.\d+)?)%")


def level(n: int) -> str:
    """Return the head of the ``n``-th level, from 0."""
    return f"{LEVELS[n]}级指标" if n < len(LEVELS) else f"第{n + 1}级指标"


def is_level(head: str) -> bool:
    """Say whether a column of that head holds a level."""
    return _LEVEL.fullmatch(head) is not None


def line(text: str) -> str:
    """Return ``text`` in one line, with single plain spaces."""
    return " ".join(text.split())


def named(code: str, title: str, points: float | None = None) -> str:
    """Return a code with its title, and the points of all below it."""
    return f"{line(code)}{GAP}{line(title)}" + (f"（{points:g}分）" if points is not None else "")


def read_named(text: str, *, points: bool) -> tuple[str, str, float | None]:
    """Return the code, title and points that a cell says; without a code that is empty."""
    code, gap, title = text.partition(GAP)
    if not gap:
        code, _, title = text.partition(" ")
    if not title:
        code, title = "", text
    found = _POINTS.search(title) if points else None
    return code.strip(), title[: found.start()] if found else title, float(found[1]) if found else None


def period(one: Period | None) -> str:
    """Return the days of a period; empty if there is none."""
    return f"{one.start}至{one.end}" if one else ""


def read_period(text: str) -> dict[str, str] | None:
    """Return the days that ``text`` says, as a catalogue writes them."""
    found = _PERIOD.fullmatch(text.strip())
    return {"start": found[1], "end": found[2]} if found else None


def about(catalogue: Catalogue) -> Iterator[str]:
    """Yield what is said of the whole, part by part; ``MARK`` last."""
    rules = catalogue.scoring
    for label, value in (
        (ISSUER, line(catalogue.issuer)),
        (EDITION, line(catalogue.edition)),
        (PERIOD, period(catalogue.period)),
        (DUE, str(catalogue.due or "")),
        (GRADES, grades(rules.grades)),
        (PASSING, _number(rules.passing)),
        (BONUS_MAX, _number(rules.bonus_max)),
    ):
        if value:
            yield f"{label}{COLON}{value}"
    if rules.by is By.tally:
        yield TALLY
    yield MARK


def read_about(said: Iterable[str]) -> dict[str, Any]:
    """Return what parts of ``about`` say, as a catalogue writes it; what is something else is left out."""
    found: dict[str, Any] = {}
    rules: dict[str, Any] = {}
    for part in said:
        label, _, value = part.strip().partition(COLON)
        if label in _TOP and value:
            found[_TOP[label]] = value
        elif label == PERIOD and (days := read_period(value)):
            found["period"] = days
        elif label == GRADES:
            rules["grades"] = read_grades(value)
        elif label in (PASSING, BONUS_MAX) and _is_number(value):
            rules["passing" if label == PASSING else "bonus_max"] = value
        elif part.strip() == TALLY:
            rules["by"] = "count"
    return {**found, **({"scoring": rules} if rules else {})}


_TOP = {ISSUER: "issuer", EDITION: "edition", DUE: "due"}


def remarks(leaf: Leaf, catalogue: Catalogue) -> Iterator[str]:
    """Yield what stands in the column of remarks, a line each."""
    node = leaf.indicator
    if node.bonus:
        yield BONUS
    if leaf.period != catalogue.period:
        yield f"{PERIOD}{COLON}{period(leaf.period) or NO_PERIOD}"
    if leaf.grades:
        yield f"{GRADES}{COLON}{grades(leaf.grades)}"
    if node.keywords:
        yield f"{KEYWORDS}{COLON}{JOIN.join(map(line, node.keywords))}"
    if node.exclude:
        yield f"{EXCLUDE}{COLON}{JOIN.join(map(line, node.exclude))}"


def read_remarks(said: Sequence[str]) -> tuple[dict[str, Any], list[str]]:
    """Return what remarks say, as a catalogue writes it, and those that say something else."""
    found: dict[str, Any] = {}
    other: list[str] = []
    for text in said:
        label, _, value = text.partition(COLON)
        if text == BONUS:
            found["bonus"] = True
        elif label == PERIOD and (days := read_period(value)):
            found["period"] = days
        elif label == GRADES and (rows := read_grades(value)):
            found["grades"] = rows
        elif label in (KEYWORDS, EXCLUDE) and value:
            found["keywords" if label == KEYWORDS else "exclude"] = apart(value)
        else:
            other.append(text)
    return found, other


def grades(found: Iterable[Grade]) -> str:
    """Return grades in words: A 100%（最多缺0项）、B 66%."""
    return JOIN.join(f"{line(one.name)} {one.percent:g}%{_condition(one)}" for one in found)


def read_grades(text: str) -> list[dict[str, Any]]:
    """Return the grades that ``text`` says; none if some of it is something else."""
    rows = [_read_grade(part) for part in apart(text)]
    return [row for row in rows if row] if all(rows) else []


def apart(text: str) -> list[str]:
    """Return the names in a list."""
    return [part.strip() for part in text.split(JOIN) if part.strip()]


def _read_grade(text: str) -> dict[str, Any]:
    match = _GRADE.fullmatch(text)
    if match is None:
        return {}
    condition = match[3] or ""
    missing, share = _MISSING.search(condition), _SHARE.search(condition)
    found: dict[str, Any] = {"name": match[1], "percent": match[2]}
    found |= {"missing": missing[1]} if missing else {}
    return found | ({"share": share[1]} if share else {})


def _condition(one: Grade) -> str:
    parts = [f"最多缺{one.missing}项"] if one.missing is not None else []
    parts += [f"齐全{one.share:g}%"] if one.share is not None else []
    return f"（{'，'.join(parts)}）" if parts else ""


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:g}"


def _is_number(text: str) -> bool:
    return re.fullmatch(r"\d+(?:\.\d+)?", text) is not None
