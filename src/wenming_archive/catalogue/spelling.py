"""What an indicator wants to see (应备材料) in one line of words, and such a line read back.

    会议纪要，每年至少2份：含议题、时间、地点、出席人员
    照片或音像，3至15份，不限日期
    一套（方案、通知、签到表、照片、总结），至少2套，题名含“道德讲堂”

A line says all that a need holds, so that a table can be sent out, changed by hand and taken back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from pydantic import ValidationError

from wenming_archive import kinds
from wenming_archive.catalogue.base import Period
from wenming_archive.catalogue.needs import PER_WORDS, Need, Part, piece
from wenming_archive.text.normal import narrow

_SET = "一套"
_NOTE = "："
ANY_DATE, OFFICIAL = "不限日期", "须为正式文件"
_PERS = "|".join(sorted((words[0] for words in PER_WORDS.values()), key=len, reverse=True))
_COUNT = re.compile(rf"(?P<per>{_PERS})?(?:至少(?P<min>\d+)|(?P<low>\d+)至(?P<high>\d+))(?:份|套|张|篇|次)")
_PERIOD = re.compile(r"周期(\d{4}-\d{2}-\d{2})至(\d{4}-\d{2}-\d{2})")
_WORD = re.compile(r"“([^“”]+)”")
_WORDS = re.compile(r"题名含(“[^“”]+”(?:或“[^“”]+”)*)")
_PART = re.compile(r"(?P<name>“[^“”]+”|[^（）“”]+)(?:（(?P<inside>[^（）]+)）)?")
_JOINS = re.compile("[或、，：；（）]")
_PART_COUNT = re.compile(r"(?P<rest>.*?)至少(?P<min>\d+)份")


def need(one: Need) -> str:
    """Return a need as a line of words."""
    what = [_what(one), _count(one)]
    what += [_named(one.words)] if one.words else []
    what += [ANY_DATE] if one.any_date else []
    what += [OFFICIAL] if one.official else []
    what += [f"周期{one.period.start}至{one.period.end}"] if one.period else []
    note = " ".join(one.note.split("\n"))
    return "，".join(what) + (f"{_NOTE}{note}" if note else "")


def read(line: str) -> dict[str, Any] | None:
    """Return the need that a line of ``need`` says, as a catalogue writes it; ``None`` of any other line."""
    said, *notes = _apart(line.strip(), _NOTE)
    note = _NOTE.join(notes)
    parts = _apart(said, "，")
    found = _read_what(parts[0])
    if found is None or len(parts) < 2 or not _read_count(parts[1], found):
        return None
    if not all(_read_more(part, found) for part in parts[2:]):
        return None
    found |= {"note": note} if note else {}
    try:
        Need.model_validate(found)
    except ValidationError:
        return None
    return found


def _what(one: Need) -> str:
    if one.bundle:
        return f"{_SET}（{'、'.join(map(_part, one.bundle))}）"
    if one.any_of:
        return "或".join(map(_part, one.any_of)) if len(one.any_of) > 1 else f"{_part(one.any_of[0])}或"
    return kinds.BY_ID[one.kind].label


def _part(one: Part) -> str:
    """Return a part by its name alone if that says all."""
    told = _named(one.words) if one.words else ""
    count = f"至少{one.min}份" if one.min is not None else ""
    known = piece(one.label)
    plain = one.model_copy(update={"min": None, "name": one.label})
    if known and Part.model_validate(known) == plain:
        return one.label + count
    whole = "；".join(filter(None, (kinds.BY_ID[one.kind].label, told)))
    name = f"“{one.label}”" if _JOINS.search(one.label) else one.label
    return f"{name}（{whole}）{count}"


def _count(one: Need) -> str:
    per = PER_WORDS[one.per][0] if one.per else ""
    unit = "套" if one.bundle else "份"
    return f"{per}至少{one.min}{unit}" if one.max is None else f"{per}{one.min}至{one.max}{unit}"


def _named(words: tuple[str, ...]) -> str:
    return f"题名含{'或'.join(f'“{word}”' for word in words)}"


def _read_what(text: str) -> dict[str, Any] | None:
    if text.startswith(f"{_SET}（") and text.endswith("）"):
        return _read_parts("bundle", _apart(text[len(_SET) + 1 : -1], "、"))
    parts = _apart(text, "或")
    if len(parts) > 1:
        return _read_parts("any_of", [part for part in parts if part])
    kind = kinds.find(text)
    return {"kind": kind.id} if kind else None


def _read_parts(key: str, texts: list[str]) -> dict[str, Any] | None:
    parts = [_read_part(text) for text in texts]
    return {key: parts} if parts and None not in parts else None


def _read_part(text: str) -> dict[str, Any] | None:
    count = _PART_COUNT.fullmatch(text)
    low = {"min": int(count["min"])} if count else {}
    match = _PART.fullmatch(count["rest"] if count else text)
    if match is None:
        return None
    if match["inside"] is None:
        known = piece(match["name"])
        return {**known, **low} if known else None
    label, _, named = match["inside"].partition("；")
    kind = kinds.find(label)
    words = {"words": _WORD.findall(named)} if named else {}
    return {"kind": kind.id, "name": match["name"].strip("“”"), **words, **low} if kind else None


def _read_count(text: str, found: dict[str, Any]) -> bool:
    match = _COUNT.fullmatch(narrow(text))
    if match is None or (match["high"] and int(match["low"]) > int(match["high"])):
        return False
    per = {words[0]: per.value for per, words in PER_WORDS.items()}
    found |= {"per": per[match["per"]]} if match["per"] else {}
    found["min"] = int(match["min"] or match["low"])
    found |= {"max": int(match["high"])} if match["high"] else {}
    return True


def _read_more(text: str, found: dict[str, Any]) -> bool:
    return any(read(text, found) for read in _MORE)


def _read_words(text: str, found: dict[str, Any]) -> bool:
    match = _WORDS.fullmatch(text)
    found |= {"words": _WORD.findall(match[1])} if match else {}
    return match is not None


def _read_flag(text: str, found: dict[str, Any]) -> bool:
    key = {ANY_DATE: "any_date", OFFICIAL: "official"}.get(text)
    found |= {key: True} if key else {}
    return key is not None


def _read_period(text: str, found: dict[str, Any]) -> bool:
    match = _PERIOD.fullmatch(text)
    if match is None:
        return False
    try:
        Period.model_validate({"start": match[1], "end": match[2]})
    except ValidationError:
        return False
    found["period"] = {"start": match[1], "end": match[2]}
    return True


_MORE: tuple[Callable[[str, dict[str, Any]], bool], ...] = (_read_words, _read_flag, _read_period)


def _apart(text: str, sign: str) -> list[str]:
    """Return the pieces of ``text`` between ``sign``, but not those inside brackets or quotes."""
    return list(_pieces(text, sign))


def _pieces(text: str, sign: str) -> Iterator[str]:
    depth, quoted, piece = 0, False, ""
    for char in text:
        quoted = char == "“" or (quoted and char != "”")
        depth += 0 if quoted else (char == "（") - (char == "）")
        if char == sign and depth <= 0 and not quoted:
            yield piece
            piece = ""
        else:
            piece += char
    yield piece
