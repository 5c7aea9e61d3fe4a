"""A Word document is masked wherever words may stand in it, and is otherwise what it was."""

from __future__ import annotations

import io
import itertools
import zipfile
from collections.abc import Mapping
from typing import Any

import docx as library
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import docx
from personal import CARD, ID, MOBILE, ids
from wenming_archive.masking import word
from wenming_archive.read.limits import Unreadable

HIDDEN = f"32*************{ID[-3:]}"
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def masked(data: bytes, about: str = "", *, talk: bool = False) -> bytes:
    return word.masked(io.BytesIO(data), about, talk=talk)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def with_parts(data: bytes, more: Mapping[str, str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts(data).items():
            archive.writestr(name, more.get(name, content))
        for name in more.keys() - parts(data).keys():
            archive.writestr(name, more[name])
    return made.getvalue()


def saved(document: Any) -> bytes:
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def text(data: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in library.Document(io.BytesIO(data)).paragraphs)


def in_body(xml: str) -> bytes:
    """Return a document whose body has a paragraph of ``xml``."""
    data = docx("开头")
    body = parts(data)["word/document.xml"].decode()
    return with_parts(data, {"word/document.xml": body.replace("<w:sectPr", f"<w:p>{xml}</w:p><w:sectPr", 1)})


@settings(deadline=None)
@given(ids(), st.lists(st.integers(1, 17), max_size=5))
def test_a_number_split_over_runs_is_masked_in_them(number: str, cuts: list[int]) -> None:
    document = library.Document()
    paragraph = document.add_paragraph("身份证号：")
    edges = sorted({0, 18, *cuts})
    for n, (start, end) in enumerate(itertools.pairwise(edges)):
        paragraph.add_run(number[start:end]).bold = n % 2 == 0
    paragraph.add_run("，请核对。")
    again = masked(saved(document))
    assert text(again) == f"身份证号：{number[:2]}{'*' * 13}{number[-3:]}，请核对。"
    runs = library.Document(io.BytesIO(again)).paragraphs[0].runs
    assert len(runs) == len(edges) + 1 and runs[1].bold


def test_what_is_not_personal_stays_byte_for_byte() -> None:
    data = docx("关于开展活动的通知", "2023年3月5日", header="文明办")
    again = masked(data)
    assert text(again) == text(data) and list(parts(again)) == list(parts(data))
    kept = [name for name in parts(data) if not name.endswith((".xml", ".rels"))]
    assert kept and all(parts(again)[name] == parts(data)[name] for name in kept)


def test_the_same_document_gives_the_same_bytes() -> None:
    data = docx(f"身份证{ID}", header=MOBILE)
    assert masked(data) == masked(data)
    assert masked(masked(data)) == masked(data)


def test_tables_headers_and_boxes_are_masked() -> None:
    table = [["姓名", "银行卡号", "电话", "家庭住址"], ["沈远", CARD, MOBILE, "真州镇幸福路1号"]]
    again = masked(docx("名单", table=table, header=f"值班电话 {MOBILE}", box=f"联系人 {MOBILE}"))
    grid = library.Document(io.BytesIO(again)).tables[0]
    assert [cell.text for cell in grid.rows[1].cells] == [
        "沈远",
        f"{'*' * 15}0018",
        "138****5678",
        "真州镇***",
    ]
    assert not [name for name, data in parts(again).items() if MOBILE.encode() in data]


def test_a_number_broken_over_two_lines_of_a_cell_is_masked() -> None:
    document = library.Document()
    cells = [row.cells for row in document.add_table(rows=2, cols=3).rows]
    for cell, head in zip(cells[0], ("姓名", "身份证号", "备注"), strict=True):
        cell.text = head
    cells[1][1].text = ID[:10]
    cells[1][1].add_paragraph(ID[10:])
    again = library.Document(io.BytesIO(masked(saved(document)))).tables[0]
    assert again.rows[1].cells[1].text == f"{HIDDEN}\n"


@pytest.mark.parametrize(
    "xml",
    [
        f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>{ID}</w:t></w:r>",
        f'<w:del w:id="1" w:author="x"><w:r><w:delText>{ID[:9]}</w:delText></w:r>'
        f"<w:r><w:delText>{ID[9:]}</w:delText></w:r></w:del>",
        f'<w:ins w:id="1" w:author="x"><w:r><w:t>{ID[:9]}</w:t></w:r></w:ins><w:r><w:t>{ID[9:]}</w:t></w:r>',
        f'<w:moveFrom w:id="1" w:author="x"><w:r><w:t>{ID}</w:t></w:r></w:moveFrom>',
        f'<w:hyperlink w:tooltip="{ID}"><w:r><w:t>{ID}</w:t></w:r></w:hyperlink>',
        f'<w:r><w:instrText>HYPERLINK "tel:{MOBILE}"</w:instrText></w:r><w:r><w:t>{ID}</w:t></w:r>',
        f"<w:sdt><w:sdtContent><w:r><w:t>{ID}</w:t></w:r></w:sdtContent></w:sdt>",
        f'<w:bookmarkStart w:id="0" w:name="a"/><w:r><w:t>{ID[:3]}</w:t><w:softHyphen/><w:t>{ID[3:]}</w:t></w:r>',
    ],
)
def test_hidden_deleted_and_inserted_text_is_masked(xml: str) -> None:
    body = parts(masked(in_body(xml)))["word/document.xml"].decode()
    assert HIDDEN in body and ID not in body and MOBILE not in body and ID[9:] not in body


@pytest.mark.parametrize(
    "name", ["footnotes", "endnotes", "comments", "footer9", "header9", "glossary/document"]
)
def test_notes_remarks_and_margins_are_masked(name: str) -> None:
    xml = f"<w:x {_W}><w:p><w:r><w:t>{ID[:6]}</w:t></w:r><w:r><w:t>{ID[6:]}</w:t></w:r></w:p></w:x>"
    again = parts(masked(with_parts(docx("正文"), {f"word/{name}.xml": xml})))
    assert HIDDEN in again[f"word/{name}.xml"].decode()


def test_links_alternative_texts_and_properties_are_masked() -> None:
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r9" Type="x" Target="tel:{MOBILE}" TargetMode="External"/></Relationships>'
    )
    drawn = f'<d:x xmlns:d="d"><d:docPr id="1" descr="沈远 {MOBILE}"/><d:v>{ID}</d:v></d:x>'
    more = {"word/_rels/footer9.xml.rels": rels, "word/charts/chart1.xml": drawn}
    again = parts(masked(with_parts(docx("正文"), more)))
    assert b"tel:138****5678" in again["word/_rels/footer9.xml.rels"]
    assert (
        HIDDEN.encode() in again["word/charts/chart1.xml"]
        and MOBILE.encode() not in again["word/charts/chart1.xml"]
    )


def test_pupils_names_are_masked_in_their_table_and_in_the_record_of_a_talk() -> None:
    table = [["姓名", "班级", "评语"], *([name, "一班", "好"] for name in ("沈小明", "李小红", "王刚"))]
    again = library.Document(io.BytesIO(masked(docx("名单", table=table))))
    assert [row.cells[0].text for row in again.tables[0].rows] == ["姓名", "沈**", "李**", "王*"]
    assert text(masked(docx("心理辅导记录", "学生姓名：沈小明"), talk=True)) == "心理辅导记录\n学生姓名：沈**"


def test_a_number_that_still_stands_elsewhere_is_refused() -> None:
    data = with_parts(docx(f"电话{MOBILE}"), {"word/embeddings/oleObject1.bin": f"\0{MOBILE}\0"})
    with pytest.raises(Unreadable, match=r"遮盖不全") as caught:
        masked(data)
    assert MOBILE not in str(caught.value)


def test_a_damaged_document_is_refused() -> None:
    with pytest.raises(Unreadable):
        masked(b"PK\3\4 nothing")
    with pytest.raises(Unreadable):
        masked(with_parts(docx("x"), {"word/document.xml": "<!DOCTYPE x><x/>"}))
    with pytest.raises(Unreadable):
        masked(with_parts(docx("x"), {"word/document.xml": "<x"}))
