"""What differs between two editions, as a clerk reads it."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import CATALOGUE, tree
from conftest import Archive
from wenming_archive.catalogue import load
from wenming_archive.console import editions, screen
from wenming_archive.editions import compare

NEW = (
    CATALOGUE.replace('"2023"', '"2026"')
    .replace('"Ⅰ-2"', '"Ⅰ-5"')
    .replace("score: 4", "score: 6")
    .replace("身边事，", "身边事迹，")
    .replace(
        "title: 群众评价, score: 5, methods: [问卷调查]", "title: 网络文明, standard: 开展网络文明宣传。"
    )
)


@pytest.fixture
def shown(capsys: pytest.CaptureFixture[str]) -> str:
    editions.show(compare.compare(load.parse(CATALOGUE), load.parse(NEW)))
    return capsys.readouterr().out


def test_what_is_new_what_goes_and_what_changed(shown: str) -> None:
    lines = [line.strip() for line in shown.splitlines()]
    assert lines[0] == "旧：市级文明单位测评体系（2023）　末级指标 4 项"
    assert lines[2] == "新增 1 项　取消 1 项　改动 1 项　只换编号 1 项　未变 1 项"
    assert "Ⅱ-2 网络文明" in lines and "Ⅱ-2 群众评价　5分" in lines and "Ⅰ-2 → Ⅰ-5 志愿服务" in lines
    assert "分值：4分 → 6分" in lines and "版本：2023 → 2026" in lines
    assert any("【增：迹】" in line for line in lines)


def test_it_fits_eighty_columns(shown: str) -> None:
    assert max(screen.columns(line) for line in shown.splitlines()) <= 80


def test_of_the_same_edition_that_is_all_that_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    one = load.parse(CATALOGUE)
    editions.show(compare.compare(one, one))
    assert capsys.readouterr().out.splitlines()[-1] == "两版内容相同"


def test_the_command_and_its_json(archive: Archive, tmp_path: Path) -> None:
    base = tree(tmp_path, {"旧.yaml": CATALOGUE, "新.yaml": NEW})
    ran = archive("catalogue", "diff", base / "旧.yaml", base / "新.yaml", "--format", "json")
    assert ran.status == 0 and ran.err == ""
    found = ran.json
    assert [leaf["code"] for leaf in found["added"]] == ["Ⅱ-2"] == [leaf["code"] for leaf in found["dropped"]]
    same = {one["old"]["code"]: one for one in found["same"]}
    assert same["Ⅰ-2"]["new"]["code"] == "Ⅰ-5" and same["Ⅰ-2"]["likeness"] == 1
    assert {"key": "score", "label": "分值", "old": "4分", "new": "6分"} in same["Ⅰ-1"]["changes"]
    assert found["old"] == {"title": "市级文明单位测评体系", "edition": "2023", "indicators": 4}


def test_a_person_says_what_goes_where(archive: Archive, tmp_path: Path) -> None:
    base = tree(tmp_path, {"旧.yaml": CATALOGUE, "新.yaml": NEW})
    out = archive("catalogue", "diff", base / "旧.yaml", base / "新.yaml", "--map", "Ⅱ-2=Ⅱ-2").out
    assert "名称：群众评价 → 网络文明" in out and "【新增" not in out


@pytest.mark.parametrize("arguments", [["--format", "docx"], ["--map", "Ⅸ=Ⅱ"]])
def test_what_is_not_understood_is_refused(archive: Archive, tmp_path: Path, arguments: list[str]) -> None:
    base = tree(tmp_path, {"旧.yaml": CATALOGUE, "新.yaml": NEW})
    ran = archive("catalogue", "diff", base / "旧.yaml", base / "新.yaml", *arguments)
    assert (ran.status, ran.out) == (2, "") and ran.err.count("\n") == 1
