from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papers import lined, paper
from wenming_archive.content import Block, Extracted
from wenming_archive.describe import lines
from wenming_archive.describe.lines import Line, Lines


def texts(*written: str) -> list[str]:
    return [line.text for line in lined(*written).body]


def test_lines_are_sorted_by_where_they_stand() -> None:
    assert lined(
        "[页眉]某局",
        "[框]某局文件",
        "# 通　知",
        "正文",
        "||序号|姓名|单位",
        "|1|张三|某局",
        "[表]三月",
        "[页脚]电话",
    ) == Lines(
        body=(
            Line("通　知", "通知", "title"),
            Line("正文", "正文", "text", 16.0),
            Line("序号\t姓名\t单位", "序号\t姓名\t单位", "head"),
            Line("1\t张三\t某局", "1\t张三\t某局", "row"),
        ),
        boxes=(Line("某局文件", "某局文件", "box"),),
        margins=(Line("某局", "某局", "header"), Line("电话", "电话", "footer")),
        sheets=("三月",),
        format="docx",
    )


def test_nothing_read_has_no_lines() -> None:
    assert lines.of(Extracted("jpg")) == Lines((), format="jpg")


def test_a_line_is_shown_as_it_stands_and_matched_in_one_form() -> None:
    line = lined("關於（Ⅰ－１）開展“學雷鋒”活  動\u200b").body[0]
    assert (line.text, line.plain) == ("關於（Ⅰ－１）開展“學雷鋒”活  動", "关于(ⅰ-1)开展“学雷锋”活动")


def test_the_gloss_of_scrapers_is_undone_over_the_whole_text() -> None:
    assert texts("創(chuàng)建文明城市", "創(chuàng)建方案") == ["創建文明城市", "創建方案"]


def test_table_rows_do_not_stand_at_the_top() -> None:
    assert [line.text for line in lined("题", "||序号|姓名|单位", "|1|张三|某局", "文").top] == ["题", "文"]


@pytest.mark.parametrize(
    "shell",
    [
        "首页 > 工作动态 > 正文",
        "当前位置：首页",
        "资源描述：",
        "www.example.com",
        "https://example.com/a",
        "【http://example.com】",
        "字号：大 中 小",
        "点击：152",
        "浏览次数：15",
        "时间：2023-03-06 来源：市文明办 点击：15",
        "上一篇：无",
        "版权所有",
        "《创建方案》由会员上传分享，免费在线阅读",
        "文明网",
    ],
)
def test_what_a_web_page_put_around_is_taken_off(shell: str) -> None:
    assert texts(shell, "正文", shell) == ["正文"]


@pytest.mark.parametrize(
    "line",
    [
        "时间：2023年3月6日",
        "首页设计方案说明",
        "打印机管理规定",
        "上一篇章我们讲了创建",
        "请登录 www.example.com 填报",
        "一、文明网的建设情况",
        "标签打印设备台账",
        "阅读活动方案",
        "分享会活动方案",
        "点击文明：活动方案",
    ],
)
def test_what_only_looks_like_a_web_page_stays(line: str) -> None:
    assert texts(line) == [line]


def test_a_sharing_site_s_title_and_date_are_kept_aside() -> None:
    found = lined("《学校值周工作总结》由会员上传分享", "发布时间：2023-03-06 来源：某网", "正文")
    assert (found.shared_title, found.shell) == (
        "学校值周工作总结",
        ("《学校值周工作总结》由会员上传分享", "发布时间：2023-03-06 来源：某网"),
    )


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("第一篇：创建工作总结", "创建工作总结"),
        ("创建工作总结(一)：2023年我局认真贯彻", "2023年我局认真贯彻"),
        ("1、为什么要创建文明城市？", "为什么要创建文明城市?"),
        ("第一章：总则", "第一章：总则"),
        ("1、加强领导", "1、加强领导"),
    ],
)
def test_part_marks_are_taken_off(line: str, kept: str) -> None:
    assert texts(line) == [kept]


def test_of_a_long_document_the_top_and_the_end_are_kept() -> None:
    found = texts(*(f"第{n}行" for n in range(2000)))
    assert (len(found), found[0], found[-1]) == (600, "第0行", "第1999行")


@given(
    st.lists(
        st.builds(
            Block,
            st.sampled_from(["title", "heading", "text", "head", "row", "header", "footer", "box", "sheet"]),
            st.text(max_size=30) | st.text("創建(chuàng)\n\r\t\x0b\x85\u2028\0 　年", max_size=20),
        ),
        max_size=9,
    )
)
def test_no_text_is_too_strange(blocks: list[Block]) -> None:
    found = lines.of(Extracted("docx", tuple(blocks)))
    every = [*found.body, *found.boxes, *found.margins]
    assert [line for line in every if not line.plain or "\n" in line.text + line.plain] == []


def test_a_line_break_inside_a_block_is_a_space() -> None:
    assert [line.text for line in lines.of(Extracted("docx", (Block("text", "上\n下"),))).body] == ["上 下"]


def test_one_glance_at_a_document_changes_nothing_in_it() -> None:
    read = paper("# 题", "文")
    lines.of(read)
    assert read == paper("# 题", "文")


def test_specks_in_a_picture_are_no_lines() -> None:
    blocks = tuple(Block("text", text) for text in ("7", "0.98", "×", "道德讲堂", "A", "12:30"))
    assert [line.text for line in lines.of(Extracted("jpg", blocks)).body] == ["道德讲堂"]


def test_a_row_of_one_cell_is_text_where_no_column_has_a_head() -> None:
    assert [line.role for line in lined("|承诺书", "|甲|乙").body] == ["text", "row"]
    assert [line.role for line in lined("||序号|姓名|单位", "|小计").body] == ["head", "row"]


def test_a_remark_on_a_cell_stands_beside_the_text() -> None:
    found = lines.of(Extracted("xlsx", (Block("row", "张三\t1"), Block("note", "已调离"))))
    assert [line.text for line in found.body] == ["张三\t1"]
    assert [line.text for line in found.margins] == ["已调离"]
