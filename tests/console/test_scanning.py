"""What a scan says: to a person, and as JSON."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from samples import made_item
from wenming_archive.console import scanning
from wenming_archive.filing.plan import Plan, Step
from wenming_archive.model import Skipped, Status
from wenming_archive.pipeline.outcome import Outcome, Summary

STEPS = (
    Step("copy", "甲/1.docx", "a" * 64, "/资料/1.docx"),
    Step("copy", "甲/2.docx", "b" * 64, "/资料/2.docx"),
    Step("move", "乙/3.docx", "c" * 64, "乙/2.docx"),
    Step("link", "丙/1.docx", "a" * 64, "甲/1.docx"),
    Step("remove", "丁/4.docx", "d" * 64, "丁/4.docx"),
)
SAID = Summary({"filed": 3, "review": 2, "unreadable": 1}, (("空.docx", "文件是空的"),), ("旧.docx",))
OUTCOME = Outcome(
    SAID,
    (),
    Plan(STEPS, {}, foreign=("手工.txt",)),
    (Skipped("/资料/管道", "不是普通文件"),),
    opened=4,
    gone=("走了.docx",),
    failed={"甲/2.docx": "磁盘已满"},
)
QUIET = Outcome(Summary({"filed": 3}, (), ()), (), Plan((), {}))


def shown(capsys: pytest.CaptureFixture[str], outcome: Outcome, *, dry: bool = False) -> list[str]:
    scanning.show(outcome, dry=dry)
    return capsys.readouterr().out.splitlines()


def test_a_scan_says_all_that_happened(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys, OUTCOME) == [
        "扫描完成：共 6 份材料，读取 4 份新的或改动过的",
        "  已归档 3　待确认 2　无法读取 1",
        "  已复制 2 份，再归一处 1 份，改名或移动 1 份，撤下 1 份",
        "无法读取（1）：",
        "  空.docx：文件是空的",
        "没有复制成功（1）：",
        "  材料/甲/2.docx：磁盘已满",
        "跳过（1）：",
        "  /资料/管道：不是普通文件",
        "来源已不在（归档副本保留）（1）：",
        "  旧.docx",
        "来源已不在（原未归档，已从清单去掉）（1）：",
        "  走了.docx",
        "材料/ 中不是本程序放入、或被人改动过的文件（没有动）（1）：",
        "  材料/手工.txt",
        "下一步：archive review 逐份确认 2 份；archive gaps 看还缺什么",
    ]


def test_what_is_judged_otherwise_is_told_as_it_stood_and_stands(capsys: pytest.CaptureFixture[str]) -> None:
    moved = (
        (made_item("甲\n.docx", status=Status.review), made_item("甲\n.docx", "Ⅰ-1", "Ⅰ-2")),
        (made_item("乙.docx", "Ⅰ-1"), made_item("乙.docx")),
    )
    outcome = replace(QUIET, changed=moved)
    told = ["判断随之改变（2）：", "  甲␊.docx：待确认 → Ⅰ-1 Ⅰ-2", "  乙.docx：Ⅰ-1 → 未归类"]
    assert shown(capsys, outcome)[3:-1] == told
    assert shown(capsys, outcome, dry=True)[3:] == told


def test_a_quiet_scan_is_short(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys, QUIET) == [
        "扫描完成：共 3 份材料，读取 0 份新的或改动过的",
        "  已归档 3",
        "  材料/ 没有变化",
        "下一步：archive gaps 看还缺什么；archive export-docx 生成目录",
    ]


def test_a_dry_run_names_every_step_and_no_next_one(capsys: pytest.CaptureFixture[str]) -> None:
    said = shown(capsys, OUTCOME, dry=True)
    assert said[0].startswith("试扫（没有写入任何文件）：")
    assert said[2:8] == [
        "  将要复制 2 份，再归一处 1 份，改名或移动 1 份，撤下 1 份",
        "    复制　材料/甲/1.docx",
        "    复制　材料/甲/2.docx",
        "    改名或移动　材料/乙/3.docx",
        "    再归一处　材料/丙/1.docx",
        "    撤下　材料/丁/4.docx",
    ]
    assert not any(line.startswith("下一步") for line in said)


@pytest.mark.parametrize(("count", "rows", "rest"), [(20, 20, ""), (23, 20, "  …另有 3 项，见 archive list")])
def test_a_long_list_of_troubles_is_cut_and_says_so(
    capsys: pytest.CaptureFixture[str], count: int, rows: int, rest: str
) -> None:
    many = tuple((f"坏{n}.docx", "打不开") for n in range(count))
    said = shown(capsys, Outcome(Summary({}, many, ()), (), Plan((), {})))
    assert f"无法读取（{count}）：" in said
    assert sum("打不开" in line for line in said) == rows
    assert rest in ("", *said)


def test_strange_names_stay_on_their_line(capsys: pytest.CaptureFixture[str]) -> None:
    said = shown(capsys, Outcome(Summary({}, (("甲\n乙\x1b[2J.docx", "打不开"),), ()), (), Plan((), {})))
    assert any("甲␊乙" in line and "打不开" in line and "\x1b" not in line for line in said)


def test_other_programs_get_every_part() -> None:
    assert scanning.as_json(OUTCOME, dry=True) == {
        "dry_run": True,
        "items": 6,
        "opened": 4,
        "statuses": {"filed": 3, "review": 2, "unplaced": 0, "duplicate": 0, "ignored": 0, "unreadable": 1},
        "steps": [
            {"act": "copy", "target": "材料/甲/1.docx", "origin": "/资料/1.docx"},
            {"act": "copy", "target": "材料/甲/2.docx", "origin": "/资料/2.docx"},
            {"act": "move", "target": "材料/乙/3.docx", "origin": "乙/2.docx"},
            {"act": "link", "target": "材料/丙/1.docx", "origin": "甲/1.docx"},
            {"act": "remove", "target": "材料/丁/4.docx", "origin": "丁/4.docx"},
        ],
        "failed": [{"target": "材料/甲/2.docx", "message": "磁盘已满"}],
        "skipped": [{"path": "/资料/管道", "reason": "不是普通文件"}],
        "gone": ["走了.docx"],
        "unseen": 0,
        "foreign": ["材料/手工.txt"],
        "hands": [],
    }


def test_every_act_of_a_plan_has_a_word() -> None:
    source = (Path(scanning.__file__).parents[1] / "filing/plan.py").read_text("utf-8")
    acts = {part.split('"')[0] for part in source.split('Step("')[1:]}
    assert acts == set(scanning._ACTS)
