"""The list of all items."""

from __future__ import annotations

from volumes import blank, bound, cells
from wenming_archive.export.submission import appendix
from wenming_archive.settings import Layout


def test_all_items_are_numbered_through_in_catalogue_order() -> None:
    document = blank()
    appendix.add(document, bound())
    assert cells(document.tables[0]) == [
        ["序号", "材料编号", "文号", "责任者", "题名", "日期", "密级", "页数", "备注"],
        ["1", "Ⅰ-1-01", "", "", "旧方案", "20190820※", "", "1", ""],
        ["2", "Ⅰ-1-02", "", "", "第六期道德讲堂方案", "20230820", "", "2", ""],
        ["3", "Ⅰ-1-03", "", "", "讲堂现场", "20230825", "", "1", ""],
        ["4", "Ⅱ-1-01", "", "", "卫生检查台账〇喆", "", "", "", "日期待核"],
    ]


def test_a_house_may_leave_it_out() -> None:
    document = blank()
    appendix.add(document, bound(layout=Layout(appendix=False)))
    assert not document.tables and len(document.sections) == 1
