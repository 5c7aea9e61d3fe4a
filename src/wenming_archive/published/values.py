"""What single cells say: points, methods, and what stands in brackets behind a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wenming_archive.published import words
from wenming_archive.published.points import FROM, NUMBER, value
from wenming_archive.published.words import Role
from wenming_archive.text.normal import narrow

_PLAIN = re.compile(rf"^\s*(?:满分|共|总分|合计)?\s*[:：]?\s*{FROM}({NUMBER})\s*(?:分|%|％)?\s*(?:$|[(（])")
_TOTAL = re.compile(rf"(?:共|合计|满分|总分|最高)\D{{0,4}}({NUMBER})\s*分")
_LABELLED = re.compile(
    r"[【\[(（〔]\s*([\u4e00-\u9fff]{2,10})\s*[:：]\s*([^【】\[\]〔〕]{1,120}?)\s*[】\]〕)）](?=[\s。；;，,、.【\[(（〔]|$)"
)
_SQUARE = re.compile(r"[【〔]\s*([^【】〔〕]{2,60}?)\s*[】〕]")
_LINE = re.compile(r"^\s*([\u4e00-\u9fff]{2,8})\s*[:：]\s*(\S.{0,200})$")
_PARTS = re.compile(
    r"[、，,;；/／\n+＋]|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])|以及|(?<=[\u4e00-\u9fff]{3})[和与及](?=[\u4e00-\u9fff]{3})"
)
_ITEMS = re.compile(r"((?:\s*[(（]?\d{1,2}[)）.、]|\s*[①-⑳])+)")
#: What a label in brackets may say; others (时间：, 例如：) are part of the sentence.
TOLD = (Role.methods, Role.lead, Role.support, Role.units, Role.needs, Role.score, Role.due)


def number(text: str) -> float | None:
    """Return the points that a cell of points states, or ``None``."""
    plain = narrow(text).replace("\n", "").replace(" ", "").replace("－", "-").replace("＋", "+")
    match = _PLAIN.match(plain) or _PLAIN.match(re.sub(r"[()（）]", "", plain)) or _TOTAL.search(plain)
    return value(match[1]) if match else None


def told(text: str) -> list[tuple[Role, str]]:
    """Return what labels and square brackets in ``text`` say: units, methods, materials."""
    said = [(role, value) for label, value in _LABELLED.findall(text) if (role := words.role(label)) in TOLD]
    inner = (one for one in _SQUARE.findall(text) if not re.search("[:：]", one) and is_methods(one))
    said += [(Role.methods, one) for one in inner]
    lines = (found for line in text.split("\n") if (found := labelled(line)))
    said += [(role, value) for role, value, _ in lines if role in TOLD and role is not Role.score]
    return [(role, value) for role, value in said if role]


def labelled(line: str) -> tuple[Role, str, str] | None:
    """Return of a line that begins with what a column may be called (责任处室：) its role, text and label."""
    match = _LINE.match(line)
    role = words.role(match[1]) if match else None
    known = role is not None and role not in (Role.level, Role.number, Role.blank, Role.score)
    return (role, match[2].strip(), match[1]) if match and role and known else None


def without_told(text: str) -> str:
    """Return a title without the brackets that say something else of it."""

    def kept(match: re.Match[str]) -> str:
        return match[0] if words.role(match[1]) not in TOLD else ""

    text = _LABELLED.sub(kept, text)
    return _SQUARE.sub(lambda m: "" if is_methods(m[1]) and ":" not in narrow(m[1]) else m[0], text).strip()


def is_bonus(text: str) -> bool:
    """Say whether points are extra: +2, 加2分."""
    return re.match(r"\s*(\+|＋|﹢|加)\s*\d", text) is not None


def methods(text: str) -> tuple[str, ...]:
    """Return the distinct methods of a cell; the numbers of the sentences they are for are left out."""
    plain = _ITEMS.sub("\n", text)
    found = (re.sub(r"\s+", "", part).strip("。.：:()（）【】[] ") for part in _PARTS.split(plain))
    return tuple(dict.fromkeys(part for part in found if part))


def methods_of(text: str, value: int) -> tuple[str, ...]:
    """Return the methods for the sentence numbered ``value``; those of the cell when it numbers none."""
    pieces = _ITEMS.split(text)
    if len(pieces) < 3:
        return methods(text)
    found: list[str] = []
    for marks, said in zip(pieces[1::2], pieces[2::2], strict=False):
        if value in [_item(mark) for mark in re.findall(r"\d{1,2}|[①-⑳]", marks)]:
            found += methods(said)
    return tuple(dict.fromkeys(found)) or methods(text)


def part(text: str, value: int, pieces: Sequence[tuple[int, str]]) -> str:
    """Return of a text in numbered ``pieces`` the one with a number; the whole when none has it."""
    found = [said for number_, said in pieces if number_ == value]
    return found[0] if found and len(pieces) > 1 else text


def _item(mark: str) -> int:
    return int(mark) if mark.isdecimal() else ord(mark) - 0x245F


def is_methods(text: str) -> bool:
    """Say whether a text is nothing but methods."""
    found = methods(text)
    return bool(found) and all(len(part) <= 10 and words.METHOD.search(part) for part in found)


def taken(text: str) -> float | None:
    """Return how many points a sentence says are taken: 每起扣5分."""
    match = re.search(rf"扣\D{{0,6}}?({NUMBER})\s*分", narrow(text))
    return value(match[1]) if match else None
