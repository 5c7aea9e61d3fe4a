"""What the cells of a column look like: numbers, names of units, methods, titles or sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from wenming_archive.published import markers, values
from wenming_archive.published.words import Role

#: From so many signs on a cell is a sentence and no title.
SENTENCE = 15
_ORGAN = re.compile(
    r"^(各|全|市|县|区|镇|乡|街道|局|党|团|院|校)?.{0,18}(局|委|办|办公室|科|股|部|处|室|中心|队|会|所|院|校|站|公司|小学|中学|学院|单位|部门|工会|团委|妇联|街道|乡镇|社区|银行|支行|集团|组|系|馆|厂|县|区|镇|乡|村)$"
)


def guess(texts: Sequence[str]) -> Role:
    """Return what a column is by what it holds."""
    if not texts:
        return Role.blank
    if share(texts, lambda t: values.number(t) is not None, 0.8):
        numbers = [values.number(text) or 0 for text in texts]
        running = len(numbers) > 2 and numbers == [numbers[0] + n for n in range(len(numbers))]
        return Role.number if running else Role.score
    if share(texts, lambda t: markers.alone(t) is not None, 0.8):
        return Role.number
    if share(texts, values.is_methods, 0.8) and length(texts) <= 24:
        return Role.methods
    if share(texts, is_units, 0.8):
        return Role.units
    return Role.standard if length(texts) >= SENTENCE else Role.level


def is_number(text: str) -> bool:
    """Say whether a text is a number of points and no words."""
    return re.fullmatch(r"[\s\d.．+＋—~-]+分?\s*", text) is not None


def are_demands(texts: Sequence[str]) -> bool:
    """Say whether the texts of a column say what is to be done, and not what costs how many points."""
    costs = share(texts, lambda text: re.search(r"扣|[得加减]\s*\d|不给分|\d\s*分", text), 0.3)
    return bool(texts) and length(texts) >= SENTENCE and not costs


def is_units(text: str) -> bool:
    """Say whether a text is nothing but names of units."""
    parts = [part for part in re.split(r"[、，,;；\s]+", text) if part]
    return bool(parts) and all(_ORGAN.match(part) for part in parts)


def share(texts: Sequence[str], holds: object, least: float) -> bool:
    """Say whether something holds of so large a share of the texts."""
    assert callable(holds)
    return sum(bool(holds(text)) for text in texts) >= least * len(texts)


def length(texts: Sequence[str]) -> float:
    """Return how long the texts mostly are."""
    return median(len(text) for text in texts)


def are_sentences(texts: Sequence[str]) -> bool:
    """Say whether the cells of a column say what is to be done, and are no titles."""
    return bool(texts) and (
        length(texts) >= SENTENCE or share(texts, lambda t: re.search("[，；。]", t), 0.5)
    )
