"""The registry: every check once, told worst first, in words for people."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from builders import CATALOGUE
from samples import made_item
from wenming_archive.catalogue import load
from wenming_archive.content import Block, Extracted
from wenming_archive.report import checks
from wenming_archive.report.checks import registry
from wenming_archive.report.checks.check import Check, Fault, Held, Level
from wenming_archive.report.page import Page

TREE = load.parse(CATALOGUE)
FILES = {path.stem for path in Path(checks.__file__ or "").parent.glob("*.py")} - {
    "__init__",
    "check",
    "registry",
}


def test_every_file_is_in_the_registry_under_its_name() -> None:
    assert sorted(check.id.replace("-", "_") for check in registry.CHECKS) == sorted(FILES)


@pytest.mark.parametrize("check", registry.CHECKS, ids=lambda check: check.id)
def test_a_check_is_told_in_words(check: Check) -> None:
    for text in (check.title, check.reason, check.fix):
        assert re.search(r"[\u4e00-\u9fff]{3}", text)
    assert check.reason.endswith("。") and check.fix.endswith("。") and len(check.title) <= 16


def made(name: str, level: Level, *messages: str) -> Check:
    item = made_item("甲", "Ⅰ-1")
    return Check(name, level, "题", "因。", "法。", lambda _: [Fault((item,), text) for text in messages])


def test_findings_come_worst_first_then_in_the_order_of_the_checks() -> None:
    listed = [
        made("c", Level.hint, "5"),
        made("a", Level.error, "1", "2"),
        made("d", Level.warning),
        made("b", Level.error, "3"),
        made("e", Level.warning, "4"),
    ]
    found = registry.run(Held([], TREE), listed)
    assert [(one.check.id, one.fault.message) for one in found] == [
        *(("a", "1"), ("a", "2"), ("b", "3"), ("e", "4"), ("c", "5"))
    ]


def test_where_there_is_nothing_there_is_nothing_to_find() -> None:
    assert registry.run(Held([], TREE)) == []


def test_a_sound_item_is_not_told() -> None:
    assert registry.run(Held([made_item("甲.docx", "Ⅰ-1", kind="plan")], TREE)) == []


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (made_item("甲", "Ⅰ-1", kind="plan", date="2019-05-06"), ("out-of-period", Level.error)),
        (made_item("甲", "Ⅰ-1", kind="plan", date=None), ("undated", Level.warning)),
        (replace(made_item("甲", "Ⅰ-1"), failed="磁盘已满"), ("copy-failed", Level.error)),
        (replace(made_item("甲", "Ⅰ-1"), inherited=True), ("inherited", Level.warning)),
        (
            replace(made_item("甲", "Ⅰ-1"), known=replace(made_item("甲").known, present=False)),
            ("source-missing", Level.hint),
        ),
        (
            replace(made_item("甲", "Ⅰ-1"), known=replace(made_item("甲").known, readable=False)),
            ("not-read", Level.error),
        ),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_what_is_wrong_with_one_item_is_a_finding(item: object, expected: tuple[str, Level]) -> None:
    found = registry.run(Held([item], TREE))  # type: ignore[list-item]
    assert [(one.check.id, one.check.level) for one in found] == [expected]
    assert found[0].sources == ("甲",) and found[0].codes == ("Ⅰ-1",) and found[0].fault.message


def test_items_are_read_once_for_all_checks_and_notes_are_compared() -> None:
    item = made_item("甲.docx", "Ⅰ-1", kind="plan")
    passages: list[int] = []

    def pages() -> list[Page]:
        passages.append(1)
        return [Page(item, Extracted("docx", (Block("text", "第一行"),)))]

    reading = replace(
        made("plain", Level.hint),
        id="reading",
        look=lambda _: (),
        read=lambda page, _: [Fault((page.item,), page.text)],
    )
    noting = replace(
        made("plain", Level.hint),
        id="noting",
        look=lambda _: (),
        note=lambda page, _: page.text or None,
        compare=lambda noted, _: [Fault((one,), f"{what}!") for one, what in noted],
    )
    found = registry.run(Held([item], TREE, pages=pages), [reading, noting])
    assert [finding.fault.message for finding in found] == ["第一行", "第一行!"]
    assert passages == [1]
    registry.run(Held([item], TREE, pages=pages), [made("plain", Level.hint)])
    assert passages == [1], "nobody reads"
