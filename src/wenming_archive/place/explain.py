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
    "speaks_long": ("title", "heads", "top", "body", "name"),
    "speaks_near": ("near",),
}
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
    "around_picture": "同一文件夹的材料多属该指标",
    "around_text": "同一文件夹的材料多属该指标",
    "same_day": "同一天的材料属该指标",
    "alike": "名称相似的材料属该指标",
    "below": "同一来源的材料常属该指标",
    "taught_alike": "内容相近的材料由人工归入该指标",
    "taught_mistake": "按对相近材料的人工决定作了纠正",
    "taught_folder": "同一文件夹的材料由人工归入该指标",
    "taught_folder_mistake": "按对同一文件夹的人工决定作了纠正",
}
_WORDS_SHOWN = 3
#: A phrase of less weight, and a part of less than this share, is no reason.
_FAINT, _SMALL = 0.05, 0.03


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


def among(judged: Judged, n: int, leaf: int) -> tuple[Part, ...]:
    """Return what the neighbours of item ``n``, and people's decisions, say for ``leaf``."""
    columns = judged.columns(slice(n, n + 1))[1:]
    weights = judged.model.together[1:]
    return tuple(
        Part(name, float(column[0, leaf] * weight), _OTHERS[name])
        for name, column, weight in zip(TOGETHER[1:], columns, weights, strict=True)
        if column[0, leaf]
    )


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
            fields = _SPOKEN[name] if name != "speaks_short" or self._phrases["title"] else ("name",)
            found = [self._named[n] for field in fields for n in self._phrases[field]]
            telling = self._engine.scorer.speech.telling(list(dict.fromkeys(found)), self._leaf)
            return _SPEAKS[name] + _quoted("，如", telling)
        return _OTHERS.get(name, "")


def _quoted(before: str, found: Sequence[str]) -> str:
    return f"{before}“{'”“'.join(found[:_WORDS_SHOWN])}”" if found else ""


def passages(engine: Engine, found: Features, leaf: int) -> list[str]:
    """Return the words of an item, the only one of ``found``, that speak for ``leaf``, strongest first."""
    numbers = found.found.word.tolist()
    said = [engine.scorer.finder.phrases[n] for n in dict.fromkeys(numbers)]
    telling = engine.scorer.speech.telling(said, leaf)
    return list(dict.fromkeys([*words(engine, numbers, leaf), *telling]))
