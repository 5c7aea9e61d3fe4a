from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import docx, jpg
from hostile import paragraph, with_parts, word_xml
from wenming_archive.content import Block, Extracted
from wenming_archive.read import word
from wenming_archive.read.limits import MAX_TEXT, Unreadable

BOXED = f"<w:txbxContent>{paragraph('某市教育局文件')}</w:txbxContent>"
BOTH_WAYS = (
    f"<mc:AlternateContent><mc:Choice><wps:txbx>{BOXED}</wps:txbx></mc:Choice>"
    f"<mc:Fallback><w:pict><v:textbox>{BOXED}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
)
STYLES = """<w:styles xmlns:w="urn:w">
  <w:style w:styleId="a3"><w:name w:val="Title"/></w:style>
  <w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>
  <w:style w:styleId="b"><w:name w:val="标题"/></w:style>
  <w:style w:styleId="c"><w:name w:val="标题 2"/></w:style>
  <w:style w:styleId="x"/>
</w:styles>"""


def read(data: bytes) -> Extracted:
    return word.read(io.BytesIO(data), "docx")


def of_xml(body: str, **changed: bytes | str | None) -> Extracted:
    return read(with_parts(docx("x"), {"word/document.xml": word_xml(body), **changed}))


def texts(body: str) -> list[tuple[str, str]]:
    return [(block.role, block.text) for block in of_xml(body).blocks]


def test_a_document_is_its_blocks_in_reading_order() -> None:
    data = docx(
        "# 一、目标",
        "正文 一",
        table=(("序号", "姓名", "单位"), ("1", "张三", "某局")),
        header="某局",
        box="某局文件",
    )
    assert read(data) == Extracted(
        "docx",
        (
            Block("header", "某局"),
            Block("box", "某局文件"),
            Block("heading", "一、目标"),
            Block("text", "正文 一"),
            Block("head", "序号\t姓名\t单位"),
            Block("row", "1\t张三\t某局"),
        ),
        1,
        False,
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # Text that python-docx loses.
        ("<w:p><w:ins><w:r><w:t>插入</w:t></w:r></w:ins><w:del><w:r><w:delText>删</w:delText></w:r></w:del></w:p>", ["插入"]),
        ("<w:p><w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>移来</w:t></w:r></w:moveTo></w:p>", ["移来"]),
        (f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{paragraph('控件')}</w:sdtContent></w:sdt>", ["控件"]),
        ("<w:p><w:sdt><w:sdtContent><w:r><w:t>2023年3月6日</w:t></w:r></w:sdtContent></w:sdt></w:p>", ["2023年3月6日"]),
        ("<w:p><w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink><w:smartTag><w:r><w:t>标记</w:t></w:r></w:smartTag></w:p>", ["链接标记"]),
        ("<w:p><w:fldSimple><w:r><w:t>域</w:t></w:r></w:fldSimple><w:r><w:instrText>DATE</w:instrText></w:r></w:p>", ["域"]),
        (f"<w:customXml>{paragraph('标签')}</w:customXml>", ["标签"]),
        ("<w:p><w:r><w:ruby><w:rt><w:r><w:t>jué</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>角</w:t></w:r></w:rubyBase></w:ruby><w:t>色</w:t></w:r></w:p>", ["角色"]),
        # Breaks and runs.
        ("<w:p><w:r><w:t>通</w:t></w:r><w:r><w:t>知</w:t></w:r></w:p>", ["通知"]),
        ("<w:p><w:r><w:t>上</w:t><w:br/><w:t>下</w:t><w:cr/><w:t>末</w:t></w:r></w:p>", ["上", "下", "末"]),
        ("<w:p><w:r><w:t>左</w:t><w:tab/><w:t>右</w:t><w:noBreakHyphen/><w:t>1</w:t></w:r></w:p>", ["左\t右-1"]),
        (paragraph("  ") + paragraph("") + "<w:p/>" + paragraph("字"), ["字"]),
        ("<!-- 注 --><w:p><?pi x?><w:r><!-- 注 --><w:t>字</w:t></w:r></w:p>", ["字"]),
    ],
)  # fmt: skip
def test_all_text_a_reader_sees_is_read(body: str, expected: list[str]) -> None:
    assert texts(body) == [("text", text) for text in expected]


