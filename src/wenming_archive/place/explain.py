"""Reasons a person can read: which words, where they stand, and what each added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from wenming_archive.model import Reason
from wenming_archive.place import context, features, weights
from wenming_archive.place.engine import Engine, Look

PLACES = {
    "name": "文件名",
    "title": "题名",
    "heads": "小标题或表头",
    "top": "开头",
    "body": "正文",
    "near": "所在文件夹",
    "far": "上级文件夹",
}
_OTHERS = {
    "code_name": "文件名带有该指标的编号",
    "code_folder": "文件夹带有该指标的编号",
    "need": "该指标应备这类材料",
    "form": "材料的文种与指标名称相符",
    "unit": "出自该指标的牵头或配合单位",
    "around_picture": "同一文件夹的材料多属该指标",
    "around_text": "同一文件夹的材料多属该指标",
    "same_day": "同一天的材料属该指标",
    "below": "同一来源的材料常属该指标",
    "grams_short": "题名用语与该指标相近",
    "grams_long": "内容用语与该指标相近",
}
_WORDS_SHOWN = 3
#: A phrase of less weight is no reason.
_FAINT = 0.05


def reasons(engine: Engine, look: Look, leaf: int, most: int = 4) -> tuple[Reason, ...]:
    """Return what spoke for ``leaf``, strongest first; a weight is its share of the leaf's score."""
    parts = dict(_parts(look.rows[leaf]))
    total = sum(max(x, 0.0) for x in parts.values()) or 1.0
    found = []
    for name in sorted(parts, key=lambda n: -parts[n]):
        text = _said(engine, look, leaf, name)
        if text and parts[name] > 0.03 * total:
            found.append(Reason(text, round(parts[name] / total, 3)))
    return tuple(found[:most])


def words(engine: Engine, phrases: Iterable[str], leaf: int) -> list[str]:
    """Return those of ``phrases`` that speak for ``leaf``, strongest first."""
    amounts: dict[str, float] = defaultdict(float)
    for phrase in phrases:
        for n, weight in engine.scorer.profiles.weights.get(phrase, ()):
            if n == leaf and weight > _FAINT:
                amounts[phrase] += weight
    return sorted(amounts, key=lambda phrase: (-amounts[phrase], phrase))


def _parts(row: Sequence[float]) -> Iterator[tuple[str, float]]:
    """Yield what each feature added; shares and ranks are credited to the words behind them."""
    names = features.NAMES + context.NAMES
    for name, value in zip(names, row, strict=True):
        if name not in ("share", "best", "grams_best"):
            yield name, value * weights.TOGETHER[name]


def _said(engine: Engine, look: Look, leaf: int, name: str) -> str:
    if name in PLACES:
        found = words(engine, look.found[name], leaf)[:_WORDS_SHOWN]
        return f"{PLACES[name]}有“{'”“'.join(found)}”" if found else ""
    return _OTHERS.get(name, "")
