"""File what is sure, ask about what is likely, leave the rest be."""

from __future__ import annotations

import pytest

from builders import CATALOGUE
from wenming_archive.catalogue import load
from wenming_archive.model import Guess, Placed, Status
from wenming_archive.place import decide
from wenming_archive.settings import Boldness


def guesses(*sure: float) -> list[Guess]:
    return [Guess(f"Ⅰ-{n}", x) for n, x in enumerate(sure, 1)]


@pytest.mark.parametrize(
    ("sure", "none", "boldness", "status"),
    [
        (0.95, 0.02, Boldness.careful, Status.filed),
        (0.85, 0.02, Boldness.careful, Status.review),
        (0.85, 0.02, Boldness.balanced, Status.filed),
        (0.7, 0.02, Boldness.balanced, Status.review),
        (0.7, 0.02, Boldness.bold, Status.filed),
        (0.3, 0.4, Boldness.balanced, Status.review),
        (0.3, 0.65, Boldness.balanced, Status.unplaced),
        (0.1, 0.1, Boldness.balanced, Status.unplaced),
    ],
)
def test_sureness_decides(sure: float, none: float, boldness: Boldness, status: Status) -> None:
    assert decide.placement(guesses(sure), none, boldness).status is status


def test_without_any_guess_an_item_is_unplaced() -> None:
    assert decide.placement([], 1.0, Boldness.bold).status is Status.unplaced


def test_what_cannot_be_read_is_never_filed_but_keeps_its_guesses() -> None:
    made = decide.placement(guesses(0.99), 0.0, Boldness.bold, readable=False)
    assert (made.status, [g.code for g in made.suggestions]) == (Status.unreadable, ["Ⅰ-1"])


def test_a_second_indicator_is_filed_only_when_the_item_calls_it() -> None:
    sure = guesses(0.85, 0.1, 0.04)
    alone = decide.placement(sure, 0.0, Boldness.balanced)
    both = decide.placement(sure, 0.0, Boldness.balanced, called={"Ⅰ-1", "Ⅰ-2"})
    assert [(p.code, p.role) for p in alone.indicators] == [("Ⅰ-1", "main")]
    assert [(p.code, p.role) for p in both.indicators] == [("Ⅰ-1", "main"), ("Ⅰ-2", "also")]
    assert [g.code for g in both.suggestions] == ["Ⅰ-3"]


def test_at_most_five_suggestions_best_first() -> None:
    made = decide.placement(guesses(0.2, 0.15, 0.14, 0.13, 0.12, 0.11), 0.1, Boldness.balanced)
    assert [g.code for g in made.suggestions] == ["Ⅰ-1", "Ⅰ-2", "Ⅰ-3", "Ⅰ-4", "Ⅰ-5"]


def test_a_persons_word_stands_in_the_order_given() -> None:
    made = decide.by_person(["Ⅰ-2", "Ⅰ-1", "Ⅰ-2"], guesses(0.9, 0.05), load.parse(CATALOGUE))
    assert made.indicators == (
        Placed("Ⅰ-2", "main", 1.0, "person", ("由人工指定",)),
        Placed("Ⅰ-1", "also", 1.0, "person", ("由人工指定",)),
    )


def test_an_assignment_to_a_code_that_is_gone_is_asked_about_again() -> None:
    assert decide.by_person(["Ⅸ-9"], guesses(0.9), load.parse(CATALOGUE)).status is Status.review
