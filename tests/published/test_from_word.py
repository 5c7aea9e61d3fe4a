from __future__ import annotations

import io
import zipfile

from wenming_archive.published import from_word
from wenming_archive.published.grid import Grid, Line, Part

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def made(body: str, **parts: str) -> tuple[Part, ...]:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
        )
        for name, text in parts.items():
            archive.writestr(f"word/{name}.xml", f'<w:{name} xmlns:w="{_W}">{text}</w:{name}>')
    return from_word.read(io.BytesIO(out.getvalue()))


def p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def tc(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(p(line) for line in text.split('|'))}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def test_merges_down_and_across() -> None:
    restart, goes_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        tc("甲", restart) + tc("一|二") + tc("乙"),
        tc("", goes_on) + tc("丙", '<w:gridSpan w:val="2"/>'),
    )
    (grid,) = made(p("标题") + body)[1:]
    assert isinstance(grid, Grid)
    assert [(c.lines, c.row, c.column, c.rows, c.columns) for c in grid.cells] == [
        (("甲",), 0, 0, 2, 1),
        (("一", "二"), 0, 1, 1, 1),
        (("乙",), 0, 2, 1, 1),
        (("丙",), 1, 1, 1, 2),
    ]


def test_a_table_that_arranges_the_page_gives_what_it_holds() -> None:
    inner = table(tc("测评项目") + tc("测评标准"), tc("甲") + tc("乙"))
    parts = made(table(f"<w:tc>{p('前言')}{inner}{p('')}</w:tc>"))
    assert [part.text if isinstance(part, Line) else part.text(1) for part in parts] == ["前言", "甲｜乙"]


def test_numbers_that_word_makes_are_read() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0">'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="（%2）"/></w:lvl>'
        '<w:lvl w:ilvl="2"><w:numFmt w:val="bullet"/><w:lvlText w:val="●"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num>'
    )

    def item(text: str, level: int) -> str:
        return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>')

    body = (
        item("组织", 0)
        + item("班子", 1)
        + item("制度", 1)
        + item("要点", 2)
        + item("思想", 0)
        + item("教育", 1)
    )
    lines = made(body, numbering=numbering)
    assert [line.text for line in lines if isinstance(line, Line)] == [
        "一、组织", "（1）班子", "（2）制度", "要点", "二、思想", "（1）教育",
    ]  # fmt: skip


def test_footnotes_are_notes_and_deleted_rows_are_gone() -> None:
    notes = f'<w:footnote w:type="separator">{p("—")}</w:footnote><w:footnote>{p("近两年指测评年度及上年")}</w:footnote>'
    gone = f"<w:tr><w:trPr><w:del/></w:trPr>{tc('旧')}{tc('旧')}</w:tr>"
    grid, note = made(f"<w:tbl><w:tr>{tc('甲')}{tc('乙')}</w:tr>{gone}</w:tbl>", footnotes=notes)
    assert isinstance(grid, Grid)
    assert grid.height == 1
    assert isinstance(note, Line)
    assert (note.text, note.role) == ("近两年指测评年度及上年", "note")
