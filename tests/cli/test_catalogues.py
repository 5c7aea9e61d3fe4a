"""``archive catalogue import``, as a clerk runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from publications import ROWS, excel, word
from wenming_archive.catalogue import load
from wenming_archive.cli.main import run


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "测评体系.docx"
    path.write_bytes(word(ROWS, above=["市级文明单位测评体系"]))
    return path


def test_a_word_table_becomes_a_catalogue(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "catalogue.yaml"
    assert run(["catalogue", "import", str(file), "-o", str(target)]) == 0
    out = capsys.readouterr().out
    assert "Ⅰ-1 组织领导" in out
    assert "末级指标 3 项" in out
    assert run(["catalogue", "check", str(target)]) == 0
    assert load.load(target).title == "市级文明单位测评体系"


def test_without_a_target_it_is_only_shown(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["catalogue", "import", str(file)]) == 0
    assert "还没有写成文件" in capsys.readouterr().out
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_split_makes_leaves_of_sentences(file: Path, tmp_path: Path) -> None:
    target = tmp_path / "c.yaml"
    assert run(["catalogue", "import", str(file), "-o", str(target), "--split"]) == 0
    assert [leaf.code for leaf in load.load(target).leaves] == ["Ⅱ-1-1)", "Ⅱ-1-2)", "Ⅱ-2", "Ⅱ-3"]


def test_one_sheet_and_its_questions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = ("测评项目", "测评标准", "分值")
    path = tmp_path / "表.xlsx"
    path.write_bytes(
        excel(
            {
                "甲": [head, ("组织领导", "成立领导小组，定期研究工作", "5")],
                "乙": [head, ("环境", "整洁有序，没有杂物堆放", "5")],
            }
        )
    )
    assert run(["catalogue", "import", str(path), "--sheet", "甲"]) == 0
    shown = capsys.readouterr()
    assert "组织领导" in shown.out
    assert "sheet: 甲" in shown.err
    assert run(["catalogue", "import", str(path), "--sheet", "丙"]) == 2
    assert "有的是：甲、乙" in capsys.readouterr().err


def test_what_is_no_catalogue_ends_in_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "通知.txt"
    path.write_text("请准时参加会议。", "utf-8")
    assert run(["catalogue", "import", str(path)]) == 2
    assert "没有找到指标" in capsys.readouterr().err
    assert run(["catalogue", "import", str(tmp_path / "没有.docx")]) == 2
    assert "不存在" in capsys.readouterr().err