@pytest.mark.parametrize("box", [BOTH_WAYS, f"<w:pict><v:textbox>{BOXED}</v:textbox></w:pict>"])
def test_a_text_box_is_read_once(box: str) -> None:
    assert texts(f"<w:p><w:r>{box}</w:r><w:r><w:t>正文</w:t></w:r></w:p>") == [
        ("box", "某市教育局文件"),
        ("text", "正文"),
    ]


def test_a_table_in_a_text_box_is_lines_of_the_box() -> None:
    table = f"<w:tbl><w:tr><w:tc>{paragraph('甲')}</w:tc><w:tc>{paragraph('乙')}</w:tc></w:tr></w:tbl>"
    assert texts(f"<w:p><w:r><w:txbxContent>{table}</w:txbxContent></w:r></w:p>{paragraph('正文')}") == [
        ("box", "甲"),
        ("box", "乙"),
        ("text", "正文"),
    ]


def test_a_box_in_a_box_is_read_once() -> None:
    inner = f"<w:p><w:r>{BOTH_WAYS}<w:t>外</w:t></w:r></w:p>"
    assert texts(f"<w:p><w:r><w:txbxContent>{inner}</w:txbxContent></w:r></w:p>") == [
        ("box", "某市教育局文件"),
        ("box", "外"),
    ]


def cell(*inner: str) -> str:
    return f"<w:tc>{''.join(inner)}</w:tc>"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (cell(paragraph("议题")) + cell(paragraph("甲"), paragraph("乙")), "议题\t甲 乙"),
        (cell(paragraph("框")) + cell(f"<w:p><w:r>{BOTH_WAYS}</w:r></w:p>"), "框\t某市教育局文件"),
        (f"<w:sdt><w:sdtContent>{cell(paragraph('控件'))}</w:sdtContent></w:sdt>{cell(paragraph('乙'))}", "控件\t乙"),
        (cell(paragraph("外"), f"<w:tbl><w:tr>{cell(paragraph('内1'))}{cell(paragraph('内2'))}</w:tr></w:tbl>"), "外 内1 内2"),
        (cell(f"<w:sdt><w:sdtContent>{paragraph('日期')}</w:sdtContent></w:sdt>") + cell(paragraph("3月")), "日期\t3月"),
        ("<w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val='3'/></w:tcPr>" + paragraph("合并") + "</w:tc>" + cell("<w:p/>"), "合并"),
        (cell("<w:p><w:r><w:t>一</w:t><w:br/><w:t>二</w:t><w:tab/><w:t>三</w:t></w:r></w:p>") + cell(paragraph("四")), "一 二 三\t四"),
    ],
)  # fmt: skip
def test_every_cell_of_a_row_is_read_once(row: str, expected: str) -> None:
    assert texts(f"<w:tbl><w:tr>{row}</w:tr></w:tbl>{paragraph('后')}") == [("row", expected), ("text", "后")]


def test_a_row_in_a_content_control_is_a_row() -> None:
    row = f"<w:sdt><w:sdtContent><w:tr>{cell(paragraph('一'))}</w:tr></w:sdtContent></w:sdt>"
    assert texts(f"<w:tbl>{row}</w:tbl>") == [("row", "一")]


