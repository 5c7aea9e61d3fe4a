from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest

from hostile import cuts, flips
from wenming_archive.content import Block, Extracted, Properties
from wenming_archive.read import boilerplate, html, webmeta
from wenming_archive.read.limits import Unreadable, has_text

#: A saved page as a county's site has it, old style; the words are made up.
PAGE = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "x">
<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>关于开展学雷锋志愿服务活动的通知_通知公告_城关镇人民政府网</title>
<meta name="PubDate" content="2023-03-01 09:30"><meta name="ContentSource" content="城关镇文明办">
<style>td{color:red}</style><script>var s = "</b>脚本不是文字";</script></head>
<body><div class="top-nav"><a href="/">首页</a><a>政务公开</a><a>政民互动</a></div>
<ul><li><a>领导之窗</a></li><li><a>机构设置</a></li><li><a>政策文件</a></li><li><a>工作动态</a></li><li><a>专题专栏</a></li></ul>
<table width="960"><tr><td><!-- 正文 -->
<div align=center><font size="5">关于开展学雷锋志愿服务<br>活动的通知</font></div>
<p style="text-align:center">发布时间：2023-03-01 来源：城关镇文明办</p>
<div style="font-size:16px"><p>&nbsp;&nbsp;　　各村（社区）：为弘扬雷锋精
神，经研究决定开展<b>志愿服务</b>活动。</p><p>一、时间安排：<span>3月5日</span>上午<img src="http://x.test/a.gif">。</p>
<table border=1><caption>任务分工</caption><tr><th>序号</th><th>任务</th><th>责任单位</th></tr>
<tr><td>1</td><td>清洁<br>家园</td><td>城东社区</td></tr><tr style="display:none"><td>x</td><td>隐藏</td><td>y</td></tr>
<tr><td>2</td><td>交通劝导</td><td>派出所</td></tr></table></div>
</td><td style="display:none">隐藏的文字</td></tr></table>
<div class="share">分享到： 微信 微博</div>
<div id="footer">版权所有 城关镇人民政府 <select><option>友情链接</option></select></div>
</body></html>"""


def read(data: bytes | str) -> Extracted:
    return html.read(io.BytesIO(data.encode() if isinstance(data, str) else data), "html")


def lines(body: str) -> list[tuple[str, str]]:
    return [(b.role, b.text) for b in read(f"<html><body>{body}</body></html>").blocks]


def test_a_saved_page_is_read_without_what_stands_around_it() -> None:
    found = read(PAGE.encode("gb18030"))
    assert found.blocks == (
        Block("text", "关于开展学雷锋志愿服务", 18, True),
        Block("text", "活动的通知", 18, True),
        Block("text", "发布时间：2023-03-01 来源：城关镇文明办", 0, True),
        Block("text", "各村（社区）：为弘扬雷锋精神，经研究决定开展志愿服务活动。", 12),
        Block("text", "一、时间安排：3月5日上午。", 12),
        Block("text", "任务分工"),
        Block("head", "序号\t任务\t责任单位"),
        Block("row", "1\t清洁 家园\t城东社区"),
        Block("row", "2\t交通劝导\t派出所"),
    )
    assert found.properties == Properties("关于开展学雷锋志愿服务活动的通知", "城关镇文明办", "2023-03-01")
    assert (found.pages, found.pages_exact, found.problems) == (1, False, ())


@pytest.mark.parametrize("name", ["gb18030", "utf-8", "utf-8-sig", "utf-16", "big5"])
@pytest.mark.parametrize("stated", ["gb2312", "utf-8", "x-nonsense", "rot13"])
def test_the_encoding_is_the_true_one(name: str, stated: str) -> None:
    words = (
        "關於開展活動的通知，請各單位認真貫徹執行。"
        if name == "big5"
        else "关于开展活动的通知，请各单位认真贯彻执行。"
    )
    text = f"<html><meta charset='{stated}'><p>{words * 3}</p></html>"
    if (name, stated) != ("big5", "gb2312"):  # bytes that are good in both: the page is believed
        assert [b.text for b in read(text.encode(name)).blocks] == [words * 3]


def test_the_stated_encoding_decides_between_two_that_fit() -> None:
    assert html.decode(b"\xa4\xa4\xa4\xe5", "big5") == "中文"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<h1>通知</h1><h2>一、要求</h2><p>正文</p>", [("title", "通知"), ("heading", "一、要求"), ("text", "正文")]),
        ("<h1>某网</h1><h1>另一行</h1>", [("title", "某网"), ("heading", "另一行")]),
        ("<header><h1>文章题目</h1></header><main><p>文章的正文。</p></main>", [("title", "文章题目"), ("text", "文章的正文。")]),
        ("<pre>第一行\n第二行</pre>", [("text", "第一行"), ("text", "第二行")]),
        ("一<!-- x -->二<script>x</script>三", [("text", "一二三")]),
        ("<noscript>请开启脚本</noscript><p>字</p>", [("text", "字")]),
        ("<p hidden>藏</p><p aria-hidden='true'>藏</p><p style='VISIBILITY: hidden'>藏</p><p>字</p>", [("text", "字")]),
        ("<o:p>字</o:p><p>Mr.\nWang</p>", [("text", "字"), ("text", "Mr. Wang")]),
        ("<p>开头<p>没有结尾的段<div>块", [("text", "开头"), ("text", "没有结尾的段"), ("text", "块")]),
    ],
)  # fmt: skip
def test_lines_have_their_roles(body: str, expected: list[tuple[str, str]]) -> None:
    assert lines(body) == expected


def test_the_line_that_the_page_is_called_by_is_its_title() -> None:
    found = read(
        "<title>开展活动的通知 - 某某文明网</title><h1>某某文明网</h1><div>开展活动的通知</div><p>正文</p>"
    )
    assert [(b.role, b.text) for b in found.blocks][:2] == [
        ("heading", "某某文明网"),
        ("title", "开展活动的通知"),
    ]


@pytest.mark.parametrize(
    "first",
    [
        "<p class='title'>工作报告</p>",
        "<p class='MsoTitle western'>工作报告</p>",
        "<p><font size='6' style='font-size: 26pt'>工作报告</font></p>",
        "<p align='center'><span style='font-size: 15pt'>工作报告</span></p>",
    ],
)
def test_a_line_above_the_headings_is_the_title(first: str) -> None:
    sheet = "<style>p { color: red } h1.cjk { font-family: x; font-size: 14pt }</style>"
    found = read(f"<html><head>{sheet}</head><body>{first}<h1>一、情况</h1><p>正文</p></body></html>")
    assert [(b.role, b.text) for b in found.blocks] == [
        ("title", "工作报告"),
        ("heading", "一、情况"),
        ("text", "正文"),
    ]


@pytest.mark.parametrize(
    "first",
    [
        "<p>某某网</p>",
        "<p style='font-size: 15pt'>某某网</p>",
        "<p align='center'><font size='3'>某某网</font></p>",
        "<div class='title'>某某网</div>",
    ],
)
def test_a_line_no_larger_than_the_heading_is_no_title(first: str) -> None:
    sheet = "<style>h1 { font-size: 14pt }</style>"
    assert read(f"{sheet}{first}<h1>工作报告</h1><p>正文</p>").blocks[1].role == "title"


def test_the_margins_an_office_program_notes_are_margins() -> None:
    body = (
        "<div title='header'><p>页眉</p></div><h1>报告</h1><p>正文</p><div title='footer'><p>页脚</p></div>"
    )
    assert lines(body) == [("header", "页眉"), ("title", "报告"), ("text", "正文"), ("footer", "页脚")]


def test_an_article_in_a_part_with_a_menu_s_name_is_kept() -> None:
    article = "<p>这是一段较长的正文，说明志愿服务活动的安排和要求。</p>" * 5
    assert len(lines(f"<div class='nav'><a>首页</a></div><div class='side-bar header'>{article}</div>")) == 5


def test_a_list_of_links_that_is_all_the_page_is_kept() -> None:
    items = "".join(f"<li><a>第{n}次活动的新闻报道</a></li>" for n in range(8))
    assert len(lines(f"<ul>{items}</ul>")) == 8


def test_a_sheet_saved_as_a_web_page_is_a_table() -> None:
    rows = "".join(f"<tr height=19><td>{n}</td><td x:num>1{n}</td><td>张三</td></tr>" for n in range(3))
    found = read(f'<table x:str border="1"><tr><td>序号</td><td>金额</td><td>姓名</td></tr>{rows}</table>')
    assert [b.role for b in found.blocks] == ["head", "row", "row", "row"]
    assert found.blocks[1].text == "0\t10\t张三"
    assert found.pages is None


def test_a_table_that_arranges_the_page_is_none() -> None:
    body = "<table><tr><td>左栏</td><td><table><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table></td></tr></table>"
    assert lines(body) == [("text", "左栏"), ("row", "甲\t乙"), ("row", "丙\t丁")]


@pytest.mark.parametrize(
    ("whole", "heading", "title"),
    [
        ("开展活动的通知_通知公告_某某县人民政府", "", "开展活动的通知"),
        ("某某文明网 - 工作动态 - 我镇开展志愿服务活动", "", "我镇开展志愿服务活动"),
        ("开展活动的通知-某某市文明网", "", "开展活动的通知"),
        ("文明创建——我们在行动", "", "文明创建——我们在行动"),
        ("通知|2023-2025年规划", "2023-2025年规划", "2023-2025年规划"),
        ("某某文明网", "", "某某文明网"),
        ("", "", ""),
    ],
)
def test_the_site_s_name_is_cut_from_the_title(whole: str, heading: str, title: str) -> None:
    assert webmeta._without_site(whole, "", heading) == title


@pytest.mark.parametrize(
    ("meta", "created"),
    [
        ('<meta property="article:published_time" content="2023-03-06T08:00:00+08:00">', "2023-03-06"),
        ('<meta name="publishdate" content="2023年3月6日">', "2023-03-06"),
        ('<meta name="pubdate" content="2023-13-06">', None),
        ('<meta name="viewport" content="2023-03-06">', None),
    ],
)
def test_the_date_of_publication_is_read(meta: str, created: str | None) -> None:
    assert read(f"<head>{meta}</head><p>字</p>").properties.created == created


def test_a_page_of_pictures_says_so_and_an_empty_one_is_refused() -> None:
    assert read("<html><body><img src='a.jpg'></body></html>").problems == (html.NO_TEXT,)
    with pytest.raises(Unreadable) as refused:
        read("<html><head><title>空</title></head><body> &nbsp;</body></html>")
    assert refused.value.code == "empty"


def test_text_nested_too_deep_is_read_all_the_same() -> None:
    assert [b.text for b in read("<p>开头" + "<font>" * 5000 + "深处的字").blocks] == ["开头", "深处的字"]


def test_nothing_is_fetched_and_no_entity_expanded() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "字字字"><!ENTITY b "&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]><p>甲&b;&c;'
    text = "".join(b.text for b in read(bomb).blocks)
    assert "root:" not in text and "甲" in text


def test_a_huge_page_ends() -> None:
    found = read("<p>" + "<a>字</a><b>文" * 150_000)
    assert has_text(found.blocks)


def test_pictures_packed_into_a_page_are_no_text() -> None:
    packed = base64.b64encode(b"\7" * 9_000_000).decode()
    body = f"<p>甲</p><img src='data:image/png;base64,{packed}'><p>乙</p>"
    assert lines(body) == [("text", "甲"), ("text", "乙")]


def test_any_damage_leaves_text_or_a_reason() -> None:
    data = PAGE.encode("gb18030")
    for damaged in (*cuts(data), *flips(data, 200)):
        try:
            found = read(damaged)
        except Unreadable as error:
            assert error.code == "empty"
        else:
            assert has_text(found.blocks) or found.problems


def test_hidden_and_mute_elements_are_known() -> None:
    from lxml import etree

    assert boilerplate.mute(etree.fromstring("<script/>"))
    assert not boilerplate.mute(etree.fromstring("<p style='display:block'/>"))


def sample(name: str) -> Extracted:
    return read((Path(__file__).parent / "samples" / name).read_bytes())


def test_a_notice_that_an_office_program_saved_is_read() -> None:
    found = sample("notice.html")
    assert [(b.role, b.text) for b in found.blocks] == [
        ("title", "关于开展志愿服务活动的通知"),
        ("text", "各科室："),
        ("text", "根据工作安排，现将有关事项通知如下，请认真贯彻执行。"),
        ("text", "某市教育局"),
        ("text", "2023年3月6日"),
        ("head", "序号\t姓名\t单位"),
        ("row", "1\t张三\t某局"),
    ]
    assert found.properties == Properties()  # all of them are the library's that made the document


def test_a_sheet_that_an_office_program_saved_is_read() -> None:
    assert [(b.role, b.text) for b in sample("ledger.html").blocks] == [
        ("head", "序号\t姓名\t单位"),
        ("row", "1\t张三\t某局"),
        ("row", "2\t李四\t某科"),
    ]
