from __future__ import annotations

import io
from pathlib import Path

import pytest

from odfs import document
from wenming_archive.content import Block, Extracted, Properties
from wenming_archive.read import odt
from wenming_archive.read.limits import MAX_TEXT

NOTICE = (Path(__file__).parent / "samples" / "notice.odt").read_bytes()


def read(data: bytes) -> Extracted:
    return odt.read(io.BytesIO(data), "odt")


def texts(body: str, styles: str = "") -> list[tuple[str, str]]:
    return [(block.role, block.text) for block in read(document("text", body, styles)).blocks]


def test_a_notice_is_header_title_headings_lists_table_and_footer() -> None:
    extracted = read(NOTICE)
    assert extracted.blocks == (
        Block("header", "某市文明办文件"),
        Block("text", "关于开展志愿服务活动的通知", 22.0, True),
        Block("text", "各科室：", 16.0),
        Block("text", "根据工作安排，现将有关事项通知如下。", 16.0),
        Block("heading", "一、总体要求", 14.0),
        Block("text", "全体职工参加", 11.0),
        Block("text", "做好记录", 11.0),
        Block("head", "序号\t姓名\t单位"),
        Block("row", "1\t张三\t某局"),
        Block("row", "2\t李四\t某办 二科"),
        Block("text", "某市文明办", 11.0),
        Block("text", "2023年3月6日", 11.0),
        Block("footer", "内部资料 注意保存"),
    )
    assert (extracted.pages, extracted.pages_exact) == (1, True)
    assert extracted.properties == Properties("题名", "王五", "2013-12-23", "2013-12-23")


def test_blanks_tabs_and_breaks_are_kept_and_line_ends_are_not() -> None:
    body = '<text:p>甲<text:s text:c="9000000000"/>乙<text:tab/>丙\n  丁<text:line-break/>戊</text:p>'
    assert texts(body) == [("text", "甲 乙\t丙 丁"), ("text", "戊")]


@pytest.mark.parametrize(
    ("shape", "inside"), [("draw:frame", "draw:text-box"), ("draw:custom-shape", "draw:x")]
)
def test_a_text_box_is_read_once_in_its_place(shape: str, inside: str) -> None:
    box = f"<{shape}><{inside}><text:p>某市文明办文件</text:p></{inside}></{shape}>"
    expected = [("text", "前"), ("box", "某市文明办文件"), ("text", "正文")]
    assert texts(f"<text:p>前</text:p><text:p>{box}正文</text:p>") == expected
    assert texts(f"<text:p>前</text:p>{box}<text:p>正文</text:p>") == expected


def test_a_box_in_a_cell_belongs_to_the_cell() -> None:
    box = "<draw:frame><draw:text-box><text:p>盒</text:p></draw:text-box></draw:frame>"
    row = f"<table:table-row><table:table-cell><text:p>甲{box}</text:p></table:table-cell></table:table-row>"
    assert texts(f"<table:table>{row}</table:table>") == [("row", "甲 盒")]


def test_what_was_deleted_and_what_was_remarked_is_no_text() -> None:
    gone = "<text:tracked-changes><text:deletion><text:p>删</text:p></text:deletion></text:tracked-changes>"
    remark = "<office:annotation><text:p>批注</text:p></office:annotation>"
    assert texts(f"{gone}<text:p>正{remark}文</text:p>") == [("text", "正文")]


def test_a_footnote_follows_its_paragraph() -> None:
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>注</text:p></text:note-body></text:note>"
    assert texts(f"<text:p>正{note}文</text:p><text:p>后</text:p>") == [
        ("text", "正文"),
        ("text", "注"),
        ("text", "后"),
    ]


def test_a_style_may_be_the_title_s() -> None:
    styles = '<style:style style:family="paragraph" style:name="P1" style:parent-style-name="Title"/><style:style style:family="paragraph" style:name="Title"/>'
    assert texts('<text:p text:style-name="P1">题</text:p>', styles) == [("title", "题")]


def test_a_nested_table_belongs_to_its_cell() -> None:
    cell = "<table:table-cell><text:p>{}</text:p>{}</table:table-cell>"
    inner = f"<table:table><table:table-row>{cell.format('内', '')}</table:table-row></table:table>"
    body = f"<table:table><table:table-row>{cell.format('外', inner)}</table:table-row></table:table>"
    assert texts(body) == [("row", "外 内")]


def test_pages_are_estimated_where_none_are_stated() -> None:
    extracted = read(document("text", "<text:p>一行</text:p>" * 45))
    assert (extracted.pages, extracted.pages_exact) == (3, False)


def test_text_beyond_the_limit_is_cut() -> None:
    extracted = read(document("text", f"<text:p>{'长' * 1000}</text:p>" * 900))
    assert sum(len(block.text) for block in extracted.blocks) == MAX_TEXT
