"""Tests of the module at the same path in the sources."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.filing.plan import ASIDE, STAGING, Care, Plan, Stands, Step, Want, plan

A, B, C = "a" * 64, "b" * 64, "c" * 64


def want(target: str, sha256: str, source: str = "/源/x") -> Want:
    return Want(target, sha256, 1, Path(source) if source else None)


def stands(**files: tuple[str | None, bool]) -> dict[str, Stands]:
    return {name: Stands(name, sha256, ours) for name, (sha256, ours) in files.items()}


def planned(
    wanted: list[Want],
    standing: dict[str, Stands],
    sources: Collection[str] = (A, B, C),
    found: str = "",
    care: Care | None = None,
) -> Plan:
    return plan(wanted, standing, sources, lambda _: found, care)


def test_what_is_missing_is_copied() -> None:
    assert planned([want("1", A)], {}).steps == (Step("copy", "1", A, "/源/x"),)


def test_what_stands_rightly_is_left() -> None:
    assert planned([want("1", A)], stands(**{"1": (A, True)})).steps == ()


def test_a_second_place_is_a_link_to_the_first() -> None:
    made = planned([want("1", A), want("2", A)], {})
    assert made.steps == (Step("copy", "1", A, "/源/x"), Step("link", "2", A, "1"))
    assert made.targets == {A: ("1", "2")}


def test_a_copy_that_changes_its_place_is_moved() -> None:
    assert planned([want("2", A)], stands(**{"1": (A, True)})).steps == (Step("move", "2", A, "1"),)


def test_moves_that_follow_one_another_are_put_in_order() -> None:
    made = planned([want("2", A), want("3", B)], stands(**{"1": (A, True), "2": (B, True)}))
    assert made.steps == (Step("move", "3", B, "2"), Step("move", "2", A, "1"))


def test_moves_in_a_circle_go_over_a_third_place() -> None:
    made = planned([want("2", A), want("1", B)], stands(**{"1": (A, True), "2": (B, True)}))
    assert [(s.act, s.sha256) for s in made.steps] == [("move", A), ("move", B), ("move", A)]
    assert made.steps[1] == Step("move", "1", B, "2")
    assert made.steps[2].target == "2" and made.steps[2].origin == made.steps[0].target


def test_a_copy_nobody_wants_is_removed_while_its_source_is_there() -> None:
    assert planned([], stands(**{"1": (A, True)})).steps == (Step("remove", "1", A, "1"),)


def test_the_last_copy_of_a_lost_source_is_set_aside_and_never_removed() -> None:
    made = planned([], stands(**{"甲/1.docx": (A, True)}), sources=())
    assert made.steps == (Step("move", f"{ASIDE}/1.docx", A, "甲/1.docx"),)


def test_what_was_set_aside_stays_there() -> None:
    assert planned([], stands(**{f"{ASIDE}/1.docx": (A, True)}), sources=()).steps == ()


def test_what_was_set_aside_comes_back_when_it_is_wanted() -> None:
    made = planned([want("1", A, "")], stands(**{f"{ASIDE}/1.docx": (A, True)}), sources=())
    assert made.steps == (Step("move", "1", A, f"{ASIDE}/1.docx"),)


def test_a_file_that_is_not_ours_is_never_touched() -> None:
    made = planned([want("甲.docx", A)], stands(**{"甲.docx": (None, False)}), found=B)
    assert made.steps == (Step("copy", "甲 (2).docx", A, "/源/x"),)
    assert made.foreign == ("甲.docx",)


def test_a_file_with_the_right_content_is_taken_for_ours() -> None:
    """The index was deleted, or the run was killed before it could record the copy."""
    made = planned([want("甲.docx", A)], stands(**{"甲.docx": (None, False)}), found=A)
    assert made.steps == () and made.foreign == ()


def test_what_nobody_can_supply_is_told() -> None:
    lost = want("1", A, "")
    assert planned([lost], {}, sources=()).lost == (lost,)


def _carried_out(made: Plan, standing: dict[str, str]) -> dict[str, str]:
    disk = dict(standing)
    for step in made.steps:
        if step.act == "remove":
            del disk[step.target]
            continue
        assert step.target not in disk, "a step would overwrite"
        if step.act == "move":
            assert disk.pop(step.origin) == step.sha256
        elif step.act == "link":
            assert disk[step.origin] == step.sha256
        disk[step.target] = step.sha256
    return disk


contents = st.sampled_from([A, B, C])
places = st.sampled_from([f"{n}" for n in range(6)])


@given(st.dictionaries(places, contents), st.dictionaries(places, contents))
def test_from_any_state_the_plan_leads_to_what_is_wanted(
    before: dict[str, str], after: dict[str, str]
) -> None:
    wanted = [want(target, sha256) for target, sha256 in after.items()]
    made = planned(wanted, stands(**{t: (s, True) for t, s in before.items()}))
    assert _carried_out(made, before) == after


@given(st.dictionaries(places, contents), st.dictionaries(places, contents))
def test_carried_out_once_there_is_nothing_left_to_do(before: dict[str, str], after: dict[str, str]) -> None:
    wanted = [want(target, sha256) for target, sha256 in after.items()]
    made = planned(wanted, stands(**{t: (s, True) for t, s in before.items()}))
    then = _carried_out(made, before)
    assert planned(wanted, stands(**{t: (s, True) for t, s in then.items()})).steps == ()


@pytest.mark.parametrize("keep", [(), (A,)])
@given(st.dictionaries(places, contents), st.dictionaries(places, contents))
def test_no_content_is_ever_lost(
    keep: tuple[str, ...], before: dict[str, str], after: dict[str, str]
) -> None:
    wanted = [want(t, s, "/源" if s in keep else "") for t, s in after.items()]
    made = planned(wanted, stands(**{t: (s, True) for t, s in before.items()}), sources=keep)
    left = set(_carried_out(made, before).values()) | set(keep)
    assert set(before.values()) <= left


@pytest.mark.parametrize(("one", "other"), [("甲/a.txt", "甲/A.txt"), ("e\u0301", "é"), ("Ab/x", "aB/x")])
def test_a_name_that_changes_in_case_or_form_alone_goes_over_a_third_place(one: str, other: str) -> None:
    made = planned([want(other, A)], stands(**{one: (A, True)}))
    assert [(s.act, s.origin.startswith(STAGING), s.target == other) for s in made.steps] == [
        ("move", False, False),
        ("move", True, True),
    ]


def test_a_copy_waits_until_one_that_some_disk_takes_for_it_has_gone() -> None:
    made = planned([want("A", A), want("c", B)], stands(**{"b": (A, True), "a": (B, True)}))
    assert made.steps == (Step("move", "c", B, "a"), Step("move", "A", A, "b"))


@pytest.mark.parametrize("theirs", ["甲/方案.TXT", "甲/方案.txt"])
def test_a_copy_gives_way_to_somebody_s_file_even_in_other_case(theirs: str) -> None:
    made = planned([want("甲/方案.txt", A)], stands(**{theirs: (B, False)}))
    assert made.steps == (Step("copy", "甲/方案 (2).txt", A, "/源/x"),)


def test_two_that_are_set_aside_never_share_a_name() -> None:
    made = planned([], stands(**{"甲/a.txt": (A, True), "乙/A.txt": (B, True)}), sources=())
    assert sorted(step.target for step in made.steps) == [f"{ASIDE}/A (2).txt", f"{ASIDE}/a.txt"]


# -- what is left for people


def test_a_missing_copy_that_waits_for_a_person_is_not_made_anew() -> None:
    made = planned([want("1", A), want("2", B)], {}, care=Care(held={"1": A}))
    assert made.steps == (Step("copy", "2", B, "/源/x"),)
    assert made.held == ("1",) and made.targets == {B: ("2",)} and made.lost == ()


def test_a_copy_that_stands_is_kept_and_moved_while_another_of_its_content_waits() -> None:
    care = Care(held={"1": A})
    standing = stands(**{"2": (A, True)})
    made = planned([want("1", A), want("2", A)], standing, care=care)
    assert made.steps == () and made.targets == {A: ("2",)}


def test_what_waits_is_not_lost_though_nothing_holds_it() -> None:
    assert planned([want("1", A, "")], {}, sources=(), care=Care(held={"1": A})).lost == ()


def test_a_file_that_a_hand_put_where_a_copy_waits_is_left() -> None:
    standing = stands(**{"1": (None, False)})
    made = planned([want("1", A), want("2", B)], standing, (), C, Care(held={"1": A, "2": B}))
    assert made.steps == () and made.foreign == ("1",) and set(made.held) == {"1", "2"}


def test_what_was_changed_is_set_aside_and_the_copy_made_again() -> None:
    made = planned(
        [want("甲/1.docx", A)],
        stands(**{"甲/1.docx": (None, False)}),
        found=B,
        care=Care(evicted=frozenset(["甲/1.docx"])),
    )
    assert made.steps == (
        Step("move", f"{ASIDE}/1.docx", B, "甲/1.docx"),
        Step("copy", "甲/1.docx", A, "/源/x"),
    )
    assert made.foreign == ()


def test_what_was_changed_is_set_aside_under_a_free_name() -> None:
    standing = stands(**{"甲/1.docx": (None, False), f"{ASIDE}/1.DOCX": (C, True)})
    made = planned([], standing, found=B, care=Care(evicted=frozenset(["甲/1.docx"])))
    assert made.steps == (Step("move", f"{ASIDE}/1 (2).docx", B, "甲/1.docx"),)


def test_what_was_changed_stays_where_a_copy_is_wanted_and_goes_where_none_is() -> None:
    standing = stands(**{"1": (None, False), "2": (None, False)})
    care = Care(held={"1": A, "2": B}, changed=frozenset(["1", "2"]))
    made = planned([want("1", A), want("3", B)], standing, found=C, care=care)
    assert made.steps == (Step("move", f"{ASIDE}/2", C, "2"), Step("copy", "3", B, "/源/x"))
    assert made.held == ("1",) and made.foreign == ("1",)


def test_a_copy_that_went_may_be_set_aside_over_the_place_of_one_that_comes() -> None:
    standing = stands(**{"1": (None, False), "2": (A, True)})
    made = planned([want("1", A)], standing, found=B, care=Care(evicted=frozenset(["1"])))
    assert made.steps == (Step("move", f"{ASIDE}/1", B, "1"), Step("move", "1", A, "2"))


def test_what_is_evicted_and_stands_no_more_is_nothing() -> None:
    assert planned([], {}, care=Care(evicted=frozenset(["1"]), changed=frozenset(["2"]))).steps == ()


@given(
    st.dictionaries(places, contents),
    st.dictionaries(places, contents),
    st.sets(places),
    st.sets(places),
)
def test_whatever_people_changed_no_content_is_lost_and_nothing_written_over(
    before: dict[str, str], after: dict[str, str], theirs: set[str], evicted: set[str]
) -> None:
    standing = stands(**{t: ((None if t in theirs else s), t not in theirs) for t, s in before.items()})
    care = Care(dict.fromkeys(theirs, A), frozenset(evicted & theirs), frozenset(theirs - evicted))
    wanted = [want(target, sha256) for target, sha256 in after.items()]
    made = plan(wanted, standing, (A, B, C), before.__getitem__, care)
    left = _carried_out(made, before)
    assert all(before[t] in left.values() for t in theirs & before.keys())
    kept = theirs & before.keys() - evicted & {w.target for w in wanted}
    assert all(left[t] == before[t] for t in kept)
