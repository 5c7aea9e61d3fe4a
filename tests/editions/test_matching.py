"""Which indicators of two editions are the same: by what they say, never by their codes alone."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from wenming_archive.catalogue import load, templates
from wenming_archive.catalogue.model import Catalogue
from wenming_archive.editions import matching

BENCHMARK = Path(__file__).parents[2] / "benchmarks" / "editions"
DEV: dict[str, Any] = yaml.safe_load((BENCHMARK / "dev.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def edits() -> Iterator[Any]:
    """Give the benchmark's module; nothing of it stays behind for other tests to import."""
    path, modules = list(sys.path), set(sys.modules)
    sys.path.insert(0, str(BENCHMARK))
    yield importlib.import_module("edits")
    sys.path[:] = path
    for name in set(sys.modules) - modules:
        del sys.modules[name]


def catalogue(*leaves: tuple[str, str, str], under: str = "组") -> Catalogue:
    rows = [{"code": code, "title": title, "standard": standard} for code, title, standard in leaves]
    return load.parse(
        yaml.safe_dump(
            {"title": "试", "indicators": [{"code": "G", "title": under, "children": rows}]},
            allow_unicode=True,
        )
    )


def pairs(old: Catalogue, new: Catalogue) -> set[tuple[str, str]]:
    return {(tie.old.code, tie.new.code) for tie in matching.ties(old, new)}


@pytest.mark.parametrize("name", templates.NAMES)
def test_the_same_edition_goes_with_itself(name: str) -> None:
    one = load.parse(templates.text(name))
    assert pairs(one, one) == {(leaf.code, leaf.code) for leaf in one.leaves}


def test_an_old_code_for_another_thing_does_not_mislead() -> None:
    old = catalogue(
        ("1", "志愿服务", "成立志愿服务队，有时长记录。"), ("2", "环境卫生", "院落整洁，垃圾分类。")
    )
    new = catalogue(
        ("1", "环境卫生", "院落干净整洁，垃圾分类。"), ("2", "志愿服务", "成立志愿服务队，有时长记录。")
    )
    assert pairs(old, new) == {("1", "2"), ("2", "1")}


def test_what_says_something_else_is_not_matched() -> None:
    old = catalogue(("1", "志愿服务", "成立志愿服务队，有时长记录。"))
    assert pairs(old, catalogue(("1", "食品安全", "餐饮单位证照公示，明厨亮灶。"))) == set()


def test_parts_and_wholes() -> None:
    whole = ("1", "道德讲堂与法治教育", "每月举办道德讲堂，身边人讲身边事；每年举办法治讲座，组织学法考试。")
    parts = (
        ("2", "道德讲堂", "每月举办道德讲堂，身边人讲身边事。"),
        ("3", "法治教育", "每年举办法治讲座，组织学法考试。"),
    )
    other = ("9", "食品安全", "餐饮单位证照公示，明厨亮灶。")
    assert pairs(catalogue(whole, other), catalogue(*parts, other)) == {("1", "2"), ("1", "3"), ("9", "9")}
    assert pairs(catalogue(*parts, other), catalogue(whole, other)) == {("2", "1"), ("3", "1"), ("9", "9")}


@pytest.mark.parametrize("pair", DEV["pairs"], ids=lambda pair: str(pair["name"]))
def test_editions_made_by_edits_as_offices_make_them(edits: Any, pair: dict[str, Any]) -> None:
    editing = edits.Editing(DEV["bases"].get(pair["base"], pair["base"]), DEV["pairs"].index(pair))
    editing.apply(pair["edits"])
    new, truth = editing.result()
    found = pairs(editing.old, new)
    assert len(found & truth) >= 0.97 * max(len(found), len(truth))


def test_what_was_written_anew_is_matched_where_nothing_else_is_left_and_told_as_doubtful() -> None:
    kept = ("1", "食品安全", "餐饮单位证照公示，明厨亮灶。")
    old = catalogue(kept, ("2", "业务实绩", "主要业务指标在同行业位次靠前，有上级考核结果、排名或经验推广。"))
    new = catalogue(kept, ("2", "工作成绩", "核心业务在系统内排名靠前，获得上级肯定。"))
    assert [(tie.new.code, tie.sure) for tie in matching.ties(old, new)] == [("1", True), ("2", False)]
    two = ("工作成绩", "工作评价")
    both = catalogue(kept, *((str(n), title, "核心业务在系统内排名靠前。") for n, title in enumerate(two, 2)))
    assert pairs(old, both) == {("1", "1")}
