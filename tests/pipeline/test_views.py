"""What the looking commands show, as of the last scan."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import snapshot, tree
from conftest import Archive
from wenming_archive.errors import InputError
from wenming_archive.pipeline import session, views
from wenming_archive.report.gaps import State


@pytest.fixture
def scanned(archive: Archive, tmp_path: Path) -> Archive:
    folder = tree(
        tmp_path / "资料",
        {
            "志愿服务总结.txt": "学雷锋志愿服务工作总结\n2022年12月30日",
            "道德讲堂方案.txt": "道德讲堂活动方案\n2022年5月3日",
            "菜谱.txt": "红烧排骨的做法",
        },
    )
    archive("scan", folder)
    archive("assign", "志愿服务总结", "Ⅰ-2", "Ⅱ-1")
    return archive


def chosen(archive: Archive, status: str | None = None, indicator: str | None = None) -> list[str]:
    found = views.chosen(session.begin(archive.root), status, indicator)
    return [item.found.source for item in found]


def test_all_items_come_in_catalogue_order(scanned: Archive) -> None:
    items = views.items(session.begin(scanned.root))
    assert [item.found.source for item in items] == ["道德讲堂方案.txt", "志愿服务总结.txt", "菜谱.txt"]


@pytest.mark.parametrize("status", ["unplaced", "未归类"])
def test_a_status_goes_by_both_its_names(scanned: Archive, status: str) -> None:
    assert chosen(scanned, status) == ["菜谱.txt"]


@pytest.mark.parametrize("code", ["Ⅰ-2", "Ⅱ-1", "II-1"])
def test_an_indicator_shows_what_is_filed_there_first_or_also(scanned: Archive, code: str) -> None:
    assert chosen(scanned, None, code) == ["志愿服务总结.txt"]


def test_status_and_indicator_both_hold(scanned: Archive) -> None:
    assert chosen(scanned, "已归档", "Ⅰ-1") == ["道德讲堂方案.txt"]
    assert chosen(scanned, "未归类", "Ⅰ-1") == []


def test_an_unknown_status_is_refused_with_those_there_are(scanned: Archive) -> None:
    with pytest.raises(InputError, match=r"没有状态 完成；可用的状态：filed（已归档）、review（待确认）、"):
        chosen(scanned, "完成")


def test_before_the_first_scan_there_is_nothing(archive: Archive) -> None:
    assert chosen(archive) == []
    assert all(not leaf.held for leaf in views.compare(session.begin(archive.root)).leaves)


def test_gaps_count_what_the_list_shows(scanned: Archive) -> None:
    report = views.compare(session.begin(scanned.root))
    assert {leaf.leaf.code: leaf.state for leaf in report.leaves} == {
        "Ⅰ-1": State.insufficient,
        "Ⅰ-2": State.complete,
        "Ⅱ-1": State.complete,
        "Ⅱ-2": State.not_needed,
    }


def test_looking_changes_nothing(scanned: Archive) -> None:
    before = snapshot(scanned.root)
    chosen(scanned)
    views.compare(session.begin(scanned.root))
    assert snapshot(scanned.root) == before
