"""Recognise the words of a picture or a scan, within a budget.

Of a photo only the largest lines are read: the banner behind a crowd, not the small print of a
poster.  A page is read whole.
"""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

from wenming_archive.content import Block, Words
from wenming_archive.formats import PAGED, PICTURES
from wenming_archive.model import Problem
from wenming_archive.ocr import blocks
from wenming_archive.ocr.engine import Engine, started
from wenming_archive.ocr.lines import Box, Failed, Line
from wenming_archive.ocr.pictures import Shot, shots
from wenming_archive.read.limits import Unreadable, limited

if TYPE_CHECKING:
    from PIL.Image import Image, Transpose

#: Lines read of a photo and of a page; the largest come first.
PHOTO_LINES, PAGE_LINES = 12, 150
#: Pixels of the longest side of the picture in which lines are looked for; they are read in the whole one.
_FIND_PHOTO, _FIND_PAGE = 960, 1280
#: Characters smaller than this cannot be read, and no line is so long for its height.
_LEAST_GLYPH, _LONGEST = 7, 80
#: Less sure lines are dropped; a page whose lines are on average less sure may stand on its head.
_LEAST_SCORE, _DOUBTFUL = 0.6, 0.75
#: Lines that make a picture a page, and the share of the picture that they stand in.
_PAGE_HAS, _PAGE_COVERS = 14, 0.4
NOTHING = Problem("no-text", "扫描件里没有认出文字，只能凭文件名和文件夹判断")


def wanted(fmt: str, unseen: Sequence[int]) -> bool:
    """Say whether a content of this format has anything to recognise: a picture, or unseen pages."""
    return fmt in PICTURES or (fmt in PAGED and bool(unseen))


def recognise(stream: BinaryIO, fmt: str, unseen: Sequence[int] = (), engine: Engine | None = None) -> Words:
    """Return the words in a picture, or on the pages ``unseen`` of a document.

    What cannot be recognised is a value with ``problem`` set; what was seen before it is kept.
    """
    found: list[Block] = []
    problem = None
    page = False
    try:
        reader = engine or started()
        for shot in shots(stream, fmt, unseen):
            found += (replace(block, page=shot.number) for block in _look(reader, shot))
            page = page or shot.page
    except (Unreadable, Failed) as error:
        problem = Problem(error.code, str(error))
    except (MemoryError, RecursionError):
        problem = Problem("too-complex", "图片过于庞大或复杂，没能识别其中的文字")
    if page and not found and not problem:
        problem = NOTHING
    return Words(tuple(limited(found)), problem)


def _look(engine: Engine, shot: Shot) -> tuple[Block, ...]:
    image = shot.image
    boxes = _found(engine, image, _FIND_PAGE if shot.page else _FIND_PHOTO)
    page = shot.page or _is_page(boxes, image.size)
    if page and _sideways(boxes):
        image = image.transpose(_turns()[0])
        boxes = _found(engine, image, _FIND_PAGE)
    lines = _largest(engine, image, boxes, PAGE_LINES if page else PHOTO_LINES)
    if page and _mean(lines) < _DOUBTFUL:
        lines = _upside_down(engine, image, lines)
    sure = [line for line in lines if line.score >= _LEAST_SCORE and _telling(line.text, page)]
    return blocks.of(sure, shot.scale, image.width if page else 0)


def _telling(text: str, page: bool) -> bool:
    """Say whether there is a word; a lone letter in a photo is none, but a window or a lamp."""
    return bool(re.search(r"\w" if page else r"\w\W*\w|[\u4e00-\u9fff]", text))


def _found(engine: Engine, image: Image, side: int) -> tuple[Box, ...]:
    """Return the boxes worth reading, found in a small copy of the picture."""
    small = image.copy()
    small.thumbnail((side, side))
    by = max(image.size) / max(small.size)
    boxes = (box.scaled(by) for box in engine.find(small))
    return tuple(box for box in boxes if box.glyph >= _LEAST_GLYPH and box.length < _LONGEST * box.glyph)


def _largest(engine: Engine, image: Image, boxes: Sequence[Box], most: int) -> tuple[Line, ...]:
    """Read the largest of ``boxes``."""
    order = sorted(boxes, key=lambda box: box.glyph, reverse=True)
    return engine.read(image, order[:most]) if order else ()


def _is_page(boxes: Sequence[Box], size: tuple[int, int]) -> bool:
    """Say whether a picture shows a page: many long lines of even size that fill it."""
    lines = [box for box in boxes if box.length > 5 * box.glyph]
    if len(lines) < _PAGE_HAS:
        return False
    xs = [x for box in lines for x, _ in box.corners]
    ys = [y for box in lines for _, y in box.corners]
    covered = (max(xs) - min(xs)) * (max(ys) - min(ys))
    usual = statistics.median(box.glyph for box in lines)
    even = sum(0.7 < box.glyph / usual < 1.4 for box in lines)
    return covered > _PAGE_COVERS * size[0] * size[1] and even > 0.6 * len(lines)


def _sideways(boxes: Sequence[Box]) -> bool:
    long = [box for box in boxes if box.length > 3 * box.glyph]
    return len(long) >= 5 and sum(box.tall for box in long) > 0.7 * len(long)


def _upside_down(engine: Engine, image: Image, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Return the lines of the picture turned round, if they read better than ``lines``."""
    turned = image.transpose(_turns()[1])
    other = _largest(engine, turned, _found(engine, turned, _FIND_PAGE), PAGE_LINES)
    return other if _mean(other) > _mean(lines) else lines


def _turns() -> tuple[Transpose, Transpose]:
    """Return a quarter and a half turn."""
    from PIL.Image import Transpose

    return Transpose.ROTATE_90, Transpose.ROTATE_180


def _mean(lines: Sequence[Line]) -> float:
    """Return how sure the lines are, weighted by their length; 1 when there are none."""
    total = sum(len(line.text) for line in lines)
    return sum(line.score * len(line.text) for line in lines) / total if total else 1.0
