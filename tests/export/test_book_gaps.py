"""总表 and 缺口: how each indicator stands, and what it lacks."""

from __future__ import annotations

from typing import Any

import pytest

import books
from builders import CATALOGUE
from dossiers import MADE, TREE, dossier
from samples import made_item
from wenming_archive.catalogue import load
from wenming_archive.decisions import Decisions, Negative, NotHeld
from wenming_archive.export import book_gaps, workbook
from wenming_archive.export.dossier import Dossier
from wenming_archive.export.sheets import Sheet
from wenming_archive.model import Item, Status

ITEMS = (
    made_item("方案", "Ⅰ-1", kind="plan"),
    made_item("照片", "Ⅰ-1", kind="photo"),
    made_item("总结", "Ⅰ-2", kind="summary"),
    made_item("猜", kind="photo", status=Status.review, guess="Ⅰ-1", title="讲堂现场"),
)
EXTRA = CATALOGUE.replace(
    '  - code: "Ⅱ"\n',
    '  - {code: "加", title: 特色工作, score: 3, bonus: true, evidence: [{kind: briefing}]}\n  - code: "Ⅱ"\n',
)


def page(shown: Sheet, *, values: bool = True) -> Any:
    return books.opened(workbook.write([shown], "总表"), values=values).worksheets[0]


def overview(*items: Item, **more: Any) -> Any:
    return page(book_gaps.overview(dossier(*items, **more)))


def lacking(*items: Item, **more: Any) -> Any:
    return page(book_gaps.lacking(dossier(*items, **more)))


def bonus(scoring: str, *items: Item, happened: str = "", values: bool = True) -> Any:
    text = f"{EXTRA}deductions: [{{code: 减-1, title: 事故, points: 5}}]\nscoring: {scoring}\n"
    said = Decisions(negative=(Negative(code=happened),) if happened else ())
    one = dossier(*items, tree=load.parse(text), decisions=said)
    return page(book_gaps.overview(one), values=values)


def test_every_leaf_has_its_row_in_the_catalogues_order() -> None:
    made = overview(*ITEMS)
    assert books.column(made, "编号") == ["Ⅰ-1", "Ⅰ-2", "Ⅱ-1", "Ⅱ-2", None]
    assert books.column(made, "状态")[:4] == ["不足", "齐备", "空缺", "不需材料"]
    assert books.column(made, "一级指标")[0] == "Ⅰ 思想道德建设"


def test_it_tells_how_much_of_each_need_is_there() -> None:
    made = overview(*ITEMS)
    assert books.column(made, "应备材料（已备/应备）")[0] == "方案计划 1/1\n照片 1/2\n制度办法 0/1"
    assert books.column(made, "完成")[:4] == [0.5, 1, 0, None]
    assert (books.column(made, "已备份数")[0], books.column(made, "待确认")[0]) == (2, 1)


def test_the_points_are_added_up_below() -> None:
    made = overview(*ITEMS)
    total = {head: books.column(made, head)[-1] for head in ("分值", "已得", "可争取", "已失")}
    assert total == {"分值": 15, "已得": 6, "可争取": 9, "已失": 0}
    formulas = page(book_gaps.overview(dossier(*ITEMS)), values=False)
    assert [cell for cell in books.rows(formulas)[-1] if str(cell).startswith("=SUM(")]


@pytest.mark.parametrize(
    ("scoring", "happened", "whole"),
    [("{}", "", 9), ("{bonus_max: 1}", "", 7), ("{}", "减-1", 4), ("{bonus_max: 1}", "减-1", 2)],
)
def test_the_whole_has_bonus_as_far_as_it_counts_less_what_is_deducted(
    scoring: str, happened: str, whole: float
) -> None:
    items = (*ITEMS, made_item("简报", "加", kind="briefing"))
    made = bonus(scoring, *items, happened=happened)
    assert books.rows(made)[-1][0] == "总分" and books.column(made, "已得")[-1] == whole
    assert books.column(made, "加分项")[:3] == [None, None, "是"]


