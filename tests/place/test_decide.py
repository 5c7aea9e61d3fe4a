"""File what is sure, ask about what is likely, leave the rest be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import CATALOGUE
from wenming_archive.catalogue import load
from wenming_archive.model import Guess, Placed, Status
from wenming_archive.place import decide
from wenming_archive.place.decide import Callings
from wenming_archive.settings import Boldness


def guesses(*sure: float) -> list[Guess]:
    return [Guess(f"Ⅰ-{n}", x) for n, x in enumerate(sure, 1)]


@pytest.mark.parametrize("boldness", Boldness)
def test_from_its_threshold_on_an_item_is_filed(boldness: Boldness) -> None:
    at = decide.FILE_AT[boldness]
    assert decide.placement(guesses(at), 0.0, boldness).status is Status.filed
    assert decide.placement(guesses(at - 0.001), 0.0, boldness).status is Status.review


@pytest.mark.parametrize(
    ("sure", "none", "status"),
    [
        (0.3, 0.4, Status.review),
        (0.3, 0.65, Status.unplaced),
        (0.16, 0.3, Status.review),
        (0.1, 0.1, Status.review),
        (0.1, 0.499, Status.review),
        (0.499, 0.5, Status.unplaced),
    ],
)
def test_what_is_likely_is_asked_about_and_the_rest_left_be(sure: float, none: float, status: Status) -> None:
    assert decide.placement(guesses(sure), none, Boldness.balanced).status is status


@given(st.lists(st.floats(0, 0.999), max_size=6), st.floats(0, 1))
def test_a_bolder_setting_files_all_a_more_careful_one_does(sure: list[float], none: float) -> None:
    found = guesses(*sorted(sure, reverse=True))
    made = [
        decide.placement(found, none, one) for one in (Boldness.careful, Boldness.balanced, Boldness.bold)
    ]
    filed = [one.status is Status.filed for one in made]
    assert filed == sorted(filed)
    assert len({one.indicators for one in made if one.status is Status.filed}) <= 1


def test_without_any_guess_an_item_is_unplaced() -> None:
    assert decide.placement([], 1.0, Boldness.bold).status is Status.unplaced


def test_what_cannot_be_read_is_never_filed_but_keeps_its_guesses() -> None:
    made = decide.placement(guesses(0.99), 0.0, Boldness.bold, readable=False)
    assert (made.status, [g.code for g in made.suggestions]) == (Status.unreadable, ["Ⅰ-1"])


def test_a_second_indicator_is_filed_only_when_the_item_calls_it() -> None:
    sure = guesses(0.86, 0.1, 0.04)
    alone = decide.placement(sure, 0.0, Boldness.bold)
    both = decide.placement(sure, 0.0, Boldness.bold, called={"Ⅰ-1", "Ⅰ-2"})
    assert [(p.code, p.role) for p in alone.indicators] == [("Ⅰ-1", "main")]
    assert [(p.code, p.role) for p in both.indicators] == [("Ⅰ-1", "main"), ("Ⅰ-2", "also")]
    assert [g.code for g in both.suggestions] == ["Ⅰ-3"]


def test_a_second_indicator_that_is_hardly_likely_is_not_filed_though_called() -> None:
    made = decide.placement(guesses(0.96, 0.02), 0.0, Boldness.bold, called={"Ⅰ-2"})
    assert [p.code for p in made.indicators] == ["Ⅰ-1"]


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


@given(st.lists(st.sampled_from(["Ⅰ-1", "Ⅱ-2", "Ⅸ-9"]), max_size=4), st.lists(st.floats(0, 1), max_size=6))
def test_whatever_the_program_thinks_a_persons_word_stands(codes: list[str], sure: list[float]) -> None:
    made = decide.by_person(codes, guesses(*sure), load.parse(CATALOGUE))
    known = [code for code in dict.fromkeys(codes) if code != "Ⅸ-9"]
    assert [p.code for p in made.indicators] == known
    assert all((p.by, p.confidence) == ("person", 1.0) for p in made.indicators)
    assert not {g.code for g in made.suggestions} & {*known}


def test_an_indicator_is_called_only_by_a_name_of_its_own() -> None:
    callings = Callings(load.parse(CATALOGUE))
    codes = ["Ⅰ-1", "Ⅰ-2", "Ⅱ-1"]
    assert callings.called("道德讲堂暨志愿服务总结", codes) == {"Ⅰ-1", "Ⅰ-2"}
    assert callings.called("道德讲堂暨志愿服务总结", codes[1:]) == {"Ⅰ-2"}
    assert callings.called("讲堂总结", codes) == set()


def test_a_name_that_two_indicators_have_calls_neither() -> None:
    text = "title: t\nindicators: [{code: '1', title: 志愿服务与队伍建设}, {code: '2', title: 志愿服务宣传片}, {code: '3', title: 志愿服务}]"
    callings = Callings(load.parse(text))
    assert callings.called("志愿服务总结", ["1", "2", "3"]) == set()
    assert callings.called("志愿服务宣传片脚本", ["1", "2", "3"]) == {"2"}
