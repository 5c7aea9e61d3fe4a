"""No content, however damaged, stops a scan; and none is passed over in silence."""

from __future__ import annotations

import datetime as dt
import io
import random
import re
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from builders import docx, jpg, pdf, xlsx
from hostile import cuts, flips, paragraph, parts, read, sheet_xml, with_parts, word_xml, zipped
from wenming_archive.content import Extracted
from wenming_archive.describe import lines
from wenming_archive.describe.describe import describe
from wenming_archive.model import Problem
from wenming_archive.read import reader
from wenming_archive.read.limits import MAX_TEXT
from wenming_archive.read.suffixes import suffix_problem

NOTICE = [
    "关于开展志愿服务活动的通知",
    "各科室：",
    "根据工作安排，现将有关事项通知如下。",
    "某市教育局",
    "2023年3月6日",
]
TABLE = (("序号", "姓名", "日期"), (1, "张三", dt.date(2023, 3, 6)))


def picture(fmt: str) -> bytes:
    out = io.BytesIO()
    Image.frombytes("RGB", (96, 64), random.Random(7).randbytes(96 * 64 * 3)).save(out, fmt)
    return out.getvalue()


FILES: dict[str, bytes] = {
    "通知.docx": docx(*NOTICE, table=[[str(x) for x in row] for row in TABLE], header="某局", box="某局文件"),
    "签到表.xlsx": xlsx(*TABLE),
    "通知.pdf": pdf(*NOTICE * 5),
    "通知.txt": "\n".join(NOTICE * 20).encode(),
    "通知（国标）.txt": "\n".join(NOTICE * 20).encode("gb18030"),
    "通知（宽）.txt": "\n".join(NOTICE * 20).encode("utf-16"),
    "通知.md": ("# " + "\n\n".join(NOTICE * 20)).encode(),
    "签到表.csv": ("序号,姓名,单位\n" + "1,张三,某局\n" * 40).encode("gb18030"),
    "合影.jpg": jpg("2023:03:06 09:00:00"),
    "截图.png": picture("PNG"),
    "动图.gif": picture("GIF"),
    "位图.bmp": picture("BMP"),
    "扫描.tif": picture("TIFF"),
    "网图.webp": picture("WEBP"),
}


def whole(extracted: Extracted) -> bool:
    """Say whether something was read, or else the reason is said; and never both."""
    got = any(re.search(r"\w", block.text) for block in extracted.blocks) or extracted.picture is not None
    got = got or bool(extracted.members)
    if extracted.trouble:
        return not got and in_chinese(extracted.trouble)
    return (got or bool(extracted.problems)) and all(map(in_chinese, extracted.problems))


def in_chinese(problem: Problem) -> bool:
    return bool(re.fullmatch(r"[a-z-]+", problem.code)) and bool(
        re.search(r"[\u4e00-\u9fff]{4}", problem.message)
    )


def settled(data: bytes, name: str) -> Extracted:
    """Return what is read, after describing it too: no content may stop that either."""
    extracted = read(data, name)
    describe(extracted, lines.of(extracted), name)
    assert whole(extracted), (name, extracted)
    return extracted


@pytest.mark.parametrize("name", FILES)
def test_a_sound_file_is_read_without_a_word(name: str) -> None:
    extracted = settled(FILES[name], name)
    assert (extracted.trouble, extracted.problems, suffix_problem(extracted.format, name)) == (None, (), None)


@pytest.mark.parametrize("name", FILES)
def test_a_file_cut_at_any_tenth_is_settled(name: str) -> None:
    for data in cuts(FILES[name]):
        settled(data, name)


@pytest.mark.parametrize("name", [n for n in FILES if not n.endswith((".txt", ".md", ".csv"))])
def test_a_cut_file_is_never_taken_for_whole(name: str) -> None:
    for data in cuts(FILES[name]):
        extracted = read(data, name)
        assert extracted.trouble or extracted.problems


