"""The units as they are shown."""

from __future__ import annotations

import pytest

from wenming_archive.catalogue import load
from wenming_archive.console import units

HEAD = "title: 体系\n"


def test_who_does_nothing_and_what_nobody_does_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    text = HEAD + "units: [{id: a, name: 甲局}, {id: b, name: 乙局}]\n"
    text += 'indicators: [{code: "1", title: 甲, lead: a}, {code: "2", title: 乙}]\n'
    units.show(load.parse(text))
    out = capsys.readouterr().out
    assert "没有牵头单位的指标 1 项：2\n没有承担指标的单位：乙局\n" in out


def test_a_long_list_is_cut_and_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    leaves = ", ".join(f'{{code: "{n}", title: 甲}}' for n in range(1, 13))
    units.show(load.parse(f"{HEAD}units: [{{id: a}}]\nindicators: [{leaves}]\n"))
    assert "没有牵头单位的指标 12 项：1、2、3、4、5、6、7、8、9、10 等 12 个\n" in capsys.readouterr().out


def test_without_units_it_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    units.show(load.parse(HEAD + 'indicators: [{code: "1", title: 甲}]\n'))
    assert capsys.readouterr().out == "测评体系里没有登记责任单位；请在 units 里写上\n"
