"""How things stood is kept by day, and compared with now."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from builders import tree
from conftest import Archive
from wenming_archive.errors import InputError
from wenming_archive.index import Index
from wenming_archive.pipeline import clock, session, standings, status, views

FIRST = dt.date(2023, 5, 1)


def on(monkeypatch: pytest.MonkeyPatch, day: dt.date) -> None:
    monkeypatch.setattr(clock, "today", lambda: day)


@pytest.fixture
def three_days(archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """A workspace into which one paper came on each of three days."""
    for n in range(3):
        on(monkeypatch, FIRST + dt.timedelta(days=n))
        tree(tmp_path / "资料", {f"{n}.txt": f"环境卫生检查总结{n}\n院落整洁。\n2022年5月{n + 1}日"})
        archive("scan", tmp_path / "资料")
        archive("assign", f"{n}.txt", "Ⅱ-1")
    return archive


def came(archive: Archive, day: str) -> int | None:
    begun = session.begin(archive.root)
    found = standings.since(begun, day, views.compare(begun))
    return sum(change.came for change in found.changes) if found else None


@pytest.mark.parametrize(
    ("day", "count"), [("2023-05-03", 1), ("2023年5月2日", 2), ("2023-06-01", 0), ("2020-01-01", 2)]
)
def test_what_came_on_a_day_and_after(three_days: Archive, day: str, count: int) -> None:
    assert came(three_days, day) == count


@pytest.mark.parametrize("day", ["五月", "2023-05", "2023-05-01至2023-05-03", ""])
def test_a_day_is_asked_for(three_days: Archive, day: str) -> None:
    with pytest.raises(InputError):
        came(three_days, day)


def test_a_run_that_changes_nothing_keeps_what_was_kept(
    three_days: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, FIRST + dt.timedelta(days=9))
    three_days("scan")
    with Index.reading(three_days.root / ".archive/index.sqlite") as index:
        kept = index.day("2023-05-20")
    assert kept and kept[0] == "2023-05-03"
    assert json.loads(kept[1])["leaves"]["Ⅱ-1"][1] == 3


def test_the_overview_counts_by_status_and_tells_the_week(
    three_days: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, FIRST + dt.timedelta(days=8))
    seen = status.overview(session.begin(three_days.root))
    assert {s.value: count for s, count in seen.counts.items() if count} == {"filed": 3}
    assert seen.week and sum(change.came for change in seen.week.changes) == 1
    assert (seen.checked, seen.scanned) == (None, True)


def test_what_a_check_found_is_kept_until_something_changes(three_days: Archive) -> None:
    three_days("check")
    seen = status.overview(session.begin(three_days.root)).checked
    assert seen and seen.current
    three_days("not-held", "Ⅰ-1", "--note", "没有做")
    seen = status.overview(session.begin(three_days.root)).checked
    assert seen and not seen.current
