"""What a volume is given besides the items."""

from __future__ import annotations

from pathlib import Path

import pytest

import personal
from builders import tree
from conftest import Archive
from scenes import saved, scene
from wenming_archive import stored
from wenming_archive.content import Block, Words
from wenming_archive.export.volume import Extras
from wenming_archive.index import Index
from wenming_archive.pipeline import concluding, session, supplies, views
from wenming_archive.pipeline.progress import Silent
from wenming_archive.settings import Layout

FILES: dict[str, bytes | str] = {
    "志愿服务/关于开展学雷锋志愿服务活动的通知.txt": "关于开展学雷锋志愿服务活动的通知\n"
    "活动时间：2022年3月5日\n活动地点：滨河广场\n某县水务局\n2022年3月1日\n",
    "志愿服务/学雷锋志愿服务活动现场20220305.jpg": saved(scene(1)),
    "志愿服务/学雷锋志愿服务证件20220305.jpg": saved(scene(2)),
}
PHOTO, CARD = list(FILES)[1:]


@pytest.fixture
def filed(archive: Archive, tmp_path: Path) -> Archive:
    archive("scan", "--no-ocr", tree(tmp_path / "资料", FILES))
    for name in FILES:
        assert archive("assign", name.rpartition("/")[2], "Ⅰ-2").status == 0
    return archive


def gathered(archive: Archive, **layout: object) -> Extras:
    begun = session.begin(archive.root)
    items = views.items(begun)
    report = views.gaps_of(begun, items)
    wanted = Layout.model_validate(layout)
    every = begun.catalogue.by_code.keys()
    return supplies.gather(begun, items, report, wanted, archive.root / "输出", Silent(), every)


def sha(archive: Archive, source: str) -> str:
    row = next(row for row in archive("list", "--json").json if row["source"] == source)
    return str(row["sha256"])


def test_photos_come_ready_for_print_with_what_is_known_of_them(filed: Archive) -> None:
    made = gathered(filed)
    assert set(made.plates) == {sha(filed, PHOTO), sha(filed, CARD)}
    caption = next(one for (code, (_, source)), one in made.captions.items() if source == PHOTO)
    assert (caption.time, caption.place) == ("2022年3月5日", "滨河广场")
    assert made.conclusions["Ⅰ-2"].text and not made.excerpts and not made.links


def test_what_is_not_wanted_is_not_gathered(filed: Archive) -> None:
    made = gathered(filed, photos=0)
    assert not made.plates and not made.captions


def test_passages_and_links_are_gathered_where_they_are_wanted(filed: Archive) -> None:
    made = gathered(filed, excerpts=True, links=True)
    assert {place[0] for place in made.excerpts} <= {"Ⅰ-2"}
    assert len(made.links) == 3 and all(link.startswith("../") for link in made.links.values())


def test_a_picture_of_an_id_card_is_not_printed(filed: Archive) -> None:
    card = sha(filed, CARD)
    with Index.open(filed.root / ".archive/index.sqlite") as index, index.writing():
        index.keep_words(card, stored.packed_words(Words((Block("text", f"公民身份号码{personal.ID}"),))))
    assert set(gathered(filed).plates) == {sha(filed, PHOTO)}
    ran = filed("export-docx")
    assert ran.status == 0 and "有 1 张照片打不开，或有身份证号、银行卡号，没有印在图片材料里" in ran.err


def test_a_number_that_was_typed_into_a_caption_is_asked_about(filed: Archive) -> None:
    name = PHOTO.rpartition("/")[2]
    assert filed("caption", name, "--persons", f"沈远（{personal.ID}）").status == 0
    ran = filed("export-docx")
    assert ran.status == 2 and "身份证号" in ran.err


def test_photos_whose_words_are_not_recognised_yet_are_told(filed: Archive) -> None:
    with Index.open(filed.root / ".archive/index.sqlite") as index, index.writing():
        index.expect_words(sha(filed, PHOTO), (0,))
        index.keep_words(sha(filed, CARD), stored.packed_words(Words()))
    said = filed("export-docx").err
    assert "有 1 张照片还没有识别文字，没有查过里面有没有身份证号、银行卡号" in said


def test_of_one_indicator_no_other_s_photos_are_made_ready(filed: Archive) -> None:
    begun = session.begin(filed.root)
    items = views.items(begun)
    report = views.gaps_of(begun, items)
    made = supplies.gather(begun, items, report, Layout(), filed.root / "输出", Silent(), {"Ⅰ-1"})
    assert not made.plates and not made.captions and set(made.conclusions) == {"Ⅰ-1"}


def test_what_is_printed_is_what_was_shown_however_short_the_house_wants_it(filed: Archive) -> None:
    settings = filed.root / "archive.yaml"
    long = gathered(filed).conclusions["Ⅰ-2"].text
    text = settings.read_text("utf-8").replace("report_limit: 500", f"report_limit: {len(long) - 1}")
    settings.write_text(text, "utf-8")
    printed = gathered(filed).conclusions["Ⅰ-2"].text
    assert printed == concluding.statement(session.begin(filed.root), "Ⅰ-2").skeleton
    assert len(printed) < len(long)
