"""What changed since a day."""

from __future__ import annotations

import json

from builders import CATALOGUE
from samples import made_item
from wenming_archive.catalogue import load
from wenming_archive.console import standing
from wenming_archive.decisions import Decisions, NotHeld
from wenming_archive.model import Item
from wenming_archive.report import as_json, changes, gaps
from wenming_archive.report.changes import Since
from wenming_archive.report.gaps import Gaps

TREE = load.parse(CATALOGUE)


def report(*items: Item, text: str = CATALOGUE) -> Gaps:
    return gaps.compare(load.parse(text), items, Decisions())


def since(before: Gaps, now: Gaps) -> Since:
    return changes.since("2023-05-01", json.loads(json.dumps(changes.kept(before))), now)


def test_a_gap_that_was_closed_and_one_that_opened() -> None:
    found = since(report(made_item("a", "Ⅱ-1")), report(made_item("总结", "Ⅰ-2", kind="summary")))
    assert [(one.now.leaf.code, one.closed, one.opened, one.came) for one in found.changes] == [
        ("Ⅰ-2", True, False, 1),
        ("Ⅱ-1", False, True, -1),
    ]
    assert found.reached == (5, 6)
    assert found.open == (2, 2)


def test_a_step_on_the_way_is_a_change_too() -> None:
    (change,) = since(report(), report(made_item("方案", "Ⅰ-1", kind="plan"))).changes
    assert (change.now.leaf.code, change.closed, change.opened, change.came) == ("Ⅰ-1", False, False, 1)


def test_nothing_changed() -> None:
    now = report(made_item("方案", "Ⅰ-1", kind="plan"))
    assert since(now, now).changes == ()


def test_an_indicator_that_the_catalogue_did_not_have() -> None:
    more = CATALOGUE.replace('{code: "Ⅱ-2"', '{code: "Ⅱ-0", title: 新}\n      - {code: "Ⅱ-2"')
    (change,) = since(report(), report(text=more)).changes
    assert (change.now.leaf.code, change.before, change.opened) == ("Ⅱ-0", None, True)


def test_as_other_programs_see_it() -> None:
    found = since(report(), report(made_item("总结", "Ⅰ-2", kind="summary")))
    assert as_json.since(found) == {
        "since": "2023-05-01",
        "reached": {"before": 0, "now": 6},
        "open": {"before": 3, "now": 2},
        "changes": [
            {"code": "Ⅰ-2", "title": "志愿服务", "before": "empty", "now": "complete", "came": 1},
        ],
    }


def test_what_a_person_explained_is_not_told_as_closed() -> None:
    told = Decisions(not_held=(NotHeld(code="Ⅰ-2", note="没有开展"),))
    now = gaps.compare(TREE, [], told)
    (change,) = since(report(), now).changes
    assert (change.closed, change.explained, change.opened) == (False, True, False)
    assert (
        standing.changed(since(report(), now), "变化") == "变化（与 2023-05-01 比）：说明未开展 1 项（Ⅰ-2）"
    )
