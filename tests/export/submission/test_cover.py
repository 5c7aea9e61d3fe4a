"""The cover: one page, whatever the names are."""

from __future__ import annotations

import pytest

from volumes import TREE, blank, bound, cells, texts
from wenming_archive.export import volume
from wenming_archive.export.submission import cover
from wenming_archive.export.volume import Volume
from wenming_archive.settings import Layout


def made(of: Volume) -> tuple[list[str], dict[str, str]]:
    document = blank()
    cover.add(document, of)
    return texts(document), {row[0]: row[1] for row in cells(document.tables[0])}


def test_it_says_whose_of_what_and_when() -> None:
    said, form = made(bound())
    assert said == ["市级文明单位测评体系", "测评材料汇编", "（材料审核部分）"]
    assert form == {
        "申报单位": "某县水务局",
        "测评体系": "市级文明单位测评体系（2023）",
        "材料年度": "2021年1月1日至2023年12月31日",
        "编制单位": "某县水务局",
        "编制日期": "2023年12月20日",
    }


def test_the_house_s_name_for_the_project_stands_above() -> None:
    assert made(bound(layout=Layout(project="市级文明单位申报")))[0][0] == "市级文明单位申报"


def test_one_of_several_volumes_says_which() -> None:
    said, form = made(volume.split(bound())[1])
    assert said[0] == "卷号：第 2 卷（共 2 卷）" and form["本卷内容"] == "Ⅱ 环境建设"


@pytest.mark.parametrize("length", [5, 40, 120])
def test_room_is_kept_for_a_long_title(length: int) -> None:
    tree = TREE.model_copy(update={"title": "长" * length})
    document = blank()
    cover.add(document, bound(unit="单位" * 10, tree=tree))
    blanks = [p for p in document.paragraphs if p.style.name == "WM封面项" and not p.text]
    values = [row[1] for row in cells(document.tables[0])]
    if length < 120:
        lines = -(-length // 17) * 1.2 + sum(max(1, -(-len(value) // 19)) for value in values)
    else:  # written smaller: 18 and 12 points
        lines = -(-length // 24) * 0.85 + sum(max(1, -(-len(value) // 25)) for value in values) * 0.6
    assert [p.style.name for p in document.paragraphs if "长" in p.text] == [
        "WM封面小题" if length == 120 else "WM封面副题"
    ]
    assert len(blanks) <= 6
    assert len(blanks) + lines + 4 <= 18.5


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("市级文明单位测评体系", ["市级文明单位测评体系"]),
        ("县级机关科室精神文明建设测评细则（试用）", ["县级机关科室精神文明建设测评细则", "（试用）"]),
    ],
)
def test_a_long_title_breaks_before_its_brackets(title: str, lines: list[str]) -> None:
    assert made(bound(tree=TREE.model_copy(update={"title": title})))[0][: len(lines)] == lines