@pytest.mark.parametrize(
    ("properties", "role"),
    [
        ("<w:pStyle w:val='a3'/>", "title"),
        ("<w:pStyle w:val='b'/>", "title"),
        ("<w:pStyle w:val='1'/>", "heading"),
        ("<w:pStyle w:val='c'/>", "heading"),
        ("<w:pStyle w:val='x'/>", "text"),
        ("<w:pStyle w:val='missing'/>", "text"),
        ("<w:outlineLvl w:val='0'/>", "heading"),
        ("<w:outlineLvl w:val='9'/>", "text"),
        ("<w:outlineLvl w:val='x'/>", "text"),
        (f"<w:outlineLvl w:val='{'1' * 5000}'/>", "text"),
    ],
)
def test_a_style_gives_the_role(properties: str, role: str) -> None:
    body = f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>字</w:t></w:r></w:p>"
    assert of_xml(body, **{"word/styles.xml": STYLES}).blocks == (Block(role, "字"),)


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [(["44"], 22), (["32", "44"], 22), (["21"], 10.5), (["x"], 0), (["9" * 5000], 0), ([], 0)],
)
def test_the_largest_run_gives_the_size(sizes: list[str], expected: float) -> None:
    runs = "".join(f"<w:r><w:rPr><w:sz w:val='{size}'/></w:rPr><w:t>字</w:t></w:r>" for size in sizes)
    body = f"<w:p><w:pPr><w:jc w:val='center'/></w:pPr>{runs}<w:r><w:t>末</w:t></w:r></w:p>"
    assert of_xml(body).blocks == (Block("text", "字" * len(sizes) + "末", expected, True),)


def test_headers_and_footers_are_read_once_and_page_numbers_not() -> None:
    data = with_parts(
        docx("正文"),
        {
            "word/header1.xml": word_xml(paragraph("某局") + paragraph("— 1 —")),
            "word/header2.xml": word_xml(paragraph("某局") + paragraph("内部资料")),
            "word/footer1.xml": word_xml(paragraph("2")),
            "word/footer10.xml": word_xml(paragraph("联系电话")),
        },
    )
    assert [(b.role, b.text) for b in read(data).blocks] == [
        ("header", "某局"),
        ("header", "内部资料"),
        ("text", "正文"),
        ("footer", "联系电话"),
    ]


APP = "<Properties><Application>WPS Office</Application><Words>9</Words><Pages>5</Pages></Properties>"
PAGE_BREAK = "<w:p><w:r><w:br w:type='page'/></w:r></w:p>"
RENDERED = "<w:p><w:r><w:lastRenderedPageBreak/><w:t>续</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("body", "app", "pages"),
    [
        (paragraph("字"), "", (1, False)),
        (paragraph("字") * 23, "", (2, False)),
        (paragraph("字") + PAGE_BREAK * 2, "", (3, False)),
        (paragraph("字") + RENDERED * 2, "", (3, True)),
        (paragraph("字") + RENDERED * 2, APP, (5, True)),
    ],
)
def test_pages_are_stated_rendered_or_estimated(body: str, app: str, pages: tuple[int, bool]) -> None:
    extracted = of_xml(body, **{"docProps/app.xml": app})
    assert (extracted.pages, extracted.pages_exact) == pages


def test_word_online_s_main_part_is_read() -> None:
    data = with_parts(
        docx("x"), {"word/document.xml": None, "word/document2.xml": word_xml(paragraph("在线"))}
    )
    assert read(data).blocks == (Block("text", "在线"),)


def test_pasted_scans_are_read_with_a_problem() -> None:
    extracted = of_xml("<w:p/>", **{"word/media/image1.jpeg": jpg()})
    assert (extracted.blocks, [p.code for p in extracted.problems]) == ((), ["no-text"])


@pytest.mark.parametrize(
    "body", ["", "<w:p/>", paragraph(" \u200b"), "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"]
)
def test_a_blank_document_is_refused(body: str) -> None:
    with pytest.raises(Unreadable, match="什么内容也没有"):
        of_xml(body)


def test_one_endless_paragraph_is_cut_not_lost() -> None:
    assert of_xml(paragraph("长" * (MAX_TEXT + 1))).blocks == (Block("text", "长" * MAX_TEXT),)


