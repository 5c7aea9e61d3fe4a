"""``archive check`` as it is run: its results, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from builders import tree
from conftest import Archive
from scenes import saved, scene
from wenming_archive import locking

PLAN = "道德讲堂活动方案\n身边人讲身边事\n2022年5月6日"


@pytest.fixture
def scanned(archive: Archive, tmp_path: Path) -> Archive:
    settings = archive.root / "archive.yaml"
    off = "checks_off: {too-few: 看缺口清单, plan-without-summary: 还在开展}"
    settings.write_text(settings.read_text("utf-8").replace("checks_off: {}", off), "utf-8")
    archive("scan", tree(tmp_path / "资料", {"道德讲堂/方案.txt": PLAN}))
    assert archive.items()["道德讲堂/方案.txt"]["status"] == "filed"
    return archive


def test_where_all_is_well_it_says_so(scanned: Archive) -> None:
    ran = scanned("check", "--check")
    first, *rest = ran.out.splitlines()
    assert (ran.status, first, ran.err) == (0, "检查了 1 份材料，没有发现问题", "")
    assert rest == ["没有做的检查：too-few（看缺口清单）", "没有做的检查：plan-without-summary（还在开展）"]
    assert scanned("check", "--json").json == []


def test_without_items_it_says_what_to_do(archive: Archive) -> None:
    assert archive("check").out == "没有材料。先运行 archive scan 材料文件夹\n"


def test_errors_and_warnings_end_a_check_and_hints_do_not(scanned: Archive, tmp_path: Path) -> None:
    tree(tmp_path / "资料", {"道德讲堂/旧.txt": PLAN.replace("2022", "2019")})
    scanned("scan")
    ran = scanned("check", "--check")
    assert ran.status == 4 and ran.out.startswith("错误　1 处\n\n不在测评周期内　1 处\n")
    assert scanned("check").status == 0
    assert [(one["check"], one["level"]) for one in scanned("check", "--json").json] == [
        ("out-of-period", "error")
    ]
    scanned("ignore", "道德讲堂/旧.txt")
    (tmp_path / "资料/道德讲堂/方案.txt").unlink()
    scanned("scan")
    ran = scanned("check", "--check")
    assert ran.status == 0 and ran.out.startswith("提示　1 处\n\n来源文件已不在　1 处\n")


def test_the_whole_list_is_to_be_had(scanned: Archive, tmp_path: Path) -> None:
    files = {
        f"道德讲堂/{n}.txt": f"道德讲堂活动方案之{n}，身边人讲身边事，2019年5月{n}日" for n in range(1, 24)
    }
    scanned("scan", tree(tmp_path / "旧资料", files))
    filed = [source for source, item in scanned.items().items() if item["filed_as"]]
    assert len(filed) == 24
    assert "另有 3 处" in scanned("check").out
    assert scanned("check", "--all").out.count("  · ") == 23


def test_one_photo_under_two_indicators(scanned: Archive, tmp_path: Path) -> None:
    photo = saved(scene(1), taken="2022:05:06 10:00:00")
    scanned("scan", tree(tmp_path / "照片", {"道德讲堂/现场.jpg": photo}), "--no-ocr")
    scanned("assign", "现场.jpg", "Ⅰ-1", "Ⅱ-1")
    (one,) = (found for found in scanned("check", "--json").json if found["check"] == "same-photo")
    assert (one["level"], one["sources"]) == ("warning", ["道德讲堂/现场.jpg"])
    assert one["indicators"] == ["Ⅰ-1", "Ⅱ-1"] and one["message"] == "这张照片同时归在 Ⅰ-1、Ⅱ-1"
    assert scanned("check", "--check").status == 4


def test_after_a_change_that_was_not_scanned_it_says_so(scanned: Archive) -> None:
    path = scanned.root / "catalogue.yaml"
    path.write_text(path.read_text("utf-8").replace("score: 4", "score: 5"), "utf-8")
    assert "请运行 archive scan" in scanned("check").err


def test_while_another_command_works_it_waits_or_says_who(
    scanned: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locking, "WAIT", 0.1)
    monkeypatch.setattr(locking, "PATIENCE", 0.05)
    with locking.held(scanned.root / ".archive", "scan"):
        ran = scanned("check")
    assert ran.status == 2 and "scan" in ran.err


def test_a_check_that_is_switched_off_is_not_made_and_its_reason_is_told(archive: Archive) -> None:
    settings = archive.root / "archive.yaml"
    kept = settings.read_text("utf-8")
    settings.write_text(kept.replace("checks_off: {", "checks_off: {gps: 都是公开活动, "), "utf-8")
    assert "没有做的检查：gps（都是公开活动）" in archive("check").out
    rows = {row["id"]: row for row in json.loads(archive("check", "--list", "--json").out)}
    assert rows["gps"]["off"] == "都是公开活动" and rows["undated"]["off"] is None
    assert rows["secret"]["level"] == "error" and all(row["fix"] for row in rows.values())
    shown = archive("check", "--list").out
    assert shown.index("secret") < shown.index("undated") < shown.index("gps")
    assert "都是公开活动" in shown


def test_a_check_that_there_is_not_is_said_with_those_there_are(archive: Archive) -> None:
    settings = archive.root / "archive.yaml"
    settings.write_text("checks_off: {没有的: 不要}\n", "utf-8")
    for command in (["check"], ["check", "--list"]):
        ran = archive(*command)
        assert ran.status == 2 and "没有名为 没有的 的检查" in ran.err and "near-duplicate" in ran.err
