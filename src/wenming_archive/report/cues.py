"""What speaks for an indicator in running text: weighted words, and what its standard is written in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from wenming_archive.report.passages import folded

_HANZI = re.compile(r"[\u3400-\u9fff]")
#: Pairs of signs that every standard has.
_EVERYWHERE = (
    "工作 开展 加强 建设 活动 情况 管理 组织 落实 制度 单位 有关 相关 以上 进行 要求 积极 定期 认真 "
    "做好 健全 完善 广泛 深入 推进 提高 提升 通过 方案 计划 总结 记录 材料 人员 群众 干部 职工 社会 "
    "文明 创建 服务 教育 学习 宣传 机制 领导 每年 重点 内容 形式 作用 责任 能力 水平 发挥"
)
_COMMON = frozenset(_EVERYWHERE.split())


@dataclass(frozen=True)
class Cues:
    """The words that speak for one indicator, in the form for comparing, and how much each does."""

    words: Mapping[str, float]
    #: What its standard, title and needs are written in, pair by pair.
    pairs: frozenset[str] = frozenset()
    #: The same of its title alone.
    named: frozenset[str] = frozenset()
    _sizes: dict[str, list[int]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        sizes: dict[str, set[int]] = {}
        for word in self.words:
            sizes.setdefault(word[:2], set()).add(len(word))
        object.__setattr__(
            self, "_sizes", {start: sorted(some, reverse=True) for start, some in sizes.items()}
        )

    def found(self, text: str) -> dict[str, float]:
        """Return the words that stand in ``text`` with what they weigh, longer ones before those in them."""
        seen: dict[str, float] = {}
        free = 0
        for at in range(len(text) - 1):
            if at < free:
                continue
            for size in self._sizes.get(text[at : at + 2], ()):
                word = text[at : at + size]
                if word in self.words:
                    seen[word] = self.words[word]
                    free = at + size
                    break
        return seen

    def without(self, text: str) -> str:
        """Return ``text`` without the words that speak for the indicator: 志愿服务 is no deed yet."""
        for word in self.found(text):
            text = text.replace(word, "")
        return text

    def with_words(self, words: Mapping[str, float]) -> Cues:
        """Return the same with more words that speak for the indicator."""
        return Cues({**self.words, **words}, self.pairs, self.named)

    def weight(self, text: str) -> float:
        """Return how much ``text`` speaks for the indicator."""
        shared = {text[n : n + 2] for n in range(len(text) - 1)} & self.pairs
        named = min(0.6, 0.3 * len(shared & self.named))
        return sum(self.found(text).values()) + named + min(0.8, 0.1 * len(shared))


def cues(title: str, words: Mapping[str, float], texts: Iterable[str]) -> Cues:
    """Return what speaks for an indicator: weighted ``words``, its title, the ``texts`` that tell of it."""
    named = pairs(folded(title))
    said = frozenset(pair for text in texts for pair in pairs(folded(text)))
    return Cues({word: weight for word, weight in words.items() if len(word) > 1}, said | named, named)


def pairs(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring hanzi in a text, those that say nothing apart."""
    found = {text[n : n + 2] for n in range(len(text) - 1)} - _COMMON
    return frozenset(pair for pair in found if len(_HANZI.findall(pair)) == 2)
