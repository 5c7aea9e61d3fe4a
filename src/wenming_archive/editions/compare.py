"""Compare two editions of a catalogue: what is new, what goes, what was split, merged, moved or changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wenming_archive.catalogue.model import Catalogue, Indicator, Leaf, Unit
from wenming_archive.catalogue.scoring import Deduction, Veto
from wenming_archive.editions import changes, likeness, matching, pairing
from wenming_archive.editions.changes import Change
from wenming_archive.editions.matching import Tie

#: What two titles of a list must have in common to be the same, and two groups at all.
_SAME_TITLE, _SAME_GROUP = 0.4, 0.3
#: What a title says of a group beside the leaves below it.
_TITLE_SHARE = 0.4


@dataclass(frozen=True)
class Same:
    """An indicator that goes on, with what changed of it."""

    old: Leaf
    new: Leaf
    likeness: float
    changes: tuple[Change, ...]
    #: True when the group it stands under is not the one that carries its old group on.
    moved: bool
    #: False when so little is alike that a person should look at it.
    sure: bool = True


@dataclass(frozen=True)
class Split:
    """An indicator that became several, the one that carries most of it first."""

    old: Leaf
    news: tuple[Leaf, ...]


@dataclass(frozen=True)
class Merged:
    """Several indicators that became one, the one that it carries most of first."""

    olds: tuple[Leaf, ...]
    new: Leaf


@dataclass(frozen=True)
class Group:
    """An indicator above others that goes on, with what changed of it."""

    old: Indicator
    new: Indicator
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Listed:
    """A deduction or veto of either edition; ``None`` where it has none."""

    old: Deduction | Veto | None
    new: Deduction | Veto | None


@dataclass(frozen=True)
class UnitChange:
    """A unit of either edition; ``None`` where it has none."""

    old: Unit | None
    new: Unit | None
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Diff:
    """All that differs between two editions, each list in the order of the catalogue."""

    old: Catalogue
    new: Catalogue
    ties: tuple[Tie, ...]
    whole: tuple[Change, ...]
    groups: tuple[Group, ...]
    same: tuple[Same, ...]
    split: tuple[Split, ...]
    merged: tuple[Merged, ...]
    added: tuple[Leaf, ...]
    dropped: tuple[Leaf, ...]
    #: Every deduction and veto, paired; those that go on unchanged too.
    negative: tuple[Listed, ...]
    units: tuple[UnitChange, ...]

    @property
    def changed(self) -> list[Same]:
        """The indicators that go on, but not as they were."""
        return [one for one in self.same if one.changes or one.moved]

    @property
    def empty(self) -> bool:
        """Whether the editions say the same."""
        lists = (self.whole, self.groups, self.changed, self.split, self.merged, self.added, self.dropped)
        return not any(lists) and not self.units and all(one.old == one.new for one in self.negative)


def compare(old: Catalogue, new: Catalogue, told: Mapping[str, Sequence[str]] | None = None) -> Diff:
    """Return what changed from ``old`` to ``new``, matched by meaning.

    ``told`` are old codes of which a person said which new ones carry them on, or that none does.
    """
    ties = _told(matching.ties(old, new), old, new, told or {})
    groups = _groups(old, new, ties)
    parts: dict[str, list[Leaf]] = {leaf.code: [] for leaf in old.leaves}
    origins: dict[str, list[Leaf]] = {leaf.code: [] for leaf in new.leaves}
    for tie in sorted(ties, key=lambda tie: tie.part):
        parts[tie.old.code].append(tie.new)
        origins[tie.new.code].append(tie.old)
    single = [t for t in ties if len(parts[t.old.code]) == len(origins[t.new.code]) == 1]
    heads = {(one.code, other.code) for one, other in groups}
    return Diff(
        old,
        new,
        tuple(ties),
        tuple(changes.of_catalogues(old, new)),
        tuple(_group(one, other) for one, other in groups if changes.of_groups(one, other)),
        tuple(_same(tie, old, new, heads) for tie in single),
        tuple(Split(leaf, tuple(parts[leaf.code])) for leaf in old.leaves if len(parts[leaf.code]) > 1),
        tuple(Merged(tuple(origins[leaf.code]), leaf) for leaf in new.leaves if len(origins[leaf.code]) > 1),
        tuple(leaf for leaf in new.leaves if not origins[leaf.code]),
        tuple(leaf for leaf in old.leaves if not parts[leaf.code]),
        tuple(_listed(old.deductions, new.deductions)) + tuple(_listed(old.veto, new.veto)),
        tuple(_units(old, new)),
    )


def _told(
    ties: Iterable[Tie], old: Catalogue, new: Catalogue, told: Mapping[str, Sequence[str]]
) -> list[Tie]:
    """Return the ties with what a person said in place of what was found for the same indicators.

    What a person gives to an old indicator, no other has found any more; a person may give it to several.
    """
    given = {code for codes in told.values() for code in codes}
    kept = [tie for tie in ties if tie.old.code not in told and tie.new.code not in given]
    made = [
        Tie(old.by_code[one], new.by_code[code], 1.0, part=n > 0)
        for one, codes in told.items()
        for n, code in enumerate(codes)
    ]
    return sorted([*kept, *made], key=lambda tie: (tie.new.position, tie.part, tie.old.position))


def _same(tie: Tie, old: Catalogue, new: Catalogue, heads: set[tuple[str, str]]) -> Same:
    moved = _head(tie.old) != _head(tie.new) and (_head(tie.old), _head(tie.new)) not in heads
    found = tuple(changes.of_leaves(tie.old, tie.new, old, new))
    return Same(tie.old, tie.new, tie.likeness, found, moved, tie.sure)


def _head(leaf: Leaf) -> str:
    return leaf.ancestors[-1].code if leaf.ancestors else ""


def _group(old: Indicator, new: Indicator) -> Group:
    return Group(old, new, tuple(changes.of_groups(old, new)))


def _groups(old: Catalogue, new: Catalogue, ties: Sequence[Tie]) -> list[tuple[Indicator, Indicator]]:
    """Return which group carries which on: by the leaves below them, and by their titles."""
    olds, news = ([node for _, node in one.walk() if node.children] for one in (old, new))
    titles = [likeness.grams(node.title) for node in (*olds, *news)]
    below: Counter[tuple[str, str]] = Counter()
    sizes = [Counter(above.code for leaf in one.leaves for above in leaf.ancestors) for one in (old, new)]
    for tie in ties:
        below.update((a.code, b.code) for a in tie.old.ancestors for b in tie.new.ancestors)
    scores = {}
    for n, one in enumerate(olds):
        for m, other in enumerate(news):
            both = 2 * below[one.code, other.code] / (sizes[0][one.code] + sizes[1][other.code])
            title = _alike(titles[n], titles[len(olds) + m])
            score = (1 - _TITLE_SHARE) * min(1.0, both) + _TITLE_SHARE * title
            if score >= _SAME_GROUP:
                scores[n, m] = score
    return [(olds[n], news[m]) for n, m in pairing.best(scores)]


def _alike(one: likeness.Grams, other: likeness.Grams) -> float:
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def _listed(olds: Sequence[Deduction | Veto], news: Sequence[Deduction | Veto]) -> list[Listed]:
    """Return the rows of a list, paired by what they say."""
    pairs = dict(_paired([one.title for one in olds], [one.title for one in news]))
    origin = {m: n for n, m in pairs.items()}
    gone = [Listed(one, None) for n, one in enumerate(olds) if n not in pairs]
    return [Listed(olds[origin[m]] if m in origin else None, one) for m, one in enumerate(news)] + gone


def _units(old: Catalogue, new: Catalogue) -> list[UnitChange]:
    """Return the units that came, went or changed: the same by any of their names, or else by their id."""
    found: list[UnitChange] = []
    left = list(old.units)
    for unit in new.units:
        same = next((one for one in left if set(one.names) & set(unit.names)), None)
        same = same or next((one for one in left if one.id == unit.id), None)
        if same:
            left.remove(same)
        told = tuple(changes.of_units(same, unit)) if same else ()
        if told or same is None:
            found.append(UnitChange(same, unit, told))
    return [*found, *(UnitChange(one, None) for one in left)]


def _paired(olds: Sequence[str], news: Sequence[str]) -> list[tuple[int, int]]:
    left, right = [likeness.grams(one) for one in olds], [likeness.grams(one) for one in news]
    scores = {
        (n, m): alike
        for n, one in enumerate(left)
        for m, other in enumerate(right)
        if (alike := _alike(one, other)) >= _SAME_TITLE
    }
    return pairing.best(scores)
