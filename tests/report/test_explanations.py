"""Which papers are explanations, how long they are, and whether anything is counted in them."""

from __future__ import annotations

import pytest

from builders import CATALOGUE
from pages import paper
from wenming_archive.catalogue import load
from wenming_archive.report import explanations


@pytest.mark.parametrize(
    ("name", "title", "kind", "expected"),
    [
        ("1.docx", "志愿服务工作情况说明", "summary", True),
        ("1.docx", "关于道德讲堂的说明报告", "summary", True),
        ("Ⅰ-1 说明报告.docx", "道德讲堂建设", "summary", True),
        ("1.docx", "2022年工作总结", "summary", False),
        ("1.docx", "关于召开说明会的通知", "notice", False),
        ("1.docx", "办事系统使用说明", "other", False),
    ],
)
def test_an_explanation_calls_itself_one(name: str, title: str, kind: str, expected: bool) -> None:
    assert explanations.explains(paper(name, title=title, kind=kind).item) is expected


def test_a_leaf_wants_one_where_it_says_so_and_nothing_else() -> None:
    def wanted(note: str) -> bool:
        tree = load.parse(
            CATALOGUE.replace("[{kind: summary, min: 1}]", f"[{{kind: summary, note: {note}}}]")
        )
        return explanations.wanted(tree.by_code["Ⅰ-2"])

    assert wanted("业务管理情况说明") and wanted("说明报告")
    assert not wanted("年度报告或情况说明") and not wanted("工作总结") and not wanted("总结和说明")


def test_characters_are_counted_without_gaps_and_without_the_title() -> None:
    one = paper("a.docx", "情况说明", "一二三 四五", "  六七\u3000八  ", title="情况说明")
    assert explanations.length(one) == 8
    assert (
        explanations.length(
            paper("a.docx", "关于道德讲堂的", "情况说明", "一二三", title="关于道德讲堂的情况说明")
        )
        == 3
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("全年开展活动12次。", True),
        ("参与率达到98.5%。", True),
        ("开展活动三十余次，受益群众上千人。", True),
        ("覆盖率百分之百。", True),
        ("2023年5月6日，我局召开会议。", False),
        ("2021-2023年持续推进。", False),
        ("一、加强领导", False),
        ("1.加强领导；2月起推进。", False),
        ("第一，提高认识。", False),
        ("根据某发〔2023〕5号文件精神", False),
        ("成立了一个领导小组。", False),
    ],
)
def test_dates_ordinals_and_numbers_are_no_figures(line: str, expected: bool) -> None:
    assert explanations.has_figures(paper("a.docx", line)) is expected
