"""What was moved, renamed, copied or put into 材料/ by hand is a decision, a title, or new evidence."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import docx, names, snapshot, tree
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
    forget,
    hands,
    move,
    office,
    put,
    sources,
)
from packing import zipped

pytestmark = pytest.mark.usefixtures("here")


@pytest.fixture
def evidence(archive: Archive) -> Path:
    return office(archive)


# -- moved, renamed, copied


@pytest.mark.parametrize("target", [f"{OPINION}/x.txt", f"{OPINION}/下一层/再下一层/x.txt"])
def test_a_copy_moved_to_another_indicator_is_a_decision(
    archive: Archive, evidence: Path, target: str
) -> None:
    move(evidence, "服务.txt", target.replace("x", "Ⅰ-2-01 学雷锋志愿服务总结"))
    assert hands(archive) == [("moved", "follow")]
    assert codes(archive)["服务.txt"] == "Ⅱ-2" and decided(archive) == {"服务.txt": "Ⅱ-2"}
    assert archive.items()["服务.txt"]["filed_as"] == [f"材料/{OPINION}/Ⅱ-2-01 学雷锋志愿服务总结.txt"]
    assert len(names(evidence)) == 3 and at_rest(archive)


def test_a_whole_folder_moved_is_understood_file_by_file(archive: Archive, evidence: Path) -> None:
    archive("assign", "菜谱", "Ⅰ-2")
    (evidence / SERVICE).rename(evidence / CLEAN / "Ⅰ-2 志愿服务")
    assert hands(archive) == [("moved", "follow")] * 2
    assert codes(archive) == {"讲堂.txt": "Ⅰ-1", "服务.txt": "Ⅱ-1", "卫生.txt": "Ⅱ-1", "菜谱.txt": "Ⅱ-1"}
    assert len(contents(evidence)) == 4 and at_rest(archive)


def test_the_other_indicators_of_a_moved_copy_stay(archive: Archive, evidence: Path) -> None:
    archive("assign", "服务", "Ⅰ-2", "Ⅰ-1")
    move(evidence, "服务.txt", f"{CLEAN}/x.txt")
    assert hands(archive) == [("moved", "follow")]
    assert codes(archive)["服务.txt"] == "Ⅱ-1 Ⅰ-1" and at_rest(archive)


def test_of_two_copies_one_moved_onto_the_others_shelf_leaves_that(archive: Archive, evidence: Path) -> None:
    archive("assign", "服务", "Ⅰ-2", "Ⅰ-1")
    move(evidence, "服务.txt", f"{TALK}/又一份.txt")
    hands(archive)
    assert codes(archive)["服务.txt"] == "Ⅰ-1" and at_rest(archive)


def test_of_two_copies_one_deleted_and_one_moved(archive: Archive, evidence: Path) -> None:
    """Which of the two was moved nobody can know: the one deleted is asked about, and made again."""
    archive("assign", "服务", "Ⅰ-2", "Ⅱ-1")
    first, second = archive.items()["服务.txt"]["filed_as"]
    (archive.root / first).unlink()
    move(evidence, second.removeprefix("材料/"), f"{TALK}/x.txt")
    assert sorted(hands(archive)) == [("deleted", "restore"), ("moved", "follow")]
    assert codes(archive)["服务.txt"] in ("Ⅰ-1 Ⅱ-1", "Ⅰ-2 Ⅰ-1") and at_rest(archive)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Ⅰ-2-01 学雷锋活动年度总结.txt", "学雷锋活动年度总结"),
        ("学雷锋活动年度总结.txt", "学雷锋活动年度总结"),
        ("Ⅰ-2 学雷锋活动年度总结.txt", "学雷锋活动年度总结"),
        ("2022-12 总结.txt", "2022-12 总结"),
        ("Ⅰ-2-07 学雷锋志愿服务总结.txt", ""),
        ("学雷锋志愿服务总结.txt", ""),
        ("学雷锋志愿服务总结 - 副本 (2).txt", ""),
        ("7.txt", ""),
    ],
)
def test_a_new_name_is_a_title(archive: Archive, evidence: Path, name: str, title: str) -> None:
    move(evidence, "服务.txt", f"{SERVICE}/{name}")
    assert hands(archive) == [("renamed", "follow")]
    item = archive.items()["服务.txt"]
    wanted = title or "学雷锋志愿服务总结"
    assert item["title"] == wanted and item["filed_as"] == [f"材料/{SERVICE}/Ⅰ-2-01 {wanted}.txt"]
    assert decided(archive) == ({"服务.txt": f"“{title}”"} if title else {}) and at_rest(archive)


@pytest.mark.parametrize(
    "pattern", ["{nn}. {title}{ext}", "{title}（{code}，{nn}）{ext}", "{original}_{nn}{ext}"]
)
def test_a_title_is_found_in_names_of_another_pattern(archive: Archive, evidence: Path, pattern: str) -> None:
    settings = archive.root / "archive.yaml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("{code}-{nn} {title}{ext}", pattern), "utf-8")
    archive("scan")
    (copy,) = archive.items()["服务.txt"]["filed_as"]
    path = archive.root / copy
    path.rename(path.with_name(path.name.replace("01", "09")))
    assert hands(archive) == [("renamed", "follow")] and decided(archive) == {}
    title = "服务" if "original" in pattern else "学雷锋志愿服务总结"
    path.rename(path.with_name(path.name.replace(title, "年度总结")))
    assert hands(archive) == [("renamed", "follow")] and decided(archive) == {"服务.txt": "“年度总结”"}
    assert at_rest(archive)


@pytest.mark.parametrize(
    ("name", "title"),
    [("例会（3）", "例会（3）"), ("例会（2） (2)", ""), ("例会（2） - 副本", ""), ("例会", "例会")],
)
def test_a_number_in_a_title_is_part_of_it(archive: Archive, evidence: Path, name: str, title: str) -> None:
    move(evidence, "服务.txt", f"{SERVICE}/例会（2）.txt")
    hands(archive)
    (copy,) = archive.items()["服务.txt"]["filed_as"]
    move(evidence, copy.removeprefix("材料/"), f"{SERVICE}/{name}.txt")
    hands(archive)
    assert decided(archive) == {"服务.txt": f"“{title or '例会（2）'}”"} and at_rest(archive)


def test_a_copy_moved_under_a_new_name_is_decided_and_titled(archive: Archive, evidence: Path) -> None:
    move(evidence, "服务.txt", f"{CLEAN}/学雷锋打扫街道.txt")
    assert hands(archive) == [("moved", "follow")]
    assert decided(archive) == {"服务.txt": "Ⅱ-1 “学雷锋打扫街道”"} and at_rest(archive)


def test_a_copy_moved_into_a_folder_that_is_named_after_its_old_indicator_keeps_its_title(
    archive: Archive, evidence: Path
) -> None:
    archive("assign", "服务", "Ⅰ-2")
    move(evidence, "服务.txt", f"{SERVICE}/年度/Ⅰ-2-01 学雷锋志愿服务总结.txt")
    assert hands(archive) == [("renamed", "follow")] and decided(archive) == {"服务.txt": "Ⅰ-2"}


def test_a_title_keeps_what_was_decided_before(archive: Archive, evidence: Path) -> None:
    archive("assign", "服务", "Ⅰ-2", "Ⅱ-1")
    move(evidence, "服务.txt", f"{SERVICE}/年度总结.txt")
    hands(archive)
    assert decided(archive) == {"服务.txt": "Ⅰ-2 Ⅱ-1 “年度总结”"}


def test_a_further_copy_is_a_further_indicator(archive: Archive, evidence: Path) -> None:
    put(evidence, f"{CLEAN}/任意名.txt", FILES["服务.txt"])
    assert hands(archive) == [("copied", "follow")]
    assert codes(archive)["服务.txt"] == "Ⅰ-2 Ⅱ-1" and decided(archive) == {"服务.txt": "Ⅰ-2 Ⅱ-1"}
    assert len(contents(evidence)) == 4 and at_rest(archive)


def test_a_second_copy_in_the_same_folder_is_no_decision(archive: Archive, evidence: Path) -> None:
    put(evidence, f"{SERVICE}/Ⅰ-2-01 学雷锋志愿服务总结 - 副本.txt", FILES["服务.txt"])
    assert hands(archive) == [("copied", "follow")]
    assert decided(archive) == {} and names(evidence) == sorted(COPIES.values()) and at_rest(archive)


@pytest.mark.parametrize("before", [[], ["ignore", "菜谱"], ["unassign", "菜谱"]])
def test_a_source_that_was_not_filed_is_filed_where_somebody_puts_it(
    archive: Archive, evidence: Path, before: list[str]
) -> None:
    if before:
        archive(*before)
    put(evidence, f"{OPINION}/食堂.txt", FILES["菜谱.txt"])
    assert hands(archive) == [("copied", "follow")]
    assert codes(archive)["菜谱.txt"] == "Ⅱ-2" and at_rest(archive)
    assert len(archive.items()) == 4


def test_two_contents_exchanged_are_two_moves(archive: Archive, evidence: Path) -> None:
    one, two = evidence / COPIES["服务.txt"], evidence / COPIES["卫生.txt"]
    one.rename(evidence / "x")
    two.rename(one)
    (evidence / "x").rename(two)
    assert hands(archive) == [("moved", "follow")] * 2
    assert codes(archive)["服务.txt"] == "Ⅱ-1" and codes(archive)["卫生.txt"] == "Ⅰ-2"
    found = contents(evidence)
    assert len(found) == 3 and {*found.values()} == {FILES[name] for name in COPIES} and at_rest(archive)


def test_two_names_exchanged_in_one_folder_are_two_titles(archive: Archive, evidence: Path) -> None:
    tree(archive.root.parent / "资料", {"服务二.txt": "志愿服务活动简报\n2022年3月5日"})
    archive("scan")
    one, two = ((evidence / name) for name in names(evidence) if name.startswith(SERVICE))
    one.rename(evidence / "x")
    two.rename(one)
    (evidence / "x").rename(two)
    assert hands(archive) == [("renamed", "follow")] * 2
    assert archive.items()["服务.txt"]["title"] == "志愿服务活动简报"
    assert archive.items()["服务二.txt"]["title"] == "学雷锋志愿服务总结"
    assert len(contents(evidence)) == 4 and at_rest(archive)


def test_a_copy_dragged_over_another_replaces_nothing_for_good(archive: Archive, evidence: Path) -> None:
    (evidence / COPIES["服务.txt"]).replace(evidence / COPIES["卫生.txt"])
    assert sorted(hands(archive)) == [("deleted", "restore"), ("moved", "follow")]
    assert codes(archive)["服务.txt"] == "Ⅱ-1" and codes(archive)["卫生.txt"] == "Ⅱ-1"
    assert {*contents(evidence).values()} == {FILES[name] for name in COPIES} and at_rest(archive)


# -- put in, taken out


def test_a_new_file_is_evidence_of_its_folder(archive: Archive, evidence: Path) -> None:
    put(evidence, f"{CLEAN}/照片说明.txt")
    assert hands(archive) == [("added", "follow")]
    item = archive.items()[f"材料/{CLEAN}/照片说明.txt"]
    assert [(p["code"], p["by"]) for p in item["indicators"]] == [("Ⅱ-1", "person")]
    assert [problem["code"] for problem in item["problems"]] == ["only-copy"]
    (copy,) = item["filed_as"]
    assert copy.startswith(f"材料/{CLEAN}/Ⅱ-1-0") and (archive.root / copy).read_text("utf-8") == NEW
    assert not (evidence / CLEAN / "照片说明.txt").exists() and at_rest(archive)
    assert "来源已不在" not in archive("scan").out


def test_before_anything_was_filed_a_new_file_is_evidence_too(archive: Archive) -> None:
    archive("scan", tree(archive.root.parent / "资料", {}))
    put(archive.root / "材料", f"{CLEAN}/照片说明.txt")
    assert hands(archive) == [("added", "follow")] and list(codes(archive).values()) == ["Ⅱ-1"]


def test_what_stood_there_before_the_first_scan_is_left_to_the_second(archive: Archive) -> None:
    evidence = archive.root / "材料"
    put(evidence, f"{CLEAN}/照片说明.txt")
    assert hands(archive, str(sources(archive))) == [] and (evidence / CLEAN / "照片说明.txt").is_file()
    assert hands(archive) == [("added", "follow")] and at_rest(archive)


def test_evidence_put_in_by_hand_outlives_the_index(archive: Archive, evidence: Path) -> None:
    put(evidence, f"{CLEAN}/照片说明.txt")
    hands(archive)
    before, filed = archive("list", "--json").out, snapshot(evidence)
    forget(archive)
    assert hands(archive) == [] and archive("list", "--json").out == before and snapshot(evidence) == filed


def test_a_second_file_of_the_same_name_is_a_second_item(archive: Archive, evidence: Path) -> None:
    for n in (1, 2, 3):
        put(evidence, f"{CLEAN}/照片说明.txt", f"第{n}次{NEW}")
        assert hands(archive) == [("added", "follow")]
    mine = [source for source in archive.items() if source.startswith("材料/")]
    assert sorted(mine) == [f"材料/{CLEAN}/照片说明{n}.txt" for n in (" (2)", " (3)", "")]
    assert len(contents(evidence)) == 6 and at_rest(archive)


def test_one_content_put_into_two_folders_is_one_item(archive: Archive, evidence: Path) -> None:
    for folder in (CLEAN, OPINION, OPINION + "/下一层"):
        put(evidence, f"{folder}/照片说明.txt")
    assert hands(archive) == [("added", "follow")] * 3
    (mine,) = (code for source, code in codes(archive).items() if source.startswith("材料/"))
    assert mine == "Ⅱ-1 Ⅱ-2" and len(contents(evidence)) == 5 and at_rest(archive)


def test_what_is_in_the_sources_later_too_is_one_item(archive: Archive, evidence: Path) -> None:
    put(evidence, f"{CLEAN}/照片说明.txt")
    hands(archive)
    tree(archive.root.parent / "资料", {"保洁.txt": NEW})
    archive("scan")
    assert codes(archive)["保洁.txt"] == "Ⅱ-1" and len(archive.items()) == 5
    assert len(contents(evidence)) == 4 and at_rest(archive)


def test_a_file_put_in_while_its_source_came_too_is_one_item(archive: Archive, evidence: Path) -> None:
    put(evidence, f"{CLEAN}/照片说明.txt")
    tree(archive.root.parent / "资料", {"保洁.txt": NEW})
    assert hands(archive) == [("added", "follow")]
    assert codes(archive)["保洁.txt"] == "Ⅱ-1" and len(archive.items()) == 5 and at_rest(archive)


def test_a_container_put_in_stays_packed_and_says_so(archive: Archive, evidence: Path) -> None:
    (evidence / CLEAN / "照片.zip").write_bytes(zipped({"说明.txt": NEW.encode()}))
    assert hands(archive) == [("added", "follow")]
    item = archive.items()[f"材料/{CLEAN}/照片.zip"]
    assert "packed" in [problem["code"] for problem in item["problems"]] and len(item["filed_as"]) == 1
    assert at_rest(archive)


def test_a_file_in_no_indicators_folder_is_named_and_left(archive: Archive, evidence: Path) -> None:
    put(evidence, "说明.txt")
    put(evidence, "Ⅱ 环境建设/说明.txt")
    before = snapshot(evidence)
    for _ in range(2):
        ran = archive("scan", "--json").json
        assert ran["hands"] == [] and len(ran["foreign"]) == 2
    assert snapshot(evidence) == before and len(archive.items()) == 4


def test_a_copy_moved_nowhere_goes_back(archive: Archive, evidence: Path) -> None:
    move(evidence, "服务.txt", "拿走看看.txt")
    assert hands(archive) == [("misplaced", "restore")]
    assert names(evidence) == sorted(COPIES.values()) and decided(archive) == {} and at_rest(archive)


def test_a_copy_moved_aside_is_unassigned(archive: Archive, evidence: Path) -> None:
    move(evidence, "服务.txt", "_撤下/Ⅰ-2-01 学雷锋志愿服务总结.txt")
    assert hands(archive) == [("withdrawn", "follow")]
    assert codes(archive)["服务.txt"] == "unplaced" and decided(archive) == {"服务.txt": "unassigned"}
    assert (evidence / "_撤下").is_dir() and at_rest(archive)


def test_a_copy_moved_aside_stays_under_its_other_indicators(archive: Archive, evidence: Path) -> None:
    archive("assign", "服务", "Ⅰ-2", "Ⅱ-1")
    move(evidence, "服务.txt", "_撤下/x.txt")
    hands(archive)
    assert codes(archive)["服务.txt"] == "Ⅱ-1" and at_rest(archive)


def test_what_was_set_aside_comes_back_by_hand(archive: Archive, evidence: Path) -> None:
    move(evidence, "服务.txt", "_撤下/x.txt")
    hands(archive)
    move(evidence, "_撤下/x.txt", f"{OPINION}/x.txt")
    assert hands(archive) == [("moved", "follow")]
    assert codes(archive)["服务.txt"] == "Ⅱ-2" and at_rest(archive)


def test_what_was_set_aside_and_forgotten_comes_back_as_new_evidence(
    archive: Archive, evidence: Path
) -> None:
    (archive.root.parent / "资料/服务.txt").unlink()
    archive("scan")
    archive("ignore", "服务")
    archive("scan")
    assert "服务.txt" not in codes(archive)
    (aside,) = (name for name in names(evidence) if name.startswith("_撤下/"))
    move(evidence, aside, f"{OPINION}/总结.txt")
    assert hands(archive) == [("moved", "follow")]
    assert codes(archive)[f"材料/{OPINION}/总结.txt"] == "Ⅱ-2"
    assert FILES["服务.txt"] in contents(evidence).values() and at_rest(archive)


def test_cleaning_up_what_was_set_aside_needs_no_answer(archive: Archive, evidence: Path) -> None:
    move(evidence, "服务.txt", "_撤下/x.txt")
    hands(archive)
    (evidence / "_撤下/x.txt").unlink()
    assert hands(archive) == [] and at_rest(archive)


def test_a_note_written_into_what_was_set_aside_concerns_nobody(archive: Archive, evidence: Path) -> None:
    aside = move(evidence, "服务.txt", "_撤下/x.txt")
    hands(archive)
    aside.write_text("我改的", "utf-8")
    assert hands(archive) == [] and aside.read_text("utf-8") == "我改的" and at_rest(archive)


def test_word_documents_put_in_are_read_like_any(archive: Archive, evidence: Path) -> None:
    data = docx("环境卫生检查通报", "一、检查情况", "2023年4月2日")
    (evidence / CLEAN / "通报.docx").write_bytes(data)
    hands(archive)
    item = archive.items()[f"材料/{CLEAN}/通报.docx"]
    assert (item["title"], item["date"], item["format"]) == ("环境卫生检查通报", "2023-04-02", "docx")
