"""The catalogue as a tree, and the templates there are."""

from __future__ import annotations

import pytest

from builders import CATALOGUE
from wenming_archive.catalogue import load
from wenming_archive.console import catalogue


def shown(capsys: pytest.CaptureFixture[str], text: str) -> list[str]:
    catalogue.tree(load.parse(text))
    return capsys.readouterr().out.splitlines()


def test_the_tree_shows_points_units_and_needs(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys, CATALOGUE) == [
        "市级文明单位测评体系（2023）",
        "测评周期 2021-01-01 至 2023-12-31",
        "Ⅰ 思想道德建设",
        "  Ⅰ-1 道德讲堂　[4分　党办　方案计划1、照片2、制度办法1]",
        "  Ⅰ-2 志愿服务　[6分　工会　总结汇报1]",
        "Ⅱ 环境建设",
        "  Ⅱ-1 环境卫生　[5分　工会]",
        "  Ⅱ-2 群众评价　[5分]",
        "末级指标 4 项",
    ]


def test_what_a_catalogue_does_not_say_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert shown(capsys, "title: t\nindicators: [{code: a, title: b}]") == ["t", "a b", "末级指标 1 项"]


def test_any_depth_is_indented(capsys: pytest.CaptureFixture[str]) -> None:
    text = "title: t\nindicators: [{code: a, title: A, children: [{code: b, title: B, children: [{code: c, title: C, score: 2.5}]}]}]"
    assert shown(capsys, text)[1:4] == ["a A", "  b B", "    c C　[2.5分]"]


def test_points_of_nothing_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert "a b　[0分]" in shown(capsys, "title: t\nindicators: [{code: a, title: b, score: 0}]")


def test_foreign_text_stays_on_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert "a 甲␊乙" in shown(capsys, 'title: t\nindicators: [{code: a, title: "甲\\n乙"}]')


def test_templates_are_listed_with_what_people_call_them(capsys: pytest.CaptureFixture[str]) -> None:
    catalogue.templates()
    lines = capsys.readouterr().out.splitlines()
    assert "wenming-danwei　文明单位" in lines
    assert lines[-1] == "用法：archive init 文件夹 --template 文明单位"
