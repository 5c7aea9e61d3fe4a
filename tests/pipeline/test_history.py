"""The history tells what each run changed, however that came to be."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from builders import tree
from changes import Killed, killed_after
from conftest import Archive
from handwork import CLEAN, COPIES, OPINION, hands, move, office, put, sources
from wenming_archive.allowances import Allowed
from wenming_archive.decisions import Concluded, Decision, Negative, NotHeld
from wenming_archive.index import Index
from wenming_archive.pipeline import history, session, undoing
from wenming_archive.pipeline.history import Change, Done, Note, Wording

pytestmark = pytest.mark.usefixtures("here")


@pytest.fixture
def evidence(archive: Archive) -> Path:
    return office(archive)


def entries(archive: Archive) -> list[tuple[str, Done]]:
    """Return command and doings of each entry, the last first."""
    return [(step.entry.command, step.done) for step in undoing.log(session.begin(archive.root))]


def last(archive: Archive) -> tuple[str, Done]:
    return entries(archive)[0]


def test_a_workspace_that_has_done_nothing_has_no_history(archive: Archive) -> None:
    assert entries(archive) == []
    assert not (archive.root / ".archive/index.sqlite").exists()


def test_the_first_scan_tells_its_source_and_what_it_found(archive: Archive) -> None:
    folder = sources(archive)
    archive("scan", folder)
    assert entries(archive) == [("scan", Done(came=(str(folder),), new=4, steps={"copy": 3}))]


def test_what_changes_nothing_is_no_entry(archive: Archive, evidence: Path) -> None:
    before = entries(archive)
    for command in (["scan"], ["list"], ["gaps"], ["verify"], ["export-docx"], ["scan", "--dry-run"]):
        archive(*command)
    archive("not-held", "Ⅱ-2", "--clear")
    assert entries(archive) == before


def test_a_decision_is_told_as_it_was_and_became(archive: Archive, evidence: Path) -> None:
    archive("ignore", "菜谱")
    (command, done) = last(archive)
    (change,) = done.decisions
    assert command == "ignore" and change.before is None and change.after and change.after.ignore
    archive("assign", "菜谱", "Ⅱ-2")
    (command, done) = last(archive)
    assert command == "assign" and done.steps == {"copy": 1} and done.undoable
    assert done.decisions[0].before == change.after and done.decisions[0].after
    assert done.decisions[0].after.assign == ("Ⅱ-2",)


def test_a_note_is_told_as_it_was_and_became(archive: Archive, evidence: Path) -> None:
    archive("not-held", "Ⅱ-2", "--note", "没有")
    archive("not-held", "Ⅱ-2", "--clear")
    (command, cleared), (_, noted), *_ = entries(archive)
    assert command == "not-held" and noted.not_held[0].before is None
    assert cleared.not_held[0].before == noted.not_held[0].after and cleared.not_held[0].after is None
    assert noted.not_held[0].after and noted.not_held[0].after.note == "没有"


def test_what_was_written_by_hand_is_told_by_the_run_that_saw_it(archive: Archive, evidence: Path) -> None:
    text = "items: []\nnot_held: [{code: Ⅱ-2, note: 手写的}]\n"
    (archive.root / "decisions.yaml").write_text(text, "utf-8")
    path, other = (
        archive.root / "archive.yaml",
        tree(archive.root.parent / "另一处", {"新.txt": "志愿服务简报"}),
    )
    text = path.read_text("utf-8")
    path.write_text(text.replace(str(archive.root.parent / "资料"), str(other)), "utf-8")
    archive("scan")
    (command, done) = last(archive)
    assert command == "scan" and done.not_held == (Note(None, NotHeld(code="Ⅱ-2", note="手写的")),)
    assert done.came == (str(other),) and done.went == (str(archive.root.parent / "资料"),)
    assert (done.new, done.changed, done.gone) == (1, 0, 1)


def test_new_changed_and_gone_files_are_counted(archive: Archive, evidence: Path) -> None:
    folder = archive.root.parent / "资料"
    tree(folder, {"新.txt": "志愿服务活动简报", "服务.txt": "学雷锋志愿服务总结（改）"})
    (folder / "菜谱.txt").unlink()
    archive("scan")
    done = last(archive)[1]
    assert (done.new, done.changed, done.gone) == (1, 1, 1) and done.steps
    assert sum(done.steps.values()) == 3


def test_a_source_that_is_gone_but_filed_is_no_change(archive: Archive, evidence: Path) -> None:
    before = entries(archive)
    (archive.root.parent / "资料/服务.txt").unlink()
    archive("scan")
    assert entries(archive) == before


def test_hands_are_told_with_the_scan_that_understood_them(archive: Archive, evidence: Path) -> None:
    move(evidence, "服务.txt", f"{OPINION}/x.txt")
    put(evidence, f"{CLEAN}/照片说明.txt")
    hands(archive)
    command, done = last(archive)
    assert command == "scan" and (done.new, len(done.decisions)) == (1, 2) and done.undoable


def test_an_undo_tells_what_it_took_back_and_cannot_be_taken_back(archive: Archive, evidence: Path) -> None:
    archive("ignore", "服务")
    archive("undo")
    steps = undoing.log(session.begin(archive.root))
    assert [(step.entry.command, step.entry.undone, step.undoable) for step in steps] == [
        ("undo", False, False),
        ("ignore", True, False),
        ("scan", False, True),
    ]
    assert steps[0].done.undid == (2,) and steps[0].done.steps == {"copy": 1}


@pytest.mark.parametrize("command", [["assign", "服务", "Ⅱ-2"], ["scan"], ["ignore", "菜谱"]])
def test_a_run_that_was_killed_is_told_by_the_next(
    archive: Archive, evidence: Path, command: list[str]
) -> None:
    tree(archive.root.parent / "资料", {"新.txt": "志愿服务活动简报"} if command == ["scan"] else {})
    kept = shutil.copytree(archive.root, archive.root.with_name("先前"))
    archive(*command)
    _, wanted = last(archive)
    reached = set()
    for changes in range(200):
        shutil.rmtree(archive.root)
        shutil.copytree(kept, archive.root)
        try:
            with killed_after(changes, archive.root):
                archive(*command)
        except Killed:
            archive("scan")
        else:
            break
        first, *more = entries(archive)
        assert len(more) <= 1
        if more:
            by, done = first
            reached.add(by)
            assert len(done.decisions) == len(wanted.decisions) and (done.new, done.gone) == (wanted.new, 0)
            assert [c.after and c.after.assign for c in done.decisions] == [
                c.after and c.after.assign for c in wanted.decisions
            ]
    assert reached == {"scan", command[0]} and changes > 5


def test_what_is_packed_comes_back() -> None:
    one, two = Decision(sha256="a" * 64, path="甲", assign=("Ⅰ-1",), at="x"), NotHeld(code="1", note="无")
    done = Done(
        (Change(None, one), Change(one, None)),
        (Note(None, two), Note(two, None)),
        ("/来",),
        ("/去",),
        1,
        2,
        3,
        {"copy": 4},
        (7, 8),
        rebuilt=True,
        allowed=(Allowed(sha256="b" * 64, path="名册.xlsx", what="id-number", reason="上级要原件"),),
        revoked=(Allowed(sha256="c" * 64, path="表.xlsx", what="id-number", reason="误判"),),
        negative=(Negative(code="否-1", happened=False),),
        unsaid=("减-1",),
        concluded=(Wording(None, Concluded(code="Ⅰ-1", text="自己写的。")),),
    )
    with Index.reading(Path("没有")) as index:
        number = index.enter("2023-05-06 10:00:00", "scan", history._packed(done), [])
        (entry,) = index.entries()
    assert (entry.number, entry.command, entry.undone) == (number, "scan", False)
    assert history.told(entry) == done


@pytest.mark.parametrize(
    ("done", "undoable", "empty"),
    [
        (Done(), False, True),
        (Done(steps={}), False, True),
        (Done(steps={"move": 1}), False, False),
        (Done(new=1), True, False),
        (Done(new=1, rebuilt=True), False, False),
        (Done(rebuilt=True), False, False),
        (Done(went=("/x",)), False, False),
        (Done(came=("/x",)), True, False),
        (Done(undid=(1,)), False, False),
    ],
)
def test_what_can_be_taken_back(done: Done, undoable: bool, empty: bool) -> None:
    assert (done.undoable, done.empty) == (undoable, empty)


def test_an_entry_says_when(archive: Archive, evidence: Path) -> None:
    (said,) = archive("log", "--json").json
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", said["at"])


def test_for_other_programs_every_entry_has_the_same_keys(archive: Archive, evidence: Path) -> None:
    archive("ignore", "菜谱")
    archive("not-held", "Ⅱ-2", "--note", "没有")
    archive("undo")
    rows: list[dict[str, Any]] = archive("log", "--json").json
    keys = ["number", "at", "command", "undone", "undoable", "changes"]
    assert all(list(row) == keys for row in rows)
    assert [(row["number"], row["command"], row["undone"], row["undoable"]) for row in rows] == [
        (4, "undo", False, False),
        (3, "not-held", True, False),
        (2, "ignore", False, True),
        (1, "scan", False, True),
    ]
    assert rows[0]["changes"] == ["撤销了第 3 步", "Ⅱ-2：未开展（没有） → 没有说明"]
    assert rows[3]["changes"] == [
        f"新增来源 {archive.root.parent / '资料'}",
        "材料新增 4 份",
        f"材料/ 复制 {len(COPIES)} 份",
    ]
