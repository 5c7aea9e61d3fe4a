"""The submission as a value, before any format."""

from __future__ import annotations

from pathlib import Path

import pytest

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
        volume.refuse_gaps(gaps.compare(TREE, [], Decisions()))


def test_a_final_export_is_free_when_nothing_is_missing() -> None:
    tree = load.parse("title: t\nindicators: [{code: a, title: A}]")
    volume.refuse_gaps(gaps.compare(tree, [made_item("x", "a")], Decisions()))
