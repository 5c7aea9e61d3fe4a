from __future__ import annotations

import io
from pathlib import Path

from odfs import document
from wenming_archive.content import Block, Extracted, Properties
from wenming_archive.read import odp

TALK = (Path(__file__).parent / "samples" / "slides.odp").read_bytes()


def read(data: bytes) -> Extracted:
    return odp.read(io.BytesIO(data), "odp")


def frame(text: str, said: str = "") -> str:
    return f"<draw:frame {said}><draw:text-box><text:p>{text}</text:p></draw:text-box></draw:frame>"


def slides(*pages: str) -> list[tuple[str, str]]:
    body = "".join(f"<draw:page>{page}</draw:page>" for page in pages)
    return [(block.role, block.text) for block in read(document("presentation", body)).blocks]


def test_a_talk_is_titles_texts_tables_and_notes() -> None:
    extracted = read(TALK)
    assert extracted.blocks == (
        Block("title", "某市志愿服务工作汇报", 44.0, True),
        Block("text", "某市文明办", 32.0, True),
        Block("text", "2023年12月", 32.0, True),
        Block("heading", "一、工作开展情况", 44.0, True),
        Block("text", "全年开展活动320场", 32.0),
        Block("text", "注册志愿者5.2万人", 28.0),
        Block("text", "讲解时强调阵地建设", 20.0),
        Block("text", "第二行备注", 20.0),
        Block("heading", "二、经费情况", 44.0, True),
        Block("head", "项目\t金额（万元）\t备注"),
        Block("row", "阵地建设\t12.5\t已拨付"),
        Block("row", "培训\t3.0\t结余"),
        Block("text", "组合图形里的文字", 18.0),
        Block("text", "隐藏页上的话", 32.0, True),
    )
    assert (extracted.pages, extracted.pages_exact, extracted.problems) == (4, True, ())
    assert extracted.properties == Properties("汇报", "王五", "2013-01-27", "2013-01-27")


def test_a_title_comes_first_wherever_it_was_laid_down() -> None:
    laid = frame("正文") + frame("题", 'presentation:class="title"')
    assert slides(laid, laid) == [("title", "题"), ("text", "正文"), ("heading", "题"), ("text", "正文")]


def test_placeholders_and_numbers_are_no_text_and_feet_are_feet() -> None:
    said = 'presentation:class="{}"'
    laid = frame("7", said.format("page-number")) + frame("今日", said.format("date-time"))
    laid += frame("单击添加", said.format("outline") + ' presentation:placeholder="true"')
    assert slides(laid + frame("某局", said.format("footer")) + frame("正文")) == [
        ("footer", "某局"),
        ("text", "正文"),
    ]


def test_notes_come_last() -> None:
    said = 'presentation:class="notes"'
    spoken = f"<presentation:notes>{frame('备注', said)}</presentation:notes>"
    assert slides(spoken + frame("正文")) == [("text", "正文"), ("text", "备注")]


def test_shapes_and_groups_are_opened() -> None:
    shape = "<draw:g><draw:custom-shape><text:p>形</text:p></draw:custom-shape></draw:g>"
    assert slides(shape + "<draw:rect><text:p>框</text:p></draw:rect>") == [("text", "形"), ("text", "框")]


def test_every_line_says_its_slide() -> None:
    said = [block.page for block in read(TALK).blocks]
    assert said == [1] * 3 + [2] * 5 + [3] * 5 + [4]
