"""Members of containers are items like any other."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

import packing
from builders import docx, names, snapshot, tree
from conftest import Archive
from wenming_archive.pipeline import survey

PLAN = docx("道德讲堂活动方案", "一、活动主题：身边好人", "2022年8月20日")
SUMMARY = "学雷锋志愿服务总结\n2022年12月30日".encode()
PACKED = packing.zipped(
    {
        "讲堂/道德讲堂方案.docx": PLAN,
        "Thumbs.db": b"x",
        "更多.zip": packing.zipped({"志愿服务.txt": SUMMARY}),
    }
)
IN_PLAN, IN_SUMMARY = "党办.zip!/讲堂/道德讲堂方案.docx", "党办.zip!/更多.zip!/志愿服务.txt"


def scanned(archive: Archive, tmp_path: Path, **files: bytes) -> Path:
    folder = tree(tmp_path / "资料", {name.replace("_", "."): data for name, data in files.items()})
    assert archive("scan", folder).status == 0
    return folder


def test_members_are_items_and_litter_is_not(archive: Archive, tmp_path: Path) -> None:
    scanned(archive, tmp_path, 党办_zip=PACKED)
    items = archive.items()
    assert {s: i["status"] for s, i in items.items()} == {IN_PLAN: "filed", IN_SUMMARY: "filed"}
    assert items[IN_SUMMARY]["format"] == "txt" and items[IN_SUMMARY]["size"] == len(SUMMARY)
    copies = {
        name.rsplit("/", 1)[-1]: (archive.root / "材料" / name) for name in names(archive.root / "材料")
    }
    assert copies["Ⅰ-1-01 道德讲堂活动方案.docx"].read_bytes() == PLAN
    assert copies["Ⅰ-2-01 学雷锋志愿服务总结.txt"].read_bytes() == SUMMARY


def test_an_unchanged_container_is_not_opened_again(archive: Archive, tmp_path: Path) -> None:
    folder = scanned(archive, tmp_path, 党办_zip=PACKED)
    before = archive("list", "--json").out
    assert "读取 0 份" in archive("scan").out
    (folder / "新.txt").write_text("红烧排骨的做法")
    assert "读取 1 份" in archive("scan").out
    (folder / "新.txt").unlink()
    archive("scan")
    assert archive("list", "--json").out == before


def test_a_container_that_changed_is_read_anew(archive: Archive, tmp_path: Path) -> None:
    folder = scanned(archive, tmp_path, 党办_zip=PACKED)
    (folder / "党办.zip").write_bytes(packing.zipped({"讲堂/道德讲堂方案.docx": PLAN}))
    archive("scan")
    items = archive.items()
    assert items[IN_PLAN]["status"] == "filed"
    assert items[IN_SUMMARY]["problems"][0]["code"] == "source-missing"


def test_a_member_and_a_file_of_the_same_bytes_are_one(archive: Archive, tmp_path: Path) -> None:
    scanned(archive, tmp_path, 党办_zip=PACKED, 志愿服务_txt=SUMMARY)
    statuses = sorted(i["status"] for i in archive.items().values())
    assert statuses == ["duplicate", "filed", "filed"]


def test_a_decision_on_a_member_holds(archive: Archive, tmp_path: Path) -> None:
    scanned(archive, tmp_path, 党办_zip=packing.zipped({"菜谱.txt": "红烧排骨".encode()}))
    assert archive("assign", "党办.zip!/菜谱.txt", "Ⅱ-1").status == 0
    item = archive.items()["党办.zip!/菜谱.txt"]
    assert item["indicators"][0]["by"] == "person" and len(item["filed_as"]) == 1
    assert "菜谱" in archive("why", "菜谱.txt").out


def test_containers_are_opened_three_levels_deep(archive: Archive, tmp_path: Path) -> None:
    data = SUMMARY
    for n in range(4):
        data = packing.zipped({f"{n}.zip" if n else "总结.txt": data})
    scanned(archive, tmp_path, 深_zip=data)
    (item,) = archive.items().values()
    assert (item["source"], item["status"]) == ("深.zip!/3.zip!/2.zip!/1.zip", "unreadable")
    assert item["problems"][0]["code"] == "too-deep"


def test_members_of_all_levels_together_are_kept_within_reason(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(survey, "MAX_MEMBERS", 5)
    inner = packing.zipped({f"{n}.txt": SUMMARY for n in range(3)})
    scanned(archive, tmp_path, 多_zip=packing.zipped({"a.zip": inner, "b.zip": inner, "c.txt": SUMMARY}))
    items = archive.items()
    assert items["多.zip!/b.zip"]["problems"][0]["code"] == "too-large"
    assert [s for s in items if s.endswith(".txt")] and not [s for s in items if "b.zip!/" in s]


def test_a_container_with_nothing_for_us_or_damaged_has_a_row(archive: Archive, tmp_path: Path) -> None:
    scanned(
        archive,
        tmp_path,
        系统_zip=packing.zipped({"Thumbs.db": b"x"}),
        锁_zip=packing.locked({"甲.txt": b"abc"}),
        断_zip=PACKED[:200],
    )
    found = {s: i["problems"][0]["code"] for s, i in archive.items().items()}
    assert found == {"系统.zip": "empty", "锁.zip!/甲.txt": "encrypted", "断.zip": "broken"}
    assert {i["status"] for i in archive.items().values()} == {"unreadable"}


def test_an_archive_is_read_once_what_it_needs_has_come(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, here: None
) -> None:
    folder = tree(tmp_path / "资料", {"七.7z": packing.seven_zip({"志愿服务.txt": SUMMARY})})
    with monkeypatch.context() as patch:
        real = importlib.util.find_spec
        patch.setattr(importlib.util, "find_spec", lambda name: None if name == "py7zr" else real(name))
        for _ in range(2):
            assert 'pip install "wenming-archive[archives]"' in archive("scan", folder).out
    assert "已归档 1" in archive("scan").out
    assert "读取 0 份" in archive("scan").out


def test_sources_with_containers_stay_as_they_are(archive: Archive, tmp_path: Path) -> None:
    folder = tree(tmp_path / "资料", {"党办.zip": PACKED, "七.7z": packing.seven_zip({"甲.txt": SUMMARY})})
    before = snapshot(folder)
    for _ in range(2):
        archive("scan", folder)
    assert snapshot(folder) == before
