"""The numbers that Word sets before paragraphs by itself (ECMA-376, 17.9): they stand in no text."""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from wenming_archive.read import ooxml
from wenming_archive.read.ooxml import Element, local, whole
from wenming_archive.text.numerals import circled, han, roman_sign

_HAN = ("chineseCounting", "chineseCountingThousand", "ideographDigital", "japaneseCounting",
        "taiwaneseCounting", "taiwaneseCountingThousand", "chineseLegalSimplified")  # fmt: skip
_CIRCLED = ("decimalEnclosedCircle", "decimalEnclosedCircleChinese")


@dataclass(frozen=True)
class _Level:
    form: str = "decimal"
    text: str = ""
    start: int = 1


class Numbers:
    """Counts through a document; a number comes with what its level sets around it."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._lists = _lists(archive)
        self._styles = _styles(archive)
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)

    def of(self, paragraph: Element) -> str:
        """Return the number that stands before ``paragraph``, with a blank where one is due, or nothing."""
        listed, depth = self._placed(paragraph)
        levels = self._lists.get(listed, {})
        if depth not in levels:
            return ""
        counts = self._counts[listed]
        counts[depth] = counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [n for n in counts if n > depth]:
            del counts[deeper]
        return self._shown(levels, depth, counts)

    def _placed(self, paragraph: Element) -> tuple[str, int]:
        properties = next((node for node in paragraph if local(node) == "pPr"), None)
        if properties is None:
            return "", 0
        own = _numbered(properties)
        style = next((_value(node) for node in properties if local(node) == "pStyle"), "")
        inherited = self._styles.get(style, ("", 0))
        listed, depth = own if own[0] else inherited
        return listed, depth

    @staticmethod
    def _shown(levels: Mapping[int, _Level], depth: int, counts: Mapping[int, int]) -> str:
        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            level = levels.get(at, _Level())
            return _written(counts.get(at, level.start), level.form)

        text = re.sub(r"%([1-9])", number, levels[depth].text)
        if not re.search(r"\w|[\u2460-\u24ff\u3220-\u3229]", text):
            return ""  # a bullet
        return text if re.search(r"[、.．)）\s]$", text) else f"{text} "


def _written(number: int, form: str) -> str:
    if form in _HAN:
        return han(number)
    if form in ("upperRoman", "lowerRoman"):
        return roman_sign(number)
    if form in ("upperLetter", "lowerLetter"):
        return chr(ord("A" if form[0] == "u" else "a") + (number - 1) % 26)
    return circled(number) if form in _CIRCLED else str(number)


def _numbered(properties: Element) -> tuple[str, int]:
    node = next((child for child in properties if local(child) == "numPr"), None)
    if node is None:
        return "", 0
    said = {local(child): _value(child) for child in node}
    return said.get("numId", ""), whole(said.get("ilvl", "0")) or 0


def _lists(archive: zipfile.ZipFile) -> dict[str, dict[int, _Level]]:
    """Return for each list its levels."""
    tree = ooxml.root(archive, "word/numbering.xml")
    if tree is None:
        return {}
    abstract = {_named(node, "abstractNumId"): _levels(node) for node in tree.iterfind("{*}abstractNum")}
    found: dict[str, dict[int, _Level]] = {}
    for node in tree.iterfind("{*}num"):
        base = next((_value(child) for child in node if local(child) == "abstractNumId"), "")
        changed = {at: level for own in node.iterfind("{*}lvlOverride") for at, level in _levels(own).items()}
        found[_named(node, "numId")] = {**abstract.get(base, {}), **changed}
    return found


def _levels(node: Element) -> dict[int, _Level]:
    found = {}
    for level in node.iterfind("{*}lvl"):
        said = {local(child): _value(child) for child in level}
        start = whole(said.get("start", "1"))
        form = said.get("numFmt", "decimal")
        text = "" if form in ("bullet", "none") else said.get("lvlText", "")
        found[whole(_named(level, "ilvl")) or 0] = _Level(form, text, 1 if start is None else start)
    return found


def _styles(archive: zipfile.ZipFile) -> dict[str, tuple[str, int]]:
    """Return for each style that numbers its list and level."""
    tree = ooxml.root(archive, "word/styles.xml")
    found = {}
    for style in tree.iterfind("{*}style") if tree is not None else ():
        for properties in style.iterfind("{*}pPr"):
            listed = _numbered(properties)
            if listed[0]:
                found[_named(style, "styleId")] = listed
    return found


def _value(node: Element) -> str:
    return _named(node, "val")


def _named(node: Element, name: str) -> str:
    return next((str(value) for key, value in node.attrib.items() if key.rpartition("}")[2] == name), "")
