"""Which papers and photos belong to one event."""

from __future__ import annotations

from dataclasses import replace

import pytest

from samples import made_item
from wenming_archive.model import Item
from wenming_archive.report.events import events


def at(source: str, title: str, kind: str, date: str | None, *, inferred: bool = False) -> Item:
    item = made_item(source, "Ⅰ-1", kind=kind, date=date)
    described = replace(item.known.description, title=title, title_inferred=inferred)
    found = replace(item.known.found, source=source)
    return replace(item, known=replace(item.known, description=described, found=found))


def sources(*items: Item) -> list[list[str]]:
    return [[item.found.source for item in event.items] for event in events(items)]


def test_titles_of_one_event_share_what_is_left_without_the_form() -> None:
    plan = at("a.docx", "清明节祭扫烈士墓活动方案", "plan", "2023-03-20")
    notice = at("b.docx", "关于开展清明节祭扫烈士墓活动的通知", "notice", "2023-03-22")
    summary = at("c.docx", "清明节祭扫烈士墓活动总结", "summary", "2023-04-10")
    other = at("d.docx", "道德讲堂活动方案", "plan", "2023-03-20")
    assert sources(plan, notice, summary, other) == [["a.docx", "b.docx", "c.docx"], ["d.docx"]]


def test_the_same_event_of_another_year_is_another() -> None:
    one = at("2022.docx", "2022年清明节祭扫活动方案", "plan", "2022-03-20")
    other = at("2023.docx", "2023年清明节祭扫活动方案", "plan", "2023-03-20")
    photo = at("x.jpg", "清明节祭扫", "photo", "2023-04-04")
    assert sources(one, other, photo) == [["2022.docx"], ["2023.docx", "x.jpg"]]


def test_photos_without_a_title_go_with_the_papers_of_their_folder() -> None:
    folder = "2023.4.4 清明祭扫"
    plan = at(f"{folder}/方案.docx", "清明节祭扫烈士墓活动方案", "plan", "2023-03-20")
    sign = at(f"{folder}/签到表.xlsx", "签到表", "ledger", "2023-04-04")
    photo = at(f"{folder}/IMG_1.jpg", "IMG_1", "photo", "2023-04-04", inferred=True)
    stray = at("其他/IMG_2.jpg", "IMG_2", "photo", "2023-04-04", inferred=True)
    assert sources(plan, sign, photo, stray) == [
        [f"{folder}/方案.docx", f"{folder}/签到表.xlsx", f"{folder}/IMG_1.jpg"],
        ["其他/IMG_2.jpg"],
    ]


def test_a_folder_of_many_things_is_no_event() -> None:
    one = at("材料/a.docx", "清明节祭扫烈士墓活动方案", "plan", "2023-03-20")
    other = at("材料/b.docx", "端午包粽子比赛总结", "summary", "2023-06-25")
    assert sources(one, other) == [["材料/a.docx"], ["材料/b.docx"]]


def test_the_plan_names_the_event_and_what_shows_it_dates_it() -> None:
    photo = at("照片.jpg", "清明节祭扫现场照片", "photo", "2023-04-04")
    plan = at("方案.docx", "清明节祭扫活动方案", "plan", "2023-03-20")
    (event,) = events([photo, plan])
    assert (event.title, event.date) == ("清明节祭扫活动方案", "2023-04-04")


def monthly(base: str, *, said: bool = False, folder: bool = False, dated: bool = True) -> list[Item]:
    """Return a whole set for each month of a year, of one title."""
    rows = [("plan", "活动方案", 1), ("notice", "活动通知", 2), ("ledger", "签到表", 10)]
    rows += [("photo", "活动照片", 10), ("summary", "活动总结", 14)]
    return [
        at(
            f"{f'{month}月/' if folder else ''}{month} {word}",
            f"{f'2023年{month}月' if said else ''}{base}{word}",
            kind,
            f"2023-{month:02d}-{day:02d}" if dated else None,
        )
        for month in range(1, 13)
        for kind, word, day in rows
    ]


@pytest.mark.parametrize("base", ["主题党日", "道德讲堂", "社区志愿服务", "义诊"])
@pytest.mark.parametrize(
    ("said", "folder", "dated"),
    [
        (False, False, True),
        (True, False, True),
        (True, False, False),
        (False, True, True),
        (False, True, False),
    ],
)
def test_what_comes_again_each_month_is_another_event(
    base: str, said: bool, folder: bool, dated: bool
) -> None:
    items = monthly(base, said=said, folder=folder, dated=dated)
    found = events(items)
    assert [len(event.items) for event in found] == [5] * 12
    assert all(len({one.found.source.split()[0] for one in event.items}) == 1 for event in found)
    if dated:
        assert [event.date for event in found] == [f"2023-{month:02d}-10" for month in range(1, 13)]


def test_a_month_without_one_paper_is_still_its_own_event() -> None:
    items = [item for item in monthly("道德讲堂") if item.found.source != "5 签到表"]
    assert sorted(len(event.items) for event in events(items)) == [4] + [5] * 11


def test_a_campaign_of_several_days_is_one_event() -> None:
    items = [at("方案", "学雷锋志愿服务方案", "plan", "2023-03-01")]
    items += [at(f"签到{day}", "学雷锋志愿服务签到表", "ledger", f"2023-03-{day}") for day in ("06", 13, 20)]
    items += [at(f"照片{day}", "学雷锋志愿服务", "photo", f"2023-03-{day}") for day in ("06", 13, 20)]
    assert len(events([*items, at("总结", "学雷锋志愿服务总结", "summary", "2023-03-31")])) == 1


def test_papers_named_for_their_form_alone_are_of_the_event_of_their_folder() -> None:
    names = (("方案", "plan", "01"), ("签到表", "ledger", "05"), ("总结", "summary", "20"))
    items = [
        at(f"主题党日/{month}月/{name}", name, kind, f"2023-{month:02d}-{day}")
        for month in (3, 4)
        for name, kind, day in names
    ]
    assert [len(event.items) for event in events(items)] == [3, 3]


def test_a_thousand_papers_of_one_title_are_told_apart_quickly() -> None:
    items = [
        at(f"{n}", "社区志愿服务活动", ("plan", "photo")[n % 2], f"2023-{1 + n % 12:02d}-{1 + n % 28:02d}")
        for n in range(1000)
    ]
    assert sum(len(event.items) for event in events(items)) == 1000


def test_photos_alone_name_their_event_or_else_their_folder_does() -> None:
    (telling,) = events(
        [
            at(
                "党办/20230701主题党日走进柳湾村.jpg",
                "20230701主题党日走进柳湾村",
                "photo",
                "2023-07-01",
                inferred=True,
            )
        ]
    )
    (silent,) = events([at("2023清明祭扫/IMG_1.jpg", "IMG_1", "photo", "2023-04-04", inferred=True)])
    assert (telling.title, silent.title) == ("20230701主题党日走进柳湾村", "2023清明祭扫")
