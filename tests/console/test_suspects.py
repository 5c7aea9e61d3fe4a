"""``archive review --suspects``: what looks out of place, for a person to read."""

from __future__ import annotations

import re

import pytest

from builders import CATALOGUE, tree
from conftest import Archive
from samples import made_item
from terminal import stand_in
from wenming_archive.catalogue import load
from wenming_archive.console import screen, suspects
from wenming_archive.model import Guess, Reason
from wenming_archive.pipeline.suspects import Suspect

TREE = load.parse(CATALOGUE)
RATHER = Guess("Ⅱ-1", 0.93, tuple(Reason(f"题名有“{word}”", 0.4) for word in ("卫生", "院落", "垃圾")))


def test_each_is_told_with_where_it_stands_and_where_it_looks_to_belong(
    capsys: pytest.CaptureFixture[str],
) -> None:
    suspects.show([Suspect(made_item("甲/检查.txt", "Ⅰ-2", "Ⅰ-1"), 0.04, RATHER)], TREE)
    assert capsys.readouterr().out.splitlines() == [
        "1 份已归档的材料看起来放得不对，最不像的在前：",
        "",
        "甲/检查.txt",
        "  现在归在 Ⅰ-2 志愿服务（自动归入），像的程度 4%",
        "  更像 Ⅱ-1 环境卫生　93%",
        "      题名有“卫生”",
        "      题名有“院落”",
        "",
        "放错的，用 archive assign 材料 编号 改归；放对的不用管，人工决定不会被改动。",
    ]


def test_none_are_told_as_none(archive: Archive) -> None:
    files = {"志愿服务总结.txt": "学雷锋志愿服务总结\n2022年12月30日"}
    archive("scan", tree(archive.root.parent / "资料", files))
    ran = archive("review", "--suspects")
    assert (ran.status, ran.out, ran.err) == (0, "没有发现放得不像的材料\n", "")


@pytest.mark.parametrize("files", [{}, {"菜谱.txt": "红烧排骨的做法"}], ids=["never scanned", "none filed"])
def test_where_nothing_is_filed_there_is_nothing_to_compare(archive: Archive, files: dict[str, str]) -> None:
    if files:
        archive("scan", tree(archive.root.parent / "资料", files))
    ran = archive("review", "--suspects")
    assert (ran.status, ran.out, ran.err) == (0, "还没有已归档的材料，无从比较\n", "")


def test_what_a_person_put_there_says_so(archive: Archive) -> None:
    files = {f"卫生/检查{n}.txt": f"环境卫生检查通报\n{n}月检查院落，垃圾分类。" for n in range(4)}
    archive("scan", tree(archive.root.parent / "资料", files))
    archive("assign", "卫生/检查1.txt", "Ⅰ-2")
    ran = archive("review", "--suspects")
    lines = ran.out.splitlines()
    assert (ran.status, ran.err, lines[2]) == (0, "", "卫生/检查1.txt")
    assert re.fullmatch(r"  现在归在 Ⅰ-2 志愿服务（人工指定），像的程度 \d+%", lines[3])
    assert re.fullmatch(r"  更像 Ⅱ-1 环境卫生　\d+%", lines[4])
    assert archive.items()["卫生/检查1.txt"]["indicators"][0]["code"] == "Ⅰ-2", "it is only told"


def test_it_fits_a_terminal_and_foreign_text_is_harmless(monkeypatch: pytest.MonkeyPatch) -> None:
    out = stand_in(monkeypatch)
    suspects.show([Suspect(made_item("甲\x1b[2J\n.txt", "Ⅸ-9"), 0.0, RATHER)], TREE)
    assert "\x1b[2J" not in out.drawn and "Ⅸ-9 （测评体系里已没有这个编号）" in out.text
    assert max(screen.columns(line) for line in out.text.splitlines()) <= 80
