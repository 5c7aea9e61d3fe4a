"""What the reader should know of the volume."""

from __future__ import annotations

from samples import made_item
from volumes import ITEMS, TREE, blank, bound, cells, texts
from wenming_archive.catalogue import load
from wenming_archive.export.submission import notes
from wenming_archive.export.volume import Volume
from wenming_archive.settings import Layout


def said(of: Volume) -> str:
    document = blank()
    notes.add(document, of)
    return "\n".join(texts(document))


def test_it_tells_basis_span_and_what_does_not_count() -> None:
    text = said(bound(layout=Layout(basis="《关于开展申报工作的通知》（×文明办〔2023〕5号）")))
    assert "《市级文明单位测评体系》（2023）和《关于开展申报工作的通知》（×文明办〔2023〕5号）编制。" in text
    assert "收录2021年1月1日至2023年12月31日期间形成的材料" in text
    assert "另有 1 件日期不在此期间，目录中以※标明" in text


def test_what_is_guessed_is_told_only_where_something_is() -> None:
    guessed = made_item("e", "Ⅱ-1", date="2022-03-04", date_from="mtime")
    assert "加方括号" in said(bound([guessed])) and "加方括号" not in said(bound())


def test_what_bears_no_page_numbers_is_named() -> None:
    film = made_item("f", "Ⅱ-1", kind="video", pages=None)
    text = said(bound([*ITEMS, film]))
    assert "下列材料页数待核，未编页号：Ⅱ-1-01。" in text
    assert "下列音像材料不编页号：Ⅱ-1-02。" in text
    assert "未编页号" not in said(bound([ITEMS[1]]))


def test_indicators_items_and_pages_are_counted_by_group() -> None:
    document = blank()
    notes.add(document, bound())
    assert cells(document.tables[0]) == [
        ["序号", "一级指标", "小项数", "有材料", "缺材料", "件数", "页数"],
        ["1", "Ⅰ　思想道德建设", "2", "1", "1", "3", "4"],
        ["2", "Ⅱ　环境建设", "2", "1", "0", "1", "0"],
        ["", "合计", "4", "2", "1", "4", "4"],
    ]


def test_standing_rules_are_spoken_of_only_where_the_catalogue_takes_them_of_any_date() -> None:
    assert "现行有效的制度不受此限" in said(bound())
    bare = load.parse("title: t\nindicators: [{code: a, title: A, evidence: [{kind: plan}]}]")
    assert "现行有效的制度" not in said(bound([], tree=bare))


def test_photos_that_do_not_count_are_told_not_to_be_shown() -> None:
    old = made_item("o", "Ⅰ-1", kind="photo", date="2019-01-01", title="旧照")
    assert "其中 1 张照片不印入图片材料" in said(bound([*ITEMS, old]))


def test_the_running_head_names_the_unit_once() -> None:
    tree = TREE.model_copy(update={"title": "某县水务局科室测评细则（试用）"})
    document = blank()
    notes.add(document, bound(tree=tree))
    assert document.sections[-1].header.paragraphs[0].text == "某县水务局科室测评细则测评材料"
