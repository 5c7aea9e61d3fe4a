"""Decisions teach: by likeness and by folder, about others and never about themselves."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from wenming_archive.place import topics
from wenming_archive.place.context import Trait
from wenming_archive.place.lessons import NAMES, Lessons, Taught
from wenming_archive.place.ngrams import unit

LEAVES = 3
#: Two that are about the same, one that is about something else, one about nothing.
ABOUT = ("清明祭扫英烈", "清明祭扫英烈", "食堂消毒记录", "x")
#: As if each rested on a long text: likeness is then that of their directions alone.
TOPICS = np.rint(unit(topics.of(ABOUT)) * 127).astype(np.int8)
APART = tuple(Trait((str(n),), "", None, picture=False) for n in range(4))
Table = list[list[float]]


def lessons(
    decided: dict[int, list[int]], said: Table | None = None, traits: tuple[Trait, ...] = APART
) -> Lessons:
    """Return what was decided of some of the items; the program had ``said`` what it was sure of."""
    true = np.zeros((len(decided), LEAVES), np.float32)
    for n, leaves in enumerate(decided.values()):
        true[n, leaves] = 1
    before = np.array(said or np.zeros_like(true), np.float32).reshape(len(decided), LEAVES)
    items = np.array([*decided], np.int64)
    return Lessons(items, true, before, TOPICS[items], tuple(traits[n] for n in decided))


def columns(taught: Lessons, traits: tuple[Trait, ...] = APART) -> dict[str, NDArray[np.float32]]:
    found = Taught(taught, traits, TOPICS).columns(slice(0, 4))
    assert all(column.shape == (4, LEAVES) for column in found)
    return dict(zip(NAMES, found, strict=True))


def test_without_decisions_nothing_is_taught() -> None:
    assert not any(column.any() for column in columns(lessons({})).values())


def test_what_is_about_the_same_follows_and_what_is_not_does_not() -> None:
    found = columns(lessons({0: [2]}))["taught_alike"]
    assert found[1, 2] > 0.7 and not found[1, :2].any()
    assert found[2, 2] < 0.1 and found[3, 2] == 0


def test_what_rests_on_little_text_follows_less() -> None:
    short = TOPICS.copy()
    short[1] //= 2
    whole, half = (Taught(lessons({0: [2]}), APART, about).columns(slice(0, 4)) for about in (TOPICS, short))
    for full, less in zip(whole[:2], half[:2], strict=True):
        assert 0 < less[1, 2] < full[1, 2] / 2


@given(
    st.dictionaries(st.integers(0, 3), st.lists(st.integers(0, 2), unique=True), min_size=1, max_size=1),
    st.lists(st.floats(0, 0.25, width=32), min_size=3, max_size=3),
)
def test_a_lesson_never_speaks_of_itself(decided: dict[int, list[int]], said: list[float]) -> None:
    together = tuple(Trait(("根",), "", None, picture=False) for _ in range(4))
    (item,) = decided
    for column in columns(lessons(decided, [said], together), together).values():
        assert not column[item].any()


def test_a_mistake_takes_from_what_was_said_and_gives_to_what_is_true() -> None:
    found = columns(lessons({0: [2]}, [[0.9, 0.0, 0.1]]))["taught_mistake"]
    assert found[1, 0] < -0.7 and found[1, 2] > 0.7 and found[1, 1] == 0


def test_where_the_program_was_right_there_is_little_to_correct() -> None:
    found = columns(lessons({0: [2]}, [[0.0, 0.0, 1.0]]))
    assert abs(found["taught_mistake"]).max() < 1e-6 and found["taught_alike"][1, 2] > 0.7


def test_what_belongs_nowhere_speaks_against_all_and_for_none() -> None:
    found = columns(lessons({0: []}, [[0.6, 0.3, 0.0]]))
    assert not found["taught_alike"].any()
    assert (found["taught_mistake"][1, :2] < 0).all() and found["taught_mistake"][1, 2] == 0


def test_a_folder_hears_of_its_own_lessons_only() -> None:
    traits = (APART[0], APART[1], APART[2], APART[0])
    found = columns(lessons({0: [1]}, [[0.4, 0.0, 0.0]], traits), traits)
    assert found["taught_folder"][3].tolist() == [0, 0.25, 0]
    assert found["taught_folder_mistake"][3] == pytest.approx([-0.1, 0.25, 0])
    assert not found["taught_folder"][:3].any()


def test_more_lessons_say_more() -> None:
    together = tuple(Trait(("根",), "", None, picture=False) for _ in range(4))
    one = columns(lessons({0: [1]}, None, together), together)["taught_folder"][3, 1]
    two = columns(lessons({0: [1], 1: [1]}, None, together), together)["taught_folder"][3, 1]
    assert one < two < 1


def of_another_year(*folders: str) -> Lessons:
    """Return a lesson like the first item's, which lay in ``folders``."""
    known = lessons({0: [1]})
    trait = Trait(("", *folders), "", None, picture=False)
    return Lessons(np.array([-1]), known.true, known.said, known.topics, (trait,))


def test_a_lesson_of_another_year_speaks_of_every_item() -> None:
    found = columns(of_another_year())
    assert found["taught_alike"][0, 1] == found["taught_alike"][1, 1] > 0.7
    assert not found["taught_folder"].any()


@pytest.mark.parametrize(
    ("then", "now", "kin"),
    [
        (("2022年", "三会一课"), ("2023年", "三会一课"), True),
        (("三会一课",), ("2023年", "三会一课"), True),
        (("2022年12月 工会",), ("工会",), True),
        (("2022年", "三会一课"), ("2023年", "党课"), False),
        (("三会一课",), ("党办", "三会一课"), False),
        (("2022年",), ("2023年",), False),
        ((), (), False),
    ],
)
def test_a_folder_named_alike_every_year_hears_of_the_last(
    then: tuple[str, ...], now: tuple[str, ...], kin: bool
) -> None:
    traits = (Trait(("/根", *now), "", None, picture=False), *APART[1:])
    found = columns(of_another_year(*then), traits)["taught_folder"]
    assert bool(found[0].any()) is kin and not found[1:].any()


@given(st.dictionaries(st.integers(0, 3), st.lists(st.integers(0, 2), unique=True), max_size=4))
def test_what_is_taught_is_the_same_however_many_are_asked_about_at_once(
    decided: dict[int, list[int]],
) -> None:
    known = lessons(decided)
    whole = Taught(known, APART, TOPICS).columns(slice(0, 4))
    for n in range(4):
        for column, row in zip(whole, Taught(known, APART, TOPICS).columns(slice(n, n + 1)), strict=True):
            assert column[n] == pytest.approx(row[0], abs=1e-5)