def test_notes_follow_the_body_without_their_rules() -> None:
    rule = "<w:footnote w:type='separator'><w:p><w:r><w:t>---</w:t></w:r></w:p></w:footnote>"
    foot = word_xml(f"{rule}<w:footnote w:id='2'>{paragraph('脚注')}{paragraph('次段')}</w:footnote>")
    end = word_xml(f"<w:endnote w:id='2' w:type='normal'>{paragraph('尾注')}</w:endnote>")
    data = docx("正文", header="某局")
    found = read(with_parts(data, {"word/footnotes.xml": foot, "word/endnotes.xml": end}))
    assert [(b.role, b.text) for b in found.blocks] == [
        ("header", "某局"),
        ("text", "正文"),
        ("text", "脚注"),
        ("text", "次段"),
        ("text", "尾注"),
    ]


def on_new_page(value: str = "") -> str:
    said = f" w:val='{value}'" if value else ""
    return f"<w:p><w:pPr><w:pageBreakBefore{said}/></w:pPr><w:r><w:t>字</w:t></w:r></w:p>"


def section(kind: str) -> str:
    said = f"<w:type w:val='{kind}'/>" if kind else ""
    return f"<w:p><w:pPr><w:sectPr>{said}</w:sectPr></w:pPr><w:r><w:t>字</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("body", "pages"),
    [
        (on_new_page() * 4, 4),
        (paragraph("一") + on_new_page() * 3, 4),
        (on_new_page("true") + on_new_page("0") + on_new_page("false") + on_new_page("1"), 2),
        (PAGE_BREAK + on_new_page(), 3),
        (
            f"{paragraph('一')}<w:tbl><w:tr><w:tc>{on_new_page()}</w:tc><w:tc>{on_new_page()}</w:tc></w:tr></w:tbl>",
            2,
        ),
        (section("") * 3, 3),
        (section("") + section("continuous") + section("nextColumn") + section("oddPage"), 2),
        ("<w:p><w:pPr><w:pStyle w:val='1'/></w:pPr><w:r><w:t>章</w:t></w:r></w:p>" * 3, 3),
    ],
)
def test_a_page_for_each_break(body: str, pages: int) -> None:
    breaking = '<w:name w:val="heading 1"/><w:pPr><w:pageBreakBefore/></w:pPr>'
    styles = STYLES.replace('<w:name w:val="heading 1"/>', breaking)
    found = of_xml(body, **{"word/styles.xml": styles})
    assert (found.pages, found.pages_exact) == (pages, False)


def test_an_endless_header_does_not_push_out_the_body() -> None:
    header = word_xml("".join(paragraph(f"页眉{n}") for n in range(MAX_TEXT // 5)))
    assert of_xml(paragraph("正文"), **{"word/header1.xml": header}).blocks[-1] == Block("text", "正文")


def test_remarks_and_watermarks_are_read() -> None:
    remarks = word_xml("").replace("document", "comments").replace("body", "comment")
    remarks = remarks.replace("<w:comment>", f"<w:comment>{paragraph('身份证号要删去')}", 1)
    assert of_xml(paragraph("正文"), **{"word/comments.xml": remarks}).blocks[-1] == Block(
        "note", "身份证号要删去"
    )
    drawn = '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="机密"/>'
    assert ("box", "机密") in texts(f"{drawn}</v:shape></w:pict></w:r></w:p>{paragraph('正文')}")


@given(
    st.lists(
        st.text("创建文明 \tA1—。", min_size=1, max_size=12).map(str.strip).filter(bool),
        min_size=1,
        max_size=8,
    )
)
def test_every_line_comes_back_in_order(lines: list[str]) -> None:
    if any(c.isalnum() for line in lines for c in line):
        assert [b.text for b in of_xml("".join(map(paragraph, lines))).blocks] == lines
