from __future__ import annotations

import io
import random
from pathlib import Path

import pytest

from hostile import cuts, flips, parts, with_parts, zipped
from hostile import read as read_file
from wenming_archive.content import Block, Extracted
from wenming_archive.read import slides
from wenming_archive.read.limits import MAX_TEXT, Unreadable

TALK = (Path(__file__).parent / "samples" / "slides.pptx").read_bytes()
FIRST = "ppt/slides/slide1.xml"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"


def read(data: bytes) -> Extracted:
    return slides.read(io.BytesIO(data), "pptx")


def slide(shapes: str) -> str:
    names = f'xmlns:a="{_A}" xmlns:p="{_P}" xmlns:mc="urn:mc" xmlns:r="urn:relationships"'
    return f"<p:sld {names}><p:cSld><p:spTree>{shapes}</p:spTree></p:cSld></p:sld>"


def shape(text: str, kind: str = "") -> str:
    held = f"<p:ph {kind}/>" if kind else ""
    body = f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>"
    return f"<p:sp><p:nvSpPr><p:nvPr>{held}</p:nvPr></p:nvSpPr><p:txBody>{body}</p:txBody></p:sp>"


def first(shapes: str) -> list[tuple[str, str]]:
    """Return the blocks of the first slide."""
    blocks = read(with_parts(TALK, {FIRST: slide(shapes)})).blocks
    return [(b.role, b.text) for b in blocks[: len(blocks) - 11]]


def test_a_talk_is_titles_texts_tables_and_notes() -> None:
    extracted = read(TALK)
    assert extracted.blocks == (
        Block("title", "某市志愿服务工作汇报"),
        Block("text", "某市文明办"),
        Block("text", "2023年12月"),
        Block("heading", "一、工作开展情况"),
        Block("text", "全年开展活动320场"),
        Block("text", "注册志愿者5.2万人"),
        Block("text", "讲解时强调阵地建设"),
        Block("text", "第二行备注"),
        Block("heading", "二、经费情况"),
        Block("head", "项目\t金额（万元）\t备注"),
        Block("row", "阵地建设\t12.5\t已拨付"),
        Block("row", "培训\t3.0\t结余"),
        Block("text", "组合图形里的文字"),
        Block("text", "隐藏页上的话", 32.0, True),
    )
    assert (extracted.pages, extracted.pages_exact, extracted.problems) == (4, True, ())
    assert (extracted.properties.title, extracted.properties.author) == ("汇报", "王五")


@pytest.mark.parametrize("ending", ["pptx", "pptm", "ppsx", "potx", "dps"])
def test_by_any_name_it_is_slides(ending: str) -> None:
    extracted = read_file(TALK, f"汇报.{ending}")
    assert (extracted.format, extracted.trouble, extracted.problems) == ("pptx", None, ())


def test_the_order_is_the_presentation_s_and_not_that_of_the_parts() -> None:
    main = parts(TALK)["ppt/presentation.xml"].decode()
    ids = main[main.index("<p:sldId ") : main.index("</p:sldIdLst>")]
    turned = "".join(reversed([f"<p:sldId {one}" for one in ids.split("<p:sldId ")[1:]]))
    extracted = read(with_parts(TALK, {"ppt/presentation.xml": main.replace(ids, turned)}))
    assert extracted.blocks[0].text == "隐藏页上的话"
    assert extracted.blocks[-3] == Block("heading", "某市志愿服务工作汇报")


def test_a_title_comes_first_wherever_it_was_laid_down() -> None:
    assert first(shape("正文") + shape("题", 'type="ctrTitle"')) == [("title", "题"), ("text", "正文")]


def test_dates_and_numbers_of_slides_are_no_text_and_feet_are_feet() -> None:
    laid = shape("7", 'type="sldNum"') + shape("今日", 'type="dt"') + shape("某局", 'type="ftr"')
    assert first(laid + shape("正文", 'idx="1"')) == [("footer", "某局"), ("text", "正文")]


def test_what_old_programs_are_shown_instead_is_left_out() -> None:
    choice = f"<mc:Choice>{shape('新')}</mc:Choice><mc:Fallback>{shape('旧')}</mc:Fallback>"
    assert first(f"<mc:AlternateContent>{choice}</mc:AlternateContent>") == [("text", "新")]


def test_a_broken_line_is_two_lines() -> None:
    broken = shape("甲</a:t></a:r><a:br/><a:r><a:t>乙")
    assert first(broken) == [("text", "甲"), ("text", "乙")]


def test_the_words_of_a_diagram_are_read() -> None:
    rels = parts(TALK)["ppt/slides/_rels/slide1.xml.rels"].decode()
    rels = rels.replace(
        "</Relationships>", '<Relationship Id="d1" Target="../diagrams/data1.xml"/></Relationships>'
    )
    frame = '<p:graphicFrame><x:relIds xmlns:x="urn:dgm" r:dm="d1"/></p:graphicFrame>'
    diagram = f'<d xmlns:a="{_A}"><a:p><a:r><a:t>组织架构</a:t></a:r></a:p></d>'
    changed = {
        FIRST: slide(frame),
        "ppt/slides/_rels/slide1.xml.rels": rels,
        "ppt/diagrams/data1.xml": diagram,
    }
    assert read(with_parts(TALK, changed)).blocks[0] == Block("text", "组织架构")


def test_slides_of_pictures_are_read_with_a_problem_and_blank_ones_refused() -> None:
    blank = {f"ppt/slides/slide{n}.xml": slide("") for n in range(1, 5)}
    blank["ppt/notesSlides/notesSlide1.xml"] = "<x/>"
    with pytest.raises(Unreadable, match="什么内容也没有"):
        read(with_parts(TALK, blank))
    extracted = read(with_parts(TALK, {**blank, "ppt/media/image1.jpg": "x"}))
    assert ([p.code for p in extracted.problems], extracted.pages) == (["no-text"], 4)


def test_a_talk_without_its_slides_is_broken() -> None:
    lost = {f"ppt/slides/slide{n}.xml": None for n in range(1, 5)}
    with pytest.raises(Unreadable, match="已损坏"):
        read(with_parts(TALK, lost))


def test_text_beyond_the_limit_is_cut() -> None:
    long = "".join(random.Random(7).choices("创建文明城市志愿服务活动", k=30_000))
    extracted = read(with_parts(TALK, {FIRST: slide(shape(long) * 20)}))
    assert sum(len(block.text) for block in extracted.blocks) == MAX_TEXT


def test_a_cut_talk_is_never_taken_for_whole() -> None:
    assert all(read_file(data, "a.pptx").trouble for data in cuts(TALK))


def test_flipped_bytes_are_settled() -> None:
    for data in flips(TALK, 200):
        extracted = read_file(data, "a.pptx")
        assert extracted.blocks or extracted.trouble or extracted.problems or extracted.members
    for part in (FIRST, "ppt/presentation.xml", "ppt/_rels/presentation.xml.rels"):
        for data in flips(parts(TALK)[part], 30):
            extracted = read_file(with_parts(TALK, {part: data}), "a.pptx")
            assert extracted.blocks or extracted.trouble or extracted.problems


def test_a_binary_workbook_is_refused_with_advice() -> None:
    trouble = read_file(zipped({"xl/workbook.bin": b"\x83\x01"}), "台账.xlsb").trouble
    assert trouble is not None
    assert (trouble.code, ".xlsx" in trouble.message) == ("unsupported", True)


def test_every_line_says_its_slide() -> None:
    said = [block.page for block in read(TALK).blocks]
    assert said == [1] * 3 + [2] * 5 + [3] * 5 + [4]
