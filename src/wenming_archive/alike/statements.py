"""What a document states: the figures in their places, and what stands behind its labels.

Two papers on one form have the same places and other statements; a draft and its final have the same.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator

#: Statements kept of a document: a ledger of a year has thousands, and these tell enough.
_MOST = 256
#: Characters before a figure that tell its place, and how far they are looked for.
_BEFORE, _BACK = 3, 16
#: The number of a paragraph or a row, which states nothing.
_ORDINAL = re.compile(r"^[ \t]*[(]?\d{1,3}[).、．](?!\d)|^[ ]*\d{1,4}(?=\t)", re.MULTILINE)
#: A figure; or a short word alone behind a label and its colon.
_STATED = re.compile(r"(?P<figure>\d+(?:\.\d+)?)|(?<=[\u4e00-\u9fff]{2}):[ \t]*(?P<word>[^\s:]{1,20})(?!\S)")
_LABEL = re.compile(r"[\u4e00-\u9fff]{2,6}$")
_NO_WORD = re.compile(r"[\W\d_]+")
#: What a title says of the time or the turn: papers that differ in it are two of a series.
_TURN = re.compile(r"(\d+|[一二三四五六七八九十]+)\s*(年|月|季度|期|届|批|次|周|轮|学期|半年)")
#: Lines in which the number of an issue may stand, and how long such a line is at most.
_TOP, _SHORT = 4, 30
_ISSUE = re.compile(r"第\s*(\d+|[一二三四五六七八九十百]+)\s*(期)")


def statements(text: str) -> dict[int, int]:
    """Return what a document (its text, ``narrow``) states: places and what stands there, as hashes."""
    found: dict[int, int] = {}
    met: Counter[str] = Counter()
    for place, value in _all(_ORDINAL.sub("", text)):
        found[_hash(f"{place} {met[place]}")] = _hash(value)
        met[place] += 1
        if len(found) == _MOST:
            break
    return found


def turns(text: str) -> dict[int, int]:
    """Return what a document's title says of its time or turn (2023年, 第3期): by unit, as hashes."""
    title, *rest = text.split("\n", _TOP)[:_TOP]
    said = [(unit, number) for number, unit in _TURN.findall(title)]
    short = (line for line in rest if len(line) < _SHORT)
    said += [(unit, number) for line in short for number, unit in _ISSUE.findall(line)]
    return {_hash(f"turn {unit}"): _hash(number) for unit, number in reversed(said)}


def _all(text: str) -> Iterator[tuple[str, str]]:
    """Yield places and what stands there; the place of a figure is told by the words before it."""
    begin = 0
    for match in _STATED.finditer(text):
        at = match.start()
        if match["figure"]:
            before = text[max(begin, at - _BACK) : at]
            yield _NO_WORD.sub("", before)[-_BEFORE:], match["figure"]
        elif label := _LABEL.search(text, max(0, at - 6), at):
            yield label[0], match["word"]
            begin = match.end()


def _hash(text: str) -> int:
    return zlib.crc32(text.encode("utf-8", "replace"))
