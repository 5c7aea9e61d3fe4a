from __future__ import annotations

import io
import pickle

import pytest
from PIL import Image

from builders import jpg
from fake_engine import Fake, box, line
from wenming_archive.content import Words
from wenming_archive.model import Problem
from wenming_archive.ocr import recognise as module
from wenming_archive.ocr.lines import Box, Failed, Line
from wenming_archive.ocr.recognise import NOTHING, PAGE_LINES, PHOTO_LINES, recognise, wanted


def photo(width: int = 1280, height: int = 960) -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "grey").save(out, "JPEG")
    return io.BytesIO(out.getvalue())


def page(frames: int = 1) -> io.BytesIO:
    out = io.BytesIO()
    sheet = Image.new("L", (1240, 1754), "white")
    sheet.save(out, "TIFF", save_all=True, append_images=[sheet] * (frames - 1), dpi=(150, 150))
    return io.BytesIO(out.getvalue())


def texts(seen: Words) -> list[str]:
    return [block.text for block in seen.blocks]


def body(count: int, size: float = 33, width: float = 0) -> list[Line]:
    return [line(f"第{n:03d}行正文正文正文正文", 150, 100 + 45 * n, size, width=width) for n in range(count)]


def test_a_banner_is_read_in_one_block_a_line() -> None:
    engine = Fake([line("二〇二三年五月", 500, 300, 40), line("学雷锋志愿服务活动", 300, 200, 70)], 1280)
    seen = recognise(photo(), "jpg", engine=engine)
    assert (texts(seen), seen.problem) == (["学雷锋志愿服务活动", "二〇二三年五月"], None)
    assert seen.blocks[0].size > seen.blocks[1].size > 0


def test_of_a_photo_the_largest_lines_alone_are_read() -> None:
    small = [line(f"海报上的小字{n}", 50 + 200 * (n % 6), 400 + 40 * (n // 6), 20) for n in range(40)]
    large = [line(f"横幅{n}", 100, 20 + 100 * n, 60) for n in range(3)]
    engine = Fake([*small, *large], 1280)
    recognise(photo(), "jpg", engine=engine)
    assert len(engine.asked) == PHOTO_LINES
    assert engine.asked[:3] == ["横幅0", "横幅1", "横幅2"]


def test_a_photo_without_text_costs_one_look_at_a_small_copy() -> None:
    engine = Fake()
    assert recognise(photo(4000, 3000), "jpg", engine=engine) == Words()
    assert (engine.sizes, engine.asked) == ([(960, 720)], [])


def test_a_photographed_page_is_read_whole() -> None:
    out = io.BytesIO()
    Image.new("RGB", (905, 1280), "white").save(out, "JPEG")
    engine = Fake(body(24, 24, width=650), 1280)
    assert len(texts(recognise(io.BytesIO(out.getvalue()), "jpg", engine=engine))) == 24


def test_a_page_is_read_whole_up_to_a_limit() -> None:
    engine = Fake([line(f"第{n}行很小的字", 100, 10 + 10 * n, 8) for n in range(PAGE_LINES + 30)], 1754)
    recognise(page(), "tif", engine=engine)
    assert len(engine.asked) == PAGE_LINES


def test_pages_are_read_in_order_and_the_first_and_last_alone() -> None:
    engine = Fake(body(2), 1754)
    assert len(texts(recognise(page(9), "tif", engine=engine))) == 2 * 4


def test_unsure_lines_and_specks_are_dropped() -> None:
    lines = [
        line("看得清的一行", 100, 100),
        line("看不清的一行", 100, 200, score=0.4),
        line("……", 100, 300),
        line("0", 100, 400),
        line("文", 100, 500),
    ]
    assert texts(recognise(photo(), "jpg", engine=Fake(lines, 1280))) == ["看得清的一行", "文"]


@pytest.mark.parametrize("speck", [box(10, 10, 30, 4), box(10, 10, 1200, 9)])
def test_what_is_too_small_or_a_ruled_line_is_not_read(speck: Box) -> None:
    engine = Fake([Line("一", speck, 1)], 1280)
    assert recognise(photo(), "jpg", engine=engine) == Words()
    assert engine.asked == []


def test_a_page_on_its_side_is_turned() -> None:
    engine = Fake([Line(f"第{n}行", box(100 + 60 * n, 100, 40, 900), 0.99) for n in range(8)], 1754)
    recognise(page(), "tif", engine=engine)
    assert [width > height for width, height in engine.sizes] == [False, True]


def test_a_page_on_its_head_is_turned_if_that_reads_better() -> None:
    class Sure(Fake):
        """Sure of what it sees in the second look alone."""

        def read(self, picture: Image.Image, boxes: object) -> tuple[Line, ...]:
            sure = len(self.sizes) == 2
            return (line("端端正正" if sure else "颠三倒四", 100, 100, score=0.98 if sure else 0.5),)

    assert texts(recognise(page(), "tif", engine=Sure(body(3), 1754))) == ["端端正正"]


def test_a_scan_in_which_nothing_is_recognised_says_so() -> None:
    assert recognise(page(), "tif", engine=Fake()) == Words((), NOTHING)


def test_what_was_seen_before_a_failure_is_kept() -> None:
    class Tired(Fake):
        """Fails at the second picture."""

        def find(self, picture: Image.Image) -> tuple[Box, ...]:
            if self.sizes:
                raise Failed("ocr-failed", "识别图片中的文字时出错")
            return super().find(picture)

    seen = recognise(page(3), "tif", engine=Tired(body(2), 1754))
    assert len(texts(seen)) == 2
    assert seen.problem == Problem("ocr-failed", "识别图片中的文字时出错")


def test_an_engine_that_fails_is_a_reason() -> None:
    seen = recognise(photo(), "jpg", engine=Fake(fails="识别图片中的文字时出错"))
    assert seen == Words((), Problem("ocr-failed", "识别图片中的文字时出错"))


@pytest.mark.parametrize("data", [b"", b"\xff\xd8\xff", jpg()[:60]])
def test_a_damaged_picture_is_a_reason(data: bytes) -> None:
    seen = recognise(io.BytesIO(data), "jpg", engine=Fake())
    assert seen.problem and seen.problem.code == "broken" and not seen.blocks


def test_pictures_are_wanted_and_documents_for_their_unseen_pages() -> None:
    assert wanted("jpg", ()) and wanted("tif", ()) and wanted("pdf", (3,)) and wanted("ofd", (0,))
    assert not wanted("pdf", ()) and not wanted("docx", (1,)) and not wanted("mp4", ())


def test_it_can_be_sent_to_a_worker_and_back() -> None:
    assert pickle.loads(pickle.dumps(recognise)) is module.recognise
    seen = Words((), NOTHING)
    assert pickle.loads(pickle.dumps(seen)) == seen


def test_words_say_the_page_they_were_seen_on_and_those_of_a_photo_none() -> None:
    seen = recognise(page(3), "tif", engine=Fake(body(20), 1754))
    assert sorted({block.page for block in seen.blocks}) == [1, 2, 3]
    banner = recognise(photo(), "jpg", engine=Fake([line("学雷锋志愿服务活动", 300, 200, 70)], 1280))
    assert [block.page for block in banner.blocks] == [0]
