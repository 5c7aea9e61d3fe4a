"""What was done by hand is told from the records and from what stands there."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.decisions import EMPTY
from wenming_archive.filing.hands import Act, Answer, Hand, Scene, detect, usual
from wenming_archive.filing.plan import Stands
from wenming_archive.index import Copy

A, B, C, X = "a" * 64, "b" * 64, "c" * 64, "e" * 64
CODES = {"Ⅰ/Ⅰ-1 讲堂": "Ⅰ-1", "Ⅰ/Ⅰ-2 服务": "Ⅰ-2", "Ⅱ/Ⅱ-1 卫生": "Ⅱ-1"}
ONE, TWO, THREE = CODES


def scene(
    before: Mapping[str, str],
    now: Mapping[str, str],
    known: Collection[str] = (A, B, C),
    sources: Collection[str] = (A, B, C),
    unsure: Collection[str] = (),
) -> Scene:
    """Return what is seen when the program left the contents ``before``, and ``now`` others stand there."""
    records = {target: Copy(target, sha256, 1, 1) for target, sha256 in before.items()}
    stands = {
        t: Stands(t, s if s in (before.get(t), "") else None, s == before.get(t)) for t, s in now.items()
    }
    return Scene(stands, records, CODES, known, sources, now.__getitem__, unsure)


def done(
    before: Mapping[str, str], now: Mapping[str, str], unsure: Collection[str] = ()
) -> list[tuple[str, str, str]]:
    """Return act, place and former place of each hand."""
    return [(hand.act.value, hand.target, hand.before) for hand in detect(scene(before, now, unsure=unsure))]


def test_what_stands_as_it_was_left_was_touched_by_no_hand() -> None:
    assert done({f"{ONE}/1": A, f"{TWO}/1": B}, {f"{ONE}/1": A, f"{TWO}/1": B}) == []


def test_a_copy_of_another_time_but_the_same_content_was_not_touched() -> None:
    """All times are new when a workspace was copied to another disk."""
    seen = Scene({"x": Stands("x", None, False)}, {"x": Copy("x", A, 1, 1)}, CODES, (A,), (A,), lambda _: A)
    assert detect(seen) == []


@pytest.mark.parametrize(
    ("target", "act", "code"),
    [
        (f"{TWO}/1", "moved", "Ⅰ-2"),
        (f"{TWO}/别的名称.docx", "moved", "Ⅰ-2"),
        (f"{TWO}/又一层/再一层/1", "moved", "Ⅰ-2"),
        (f"{ONE}/新名", "renamed", "Ⅰ-1"),
        (f"{ONE}/里面/1", "renamed", "Ⅰ-1"),
        ("_撤下/1", "withdrawn", ""),
        ("1", "misplaced", ""),
        ("Ⅰ/1", "misplaced", ""),
    ],
)
def test_a_copy_that_stands_elsewhere_was_moved(target: str, act: str, code: str) -> None:
    found = detect(scene({f"{ONE}/1": A}, {target: A}))
    assert found == [Hand(Act(act), target, A, code, f"{ONE}/1", "Ⅰ-1")]


def test_a_whole_folder_is_moved_file_by_file() -> None:
    before = {f"{ONE}/1": A, f"{ONE}/2": B}
    now = {f"{TWO}/Ⅰ-1 讲堂/1": A, f"{TWO}/Ⅰ-1 讲堂/2": B}
    assert [act for act, *_ in done(before, now)] == ["moved", "moved"]


@pytest.mark.parametrize(("known", "act"), [((A,), "copied"), ((), "added")])
def test_a_further_file_is_a_copy_or_new_evidence(known: tuple[str, ...], act: str) -> None:
    found = detect(scene({}, {f"{TWO}/1": A}, known=known))
    assert found == [Hand(Act(act), f"{TWO}/1", A, "Ⅰ-2")]


def test_a_further_file_in_no_indicators_folder_is_nothing() -> None:
    assert done({f"{ONE}/1": A}, {f"{ONE}/1": A, "1": B, "Ⅰ/2": A, "_撤下/3": X}) == []


def test_of_two_missing_copies_the_one_of_the_same_folder_was_renamed() -> None:
    before = {f"{ONE}/1": A, f"{TWO}/1": A}
    assert done(before, {f"{TWO}/新": A}) == [
        ("deleted", f"{ONE}/1", f"{ONE}/1"),
        ("renamed", f"{TWO}/新", f"{TWO}/1"),
    ]
    both = {f"{TWO}/新": A, f"{THREE}/新": A}
    assert done(before, both) == [
        ("renamed", f"{TWO}/新", f"{TWO}/1"),
        ("moved", f"{THREE}/新", f"{ONE}/1"),
    ]


def test_a_missing_copy_was_deleted() -> None:
    (hand,) = detect(scene({f"{ONE}/1": A}, {}))
    assert hand == Hand(Act.deleted, f"{ONE}/1", A, "Ⅰ-1", f"{ONE}/1", "Ⅰ-1")
    assert not hand.last and usual([hand]) == {hand: Answer.restore}


def test_another_content_in_its_place_is_a_changed_copy() -> None:
    (hand,) = detect(scene({f"{ONE}/1": A}, {f"{ONE}/1": X}))
    assert hand == Hand(Act.changed, f"{ONE}/1", X, "Ⅰ-1", f"{ONE}/1", "Ⅰ-1", A)
    assert usual([hand]) == {hand: Answer.leave}


def test_what_is_nowhere_else_is_marked_and_its_change_is_followed() -> None:
    deleted, changed = detect(scene({f"{ONE}/1": A, f"{ONE}/2": B}, {f"{ONE}/2": X}, sources=()))
    assert (deleted.act, deleted.last, changed.act, changed.last) == ("deleted", True, "changed", True)
    assert usual([deleted, changed]) == {deleted: Answer.restore, changed: Answer.follow}


def test_what_no_item_stands_for_is_nobodys_last() -> None:
    (hand,) = detect(scene({f"{ONE}/1": A}, {f"{ONE}/1": X}, known=(), sources=()))
    assert not hand.last and usual([hand]) == {hand: Answer.leave}


@pytest.mark.parametrize("other", [f"{TWO}/1", "_撤下/1", "别处"])
def test_a_second_copy_anywhere_is_enough(other: str) -> None:
    before = {f"{ONE}/1": A, other: A}
    assert [hand.last for hand in detect(scene(before, {other: A}, sources=()))] == [False]


def test_what_was_changed_into_a_content_that_stands_elsewhere_too_is_changed() -> None:
    before = {f"{ONE}/1": A, f"{ONE}/2": B}
    assert done(before, {f"{ONE}/1": A, f"{ONE}/2": A}) == [("changed", f"{ONE}/2", f"{ONE}/2")]


def test_two_copies_that_changed_places_were_both_moved() -> None:
    before = {f"{ONE}/1": A, f"{TWO}/1": B}
    assert done(before, {f"{ONE}/1": B, f"{TWO}/1": A}) == [
        ("moved", f"{ONE}/1", f"{TWO}/1"),
        ("moved", f"{TWO}/1", f"{ONE}/1"),
    ]


def test_copies_that_changed_names_in_a_circle_were_renamed() -> None:
    before = {f"{ONE}/{n}": sha for n, sha in enumerate((A, B, C))}
    now = {f"{ONE}/{n}": sha for n, sha in enumerate((C, A, B))}
    assert [(act, target[-1], place[-1]) for act, target, place in done(before, now)] == [
        ("renamed", "0", "2"),
        ("renamed", "1", "0"),
        ("renamed", "2", "1"),
    ]


def test_a_copy_moved_over_another_leaves_that_one_deleted() -> None:
    before = {f"{ONE}/1": A, f"{TWO}/1": B}
    assert done(before, {f"{TWO}/1": A}) == [
        ("deleted", f"{TWO}/1", f"{TWO}/1"),
        ("moved", f"{TWO}/1", f"{ONE}/1"),
    ]


def test_a_new_file_where_a_moved_copy_stood_is_no_change_of_that() -> None:
    assert done({f"{ONE}/1": A}, {f"{ONE}/1": X, f"{TWO}/1": A}) == [
        ("added", f"{ONE}/1", ""),
        ("moved", f"{TWO}/1", f"{ONE}/1"),
    ]


def test_a_link_or_folder_in_the_place_of_a_copy_is_no_content() -> None:
    assert done({f"{ONE}/1": A}, {f"{ONE}/1": ""}) == [("deleted", f"{ONE}/1", f"{ONE}/1")]
    assert done({}, {f"{ONE}/1": ""}) == []


def test_empty_files_are_all_alike_and_say_nothing() -> None:
    assert done({f"{ONE}/1": EMPTY}, {}) == []
    assert done({f"{ONE}/1": EMPTY}, {f"{TWO}/1": EMPTY}) == []
    assert done({f"{ONE}/1": EMPTY}, {f"{ONE}/1": A})[0][0] == "changed"
    assert done({f"{ONE}/1": A}, {f"{ONE}/1": EMPTY})[0][0] == "changed"


def test_of_what_a_run_that_was_cut_off_meant_to_move_nothing_is_said() -> None:
    before, now = {f"{ONE}/1": A, f"{ONE}/2": B, f"{ONE}/3": C}, {f"{TWO}/1": A, f"{TWO}/2": B, f"{ONE}/3": X}
    assert done(before, now, unsure={A, C}) == [("moved", f"{TWO}/2", f"{ONE}/2")]


def test_what_lies_aside_or_in_no_folder_is_not_even_read() -> None:
    seen = scene({f"{ONE}/1": A}, {f"{ONE}/1": A, "大.mp4": X, "_撤下/大.mp4": X, ".移动中/x": X})

    def refuse(target: str) -> str:
        raise AssertionError(target)

    assert detect(Scene(seen.stands, seen.records, CODES, (A,), (A,), refuse)) == []


places = st.sampled_from([f"{folder}/{n}" for folder in (ONE, TWO, "_撤下", "") for n in (1, 2)])
contents = st.sampled_from([A, B, C])
folders = st.dictionaries(places, contents)


@given(folders, folders)
def test_the_hands_account_for_every_difference(before: dict[str, str], now: dict[str, str]) -> None:
    """Who does again what the hands did comes to what stands there; what lies beside is nobody's."""
    found = detect(scene(before, now, known={*before.values()}))
    there = dict(before)
    for hand in found:
        if hand.before:
            there.pop(hand.before, None)
    there |= {hand.target: hand.sha256 for hand in found if hand.act is not Act.deleted}
    beside = {t for t in now if t not in there and not t.startswith(tuple(CODES))}
    assert there == {target: sha for target, sha in now.items() if target not in beside}
    once = [hand.target for hand in found if hand.act is not Act.deleted]
    left = [hand.before for hand in found if hand.before]
    assert len({*once}) == len(once) and len({*left}) == len(left)


@given(folders, folders)
def test_nothing_is_lost_by_the_usual_answers(before: dict[str, str], now: dict[str, str]) -> None:
    answers = usual(detect(scene(before, now, sources=())))
    for hand, answer in answers.items():
        assert answer is not Answer.follow or hand.act is not Act.deleted
        assert answer is not Answer.restore or hand.act is not Act.changed
