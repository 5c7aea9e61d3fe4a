"""What was exported as a table is read back as it was: import(export(x)) = x."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import CATALOGUE
from wenming_archive import kinds
from wenming_archive.catalogue import load, templates
from wenming_archive.catalogue.model import Catalogue
from wenming_archive.catalogue.needs import Need
from wenming_archive.export import tree_book, tree_word
from wenming_archive.published import exported, from_word, from_xlsx, writing
from wenming_archive.published.draft import Draft
from wenming_archive.published.grid import Grid, Part

FORMS = {"xlsx": (tree_book.write, from_xlsx.read), "docx": (tree_word.write, from_word.read)}


def parts(catalogue: Catalogue, form: str) -> tuple[Part, ...]:
    write, read = FORMS[form]
    return read(io.BytesIO(write(catalogue, "")))


def back(catalogue: Catalogue, form: str) -> Catalogue:
    found = parts(catalogue, form)
    assert exported.is_exported(found)
    draft = exported.draft(found, "表")
    assert draft.unread == () and draft.questions == ()
    return load.parse(writing.text(draft, "表"))


def view(catalogue: Catalogue) -> dict[str, Any]:
    """Return what evaluators and offices see of a catalogue: what groups pass on stands with the leaves."""
    whole = catalogue.model_dump(exclude={"indicators", "units"})
    units = [{**unit.model_dump(), "name": unit.label} for unit in catalogue.units]
    return {**whole, "units": units, "leaves": [_leaf(leaf, catalogue) for leaf in catalogue.leaves]}


def _leaf(leaf: Any, catalogue: Catalogue) -> dict[str, Any]:
    own = {"code", "title", "standard", "score", "methods", "bonus", "keywords", "exclude"}
    above = [(node.code, node.title, node.score) for node in leaf.ancestors]
    units = [catalogue.unit_label(name) for name in (leaf.lead, *leaf.support)]
    passed = {"period": leaf.period, "grades": leaf.grades, "due": leaf.due, "units": units, "above": above}
    return {
        **leaf.indicator.model_dump(include=own),
        **passed,
        "needs": [_need(n) for n in leaf.indicator.evidence],
    }


def _need(one: Need) -> dict[str, Any]:
    named = {
        key: [{**p.model_dump(), "name": p.label} for p in getattr(one, key)] for key in ("any_of", "bundle")
    }
    return {**one.model_dump(), **named}


# -- small catalogues of everything

words = st.text("志愿服务道德讲堂", min_size=1, max_size=5)
sentences = st.text("成立队伍，开展活动；有记录。=+-1“”（）", max_size=12).map(str.strip)
days = st.sampled_from(["2021-01-01", "2023-12-31"])
points = st.none() | st.integers(0, 200).map(lambda n: n / 10)
periods = st.none() | st.just({"start": "2021-01-01", "end": "2023-12-31"})
names = st.lists(words, max_size=3, unique=True)
grades = st.sampled_from(
    [
        [],
        [
            {"name": "A", "percent": 100, "missing": 0},
            {"name": "B", "percent": 66.5, "share": 80},
            {"name": "C#", "percent": 0},
        ],
    ]
)
needs = st.fixed_dictionaries(
    {
        "kind": st.sampled_from([kind.id for kind in kinds.KINDS]),
        "min": st.integers(0, 9),
        "max": st.none() | st.integers(9, 20),
        "any_date": st.booleans(),
        "note": sentences,
        "words": names,
    }
) | st.fixed_dictionaries({"bundle": st.just(["方案", "通知", "签到表"]), "min": st.integers(1, 3)})


def leaves(units: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    unit = st.none() | st.sampled_from(units) if units else st.none()
    return st.fixed_dictionaries(
        {
            "title": words,
            "standard": sentences,
            "score": points,
            "methods": names,
            "bonus": st.booleans(),
            "keywords": names,
            "exclude": names,
            "evidence": st.lists(needs, max_size=3),
            "lead": unit,
            "support": st.lists(st.sampled_from(units), max_size=2, unique=True) if units else st.just([]),
            "period": periods,
            "grades": grades,
            "due": st.none() | days,
        }
    )


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    ids = draw(st.lists(st.sampled_from(["党办", "工会", "xuanchuan"]), max_size=3, unique=True))
    units = [
        {
            "id": one,
            "name": f"{one}单位",
            "aliases": [f"{one}别名"],
            "phone": draw(st.sampled_from(["", "0931-1"])),
        }
        for one in ids
    ]
    nodes = st.recursive(
        leaves(ids),
        lambda below: st.fixed_dictionaries(
            {
                "title": words,
                "score": points,
                "lead": st.none(),
                "children": st.lists(below, min_size=1, max_size=3),
            }
        ),
        max_leaves=5,
    )
    tree = draw(st.lists(nodes, min_size=1, max_size=3))
    negative = draw(st.lists(words, max_size=2, unique=True))
    whole: dict[str, Any] = {
        "title": draw(words) + "测评体系",
        "issuer": draw(st.sampled_from(["", "市文明办"])),
        "edition": draw(st.sampled_from(["", "2023", "2024版"])),
        "period": draw(periods),
        "due": draw(st.none() | days),
        "units": units,
        "scoring": {
            "by": draw(st.sampled_from(["points", "count"])),
            "grades": draw(grades),
            "passing": draw(points),
        },
        "indicators": _coded(tree, draw(st.sampled_from(["", "Ⅰ-", "A", "1."]))),
        "deductions": [
            {"code": f"减-{n}", "title": one, "points": n + 0.5} for n, one in enumerate(negative)
        ],
        "veto": [{"code": f"否-{n}", "title": one} for n, one in enumerate(negative[:1])],
    }
    return Catalogue.model_validate(_clean(whole))


def _coded(nodes: list[dict[str, Any]], above: str) -> list[dict[str, Any]]:
    return [
        {
            "code": f"{above}{n}",
            **node,
            **({"children": _coded(node["children"], f"{above}{n}.")} if "children" in node else {}),
        }
        for n, node in enumerate(nodes, 1)
    ]


def _clean(value: Any) -> Any:
    """Leave out what is nothing, and what has no period to be counted in."""
    if isinstance(value, dict):
        return {key: _clean(one) for key, one in value.items() if one is not None}
    return [_clean(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("form", FORMS)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(catalogues())
def test_what_was_exported_is_imported_as_it_was(form: str, catalogue: Catalogue) -> None:
    made = back(catalogue, form)
    assert view(made) == view(catalogue)
    assert view(back(made, form)) == view(made)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", templates.NAMES)
def test_the_templates(name: str, form: str) -> None:
    catalogue = load.parse(templates.text(name))
    assert view(back(catalogue, form)) == view(catalogue)


# -- a table that people have worked in


def edited(**cells: object) -> Draft:
    book = openpyxl.load_workbook(io.BytesIO(tree_book.write(load.parse(CATALOGUE), "")))
    for place, value in cells.items():
        book.worksheets[0][place] = value
    out = io.BytesIO()
    book.save(out)
    return exported.draft(from_xlsx.read(io.BytesIO(out.getvalue())), "表")


def columns() -> dict[str, str]:
    sheet = openpyxl.load_workbook(io.BytesIO(tree_book.write(load.parse(CATALOGUE), ""))).worksheets[0]
    return {str(cell.value): cell.column_letter for cell in sheet[3]}


def test_what_people_changed_is_what_counts() -> None:
    at = columns()
    draft = edited(
        **{
            f"{at['测评标准']}4": "改过的标准",
            f"{at['分值']}5": 7,
            f"{at['材料要求']}4": "照片，至少9份\n有总结",
        }
    )
    first, second, *_ = draft.leaves
    assert first.standard == "改过的标准" and second.score == 7
    rows = [need.row() for need in first.needs]
    assert rows[0] == {"kind": "photo", "min": 9} and rows[1]["kind"] == "summary"


def test_a_new_unit_and_a_remark_in_other_words() -> None:
    at = columns()
    draft = edited(**{f"{at['牵头单位']}4": "宣传科"})
    assert [unit.name for unit in draft.units] == ["党办", "工会", "宣传科"]
    assert next(iter(draft.leaves)).lead == "宣传科"


def test_a_row_without_a_name_is_told_and_not_lost() -> None:
    at = columns()
    draft = edited(**{f"{at['二级指标']}5": None})
    assert [one.reason for one in draft.unread] == ["没有写指标名称"] and "志愿" in draft.unread[0].text
    assert len(draft.leaves) == 3


def test_another_table_is_none_of_ours() -> None:
    found = parts(load.parse(CATALOGUE), "xlsx")
    (tree, *_) = [part for part in found if isinstance(part, Grid)]
    bare = replace(tree, cells=tuple(cell for cell in tree.cells if cell.row != 1))
    assert exported.is_exported(found) and not exported.is_exported((bare,))
