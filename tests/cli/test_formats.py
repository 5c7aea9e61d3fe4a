"""The formats of a report, on stdout and in files."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import zipfile
from pathlib import Path

import pytest

from builders import CATALOGUE, names, tree
from conftest import Archive

HEADS = ["编号", "指标", "牵头单位", "分值", "状态", "缺什么", "待确认"]


def rows(data: bytes) -> list[list[str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_csv_has_a_mark_for_wps_and_every_indicator(archive: Archive) -> None:
    ran = archive("gaps", "--format", "csv")
    found = rows(ran.out.encode())
    assert ran.status == 0 and found[0] == HEADS
    assert [row[0] for row in found[1:]] == ["Ⅰ-1", "Ⅰ-2", "Ⅱ-1", "Ⅱ-2"]


def test_no_cell_of_csv_is_run_as_a_formula(archive: Archive) -> None:
    text = CATALOGUE.replace("title: 志愿服务", "title: \"=cmd|'/c calc'!A1\"")
    (archive.root / "catalogue.yaml").write_text(text, "utf-8")
    archive("not-held", "Ⅰ-2", "--note", "@SUM(1)")
    cells = [cell for row in rows(archive("gaps", "--format", "csv").out.encode()) for cell in row]
    assert "'=cmd|'/c calc'!A1" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_markdown_is_a_table(archive: Archive) -> None:
    lines = archive("gaps", "--format", "md").out.splitlines()
    assert lines[2] == f"| {' | '.join(HEADS)} |" and lines[3] == "|" + "---|" * 7
    assert {line.count("|") for line in lines[2:8]} == {8}


def test_json_is_the_same_by_either_option(archive: Archive) -> None:
    assert archive("gaps", "--json").out == archive("gaps", "--format", "json").out
    assert archive("gaps", "--json").json["summary"]["indicators"] == 4


@pytest.mark.parametrize("suffix", ["csv", "md", "json", "CSV"])
def test_the_ending_of_the_file_chooses_the_format(archive: Archive, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"缺口.{suffix}"
    ran = archive("gaps", "-o", path)
    assert (ran.status, ran.out, ran.err) == (0, "", f"已写入 {path}\n")
    shown = archive("gaps", "--format", suffix.lower()).out
    assert path.read_bytes() == shown.encode()


def test_what_is_asked_for_outweighs_the_ending(archive: Archive, tmp_path: Path) -> None:
    archive("gaps", "--json", "-o", tmp_path / "缺口.csv")
    assert json.loads((tmp_path / "缺口.csv").read_bytes())["catalogue"]


def test_nothing_is_overwritten_by_mistake(archive: Archive, tmp_path: Path) -> None:
    before = (archive.root / "decisions.yaml").read_bytes()
    ran = archive("gaps", "--json", "-o", archive.root / "decisions.yaml")
    assert ran.status == 2 and "是档案工作区自己的地方" in ran.err
    assert (archive.root / "decisions.yaml").read_bytes() == before
    path = tree(tmp_path, {"缺口.csv": "手写"}) / "缺口.csv"
    assert archive("gaps", "-o", path).err == (
        f"已写入 {path}\n原来的文件另存为 {tmp_path / '缺口 (上一版 1).csv'}\n"
    )


@pytest.mark.parametrize("options", [[], ["--format", "csv"], ["--json"]])
def test_a_folder_is_no_file(archive: Archive, tmp_path: Path, options: list[str]) -> None:
    ran = archive("gaps", *options, "-o", tmp_path)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == f"{tmp_path} 是文件夹；请用 -o 写出文件名，如 {tmp_path / '缺口.csv'}\n"


@pytest.mark.parametrize("name", ["缺口", "缺口.pdf", "缺口.xls"])
def test_an_ending_that_is_no_format_is_asked_about(archive: Archive, tmp_path: Path, name: str) -> None:
    ran = archive("gaps", "-o", tmp_path / name)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err == f"不知道 {name} 是什么格式；请用 --format 指明：json、csv、md、docx、xlsx\n"
    assert not (tmp_path / name).exists()


def test_a_file_is_replaced_wholly_or_not_at_all(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tree(tmp_path / "报送", {})
    archive("gaps", "-o", folder / "缺口.csv")
    before = (folder / "缺口.csv").read_bytes()
    archive("not-held", "Ⅱ-1", "--note", "没有院落")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        ran = archive("gaps", "-o", folder / "缺口.csv")
    assert ran.status == 2 and "磁盘已满" in ran.err
    assert (folder / "缺口.csv").read_bytes() == before and names(folder) == ["缺口.csv"]
    archive("gaps", "-o", folder / "缺口.csv")
    assert (folder / "缺口.csv").read_bytes() != before


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_chase_sheets_stand_in_the_folder_of_exports(archive: Archive, form: str) -> None:
    ran = archive("gaps", "--by", "unit", "--format", form, "--due", "2023年12月10日")
    path = archive.root / "输出" / f"催办单.{form}"
    assert (ran.status, ran.out, ran.err) == (0, "", f"已写入 {path}\n")
    part = "word/document.xml" if form == "docx" else "xl/sharedStrings.xml"
    said = zipfile.ZipFile(path).read(part).decode()
    assert "党办" in said and ("2023年12月10日前" if form == "docx" else "2023-12-10 前") in said


def test_the_ending_asks_for_word_too(archive: Archive, tmp_path: Path) -> None:
    assert archive("gaps", "--by", "section", "-o", tmp_path / "缺口.docx").status == 0
    assert "思想道德建设" in zipfile.ZipFile(tmp_path / "缺口.docx").read("word/document.xml").decode()
