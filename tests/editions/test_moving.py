"""Decisions in the codes of the new edition: each follows its indicator, or is told apart with its row."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.catalogue import load
from wenming_archive.decisions import Concluded, Decision, Decisions, Negative, NotHeld
from wenming_archive.editions import compare, moving
from wenming_archive.editions.moving import Moved, Why

OLD = load.parse("""
title: 试
indicators: [{code: A, title: 甲}, {code: B, title: 乙}, {code: C, title: 丙}, {code: D, title: 丁}]
deductions: [{code: 减-1, title: 发生安全事故, points: 5}, {code: 减-2, title: 被通报批评, points: 1}]
""")
NEW = load.parse("""
title: 试
indicators: [{code: B, title: 甲}, {code: A, title: 乙}, {code: E, title: 新}, {code: F, title: 又}]
deductions: [{code: 减-2, title: 发生安全事故, points: 5}]
""")


def moved(told: dict[str, list[str]], **rows: tuple[object, ...]) -> Moved:
    given = {"A": ["B"], "B": ["A"], "C": [], "D": [], **told}
    return moving.move(compare.compare(OLD, NEW, given), Decisions.model_validate(rows))


def told(found: Moved) -> list[tuple[str, str, Why, tuple[str, ...], bool]]:
    return [(one.section, one.code, one.why, one.codes, one.row is not None) for one in found.left]


def test_codes_that_change_places() -> None:
    rows = (
        Decision(sha256="1", assign=("A", "B")),
        Decision(sha256="2", assign=("B",)),
        Decision(sha256="3", ignore=True),
    )
    found = moved({}, items=rows)
    assert [one.assign for one in found.decisions.items] == [("B", "A"), ("A",), ()]
    assert found.left == () and found.followed["items"] == 2


def test_what_has_no_home_is_told_with_its_row() -> None:
    rows = (
        Decision(sha256="1", path="一.txt", assign=("A", "C")),
        Decision(sha256="2", path="二.txt", assign=("C",)),
        Decision(sha256="3", path="三.txt", assign=("C",), caption="题名"),
    )
    found = moved({}, items=rows)
    assert [(one.sha256, one.assign, one.caption) for one in found.decisions.items] == [
        ("1", ("B",), ""),
        ("3", (), "题名"),
    ]
    assert told(found) == [("items", "C", Why.gone, (), True)] * 3
    assert found.left[0].row == {"sha256": "1", "path": "一.txt", "assign": ["C"]}


def test_a_code_that_neither_edition_knows_takes_no_effect_under_the_new() -> None:
    found = moved({}, items=(Decision(sha256="1", assign=("E",)),))
    assert found.decisions.items == () and told(found) == [("items", "E", Why.gone, (), True)]


def test_of_a_split_the_first_part_has_the_items_and_all_parts_the_note() -> None:
    rows = (Decision(sha256="1", path="一.txt", assign=("C",)),)
    found = moved(
        {"C": ["E", "F"]},
        items=rows,
        not_held=(NotHeld(code="C", note="没有"),),
        conclusions=(Concluded(code="C", text="文"),),
    )
    assert found.decisions.items[0].assign == ("E",)
    assert [(one.code, one.note) for one in found.decisions.not_held] == [("E", "没有"), ("F", "没有")]
    assert [one.code for one in found.decisions.conclusions] == ["E"]
    assert told(found) == [
        ("items", "C", Why.split, ("E", "F"), False),
        ("not_held", "C", Why.split, ("E", "F"), False),
        ("conclusions", "C", Why.split, ("E", "F"), False),
    ]


def test_a_merged_indicator_is_not_held_only_if_none_of_it_was() -> None:
    notes = (
        NotHeld(code="C", note="没有", due="2024-05-01"),
        NotHeld(code="D", note="也没有", due="2024-03-01"),
    )
    both = moved({"C": ["E"], "D": ["E"]}, not_held=notes)
    (note,) = both.decisions.not_held
    assert (note.code, note.note, note.due) == ("E", "没有；也没有", "2024-05-01")
    assert told(both) == [("not_held", "C、D", Why.merged, ("E",), False)]
    one = moved({"C": ["E"], "D": ["E"]}, not_held=notes[:1])
    assert one.decisions.not_held == () and told(one) == [("not_held", "C", Why.merged, (), True)]


def test_what_was_written_of_merged_indicators_is_joined() -> None:
    words = (Concluded(code="D", text="丁的话"), Concluded(code="C", text="丙的话"))
    found = moved({"C": ["E"], "D": ["E"]}, conclusions=words)
    assert [(one.code, one.text) for one in found.decisions.conclusions] == [("E", "丁的话\n丙的话")]


def test_deductions_follow_by_what_they_say() -> None:
    said = (Negative(code="减-1", happened=False), Negative(code="减-2", note="某年某月"))
    found = moved({}, negative=said)
    assert [(one.code, one.happened) for one in found.decisions.negative] == [("减-2", False)]
    assert told(found) == [("negative", "减-2", Why.gone, (), True)]


codes = st.sampled_from(["A", "B", "C", "D", "X"])
maps = st.fixed_dictionaries(
    {code: st.lists(st.sampled_from(["A", "B", "E", "F"]), max_size=2, unique=True) for code in "ABCD"}
)
items = st.lists(st.lists(codes, min_size=1, max_size=3, unique=True), max_size=4)


@given(maps, items, st.lists(codes, max_size=4, unique=True), st.lists(codes, max_size=4, unique=True))
def test_nothing_is_lost_and_nothing_takes_effect_where_it_was_not_meant(
    given_map: dict[str, list[str]], assigned: list[list[str]], notes: list[str], words: list[str]
) -> None:
    found = moved(
        given_map,
        items=tuple(
            Decision(sha256=str(n), path=str(n), assign=tuple(row)) for n, row in enumerate(assigned)
        ),
        not_held=tuple(NotHeld(code=code, note=f"注{code}") for code in notes),
        conclusions=tuple(Concluded(code=code, text=f"文{code}") for code in words),
    )
    gone = {(one.section, one.code, one.about) for one in found.left if one.row is not None}
    placed = {one.path: one.assign for one in found.decisions.items}
    for n, row in enumerate(assigned):
        wanted = {given_map[code][0] for code in row if given_map.get(code)}
        assert set(placed.get(str(n), ())) == wanted
        assert {code for section, code, about in gone if (section, about) == ("items", str(n))} == {
            code for code in row if not given_map.get(code)
        }
    said = {one.code: one.note for one in found.decisions.not_held}
    for code in notes:
        everywhere = [new for new in given_map.get(code, ()) if f"注{code}" in said.get(new, "")]
        assert everywhere == given_map.get(code, []) != [] or ("not_held", code, f"注{code}") in gone
    text = "".join(one.text for one in found.decisions.conclusions)
    for code in words:
        assert (f"文{code}" in text) != (("conclusions", code, f"文{code}") in gone)
