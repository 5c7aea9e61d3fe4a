"""What is said of what a new workspace took over from another year's."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import CATALOGUE
from wenming_archive.catalogue import load
from wenming_archive.catalogue.model import Catalogue
from wenming_archive.console import founding
from wenming_archive.pipeline.past import Learnt

TREE = load.parse(CATALOGUE)
HEAD = "  从 旧 学到 9 份材料的归法："
END = "  记在 lessons.json，删掉即不再参考"


def said(capsys: pytest.CaptureFixture[str], one: Learnt, taken: Catalogue | None = None) -> list[str]:
    founding.learnt(Path("旧"), one, taken)
    return capsys.readouterr().out.splitlines()


def test_people_and_program_are_told_apart(capsys: pytest.CaptureFixture[str]) -> None:
    told = "  人工决定的 7 份，自动归档且十分有把握的 2 份"
    assert said(capsys, Learnt(9, 7, 0)) == [HEAD, told, END]


def test_what_has_no_indicator_any_more_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    told = "  人工决定的 9 份，自动归档且十分有把握的 0 份"
    lost = "  其中 3 份的指标在新的测评体系里没有对应，不参考"
    assert said(capsys, Learnt(9, 9, 3)) == [HEAD, told, lost, END]


def test_that_the_old_catalogue_came_along_is_told_with_its_period(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert said(capsys, Learnt(9, 7, 0), TREE)[3:] == [
        "  沿用了往年的测评体系，测评周期 2021-01-01 至 2023-12-31；"
        "新一届有改动的（包括周期），请先改 catalogue.yaml"
    ]
    bare = load.parse("title: t\nindicators: [{code: a, title: 食堂}]\n")
    assert said(capsys, Learnt(9, 7, 0), bare)[3:] == [
        "  沿用了往年的测评体系；新一届有改动的（包括周期），请先改 catalogue.yaml"
    ]
