"""Captions: where each element comes from, and that nothing is made up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from pages import described
from photographs import photo
from samples import made_item
from wenming_archive.decisions import Elements
from wenming_archive.model import Item, Status
from wenming_archive.report import captions
from wenming_archive.report.caption import Caption, Captioned, Origin, Source
from wenming_archive.report.captions import Key
from wenming_archive.report.tellings import Telling

DAY = "2023-03-05"
FOLDER = "工会/2023.03.05学雷锋"


def doc(source: str, kind: str = "plan", *, code: str = "Ⅰ-1", title: str = "学雷锋活动方案") -> Item:
    return made_item(source, code, kind=kind, title=title, date=DAY)


def captioned(
    shot: Item,
    told: Mapping[str, Telling] | None = None,
    others: tuple[Item, ...] = (),
    stated: Mapping[str, str] | None = None,
) -> Captioned:
    """Return the caption of ``shot``, given what the items tell by their sources."""
    items = (shot, *others)
    keyed = {item.known.key: told[item.found.source] for item in items if told and item.found.source in told}
    said: Mapping[Key, Elements] = {shot.known.key: Elements.model_validate(stated)} if stated else {}
    return captions.captions(items, keyed, said)[shot.known.key]


def test_a_name_alone_tells_what_it_says_and_no_more() -> None:
    made = captioned(photo("甲/2023-03-05机关职工在阳光社区清扫楼道.jpg", date=DAY))
    assert made.caption == Caption(
        title="2023-03-05机关职工在阳光社区清扫楼道",
        time="2023年3月5日",
        place="阳光社区",
        persons="机关职工",
        theme="清扫楼道",
        cause="清扫楼道",
    )
    name = Source(Origin.name, "2023-03-05机关职工在阳光社区清扫楼道.jpg")
    assert (made.sources.place, made.sources.time) == (name, Source(Origin.exif))
    assert made.sources.background is None is made.sources.photographer


def test_a_camera_name_in_no_folder_of_its_own_tells_nothing() -> None:
    made = captioned(photo("甲/IMG_1234.jpg", date=None))
    assert made.caption == Caption(title="IMG_1234")


def test_people_come_first_then_its_data_then_its_line_then_its_name_then_papers_then_folders() -> None:
    shot = photo(f"{FOLDER}/志愿者在丁村清扫.jpg", date=DAY)
    plan = doc(f"{FOLDER}/方案.docx")
    line = made_item("照片说明.docx", "Ⅰ-1", kind="other")
    told = {
        shot.found.source: Telling({"place": "乙"}),
        line.found.source: Telling(pictures={"志愿者在丁村清扫": {"place": "丙"}}),
        plan.found.source: Telling({"place": "戊", "background": "为弘扬雷锋精神"}, DAY, DAY),
    }
    steps: list[tuple[dict[str, Telling], dict[str, str], str, Source]] = [
        (told, {"place": "甲"}, "甲", Source(Origin.decision)),
        (told, {}, "乙", Source(Origin.exif)),
        ({**told, shot.found.source: Telling()}, {}, "丙", Source(Origin.document, "照片说明.docx")),
        (
            {plan.found.source: told[plan.found.source]},
            {},
            "丁村",
            Source(Origin.name, "志愿者在丁村清扫.jpg"),
        ),
    ]
    for some, stated, place, source in steps:
        made = captioned(shot, some, (plan, line), stated)
        assert (made.caption.place, made.sources.place) == (place, source)
        assert made.caption.background == "为弘扬雷锋精神"
    bare = photo(f"{FOLDER}/IMG_1.jpg", date=DAY)
    made = captioned(bare, {plan.found.source: told[plan.found.source]}, (plan,))
    assert (made.caption.place, made.sources.place) == ("戊", Source(Origin.document, plan.found.source))
    assert (made.caption.cause, made.sources.cause) == ("学雷锋", Source(Origin.name, "2023.03.05学雷锋"))


def test_all_that_people_say_is_printed_as_they_say_it() -> None:
    stated = {
        **{"time": "2023-03-06", "place": "丙村", "persons": "王某", "theme": "题", "background": "景"},
        **{"cause": "事", "photographer": "李某"},
    }
    shot = replace(photo("IMG_1.jpg", date=DAY), caption="合影")
    made = captioned(shot, stated=stated)
    assert made.caption == Caption("合影", "2023年3月6日", "丙村", "王某", "题", "景", "事", "李某")
    assert made.sources.title == Source(Origin.decision)


def test_the_title_people_gave_tells_before_the_name() -> None:
    shot = replace(photo("志愿者在乙村清扫.jpg"), caption="机关党员在甲村植树")
    made = captioned(shot)
    assert (made.caption.place, made.caption.persons, made.caption.cause) == ("甲村", "机关党员", "植树")
    assert made.sources.place == Source(Origin.decision)


def test_the_hour_comes_from_the_record_of_the_same_day_alone() -> None:
    shot = photo(f"{FOLDER}/IMG_1.jpg", date=DAY)
    record = doc(f"{FOLDER}/记录.docx", "minutes", title="学雷锋会议记录")
    told = {record.found.source: Telling({"place": "三楼"}, DAY, DAY, "9:30")}
    made = captioned(shot, told, (record,))
    assert (made.caption.time, made.caption.place) == ("2023年3月5日9:30", "三楼")
    later = {record.found.source: Telling({"place": "三楼"}, "2023-03-06", "2023-03-06", "9:30")}
    made = captioned(shot, later, (record,))
    assert (made.caption.time, made.caption.place) == ("2023年3月5日", "")


def test_a_photo_without_a_day_has_that_of_the_papers_if_they_agree() -> None:
    shot = photo(f"{FOLDER}/IMG_1.jpg", date=None)
    notice, brief = doc(f"{FOLDER}/通知.docx", "notice"), doc(f"{FOLDER}/方案.docx", "plan")
    told = {
        notice.found.source: Telling(first=DAY, last=DAY),
        brief.found.source: Telling(first=DAY, last=DAY),
    }
    assert captioned(shot, told, (notice, brief)).caption.time == "2023年3月5日"
    told[brief.found.source] = Telling(first="2023-03-07", last="2023-03-07")
    assert captioned(shot, told, (notice, brief)).caption.time == ""
    told[brief.found.source] = Telling(first=DAY, last="2023-03-31")
    assert captioned(shot, told, (notice, brief)).caption.time == ""


def test_a_month_is_no_time_for_a_caption_and_a_files_own_time_none_at_all() -> None:
    assert captioned(photo("2023年3月清扫.jpg", date="2023-03")).caption.time == ""
    kept = described(photo("清扫.jpg", date=DAY), date_from="mtime")
    assert captioned(kept).caption.time == ""


def test_papers_that_contradict_each_other_tell_nothing() -> None:
    shot = photo(f"{FOLDER}/IMG_1.jpg", date=DAY)
    one, two = doc(f"{FOLDER}/甲.docx", "notice"), doc(f"{FOLDER}/乙.docx", "plan")
    told = {one.found.source: Telling({"place": "甲村"}), two.found.source: Telling({"place": "乙村"})}
    assert captioned(shot, told, (one, two)).caption.place == ""
    # The one that says this very day is believed.
    told[two.found.source] = Telling({"place": "乙村"}, DAY, DAY)
    assert captioned(shot, told, (one, two)).caption.place == "乙村"


def test_minutes_come_before_plans() -> None:
    shot = photo(f"{FOLDER}/IMG_1.jpg", date=DAY)
    plan, record = doc(f"{FOLDER}/方案.docx"), doc(f"{FOLDER}/记录.docx", "minutes")
    told = {plan.found.source: Telling({"place": "甲村"}), record.found.source: Telling({"place": "乙村"})}
    assert captioned(shot, told, (plan, record)).caption.place == "乙村"


def test_papers_elsewhere_tell_only_of_the_day_they_name() -> None:
    shot = photo("照片/学雷锋志愿服务清扫.jpg", date=DAY)
    plan = doc("文件/学雷锋志愿服务活动方案.docx", title="学雷锋志愿服务活动方案")
    says = {plan.found.source: Telling({"place": "甲村"}, DAY, DAY)}
    assert captioned(shot, says, (plan,)).caption.place == "甲村"
    open_ended = {plan.found.source: Telling({"place": "甲村"})}
    assert captioned(shot, open_ended, (plan,)).caption.place == ""
    elsewhere = replace(plan, placement=doc("x", code="Ⅰ-2").placement)
    assert captioned(shot, says, (elsewhere,)).caption.place == ""


def test_a_folder_of_many_events_is_no_events_own() -> None:
    one = photo("志愿服务/照片/IMG_1.jpg", date=DAY)
    two = photo("志愿服务/照片/IMG_2.jpg", date="2023-06-05")
    plan = doc("志愿服务/志愿服务方案.docx", title="志愿服务方案")
    more = doc("志愿服务/志愿服务台账.docx", "ledger", title="志愿服务台账")
    told = {plan.found.source: Telling({"place": "甲村"})}
    assert captioned(one, told, (two, plan, more)).caption.place == ""
    assert captioned(one, told, (plan, more)).caption.place == "甲村"


def test_a_folder_called_photos_belongs_to_the_one_around_it() -> None:
    shot, plan = photo(f"{FOLDER}/照片/IMG_1.jpg", date=DAY), doc(f"{FOLDER}/方案.docx")
    told = {plan.found.source: Telling({"place": "甲村"})}
    assert captioned(shot, told, (plan,)).caption.place == "甲村"


def test_a_folder_that_is_an_institution_is_no_place_and_one_word_no_deed() -> None:
    made = captioned(photo("办公室/会议/IMG_1.jpg", date=DAY)).caption
    assert (made.place, made.cause, made.theme) == ("", "", "")
    made = captioned(photo("志愿者在阳光社区慰问老人/IMG_1.jpg", date=DAY)).caption
    assert (made.place, made.persons, made.cause) == ("阳光社区", "志愿者", "慰问老人")


@pytest.mark.parametrize("beside", [True, False])
def test_a_line_names_the_photo_beside_it_where_a_name_comes_twice(beside: bool) -> None:
    one, two = photo("甲村/IMG_1.jpg"), photo("乙村/IMG_1.jpg")
    lines = made_item("甲村/说明.docx" if beside else "丙村/说明.docx", "Ⅰ-1", kind="other")
    told = {lines.found.source: Telling(pictures={"IMG_1": {"title": "清扫楼道", "place": "甲村"}})}
    made = captioned(one, told, (two, lines))
    assert (made.caption.title, made.caption.place) == (("清扫楼道", "甲村") if beside else ("IMG_1", ""))
    assert captioned(two, told, (one, lines)).caption.place == ""


def test_only_what_is_filed_or_waits_and_is_a_photo_has_a_caption() -> None:
    some = [
        photo("a.jpg"),
        photo("b.jpg", status=Status.review),
        photo("c.jpg", status=Status.ignored),
        made_item("d.jpg", "Ⅰ-1", kind="certificate"),
    ]
    assert {source for _, source in captions.captions(some, {}, {})} == {"a.jpg", "b.jpg"}


def test_the_photos_of_one_event() -> None:
    one, two = photo(f"{FOLDER}/IMG_1.jpg", date=DAY), photo(f"{FOLDER}/照片/IMG_2.jpg", "Ⅰ-2", date=DAY)
    other, plan = photo("工会/IMG_3.jpg", date="2023-09-01"), doc(f"{FOLDER}/方案.docx")
    items = [one, two, other, plan]
    assert captions.of_event(items, one) == [one, two] == captions.of_event(items, plan)
    assert captions.of_event(items, other) == [other]


def test_nothing_personal_and_nothing_secret_gets_below_a_photo() -> None:
    shot, plan = photo(f"{FOLDER}/IMG_1.jpg", date=DAY), doc(f"{FOLDER}/方案.docx")
    told = {plan.found.source: Telling({"persons": "王某 13812345678", "place": "甲村"})}
    made = captioned(shot, told, (plan,))
    assert (made.caption.persons, made.caption.place) == ("", "甲村")
    assert captioned(shot, told, (described(plan, secrecy="秘密★1年"),)).caption.place == ""
