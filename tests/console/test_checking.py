"""What the checks found, as a person reads it: worst first, short, and within 80 columns."""

from __future__ import annotations

import pytest

from samples import made_item
from wenming_archive.console import checking
from wenming_archive.console.screen import columns
from wenming_archive.report.checks.check import Check, Fault, Finding, Level

LONG = Check("long", Level.error, "不在周期内", "因为" * 40 + "。", "就这样办" * 30 + "。", lambda _: ())
SHORT = Check("short", Level.hint, "相近", "只算一份。", "留一份。", lambda _: ())


def finding(check: Check, *sources: str, message: str = "说明") -> Finding:
    return Finding(check, Fault(tuple(made_item(source, "Ⅰ-1") for source in sources), message))


def shown(capsys: pytest.CaptureFixture[str], *found: Finding, whole: bool = False) -> list[str]:
    checking.show(found, 9, whole=whole)
    return capsys.readouterr().out.splitlines()


def test_levels_checks_findings_and_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    found = (
        finding(SHORT, "甲.docx", "乙.docx", message="2 份相近"),
        finding(SHORT, "丙.jpg", message="另一处"),
    )
    assert shown(capsys, *found) == [
        "提示　2 处",
        "",
        "相近　2 处",
        "  只算一份。",
        "  · 2 份相近",
        "    甲.docx",
        "    乙.docx",
        "  · 丙.jpg",
        "    另一处",
        "  怎么办：留一份。",
        "",
        "检查了 9 份材料：提示 2 处",
    ]


def test_a_message_all_share_is_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    said = shown(capsys, finding(SHORT, "甲"), finding(SHORT, "乙"))
    assert said[4:7] == ["  说明：", "  · 甲", "  · 乙"]


def test_nothing_found_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys) == ["检查了 9 份材料，没有发现问题"]
    checking.show([], 0)
    assert capsys.readouterr().out == "没有材料。先运行 archive scan 材料文件夹\n"


def test_lines_fit_and_none_begins_with_a_stop(capsys: pytest.CaptureFixture[str]) -> None:
    found = finding(LONG, "很长的文件夹/" * 9 + "文件，名。docx", message="日期不在周期内，" * 12)
    said = shown(capsys, found, finding(SHORT, "甲"))
    assert max(map(columns, said)) <= 80 and len(said) > 14
    assert not [line for line in said if line.strip()[:1] in set("，。、）")]


@pytest.mark.parametrize(("count", "whole", "listed"), [(20, False, 20), (21, False, 20), (21, True, 21)])
def test_of_many_the_first_are_shown(
    capsys: pytest.CaptureFixture[str], count: int, whole: bool, listed: int
) -> None:
    said = shown(capsys, *(finding(SHORT, f"{n}.jpg", message=str(n)) for n in range(count)), whole=whole)
    assert sum(line.startswith("  · ") for line in said) == listed
    assert ("  …… 另有 1 处，用 archive check --all 全部列出" in said) is (listed < count)


def test_of_a_large_group_the_first_sources_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    said = shown(capsys, finding(SHORT, *(f"{n}.jpg" for n in range(7))))
    assert said[5:11] == [*(f"    {n}.jpg" for n in range(5)), "    …… 等 7 份"]


def test_names_cannot_steer_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    said = "\n".join(shown(capsys, finding(SHORT, "甲\x1b[2J\u202e乙\n丙.jpg")))
    assert "\x1b" not in said and "\u202e" not in said and "␊丙.jpg" in said


def test_as_json() -> None:
    assert checking.as_json([finding(SHORT, "甲", "乙")]) == [
        {
            "check": "short",
            "level": "hint",
            "sources": ["甲", "乙"],
            "indicators": ["Ⅰ-1"],
            "message": "说明",
            "fix": "留一份。",
        }
    ]
