"""What hands did is shown before anything is made of it, and asked about where it is not plain."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from asking import answers
from builders import names, snapshot
from conftest import Archive
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
    move,
    office,
    put,
)
from wenming_archive.console import hands
from wenming_archive.errors import InputError
from wenming_archive.filing.hands import Act, Answer, Hand

pytestmark = pytest.mark.usefixtures("here")

A = "a" * 64
MOVED = Hand(Act.moved, "乙/Ⅰ-2-01 总\n结.txt", A, "Ⅰ-2", "甲/Ⅰ-1-01 总结.txt", "Ⅰ-1")
RENAMED = Hand(Act.renamed, "甲/新.txt", A, "Ⅰ-1", "甲/旧.txt", "Ⅰ-1")
COPIED = Hand(Act.copied, "乙/1.txt", A, "Ⅰ-2")
ADDED = Hand(Act.added, "乙/2.txt", A, "Ⅰ-2")
WITHDRAWN = Hand(Act.withdrawn, "_撤下/1.txt", A, "", "甲/1.txt", "Ⅰ-1")
MISPLACED = Hand(Act.misplaced, "1.txt", A, "", "甲/1.txt", "Ⅰ-1")
DELETED = Hand(Act.deleted, "甲/1.txt", A, "Ⅰ-1", "甲/1.txt", "Ⅰ-1")
CHANGED = Hand(Act.changed, "甲/2.txt", A, "Ⅰ-1", "甲/2.txt", "Ⅰ-1", "b" * 64)
LAST_DELETED = Hand(Act.deleted, "甲/3.txt", A, "Ⅰ-1", "甲/3.txt", "Ⅰ-1", last=True)
LAST_CHANGED = Hand(Act.changed, "甲/4.txt", A, "Ⅰ-1", "甲/4.txt", "Ⅰ-1", "b" * 64, last=True)


def asked(
    monkeypatch: pytest.MonkeyPatch, keys: list[str], *done: Hand
) -> tuple[Mapping[Hand, Answer], list[str]]:
    left = answers(monkeypatch, keys)
    return hands.ask(done), left


@pytest.mark.parametrize("stream", ["stdin", "stdout"])
def test_without_a_terminal_nobody_is_asked(monkeypatch: pytest.MonkeyPatch, stream: str) -> None:
    left = answers(monkeypatch, [])
    monkeypatch.setattr(f"sys.{stream}.isatty", lambda: False)
    assert hands.ask([MOVED, DELETED, CHANGED]) == {
        MOVED: Answer.follow,
        DELETED: Answer.restore,
        CHANGED: Answer.leave,
    }
    assert left == []


@pytest.mark.parametrize(
    ("key", "answer"),
    [("", Answer.follow), ("y", Answer.follow), ("n", Answer.restore), ("N", Answer.restore)],
)
def test_what_is_plain_is_followed_or_undone(
    monkeypatch: pytest.MonkeyPatch, key: str, answer: Answer
) -> None:
    found, left = asked(monkeypatch, [key], MOVED, RENAMED, WITHDRAWN)
    assert set(found.values()) == {answer} and left == []


@pytest.mark.parametrize("hand", [ADDED, COPIED, LAST_CHANGED])
def test_what_is_theirs_alone_is_followed_or_left(monkeypatch: pytest.MonkeyPatch, hand: Hand) -> None:
    assert asked(monkeypatch, ["y"], hand)[0] == {hand: Answer.follow}
    assert asked(monkeypatch, ["n"], hand)[0] == {hand: Answer.leave}


@pytest.mark.parametrize(
    ("hand", "key", "answer"),
    [
        (DELETED, "", Answer.restore),
        (DELETED, "b", Answer.restore),
        (DELETED, "q", Answer.follow),
        (CHANGED, "", Answer.leave),
        (CHANGED, "l", Answer.leave),
        (CHANGED, "g", Answer.follow),
        (CHANGED, "h", Answer.restore),
    ],
)
def test_what_is_not_plain_is_asked_about(
    monkeypatch: pytest.MonkeyPatch, hand: Hand, key: str, answer: Answer
) -> None:
    assert asked(monkeypatch, [key], hand) == ({hand: answer}, [])


def test_what_cannot_be_had_and_what_goes_back_is_not_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    found, _ = asked(monkeypatch, [], LAST_DELETED, MISPLACED)
    assert found == {LAST_DELETED: Answer.restore, MISPLACED: Answer.restore}


def test_all_is_asked_about_once_by_kind(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    found, left = asked(monkeypatch, ["n", "x", "q", "h"], MOVED, ADDED, DELETED, CHANGED)
    assert left == [] and found == {
        MOVED: Answer.restore,
        ADDED: Answer.leave,
        DELETED: Answer.follow,
        CHANGED: Answer.restore,
    }
    assert capsys.readouterr().out.splitlines() == [
        "上次运行之后，有人动过 材料/ 里的 4 份文件：",
        "  Ⅰ-1 → Ⅰ-2：Ⅰ-2-01 总␊结.txt",
        "  新放进 Ⅰ-2：2.txt",
        "按这样记录？　y 是　n 否，恢复原样　（直接回车：y）",
        "  删去：材料/甲/1.txt",
        "这 1 份怎么办？　b 从来源补上　q 不要了，记为决定　（直接回车：b）",
        "这 1 份怎么办？　b 从来源补上　q 不要了，记为决定　（直接回车：b）",
        "  改动了内容：材料/甲/2.txt",
        "这 1 份怎么办？　l 先不管　g 以改动后的为准　h 恢复原样（改动过的移到“_撤下”）　（直接回车：l）",
    ]


def test_when_the_answers_end_nothing_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputError, match="没有回答，材料/ 里没有作任何改动"):
        asked(monkeypatch, ["y"], MOVED, DELETED)


def test_every_act_is_shown_with_what_was_made_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    made = {
        MOVED: Answer.follow,
        RENAMED: Answer.follow,
        COPIED: Answer.follow,
        ADDED: Answer.leave,
        WITHDRAWN: Answer.follow,
        MISPLACED: Answer.restore,
        DELETED: Answer.restore,
        CHANGED: Answer.restore,
        LAST_DELETED: Answer.restore,
        LAST_CHANGED: Answer.follow,
    }
    hands.show(made)
    assert capsys.readouterr().out.splitlines() == [
        "有人动过 材料/ 里的 10 份文件（已这样处理）：",
        "  记为决定，归入移到的指标（1）：",
        "    Ⅰ-1 → Ⅰ-2：Ⅰ-2-01 总␊结.txt",
        "  新名称记为题名（1）：",
        "    Ⅰ-1：旧.txt → 新.txt",
        "  记为决定，同时归入这个指标（1）：",
        "    又放进 Ⅰ-2：1.txt",
        "  没有动（1）：",
        "    新放进 Ⅰ-2：2.txt",
        "  记为决定，不再归入指标（1）：",
        "    移进“_撤下”：1.txt（原在 Ⅰ-1）",
        "  放回原处（1）：",
        "    移到不是末级指标的文件夹：材料/1.txt",
        "  从来源补上；不要它，请用 archive unassign 或 ignore（1）：",
        "    删去：材料/甲/1.txt",
        "  改动过的移到“_撤下”，从来源恢复（1）：",
        "    改动了内容：材料/甲/2.txt",
        "  来源和别的副本都已不在，无法补上（1）：",
        "    删去：材料/甲/3.txt",
        "  原来的内容别处也没有，以改动后的为准（1）：",
        "    改动了内容：材料/甲/4.txt",
    ]


def test_every_answer_has_its_words() -> None:
    """What can be answered, and what is done where nobody can be, is said in words of its own."""
    possible = {Act.added: "fl", Act.copied: "fl", Act.deleted: "fr", Act.changed: "flr", Act.misplaced: "r"}
    for act in Act:
        for answer in Answer:
            said = hands._made(Hand(act, "甲", A), answer)
            wanted = answer.value[0] in possible.get(act, "fr") and answer is not Answer.leave
            assert (said != "没有动") == wanted, (act, answer)


def test_a_long_list_is_cut_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    hands.show({Hand(Act.added, f"乙/{n}.txt", A, "Ⅰ-2"): Answer.follow for n in range(23)}, dry=True)
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "有人动过 材料/ 里的 23 份文件（将这样处理）：" and len(lines) == 23
    assert lines[-1] == "    …另有 3 份"


def test_of_nothing_nothing_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    hands.show({})
    hands.pending({})
    assert capsys.readouterr() == ("", "")


# -- on the whole


@pytest.fixture
def evidence(archive: Archive) -> Path:
    return office(archive)


def scan(archive: Archive, monkeypatch: pytest.MonkeyPatch, *keys: str) -> None:
    with monkeypatch.context() as patch:
        left = answers(patch, keys)
        ran = archive("scan")
    assert ran.status == 0 and left == [], ran


def test_a_move_that_is_not_meant_is_taken_back(
    archive: Archive, evidence: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    move(evidence, "服务.txt", f"{CLEAN}/x.txt")
    move(evidence, "讲堂.txt", "_撤下/y.txt")
    put(evidence, f"{OPINION}/照片说明.txt")
    scan(archive, monkeypatch, "n")
    assert decided(archive) == {} and contents(evidence) == {
        **{COPIES[name]: FILES[name] for name in COPIES},
        f"{OPINION}/照片说明.txt": NEW,
    }
    assert len(archive.items()) == 4


def test_a_deleted_copy_that_nobody_wants_is_a_decision(
    archive: Archive, evidence: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive("assign", "服务", "Ⅰ-2", "Ⅱ-2")
    (evidence / COPIES["服务.txt"]).unlink()
    (evidence / COPIES["讲堂.txt"]).unlink()
    scan(archive, monkeypatch, "q")
    assert decided(archive) == {"服务.txt": "Ⅱ-2", "讲堂.txt": "unassigned"}
    assert codes(archive)["讲堂.txt"] == "unplaced" and len(names(evidence)) == 2 and at_rest(archive)


def test_a_changed_copy_is_taken_as_it_is_now(
    archive: Archive, evidence: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (evidence / COPIES["服务.txt"]).write_text("志愿服务总结（修改稿）\n2022年12月31日", "utf-8")
    scan(archive, monkeypatch, "g")
    source = f"材料/{COPIES['服务.txt']}"
    assert decided(archive) == {source: "Ⅰ-2", "服务.txt": "unassigned"}
    assert archive.items()[source]["date"] == "2022-12-31" and codes(archive)["服务.txt"] == "unplaced"
    assert len(names(evidence)) == 3 and at_rest(archive)


def test_a_changed_copy_is_set_aside_and_the_right_one_restored(
    archive: Archive, evidence: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = evidence / COPIES["服务.txt"]
    path.write_text("改过了", "utf-8")
    scan(archive, monkeypatch, "h")
    found = contents(evidence)
    assert found.pop(f"_撤下/{path.name}") == "改过了"
    assert found == {COPIES[name]: FILES[name] for name in COPIES} and at_rest(archive)


def test_left_and_later_set_aside_no_copy_is_doubled(
    archive: Archive, evidence: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (evidence / COPIES["服务.txt"]).write_text("改过了", "utf-8")
    scan(archive, monkeypatch, "l")
    assert len(names(evidence)) == 4
    scan(archive, monkeypatch, "h")
    assert len(names(evidence)) == 4 and COPIES["服务.txt"] in names(evidence) and at_rest(archive)


def test_evidence_that_is_nowhere_else_can_be_let_go(
    archive: Archive, evidence: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(evidence, f"{OPINION}/照片说明.txt")
    archive("scan")
    (copy,) = archive.items()[f"材料/{OPINION}/照片说明.txt"]["filed_as"]
    (archive.root / copy).write_text("改过了", "utf-8")
    scan(archive, monkeypatch, "n")
    assert (archive.root / copy).read_text("utf-8") == "改过了"


def test_with_no_answer_nothing_is_done(
    archive: Archive, evidence: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    move(evidence, "服务.txt", f"{TALK}/x.txt")
    (evidence / COPIES["卫生.txt"]).unlink()
    before = snapshot(evidence), decided(archive)
    with monkeypatch.context() as patch:
        answers(patch, ["y"])
        ran = archive("scan")
    assert ran.status == 2 and ran.err == "没有回答，材料/ 里没有作任何改动\n"
    assert (snapshot(evidence), decided(archive)) == before
    scan(archive, monkeypatch, "y", "b")
    assert codes(archive)["服务.txt"] == "Ⅰ-1" and at_rest(archive)


def test_json_is_alone_on_stdout_on_a_terminal_too(
    archive: Archive, evidence: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (evidence / COPIES["服务.txt"]).unlink()
    answers(monkeypatch, [])
    assert archive("scan", "--json").json["hands"][0]["answer"] == "restore"


def test_a_dry_run_asks_nothing(archive: Archive, evidence: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (evidence / COPIES["服务.txt"]).unlink()
    answers(monkeypatch, [])
    assert "（将这样处理）" in archive("scan", "--dry-run").out
