"""Decisions that have no effect are named with their line, and end no run."""

from __future__ import annotations

import pytest

from builders import tree
from conftest import Archive

SHA = "a" * 64


def told(archive: Archive, text: str, *command: str) -> list[str]:
    (archive.root / "decisions.yaml").write_text(text, "utf-8")
    ran = archive(*(command or ("gaps",)))
    assert ran.status == 0
    return ran.err.splitlines()


def assigned(*codes: str) -> str:
    return "".join(f"- sha256: {SHA}{n}\n  assign: ['{code}']\n" for n, code in enumerate(codes))


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("Ⅲ-3", "决定里的 Ⅲ-3 测评体系里没有（decisions.yaml 第 3 行），没有起作用；请改正或删去"),
        ("Ⅱ", "决定里的 Ⅱ 是上级指标（decisions.yaml 第 3 行），没有起作用；请改成末级指标的编号"),
        ("II-1", "决定里的 II-1 测评体系里没有（decisions.yaml 第 3 行），没有起作用；请写成 Ⅱ-1"),
        (
            "志愿服务",
            "决定里的 志愿服务 测评体系里没有（decisions.yaml 第 3 行），没有起作用；是不是 Ⅰ-2 志愿服务？",
        ),
    ],
)
def test_a_code_that_no_leaf_has_is_named(archive: Archive, code: str, said: str) -> None:
    assert told(archive, f"items:\n{assigned(code)}") == [f"注意：{said}"]


def test_of_many_lines_the_first_are_named(archive: Archive) -> None:
    (said,) = told(archive, f"items:\n{assigned(*['食堂'] * 5)}")
    assert "（decisions.yaml 第 3、5、7 行等 5 处）" in said


def test_a_note_on_an_unknown_code_or_without_a_reason_is_named(archive: Archive) -> None:
    text = "not_held:\n- {code: 食堂, note: 无}\n- {code: Ⅱ-1}\n- {code: Ⅰ-1, note: 未开展}\n"
    assert [line.split("，")[0] for line in told(archive, text)] == [
        "注意：决定里的 食堂 测评体系里没有（decisions.yaml 第 2 行）",
        "注意：未开展的 Ⅱ-1 没有写原因（decisions.yaml 第 3 行）；请补上 note",
    ]


@pytest.mark.parametrize("command", ["scan", "review", "gaps"])
def test_it_is_said_where_it_matters(archive: Archive, command: str) -> None:
    archive("scan", tree(archive.root.parent / "资料", {"甲.txt": "甲"}))
    assert "决定里的 食堂" in "".join(told(archive, f"items:\n{assigned('食堂')}", command))


def test_json_stays_alone_on_stdout(archive: Archive) -> None:
    told(archive, f"items:\n{assigned('食堂')}")
    assert archive("gaps", "--json").json["indicators"]


def test_when_all_is_known_nothing_is_said(archive: Archive) -> None:
    assert told(archive, f"items:\n{assigned('Ⅱ-1')}not_held: [{{code: Ⅱ-1, note: 无}}]\n") == []


def test_a_deduction_that_is_not_in_the_catalogue_and_a_day_that_is_none_are_named(archive: Archive) -> None:
    text = "not_held: [{code: Ⅰ-1, note: 未开展, due: 下个月}]\nnegative:\n- {code: 否-9, note: 某事}\n"
    assert [line.split("，没有")[0] for line in told(archive, text)] == [
        "注意：记录了减分项或否决项 否-9，测评体系里没有（decisions.yaml 第 3 行）",
        "注意：未开展的 Ⅰ-1 写的 due “下个月” 不是日期",
    ]
