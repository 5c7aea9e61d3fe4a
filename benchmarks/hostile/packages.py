"""Office documents in zips that claim, repeat and nest beyond reason."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cases import Case

import builders
import odfs
from hostile import paragraph, parts, sheet_xml, with_parts, word_xml, zipped

_DOCX = builders.docx("甲")
_XLSX = builders.xlsx(["甲"])
_SHEET = "xl/worksheets/sheet1.xml"
_SAMPLES = Path(__file__).parents[2] / "tests" / "read" / "samples"
_PPTX = (_SAMPLES / "slides.pptx").read_bytes()
_RUN = "<w:r><w:t>字</w:t></w:r>"


def cases() -> Iterator[Case]:
    """Yield them."""
    yield from _word()
    yield from _excel()
    yield from _slides()
    yield from _open_document()


def document(body: str) -> bytes:
    """Return a .docx with ``body``, stored: packed, it would be refused for its ratio alone."""
    return stored(_DOCX, "word/document.xml", word_xml(body))


def sheet(rows: str) -> bytes:
    """Return an .xlsx with a sheet of ``rows``."""
    return stored(_XLSX, _SHEET, sheet_xml(rows))


def stored(data: bytes, part: str, xml: str) -> bytes:
    """Return a zip with another part, none of them packed."""
    return zipped({**parts(data), part: xml}, 0)


def deep(tag: str, depth: int, inside: str) -> str:
    """Return ``inside`` in ``depth`` elements called ``tag``."""
    return f"<{tag}>" * depth + inside + f"</{tag}>" * depth


def tables(depth: int) -> str:
    """Return a table in a table in a table."""
    return "<w:tbl><w:tr><w:tc>" * depth + paragraph("底") + "</w:tc></w:tr></w:tbl>" * depth


def _word() -> Iterator[Case]:
    sort = "docx"
    # 5 million paragraphs, 40 MB packed to 100 KB; and with text in each, as far as the ratio lets it.
    yield Case(sort, "五百万空段.docx", lambda: document("<w:p/>" * 5_000_000))
    yield Case(sort, "二百万段.docx", lambda: document(paragraph("甲") * 2_000_000))
    yield Case(sort, "一百二十兆.docx", lambda: document(f"<w:p>{_RUN * 40}</w:p>" * 100_000))
    yield Case(sort, "巨段.docx", lambda: document(f"<w:p>{_RUN * 2_000_000}</w:p>"))
    yield Case(sort, "巨字.docx", lambda: document(paragraph("字" * 9_000_000)))
    yield Case(sort, "表套表五百.docx", lambda: document(tables(500)))
    yield Case(sort, "表套表五十.docx", lambda: document(tables(50)))
    yield Case(sort, "深一万.docx", lambda: document(deep("w:sdt", 10_000, paragraph("底"))))
    yield Case(sort, "深二百.docx", lambda: document(deep("w:sdt", 200, paragraph("底"))))
    yield Case(
        sort,
        "框套框.docx",
        lambda: document(
            deep("w:p><w:r><w:txbxContent", 60, paragraph("底")).replace(
                "</w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>"
            )
        ),
    )
    row = "<w:tr>" + "<w:tc/>" * 20_000 + "</w:tr>"
    yield Case(sort, "宽表.docx", lambda: document(f"<w:tbl>{row * 100}</w:tbl>"))
    yield Case(
        sort,
        "页眉万.docx",
        lambda: with_parts(
            _DOCX, {f"word/header{n}.xml": word_xml(paragraph(f"页眉{n}")) for n in range(5000)}
        ),
    )
    yield Case(
        sort, "属性万.docx", lambda: document("<w:p " + " ".join(f'a{n}=""' for n in range(50_000)) + "/>")
    )
    yield Case(sort, "空.docx", lambda: document(""))
    yield Case(sort, "缺正文.docx", lambda: with_parts(_DOCX, {"word/document.xml": None}))
    yield Case(sort, "零内容.docx", lambda: with_parts(_DOCX, {"word/document.xml": b""}))
    yield Case(sort, "炸弹.docx", lambda: with_parts(_DOCX, {"word/document.xml": bytes(110_000_000)}))
    styles = (
        "<w:styles xmlns:w='x'>"
        + "<w:style w:styleId='a'><w:name w:val='a'/></w:style>" * 500_000
        + "</w:styles>"
    )
    styled = '<w:p><w:pPr><w:pStyle w:val="b"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>'
    yield Case(sort, "样式五十万.docx", lambda: stored(document(styled), "word/styles.xml", styles))


def _excel() -> Iterator[Case]:
    sort = "xlsx"
    claim = '<dimension ref="A1:XFD1048576"/>'
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    yield Case(
        sort,
        "远格.xlsx",
        lambda: with_parts(_XLSX, {_SHEET: sheet_xml(far).replace("<sheetData>", claim + "<sheetData>")}),
    )
    wide = "<row>" + "".join('<c r="XFD1"><v>1</v></c>' for _ in range(16_384)) + "</row>"
    yield Case(sort, "宽行.xlsx", lambda: sheet(wide * 60))
    yield Case(sort, "百万行.xlsx", lambda: sheet("<row><c><v>1</v></c></row>" * 1_048_576))
    yield Case(sort, "百万空行.xlsx", lambda: sheet("<row/>" * 5_000_000))
    yield Case(sort, "同号行.xlsx", lambda: sheet('<row r="1"><c r="A1"><v>7</v></c></row>' * 300_000))
    yield Case(sort, "列名巨.xlsx", lambda: sheet(f'<row><c r="{"Z" * 100_000}1"><v>1</v></c></row>'))
    yield Case(sort, "串号巨.xlsx", lambda: sheet('<row><c t="s"><v>999999999</v></c></row>'))
    yield Case(sort, "数巨.xlsx", lambda: sheet(f"<row><c><v>1{'0' * 5_000_000}</v></c></row>"))
    yield Case(sort, "日期巨.xlsx", lambda: sheet('<row><c s="1"><v>1e300</v></c><c><v>nan</v></c></row>'))
    book = (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.'
        'openxmlformats.org/officeDocument/2006/relationships"><sheets>'
        + "".join(f'<sheet name="表{n}" sheetId="{n}" r:id="rId1"/>' for n in range(50_000))
        + "</sheets></workbook>"
    )
    full = "".join(f"<row><c><v>{n}</v></c></row>" for n in range(3000))
    yield Case(sort, "一表五万次.xlsx", lambda: stored(sheet("<row/>" * 3000), "xl/workbook.xml", book))
    yield Case(sort, "满表五万次.xlsx", lambda: stored(sheet(full), "xl/workbook.xml", book))
    strings = "<sst xmlns='x'>" + "<si><t>甲</t></si>" * 3_000_000 + "</sst>"
    yield Case(sort, "串三百万.xlsx", lambda: stored(_XLSX, "xl/sharedStrings.xml", strings))
    yield Case(sort, "空表.xlsx", lambda: sheet(""))


def _slides() -> Iterator[Case]:
    sort, first = "pptx", "ppt/slides/slide1.xml"
    space = (
        'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    )
    text = "<p:sp><p:txBody><a:p><a:r><a:t>甲</a:t></a:r></a:p></p:txBody></p:sp>"

    def slide(inside: str) -> bytes:
        return stored(_PPTX, first, f"<p:sld {space}><p:cSld><p:spTree>{inside}</p:spTree></p:cSld></p:sld>")

    yield Case(sort, "组套组.pptx", lambda: slide(deep("p:grpSp", 200, text)))
    yield Case(sort, "组套组五千.pptx", lambda: slide(deep("p:grpSp", 5000, text)))
    yield Case(sort, "形状百万.pptx", lambda: slide(text * 400_000))
    yield Case(sort, "形状套形状.pptx", lambda: slide(deep("p:sp", 240, text)))
    listed = "".join(f'<p:sldId id="{n}" r:id="rId7"/>' for n in range(200_000))
    show = (
        f"<p:presentation {space} xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'>"
        f"<p:sldIdLst>{listed}</p:sldIdLst></p:presentation>"
    )
    yield Case(sort, "一页二十万次.pptx", lambda: stored(_PPTX, "ppt/presentation.xml", show))
    yield Case(
        sort, "无页.pptx", lambda: with_parts(_PPTX, {"ppt/presentation.xml": f"<p:presentation {space}/>"})
    )


def _open_document() -> Iterator[Case]:
    sort = "OpenDocument"
    cell = '<table:table-cell table:number-columns-repeated="16384"><text:p>甲</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>'
    yield Case(sort, "重复.ods", lambda: spreadsheet(row))
    yield Case(sort, "重复千次.ods", lambda: spreadsheet(row * 1000))
    empty = row.replace("<text:p>甲</text:p>", "")
    yield Case(sort, "空重复.ods", lambda: spreadsheet(empty * 1000))
    yield Case(sort, "重复巨数.ods", lambda: spreadsheet(row.replace("1048576", "9" * 5000)))
    yield Case(
        sort,
        "表套表.ods",
        lambda: spreadsheet(
            "<table:table-row><table:table-cell><table:table>" * 80
            + row
            + "</table:table></table:table-cell></table:table-row>" * 80
        ),
    )
    space = f'<text:p>甲<text:s text:c="{10**9 - 1}"/>乙</text:p>'
    yield Case(sort, "空格十亿.odt", lambda: odfs.document("text", space))
    yield Case(
        sort, "节套节.odt", lambda: odfs.document("text", deep("text:section", 240, "<text:p>底</text:p>"))
    )
    yield Case(
        sort,
        "节套节万.odt",
        lambda: odfs.document("text", deep("text:section", 10_000, "<text:p>底</text:p>")),
    )
    yield Case(
        sort,
        "段百万.odt",
        lambda: zipped(
            {
                "mimetype": "application/vnd.oasis.opendocument.text",
                "content.xml": odfs.content(
                    "<office:text>" + "<text:p>甲</text:p>" * 2_000_000 + "</office:text>"
                ),
            },
            0,
        ),
    )
    loop = "".join(
        f'<style:style style:name="s{n}" style:family="paragraph" style:parent-style-name="s{1 - n}"/>'
        for n in (0, 1)
    )
    yield Case(
        sort, "样式循环.odt", lambda: odfs.document("text", '<text:p text:style-name="s0">甲</text:p>', loop)
    )
    yield Case(sort, "加密.odt", lambda: odfs.locked("text"))
    yield Case(
        sort,
        "框套框.odp",
        lambda: odfs.document(
            "presentation",
            "<draw:page>"
            + deep(
                "draw:g", 200, "<draw:frame><draw:text-box><text:p>甲</text:p></draw:text-box></draw:frame>"
            )
            + "</draw:page>",
        ),
    )
    yield Case(
        sort,
        "页十万.odp",
        lambda: zipped(
            {
                "mimetype": "application/vnd.oasis.opendocument.presentation",
                "content.xml": odfs.content(
                    "<office:presentation>" + "<draw:page/>" * 1_000_000 + "</office:presentation>"
                ),
            },
            0,
        ),
    )


def spreadsheet(rows: str) -> bytes:
    """Return an .ods with one table of ``rows``."""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": odfs.content(
                f"<office:spreadsheet><table:table table:name='表'>{rows}</table:table></office:spreadsheet>"
            ),
        },
        0,
    )
