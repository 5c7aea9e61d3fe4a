"""The scored set of ``benchmarks/importing.py``: sound in itself, and counted as it says."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from wenming_archive import kinds
from wenming_archive.published.draft import Draft, Node, Unread

_FOLDER = Path(__file__).parents[1] / "benchmarks"
_TRUTHS = sorted((_FOLDER / "importing").glob("*/*.yaml"))
_HALVES = ("dev", "more", "held")


@pytest.fixture(scope="module")
def importing() -> Iterator[Any]:
    """Give the benchmark's module; nothing of it stays behind for other tests to import."""
    path, modules = list(sys.path), set(sys.modules)
    sys.path[:0] = [str(_FOLDER), str(_FOLDER / "importing")]
    module = importlib.import_module("importing")
    for part in ("judging", "make_set"):
        setattr(module, part, importlib.import_module(part))
    yield module
    sys.path[:] = path
    for name in set(sys.modules) - modules:
        if str(getattr(sys.modules[name], "__file__", "")).startswith(str(_FOLDER)):
            del sys.modules[name]


def _truth(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return loaded


def _perfect(truth: dict[str, Any], part: str = "leaves") -> Draft:
    """Return the draft of someone who understood everything."""
    alone = {tuple(map(tuple, leaf["parent"])): None for leaf in truth["leaves"] if leaf.get("alone")}
    groups = alone | {tuple(map(tuple, group["path"])): group.get("score") for group in truth["groups"]}
    names = [name for row in truth[part] for name in (row.get("lead"), *row.get("support", [])) if name]
    told = {name for group in truth["units"] for name in group}
    units = [[name] for name in dict.fromkeys(names) if name not in told] + truth["units"]
    ids = {name: f"u{n}" for n, group in enumerate(units) for name in group}
    tree: dict[tuple[Any, ...], Any] = {}
    for n, row in enumerate(truth[part]):
        place = tree
        for parent in row.get("parent", []):
            place = place.setdefault((*parent, ""), {})
        place[(row["code"] or f"#{n}", row.get("title", ""), n)] = _leaf(row, ids, n)
    return Draft(
        title="",
        nodes=tuple(_node(key, value, (), groups) for key, value in tree.items()),
        units=tuple(SimpleNamespace(id=f"u{n}", name=g[0], aliases=g[1:]) for n, g in enumerate(units)),
        total=None if truth["total"] == "any" else truth["total"],
        negative=tuple(SimpleNamespace(title=text) for text in truth.get("negative", [])),  # type: ignore[misc]
        unread=tuple(Unread("", cell, "") for cell in truth["cells"]),
    )


def _leaf(row: dict[str, Any], ids: dict[str, str], n: int) -> Node:
    return Node(
        f"{n}-{row['code']}" if row["code"] else f"#{n}",
        row.get("title", ""),
        row.get("standard", ""),
        row.get("score"),
        tuple(row.get("methods", ())),
        ids.get(row.get("lead", "")),
        tuple(ids[name] for name in row.get("support", ())),
        tuple(row.get("needs", ())),
        row.get("bonus", False),
    )


def _node(key: tuple[Any, ...], value: Any, above: tuple[Any, ...], groups: dict[Any, Any]) -> Node:
    if isinstance(value, Node):
        return value
    path = (*above, key[:2])
    children = tuple(_node(key, child, path, groups) for key, child in value.items())
    return Node(key[0] or "+", key[1], score=groups.get(path), children=children)


def test_the_set_is_as_large_and_as_mixed_as_it_should_be() -> None:
    truths = {half: [_truth(path) for path in _TRUTHS if path.parent.name == half] for half in _HALVES}
    for half in _HALVES:
        assert len(truths[half]) >= 14
        assert all(8 <= len(truth["leaves"]) <= 60 for truth in truths[half])
        assert {truth["file"].rpartition(".")[2] for truth in truths[half]} == {
            *("docx", "xlsx", "xls", "html", "pdf", "txt")
        }
        assert {"docx-office", "docx-web", "xlsx-office", "site"} <= {
            truth["writer"] for truth in truths[half]
        }


@pytest.mark.parametrize("path", _TRUTHS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_truth_is_sound(path: Path) -> None:
    truth = _truth(path)
    assert truth["total"] in {truth["sum"], None, "any"}
    assert path.with_name(truth["file"]).stat().st_size > 500
    leaves = truth["leaves"]
    assert all(leaf.get("title") or leaf.get("standard") for leaf in leaves)
    ids = {kind.id for kind in kinds.KINDS}
    for need in (need for leaf in leaves for need in leaf.get("needs", [])):
        assert set(need.get("any_of", [need.get("kind")])) <= ids
        assert need["min"] <= need.get("max", 99)
        assert need.get("per") in {None, "year", "half", "quarter", "month"}
    assert {kind for leaf in leaves for kind in leaf.get("may", [])} <= ids
    points = sum(leaf.get("score") or 0 for leaf in leaves if not leaf.get("bonus"))
    more = sum(leaf.get("score") or 0 for leaf in leaves if leaf.get("bonus"))
    assert truth["sum"] is None or truth["sum"] in (pytest.approx(points), pytest.approx(points + more))


@pytest.mark.parametrize("half", _HALVES)
def test_groups_add_up(half: str) -> None:
    for truth in (_truth(path) for path in _TRUTHS if path.parent.name == half):
        for group in (group for group in truth["groups"] if "score" in group):
            below = [
                leaf for leaf in truth["leaves"] if leaf["parent"][: len(group["path"])] == group["path"]
            ]
            if any("score" in leaf for leaf in below):
                assert group["score"] == pytest.approx(sum(leaf.get("score", 0) for leaf in below)), group


def test_the_halves_have_no_text_in_common() -> None:
    texts = [
        {
            leaf.get("standard")
            for path in _TRUTHS
            if path.parent.name == half
            for leaf in _truth(path)["leaves"]
            if "standard" in leaf
        }
        for half in _HALVES
    ]
    assert all(texts[0].isdisjoint(other) for other in texts[1:])


def test_what_is_made_again_is_the_same(importing: Any, tmp_path: Path) -> None:
    sources = [s for half in _HALVES for s in importing.make_set.of(importing.FOLDER / half)]
    assert len(sources) == len(_TRUTHS)
    for source in sources:
        assert importing.make_set.write_truth(source) == source.truth.read_text("utf-8"), source.path.name
        if source.head["writer"] not in importing.make_set.OF_OFFICE:
            again = tmp_path / source.file.name
            importing.make_set.write_file(source, again)
            assert again.read_bytes() == source.file.read_bytes(), source.file.name


@pytest.mark.parametrize("half", _HALVES)
def test_who_understands_everything_has_every_point(importing: Any, half: str) -> None:
    for path in importing.truths(half):
        verdict = importing.score(path, lambda _file, _split, path=path: _perfect(_truth(path)))
        assert verdict.told == [], path
        assert verdict.lost == [], path
        assert verdict.right == verdict.of


def test_splitting_is_scored_against_each_standard(importing: Any) -> None:
    for path in (path for half in _HALVES for path in importing.truths(half) if "split" in _truth(path)):
        whole = importing.score(path, lambda *_, path=path: _perfect(_truth(path)), split=True)
        assert whole.right["leaves found"] < whole.of["leaves found"]
        parts = importing.score(path, lambda *_, path=path: _perfect(_truth(path), "split"), split=True)
        assert parts.told == []


def _changed(draft: Draft, **values: Any) -> Draft:
    """Return the draft with other values in its first leaf."""

    def first(node: Node) -> Node:
        if not node.children:
            return replace(node, **values)
        return replace(node, children=(first(node.children[0]), *node.children[1:]))

    return replace(draft, nodes=(first(draft.nodes[0]), *draft.nodes[1:]))


@pytest.mark.parametrize(
    ("figure", "values"),
    [
        ("code", {"code": ""}),
        ("standard", {"standard": "另一回事的标准，与原文没有多少相同之处"}),
        ("points", {"score": 77.0}),
        ("unit", {"lead": None}),
        ("methods", {"methods": ("猜测",)}),
        ("bonus", {"bonus": True}),
        ("needs", {"needs": ()}),
        ("needs", {"needs": ({"kind": "minutes", "min": 9},)}),
    ],
)
def test_what_is_wrong_in_one_leaf_costs_one_of_its_figure(
    importing: Any, figure: str, values: dict[str, Any]
) -> None:
    path = importing.FOLDER / "dev" / "03-xiaoyuan.yaml"
    truth = _truth(path)
    verdict = importing.score(path, lambda *_: _changed(_perfect(truth), **values))
    assert verdict.of[figure] - verdict.right[figure] == 1
    for other in set(importing.AIMED) - {figure}:
        assert verdict.right[other] == verdict.of[other]


def test_a_leaf_that_is_not_there_and_one_made_up_are_counted(importing: Any) -> None:
    path = importing.FOLDER / "dev" / "03-xiaoyuan.yaml"
    draft = _perfect(_truth(path))
    fewer = replace(draft, nodes=draft.nodes[1:])
    verdict = importing.score(path, lambda *_: fewer)
    assert verdict.of["leaves found"] - verdict.right["leaves found"] == 3
    more = replace(draft, nodes=(*draft.nodes, Node("99", "联系电话")))
    verdict = importing.score(path, lambda *_: more)
    assert verdict.of["leaves real"] - verdict.right["leaves real"] == 1


def test_a_leaf_under_another_group_has_a_wrong_parent(importing: Any) -> None:
    path = importing.FOLDER / "dev" / "03-xiaoyuan.yaml"
    draft = _perfect(_truth(path))
    one, two, *rest = draft.nodes
    moved = replace(two, children=(one.children[-1], *two.children))
    less = replace(one, children=one.children[:-1])
    verdict = importing.score(path, lambda *_: replace(draft, nodes=(less, moved, *rest)))
    assert verdict.of["parent"] - verdict.right["parent"] == 1


def test_a_cell_that_nobody_reports_is_lost(importing: Any) -> None:
    truth = _truth(importing.FOLDER / "dev" / "12-chuangkou.yaml")
    draft = replace(_perfect(truth), unread=())
    lost = importing.judging.lost(truth["cells"], draft)
    assert "政务大厅和办税大厅" in lost
    assert not any("楼层索引" in cell for cell in lost)
    kept = replace(draft, unread=(Unread("表4第2行", "第一组 市文明办 政务大厅和办税大厅", ""),))
    assert "政务大厅和办税大厅" not in importing.judging.lost(truth["cells"], kept)


def test_a_file_that_fails_is_lost_whole(importing: Any) -> None:
    def fails(*_: Any) -> Any:
        raise ValueError("读不了")

    verdict = importing.score(importing.FOLDER / "dev" / "03-xiaoyuan.yaml", fails)
    assert verdict.right["leaves found"] == 0
    assert verdict.right["read"] == 0
    assert len(verdict.lost) > 20


def test_a_group_of_one_nameless_row_may_as_well_be_the_leaf(importing: Any) -> None:
    truth = _truth(importing.FOLDER / "dev" / "21-tushuguan.yaml")
    group, *more = _perfect(truth).nodes
    first = group.children[0]
    leaf = replace(first.children[0], code=first.code, title=first.title)
    merged = replace(_perfect(truth), nodes=(replace(group, children=(leaf, *group.children[1:])), *more))
    assert importing.judging.judge(truth, merged).told == []


@pytest.mark.parametrize(
    ("true", "found", "right"),
    [
        ("Ⅱ-1", "II—1", True),
        ("1)", "Ⅱ-1-1)", True),
        ("（1）", "一(一)(1)", True),
        ("1", "21", False),
        ("1", "一1", True),
        ("Ⅰ", "Ⅱ", False),
        ("卷宗A", "A", True),
        ("二", "第二部分", True),
        ("", "7", True),
        ("", "", False),
        ("3", "", False),
    ],
)
def test_codes(importing: Any, true: str, found: str, right: bool) -> None:
    assert importing.judging._code(true, found) is right


def test_the_half_that_is_only_scored_is_not_shown(importing: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["importing.py", "--held", "--show"])
    with pytest.raises(SystemExit):
        importing.main()


@pytest.mark.parametrize("part", ["dev", "more"])
def test_the_importer_does_as_well_as_it_did(importing: Any, part: str) -> None:
    whole = importing.together([verdict for _, verdict in importing.results(part, importing.by_importer)])
    assert whole.right["read"] == whole.of["read"]
    assert whole.lost == []
    for figure in importing.AIMED:
        assert whole.right[figure] >= 0.99 * whole.of[figure], figure
    for figure in (*importing.GROUPS, "title", "methods", "bonus", "total", "negative"):
        assert whole.right[figure] >= 0.98 * whole.of[figure], figure
