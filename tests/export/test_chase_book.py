"""Chase sheets as a workbook: a sheet for each unit."""

from __future__ import annotations

import datetime as dt
from typing import Any

import books
from builders import CATALOGUE
from wenming_archive.catalogue import load
from wenming_archive.decisions import Decisions
from wenming_archive.export import chase_book
from wenming_archive.report import gaps

TODAY = dt.date(2023, 11, 22)
TREE = load.parse(
    CATALOGUE.replace("lead: dangban", "lead: dangban\n        support: [gonghui]").replace(
        "indicators:", "due: 2023-12-10\nindicators:", 1
    )
)
REPORT = gaps.compare(TREE, [], Decisions())


def made() -> Any:
    return books.opened(chase_book.write(REPORT, TREE, "某县水务局", TODAY))


def test_each_unit_has_its_sheet() -> None:
    assert made().sheetnames == ["党办", "工会"]
    assert made()["工会"]["A1"].value == "关于报送市级文明单位测评体系材料的催办单"
    assert made()["工会"]["A2"].value == "工会　牵头 2 项　配合 1 项　可争取 11 分　请于 2023-12-10 前报送"


def test_it_says_what_the_unit_owes_and_by_when() -> None:
    assert books.rows(made()["工会"])[:3] == [
        [1, "牵头", "Ⅰ-2", "志愿服务", "总结汇报缺 1 份", "2023-12-10", None],
        [2, "牵头", "Ⅱ-1", "环境卫生", "还没有任何材料", "2023-12-10", None],
        [
            *(3, "配合", "Ⅰ-1", "道德讲堂"),
            "方案计划缺 1 份\n照片缺 2 份\n制度办法缺 1 份。不限测评周期，仍在执行的即可",
            *("2023-12-10", "党办"),
        ],
    ]


def test_somebody_signs() -> None:
    last = [row[0] for row in books.rows(made()["党办"]) if row[0]][-3:]
    assert last[:2] == ["确实没有开展的，请注明原因，不得补造。", "某县水务局　2023-11-22"]
    assert last[2].startswith("签收人：＿")


def test_the_plain_list_is_one_sheet() -> None:
    book = books.opened(chase_book.listed(REPORT, TREE, "section", "某县水务局", TODAY))
    assert book.sheetnames == ["缺口"]
    assert books.column(book["缺口"], "编号")[0] == "Ⅰ 思想道德建设　4 项"


def test_where_nothing_lacks_nobody_is_chased() -> None:
    tree = load.parse('title: 体系\nindicators: [{code: "1", title: 甲, methods: [问卷调查]}]\n')
    book = books.opened(chase_book.write(gaps.compare(tree, [], Decisions()), tree, "", TODAY))
    assert book["催办单"]["A2"].value == "没有缺口，不需要催办"
