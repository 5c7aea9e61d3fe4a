"""The history, and what is said before and after something is taken back."""

from __future__ import annotations

import pytest

from asking import answers
from conftest import Archive
from handwork import COPIES, FILES, contents, decided, office
from wenming_archive.console import history
from wenming_archive.decisions import Decision, Decisions, Elements, NotHeld
from wenming_archive.filing.hands import Act, Answer, Hand
from wenming_archive.filing.plan import Plan
from wenming_archive.filing.plan import Step as Filing
from wenming_archive.index.log import Entry
from wenming_archive.pipeline.history import Change, Done, Note
from wenming_archive.pipeline.outcome import Outcome, Summary
from wenming_archive.pipeline.undoing import Step, Undoing

A = "a" * 64
AT = "2023-05-06 10:00:00"


def step(number: int, command: str, done: Done, *, undone: bool = False) -> Step:
    return Step(Entry(number, AT, command, "", undone), done, not undone)


STEPS = (
    step(9, "undo", Done(undid=(7, 8), gone=2, steps={"remove": 1, "move": 2})),
    step(
        8,
        "review",
        Done(
            (
                Change(None, Decision(sha256=A, path="甲\n.docx", assign=("Ⅰ-1", "Ⅱ-1"))),
                Change(Decision(sha256=A, path="乙.docx", ignore=True), None),
                Change(Decision(sha256=A, unassign=True), Decision(sha256=A, caption="题")),
            ),
            (
                Note(None, NotHeld(code="Ⅱ-2", note="没有")),
                Note(NotHeld(code="Ⅱ-2", note="没有"), None),
            ),
        ),
        undone=True,
    ),
    step(
        1,
        "scan",
        Done(came=("/资料\x1b[2J",), went=("/旧",), new=3, changed=2, steps={"copy": 3}, rebuilt=True),
    ),
)
TOLD = [
    "   9　2023-05-06 10:00:00　archive undo",
    "      撤销了第 7、8 步",
    "      材料去掉 2 份",
    "      材料/ 改名或移动 2 份，撤下 1 份",
    "   8　2023-05-06 10:00:00　archive review　已撤销",
    "      甲␊.docx：没有决定 → Ⅰ-1、Ⅱ-1",
    "      乙.docx：不归档 → 没有决定",
    "      aaaaaaaaaaaa：不归入指标 → 题名“题”",
    "      Ⅱ-2：没有说明 → 未开展（没有）",
    "      Ⅱ-2：未开展（没有） → 没有说明",
    "   1　2023-05-06 10:00:00　archive scan",
    "      重建了索引",
    "      新增来源 /资料 [2J",
    "      不再扫描 /旧",
    "      材料新增 3 份，改动 2 份",
    "      材料/ 复制 3 份",
]


def test_every_step_is_told_in_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    history.log(STEPS, 20)
    assert capsys.readouterr().out.splitlines() == TOLD


def test_what_was_said_below_a_photo_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    said = Decision(sha256=A, caption="合影", photo=Elements(place="操场", theme="学雷锋"))
    history.log([step(1, "caption", Done((Change(None, said),)))], 1)
    assert "aaaaaaaaaaaa：没有决定 → 题名“合影”，地点“操场”，主题“学雷锋”" in capsys.readouterr().out


def test_a_long_history_is_cut_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    history.log(STEPS, 1)
    assert capsys.readouterr().out.splitlines() == [*TOLD[:4], "…更早的还有 2 步；用 -n 可以多列一些"]


def test_many_decisions_of_one_step_are_counted(capsys: pytest.CaptureFixture[str]) -> None:
    changes = tuple(Change(None, Decision(sha256=A, path=f"{n}", ignore=True)) for n in range(7))
    history.log([step(1, "review", Done(changes))], 1)
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 7 and lines[-1] == "      …另有 2 项决定"


def test_without_any_step_that_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    history.log([], 20)
    assert capsys.readouterr().out == "还没有做过什么\n"


def undoing(done: Done, **parts: object) -> Undoing:
    values: dict[str, object] = {
        "steps": (step(3, "assign", done),),
        "decisions": Decisions(),
        "keys": (),
        "codes": (),
        "concluded": (),
        "catalogue": None,
        "kept": (),
        "sources": (),
        "known": (),
        "clues": {},
        "dropped": (),
    }
    return Undoing(**{**values, **parts})  # type: ignore[arg-type]


