"""按单位: what each unit owes, as lead and in support."""

from __future__ import annotations

from typing import Any

import books
from builders import CATALOGUE
from dossiers import dossier
from wenming_archive.catalogue import load
from wenming_archive.export import book_units, workbook

TREE = load.parse(
    CATALOGUE.replace("lead: dangban", "lead: dangban\n        support: [gonghui]").replace(
        "name: 党办", "name: 党办, contact: 张三, phone: 0555-1234567"
    )
)


def page() -> Any:
    shown = book_units.by_unit(dossier(tree=TREE))
    return books.opened(workbook.write([shown], "总表")).worksheets[0]


def test_under_each_unit_stands_what_it_owes() -> None:
    assert [row[:3] for row in books.rows(page())] == [
        ["党办　牵头 1 项　可争取 4 分　联系人 张三　电话 0555-1234567", None, None],
        ["党办", "牵头", "Ⅰ-1"],
        ["工会　牵头 2 项　配合 1 项　可争取 11 分", None, None],
        ["工会", "牵头", "Ⅰ-2"],
        ["工会", "牵头", "Ⅱ-1"],
        ["工会", "配合", "Ⅰ-1"],
    ]


def test_points_are_told_of_the_lead_alone() -> None:
    assert books.column(page(), "可争取") == [None, 4, None, 6, 5, None]


def test_what_lacks_is_told_need_by_need() -> None:
    assert books.column(page(), "还缺什么")[1] == "方案计划缺 1 份\n照片缺 2 份\n制度办法缺 1 份"