@pytest.mark.parametrize("name", FILES)
def test_a_file_with_flipped_bytes_is_settled(name: str) -> None:
    for data in flips(FILES[name]):
        settled(data, name)


@pytest.mark.parametrize("name", ["通知.docx", "签到表.xlsx"])
def test_a_document_with_a_flipped_part_is_settled(name: str) -> None:
    inside = parts(FILES[name])
    for part in inside:
        for data in flips(inside[part] or b"\0", 12):
            settled(with_parts(FILES[name], {part: data}), name)


@pytest.mark.parametrize("name", ["通知.docx", "签到表.xlsx"])
def test_a_document_without_any_one_part_is_settled(name: str) -> None:
    for part in parts(FILES[name]):
        settled(with_parts(FILES[name], {part: None}), name)


def mangled(xml: str, seeds: int) -> Iterator[str]:
    """Yield ``xml``, still well formed, with numbers made absurd and attributes taken away."""
    absurd = ("-1", "x", "9" * 5000, "²", "", "1e9", "NaN", "0.5", "٣", "\u200b")
    numbers = list(re.finditer(r'(?<=")\d+(?=")|(?<=>)\d+(?=<)', xml))
    attributes = list(re.finditer(r' [\w:]+="[^"]*"', xml))
    for seed in range(seeds):
        rng = random.Random(seed)
        places = [m for m in (numbers or attributes) if rng.random() < 0.3] if seed % 2 else []
        places = places or rng.sample(attributes, min(3, len(attributes)))
        changed = xml
        for match in sorted(places, key=lambda m: -m.start()):
            new = rng.choice(absurd) if match[0].isdecimal() else ""
            changed = changed[: match.start()] + new + changed[match.end() :]
        yield changed


@pytest.mark.parametrize("name", ["通知.docx", "签到表.xlsx"])
def test_absurd_numbers_and_missing_attributes_are_settled(name: str) -> None:
    inside = parts(FILES[name])
    for part in (p for p in inside if p.endswith((".xml", ".rels"))):
        for xml in mangled(inside[part].decode(), 12):
            settled(with_parts(FILES[name], {part: xml}), name)


@given(
    data=st.binary(max_size=400),
    suffix=st.sampled_from(["docx", "xlsx", "pdf", "jpg", "txt", "csv", "doc", ""]),
)
def test_any_bytes_are_settled(data: bytes, suffix: str) -> None:
    settled(data, f"文件.{suffix}")


@given(st.sampled_from([b"%PDF-1.4\n", b"\xff\xd8\xff", b"PK\x03\x04", b"BM", b"II*\0", b"GIF89a", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"RIFF\0\0\0\0WEBP", b"\x89PNG\r\n\x1a\n"]), st.binary(max_size=400))  # fmt: skip
def test_any_bytes_behind_a_magic_are_settled(magic: bytes, data: bytes) -> None:
    settled(magic + data, "文件")


@pytest.mark.parametrize("real", FILES)
@pytest.mark.parametrize("ending", ["docx", "xlsx", "pdf", "jpg", "doc", "zip", "txt", "", "2023"])
def test_a_renamed_file_is_read_by_its_content(real: str, ending: str) -> None:
    extracted = settled(FILES[real], f"改名.{ending}")
    proper = read(FILES[real], real)
    text = ("txt", "md", "csv")
    assert extracted.format == proper.format or {extracted.format, proper.format} <= set(text)
    assert extracted.picture == proper.picture


ENTITIES = '<!DOCTYPE x [<!ENTITY a "一二三四五六七八九十">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(8)
) + "]>"  # fmt: skip


