"""The samples are built by hand after GB/T 33190-2016: no office here writes OFD."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

import pytest

from builders import jpg
from hostile import cuts, flips, parts, with_parts, zipped
from wenming_archive.content import Block, Extracted, Properties
from wenming_archive.model import Problem
from wenming_archive.read import layout, ofd
from wenming_archive.read.limits import Unreadable, has_text

NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
XML = '<?xml version="1.0" encoding="UTF-8"?>'
#: Sizes in millimetres: 二号, 三号, and the mark of the issuing body.
TITLE, BODY, MARK = 7.76, 5.64, 17.6


def text(x: float, y: float, words: str, size: float = BODY, **more: str) -> str:
    """Return a text object whose baseline is at ``y``, each character as wide as it is high."""
    steps = f'DeltaX="g {len(words) - 1} {size}"' if len(words) > 1 else ""
    attributes = " ".join(f'{key}="{value}"' for key, value in more.items())
    return (
        f'<ofd:TextObject ID="9" Boundary="{x} {y - size} {len(words) * size} {size}" Font="3"'
        f' Size="{size}" {attributes}><ofd:CGTransform CodePosition="0"><ofd:Glyphs>1 2</ofd:Glyphs>'
        f'</ofd:CGTransform><ofd:TextCode X="0" Y="{size}" {steps}>{escape(words)}</ofd:TextCode></ofd:TextObject>'
    )


def centred(y: float, words: str, size: float) -> str:
    return text((210 - len(words) * size) / 2, y, words, size)


def picture(resource: int = 40, y: float = 0) -> str:
    return f'<ofd:ImageObject ID="8" Boundary="0 {y} 210 297" CTM="210 0 0 297 0 0" ResourceID="{resource}"/>'


def page(*objects: str, before: str = "") -> str:
    return (
        f'{XML}<ofd:Page {NS}>{before}<ofd:Content><ofd:Layer Type="Body" ID="7"><ofd:PageBlock ID="6">'
        f"{''.join(objects)}</ofd:PageBlock></ofd:Layer></ofd:Content></ofd:Page>"
    )


def document(pages: Sequence[str], common: str = "", after: str = "", root: str = "Doc_0") -> dict[str, str]:
    """Return the parts of one document."""
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    head = (
        f"{XML}<ofd:Document {NS}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox>"
        f"</ofd:PageArea><ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>{common}</ofd:CommonData>"
        f"<ofd:Pages>{listed}</ofd:Pages>{after}</ofd:Document>"
    )
    res = (
        f'{XML}<ofd:Res {NS} BaseLoc="Res"><ofd:MultiMedias><ofd:MultiMedia ID="40" Type="Image" Format="JPG">'
        "<ofd:MediaFile>scan.jpg</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>"
    )
    inside = {f"{root}/Pages/Page_{n}/Content.xml": xml for n, xml in enumerate(pages)}
    return {f"{root}/Document.xml": head, f"{root}/DocumentRes.xml": res, **inside}


def entry(*roots: str, info: str = "") -> str:
    bodies = "".join(
        f"<ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID>{info}</ofd:DocInfo>"
        f"<ofd:DocRoot>{root}</ofd:DocRoot></ofd:DocBody>"
        for root in roots
    )
    return f'{XML}<ofd:OFD {NS} Version="1.0" DocType="OFD">{bodies}</ofd:OFD>'


INFO = (
    "<ofd:Title>关于召开动员大会的通知</ofd:Title><ofd:Author>王敏</ofd:Author>"
    "<ofd:CreationDate>2023-05-06</ofd:CreationDate><ofd:ModDate>2023-05-08T10:00:00</ofd:ModDate>"
    '<ofd:CustomDatas><ofd:CustomData Name="发文字号">城文明办〔2023〕9号</ofd:CustomData>'
    '<ofd:CustomData Name="主送机关">各科室</ofd:CustomData>'
    '<ofd:CustomData Name="native-producer">x</ofd:CustomData></ofd:CustomDatas>'
)


def table(*rows: Sequence[str], top: float = 60) -> list[str]:
    return [
        text(25 + 40 * column, top + 9 * n, cell, 4.2)
        for n, row in enumerate(rows)
        for column, cell in enumerate(row)
        if cell
    ]


def made(
    pages: Sequence[str], extra: Mapping[str, bytes | str] | None = None, info: str = "", **more: str
) -> bytes:
    return zipped(
        {"OFD.xml": entry("Doc_0/Document.xml", info=info), **document(pages, **more), **(extra or {})}
    )


RED_HEAD = page(
    centred(60, "城关镇文明办文件", MARK),
    centred(92, "关于召开创建文明单位", TITLE),
    centred(103, "动员大会的通知", TITLE),
    text(28, 120, "各科室："),
    text(28 + 2 * BODY, 130, "为做好迎检工作，经研究，定于五月十日召开全体干"),
    text(28, 140, "部职工参加的动员大会，请准时参加。"),
    text(120, 160, "城关镇文明办"),
    text(120, 170, "2023年5月6日"),
    centred(285, "— 1 —", 4.2),
)
LEDGER = page(
    centred(40, "志愿服务活动登记表", TITLE),
    *table(
        ["序号", "姓名", "活动名称", "时长"], ["1", "张三", "清洁家园", "2小时"], ["2", "李四", "", "3小时"]
    ),
)
SAMPLE = made([RED_HEAD, LEDGER, page(picture())], {"Doc_0/Res/scan.jpg": jpg()}, INFO)


def read(data: bytes) -> Extracted:
    return ofd.read(io.BytesIO(data), "ofd")


def lines(*objects: str) -> list[str]:
    return [block.text for block in read(made([page(*objects)])).blocks]


def refusal(data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        read(data)
    return refused.value.code


def test_a_red_head_document_is_read() -> None:
    found = read(SAMPLE)
    assert found.blocks[:8] == (
        Block("box", "城文明办〔2023〕9号"),
        Block("text", "城关镇文明办文件", 50, True),
        Block("text", "关于召开创建文明单位", 22, True),
        Block("text", "动员大会的通知", 22, True),
        Block("text", "各科室：", 16),
        Block("text", "为做好迎检工作，经研究，定于五月十日召开全体干部职工参加的动员大会，请准时参加。", 16),
        Block("text", "城关镇文明办", 16),
        Block("text", "2023年5月6日", 16),
    )
    assert found.properties == Properties("关于召开动员大会的通知", "王敏", "2023-05-06", "2023-05-08")
    assert (found.pages, found.pages_exact, found.unseen, found.problems) == (3, True, (2,), ())


def test_a_table_has_its_head_and_its_empty_cells() -> None:
    assert [(b.role, b.text) for b in read(SAMPLE).blocks[8:]] == [
        ("text", "志愿服务活动登记表"),
        ("head", "序号\t姓名\t活动名称\t时长"),
        ("row", "1\t张三\t清洁家园\t2小时"),
        ("row", "2\t李四\t\t3小时"),
    ]


def test_a_page_that_is_a_picture_is_given_for_ocr() -> None:
    assert list(ofd.images(io.BytesIO(SAMPLE), 2)) == [jpg()]
    assert list(ofd.images(io.BytesIO(SAMPLE), 0)) == []
    assert list(ofd.images(io.BytesIO(SAMPLE), 9)) == []


def test_a_scan_says_that_it_has_no_text() -> None:
    found = read(made([page(picture()), page(picture())], {"Doc_0/Res/scan.jpg": jpg()}))
    assert (found.blocks, found.pages, found.unseen, found.problems) == ((), 2, (0, 1), (ofd.NO_TEXT,))


def test_what_is_printed_out_of_order_is_read_in_order() -> None:
    assert lines(text(28, 80, "第二行在后"), text(60, 60.3, "右边"), text(28, 60, "左边")) == [
        "左边 右边",
        "第二行在后",
    ]


def test_letters_set_one_by_one_are_words() -> None:
    spread = [text(30 + 17 * n, 60, letter, MARK / 2) for n, letter in enumerate("市文明办文件")]
    bold = [text(28, 80, "重要"), text(28.2, 80, "重要")]
    assert lines(*spread, *bold) == ["市文明办文件", "重要"]


def test_a_wide_step_inside_a_run_parts_two_words() -> None:
    stepped = text(28, 60, "签发人王").replace(f"g 3 {BODY}", f"{BODY} {BODY} 40")
    assert lines(stepped) == ["签发人 王"]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [text(20, 60 + 8 * n, f"左栏第{n}行的文字共有十四字", 5.6) for n in range(5)]
    right = [text(110, 60 + 8 * n, f"右栏第{n}行的文字共有十四字", 5.6) for n in range(5)]
    said = "".join(lines(text(20, 50, "通栏的标题通栏的标题通栏的标题通栏的标题", 8), *right, *left))
    assert said.index("左栏第4行") < said.index("右栏第0行")


def test_a_transformed_text_is_as_large_as_it_is_seen() -> None:
    scaled = text(28, 60, "放大两倍", CTM="2 0 0 2 0 0")
    askew = text(28, 90, "内部资料水印", CTM="0.7 0.7 -0.7 0.7 0 0")
    assert read(made([page(scaled, askew)])).blocks == (Block("text", "放大两倍", 32),)


def test_a_template_is_read_once() -> None:
    use = '<ofd:Template TemplateID="70" ZOrder="Background"/>'
    found = read(
        made(
            [page(text(28, 80, "第一页"), before=use), page(text(28, 80, "第二页"), before=use)],
            {"Doc_0/Tpls/Tpl_0/Content.xml": page(text(28, 20, "某某市文明单位材料"))},
            common='<ofd:TemplatePage ID="70" BaseLoc="Tpls/Tpl_0/Content.xml"/>',
        )
    )
    assert [b.text for b in found.blocks] == ["某某市文明单位材料", "第一页", "第二页"]


def test_notes_are_read_and_watermarks_are_not() -> None:
    listed = '<ofd:Page PageID="0"><ofd:FileLoc>Page_0/Annotation.xml</ofd:FileLoc></ofd:Page>'
    notes = "".join(
        f'<ofd:Annot ID="{n}" Type="{kind}"><ofd:Appearance Boundary="0 0 50 9">{text(0, 9, words)}</ofd:Appearance></ofd:Annot>'
        for n, (kind, words) in enumerate([("Stamp", "已归档"), ("Watermark", "内部")])
    )
    found = read(
        made(
            [page(text(28, 80, "正文"))],
            {
                "Doc_0/Annots/Annotations.xml": f"{XML}<ofd:Annotations {NS}>{listed}</ofd:Annotations>",
                "Doc_0/Annots/Page_0/Annotation.xml": f"{XML}<ofd:PageAnnot {NS}>{notes}</ofd:PageAnnot>",
            },
            after="<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>",
        )
    )
    assert [(b.role, b.text) for b in found.blocks] == [("text", "正文"), ("box", "已归档")]


def test_paths_may_be_absolute_and_in_any_case() -> None:
    plain = parts(made([page(text(28, 60, "正文"))]))
    moved: dict[str, bytes | str] = {name.replace("Doc_0", "DOC_0"): data for name, data in plain.items()}
    moved["OFD.xml"] = entry("/Doc_0/Document.xml")
    moved["DOC_0/Document.xml"] = plain["Doc_0/Document.xml"].replace(b'"Pages/', b'"/doc_0/pages/')
    assert [b.text for b in read(zipped(moved)).blocks] == ["正文"]


def test_a_file_may_hold_two_documents() -> None:
    second = document([page(text(28, 60, "第二份"))], root="Doc_1")
    both = {
        "OFD.xml": entry("Doc_0/Document.xml", "Doc_1/Document.xml"),
        **document([page(text(28, 60, "第一份"))]),
        **second,
    }
    found = read(zipped(both))
    assert ([b.text for b in found.blocks], found.pages) == (["第一份", "第二份"], 2)


def test_a_damaged_page_costs_its_own_text() -> None:
    found = read(with_parts(SAMPLE, {"Doc_0/Pages/Page_1/Content.xml": "<ofd:Page"}))
    assert (found.pages, found.problems) == (
        3,
        (Problem("damaged-pages", "有 1 页打不开，可能已损坏；请向提供单位重新索取"),),
    )


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"OFD.xml": "<x"}, "broken"),
        ({"Doc_0/Document.xml": None}, "broken"),
        ({"Doc_0/Document.xml": f"<ofd:Document {NS}/>"}, "broken"),
        ({"Encryptions.xml": "<x/>", "Doc_0/Document.xml": b"\x01\x02"}, "encrypted"),
        ({"Encryptions.xml": "<x/>", "OFD.xml": b"\x01\x02"}, "encrypted"),
        ({"OFD.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}, "unsafe"),
    ],
)
def test_what_cannot_be_read_is_refused(changed: Mapping[str, bytes | str | None], code: str) -> None:
    assert refusal(with_parts(SAMPLE, changed)) == code


def test_a_hundred_thousand_pages_are_counted() -> None:
    listed = '<ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/>' * 100_000
    xml = f"<ofd:Document {NS}><ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
    data = zipped({"OFD.xml": entry("Doc_0/Document.xml"), **document([page(text(28, 60, "页"))])}, 0)
    assert read(zipped({**parts(data), "Doc_0/Document.xml": xml}, 0)).pages == 100_000


def test_absurd_numbers_are_no_matter() -> None:
    for number in ("", "x", "NaN", "inf", "1e300", "-9", "9" * 400):
        xml = RED_HEAD.replace(str(BODY), number).replace("g 2 ", f"g {number} ")
        assert has_text(read(made([xml])).blocks)


def settle(data: bytes) -> None:
    """Read ``data``: it has text, or says why not."""
    try:
        found = read(data)
    except Unreadable:
        return
    assert has_text(found.blocks) or found.problems


def test_damage_is_refused_or_survived() -> None:
    for data in (*cuts(SAMPLE), *flips(SAMPLE, 200)):
        settle(data)
        try:
            list(ofd.images(io.BytesIO(data), 2))
        except Unreadable as error:
            assert error.code


def test_damaged_parts_are_refused_or_survived() -> None:
    inside = parts(SAMPLE)
    for name, part in inside.items():
        settle(with_parts(SAMPLE, {name: None}))
        for data in flips(part, 20):
            settle(with_parts(SAMPLE, {name: data}))


def test_a_crowded_page_is_quick() -> None:
    pieces = [layout.Piece(n % 400, n // 400, n % 400 + 0.1, 0.1, "字") for n in range(100_000)]
    assert sum(len(block.text) for block in layout.blocks(pieces, 210)) >= 100_000


def test_what_the_office_system_noted_is_told_where_the_text_is_silent() -> None:
    noted = '<ofd:CustomDatas><ofd:CustomData Name="密级">内部</ofd:CustomData></ofd:CustomDatas>'
    found = read(made([page(text(28, 60, "正文"))], info=noted))
    assert [b.text for b in found.blocks] == ["密级：内部", "正文"]


def test_every_line_says_its_page_and_what_the_office_system_noted_none() -> None:
    found = read(SAMPLE).blocks
    assert {block.page for block in found if block.role == "row"} == {2}
    assert [block.page for block in found[:3]] == [0, 1, 1]
