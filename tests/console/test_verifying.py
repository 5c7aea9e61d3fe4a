"""What a verification says: to a person, and as JSON."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from wenming_archive.console import verifying
from wenming_archive.errors import CopyError
from wenming_archive.filing.verifying import Finding, Kind
from wenming_archive.pipeline.verifying import Verdict

SOUND = Verdict(12, 12, (), "sound")
FINDINGS = (
    Finding("changed", "甲/1.docx", "2023-05-06 10:30 改动过，大小没变"),
    Finding("decayed", "甲/2.docx", "大小和修改时间都没变，内容却变了"),
    Finding("missing", "甲/3.docx"),
    Finding("replaced", "甲/4.docx", "被换成了文件夹"),
    Finding("unexpected", "新\n来\x1b[2J的.docx"),
    Finding("unreadable", "甲/5.docx", "没有权限"),
)
BAD = Verdict(12, 7, FINDINGS, "differs")


def shown(capsys: pytest.CaptureFixture[str], verdict: Verdict) -> list[str]:
    verifying.show(verdict)
    return capsys.readouterr().out.splitlines()


def test_all_sound_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys, SOUND) == ["核对完成：共 12 份归档副本，全部与记录一致"]
    assert shown(capsys, Verdict(0, 0, (), "sound")) == ["核对完成：还没有归档副本"]
    verifying.conclude(SOUND)


def test_what_was_found_is_grouped_worst_first_with_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    said = shown(capsys, BAD)
    assert [line for line in said if not line.startswith("  →")] == [
        "核对完成：共 12 份归档副本，7 份与记录一致",
        "内容损坏（1）：",
        "  材料/甲/2.docx：大小和修改时间都没变，内容却变了",
        "被改动过（1）：",
        "  材料/甲/1.docx：2023-05-06 10:30 改动过，大小没变",
        "被换成了别的（1）：",
        "  材料/甲/4.docx：被换成了文件夹",
        "缺少（1）：",
        "  材料/甲/3.docx",
        "无法读取（1）：",
        "  材料/甲/5.docx：没有权限",
        "多出来的（1）：",
        "  材料/新␊来 [2J的.docx",
        "校验清单 材料/manifest-sha256.txt 与记录不符；运行 archive scan 会重新写好",
    ]
    assert sum(line.startswith("  → ") for line in said) == 6
    assert "备份" in said[said.index("内容损坏（1）：") + 2]


def test_a_damaged_archive_ends_in_one_sentence() -> None:
    with pytest.raises(CopyError, match=r"^核对发现 7 处问题，处理后再运行 archive verify$"):
        verifying.conclude(BAD)
    with pytest.raises(CopyError, match=r"^核对发现 1 处问题"):
        verifying.conclude(replace(SOUND, manifest="missing"))


def test_a_list_of_checksums_that_is_gone(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys, replace(SOUND, manifest="missing"))[1:] == [
        "校验清单 材料/manifest-sha256.txt 不在了；运行 archive scan 会重新写好"
    ]


@pytest.mark.parametrize(("count", "rest"), [(20, []), (23, ["  …另有 3 项，见 archive verify --json"])])
def test_a_long_list_is_cut_and_says_so(
    capsys: pytest.CaptureFixture[str], count: int, rest: list[str]
) -> None:
    many = tuple(Finding("missing", f"{n:02d}.docx") for n in range(count))
    said = shown(capsys, Verdict(30, 30 - count, many, "sound"))
    assert said[1] == f"缺少（{count}）：" and len(said) == 2 + 20 + len(rest) + 1
    assert said[22:-1] == rest


def test_that_progress_could_not_be_kept_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    verifying.show(replace(SOUND, unsaved="磁盘已满"))
    ran = capsys.readouterr()
    assert ran.err == "注意：核对照常做完，只是没能记下做到了哪里：磁盘已满\n" and "全部" in ran.out


def test_a_round_that_is_gone_on_with_says_since_when_and_how_far(capsys: pytest.CaptureFixture[str]) -> None:
    verifying.resumed("2023-05-06 10:30", 7)
    said = capsys.readouterr().err
    assert said == "接着上次（2023-05-06 10:30 开始）的核对，已核对 7 份；要从头来，用 --again\n"


def test_other_programs_get_every_part() -> None:
    assert verifying.as_json(BAD) == {
        "checked": 12,
        "sound": 7,
        "changed": [
            {"target": "材料/甲/1.docx", "reason": "2023-05-06 10:30 改动过，大小没变"},
            {"target": "材料/甲/2.docx", "reason": "大小和修改时间都没变，内容却变了"},
            {"target": "材料/甲/4.docx", "reason": "被换成了文件夹"},
        ],
        "missing": [{"target": "材料/甲/3.docx", "reason": ""}],
        "unexpected": [{"target": "材料/新\n来\x1b[2J的.docx", "reason": ""}],
        "unreadable": [{"target": "材料/甲/5.docx", "reason": "没有权限"}],
        "manifest": "differs",
    }


def test_every_kind_has_its_words_and_its_place_in_the_json() -> None:
    kinds = get_args(Kind)
    assert set(verifying._KINDS) == set(kinds)
    for kind in kinds:
        value = verifying.as_json(Verdict(1, 0, (Finding(kind, "甲"),), "sound"))
        assert sum(len(part) for part in value.values() if isinstance(part, list)) == 1