def test_formulas_come_to_what_they_are_said_to() -> None:
    """A spreadsheet that counts anew must find what was written."""
    items = (*ITEMS, made_item("简报", "加", kind="briefing"))
    shown = bonus("{bonus_max: 1}", *items, happened="减-1")
    rows = books.rows(shown)
    points = {row[0]: row[-3] for row in rows if row[1] is None}
    leaves = [(row[3], row[-3]) for row in rows if row[1]]
    base = sum(got or 0 for mark, got in leaves if not mark)
    more = sum(got or 0 for mark, got in leaves if mark)
    assert points["合计（不含加分项）"] == base and points["加分项（最多加 1）"] == more
    assert points["总分"] == base + min(1, more) - 5
    text = books.rows(bonus("{bonus_max: 1}", *items, happened="减-1", values=False))[-1][-3]
    assert text == '=SUMIF(D4:D8,"",L4:L8)+MIN(1,SUMIF(D4:D8,"是",L4:L8))-5'


def test_what_was_not_held_says_why_and_what_does_not_apply_too() -> None:
    notes = Decisions(
        not_held=(NotHeld(code="Ⅰ-2", note="没有志愿队"), NotHeld(code="Ⅱ-1", note="没有院落", na=True))
    )
    made = overview(decisions=notes)
    assert books.column(made, "状态")[1:3] == ["未开展", "不适用"]
    assert books.column(made, "说明")[1:3] == ["说明：没有志愿队", "不适用：没有院落"]
    assert books.column(made, "完成")[1:3] == [0, None]


def test_columns_that_nobody_uses_are_left_out() -> None:
    heads = [cell.value for cell in overview(*ITEMS)[3]]
    assert "加分项" not in heads and "期限" not in heads and "配合单位" not in heads


def test_the_line_below_the_title_says_whose_it_is_and_how_it_stands() -> None:
    said = overview(*ITEMS)["A2"].value
    assert said.startswith("某局　测评周期 2021-01-01 至 2023-12-31　截至 2024-01-05")
    assert "指标 4 项：齐备 1、不足 1、空缺 1、不需材料 1" in said and "现有 6 分，最多可到 15 分" in said


def test_every_need_that_lacks_has_its_row() -> None:
    made = lacking(*ITEMS)
    assert books.rows(made)[:3] == [
        ["Ⅰ-1", "道德讲堂", "不足", "照片", 2, 1, 1, None, "党办", "《讲堂现场》（待确认） 猜", 4],
        ["Ⅰ-1", "道德讲堂", "不足", "制度办法", 1, 0, 1, "不限测评周期，仍在执行的即可", "党办", None, 4],
        [
            *("Ⅱ-1", "环境卫生", "空缺", "还没有任何材料", None, 0, None),
            *("院落整洁，垃圾分类，有卫生检查。", "工会", None, 5),
        ],
    ]
    assert books.column(made, "缺")[-1] == 2


def test_it_names_whom_to_ask_and_by_when() -> None:
    text = CATALOGUE.replace("name: 工会", "name: 工会, contact: 李四, phone: '123'").replace(
        "indicators:", "due: 2023-11-30\nindicators:", 1
    )
    made = lacking(*ITEMS, tree=load.parse(text))
    assert books.column(made, "联系人")[:3] == [None, None, "李四"]
    assert books.column(made, "期限")[:3] == ["2023-11-30"] * 3


def test_by_kind_each_has_its_head() -> None:
    one = dossier(*ITEMS)
    made = page(book_gaps.gaps_sheet(one.gaps, TREE, "kind", ""))
    assert [row[0] for row in books.rows(made)] == [
        *("制度办法　1 项", "Ⅰ-1", "照片　1 项", "Ⅰ-1", "（不限类型）　1 项", "Ⅱ-1", "合计"),
    ]


def test_without_points_nothing_is_said_of_them() -> None:
    bare: Dossier = dossier(tree=load.parse('title: 体系\nindicators: [{code: "1", title: 甲}]\n'))
    assert book_gaps.standing(bare.gaps) == "" and bare.made == MADE
    assert books.column(page(book_gaps.overview(bare)), "分值")[0] is None


def test_the_pass_line_and_a_veto_are_told() -> None:
    text = f"{CATALOGUE}scoring: {{passing: 10}}\nveto: [{{code: 否-1, title: 违纪}}]\n"
    said = Decisions(negative=(Negative(code="否-1"),))
    one = dossier(*ITEMS, tree=load.parse(text), decisions=said)
    assert book_gaps.standing(one.gaps) == "现有 6 分，最多可到 15 分；合格线 10 分，未达到；一票否决：否-1"
