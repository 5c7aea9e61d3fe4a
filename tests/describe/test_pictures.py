from __future__ import annotations

import pytest

from papers import BODY
from wenming_archive.content import Block, Extracted, Picture
from wenming_archive.describe import lines, pictures
from wenming_archive.describe.describe import describe
from wenming_archive.describe.titles import Title
from wenming_archive.model import Description

PAGE = ("某市教育局文件", "某教发〔2023〕5号", "关于开展志愿服务活动的通知", "各学校：", *BODY * 4, "某市教育局", "2023年3月6日")  # fmt: skip


def shown(*words: str, caption: str | None = None, taken: str | None = None) -> Extracted:
    """Return a picture in which ``words`` were seen, the size of type behind a bar."""
    split = [(word.partition("|")[0], float(word.partition("|")[2] or 20)) for word in words]
    blocks = tuple(Block("text", text, size) for text, size in split)
    return Extracted("jpg", blocks, 1, True, picture=Picture(40, 30, taken, caption=caption))


def described(extracted: Extracted, source: str = "IMG_0001.jpg") -> Description:
    return describe(extracted, lines.of(extracted), source)


def test_a_picture_of_a_page_is_what_the_page_is() -> None:
    found = described(shown("7|40", *PAGE, taken="2023-05-01 10:00:00"))
    assert (found.kind, found.title, found.title_inferred) == ("notice", "关于开展志愿服务活动的通知", False)
    assert (found.number, found.issuer) == ("某教发〔2023〕5号", "某市教育局")
    assert (found.date, found.date_from) == ("2023-03-06", "body")


def test_a_picture_of_a_certificate_is_one() -> None:
    found = described(
        shown("荣誉证书|40", "0.9", "某局：", "被评为文明单位，特发此证。", "某市文明委", "2022年1月")
    )
    assert (found.kind, found.title, found.date, found.issuer) == (
        "certificate",
        "荣誉证书",
        "2022-01",
        "某市文明委",
    )


def test_a_scene_stays_a_photo_and_its_banner_names_it() -> None:
    found = described(shown("12", "某市学雷锋志愿服务启动仪式|60", "入口|20", taken="2023-03-05 09:00:00"))
    assert (found.kind, found.title, found.title_inferred) == ("photo", "某市学雷锋志愿服务启动仪式", False)
    assert (found.number, found.issuer, found.date_from) == (None, None, "exif")


@pytest.mark.parametrize(
    ("stem", "caption", "words", "expected"),
    [
        ("DSC_0012", "植树活动", ("横幅上写着什么|60",), Title("植树活动")),
        ("植树现场", "春天", ("横幅上写着什么|60",), Title("植树现场", True)),
        ("2023年3月5日学雷锋", None, ("横幅上写着什么|60",), Title("2023年3月5日学雷锋", True)),
        ("微信图片_20230305", None, ("横幅上写着|60", "什么话|60"), Title("横幅上写着什么话")),
        ("微信图片_20230305", None, ("出口|60",), Title("微信图片_20230305", True)),
        ("003", None, (), Title("003", True)),
    ],
)
def test_the_title_of_a_scene_is_its_name_then_its_caption_then_its_banner(
    stem: str, caption: str | None, words: tuple[str, ...], expected: Title
) -> None:
    extracted = shown(*words, caption=caption)
    assert pictures.title(lines.of(extracted), stem, extracted.picture) == expected


@pytest.mark.parametrize("stem", ["IMG_0001", "微信图片_20230305", "扫描全能王 2023-03-05", "未命名1", "照片 (2)", "2023年3月5日"])  # fmt: skip
def test_a_machine_s_name_tells_nothing(stem: str) -> None:
    assert not pictures.tells(stem)


@pytest.mark.parametrize("stem", ["植树现场", "2023.3.5慰问老党员", "文化墙照片", "IMG_道德讲堂"])
def test_a_person_s_name_tells(stem: str) -> None:
    assert pictures.tells(stem)


def test_the_day_on_a_banner_counts_when_nothing_else_says_one() -> None:
    found = described(shown("某市学雷锋志愿服务启动仪式|60", "2023年3月5日|30"))
    assert (found.date, found.date_from) == ("2023-03-05", "body")
