"""The index is a cache: deleted, the next scan makes the same list, byte for byte."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import fake_words
from builders import docx, jpg, snapshot, tree
from changes import Killed, killed_after
from conftest import Archive
from desk import Desk
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
)
from packing import zipped
from wenming_archive.ocr import engine
from wenming_archive.pipeline import words

pytestmark = pytest.mark.usefixtures("here")
LIST = "manifest-sources.jsonl"


@pytest.fixture
def evidence(archive: Archive) -> Path:
    return office(archive)


def told(archive: Archive) -> tuple[object, ...]:
    """Return all that people and programs see: list, gaps, 材料/ with its lists, decisions."""
    evidence = archive.root / "材料"
    files = {str(path): path.read_bytes() for path in evidence.rglob("*") if path.is_file()}
    decisions = (archive.root / "decisions.yaml").read_bytes()
    return archive("list", "--json").out, archive("gaps", "--json").out, files, decisions


def same_again(archive: Archive, *options: str) -> None:
    """Delete the index; the next scan says the same, and does nothing in 材料/."""
    archive("scan", *options)  # what an item whose source and copy are both gone needs to be forgotten
    before = told(archive)
    forget(archive)
    ran = archive("scan", "--json", *options).json
    assert (ran["hands"], ran["steps"], ran["foreign"]) == ([], [], [])
    assert told(archive) == before and at_rest(archive)


def gone(archive: Archive, *names: str) -> None:
    """Delete sources."""
    for name in names:
        (archive.root.parent / "资料" / name).unlink()


def test_with_all_sources_there(archive: Archive, evidence: Path) -> None:
    same_again(archive)


def test_with_sources_that_are_gone(archive: Archive, evidence: Path) -> None:
    archive("assign", "菜谱", "Ⅱ-2", "Ⅰ-1")
    gone(archive, "菜谱.txt", "服务.txt")
    same_again(archive)
    assert archive.items()["服务.txt"]["problems"][0]["code"] == "source-missing"


def test_with_sources_that_went_since_the_last_scan(archive: Archive, evidence: Path) -> None:
    gone(archive, "服务.txt")
    forget(archive)
    archive("scan")
    before = archive("list", "--json").out
    assert codes(archive)["服务.txt"] == "Ⅰ-2" and len(contents(evidence)) == 3
    same_again(archive)
    assert archive("list", "--json").out == before


def test_with_a_whole_source_folder_that_is_gone(archive: Archive, evidence: Path) -> None:
    shutil.rmtree(archive.root.parent / "资料")
    same_again(archive)
    assert codes(archive) == dict(zip(COPIES, ("Ⅰ-1", "Ⅰ-2", "Ⅱ-1"), strict=True))


def test_with_members_that_are_gone(archive: Archive, evidence: Path) -> None:
    """The whole container, or a member of one that is still there."""
    folder = archive.root.parent / "资料"
    files = {f"{n}/通报{n}.txt": f"环境卫生检查通报\n第{n}期\n2022年{n}月6日".encode() for n in (3, 4, 5)}
    (folder / "甲.zip").write_bytes(zipped(files))
    (folder / "乙.zip").write_bytes(
        zipped({"内.zip": zipped({"活动.txt": "志愿服务活动简报\n2023年3月5日".encode()})})
    )
    archive("scan")
    assert len(contents(evidence)) == 7
    files.pop("4/通报4.txt")
    (folder / "甲.zip").write_bytes(zipped(files))
    gone(archive, "乙.zip")
    same_again(archive)
    missing = [
        s
        for s, item in archive.items().items()
        if item["problems"][:1] and item["problems"][0]["code"] == "source-missing"
    ]
    assert missing == ["乙.zip!/内.zip!/活动.txt", "甲.zip!/4/通报4.txt"] and len(contents(evidence)) == 7


def test_with_evidence_put_in_by_hand(archive: Archive, evidence: Path) -> None:
    put(evidence, f"{CLEAN}/照片说明.txt")
    (evidence / OPINION / "问卷.docx").write_bytes(docx("群众满意度问卷调查", "2022年9月1日"))
    (evidence / CLEAN / "打包.zip").write_bytes(zipped({"x.txt": b"x"}))
    put(evidence, f"{SERVICE}/空.txt", "")
    hands(archive)
    (evidence / SERVICE / "空.txt").unlink()
    put(evidence, f"{CLEAN}/照片说明.txt", f"第二份{NEW}")
    hands(archive)
    same_again(archive)
    assert len([source for source in archive.items() if source.startswith("材料/")]) == 4


def test_with_titles_and_decisions_and_notes(archive: Archive, evidence: Path) -> None:
    move(evidence, "服务.txt", f"{TALK}/学雷锋讲堂.txt")
    hands(archive)
    archive("ignore", "菜谱")
    archive("not-held", "Ⅱ-2", "--note", "未测评")
    gone(archive, "服务.txt", "卫生.txt")
    same_again(archive)
    assert archive.items()["服务.txt"]["title"] == "学雷锋讲堂"


def test_with_duplicates_and_what_cannot_be_read(archive: Archive, evidence: Path) -> None:
    tree(
        archive.root.parent / "资料",
        {"副本/服务.txt": FILES["服务.txt"], "空.docx": "", "坏.docx": b"PK\3\4broken", "又空.docx": ""},
    )
    archive("scan")
    archive("assign", "坏.docx", "Ⅱ-2")
    archive("assign", "又空.docx", "Ⅱ-2")
    gone(archive, "坏.docx", "服务.txt")
    same_again(archive)
    assert codes(archive)["坏.docx"] == "Ⅱ-2" and codes(archive)["副本/服务.txt"] == "Ⅰ-2"


def test_with_what_was_set_aside(archive: Archive, evidence: Path) -> None:
    move(evidence, "讲堂.txt", "_撤下/x.txt")
    hands(archive)
    gone(archive, "服务.txt")
    archive("scan")
    archive("ignore", "服务")
    same_again(archive)
    assert len([name for name in contents(evidence) if name.startswith("_撤下/")]) == 2


def test_with_a_copy_that_was_changed_by_hand_and_left(archive: Archive, evidence: Path) -> None:
    (evidence / COPIES["服务.txt"]).write_text("改过了", "utf-8")
    assert hands(archive) == [("changed", "leave")]
    before = told(archive)
    forget(archive)
    assert hands(archive) == [("changed", "leave")] and told(archive) == before
    assert hands(archive) == [("changed", "leave")] and told(archive) == before


@pytest.mark.parametrize("command", ["ignore", "unassign"])
def test_with_a_changed_copy_of_what_is_filed_no_more(archive: Archive, evidence: Path, command: str) -> None:
    (evidence / COPIES["服务.txt"]).write_text("改过了", "utf-8")
    archive(command, "服务")
    assert hands(archive) == [("changed", "leave")]
    before = told(archive)
    forget(archive)
    assert hands(archive) == [("changed", "leave")] and told(archive) == before


def test_with_the_changed_copy_of_a_member(archive: Archive, evidence: Path) -> None:
    zip_file = archive.root.parent / "资料/甲.zip"
    zip_file.write_bytes(zipped({"简报.txt": "志愿服务活动简报\n2022年3月5日".encode()}))
    archive("scan")
    (copy,) = archive.items()["甲.zip!/简报.txt"]["filed_as"]
    (archive.root / copy).write_text("改过了", "utf-8")
    assert hands(archive) == [("changed", "leave")]
    before = told(archive)
    forget(archive)
    assert hands(archive) == [("changed", "leave")] and told(archive) == before


def test_with_days_that_are_guessed(archive: Archive) -> None:
    """That day is believed of a file which few others share; which they are may change."""
    folder = tree(archive.root.parent / "资料", {f"{n}.txt": f"志愿服务活动照片说明{n}" for n in range(9)})
    for n in range(9):
        os.utime(folder / f"{n}.txt", (1_600_000_000 + n * 10**6,) * 2)
    archive("scan", folder)
    assert {item["date_from"] for item in archive.items().values()} == {"mtime"}
    tree(folder, {f"又{n}.txt": f"志愿服务活动说明{n}" for n in range(5)})
    for n in range(5):
        os.utime(folder / f"又{n}.txt", (1_600_000_000,) * 2)
    same_again(archive)
    assert archive.items()["0.txt"]["date"] is None


def test_with_words_in_photos(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "available", lambda: True)
    seen = {"IMG_1.jpg": "道德讲堂\n身边好人\n2022年5月3日", "IMG_2.jpg": "环境卫生检查\n院落整洁"}
    workers = fake_words.make(seen)
    monkeypatch.setattr(words, "Workers", workers)
    photos = {name: jpg(colour=(90 * n, 2, 3)) for n, name in enumerate(seen)}
    archive("scan", tree(archive.root.parent / "资料", photos))
    archive("assign", "IMG_2", "Ⅱ-1")
    gone(archive, "IMG_2.jpg")
    same_again(archive)
    assert workers.looked == ["IMG_1.jpg", "IMG_2.jpg", "IMG_1.jpg", "IMG_2.jpg"]


def test_with_an_index_of_an_older_version(archive: Archive, evidence: Path) -> None:
    gone(archive, "服务.txt")
    archive("scan")
    before = told(archive)
    (archive.root / ".archive/index.sqlite").write_bytes(b"SQLite format 3\0 of old")
    assert hands(archive) == [] and told(archive) == before


def test_a_dry_run_makes_the_same_plan_and_writes_nothing(archive: Archive, evidence: Path) -> None:
    gone(archive, "服务.txt")
    archive("scan")
    forget(archive)
    before = snapshot(archive.root)
    ran = archive("scan", "--dry-run", "--json").json
    assert (ran["steps"], ran["statuses"]["filed"]) == ([], 3) and snapshot(archive.root) == before


# -- hands at the same time


def test_with_hands_at_work_at_the_same_time(archive: Archive, evidence: Path) -> None:
    archive("assign", "服务", "Ⅰ-2", "Ⅱ-2")
    archive("assign", "菜谱", "Ⅱ-1")
    gone(archive, "菜谱.txt")
    put(evidence, f"{CLEAN}/照片说明.txt")
    hands(archive)
    forget(archive)
    (copy,) = (name for name, text in contents(evidence).items() if text == NEW)
    move(evidence, copy, f"{OPINION}/保洁.txt")
    move(evidence, "服务.txt", f"{TALK}/x.txt")
    (evidence / COPIES["讲堂.txt"]).unlink()
    (food,) = (name for name, text in contents(evidence).items() if "红烧" in text)
    move(evidence, food, f"{TALK}/9.txt")
    put(evidence, f"{OPINION}/又一份.txt", f"又一份{NEW}")
    assert sorted(hands(archive)) == [("added", "follow"), ("deleted", "restore"), *[("moved", "follow")] * 3]
    assert codes(archive) == {
        "讲堂.txt": "Ⅰ-1",
        "服务.txt": "Ⅰ-1 Ⅱ-2",
        "卫生.txt": "Ⅱ-1",
        "菜谱.txt": "Ⅰ-1",
        f"材料/{CLEAN}/照片说明.txt": "Ⅱ-2",
        f"材料/{OPINION}/又一份.txt": "Ⅱ-2",
    }
    assert decided(archive)["菜谱.txt"] == "Ⅰ-1"
    same_again(archive)


# -- lists that are damaged, or lie


def rows(evidence: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (evidence / LIST).read_text("utf-8").splitlines()]


def lying(evidence: Path, *made: object) -> None:
    (evidence / LIST).write_text("\n".join(json.dumps(row) for row in made), "utf-8")


def test_with_half_of_the_list_no_copy_is_taken_for_a_hands(archive: Archive, evidence: Path) -> None:
    gone(archive, "服务.txt")
    archive("scan")
    before = told(archive)
    data = (evidence / LIST).read_bytes()
    (evidence / LIST).write_bytes(data[: len(data) // 2])
    forget(archive)
    ran = archive("scan", "--json").json
    assert (ran["hands"], ran["steps"]) == ([], []) and decided(archive) == {}
    assert contents(evidence) == {COPIES[name]: FILES[name] for name in COPIES}
    archive("scan")
    assert codes(archive)["卫生.txt"] == "Ⅱ-1" and at_rest(archive) and told(archive)[1] == before[1]


def test_without_any_list_what_has_no_source_is_evidence_put_in_by_hand(
    archive: Archive, evidence: Path
) -> None:
    gone(archive, "服务.txt")
    archive("scan")
    for name in (LIST, "manifest-sha256.txt"):
        (evidence / name).unlink()
    forget(archive)
    assert hands(archive) == [] and len(contents(evidence)) == 3
    assert hands(archive) == [("added", "follow")]
    assert sorted(codes(archive).values()) == ["unplaced", "Ⅰ-1", "Ⅰ-2", "Ⅱ-1"] and at_rest(archive)


HOSTILE: list[Callable[[dict[str, Any]], dict[str, Any]]] = [
    lambda row: {**row, "copy": "../../资料/服务.txt"},
    lambda row: {**row, "copy": "../decisions.yaml"},
    lambda row: {**row, "copy": "没有的.txt"},
    lambda row: {**row, "sha256": "0" * 64},
    lambda row: {**row, "source": "../../../etc/passwd", "path": "/etc/passwd"},
    lambda row: {**row, "path": "/dev/zero", "root": "/dev", "source": "zero"},
    lambda row: {**row, "inner": ["x"] * 50},
    lambda row: {**row, "size": 0, "mtime_ns": -1},
    lambda row: {**row, "size": 2**62, "mtime_ns": 2**62},
    lambda row: {**row, "by_hand": True},
    lambda row: {"copy": row["copy"], "sha256": row["sha256"]},
    lambda row: {**row, "copy": f"{OPINION}/{row['copy'].rsplit('/', 1)[1]}"},
]


@pytest.mark.parametrize("number", range(len(HOSTILE)))
@pytest.mark.parametrize("sums", [True, False], ids=["with sums", "without sums"])
def test_a_list_that_lies_does_no_harm(archive: Archive, evidence: Path, number: int, sums: bool) -> None:
    gone(archive, "服务.txt")
    archive("scan")
    before = contents(evidence), snapshot(archive.root.parent / "资料"), archive("gaps", "--json").out
    made = [HOSTILE[number](row) for row in rows(evidence)]
    lying(evidence, *made, *rows(evidence))
    if sums:  # so that the two lists agree on the lie
        lines = {
            row["copy"]: f"{row['sha256']}  {row['copy']}\n"
            for row in [*made, *rows(evidence)]
            if ".." not in row["copy"]
        }
        (evidence / "manifest-sha256.txt").write_text("".join(lines[copy] for copy in sorted(lines)), "utf-8")
    forget(archive)
    assert archive("scan").status == 0
    assert (contents(evidence), snapshot(archive.root.parent / "资料")) == before[:2]
    assert {"讲堂.txt", "卫生.txt", "菜谱.txt"} <= set(archive.items())
    assert archive("gaps", "--json").out == before[2] and decided(archive) == {}
    archive("scan")
    assert at_rest(archive)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_bytes_of_any_sort_in_the_list_do_no_harm(
    archive: Archive, evidence: Path, data: st.DataObject
) -> None:
    good = (evidence / LIST).read_bytes()
    at = data.draw(st.integers(0, max(len(good) - 1, 0)))
    bad = good[:at] + data.draw(st.binary(max_size=5)) + good[at + data.draw(st.integers(0, 60)) :]
    (evidence / LIST).write_bytes(bad)
    forget(archive)
    archive("scan")
    assert contents(evidence) == {COPIES[name]: FILES[name] for name in COPIES} and decided(archive) == {}
    assert archive("scan").status == 0 and set(codes(archive)) == set(FILES)


def test_a_list_that_leads_out_through_a_link_reads_nothing_there(
    archive: Archive, evidence: Path, tmp_path: Path
) -> None:
    secret = tree(tmp_path / "别处", {"密.txt": FILES["服务.txt"]})
    (evidence / OPINION / "外面").symlink_to(secret)
    (row, *_) = (row for row in rows(evidence) if row["source"] == "服务.txt")
    lying(evidence, {**row, "copy": f"{OPINION}/外面/密.txt", "source": "密.txt"}, *rows(evidence))
    forget(archive)
    archive("scan")
    assert "密.txt" not in archive.items() and names_of(secret) == ["密.txt"]


def names_of(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


# -- cut off


def test_killed_at_any_instant_the_next_scan_makes_the_same(archive: Archive, evidence: Path) -> None:
    put(evidence, f"{CLEAN}/照片说明.txt")
    archive("scan")
    gone(archive, "服务.txt")
    move(evidence, "讲堂.txt", "_撤下/x.txt")
    archive("scan")
    wanted = told(archive)
    for changes in range(100):
        forget(archive)
        try:
            with killed_after(changes, archive.root):
                archive("scan")
        except Killed:
            assert archive("scan").status == 0
            assert told(archive) == wanted and at_rest(archive), f"killed after {changes} changes"
            refuses_to_undo(archive)
        else:
            break
    assert changes > 10 and told(archive) == wanted


def test_between_a_killed_scan_and_the_next_other_commands_say_what_to_do(
    archive: Archive, evidence: Path
) -> None:
    put(evidence, f"{CLEAN}/照片说明.txt")
    archive("ignore", "菜谱")
    half = 0
    for changes in range(100):
        forget(archive)
        try:
            with killed_after(changes, archive.root):
                archive("scan")
        except Killed:
            kept = snapshot(evidence), decided(archive)
            ran = archive("list", "--json")
            if ran.status:
                half += 1
                for command in (["list"], ["gaps"], ["why", "服务"], ["ignore", "服务"], ["review"]):
                    ran = archive(*command)
                    assert (ran.status, ran.err) == (2, "索引还没有重建完；请先运行 archive scan\n"), command
                assert (snapshot(evidence), decided(archive)) == kept
            archive("scan")
            assert codes(archive)["服务.txt"] == "Ⅰ-2"
        else:
            break
    assert half > 2


def test_cut_off_while_filing_and_then_forgotten_nothing_is_lost(archive: Archive, evidence: Path) -> None:
    """The copies were half moved, and with the index went the knowledge of that."""
    archive("assign", "菜谱", "Ⅱ-1")
    gone(archive, "菜谱.txt", "服务.txt")
    archive("scan")
    text = (archive.root / "archive.yaml").read_text("utf-8")
    (archive.root / "archive.yaml").write_text(text.replace("{code}-{nn} {title}", "{nn} {title}"), "utf-8")
    kept = shutil.copytree(archive.root, archive.root.with_name("先前"))
    told_by = (archive("gaps", "--json").out, {*contents(evidence).values()}, decided(archive))
    for changes in range(100):
        shutil.rmtree(archive.root)
        shutil.copytree(kept, archive.root)
        try:
            with killed_after(changes, archive.root):
                archive("scan")
        except Killed:
            forget(archive)
            for _ in range(3):
                assert archive("scan").status == 0
            there = (archive("gaps", "--json").out, {*contents(evidence).values()})
            assert there == told_by[:2], f"killed after {changes} changes"
            assert all(said == "Ⅱ-1" for path, said in decided(archive).items() if path == "菜谱.txt")
            assert decided(archive).keys() <= {
                "菜谱.txt",
                *(s for s in archive.items() if s.startswith("材料/")),
            }
            assert at_rest(archive)
        else:
            break
    assert changes > 10


# -- the history


def refuses_to_undo(archive: Archive) -> None:
    ran = archive("undo")
    assert ran.status == 2 and "索引重建过" in ran.err, ran


def test_what_was_done_before_cannot_be_taken_back_and_that_is_said(archive: Archive, evidence: Path) -> None:
    archive("ignore", "菜谱")
    forget(archive)
    archive("scan")
    refuses_to_undo(archive)
    (said,) = archive("log", "--json").json
    assert said["changes"][0] == "重建了索引" and not said["undoable"]
    archive("assign", "菜谱", "Ⅱ-1")
    assert archive("undo").status == 0 and codes(archive)["菜谱.txt"] == "ignored"
    refuses_to_undo(archive)


@pytest.mark.parametrize("command", [["not-held", "Ⅱ-2", "--note", "无"], ["scan"]])
def test_no_decision_is_taken_for_one_of_the_run_that_follows(
    archive: Archive, evidence: Path, command: list[str]
) -> None:
    archive("ignore", "菜谱")
    forget(archive)
    archive(*command)
    archive("scan")
    archive("undo")
    assert decided(archive) == {"菜谱.txt": "ignored"}
    assert not (archive.root / "decisions.yaml").read_text("utf-8").count("code:")


# -- whatever there is

PATHS = ("甲.txt", "乙.txt", "党办/甲.txt", "工会/通知/丙.txt", "工会/丁.txt")
TEXTS = (*FILES.values(), "道德讲堂活动方案\n第十二期\n2022年6月8日", "", "关于报送材料的通知")
LEAVES = ("Ⅰ-1", "Ⅰ-2", "Ⅱ-1", "Ⅱ-2")
Ways = st.lists(
    st.one_of(
        st.tuples(
            st.just("assign"), st.integers(0, 9), st.lists(st.sampled_from(LEAVES), min_size=1, max_size=3)
        ),
        st.tuples(
            st.sampled_from(["ignore", "unassign", "lose", "aside", "retitle"]),
            st.integers(0, 9),
            st.just([]),
        ),
        st.tuples(
            st.just("put"), st.integers(0, 9), st.lists(st.sampled_from(LEAVES), min_size=1, max_size=1)
        ),
        st.tuples(st.sampled_from(["scan", "not-held"]), st.integers(0, 9), st.just([])),
    ),
    max_size=7,
)


@pytest.fixture
def desks() -> Iterator[Callable[[], Desk]]:
    made: list[Desk] = []

    def make() -> Desk:
        made.append(Desk())
        return made[-1]

    yield make
    for desk in made:
        desk.close()


def do(desk: Desk, act: str, n: int, leaves: list[str]) -> None:
    items = [item for item in desk.items() if item["sha256"]]
    item = items[n % len(items)]["source"] if items else ""
    files = sorted(path for path in desk.sources.rglob("*") if path.is_file())
    copies = [path for path in desk.evidence.rglob("*.txt") if path.name != "manifest-sha256.txt"]
    match act:
        case "assign" | "ignore" | "unassign" if items:
            desk.run(act, item, *leaves)
        case "not-held":
            desk.run(act, LEAVES[n % 4], "--note", "没有")
        case "lose" if files:
            files[n % len(files)].unlink()
        case "put":
            tree(desk.evidence / desk.folders[leaves[0]], {f"放进{n}.txt": f"第{n}份环境卫生说明"})
        case "aside" if copies:
            (desk.evidence / "_撤下").mkdir(exist_ok=True)
            sorted(copies)[n % len(copies)].rename(desk.evidence / f"_撤下/{n}.txt")
        case "retitle" if copies:
            path = sorted(copies)[n % len(copies)]
            path.rename(path.with_name(f"新题名{n}.txt"))
    desk.run("scan")


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=st.dictionaries(st.sampled_from(PATHS), st.sampled_from(TEXTS), max_size=5), ways=Ways)
def test_whatever_was_done_the_same_list_is_made_again(
    desks: Callable[[], Desk], files: dict[str, str], ways: list[tuple[str, int, list[str]]]
) -> None:
    desk = desks()
    tree(desk.sources, files)
    desk.run("scan", desk.sources)
    for act, n, leaves in ways:
        do(desk, act, n, leaves)
    desk.run("scan")
    before = desk.run("list", "--json").out, desk.run("gaps", "--json").out, snapshot(desk.evidence)
    lists = (desk.evidence / LIST).read_bytes()
    shutil.rmtree(desk.root / ".archive")
    ran = desk.run("scan", "--json").json
    assert (ran["steps"], ran["hands"]) == ([], [])
    assert (desk.run("list", "--json").out, desk.run("gaps", "--json").out, snapshot(desk.evidence)) == before
    assert (desk.evidence / LIST).read_bytes() == lists
