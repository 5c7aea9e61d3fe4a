"""Reasons a person can read: which words, where they stand, and what each added."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from wenming_archive.model import Reason
from wenming_archive.place.engine import TOGETHER, Engine, Judged
from wenming_archive.place.features import FIELDS, NAMES, Features

_PLACES = {
    "name": "文件名",
    "title": "题名",
    "heads": "小标题或表头",
    "top": "开头",
    "body": "正文",
    "near": "所在文件夹",
    "far": "上级文件夹",
}
#: Where the words of a way of speaking stand.
_SPOKEN = {
    "speaks_short": ("title",),
    "speaks_long": ("title", "heads", "top", "body"),
    "speaks_near": ("near",),
}
#: Where they stand when there is nothing but a name.
_INSTEAD = {"speaks_short": ("name",), "speaks_long": ("name",), "speaks_near": ()}
#: Features that compare the way of speaking, and what their text is.
_SPEAKS = {
    "speaks_short": "题名的用语像这类材料",
    "speaks_long": "内容的用语像这类材料",
    "speaks_near": "文件夹名像这类材料",
}
_OTHERS = {
    "code_name": "文件名带有该指标的编号",
    "code_folder": "文件夹带有该指标的编号",
    "need": "该指标应备这类材料",
    "form": "材料的文种与指标名称相符",
    "unit": "出自该指标的牵头或配合单位",
    "grams_short": "题名用语与该指标的表述相近",
    "grams_long": "内容用语与该指标的表述相近",
    "around_picture": "同一文件夹里有该指标的材料",
    "around_text": "同一文件夹里有该指标的材料",
    "same_day": "同一文件夹里日期相近的材料属该指标",
    "alike": "同一文件夹里名称相似的材料属该指标",
    "below": "同一来源里有该指标的材料",
    "taught_alike": "内容相近、已经定下的材料归在该指标",
    "taught_mistake": "内容相近、已经定下的材料归在该指标",
    "taught_folder": "同一文件夹里已经定下的材料归在该指标",
    "taught_folder_mistake": "同一文件夹里已经定下的材料归在该指标",
}
_WORDS_SHOWN = 3
#: A phrase of less weight, and a part of less than this share, is no reason.
_FAINT, _SMALL = 0.05, 0.03
#: Items whose neighbours are asked at once.
_AT_ONCE = 256
#: What neighbours and decisions say is one only if it makes at least this much of a difference.
_HEARD = 0.2


class Part(NamedTuple):
    """What one feature added to a leaf's score, and how that is said; "" when there is nothing to say."""

    name: str
    amount: float
    text: str


def own(engine: Engine, found: Features, at: int, leaf: int) -> tuple[Part, ...]:
    """Return what an item by itself says for ``leaf``; it is the one ``at`` its place in ``found``."""
    scale = float(engine.model.together[0])
    amounts = found.rows[at, leaf] * engine.model.alone * scale
    said = _Said(engine, found, at, leaf)
    return tuple(
        Part(name, float(amount), said.text(name))
        for name, amount in zip(NAMES, amounts, strict=True)
        if amount and name not in ("share", "best", "grams_best")  # credited to the words behind them
    )


def among(judged: Judged, wanted: Sequence[tuple[int, int]]) -> list[tuple[Part, ...]]:
    """Return what neighbours, and people's decisions, say for each (item, leaf) of ``wanted``."""
    found: dict[tuple[int, int], tuple[Part, ...]] = {}
    weights = judged.model.together[1:]
    by_batch = sorted(set(wanted))
    for first in dict.fromkeys(n - n % _AT_ONCE for n, _ in by_batch):
        columns = judged.columns(slice(first, first + _AT_ONCE))[1:]
        for n, leaf in (one for one in by_batch if first <= one[0] < first + _AT_ONCE):
            amounts = [float(c[n - first, leaf] * w) for c, w in zip(columns, weights, strict=True)]
            found[n, leaf] = tuple(
                Part(name, amount, _OTHERS[name])
                for name, amount in zip(TOGETHER[1:], amounts, strict=True)
                if abs(amount) > _HEARD
            )
    return [found[one] for one in wanted]


def reasons(parts: Sequence[Part], most: int = 4) -> tuple[Reason, ...]:
    """Return what spoke for a leaf, strongest first; a weight is its share of all that spoke for it."""
    total = sum(max(part.amount, 0.0) for part in parts) or 1.0
    found: dict[str, float] = {}
    for part in parts:
        if part.text and part.amount > _SMALL * total:
            found[part.text] = found.get(part.text, 0.0) + part.amount
    order = sorted(found, key=lambda text: -found[text])[:most]
    return tuple(Reason(text, round(found[text] / total, 3)) for text in order)


def words(engine: Engine, phrases: Sequence[int], leaf: int) -> list[str]:
    """Return those of ``phrases`` that speak for ``leaf``, strongest first."""
    scorer = engine.scorer
    weighed = [(float(scorer.phrases[n, leaf]), scorer.finder.phrases[n]) for n in dict.fromkeys(phrases)]
    return [phrase for weight, phrase in sorted(weighed, key=lambda x: (-x[0], x[1])) if weight > _FAINT]


class _Said:
    """How the features of one item are said."""

    def __init__(self, engine: Engine, found: Features, at: int, leaf: int) -> None:
        self._engine, self._leaf = engine, leaf
        self._named = engine.scorer.finder.phrases
        first = at * len(FIELDS)
        places = np.searchsorted(found.found.text, np.arange(first, first + len(FIELDS) + 1))
        self._phrases = {
            name: found.found.word[a:b].tolist()
            for name, a, b in zip(FIELDS, places, places[1:], strict=False)
        }

    def text(self, name: str) -> str:
        """Return what to say of a feature."""
        if name in _PLACES:
            return _quoted(_PLACES[name] + "有", words(self._engine, self._phrases[name], self._leaf))
        if name in _SPEAKS:
            fields = [field for field in _SPOKEN[name] if self._phrases[field]]
            found = [self._named[n] for field in fields or _INSTEAD[name] for n in self._phrases[field]]
            telling = self._engine.scorer.speech.telling(list(dict.fromkeys(found)), self._leaf)
            return self._head(name) + _quoted("，如", telling)
        return _OTHERS.get(name, "")

    def _head(self, name: str) -> str:
        """Return what is said of a way of speaking: with no more than a name, of that."""
        bare = not any(self._phrases[field] for field in ("title", "heads", "top", "body"))
        return "文件名的用语像这类材料" if bare and name != "speaks_near" else _SPEAKS[name]


def _quoted(before: str, found: Sequence[str]) -> str:
    return f"{before}“{'”“'.join(found[:_WORDS_SHOWN])}”" if found else ""


def passages(engine: Engine, found: Features, leaf: int) -> list[str]:
    """Return the words of an item, the only one of ``found``, that speak for ``leaf``, strongest first."""
    numbers = found.found.word.tolist()
    said = [engine.scorer.finder.phrases[n] for n in dict.fromkeys(numbers)]
    telling = engine.scorer.speech.telling(said, leaf)
    return list(dict.fromkeys([*words(engine, numbers, leaf), *telling]))
