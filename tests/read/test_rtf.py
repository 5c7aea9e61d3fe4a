from __future__ import annotations

import io
import time
from pathlib import Path

import pytest

from hostile import cuts, flips
from hostile import read as read_file
from wenming_archive.content import Block, Extracted, Properties
from wenming_archive.read import rtf
from wenming_archive.read.limits import MAX_TEXT, Unreadable

SCHEME = (Path(__file__).parent / "samples" / "scheme.rtf").read_bytes()
FONTS = r"{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset134 \'cb\'ce\'cc\'e5;}{\f2\fcharset136 Ming;}}"


def read(data: bytes) -> Extracted:
    return rtf.read(io.BytesIO(data), "rtf")


def of(body: str, head: str = r"\ansi\ansicpg936" + FONTS) -> list[tuple[str, str]]:
    return [
        (b.role, b.text)
        for b in read(b"{\\rtf1" + head.encode() + b" " + body.encode("latin-1") + b"}").blocks
    ]


def gbk(text: str, codec: str = "gb18030") -> str:
    return "".join(f"\\'{byte:02x}" for byte in text.encode(codec))


def test_a_scheme_is_its_blocks_in_reading_order() -> None:
    assert read(SCHEME) == Extracted(
        "rtf",
        (
            Block("header", "某县教育局"),
            Block("box", "某县教育局文件", 22),
            Block("text", "关于印发《创建工作方案》的通知", 22, True),
            Block("heading", "一、总体要求", 18),
            Block("text", "各科室要认真落实各项任务，𠮷田镕堃同志牵头。", 12),
            Block("text", "第二行", 12),
            Block("text", "换行之后\t制表", 12),
            Block("head", "序号\t科室\t职责"),
            Block("row", "1\t\t宣传 发动"),
            Block("text", "尾注处。", 12),
            Block("text", "某县教育局", 12),
            Block("text", "2022年5月9日", 12),
            Block("text", "脚注：见市文明办要求。", 10),
            Block("text", "尾注：材料另附。", 10),
            Block("footer", "联系人：李建国"),
        ),
        1,
        False,
        Properties("某市文明单位创建工作方案", "李建国", "2022-05-06", "2022-05-09"),
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # Encodings: by font, by code page, by number; a second byte may stand as a letter.
        (rf"\f1 {gbk('文明')}\par", "文明"),
        (rf"\f0 {gbk('文明')}\par", "文明"),
        (rf"\f2 {gbk('文明', 'big5')}\f1 {gbk('单位')}\par", "文明单位"),
        (r"\f1 \'8fA\par", "廇"),
        (r"\u25991?\u26126?\par", "文明"),
        (r"\u25991 ?\par", "文"),
        (r"\uc2\u25991\'ce\'c4\u26126\'c3\'f7\par", "文明"),
        (r"\uc0\u25991\u26126\par", "文明"),
        (r"\u-10179?\u-8329?\u30000?\par", "\U0001f777田"),
        (r"{\uc0 \u25991}{\u26126?}\par", "文明"),
        # Symbols and line ends.
        (r"a\~b\_c\-d\{\}\\\par", "a b-cd{}\\"),
        ("a\r\nb\\par", "ab"),
        (r"\ldblquote x\rdblquote\emdash\par", "“x”—"),
        # What is no text of the document.
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt link}}\par", "link"),
        (r"{\deleted gone}{\plain kept}\par", "kept"),
        (r"{\*\unknown hidden}{\pict 89504e47}x\par", "x"),
        (r"{\object{\*\objdata 0102}{\result shown}}\par", "shown"),
        (r"{\pict\bin5 }}{{}}x\par", "x"),
        (r"{\shp{\*\shpinst{\sp{\sn name}{\sv value}}}{\shprslt twice}}x\par", "x"),
    ],
)
def test_a_paragraph_is_its_text(body: str, expected: str) -> None:
    assert of(body) == [("text", expected)]


