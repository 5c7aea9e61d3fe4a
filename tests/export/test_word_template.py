"""The house's own styles."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt

from volumes import bound, opened, texts
from wenming_archive.errors import InputError
from wenming_archive.export import word, word_template


def house() -> bytes:
    """Return a house's document: its own Heading 2 and table text, under ids as WPS numbers them."""
    document: Any = docx.Document()
    document.add_paragraph("本单位的旧文件")
    document.styles["Heading 2"].font.size = Pt(20)
    document.styles["Heading 2"].element.set(qn("w:styleId"), "3")
    own = document.styles.add_style("WM表文", 1)
    own.font.size = Pt(12)
    own.element.set(qn("w:styleId"), "a7")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_the_house_s_styles_hold_and_its_text_does_not() -> None:
    document = opened(replace(bound(), template=house()))
    styles = {style.name: style for style in document.styles}
    assert styles["Heading 2"].font.size.pt == 20 and styles["WM表文"].font.size.pt == 12
    assert styles["WM正文"].font.size.pt == 16
    assert "本单位的旧文件" not in texts(document)
    heads = [p.text for p in document.paragraphs if p.style.name == "Heading 2"]
    assert "Ⅰ-1　道德讲堂" in heads


def test_our_own_volume_can_be_the_template() -> None:
    first = word.write(bound())
    again = opened(replace(bound(), template=first))
    assert texts(again) == texts(docx.Document(io.BytesIO(first)))
    assert len(again.sections) == 6


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", b"PK\x03\x04broken"])
def test_what_is_no_docx_is_refused(data: bytes) -> None:
    with pytest.raises(InputError, match=r"模板不是 Word 的 \.docx 文件"):
        word_template.opened(data)
