"""Placing, filing and remembering what was found; what fell short is made up for later."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from builders import names, snapshot, tree
from conftest import Archive
from wenming_archive import disk
from wenming_archive.errors import CopyError
from wenming_archive.index import Index
from wenming_archive.pipeline import session, settle
from wenming_archive.pipeline.outcome import Outcome
from wenming_archive.pipeline.progress import Silent

SUMMARY = "学雷锋志愿服务工作总结\n2022年12月30日"
COPY = "Ⅰ 思想道德建设/Ⅰ-2 志愿服务/Ⅰ-2-01 学雷锋志愿服务工作总结.txt"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tree(tmp_path / "资料", {"志愿服务.txt": SUMMARY, "菜谱.txt": "红烧排骨的做法"})


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    def refuse(*_: object) -> None:
        raise CopyError("磁盘已满")

    monkeypatch.setattr(disk, "copy", refuse)
    return monkeypatch


def refile(archive: Archive) -> Outcome:
    begun = session.begin(archive.root)
    with Index.open(begun.workspace.index_file) as index:
        return settle.refile(begun, index, Silent())


def test_every_indicator_gets_its_folder_even_if_empty(archive: Archive, folder: Path) -> None:
    archive("scan", folder)
    folders = sorted(p.name for p in (archive.root / "材料").glob("*/*"))
    assert folders == ["Ⅰ-1 道德讲堂", "Ⅰ-2 志愿服务", "Ⅱ-1 环境卫生", "Ⅱ-2 群众评价"]


def test_filing_anew_needs_no_source(archive: Archive, folder: Path) -> None:
    archive("scan", folder)
    shutil.rmtree(folder)
    before = snapshot(archive.root / "材料")
    outcome = refile(archive)
    assert outcome.plan.steps == () and outcome.summary.counts == {"filed": 1, "unplaced": 1}
    assert snapshot(archive.root / "材料") == before


def test_what_is_judged_otherwise_is_in_the_outcome_once(archive: Archive, folder: Path) -> None:
    archive("scan", folder)
    path = archive.root / "catalogue.yaml"
    path.write_text(path.read_text("utf-8").replace('"Ⅰ-2"', '"Ⅰ-7"'), "utf-8")
    moved = [(was.codes, now.codes) for was, now in refile(archive).changed]
    assert moved == [(("Ⅰ-2",), ("Ⅰ-7",))]
    assert refile(archive).changed == ()


def test_a_copy_deleted_by_hand_waits_for_a_scan_that_makes_it_again(archive: Archive, folder: Path) -> None:
    archive("scan", folder)
    (archive.root / "材料" / COPY).unlink()
    outcome = refile(archive)
    assert outcome.plan.steps == () and [hand.act for hand in outcome.hands] == ["deleted"]
    assert [step["act"] for step in archive("scan", "--json").json["steps"]] == ["copy"]
    assert names(archive.root / "材料") == [COPY]


def test_what_neither_source_nor_copy_holds_is_told(archive: Archive, folder: Path) -> None:
    archive("scan", folder)
    (folder / "志愿服务.txt").unlink()
    archive("scan")
    (archive.root / "材料" / COPY).unlink()
    archive("scan")
    item = archive.items()["志愿服务.txt"]
    assert item["filed_as"] == []
    assert "来源和归档副本都已不在，无法补齐" in [p["message"] for p in item["problems"]]


def test_a_copy_that_failed_is_told_and_made_up_for_by_the_next_scan(
    archive: Archive, folder: Path, full_disk: pytest.MonkeyPatch
) -> None:
    ran = archive("scan", folder)
    assert ran.status == 3 and f"材料/{COPY}：磁盘已满" in ran.out and "再运行 archive scan" in ran.err
    item = archive.items()["志愿服务.txt"]
    assert item["filed_as"] == [] and item["problems"][-1] == {"code": "copy-failed", "message": "磁盘已满"}
    full_disk.undo()
    assert archive("scan").status == 0
    assert names(archive.root / "材料") == [COPY]
    assert archive.items()["志愿服务.txt"]["problems"] == []


def test_a_dry_run_makes_no_copy(archive: Archive, folder: Path, full_disk: pytest.MonkeyPatch) -> None:
    ran = archive("scan", folder, "--dry-run")
    assert ran.status == 0 and f"复制　材料/{COPY}" in ran.out


def test_readings_of_contents_that_have_gone_are_dropped(archive: Archive, folder: Path) -> None:
    archive("scan", folder)
    (folder / "菜谱.txt").write_text("清蒸鱼的做法")
    archive("scan")
    with Index.reading(archive.root / ".archive/index.sqlite") as index:
        held = index.known_contents()
    assert held == {item["sha256"] for item in archive.items().values()} and len(held) == 2


def test_a_foreign_file_is_named_in_every_scan(archive: Archive, folder: Path) -> None:
    archive("scan", folder)
    tree(archive.root / "材料", {"手工.txt": "x"})
    for _ in range(2):
        assert archive("scan", "--json").json["foreign"] == ["材料/手工.txt"]


def test_without_an_index_copies_are_known_by_their_content(archive: Archive, tmp_path: Path) -> None:
    folder = tree(
        tmp_path / "资料",
        {f"{n}.txt": f"学雷锋志愿服务总结\n第{n}次\n2022年{n}月30日" for n in (4, 5, 6)},
    )
    archive("scan", folder)
    before = names(archive.root / "材料")
    shutil.rmtree(archive.root / ".archive")
    tree(folder, {"3.txt": "学雷锋志愿服务总结\n第3次\n2022年3月30日"})
    ran = archive("scan")
    made = names(archive.root / "材料")
    assert ran.status == 0 and len(made) == len(before) + 1 == 4
    assert not [name for name in made if "(2)" in name] and "不是本程序放入" not in ran.out


def test_the_lists_beside_the_copies_are_written_also_where_a_copy_failed(
    archive: Archive, folder: Path
) -> None:
    tree(folder, {"甲.txt": "学雷锋志愿服务总结\n第一次", "乙.txt": "学雷锋志愿服务总结\n第二次"})
    archive("scan", folder)
    archive("ignore", "甲.txt")
    (folder / "甲.txt").write_text("学雷锋志愿服务总结\n又一次", "utf-8")
    assert archive("assign", "甲.txt", "Ⅰ-1").status == 3
    assert archive("verify").status == 0