def test_styles_tables_boxes_and_margins_have_their_roles() -> None:
    sheet = (
        r"{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s2 " + gbk("标题") + r";}{\*\cs9 Strong;}}"
    )
    body = (
        r"{\header\pard HEAD\par}{\footerr 1\par}"
        r"\pard\s2\qc\fs44 T\par\pard\s1 H\par\pard\outlinelevel1 O\par\pard"
        r"{\shp{\*\shpinst{\shptxt \pard BOX\par}}}"
        r"\trowd\cellx1\pard\intbl A\cell B\par b\cell C\cell\row\trowd\intbl 1\cell\cell 3\cell\row\pard N{\footnote NOTE}\par"
    )
    assert of(body, r"\ansi\ansicpg936" + FONTS + sheet) == [
        ("header", "HEAD"),
        ("title", "T"),
        ("heading", "H"),
        ("heading", "O"),
        ("box", "BOX"),
        ("head", "A\tB b\tC"),
        ("row", "1\t\t3"),
        ("text", "N"),
        ("text", "NOTE"),
    ]
    assert read(rb"{\rtf1\pard\qc\fs44 T\par\page x}").blocks[0] == Block("text", "T", 22, True)
    assert read(rb"{\rtf1\pard T\par\page x}").pages == 2


@pytest.mark.parametrize(
    ("body", "pages"),
    [
        (rb"\pard\pagebb A\par\pard B\par", 1),
        (rb"\pard A\par\pard\pagebb B\par C\par\pard D\par", 3),
        (rb"\pard A\par\pard\pagebb\pagebb0 B\par", 1),
        (rb"\pard A\par\pard\pagebb B{\footnote C\par D\par}\par", 2),
        (rb"A\par\trowd\cellx1\pard\intbl\pagebb A\par B\cell C\cell\row\pard D\par", 2),
        (rb"A\sect\sectd B\sect\sectd\sbknone C\sect\sectd\sbkcol D\par", 2),
        (rb"\sectd\sbknone A\par\page B\page C", 3),
    ],
)
def test_a_page_for_each_break(body: bytes, pages: int) -> None:
    assert read(rb"{\rtf1" + body + b"}").pages == pages


def test_properties_of_two_versions_are_read_in_the_better() -> None:
    info = r"{\info{\upr{\title ??}{\*\ud{\title \u25991?\u26126?}}}{\author Administrator}{\creatim\yr2009\mo1\dy2}{\revtim\yr2023\mo3\dy6}}x"
    assert read(b"{\\rtf1" + info.encode() + b"}").properties == Properties("文明", None, None, "2023-03-06")
    assert read(rb"{\rtf1{\info{\author A}{\creatim\yr9999\mo77\dy2}}x}").properties == Properties(None, "A")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (rb"{\rtf1}", "empty"),
        (rb"{\rtf1", "broken"),
        (b"", "empty"),
        (b"{\\rtf1" + b"{" * 5000, "too-complex"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read(data)
    assert caught.value.code == code


def test_a_cut_file_and_one_of_pictures_say_so() -> None:
    assert [p.code for p in read(rb"{\rtf1 x\par{\b y").problems] == ["incomplete"]
    assert [p.code for p in read(rb"{\rtf1{\pict 00}\par}").problems] == ["no-text"]
    assert read_file(SCHEME, "方案.rtf").problems == ()


def test_damage_never_ends_in_silence() -> None:
    for damaged in (*cuts(SCHEME), *flips(SCHEME, 200)):
        try:
            extracted = read(damaged)
        except Unreadable:
            continue
        assert extracted.blocks or extracted.problems


@pytest.mark.parametrize(
    "data",
    [
        b"{\\rtf1 " + b"x\\par " * 150_000,
        b"{\\rtf1" + b"{}" * 150_000 + b"x}",
        b"{\\rtf1\\bin999999999 x",
        b"{\\rtf1 " + b"\\u9999999999?" * 50_000 + b"}",
        b"{\\rtf1 " + b"x\\cell " * 200_000 + b"}",
    ],
)
def test_hostile_files_end_soon_and_small(data: bytes) -> None:
    started = time.perf_counter()
    try:
        extracted = read(data)
    except Unreadable:
        return
    assert time.perf_counter() - started < 8
    assert sum(len(block.text) for block in extracted.blocks) <= 2 * MAX_TEXT
