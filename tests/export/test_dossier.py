"""What an export for people to look into is made of: where its copies are, and how links lead there."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossiers import dossier, finding
from samples import made_item
from wenming_archive.catalogue import load
from wenming_archive.export.dossier import address, base
from wenming_archive.report.checks.check import Level


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_an_address_says_the_path_and_holds_nothing_that_means_more(path: str) -> None:
    assert unquote(address(path)) == path
    assert address(path).isascii() and not set(address(path)) & set(" \"'<>#?%:&\\") - {"%"}


@given(st.text(alphabet="甲/\ud800\udcff"))
def test_no_name_breaks_an_address(path: str) -> None:
    assert address(path).isascii()


@pytest.mark.parametrize(
    ("folder", "way"), [("输出", ".."), (".", "."), ("输出/给领导", "../.."), ("..", None), ("../别处", None)]
)
def test_the_way_to_the_workspace_is_known_only_inside_it(
    tmp_path: Path, folder: str, way: str | None
) -> None:
    root = tmp_path / "工作区"
    assert base(root / folder, root) == way


def test_a_link_that_leads_out_of_the_workspace_is_resolved_first(tmp_path: Path) -> None:
    (tmp_path / "别处").mkdir()
    (tmp_path / "工作区").mkdir()
    (tmp_path / "工作区/出").symlink_to(tmp_path / "别处")
    assert base(tmp_path / "工作区/出", tmp_path / "工作区") is None


def test_links_start_from_the_export_and_there_are_none_without_a_way() -> None:
    assert dossier().link("材料/甲 乙#1.docx") == "../%E6%9D%90%E6%96%99/%E7%94%B2%20%E4%B9%99%231.docx"
    assert dossier(base=None).link("材料/甲.docx") == dossier().link("") == ""


def test_each_indicator_has_its_own_copy_whichever_of_them_is_the_main_one() -> None:
    tree = load.parse("title: t\nindicators: [{code: b, title: B}, {code: a, title: A}]")
    for codes in (("a", "b"), ("b", "a")):
        item = replace(made_item("甲", *codes), filed_as=("材料/b/甲", "材料/a/甲"))
        found = dossier(item, tree=tree)
        assert [found.copy(item, code) for code in ("a", "b", "c")] == ["材料/a/甲", "材料/b/甲", "材料/b/甲"]


def test_a_copy_that_was_not_made_is_not_linked_to() -> None:
    item = replace(made_item("甲", "Ⅰ-1"), filed_as=())
    assert dossier(item).copy(item, "Ⅰ-1") == ""


def test_findings_are_known_by_each_item_they_concern() -> None:
    one, two, three = (made_item(name, "Ⅰ-1") for name in "甲乙丙")
    fault = finding(Level.error, one, two)
    found = dossier(one, two, three, findings=[fault]).found
    assert found[one.known.key] == found[two.known.key] == [fault] and three.known.key not in found
