"""What the last runs did can be taken back: all is then as it was before them."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import names, snapshot, tree
from changes import Killed, killed_after
from conftest import Archive
from desk import Desk
from handwork import (
    CLEAN,
    COPIES,
    FILES,
    NEW,
    OPINION,
    TALK,
    at_rest,
    codes,
    contents,
    decided,
    hands,
    move,
    office,
    put,
    sources,
)
from packing import zipped
from sitting import careful, sit
from wenming_archive import book, decisions, workspace
from wenming_archive.export import review_answers
from wenming_archive.index import Index
from wenming_archive.pipeline import history

pytestmark = pytest.mark.usefixtures("here")


@pytest.fixture
def evidence(archive: Archive) -> Path:
    return office(archive)


def told(archive: Archive) -> tuple[object, ...]:
    """Return what people see, and what they decided, as values."""
    made = decisions.load(archive.root / "decisions.yaml")
    listed = archive("list", "--json").out, archive("gaps", "--json").out
    said = made.notes(), made.conclusions_by_code()
    return *listed, contents(archive.root / "材料"), made.latest(), *said, folders(archive)


def folders(archive: Archive) -> list[str]:
    text = (archive.root / "archive.yaml").read_text("utf-8")
    return [line.strip() for line in text.split("sources:")[1].splitlines() if "资料" in line]


def undo(archive: Archive, *arguments: str) -> str:
    ran = archive("undo", *arguments)
    assert ran.status == 0, ran
    return ran.out


def add(archive: Archive, **files: str) -> Path:
    return tree(archive.root.parent / "资料", {f"{name}.txt": text for name, text in files.items()})


# -- decisions


@pytest.mark.parametrize(
    "command",
    [
        ["assign", "菜谱", "Ⅱ-2"],
        ["assign", "服务", "Ⅱ-2", "Ⅰ-1"],
        ["ignore", "服务"],
        ["unassign", "服务"],
        ["not-held", "Ⅱ-2", "--note", "没有"],
        ["conclude", "Ⅱ-2", "--text", "自己写的。"],
    ],
)
def test_a_decision_is_taken_back(archive: Archive, evidence: Path, command: list[str]) -> None:
    before = told(archive)
    assert archive(*command).status == 0 and told(archive) != before
    said = undo(archive)
    assert "将撤销 1 步：" in said and f"archive {command[0]}" in said and "已撤销 1 步" in said
    assert told(archive) == before and at_rest(archive)


@pytest.mark.parametrize(
    "command",
    [
        ["assign", "菜谱", "Ⅰ-1"],
        ["ignore", "菜谱"],
        ["unassign", "菜谱"],
        ["not-held", "Ⅱ-2", "--clear"],
        ["not-held", "Ⅱ-2", "--note", "另一个原因"],
        ["conclude", "Ⅱ-2", "--text", "又改了一稿。"],
        ["conclude", "Ⅱ-2", "--clear"],
    ],
)
def test_a_decision_that_took_the_place_of_another_gives_it_back(
    archive: Archive, evidence: Path, command: list[str]
) -> None:
    archive("assign", "菜谱", "Ⅱ-2", "Ⅱ-1")
    archive("not-held", "Ⅱ-2", "--note", "没有")
    archive("conclude", "Ⅱ-2", "--text", "第一稿。")
    before = told(archive)
    archive(*command)
    undo(archive)
    assert told(archive) == before and at_rest(archive)


def test_decisions_written_by_hand_are_taken_back_with_the_scan_that_saw_them(
    archive: Archive, evidence: Path
) -> None:
    before = told(archive)
    sha256 = archive.items()["菜谱.txt"]["sha256"]
    text = f"items:\n  # 食堂\n  - sha256: {sha256}\n    assign: [Ⅱ-2]  # 党办说的\nnot_held: []\n"
    (archive.root / "decisions.yaml").write_text(text, "utf-8")
    archive("scan")
    assert codes(archive)["菜谱.txt"] == "Ⅱ-2"
    undo(archive)
    assert told(archive) == before


def test_a_sitting_of_review_is_one_step(
    archive: Archive, evidence: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    careful(archive)
    add(archive, 甲="志愿者名单\n张三", 乙="讲堂签到\n李四")
    archive("scan")
    waiting = archive("list", "--status", "待确认", "--json").json
    assert waiting
    before = told(archive)
    sit(archive, monkeypatch, ["1"] * len(waiting))
    assert told(archive) != before
    assert archive("log", "--json").json[0]["command"] == "review"
    undo(archive)
    assert told(archive) == before


def test_a_workbook_of_answers_is_one_step(
    archive: Archive, evidence: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    careful(archive)
    add(archive, 甲="志愿者名单\n张三")
    archive("scan")
    before = told(archive)
    sheet = archive.root / "输出/待确认.xlsx"
    assert archive("review", "--to", sheet).status == 0
    real = review_answers.read

    def read(*arguments: Any) -> Any:
        filled = real(*arguments)
        return replace(filled, answers=tuple(replace(one, codes=("Ⅱ-2",)) for one in filled.answers))

    monkeypatch.setattr(review_answers, "read", read)
    ran = archive("review", "--from", sheet)
    assert ran.status == 0 and told(archive) != before, ran
    undo(archive)
    assert told(archive) == before


def test_a_decision_changed_by_hand_since_is_kept_and_named(archive: Archive, evidence: Path) -> None:
    archive("assign", "菜谱", "Ⅱ-2")
    archive("assign", "服务", "Ⅱ-2")
    path = archive.root / "decisions.yaml"
    path.write_text(path.read_text("utf-8").replace("assign: [Ⅱ-2]", "assign: [Ⅰ-1]", 1), "utf-8")
    said = undo(archive, "2")
    assert said.count("菜谱.txt 后来又改过，保持现在的决定") == 1
    assert decided(archive) == {"菜谱.txt": "Ⅰ-1"} and codes(archive)["菜谱.txt"] == "Ⅰ-1"


def test_a_decision_taken_out_by_hand_since_is_no_concern(archive: Archive, evidence: Path) -> None:
    before = told(archive)
    archive("assign", "菜谱", "Ⅱ-2")
    (archive.root / "decisions.yaml").write_text("items: []\nnot_held: []\n", "utf-8")
    assert "后来又改过" not in undo(archive) and told(archive) == before


def test_a_note_changed_by_hand_since_is_kept_and_named(archive: Archive, evidence: Path) -> None:
    archive("not-held", "Ⅱ-2", "--note", "没有")
    path = archive.root / "decisions.yaml"
    path.write_text(path.read_text("utf-8").replace("note: 没有", "note: 明年再做"), "utf-8")
    assert "Ⅱ-2 后来又改过，保持现在的决定" in undo(archive)
    assert "明年再做" in archive("gaps", "--json").out


def test_remarks_in_decisions_and_settings_outlive_it(archive: Archive, evidence: Path) -> None:
    path = archive.root / "decisions.yaml"
    path.write_text("# 我的\n" + path.read_text("utf-8") + "# 完\n", "utf-8")
    archive("assign", "菜谱", "Ⅱ-2")
    archive("assign", "服务", "Ⅱ-2")
    undo(archive)
    text = path.read_text("utf-8")
    assert text.startswith("# 我的\n") and text.endswith("# 完\n") and text.count("sha256: ") == 1


# -- scans


def test_the_first_scan_is_taken_back_with_its_source(archive: Archive) -> None:
    before = told(archive)
    folder = sources(archive)
    given = snapshot(folder)
    archive("scan", folder)
    said = undo(archive)
    assert f"不再扫描 {folder}" in said and "撤下 3 份" in said
    assert told(archive) == before and snapshot(folder) == given
    assert archive("scan").status == 2  # there is no source
    office(archive)
    undo(archive)
    assert told(archive) == before


def test_a_source_written_into_the_settings_by_hand_stays(archive: Archive) -> None:
    path, folder = archive.root / "archive.yaml", sources(archive)
    path.write_text(path.read_text("utf-8").replace("sources: []", f'sources: ["{folder}"]'), "utf-8")
    archive("scan")
    undo(archive)
    assert (
        archive.items() == {}
        and str(folder) in path.read_text("utf-8")
        and contents(archive.root / "材料") == {}
    )
    archive("scan")
    assert len(archive.items()) == 4


def test_what_a_scan_found_new_is_left_out_until_the_next(archive: Archive, evidence: Path) -> None:
    before = told(archive)
    add(archive, 再来="志愿服务活动简报\n2022年3月5日", 又来="红烧鱼")
    archive("scan")
    after = told(archive)
    said = undo(archive)
    assert "撤下的材料还在来源里，下次 archive scan 会再归入；不要它，请用 archive ignore" in said
    assert told(archive) == before
    archive("scan")
    assert told(archive) == after and at_rest(archive)


def test_what_was_new_and_is_gone_since_is_set_aside(archive: Archive, evidence: Path) -> None:
    add(archive, 再来="志愿服务活动简报\n2022年3月5日")
    archive("scan")
    (archive.root.parent / "资料/再来.txt").unlink()
    undo(archive)
    assert [name for name in names(evidence) if name.startswith("_撤下/")] == [
        "_撤下/Ⅰ-2-01 志愿服务活动简报.txt"
    ]
    assert "再来.txt" not in codes(archive)


def test_a_file_that_was_changed_is_as_it_was(archive: Archive, evidence: Path) -> None:
    filed, known = contents(evidence), archive.items()["服务.txt"]
    add(archive, 服务="学雷锋志愿服务总结（新）\n2023年12月30日")
    archive("scan")
    assert len(contents(evidence)) == 4  # the old one is set aside: it is nowhere else
    undo(archive)
    assert contents(evidence) == filed
    item = archive.items()["服务.txt"]
    told_of = {"problems", "suggestions"}
    assert {k: v for k, v in item.items() if k not in told_of} == {
        k: v for k, v in known.items() if k not in told_of
    }
    assert item["problems"][0]["code"] == "source-missing"
    archive("why", "服务.txt")
    archive("scan")
    assert archive.items()["服务.txt"]["date"] == "2023-12-30" and at_rest(archive)


def test_a_file_that_went_is_listed_again(archive: Archive, evidence: Path) -> None:
    (archive.root.parent / "资料/菜谱.txt").unlink()
    archive("scan")
    assert "菜谱.txt" not in archive.items()
    undo(archive)
    assert archive.items()["菜谱.txt"]["problems"][0]["code"] == "source-missing"
    archive("scan")
    assert "菜谱.txt" not in archive.items() and at_rest(archive)


def test_a_file_that_was_moved_in_the_sources_is_filed_throughout(archive: Archive, evidence: Path) -> None:
    folder = archive.root.parent / "资料"
    filed = contents(evidence)
    (folder / "服务.txt").rename(folder / "改名.txt")
    archive("scan")
    undo(archive)
    assert contents(evidence) == filed and "改名.txt" not in archive.items()
    archive("scan")
    assert contents(evidence) == filed and "服务.txt" not in archive.items() and at_rest(archive)


def test_members_of_a_container_are_taken_back(archive: Archive, evidence: Path) -> None:
    before, folder = told(archive), archive.root.parent / "资料"
    (folder / "甲.zip").write_bytes(zipped({"简报.txt": "志愿服务活动简报\n2022年3月5日".encode()}))
    archive("scan")
    undo(archive)
    assert told(archive) == before
    archive("ignore", "菜谱")
    archive("scan")
    assert codes(archive)["甲.zip!/简报.txt"] == "Ⅰ-2" and at_rest(archive)


def test_a_member_of_a_container_that_was_changed_is_not_taken_for_there(
    archive: Archive, evidence: Path
) -> None:
    """Else its last copy would be removed as one whose source is there."""
    zip_file, text = archive.root.parent / "资料/甲.zip", "志愿服务活动简报\n2022年3月5日"
    zip_file.write_bytes(zipped({"简报.txt": text.encode()}))
    archive("scan")
    zip_file.write_bytes(zipped({"简报.txt": f"{text}\n第二稿".encode()}))
    archive("scan")
    undo(archive)
    archive("ignore", "简报")
    assert text in contents(evidence).values()


def test_what_follows_from_another_catalogue_is_no_step(archive: Archive, evidence: Path) -> None:
    archive("assign", "菜谱", "Ⅱ-2")
    path = archive.root / "catalogue.yaml"
    path.write_text(path.read_text("utf-8").replace("title: 环境卫生", "title: 环境整治"), "utf-8")
    archive("scan")
    (first, second, *_) = archive("log", "--json").json
    assert (first["undoable"], second["undoable"]) == (False, True)
    undo(archive)
    assert codes(archive)["菜谱.txt"] == "unplaced"
    assert all("环境整治" in name for name in names(evidence) if "Ⅱ-1" in name)


# -- hands


def test_what_hands_decided_is_taken_back(archive: Archive, evidence: Path) -> None:
    before = told(archive)
    move(evidence, "服务.txt", f"{CLEAN}/学雷锋打扫街道.txt")
    move(evidence, "讲堂.txt", "_撤下/x.txt")
    put(evidence, f"{OPINION}/又一份.txt", FILES["卫生.txt"])
    hands(archive)
    undo(archive)
    assert told(archive) == before and at_rest(archive)


def test_evidence_put_in_by_hand_is_set_aside_and_comes_back_by_hand(
    archive: Archive, evidence: Path
) -> None:
    before = told(archive)
    put(evidence, f"{OPINION}/照片说明.txt")
    hands(archive)
    undo(archive)
    (aside,) = (name for name, text in contents(evidence).items() if text == NEW)
    assert aside.startswith("_撤下/") and told(archive)[:2] == before[:2] and decided(archive) == {}
    assert at_rest(archive)
    move(evidence, aside, f"{OPINION}/照片说明.txt")
    assert hands(archive) == [("moved", "follow")]
    assert codes(archive)[f"材料/{OPINION}/照片说明.txt"] == "Ⅱ-2"


def test_the_only_copy_of_evidence_is_never_removed(archive: Archive, evidence: Path) -> None:
    """It stands under the very name that it was put in under: it is no source."""
    path = put(evidence, f"{OPINION}/Ⅱ-2-01 院落保洁照片说明.txt")
    hands(archive)
    assert path.is_file()
    undo(archive)
    assert NEW in contents(evidence).values()


def test_a_killed_scan_of_evidence_put_in_is_taken_back_as_well(archive: Archive, evidence: Path) -> None:
    before = told(archive)[:2]
    kept = shutil.copytree(archive.root, archive.root.with_name("先前"))
    for changes in range(100):
        shutil.rmtree(archive.root)
        shutil.copytree(kept, archive.root)
        put(evidence, f"{OPINION}/照片说明.txt")
        try:
            with killed_after(changes, archive.root):
                archive("scan")
        except Killed:
            archive("scan")
        else:
            break
        undo(archive)
        assert told(archive)[:2] == before and decided(archive) == {}, changes
    assert changes > 10


def test_hands_at_work_since_are_left_to_the_next_scan(archive: Archive, evidence: Path) -> None:
    archive("assign", "菜谱", "Ⅱ-2")
    moved = move(evidence, "服务.txt", f"{TALK}/x.txt")
    added = put(evidence, f"{CLEAN}/照片说明.txt")
    ran = archive("undo")
    assert "有人动过 材料/ 里的 2 份文件，这次没有处理" in ran.err
    assert moved.is_file() and added.is_file() and not (evidence / COPIES["服务.txt"]).exists()
    assert sorted(hands(archive)) == [("added", "follow"), ("moved", "follow")]
    assert codes(archive)["服务.txt"] == "Ⅰ-1" and at_rest(archive)


def test_a_copy_changed_by_hand_is_set_aside_and_named(archive: Archive, evidence: Path) -> None:
    archive("assign", "菜谱", "Ⅱ-2")
    (copy,) = archive.items()["菜谱.txt"]["filed_as"]
    (archive.root / copy).write_text("我改过的菜谱", "utf-8")
    said = undo(archive)
    assert "有 1 份副本被人改动过，不删除，移到 材料/_撤下：" in said and f"    {copy}\n" in said
    assert contents(evidence) == {
        **{COPIES[name]: FILES[name] for name in COPIES},
        f"_撤下/{copy.rsplit('/', 1)[1]}": "我改过的菜谱",
    }
    assert hands(archive) == [] and at_rest(archive)


def test_a_changed_copy_that_stays_in_its_place_is_left(archive: Archive, evidence: Path) -> None:
    archive("assign", "菜谱", "Ⅱ-2")
    path = evidence / COPIES["服务.txt"]
    path.write_text("改过了", "utf-8")
    assert "不删除" not in undo(archive) and path.read_text("utf-8") == "改过了"
    assert names(evidence) == sorted(COPIES.values())
    assert hands(archive) == [("changed", "leave")]


def test_a_changed_copy_whose_item_moves_is_set_aside(archive: Archive, evidence: Path) -> None:
    archive("assign", "服务", "Ⅱ-2")
    (copy,) = archive.items()["服务.txt"]["filed_as"]
    (archive.root / copy).write_text("改过了", "utf-8")
    undo(archive)
    found = contents(evidence)
    assert found.pop(f"_撤下/{copy.rsplit('/', 1)[1]}") == "改过了"
    assert found == {COPIES[name]: FILES[name] for name in COPIES} and at_rest(archive)


def test_changed_evidence_that_is_nowhere_else_stays_evidence(archive: Archive, evidence: Path) -> None:
    put(evidence, f"{CLEAN}/照片说明.txt")
    hands(archive)
    archive("assign", "照片说明", "Ⅱ-2")
    (copy,) = archive.items()[f"材料/{CLEAN}/照片说明.txt"]["filed_as"]
    (archive.root / copy).write_text(f"{NEW}（改）", "utf-8")
    undo(archive)
    assert (archive.root / copy).read_text("utf-8") == f"{NEW}（改）"
    assert hands(archive) == [("changed", "follow")]
    (mine,) = (code for source, code in codes(archive).items() if source.startswith("材料/"))
    assert mine == "Ⅱ-2" and at_rest(archive)


def test_what_another_office_handed_over_is_taken_back_and_comes_again(
    archive: Archive, evidence: Path, tmp_path: Path
) -> None:
    bag = tmp_path / "移交包"
    archive("assign", "菜谱", "Ⅱ-2")
    assert archive("export-bag", "-o", bag).status == 0
    other = Archive(tmp_path / "市里", archive.capsys)
    workspace.create(other.root, None, archive.root / "catalogue.yaml")
    before = told(other)
    assert other("import-bag", bag).status == 0
    after = told(other)
    assert len(contents(other.root / "材料")) == 4 and decided(other)
    assert other("undo").status == 0
    assert told(other) == before
    other("scan")
    assert told(other)[0] != before[0] and len(other.items()) == len(after[2])  # type: ignore[arg-type]


# -- several, and again


def test_several_steps_at_once(archive: Archive, evidence: Path) -> None:
    states = [told(archive)]
    for command in (
        ["ignore", "菜谱"],
        ["assign", "菜谱", "Ⅱ-2"],
        ["assign", "服务", "Ⅱ-1"],
        ["unassign", "菜谱"],
    ):
        archive(*command)
        states.append(told(archive))
    undo(archive, "3")
    assert told(archive) == states[1]
    undo(archive)
    assert told(archive) == states[0]


def test_undo_after_undo_takes_the_step_before(archive: Archive, evidence: Path) -> None:
    states = [told(archive)]
    for code in ("Ⅰ-1", "Ⅰ-2", "Ⅱ-1"):
        archive("assign", "菜谱", code)
        states.append(told(archive))
    for state in states[-2::-1]:
        undo(archive)
        assert told(archive) == state
    assert [step["undone"] for step in archive("log", "--json").json if step["command"] == "assign"] == [
        True
    ] * 3


def test_a_step_after_an_undo_is_the_next_to_be_taken_back(archive: Archive, evidence: Path) -> None:
    archive("assign", "菜谱", "Ⅰ-1")
    undo(archive)
    archive("ignore", "菜谱")
    undo(archive)
    assert decided(archive) == {}


def test_with_nothing_to_take_back_it_is_one_sentence(archive: Archive) -> None:
    ran = archive("undo")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == "没有可以撤销的；用 archive log 可以看到做过什么\n"
    office(archive)
    archive("assign", "菜谱", "Ⅰ-1")
    ran = archive("undo", "5")
    assert ran.err == "只有 2 步可以撤销，撤不了 5 步；用 archive log 可以看到做过什么\n"
    undo(archive, "2")
    assert archive("undo").err.startswith("没有可以撤销的")


def test_a_note_before_the_first_scan_is_taken_back_and_what_stood_there_stays(archive: Archive) -> None:
    path = archive.root / "decisions.yaml"
    path.write_text("not_held:\n  - {code: Ⅱ-1, note: 手写的}\n", "utf-8")
    archive("not-held", "Ⅱ-2", "--note", "没有")
    undo(archive)
    assert list(decisions.load(path).notes()) == ["Ⅱ-1"]
    sources(archive)
    archive("scan", archive.root.parent / "资料")
    undo(archive)
    assert list(decisions.load(path).notes()) == ["Ⅱ-1"]


def test_what_is_too_long_ago_cannot_be_taken_back(
    archive: Archive, evidence: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "_KEPT", 2)
    for code in ("Ⅰ-1", "Ⅰ-2", "Ⅱ-1", "Ⅱ-2"):
        archive("assign", "菜谱", code)
    assert [step["undoable"] for step in archive("log", "--json").json] == [True, True, True, False, False]
    assert "只有 3 步" in archive("undo", "4").err
    with Index.reading(archive.root / ".archive/index.sqlite") as index:
        assert index.former(1) == {}


def test_a_dry_run_tells_it_and_writes_nothing(archive: Archive, evidence: Path) -> None:
    add(archive, 再来="志愿服务活动简报\n2022年3月5日")
    archive("scan")
    archive("assign", "菜谱", "Ⅱ-2")
    before = snapshot(archive.root)
    ran = archive("undo", "2", "--dry-run")
    assert ran.status == 0 and ran.out.endswith("没有作任何改动\n")
    assert "    撤下　材料/Ⅱ 环境建设/Ⅱ-2 群众评价/Ⅱ-2-01 红烧排骨的做法.txt" in ran.out
    assert snapshot(archive.root) == before


# -- the sources as they are by now


@pytest.mark.parametrize("command", [["ignore", "服务"], ["unassign", "服务"], ["undo"]])
@pytest.mark.parametrize("what", ["gone", "changed"])
def test_a_copy_whose_source_went_since_the_scan_is_never_removed(
    archive: Archive, command: list[str], what: str
) -> None:
    evidence = office(archive)
    path = archive.root.parent / "资料/服务.txt"
    if what == "gone":
        path.unlink()
    else:
        path.write_text("完全不同的内容", "utf-8")
    archive(*command)
    assert FILES["服务.txt"] in contents(evidence).values()


def test_a_copy_of_a_member_whose_container_went_is_never_removed(archive: Archive, evidence: Path) -> None:
    zip_file, text = archive.root.parent / "资料/甲.zip", "志愿服务活动简报\n2022年3月5日"
    zip_file.write_bytes(zipped({"简报.txt": text.encode()}))
    archive("scan")
    zip_file.write_bytes(zipped({"别的.txt": b"x"}))
    archive("ignore", "简报")
    assert text in contents(evidence).values()


# -- cut off


@pytest.mark.parametrize("step", ["assign", "scan", "first scan", "hands"])
def test_killed_at_any_instant_it_is_done_or_can_be_done_again(archive: Archive, step: str) -> None:
    evidence = office(archive) if step != "first scan" else archive.root / "材料"
    before = told(archive)
    if step == "assign":
        archive("assign", "服务", "Ⅱ-2", "Ⅰ-1")
    elif step == "scan":
        add(archive, 再来="志愿服务活动简报\n2022年3月5日")
        archive("scan")
    elif step == "hands":
        move(evidence, "服务.txt", f"{OPINION}/x.txt")
        archive("scan")
    else:
        office(archive)
    after = told(archive)
    kept = shutil.copytree(archive.root, archive.root.with_name("先前"))
    for changes in range(1000):
        shutil.rmtree(archive.root)
        shutil.copytree(kept, archive.root)
        try:
            with killed_after(changes, archive.root):
                archive("undo")
        except Killed:
            if told(archive) != before:  # the same again; but the source may be all that was left to do
                done = archive("undo").status == 0
                assert done or (step == "first scan" and archive("scan").status == 0)
                assert told(archive) == (before if done else after), f"killed after {changes} changes"
        else:
            break
    assert changes > 10 and told(archive) == before


@pytest.mark.parametrize("command", [["assign", "服务", "Ⅱ-2", "Ⅰ-1"], ["ignore", "服务"]])
def test_killed_at_any_instant_a_scan_brings_it_to_an_end(
    archive: Archive, evidence: Path, command: list[str]
) -> None:
    before = told(archive)
    archive(*command)
    after = told(archive)
    kept = shutil.copytree(archive.root, archive.root.with_name("先前"))
    seen = set()
    for changes in range(1000):
        shutil.rmtree(archive.root)
        shutil.copytree(kept, archive.root)
        try:
            with killed_after(changes, archive.root):
                archive("undo")
        except Killed:
            assert hands(archive) == []
            assert told(archive) in (before, after) and at_rest(archive), f"killed after {changes} changes"
            seen.add(told(archive) == before)
        else:
            break
    assert seen == {False, True} and told(archive) == before


# -- whatever was done

PATHS = ("甲.txt", "乙.txt", "党办/甲.txt", "工会/通知/丙.txt", "工会/丁.txt")
TEXTS = (*FILES.values(), "道德讲堂活动方案\n第十二期\n2022年6月8日", "", "关于报送材料的通知")
LEAVES = ("Ⅰ-1", "Ⅰ-2", "Ⅱ-1", "Ⅱ-2")
numbers, some_leaves = (
    st.integers(0, 9),
    st.lists(st.sampled_from(LEAVES), min_size=1, max_size=3, unique=True),
)
Ways = st.lists(
    st.one_of(
        st.tuples(st.just("assign"), numbers, some_leaves),
        st.tuples(
            st.sampled_from(["ignore", "unassign", "not-held", "clear", "retitle"]), numbers, some_leaves
        ),
        st.tuples(st.just("scan"), numbers, st.lists(st.sampled_from(TEXTS), max_size=2)),
    ),
    min_size=1,
    max_size=6,
)


@pytest.fixture
def desks(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], Desk]]:
    seconds = itertools.count()
    monkeypatch.setattr(book, "_now", lambda: f"第 {next(seconds)} 秒")
    made: list[Desk] = []

    def make() -> Desk:
        made.append(Desk())
        return made[-1]

    yield make
    for desk in made:
        desk.close()


def seen(desk: Desk) -> tuple[object, ...]:
    made = decisions.load(desk.root / "decisions.yaml")
    return (
        desk.run("list", "--json").out,
        desk.run("gaps", "--json").out,
        desk.contents(),
        made.latest(),
        made.notes(),
    )


def steps(desk: Desk) -> int:
    return sum(step["undoable"] for step in desk.run("log", "--json").json)


def do(desk: Desk, act: str, n: int, rest: list[str]) -> None:
    items = [item["source"] for item in desk.items()]
    texts = (path for path in desk.evidence.rglob("*.txt") if path.name != "manifest-sha256.txt")
    copies = sorted(path for path in texts if path.stat().st_size)
    match act:
        case "assign" | "ignore" | "unassign" if items:
            desk.run(act, items[n % len(items)], *(rest if act == "assign" else ()))
        case "not-held" | "clear":
            desk.run("not-held", rest[0], *(["--clear"] if act == "clear" else ["--note", f"原因{n}"]))
        case "retitle" if copies:
            path = copies[n % len(copies)]
            path.rename(path.with_name(f"新题名{n}.txt"))
            desk.run("scan")
        case "scan":
            there = len(list(desk.sources.rglob("*.txt")))
            tree(desk.sources, {f"{there}{k}.txt": text for k, text in enumerate(rest)})
            desk.run("scan")


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    files=st.dictionaries(st.sampled_from(PATHS), st.sampled_from(TEXTS), max_size=4),
    ways=Ways,
    back=st.lists(st.integers(1, 3), max_size=4),
)
def test_taking_back_so_many_steps_is_the_state_so_many_steps_ago(
    desks: Callable[[], Desk], files: dict[str, str], ways: list[tuple[str, int, list[str]]], back: list[int]
) -> None:
    desk = desks()
    tree(desk.sources, files)
    desk.run("scan", desk.sources)
    states = {steps(desk): seen(desk)}
    for way in ways:
        do(desk, *way)
        states[steps(desk)] = seen(desk)
    for count in back:
        left = steps(desk) - count
        if left in states:
            ran = desk.run("undo", str(count))
            assert ran.status == 0 and steps(desk) == left, ran
            assert seen(desk) == states[left]
