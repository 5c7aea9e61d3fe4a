"""The first level of the catalogue and how each part stands."""

from __future__ import annotations

from builders import CATALOGUE
from samples import made_item
from wenming_archive.catalogue import load
from wenming_archive.decisions import Decisions, NotHeld
from wenming_archive.report import gaps, sections


def test_sections_come_in_catalogue_order_with_their_points() -> None:
    report = gaps.compare(load.parse(CATALOGUE), [made_item("a", "Ⅱ-1")], Decisions())
    found = sections.sections(report)
    assert [(sections.title(one), one.complete, one.wanted) for one in found] == [
        ("Ⅰ 思想道德建设", 0, 2),
        ("Ⅱ 环境建设", 1, 1),  # the other leaf needs no files
    ]
    assert (found[1].points.reached, found[1].points.full) == (5, 5)


def test_what_does_not_apply_is_not_wanted() -> None:
    told = Decisions(not_held=(NotHeld(code="Ⅰ-1", note="无", na=True),))
    first = sections.sections(gaps.compare(load.parse(CATALOGUE), [], told))[0]
    assert (first.wanted, first.points.full) == (1, 6)


def test_leaves_of_the_first_level_are_one_section() -> None:
    flat = load.parse("title: 甲\nindicators: [{code: a, title: 乙}, {code: b, title: 丙}]")
    (one,) = sections.sections(gaps.compare(flat, [], Decisions()))
    assert (sections.title(one), one.wanted) == ("各项指标", 2)