@pytest.mark.parametrize(
    ("name", "part", "xml"),
    [
        ("通知.docx", "word/document.xml", word_xml(paragraph("&i;"))),
        ("通知.docx", "word/header1.xml", word_xml(paragraph("&i;"))),
        ("通知.docx", "word/styles.xml", "<styles><style styleId='&i;'/></styles>"),
        ("签到表.xlsx", "xl/worksheets/sheet1.xml", sheet_xml("<row><c><v>&i;</v></c></row>")),
        ("签到表.xlsx", "xl/sharedStrings.xml", "<sst><si><t>&i;</t></si></sst>"),
        ("签到表.xlsx", "xl/workbook.xml", "<workbook><sheets><sheet name='&i;'/></sheets></workbook>"),
    ],
)
@pytest.mark.parametrize("hidden", ["", "<!--" + "长" * 3000 + "-->"])
def test_an_entity_bomb_is_unreadable(name: str, part: str, xml: str, hidden: str) -> None:
    styled = word_xml("<w:p><w:pPr><w:pStyle w:val='a'/></w:pPr><w:r><w:t>字</w:t></w:r></w:p>")
    base = with_parts(FILES[name], {"word/document.xml": styled}) if name.endswith("docx") else FILES[name]
    extracted = settled(with_parts(base, {part: hidden + ENTITIES + xml}), name)
    assert extracted.trouble is not None
    assert extracted.trouble.code in ("unsafe", "broken")


def blanks(wrap: Callable[[str], str]) -> str:
    return wrap(" " * 30_000_000)


@pytest.mark.parametrize(
    ("name", "part", "xml"),
    [
        ("通知.docx", "word/document.xml", blanks(lambda s: word_xml(paragraph(s)))),
        (
            "签到表.xlsx",
            "xl/worksheets/sheet1.xml",
            blanks(lambda s: sheet_xml(f"<row><c><v>{s}</v></c></row>")),
        ),
        ("签到表.xlsx", "xl/sharedStrings.xml", blanks(lambda s: f"<sst><si><t>{s}</t></si></sst>")),
    ],
)
def test_a_zip_bomb_is_unreadable(name: str, part: str, xml: str) -> None:
    extracted = settled(with_parts(FILES[name], {part: xml}), name)
    assert extracted.trouble == Problem("too-large", "文件解开后大得不合常理，疑似压缩炸弹，没有读取")


def test_a_bomb_in_the_properties_costs_the_properties() -> None:
    core = f"<x><title>{' ' * 30_000_000}</title></x>"
    extracted = settled(with_parts(FILES["通知.docx"], {"docProps/core.xml": core}), "通知.docx")
    assert (extracted.trouble, extracted.properties.title) == (None, None)


def test_a_part_that_lies_about_its_size_is_unreadable() -> None:
    data = bytearray(FILES["通知.docx"])
    central = data.index(b"PK\x01\x02", data.index(b"word/document.xml") + 40)
    while data[central + 46 : central + 63] != b"word/document.xml":
        central = data.index(b"PK\x01\x02", central + 4)
    data[central + 24 : central + 28] = (90).to_bytes(4, "little")
    extracted = settled(bytes(data), "通知.docx")
    assert extracted.trouble is not None
    assert extracted.trouble.code == "broken"


COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize("name", ["机密.docx", "机密.xlsx"])
def test_an_office_file_with_a_password_says_so(name: str) -> None:
    data = COMPOUND + "EncryptedPackage".encode("utf-16-le") + b"\0" * 64
    assert read(data, name) == Extracted(
        name[-4:], trouble=Problem("encrypted", "文件加了打开密码；请在 WPS 或 Word 中去掉密码后另存")
    )


