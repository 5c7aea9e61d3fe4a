"""The scored set of ``benchmarks/checking.py``: sound in itself, and counted as it says."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from wenming_archive.catalogue import load
from wenming_archive.model import Description, Found, Item, Known, Placement, Status
from wenming_archive.report.checks import registry
from wenming_archive.report.checks.check import Check, Fault, Finding, Level

_FOLDER = Path(__file__).parents[1] / "benchmarks"


@pytest.fixture(scope="module")
def checking() -> Iterator[Any]:
    """Give the benchmark's module; nothing of it stays behind for other tests to import."""
    path, modules = list(sys.path), set(sys.modules)
    sys.path.insert(0, str(_FOLDER))
    yield importlib.import_module("checking")
    sys.path[:] = path
    for name in set(sys.modules) - modules:
        if str(getattr(sys.modules[name], "__file__", "")).startswith(str(_FOLDER)):
            del sys.modules[name]


@pytest.mark.parametrize("half", ["dev", "held"])
def test_an_office_is_complete(checking: Any, half: str) -> None:
    office = checking.evidence.load(half)
    files = {entry.file for entry in office.entries}
    codes = set(load.load(office.catalogue).by_code)
    assert sum(entry.clean for entry in office.entries) >= 140
    assert sum(not entry.clean for entry in office.entries) >= 100
    assert {code for entry in office.entries for code in entry.at} <= codes
    assert set(office.indicators) <= codes
    assert {file for entry in office.entries for file in entry.files} == files


def test_the_offices_have_no_file_in_common(checking: Any) -> None:
    dev, held = (checking.evidence.load(half).entries for half in ("dev", "held"))
    texts = [{entry.more["text"] for entry in part if "text" in entry.more} for part in (dev, held)]
    assert texts[0].isdisjoint(texts[1])
    shots = [{tuple(e.more["photo"]["of"]) for e in part if "photo" in e.more} for part in (dev, held)]
    assert shots[0].isdisjoint(shots[1])


def test_every_topic_has_a_check_that_there_is(checking: Any) -> None:
    known = {check.id for check in registry.CHECKS}
    named = {check for ids in checking.TOPICS.values() for check in ids}
    assert named <= known
    assert {*checking.OF_PHOTOS, *checking.TOGETHER} <= known


@pytest.mark.parametrize(
    ("check", "expected"), [("gps", [("a.jpg",), ("b.jpg",)]), ("versions", [("a.jpg", "b.jpg")])]
)
def test_what_lists_items_counts_for_each_and_what_compares_them_once(
    checking: Any, check: str, expected: list[tuple[str, ...]]
) -> None:
    items = tuple(_item(source) for source in ("a.jpg", "b.jpg"))
    finding = Finding(Check(check, Level.hint, "", "", ""), Fault(items, "说明"))
    assert [one.sources for one in checking.told(finding)] == expected


def test_every_topic_is_in_both_offices(checking: Any) -> None:
    for half in ("dev", "held"):
        office = checking.evidence.load(half)
        told = {topic for entry in office.entries for topic in entry.faults}
        assert told | {t for some in office.indicators.values() for t in some} == set(checking.TOPICS)


def _item(source: str) -> Item:
    found = Found("/", source, Path(f"/{source}"), 1, 0)
    return Item(Known(found, source, "jpg", Description("photo", source)), Placement(Status.filed))


def _office(checking: Any) -> Any:
    def entry(file: str, faults: tuple[str, ...] = (), may: tuple[str, ...] = (), case: str = "") -> Any:
        return checking.Entry(file, ("1",), faults, may, case or file, {})

    entries = (
        entry("好.docx"),
        entry("早.docx", ("out-of-period",)),
        entry("稿1.docx", ("versions",), case="稿"),
        entry("稿2.docx", ("versions",), case="稿"),
        entry("无.docx", may=("undated",)),
    )
    return checking.Office(entries, {"2": ("too-few",)}, {}, Path("catalogue.yaml"))


def _said(
    checking: Any, check: str, *sources: str, level: Level = Level.warning, codes: tuple[str, ...] = ()
) -> Any:
    return checking.Told(Check(check, level, "", "", ""), sources, codes)


def test_a_fault_is_found_with_any_of_its_files_and_an_indicator_with_its_code(checking: Any) -> None:
    said = [_said(checking, "versions", "稿2.docx"), _said(checking, "too-few", codes=("2",))]
    scored = checking.score(_office(checking), said, ocr=False)
    assert {case.topic for case in scored.found} == {"versions", "too-few"}
    assert {case.topic for case in scored.cases} == {"out-of-period", "versions", "too-few"}
    assert not scored.wrong


def test_what_is_made_up_of_a_clean_item_is_a_false_alarm(checking: Any) -> None:
    said = [
        _said(checking, "mobile", "好.docx"),
        _said(checking, "undated", "无.docx"),  # may be said
        _said(checking, "mobile", "早.docx"),  # wrong, but of an item that has another fault
        _said(checking, "secret", "好.docx", level=Level.error),
        _said(checking, "too-few", codes=("1",)),
    ]
    scored = checking.score(_office(checking), said, ocr=False)
    assert not scored.right
    assert [one.check.id for one in scored.wrong] == ["mobile", "mobile", "secret", "too-few"]
    assert [one.sources for one in scored.alarms("warning")] == [("好.docx",), ()]
    assert len(scored.alarms("error")) == 1


def test_the_half_that_is_only_scored_is_not_shown(checking: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for half in ("held", "both"):
        monkeypatch.setattr(sys, "argv", ["checking.py", "--half", half, "--show"])
        with pytest.raises(SystemExit):
            checking.main()


def test_invented_numbers_are_the_same_each_time_and_sound(checking: Any) -> None:
    filled = checking.evidence.invented.filled
    assert filled("<身份证 3>") == filled("<身份证 3>") != filled("<身份证 4>")
    for n in range(20):
        card = filled(f"<银行卡 {n}>")
        assert sum(sum(divmod(int(d) * (1 + k % 2), 10)) for k, d in enumerate(reversed(card))) % 10 == 0
        account = filled(f"<对公账号 {n}>")
        assert sum(sum(divmod(int(d) * (1 + k % 2), 10)) for k, d in enumerate(reversed(account))) % 10
