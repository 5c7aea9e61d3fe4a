"""Chase sheets as Word: what each unit is asked for, one page after the other."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from builders import CATALOGUE
from samples import made_item
from wenming_archive.catalogue import load
from wenming_archive.catalogue.model import Catalogue
from wenming_archive.decisions import Decisions
from wenming_archive.export import chase
from wenming_archive.model import Item, Status
from wenming_archive.report import gaps

TODAY = dt.date(2023, 11, 22)
TREE = load.parse(
    CATALOGUE.replace("lead: dangban", "lead: dangban\n        support: [gonghui]").replace(
        "name: 党办", "name: 党办, contact: 张三, phone: 0555-1234567"
    )
)


def written(*items: Item, tree: Catalogue = TREE, unit: str = "某县水务局", due: str = "") -> bytes:
    report = gaps.compare(tree, items, Decisions())
    report = report.due_by(dt.date.fromisoformat(due)) if due else report
    return chase.write(report, tree, unit, TODAY)


def made(*items: Item, **more: Any) -> Any:
    return docx.Document(io.BytesIO(written(*items, **more)))


def listed(by: str, *items: Item) -> Any:
    report = gaps.compare(TREE, items, Decisions())
    return docx.Document(io.BytesIO(chase.listed(report, TREE, by, "某县水务局", TODAY)))


def texts(document: Any) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def cells(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_each_unit_has_a_page_of_its_own() -> None:
    document = made()
    title = "关于报送市级文明单位测评体系材料的催办单"
    assert texts(document).count(title) == 2 == len(document.sections)
    assert {section.start_type for section in document.sections[1:]} == {2}  # a new page
    starts = document.element.body.iter(qn("w:pgNumType"))
    assert [one.get(qn("w:start")) for one in starts] == ["1", "1"]


def test_the_unit_is_addressed_and_told_how_much_it_owes_and_by_when() -> None:
    first = texts(made(due="2023-12-10"))
    assert first[1] == "党办（联系人 张三，电话 0555-1234567）："
    assert first[2] == (
        "截至2023年11月22日，《市级文明单位测评体系》中由你单位牵头的 1 项指标还缺材料（牵头的有 4 分）。"
        "请于2023年12月10日前备齐，报某县水务局；确实没有开展的，请注明原因，不得补造。"
    )


def test_what_it_leads_and_what_it_supports_are_told_apart() -> None:
    document = made()
    heads = [p.text for p in document.paragraphs if p.style.name == "Heading 2"]
    assert heads == ["一、牵头的指标（1 项）", "一、牵头的指标（2 项）", "二、配合的指标（1 项）"]
    assert cells(document.tables[2])[0] == [
        *("序号", "指标编号", "指标名称", "缺什么（要求由牵头单位告知）", "牵头单位"),
    ]
    assert cells(document.tables[2])[1] == [
        *("1", "Ⅰ-1", "道德讲堂", "方案计划缺 1 份；照片缺 2 份；制度办法缺 1 份", "党办"),
    ]


def test_what_lacks_has_a_line_for_each_need_and_for_what_may_be_there() -> None:
    waiting = made_item("a", kind="photo", status=Status.review, guess="Ⅰ-1", title="讲堂现场")
    told = cells(made(waiting).tables[0])[1][3].split("\n")
    assert told == [
        "方案计划缺 1 份",
        "照片缺 2 份",
        "制度办法缺 1 份。不限测评周期，仍在执行的即可",
        "可能已有，请先核对：《讲堂现场》（待确认）",
    ]


def test_days_stand_in_the_table_only_where_they_differ() -> None:
    same = made(due="2023-12-10")
    assert "期限" not in cells(same.tables[1])[0]
    own = load.parse(CATALOGUE.replace("title: 志愿服务", "title: 志愿服务\n        due: 2023-10-01"))
    table = cells(made(tree=own).tables[1])
    assert [row[-1] for row in table] == ["期限", "2023-10-01", ""]
    assert "请于2023年10月1日前（各项期限见表）备齐" in "".join(texts(made(tree=own)))


def test_somebody_signs_and_the_office_that_asks_is_named() -> None:
    said = texts(made())
    assert said.count("某县水务局　2023年11月22日") == 2
    assert len([text for text in said if text.startswith("签收人：＿")]) == 2


def test_without_a_unit_of_its_own_the_office_is_not_named() -> None:
    said = texts(made(unit=""))
    assert "请尽快备齐，及时报来；" in said[2] and "2023年11月22日" in said


def test_what_nobody_leads_is_asked_of_nobody() -> None:
    bare = load.parse('title: 体系\nindicators: [{code: "1", title: 甲}]\n')
    said = texts(made(tree=bare))
    assert (
        said[1]
        == "截至2023年11月22日，《体系》中下列 1 项指标还缺材料，也没有写明牵头单位，请先确定由谁牵头。"
    )
    assert "：" not in said[0] and said[2] == "一、没有牵头单位的指标（1 项）"


def test_where_nothing_lacks_nobody_is_chased() -> None:
    bare = load.parse('title: 体系\nindicators: [{code: "1", title: 甲}]\n')
    said = texts(made(made_item("a", "1"), tree=bare))
    assert said == ["关于报送体系材料的催办单", "没有缺口，不需要催办。"]


def test_it_is_a4_with_the_margins_of_an_official_paper() -> None:
    for section in made().sections:
        assert (section.page_width.mm, section.page_height.mm) == (
            pytest.approx(210, 0.01),
            pytest.approx(297, 0.01),
        )
        assert section.left_margin.mm == pytest.approx(28, abs=0.1)


def test_tables_are_as_wide_as_the_text() -> None:
    for table in made().tables:
        widths = [int(one.get(qn("w:w"))) for one in table._tbl.tblGrid.iter(qn("w:gridCol"))]
        assert sum(widths) == pytest.approx(156 * 56.7, abs=10)


def test_the_same_gaps_give_the_same_bytes() -> None:
    assert written() == written()


@pytest.mark.parametrize(
    ("by", "heads"),
    [
        ("indicator", []),
        ("section", ["Ⅰ 思想道德建设（4 项）", "Ⅱ 环境建设（1 项）"]),
        (
            "kind",
            [
                "方案计划（1 项）",
                "制度办法（1 项）",
                "总结汇报（1 项）",
                "照片（1 项）",
                "（不限类型）（1 项）",
            ],
        ),
    ],
)
def test_the_plain_list_is_grouped_as_it_is_asked_for(by: str, heads: list[str]) -> None:
    document = listed(by)
    assert [p.text for p in document.paragraphs if p.style.name == "Heading 2"] == heads
    assert sum(len(table.rows) - 1 for table in document.tables) == 5


def test_the_plain_list_says_who_leads() -> None:
    assert cells(listed("indicator").tables[0])[1] == ["Ⅰ-1", "道德讲堂", "方案计划缺 1 份", "党办"]
