"""The submission as a value, before any format."""

from __future__ import annotations

from pathlib import Path

import pytest

import volumes
from builders import CATALOGUE
from samples import made_item
from wenming_archive.catalogue import load
from wenming_archive.decisions import Decisions
from wenming_archive.errors import InputError
from wenming_archive.export import volume
from wenming_archive.filing import shelves
from wenming_archive.report import gaps

TREE = load.parse(CATALOGUE)


def test_numbers_are_those_of_the_filed_copies() -> None:
    items = [made_item(f"{n}", "Ⅱ-1", "Ⅰ-2", date=f"2023-0{n}-01", title=f"题{n}") for n in (3, 1, 2)]
    bound = volume.bind(TREE, items, gaps.compare(TREE, items, Decisions()), "")
    numbers = {e.number: e.title for g in bound.groups for s in g.sections for e in s.entries}
    copies = [
        w.target.rsplit("/", 1)[-1]
        for w in shelves.wants(items, TREE, "{code}-{nn} {title}{ext}", Path("/w"))
    ]
    assert sorted(f"{number} {title}.docx" for number, title in numbers.items()) == sorted(copies)
    assert numbers["Ⅱ-1-01"] == "题1"


def test_groups_are_the_first_level_and_a_leaf_there_is_its_own_group() -> None:
    tree = load.parse(
        "title: t\nindicators:\n  - {code: a, title: A}\n  - {code: b, title: B, children: [{code: c, title: C}]}"
    )
    bound = volume.bind(tree, [], gaps.compare(tree, [], Decisions()), "")
    shape = [(g.indicator.code, [s.state.leaf.code for s in g.sections]) for g in bound.groups]
    assert shape == [("a", ["a"]), ("b", ["c"])]


def test_a_final_export_is_refused_while_there_are_gaps() -> None:
    with pytest.raises(InputError, match="Ⅰ-1 道德讲堂、Ⅰ-2 志愿服务、Ⅱ-1 环境卫生；"):
        volume.refuse_gaps(gaps.compare(TREE, [], Decisions()).open)


def test_a_final_export_is_free_when_nothing_is_missing() -> None:
    tree = load.parse("title: t\nindicators: [{code: a, title: A}]")
    volume.refuse_gaps(gaps.compare(tree, [made_item("x", "a")], Decisions()).open)


def numbers(made: volume.Volume) -> dict[str, str]:
    return {entry.number: str(entry.span) for entry in made.entries}


def test_pages_of_evidence_run_through_the_whole_and_through_each_volume_of_a_split() -> None:
    items = [made_item(f"{n}", "Ⅰ-1" if n < 2 else "Ⅱ-1", pages=n + 2, title=f"题{n}") for n in range(4)]
    whole = volumes.bound(items)
    assert numbers(whole) == {"Ⅰ-1-01": "1—2", "Ⅰ-1-02": "3—5", "Ⅱ-1-01": "6—9", "Ⅱ-1-02": "10—14"}
    parts = volume.split(whole)
    assert [numbers(part) for part in parts] == [
        {"Ⅰ-1-01": "1—2", "Ⅰ-1-02": "3—5"},
        {"Ⅱ-1-01": "1—4", "Ⅱ-1-02": "5—9"},
    ]
    assert [part.part for part in parts] == [(1, 2), (2, 2)]


@pytest.mark.parametrize(("code", "left"), [("Ⅱ-1", ["Ⅱ-1"]), ("II-1", ["Ⅱ-1"]), ("Ⅱ", ["Ⅱ-1", "Ⅱ-2"])])
def test_an_indicator_alone_keeps_its_numbers(code: str, left: list[str]) -> None:
    items = [made_item("a", "Ⅰ-1", pages=3), made_item("b", "Ⅱ-1", pages=2)]
    made = volume.only(volumes.bound(items), code)
    assert [section.state.leaf.code for section in made.sections] == left and not made.whole
    assert numbers(made) == {"Ⅱ-1-01": "4—5"}


def test_an_indicator_that_is_not_there_is_told() -> None:
    with pytest.raises(InputError, match="测评体系里没有编号 Ⅸ-1"):
        volume.only(volumes.bound(), "Ⅸ-1")


def test_a_section_says_from_which_page_to_which() -> None:
    made = volumes.bound()
    assert str(volumes.section(made, "Ⅰ-1").span) == "1—4" and volumes.section(made, "Ⅱ-1").span is None
