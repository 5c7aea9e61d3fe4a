"""Photos whose names say nothing are called after the one event beside them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samples import made_item
from wenming_archive.model import Known
from wenming_archive.pipeline.captions import by_neighbours


def one(source: str, kind: str, title: str, *, date: str | None = None, inferred: bool = False) -> Known:
    known = made_item(source, kind=kind, date=date).known
    described = replace(known.description, title=title, title_inferred=inferred)
    return replace(known, description=described, format="jpg" if kind == "photo" else "docx")


PHOTO = one("健步走/IMG_0001.jpg", "photo", "IMG_0001", date="2022-10-15", inferred=True)
PLAN = one("健步走/方案.docx", "plan", "关于开展职工健步走活动的通知", date="2022-10-08")


def title(photo: Known, *others: Known) -> str:
    return by_neighbours([photo, *others])[0].description.title


def test_it_is_called_after_the_document_beside_it_and_marked_as_inferred() -> None:
    assert title(PHOTO, PLAN) == "职工健步走活动照片"
    assert by_neighbours([PHOTO, PLAN])[0].description.title_inferred


@pytest.mark.parametrize(
    ("written", "event"),
    [
        ("某局关于举办健步走的通知", "健步走"),
        ("职工运动会通知", None),
        ("某局关于举办职工健步走的通知", "职工健步走"),
        ("2023年全民健步走活动总结", "2023年全民健步走活动"),
        ("职工健步走筹备会议记录", "职工健步走筹备会议"),
    ],
)
def test_the_event_is_the_title_without_its_form(written: str, event: str | None) -> None:
    assert title(PHOTO, one("健步走/a.docx", "plan", written)) == (f"{event}照片" if event else "IMG_0001")


def test_of_several_events_that_of_the_day_counts() -> None:
    other = one("健步走/b.docx", "briefing", "拔河比赛活动简报", date="2022-10-15")
    assert title(PHOTO, PLAN, other) == "拔河比赛活动照片"
    assert (
        title(PHOTO, PLAN, replace(other, description=replace(other.description, date=None)))
        == "职工健步走活动照片"
    )


def test_a_photo_that_is_named_or_stands_elsewhere_keeps_its_title() -> None:
    dump = [replace(one, found=replace(one.found, source=f"桌面/{one.name}")) for one in (PHOTO, PLAN)]
    assert title(dump[0], dump[1]) == "IMG_0001"
    named = replace(PHOTO, found=replace(PHOTO.found, source="健步走/终点合影.jpg"))
    assert title(named, PLAN) == PHOTO.description.title
    away = replace(PHOTO, found=replace(PHOTO.found, source="别处/IMG_0001.jpg"))
    assert title(away, PLAN) != "职工健步走活动照片"


def test_twice_equals_once_and_without_the_document_the_name_returns() -> None:
    once = by_neighbours([PHOTO, PLAN])
    assert by_neighbours(once) == once
    assert title(once[0]) == by_neighbours([PHOTO])[0].description.title