CHANGED = Hand(Act.changed, "甲/1.txt", A, "Ⅰ-1", "甲/1.txt", "Ⅰ-1", "b" * 64)
OUTCOME = Outcome(
    Summary({"filed": 3}, (), ()),
    (),
    Plan((Filing("move", "_撤下/1.txt", A, "甲/1.txt"), Filing("remove", "乙/2.txt", A, "乙/2.txt")), {}),
    hands={CHANGED: Answer.leave, Hand(Act.added, "甲/新.txt", A, "Ⅰ-1"): Answer.leave},
)


def test_the_plan_says_all_that_will_be_done(capsys: pytest.CaptureFixture[str]) -> None:
    some = undoing(
        Done(new=1), keys=(("a", ""), ("b", "")), codes=("Ⅱ-2",), kept=("丙\n",), sources=("/资料",)
    )
    history.plan(some, OUTCOME)
    assert capsys.readouterr().out.splitlines() == [
        "将撤销 1 步：",
        "   3　2023-05-06 10:00:00　archive assign",
        "      材料新增 1 份",
        "撤销时：",
        "  恢复 3 项决定",
        "  不再扫描 /资料",
        "  将要改名或移动 1 份，撤下 1 份",
        "    改名或移动　材料/_撤下/1.txt",
        "    撤下　材料/乙/2.txt",
        "  丙␊ 后来又改过，保持现在的决定",
        "  有 1 份副本被人改动过，不删除，移到 材料/_撤下：",
        "    材料/甲/1.txt",
    ]


def test_what_changes_no_copy_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    history.plan(undoing(Done(), codes=("Ⅱ-2",)), Outcome(Summary({}, (), ()), (), Plan((), {})))
    assert capsys.readouterr().out.splitlines()[-2:] == ["  恢复 1 项决定", "  材料/ 没有变化"]


BACK = "撤下的材料还在来源里，下次 archive scan 会再归入；不要它，请用 archive ignore"


@pytest.mark.parametrize(
    ("some", "said"),
    [
        (undoing(Done(new=1)), True),
        (undoing(Done(changed=1)), True),
        (undoing(Done(new=1, came=("/资料",)), sources=("/资料",)), False),
        (undoing(Done()), False),
    ],
)
def test_in_the_end_it_says_what_the_next_scan_does(
    capsys: pytest.CaptureFixture[str], some: Undoing, said: bool
) -> None:
    history.undone(some, OUTCOME)
    ran = capsys.readouterr()
    assert ran.out.splitlines()[:2] == ["已撤销 1 步", "  已归档 3"] and (BACK in ran.out) == said
    assert "有人动过 材料/ 里的 1 份文件，这次没有处理；请运行 archive scan" in ran.err


@pytest.mark.parametrize(
    ("keys", "sure"),
    [
        (["y"], True),
        (["YES"], True),
        (["是"], True),
        ([""], False),
        (["n"], False),
        (["什么"], False),
        ([], False),
    ],
)
def test_on_a_terminal_only_a_clear_yes_is_one(
    monkeypatch: pytest.MonkeyPatch, keys: list[str], sure: bool
) -> None:
    answers(monkeypatch, keys)
    assert history.confirmed() is sure


@pytest.mark.parametrize("stream", ["stdin", "stdout"])
def test_where_nobody_can_be_asked_the_command_is_the_answer(
    monkeypatch: pytest.MonkeyPatch, stream: str
) -> None:
    answers(monkeypatch, [])
    monkeypatch.setattr(f"sys.{stream}.isatty", lambda: False)
    assert history.confirmed() is True


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(("keys", "done"), [(["y"], True), (["n"], False), ([], False)])
def test_on_a_terminal_it_says_first_what_it_will_do_and_asks(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, keys: list[str], done: bool
) -> None:
    evidence = office(archive)
    archive("ignore", "服务")
    answers(monkeypatch, keys)
    ran = archive("undo")
    assert ran.status == 0 and ran.out.startswith("将撤销 1 步：\n")
    assert f"    复制　材料/{COPIES['服务.txt']}\n" in ran.out
    assert ("已撤销 1 步" in ran.out) == done == (decided(archive) == {})
    assert (FILES["服务.txt"] in contents(evidence).values()) == done
    assert done or ran.out.endswith("没有作任何改动\n")
