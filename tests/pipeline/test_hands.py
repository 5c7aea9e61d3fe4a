"""What clerks do in 材料/ with the file manager is understood by the next scan."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from builders import names, snapshot, tree
from changes import Killed, killed_after
from conftest import Archive
from handwork import (
    CLEAN,
    COPIES,
    FILES,
    NEW,
    OPINION,
    SERVICE,
    TALK,
    at_rest,
    codes,
    contents,
    decided,
    hands,
    move,
    office,
    put,
)
from wenming_archive import disk
from wenming_archive.errors import CopyError
from wenming_archive.pipeline import survey

pytestmark = pytest.mark.usefixtures("here")


@pytest.fixture
def evidence(archive: Archive) -> Path:
    return office(archive)


# -- deleted


def test_where_nobody_can_be_asked_a_deleted_copy_is_made_again(archive: Archive, evidence: Path) -> None:
    (evidence / COPIES["服务.txt"]).unlink()
    ran = archive("scan")
    assert "有人动过 材料/ 里的 1 份文件（已这样处理）：" in ran.out and "从来源补上" in ran.out
    assert names(evidence) == sorted(COPIES.values()) and decided(archive) == {} and at_rest(archive)


def test_the_whole_folder_deleted_is_made_again(archive: Archive, evidence: Path) -> None:
    before, listed = contents(evidence), archive("list", "--json").out
    shutil.rmtree(evidence)
    assert hands(archive) == [("deleted", "restore")] * 3
    assert contents(evidence) == before and archive("list", "--json").out == listed and at_rest(archive)
    assert {"manifest-sha256.txt", "manifest-sources.jsonl"} < {path.name for path in evidence.iterdir()}


def test_what_is_nowhere_any_more_is_told(archive: Archive, evidence: Path) -> None:
    put(evidence, f"{CLEAN}/照片说明.txt")
    hands(archive)
    source = f"材料/{CLEAN}/照片说明.txt"
    (archive.root / archive.items()[source]["filed_as"][0]).unlink()
    ran = archive("scan")
    assert "来源和别的副本都已不在，无法补上（1）" in ran.out
    told = [problem["message"] for problem in archive.items()[source]["problems"]]
    assert "来源和归档副本都已不在，无法补齐" in told
    archive("scan")
    assert source not in archive.items() and at_rest(archive)


def test_a_deletion_that_was_decided_since_needs_no_answer(archive: Archive, evidence: Path) -> None:
    (evidence / COPIES["服务.txt"]).unlink()
    ran = archive("unassign", "服务")
    assert "有人动过 材料/ 里的 1 份文件，这次没有处理" in ran.err
    assert hands(archive) == [] and codes(archive)["服务.txt"] == "unplaced" and at_rest(archive)


# -- changed


def test_a_changed_copy_is_left_and_the_right_one_stands_beside_it(archive: Archive, evidence: Path) -> None:
    (evidence / COPIES["服务.txt"]).write_text("改过了", "utf-8")
    for _ in range(2):
        assert hands(archive) == [("changed", "leave")]
        found = contents(evidence)
        assert found[COPIES["服务.txt"]] == "改过了" and FILES["服务.txt"] in found.values()
    assert len(found) == 4 and decided(archive) == {}
    (evidence / COPIES["服务.txt"]).unlink()
    hands(archive)
    assert names(evidence) == sorted(COPIES.values()) and at_rest(archive)


def test_changed_evidence_that_is_nowhere_else_is_taken_as_it_is_now(
    archive: Archive, evidence: Path
) -> None:
    put(evidence, f"{CLEAN}/照片说明.txt")
    hands(archive)
    archive("assign", "照片说明", "Ⅱ-2", "Ⅱ-1")
    (copy, _) = archive.items()[f"材料/{CLEAN}/照片说明.txt"]["filed_as"]
    path = archive.root / copy
    path.rename(path.with_name("保洁说明.txt"))  # a title of its own, before it is changed
    hands(archive)
    copies = archive.items()[f"材料/{CLEAN}/照片说明.txt"]["filed_as"]
    for copy in copies:  # both, as an editor does that writes in place: they are one file
        (archive.root / copy).write_text(f"{NEW}\n补充：又一次。", "utf-8")
    assert hands(archive) == [("changed", "follow")] * 2
    (item,) = (item for source, item in archive.items().items() if source.startswith("材料/"))
    assert [placed["code"] for placed in item["indicators"]] == ["Ⅱ-2", "Ⅱ-1"]
    assert item["title"] == "保洁说明" and item["filed_as"] == copies
    assert f"{NEW}\n补充：又一次。" in contents(evidence).values() and at_rest(archive)


def test_a_copy_overwritten_with_another_item_is_left(archive: Archive, evidence: Path) -> None:
    (evidence / COPIES["卫生.txt"]).write_text(FILES["服务.txt"], "utf-8")
    assert hands(archive) == [("changed", "leave")]
    assert {*contents(evidence).values()} == {FILES[name] for name in COPIES}


# -- what is no hand


LITTER = ["Thumbs.db", "desktop.ini", "~$方案.docx", ".DS_Store", ".~lock.方案.docx#", "方案.docx.part~"]


@pytest.mark.parametrize("name", LITTER)
def test_litter_is_nothing(archive: Archive, evidence: Path, name: str) -> None:
    put(evidence, f"{CLEAN}/{name}", "x")
    assert hands(archive) == [] and archive("scan", "--json").json["foreign"] == []
    assert len(archive.items()) == 4


def test_an_empty_file_is_named_and_no_evidence(archive: Archive, evidence: Path) -> None:
    put(evidence, f"{CLEAN}/空.txt", "")
    ran = archive("scan", "--json").json
    assert ran["hands"] == [] and ran["foreign"] == [f"材料/{CLEAN}/空.txt"] and len(archive.items()) == 4


def test_the_copy_of_an_empty_source_is_made_again(archive: Archive, evidence: Path) -> None:
    tree(archive.root.parent / "资料", {"空甲.txt": "", "空乙.txt": ""})
    archive("scan")
    archive("assign", "空甲", "Ⅱ-1")
    archive("assign", "空乙", "Ⅱ-2")
    before, told = names(evidence), decided(archive)
    for copy in archive.items()["空甲.txt"]["filed_as"]:
        (archive.root / copy).unlink()
    assert hands(archive) == [] and names(evidence) == before and decided(archive) == told
    assert at_rest(archive)


def test_an_empty_form_that_was_filled_in_is_asked_about(archive: Archive, evidence: Path) -> None:
    tree(archive.root.parent / "资料", {"空甲.txt": "", "空乙.txt": ""})
    archive("scan")
    archive("assign", "空甲", "Ⅱ-1")
    (copy,) = archive.items()["空甲.txt"]["filed_as"]
    (archive.root / copy).write_text("填好了", "utf-8")
    assert hands(archive) == [("changed", "leave")]
    assert codes(archive)["空甲.txt"] == "Ⅱ-1" and codes(archive)["空乙.txt"] == "unreadable"


@pytest.mark.parametrize("made", ["link", "folder", "pipe"])
def test_something_else_in_the_place_of_a_copy_is_left_and_the_copy_made_beside_it(
    archive: Archive, evidence: Path, made: str, tmp_path: Path
) -> None:
    path = evidence / COPIES["服务.txt"]
    path.unlink()
    if made == "link":
        path.symlink_to(tree(tmp_path / "别处", {"密.txt": "不该读"}) / "密.txt")
    elif made == "pipe":
        os.mkfifo(path)
    else:
        tree(path, {"里面.txt": NEW})
    assert ("deleted", "restore") in hands(archive)
    assert path.is_symlink() == (made == "link") and path.is_dir() == (made == "folder")
    (copy,) = archive.items()["服务.txt"]["filed_as"]
    assert copy.endswith(" (2).txt") and (archive.root / copy).read_text("utf-8") == FILES["服务.txt"]
    assert "不该读" not in archive("list", "--json").out and archive("scan", "--json").json["steps"] == []


def test_links_to_folders_are_not_followed(archive: Archive, evidence: Path, tmp_path: Path) -> None:
    (evidence / CLEAN / "外面").symlink_to(tree(tmp_path / "别处", {"密.txt": "不该读"}))
    assert hands(archive) == [] and len(archive.items()) == 4


def unreadable(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    real = disk.sha256

    def sha256(wanted: Path) -> str:
        if wanted == path:
            raise PermissionError(13, "Permission denied", str(path))
        return real(wanted)

    monkeypatch.setattr(disk, "sha256", sha256)


def test_a_file_that_cannot_be_read_stops_nothing(
    archive: Archive, evidence: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unreadable(monkeypatch, put(evidence, f"{CLEAN}/锁住.txt"))
    move(evidence, "服务.txt", f"{TALK}/x.txt")
    assert hands(archive) == [("moved", "follow")]
    assert archive("scan", "--json").json["foreign"] == [f"材料/{CLEAN}/锁住.txt"]
    monkeypatch.undo()
    monkeypatch.setenv("COLUMNS", "80")
    assert hands(archive) == [("added", "follow")]


def test_a_copy_that_cannot_be_read_is_not_taken_for_a_changed_one(
    archive: Archive, evidence: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = evidence / COPIES["服务.txt"]
    os.utime(path, (1, 1))
    with monkeypatch.context() as patch:
        unreadable(patch, path)
        assert hands(archive) == []
    archive("scan")
    assert names(evidence) == sorted(COPIES.values()) and at_rest(archive)


def test_a_workspace_copied_to_another_disk_was_touched_by_no_hand(
    archive: Archive, evidence: Path, tmp_path: Path
) -> None:
    put(evidence, f"{CLEAN}/照片说明.txt")
    hands(archive)
    move(evidence, "服务.txt", "_撤下/x.txt")
    hands(archive)
    before, listed = contents(evidence), archive("list", "--json").out
    there = Archive(tmp_path / "别的盘/工作区", archive.capsys)
    shutil.copytree(archive.root, there.root, copy_function=shutil.copyfile)
    for path in (there.root / "材料").rglob("*"):
        os.utime(path, (10**9, 10**9))
    ran = there("scan", "--json").json
    assert (ran["hands"], ran["steps"], ran["foreign"]) == ([], [], [])
    assert there("list", "--json").out == listed and contents(there.root / "材料") == before
    assert at_rest(there) and there("verify").status == 0


# -- with other things at the same time


def test_a_dry_run_tells_it_and_writes_nothing(archive: Archive, evidence: Path) -> None:
    move(evidence, "服务.txt", f"{CLEAN}/学雷锋打扫街道.txt")
    put(evidence, f"{OPINION}/照片说明.txt")
    (evidence / COPIES["讲堂.txt"]).unlink()
    before = snapshot(archive.root)
    ran = archive("scan", "--dry-run")
    assert "（将这样处理）：" in ran.out and "Ⅰ-2 → Ⅱ-1：学雷锋打扫街道.txt" in ran.out
    told = archive("scan", "--dry-run", "--json").json
    assert snapshot(archive.root) == before
    made = archive("scan", "--json").json
    assert told["hands"] == made["hands"] and told["steps"] == made["steps"]


def test_a_dry_run_heeds_the_title_that_was_given_before(archive: Archive, evidence: Path) -> None:
    move(evidence, "服务.txt", f"{SERVICE}/年度总结.txt")
    hands(archive)
    (copy,) = archive.items()["服务.txt"]["filed_as"]
    move(evidence, copy.removeprefix("材料/"), f"{CLEAN}/Ⅰ-2-01 年度总结.txt")
    told = archive("scan", "--dry-run", "--json").json["steps"]
    assert told == archive("scan", "--json").json["steps"] and "Ⅱ-1-02 年度总结" in told[0]["target"]


@pytest.mark.parametrize(
    "command",
    [
        ["assign", "菜谱", "Ⅰ-2"],
        ["ignore", "卫生"],
        ["unassign", "讲堂"],
        ["assign", "服务", "Ⅱ-2"],
        ["ignore", "服务"],
    ],
)
def test_other_commands_leave_what_hands_did_as_it_is_and_say_so(
    archive: Archive, evidence: Path, command: list[str]
) -> None:
    moved = move(evidence, "服务.txt", f"{TALK}/总结.txt")
    changed = evidence / COPIES["卫生.txt"]
    changed.write_text("改过了", "utf-8")
    added = put(evidence, f"{OPINION}/照片说明.txt")
    ran = archive(*command)
    assert ran.status == 0 and "有人动过 材料/ 里的 3 份文件，这次没有处理；请运行 archive scan" in ran.err
    assert moved.read_text("utf-8") == FILES["服务.txt"] and added.read_text("utf-8") == NEW
    assert changed.read_text("utf-8") == "改过了" and not (evidence / COPIES["服务.txt"]).exists()
    done = hands(archive)
    assert ("moved", "follow") in done and ("added", "follow") in done and ("changed", "leave") in done
    assert codes(archive)["服务.txt"] == ("Ⅱ-2 Ⅰ-1" if command[-1] == "Ⅱ-2" else "Ⅰ-1")


def test_a_copy_of_a_gone_source_moved_by_hand_outlives_another_decision(
    archive: Archive, evidence: Path
) -> None:
    (archive.root.parent / "资料/服务.txt").unlink()
    archive("scan")
    move(evidence, "服务.txt", f"{TALK}/总结.txt")
    archive("assign", "菜谱", "Ⅱ-1")
    assert archive.items()["服务.txt"]["filed_as"] == [f"材料/{COPIES['服务.txt']}"]
    assert hands(archive) == [("moved", "follow")]
    assert codes(archive)["服务.txt"] == "Ⅰ-1" and at_rest(archive)


def test_the_copy_of_a_gone_source_is_moved_and_titled_like_any(archive: Archive, evidence: Path) -> None:
    (archive.root.parent / "资料/服务.txt").unlink()
    move(evidence, "服务.txt", f"{TALK}/年度总结.txt")
    assert hands(archive) == [("moved", "follow")]
    assert decided(archive) == {"服务.txt": "Ⅰ-1 “年度总结”"} and len(contents(evidence)) == 3
    assert at_rest(archive)


def rename_leaf(archive: Archive, old: str, new: str) -> None:
    path = archive.root / "catalogue.yaml"
    path.write_text(path.read_text("utf-8").replace(f"title: {old}", f"title: {new}"), "utf-8")


def test_hands_in_folders_of_the_catalogue_before_are_understood(archive: Archive, evidence: Path) -> None:
    move(evidence, "服务.txt", f"{CLEAN}/x.txt")
    (evidence / COPIES["讲堂.txt"]).unlink()
    rename_leaf(archive, "环境卫生", "环境整治")
    assert sorted(hands(archive)) == [("deleted", "restore"), ("moved", "follow")]
    assert codes(archive)["服务.txt"] == "Ⅱ-1" and len(contents(evidence)) == 3 and at_rest(archive)
    assert all("环境整治" in name for name in names(evidence) if "Ⅱ-1" in name)


def test_folders_of_earlier_catalogues_are_still_known(archive: Archive, evidence: Path) -> None:
    rename_leaf(archive, "环境卫生", "环境整治")
    archive("ignore", "菜谱")
    archive("scan")
    put(evidence, f"{CLEAN}/照片说明.txt")
    assert hands(archive) == [("added", "follow")]
    assert codes(archive)[f"材料/{CLEAN}/照片说明.txt"] == "Ⅱ-1" and at_rest(archive)
    assert not any(CLEAN in name for name in names(evidence))


def test_an_indicator_that_went_takes_nothing_with_it(archive: Archive, evidence: Path) -> None:
    """A file put into its folder at the same time belongs nowhere now: it is named."""
    put(evidence, f"{OPINION}/照片说明.txt")
    path = archive.root / "catalogue.yaml"
    lines = [line for line in path.read_text("utf-8").splitlines() if "Ⅱ-2" not in line]
    path.write_text("\n".join(lines), "utf-8")
    ran = archive("scan", "--json").json
    assert ran["hands"] == [] and ran["foreign"] == [f"材料/{OPINION}/照片说明.txt"]


def test_the_history_tells_evidence_put_in_by_hand(archive: Archive, evidence: Path) -> None:
    put(evidence, f"{CLEAN}/照片说明.txt")
    hands(archive)
    (said, *_) = archive("log", "--json").json
    assert said["undoable"] and "材料新增 1 份" in said["changes"]


# -- cut off


def interrupted(archive: Archive, changes: int) -> None:
    with pytest.raises(Killed), killed_after(changes, archive.root):
        archive("scan")


def test_after_a_run_that_was_cut_off_its_own_moves_are_no_hands(archive: Archive, evidence: Path) -> None:
    archive("assign", "服务", "Ⅱ-1")
    kept = shutil.copytree(archive.root, archive.root.with_name("先前"))
    path = archive.root / "archive.yaml"
    path.write_text(path.read_text("utf-8").replace("{code}-{nn} {title}", "{nn} {title}"), "utf-8")
    text = path.read_text("utf-8")
    for changes in range(100):
        shutil.rmtree(archive.root)
        shutil.copytree(kept, archive.root)
        path.write_text(text, "utf-8")
        try:
            with killed_after(changes, archive.root):
                archive("scan")
        except Killed:
            assert hands(archive) == [], changes
            assert decided(archive) == {"服务.txt": "Ⅱ-1"}
        else:
            break
    assert changes > 10


def test_after_a_run_that_was_cut_off_hands_on_other_copies_are_understood(
    archive: Archive, evidence: Path
) -> None:
    tree(archive.root.parent / "资料", {"再来.txt": "志愿服务活动简报\n2022年3月5日"})
    for changes in range(100):
        with pytest.raises(Killed), killed_after(changes, archive.root):
            archive("scan")
        if any(name.startswith(f"{SERVICE}/") and name not in COPIES.values() for name in names(evidence)):
            break
    move(evidence, "卫生.txt", f"{TALK}/x.txt")
    put(evidence, f"{OPINION}/照片说明.txt")
    assert sorted(hands(archive)) == [("added", "follow"), ("moved", "follow")]
    assert codes(archive)["卫生.txt"] == "Ⅰ-1" and len(contents(evidence)) == 5 and at_rest(archive)


def at_work(archive: Archive) -> None:
    """Let hands do a bit of everything, with sources that changed too."""
    evidence = archive.root / "材料"
    move(evidence, "服务.txt", f"{CLEAN}/学雷锋打扫街道.txt")
    (evidence / COPIES["讲堂.txt"]).unlink()
    put(evidence, f"{OPINION}/照片说明.txt")
    put(evidence, f"{OPINION}/菜.txt", FILES["菜谱.txt"])
    (evidence / COPIES["卫生.txt"]).rename(evidence / CLEAN / "3.txt")
    tree(archive.root.parent / "资料", {"再来.txt": "志愿服务活动简报\n2022年3月5日"})
    (archive.root.parent / "资料/服务.txt").unlink()


def state(archive: Archive) -> tuple[object, ...]:
    listed = archive("list", "--json").out, archive("gaps", "--json").out
    rows = json.loads((archive.root / "材料/manifest-sources.jsonl").read_text("utf-8").splitlines()[-1])
    return contents(archive.root / "材料"), listed, decided(archive), rows


def test_killed_at_any_instant_the_next_scan_understands_the_same(archive: Archive, evidence: Path) -> None:
    at_work(archive)
    kept = shutil.copytree(archive.root, archive.root.with_name("先前"), symlinks=True)
    archive("scan")
    wanted = state(archive)
    assert len(decided(archive)) == 3
    for changes in range(1000):
        shutil.rmtree(archive.root)
        shutil.copytree(kept, archive.root)
        try:
            with killed_after(changes, archive.root):
                archive("scan")
        except Killed:
            assert archive("scan").status == 0
            assert state(archive) == wanted, f"killed after {changes} changes"
            assert at_rest(archive), f"killed after {changes} changes"
        else:
            break
    assert changes > 20 and state(archive) == wanted


@pytest.mark.parametrize("name", ["服务.txt", "讲堂.txt"])
def test_killed_before_a_copy_is_made_again_it_is_made_by_the_next_scan(
    archive: Archive, evidence: Path, name: str
) -> None:
    """Nothing else tells that there is something to do."""
    change: Callable[[], object] = (evidence / COPIES[name]).unlink
    for changes in range(100):
        change()
        try:
            with killed_after(changes, archive.root):
                archive("scan")
        except Killed:
            archive("scan")
            assert names(evidence) == sorted(COPIES.values()), changes
        else:
            break
    assert changes > 3


def test_a_file_that_changes_while_it_is_taken_in_ends_in_one_sentence(
    archive: Archive, evidence: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(evidence, f"{CLEAN}/照片说明.txt")
    real, before = survey.look, names(evidence)

    def look(*arguments: object, **more: object) -> object:
        path.write_text("还在写", "utf-8")
        return real(*arguments, **more)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr("wenming_archive.pipeline.hands.look", look)
        ran = archive("scan")
    assert ran.status == CopyError.exit_status and "正在被改动" in ran.err and ran.err.count("\n") == 1
    assert names(evidence) == before and decided(archive) == {}
    assert hands(archive) == [("added", "follow")]
