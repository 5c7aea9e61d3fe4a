"""Fields that tell of the day or the file keep what they showed."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import builders
from rendering import needs_office, paper, texts
from wenming_archive.render import fields, office


def run(inner: str) -> str:
    return f"<w:r><w:rPr/>{inner}</w:r>"


def text(words: str) -> str:
    return run(f"<w:t>{words}</w:t>")


def mark(kind: str) -> str:
    return run(f'<w:fldChar w:fldCharType="{kind}"/>')


def complex_field(said: str, shown: str) -> str:
    """Return a field in five parts; its instruction is cut in two, as Word does."""
    half = len(said) // 2
    told = "".join(
        run(f'<w:instrText xml:space="preserve">{part}</w:instrText>') for part in (said[:half], said[half:])
    )
    return mark("begin") + told + mark("separate") + text(shown) + mark("end")


def simple_field(said: str, shown: str) -> str:
    return f'<w:fldSimple w:instr="{said}">{text(shown)}</w:fldSimple>'


def told(xml: str) -> str:
    return re.sub(r"<[^>]*>", "", xml)


@pytest.mark.parametrize("make", [complex_field, simple_field])
@pytest.mark.parametrize("said", [' DATE \\@ "yyyy年M月d日" ', "TIME", " filename \\p", "SAVEDATE"])
def test_a_field_of_the_day_or_the_file_is_the_text_that_it_showed(make: object, said: str) -> None:
    assert callable(make)
    made = fields.part(
        (text("前") + make(said.replace('"', "&quot;"), "2022年3月5日") + text("后")).encode()
    ).decode()
    assert told(made) == "前2022年3月5日后" and "fld" not in made and "instr" not in made
    assert made.count("<w:r>") == made.count("</w:r>")


@pytest.mark.parametrize("make", [complex_field, simple_field])
@pytest.mark.parametrize(
    "said", [" PAGE ", "NUMPAGES", "TOC \\o", "REF DATE", "HYPERLINK &quot;TIME&quot;", ""]
)
def test_other_fields_stay(make: object, said: str) -> None:
    assert callable(make)
    xml = make(said, "3").encode()
    assert fields.part(xml) == xml


def test_fields_in_fields() -> None:
    inner = complex_field(" DATE ", "五月")
    xml = complex_field(" IF 1 ", "甲" + "</w:t></w:r>" + inner + "<w:r><w:t>乙")
    made = fields.part(xml.encode()).decode()
    assert "DATE" not in made and made.count("fldChar ") == 3 and told(made) == " IF 1 甲五月乙"
    assert fields.part((mark("begin") + inner).encode()).decode() == mark("begin") + told_run(inner)


def told_run(xml: str) -> str:
    return re.sub(r"<w:fldChar[^>]*/>|<w:instrText.*?</w:instrText>", "", xml)


@given(st.lists(st.sampled_from([mark("begin"), mark("separate"), mark("end"), text("字"), "</w:fldSimple>",
    '<w:fldSimple w:instr="DATE">', run("<w:instrText>DATE</w:instrText>"), run("<w:instrText>PAGE</w:instrText>")])))  # fmt: skip
def test_no_word_is_lost_whatever_stands_there(parts: list[str]) -> None:
    xml = "".join(parts)
    made = fields.part(xml.encode()).decode()
    assert made.count("<w:t>字</w:t>") == xml.count("<w:t>字</w:t>")
    assert made.count("<w:fldSimple ") - made.count("</w:fldSimple>") == xml.count(
        "<w:fldSimple "
    ) - xml.count("</w:fldSimple>")


def test_texts_of_opendocument_keep_what_they_showed() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as target:
        target.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        target.writestr(
            "content.xml",
            '<text:p>于<text:date text:date-value="2022-03-05">3月5日</text:date>见<text:page-number>1</text:page-number><text:file-name text:display="name">总结</text:file-name></text:p>',
        )
    out.seek(0)
    with zipfile.ZipFile(fields.kept(out, "odt")) as made:
        assert (
            made.read("content.xml").decode()
            == "<text:p>于3月5日见<text:page-number>1</text:page-number>总结</text:p>"
        )
    other = io.BytesIO(b"binary")
    assert fields.kept(other, "doc") is other


def dated() -> bytes:
    """Return a .docx with the day and its name as fields, as they were when it was kept."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(builders.docx("落款"))) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                more = f"<w:p>{complex_field(' DATE ', '2022年3月5日')}{simple_field('FILENAME', '总结.docx')}</w:p>"
                data = data.replace(b"<w:sectPr", more.encode() + b"<w:sectPr", 1)
            target.writestr(name, data)
    return out.getvalue()


@needs_office
def test_libreoffice_prints_what_stood_there(tmp_path: Path) -> None:
    (made,) = office.to_pdf([paper(fields.kept(io.BytesIO(dated()), "docx").read())], tmp_path)
    assert made.path
    (said,) = texts(made.path.read_bytes())
    assert said.replace(" ", "") == "落款2022年3月5日总结.docx"
