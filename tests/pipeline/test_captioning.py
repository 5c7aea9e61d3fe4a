"""Captions in a workspace: named by item, folder or event, kept, told in the history, taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import tree
from conftest import Archive
from scenes import saved, scene
from wenming_archive import decisions
from wenming_archive.decisions import Elements
from wenming_archive.errors import InputError
from wenming_archive.index import Index
from wenming_archive.pipeline import captioning, session
from wenming_archive.report.caption import Origin, Source

FOLDER = "工会/2023.03.05学雷锋"
ONE, TWO = f"{FOLDER}/IMG_20230305_091502.jpg", f"{FOLDER}/照片/IMG_20230305_100148.jpg"
FILES: dict[str, str | bytes] = {
    f"{FOLDER}/信息.txt": (
        "志愿者走进春和社区开展学雷锋志愿服务活动\n"
        "3月5日，水务局26名志愿者走进春和社区，为居民送服务上门。\n（2023年3月6日）"
    ),
    ONE: saved(scene(1)),
    TWO: saved(scene(2)),
    "杂/清扫.jpg": saved(scene(3)),
    "杂/方案/值班安排.txt": "值班安排\n2023年3月",
}


@pytest.fixture
def scanned(archive: Archive, tmp_path: Path) -> Archive:
    """A workspace with two photos of one event, its report, and another photo."""
    archive("scan", tree(tmp_path / "资料", FILES), "--no-ocr")
    for source in (f"{FOLDER}/信息.txt", ONE, TWO, "杂/清扫.jpg"):
        archive("assign", source, "Ⅰ-2")
    return archive


def said(archive: Archive) -> dict[str, Elements]:
    """Return what decisions.yaml says for captions, by path."""
    kept = decisions.load(archive.root / "decisions.yaml")
    return {one.path: one.photo for one in kept.items if one.photo != Elements()}


def meant(archive: Archive, *names: str, event: bool = False) -> list[str]:
    found = captioning.meant(session.begin(archive.root), names, event=event)
    return [item.found.source for item in found]


def test_the_captions_of_a_workspace_come_from_its_papers(scanned: Archive) -> None:
    found = captioning.of_all(session.begin(scanned.root))
    made = {source: one for (_, source), one in found.items()}
    assert set(made) == {ONE, TWO, "杂/清扫.jpg"}
    assert (made[ONE].caption.time, made[ONE].caption.place) == ("2023年3月5日", "春和社区")
    assert made[TWO].caption.persons == "水务局26名志愿者"
    assert made[TWO].sources.place == Source(Origin.document, f"{FOLDER}/信息.txt")


def test_items_are_named_one_by_one_by_folder_or_by_event(scanned: Archive) -> None:
    assert meant(scanned, "清扫.jpg") == ["杂/清扫.jpg"]
    assert meant(scanned, FOLDER) == meant(scanned, f"{FOLDER}/") == [ONE, TWO]
    assert meant(scanned, "2023.03.05学雷锋", "清扫.jpg") == [ONE, TWO, "杂/清扫.jpg"]
    assert meant(scanned, ONE, event=True) == meant(scanned, f"{FOLDER}/信息.txt", event=True) == [ONE, TWO]
    assert meant(scanned, ONE, ONE) == [ONE]


@pytest.mark.parametrize(("name", "event"), [("没有", False), ("杂/方案", False), ("值班安排.txt", True)])
def test_what_means_no_photo_is_refused(scanned: Archive, name: str, event: bool) -> None:
    with pytest.raises(InputError):
        meant(scanned, name, event=event)


def test_what_people_say_holds_and_what_they_do_not_stays(scanned: Archive) -> None:
    scanned("caption", FOLDER, "--place", "春和社区广场", "--photographer", "王某")
    scanned("caption", ONE, "--persons", " 李某 ")
    assert said(scanned) == {
        ONE: Elements(place="春和社区广场", photographer="王某", persons="李某"),
        TWO: Elements(place="春和社区广场", photographer="王某"),
    }
    # The places they were assigned to stand as before.
    assert all(scanned.items()[source]["indicators"][0]["code"] == "Ⅰ-2" for source in (ONE, TWO))
    scanned("caption", ONE, "--place", "")
    assert said(scanned)[ONE] == Elements(photographer="王某", persons="李某")


def test_a_title_renames_the_copy(scanned: Archive) -> None:
    ran = scanned("caption", ONE, "--title", "志愿者清扫楼道", "--place", "春和社区")
    assert (ran.status, ran.err) == (0, "")
    assert any("志愿者清扫楼道.jpg" in copy for copy in scanned.items()[ONE]["filed_as"])
    assert scanned("caption", ONE, "--clear").status == 0
    assert said(scanned) == {} and "志愿者" not in scanned.items()[ONE]["title"]
    assert scanned.items()[ONE]["status"] == "filed"


def test_a_caption_alone_leaves_nothing_for_a_scan_to_do(scanned: Archive) -> None:
    scanned("caption", FOLDER, "--place", "广场")
    begun = session.begin(scanned.root)
    with Index.reading(begun.workspace.index_file) as index:
        assert index.note("fingerprint") == begun.fingerprint


def test_captions_are_told_in_the_history_and_taken_back(scanned: Archive) -> None:
    scanned("caption", FOLDER, "--place", "广场")
    scanned("caption", ONE, "--place", "礼堂", "--time", "2023-03-06")
    told = scanned("log", "-n", "1").out
    assert "archive caption" in told and "时间“2023-03-06”" in told and "地点“礼堂”" in told
    assert scanned("undo").status == 0
    assert said(scanned) == {ONE: Elements(place="广场"), TWO: Elements(place="广场")}
    assert scanned("undo").status == 0
    assert said(scanned) == {}
    assert scanned.items()[ONE]["status"] == "filed"


def test_other_decisions_leave_a_caption_as_it_is(scanned: Archive) -> None:
    scanned("caption", ONE, "--place", "广场")
    scanned("assign", ONE, "Ⅰ-1")
    scanned("unassign", ONE)
    assert said(scanned) == {ONE: Elements(place="广场")}


def test_a_check_says_no_more_what_was_filled_in(scanned: Archive) -> None:
    def lacking() -> list[str]:
        return [one["message"] for one in scanned("check", "--json").json if one["check"] == "photo-elements"]

    assert [message for message in lacking() if "这张照片没有写明时间" in message]
    full = (
        "--place",
        "阳光社区",
        "--persons",
        "职工",
        "--background",
        "为弘扬雷锋精神",
        "--time",
        "2023-03-05",
    )
    scanned("caption", FOLDER, "杂/清扫.jpg", *full)
    assert lacking() == []
    scanned("caption", "杂/清扫.jpg", "--clear")
    assert [message for message in lacking() if "这张照片没有写明时间" in message]


def test_only_photos_have_elements(scanned: Archive) -> None:
    ran = scanned("caption", "信息.txt", "--place", "广场")
    assert ran.status == 2 and "不是照片" in ran.err
    assert scanned("caption", "信息.txt", "--title", "学雷锋信息").status == 0
    assert scanned.items()[f"{FOLDER}/信息.txt"]["title"] == "学雷锋信息"


def test_why_tells_what_stands_below_a_photo_and_where_it_comes_from(scanned: Archive) -> None:
    told = scanned("why", ONE).out
    assert f"地点：春和社区（文档 {FOLDER}/信息.txt）" in told and "摄影者：（空着）" in told
    assert "图片材料页" not in scanned("why", "信息.txt").out


@pytest.mark.parametrize("time", ["2023-13-45", "上午"])
def test_a_time_without_a_date_is_refused(scanned: Archive, time: str) -> None:
    ran = scanned("caption", "清扫.jpg", "--time", time)
    assert ran.status == 2 and f"时间 {time} 里没有看得懂的日期" in ran.err
    assert not said(scanned)
