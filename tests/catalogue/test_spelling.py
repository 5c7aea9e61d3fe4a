"""A need in a line of words, and such a line read back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive import kinds
from wenming_archive.catalogue import load, spelling, templates
from wenming_archive.catalogue.needs import Need

words = st.lists(st.text("班子会党组讲堂", min_size=1, max_size=4), max_size=2).map(tuple)
ids = st.sampled_from([kind.id for kind in kinds.KINDS])
names = st.sampled_from(["方案", "通知", "签到表", "会议记录", "照片", "总结", "音像"])
custom = st.fixed_dictionaries(
    {"kind": ids, "name": st.text("甲乙丙或、，：（）", min_size=1, max_size=5), "words": words}
)
part = names | custom | st.fixed_dictionaries({"kind": ids, "words": words})
counted = st.tuples(names, st.integers(0, 9)).map(lambda pair: {**_piece(pair[0]), "min": pair[1]})


def _piece(name: str) -> dict[str, object]:
    from wenming_archive.catalogue.needs import piece

    found = piece(name)
    assert found
    return found


@st.composite
def needs(draw: st.DrawFn) -> Need:
    what = draw(st.sampled_from(["kind", "any_of", "bundle"]))
    value: object = draw(ids) if what == "kind" else draw(st.lists(part, min_size=1, max_size=4))
    given = {
        what: value,
        "words": draw(words),
        "note": draw(st.text("含议题、时间：（每年）1-3张 ", max_size=9)),
    }
    if what == "any_of" and draw(st.booleans()):
        given["any_of"] = draw(st.lists(counted, min_size=1, max_size=3))
    given |= {
        "min": draw(st.integers(0, 30)),
        "any_date": draw(st.booleans()),
        "official": draw(st.booleans()),
    }
    given |= {
        "max": draw(st.none() | st.integers(30, 40)),
        "per": draw(st.sampled_from([None, "年", "月", "半年", "季"])),
    }
    given["period"] = draw(st.sampled_from([None, {"start": "2021-01-01", "end": "2022-12-31"}]))
    return Need.model_validate(given)


def same(one: Need) -> dict[str, object]:
    """Return what a need says; a part without a name is called by its kind."""
    parts = {
        key: [{**p.model_dump(), "name": p.label} for p in getattr(one, key)] for key in ("any_of", "bundle")
    }
    return {**one.model_dump(), **parts}


@given(needs())
def test_a_need_is_read_back_from_its_line(need: Need) -> None:
    line = spelling.need(need)
    found = spelling.read(line)
    assert "\n" not in line and found is not None, line
    assert same(Need.model_validate(found)) == same(need)


@pytest.mark.parametrize("name", templates.NAMES)
def test_the_needs_of_the_templates(name: str) -> None:
    for leaf in load.parse(templates.text(name)).leaves:
        for need in leaf.indicator.evidence:
            assert Need.model_validate(spelling.read(spelling.need(need))) == need


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        (
            "会议纪要，每年至少2份：含议题、时间",
            {"kind": "minutes", "per": "year", "min": 2, "note": "含议题、时间"},
        ),
        ("照片，3至15份", {"kind": "photo", "min": 3, "max": 15}),
        ("照片，至少３张", {"kind": "photo", "min": 3}),
        ("制度办法，至少1份，不限日期", {"kind": "regulation", "min": 1, "any_date": True}),
    ],
)
def test_lines_as_people_would_change_them(line: str, wanted: dict[str, object]) -> None:
    assert spelling.read(line) == wanted


@pytest.mark.parametrize(
    "line",
    [
        "",
        "有计划有总结",
        "照片3张以上",
        "照片，若干",
        "照片，5至3份",
        "怪物，至少1份",
        "照片，至少1份，随便",
        "一套（），至少1套",
    ],
)
def test_other_lines_are_not_guessed_at(line: str) -> None:
    assert spelling.read(line) is None
