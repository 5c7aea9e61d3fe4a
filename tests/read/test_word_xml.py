from __future__ import annotations

import io
from pathlib import Path

import pytest

from hostile import cuts, flips
from hostile import read as read_file
from wenming_archive.content import Block, Extracted, Properties
from wenming_archive.read import word_xml
from wenming_archive.read.limits import Unreadable

SAMPLES = Path(__file__).parent / "samples"
SCHEME = (SAMPLES / "scheme.xml").read_bytes()
OLD = '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Word.Document"?><w:wordDocument xmlns:w="urn:w" xmlns:o="urn:o" xmlns:wx="urn:wx" xmlns:aml="urn:aml">%s</w:wordDocument>'
FLAT = '<?xml version="1.0"?><pkg:package xmlns:pkg="urn:pkg" xmlns:w="urn:w">%s</pkg:package>'


def read(text: str | bytes) -> Extracted:
    return word_xml.read(io.BytesIO(text if isinstance(text, bytes) else text.encode()), "docxml")


def p(text: str, said: str = "") -> str:
    return f"<w:p><w:pPr>{said}</w:pPr><w:r><w:rPr><w:sz w:val='32'/></w:rPr><w:t>{text}</w:t></w:r></w:p>"


def part(name: str, content: str) -> str:
    return f'<pkg:part pkg:name="{name}"><pkg:xmlData>{content}</pkg:xmlData></pkg:part>'


def test_a_scheme_is_its_blocks_in_reading_order() -> None:
    extracted = read(SCHEME)
    assert [(block.role, block.text) for block in extracted.blocks] == [
        ("header", "某县教育局"),
        ("box", "某县教育局文件"),
        ("text", "关于印发《创建工作方案》的通知"),
        ("text", "一、总体要求"),
        ("text", "脚注：见市文明办要求。"),
        ("text", "各科室要认真落实各项任务，𠮷田镕堃同志牵头。"),
        ("text", "第二行"),
        ("text", "换行之后制表"),
        ("head", "序号\t科室\t职责"),
        ("row", "1\t\t宣传 发动"),
        ("text", "尾注：材料另附。"),
        ("text", "尾注处。"),
        ("text", "某县教育局"),
        ("text", "2022年5月9日"),
        ("footer", "联系人：李建国"),
    ]
    assert (extracted.pages, extracted.pages_exact) == (1, True)
    assert extracted.properties.author == "李建国"


def test_word_2003_has_styles_sizes_and_headers_within_its_body() -> None:
    styles = '<w:styles><w:style w:styleId="1"><w:name w:val="heading 1"/></w:style></w:styles>'
    margins = f'<w:sectPr><w:hdr w:type="odd">{p("某局")}</w:hdr><w:ftr>{p("页脚")}</w:ftr></w:sectPr>'
    gone = "<aml:annotation><aml:content><w:r><w:delText>删</w:delText></w:r></aml:content></aml:annotation>"
    heading, red = p("一、目标", '<w:pStyle w:val="1"/>'), p("红头", '<w:jc w:val="center"/>')
    body = f"<w:body><wx:sect>{red}{heading}<w:p>{gone}</w:p>{margins}</wx:sect></w:body>"
    said = "<o:DocumentProperties><o:Title>标题</o:Title><o:Author>王某</o:Author></o:DocumentProperties>"
    extracted = read(OLD % (said + styles + body))
    assert extracted.blocks == (
        Block("header", "某局"),
        Block("text", "红头", 16, True),
        Block("heading", "一、目标", 16),
        Block("footer", "页脚"),
    )
    assert extracted.properties == Properties("标题", "王某")
    assert (extracted.pages, extracted.pages_exact) == (1, False)


def test_a_flat_docx_is_read_by_its_parts_and_pictures_are_passed_over() -> None:
    picture = (
        '<pkg:part pkg:name="/word/media/a.png"><pkg:binaryData>'
        + "QUJD\n" * 3_000_000
        + "</pkg:binaryData></pkg:part>"
    )
    text = FLAT % (
        part("/word/document.xml", f"<w:document><w:body>{p('通知')}</w:body></w:document>") + picture
    )
    assert [block.text for block in read(text).blocks] == ["通知"]
    assert read_file(text.encode(), "通知.xml").format == "docxml"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (OLD % "", "unsupported"),
        (FLAT % part("/ppt/presentation.xml", "<x/>"), "unsupported"),
        (OLD % "<w:body/>", "empty"),
        ('<!DOCTYPE x [<!ENTITY a "b">]>' + OLD % "<w:body/>", "unsafe"),
        ("<w:wordDocument", "broken"),
        ("", "broken"),
    ],
)
def test_what_cannot_be_read_says_why(text: str, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(text)
    assert caught.value.code == code


def test_damage_never_ends_in_silence() -> None:
    rescued = 0
    for damaged in (*cuts(SCHEME), *flips(SCHEME, 200)):
        try:
            extracted = read(damaged)
        except Unreadable:
            continue
        assert extracted.blocks or extracted.problems
        rescued += any(problem.code == "salvaged" for problem in extracted.problems)
    assert rescued > 20


@pytest.mark.parametrize("name", ["scheme.docm", "scheme.dotx"])
def test_templates_and_documents_with_macros_are_docx_by_content(name: str) -> None:
    extracted = read_file((SAMPLES / name).read_bytes(), name)
    assert extracted.format == "docx" and extracted.problems == ()
    assert "各科室要认真落实各项任务，𠮷田镕堃同志牵头。" in [block.text for block in extracted.blocks]