def test_a_zip_with_a_password_says_so() -> None:
    data = bytearray(zipped({"word/document.xml": word_xml(paragraph("字"))}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    trouble = settled(bytes(data), "机密.docx").trouble
    assert trouble == Problem("encrypted", "文件加了密码；请去掉密码后另存")


@pytest.mark.parametrize(
    ("data", "name", "fmt", "code", "said"),
    [
        (b"", "通知.docx", "docx", "empty", "文件是空的（0 字节），请向提供单位重新索取"),
        (b"", "通知", "unknown", "empty", "文件是空的（0 字节），请向提供单位重新索取"),
        (b"PK\x03\x04 half", "通知.docx", "docx", "broken", "文件不完整或已损坏，打不开；请向提供单位重新索取"),
        (COMPOUND + "WordDocument".encode("utf-16-le"), "旧.doc", "doc", "broken", "文件不完整或已损坏，打不开；请向提供单位重新索取"),
        (zipped({}), "材料.zip", "zip", "empty", "压缩包里没有文件；请向提供单位重新索取"),
        (zipped({"[Content_Types].xml": b"x"}), "材料.docx", "docx", "broken", "文件不完整或已损坏，打不开；请向提供单位重新索取"),
        (b"\0\0\0\x18ftypisom", "活动.mp4", "mp4", "broken", "音像文件不完整或已损坏，打不开；请向提供单位重新索取"),
        (b"\1\2\3\4\0\0", "数据.bin", "bin", "unsupported", "认不出这是什么文件（扩展名 .bin）；如能打开，请另存为常见格式"),
        (b"\1\2\3\4\0\0", "数据", "unknown", "unsupported", "认不出这是什么文件；如能打开，请另存为常见格式"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_says_why_and_what_to_do(
    data: bytes, name: str, fmt: str, code: str, said: str
) -> None:
    assert read(data, name) == Extracted(fmt, trouble=Problem(code, said))


@pytest.mark.parametrize("fmt", sorted({*reader._ADVICE, "empty", "broken-zip", "encrypted", "unknown"}))  # fmt: skip
def test_every_refusal_is_one_clear_sentence(fmt: str) -> None:
    said = reader._trouble(fmt, "x").message
    assert re.search(r"请|不是材料", said)
    assert "\n" not in said and not said.endswith("。")


@pytest.mark.parametrize("error", [MemoryError, RecursionError])
def test_what_exhausts_the_machine_is_unreadable(
    error: type[Exception], monkeypatch: pytest.MonkeyPatch
) -> None:
    def exhausted(stream: object, fmt: str) -> Extracted:
        raise error

    monkeypatch.setattr(reader, "READERS", {"docx": exhausted})
    assert read(FILES["通知.docx"], "通知.docx") == Extracted(
        "docx", trouble=Problem("too-complex", "内容过于庞大或复杂，无法读取")
    )


@pytest.mark.parametrize(
    "data",
    [
        with_parts(FILES["通知.docx"], {"word/document.xml": word_xml("<w:tbl><w:tr><w:tc>" * 60 + paragraph("深") + "</w:tc></w:tr></w:tbl>" * 60)}),
        with_parts(FILES["通知.docx"], {"word/document.xml": word_xml("<w:sdt>" * 3000 + "</w:sdt>" * 3000)}),
        with_parts(FILES["通知.docx"], {"word/document.xml": word_xml(paragraph("字") * 300_000)}),
        with_parts(FILES["签到表.xlsx"], {"xl/worksheets/sheet1.xml": sheet_xml("<row>" + "<c><v>1</v></c>" * 300_000 + "</row>")}),
        with_parts(FILES["签到表.xlsx"], {"xl/worksheets/sheet1.xml": sheet_xml("<row/>" * 900_000)}),
    ],
    ids=["nested tables", "nested controls", "many paragraphs", "many cells", "many rows"],
)  # fmt: skip
def test_endless_content_ends(data: bytes) -> None:
    extracted = settled(data, "文件.docx")
    assert sum(len(block.text) for block in extracted.blocks) <= MAX_TEXT + 100


def test_a_text_that_was_cut_says_so() -> None:
    whole = read("字".encode() * (MAX_TEXT - 1), "长.txt")
    cut = read("字".encode() * (MAX_TEXT + 1), "更长.txt")
    assert (whole.problems, cut.problems) == ((), (reader.CUT,))
    assert "40 万字" in reader.CUT.message
