"""Dates: every written form, no day the calendar lacks, no number that only looks like one."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.text import dates
from wenming_archive.text.dates import Hit

DAYS = st.dates(dt.date(1949, 10, 1), dt.date(2029, 12, 31))
ZH = "〇一二三四五六七八九"


def isos(text: str) -> list[str]:
    return [hit.iso for hit in dates.find(text)]


def spelled(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if not tens else ("" if tens == 1 else ZH[tens]) + "十") + (ZH[ones] if ones else "")


def wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2023年5月6日", ["2023-05-06"]),
        ("2023 年 05 月 06 日", ["2023-05-06"]),
        ("２０２３年５月６日", ["2023-05-06"]),
        ("2023年5月6号", ["2023-05-06"]),
        ("二〇二三年五月六日", ["2023-05-06"]),
        ("二○二三年十二月三十一日", ["2023-12-31"]),
        ("二零二三年二月二十八日", ["2023-02-28"]),
        ("二O二三年十月十日", ["2023-10-10"]),
        ("二〇二三年元月", ["2023-01"]),
        ("2023年元月6日", ["2023-01-06"]),
        ("2023年五月", ["2023-05"]),
        ("2023年十月一日", ["2023-10-01"]),
        ("2023.5.6", ["2023-05-06"]),
        ("2023-05-06", ["2023-05-06"]),
        ("2023/5/6", ["2023-05-06"]),
        ("2023_05_06", ["2023-05-06"]),
        ("２０２３．５．６", ["2023-05-06"]),
        ("2023 . 5 . 6", ["2023-05-06"]),
        ("2023.10", ["2023-10"]),
        ("2023年5月", ["2023-05"]),
        ("2023年5月份", ["2023-05"]),
        ("2023年", ["2023"]),
        ("2023年度", ["2023"]),
        ("2023年5月6", ["2023-05-06"]),
        ("2023年5月12上午", ["2023-05-12"]),
        ("2024年2月29日", ["2024-02-29"]),
        ("1949年10月1日", ["1949-10-01"]),
    ],
)
def test_a_date_in_every_written_form(text: str, found: list[str]) -> None:
    assert isos(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2021年1月1日至2023年12月31日", ["2021-01-01", "2023-12-31"]),
        ("2021.1.1-2023.12.31", ["2021-01-01", "2023-12-31"]),
        ("2023年5月6日至8日", ["2023-05-06"]),
        ("2023年5月6-8日", ["2023-05-06"]),
        ("2021年—2023年", ["2021", "2023"]),
        ("2021-2023年", ["2023"]),
        ("自2022年起，2023年5月", ["2022", "2023-05"]),
    ],
)
def test_several_dates_by_position(text: str, found: list[str]) -> None:
    assert isos(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "海文明办〔2023〕15号",
        "海文明办[2023]15号",
        "2023年2月30日",
        "二〇二三年二月三十日",
        "2023-02-29",
        "2023-13-01",
        "电话：2023-5566",
        "IP 2023.5.6.7",
        "第1.2023.5条",
        "12023年",
        "20230506",  # in running text a number, in a file name a date
        "99年5月",
        "19٢٣年",  # digits of another script
        "共2023人",
        "",
        "年",
    ],
)
def test_what_only_looks_like_a_date(text: str) -> None:
    assert isos(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2023年5月3次党课", ["2023-05"]),
        ("2023年5月16名志愿者", ["2023-05"]),
        ("二〇二三年五月三十名志愿者", ["2023-05"]),
        ("2023年5月100人", ["2023-05"]),
        ("2023年13月", ["2023"]),
        ("2023年5月32日", ["2023-05"]),
    ],
)
def test_a_count_is_no_day(text: str, found: list[str]) -> None:
    assert isos(text) == found


def test_a_hit_says_where_it_stands() -> None:
    text = "定于２０２３年５月６日在会议室"
    assert dates.find(text) == [Hit("2023-05-06", 2, 11)]
    assert [(h.full, text[h.start : h.end]) for h in dates.find(text)] == [(True, "２０２３年５月６日")]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("20230506会议纪要.docx", ["2023-05-06"]),
        ("IMG_20230506_101112.jpg", ["2023-05-06"]),
        ("微信图片_20230506101112.jpg", ["2023-05-06"]),
        ("mmexport1683302400000.jpg", ["2023-05-06"]),  # midnight in China, the 5th in London
        ("wx_camera_1683302400000.mp4", ["2023-05-06"]),
        ("1683302400000.jpg", ["2023-05-06"]),
        ("2023.5.6 学习记录", ["2023-05-06"]),
        ("二〇二三年五月学习记录", ["2023-05"]),
        ("202305学习记录", ["2023-05"]),
        ("2023学习记录", ["2023"]),
        ("学习记录2023", ["2023"]),
        ("2023-2024学年", ["2023", "2024"]),
        ("2023年5月6日(20230507改)", ["2023-05-06", "2023-05-07"]),
        ("20230506 2021", ["2023-05-06"]),  # a surer form makes bare years say nothing
        ("20230230", []),
        ("20231345", []),
        ("13812345678", []),
        ("身份证440101199001011234", []),
        ("IMG_2023.jpg", []),  # a camera's counter
        ("DSC2023", []),
        ("v2.2023", []),
        ("2023٠٥٠٦", []),
        ("", []),
    ],
)
def test_dates_of_names(name: str, found: list[str]) -> None:
    assert [hit.iso for hit in dates.find_in_name(name)] == found


@pytest.mark.parametrize(
    ("column", "newest"),
    [
        ("2023-05-06 ; 2023年12月1日 ; 2022.1.1", "2023-12-01"),
        ("2023年 ; 2023年5月", "2023-05"),
        ("20230506 ; 20231201", "2023-12-01"),
        ("20231201 ; 2022-01-01", "2022-01-01"),
        ("序号 ; 姓名", None),
        ("", None),
    ],
)
def test_the_latest_of_a_column(column: str, newest: str | None) -> None:
    assert dates.latest(column) == newest


@pytest.mark.parametrize(
    ("iso", "first", "last"),
    [
        ("2023", dt.date(2023, 1, 1), dt.date(2023, 12, 31)),
        ("2023-02", dt.date(2023, 2, 1), dt.date(2023, 2, 28)),
        ("2024-02", dt.date(2024, 2, 1), dt.date(2024, 2, 29)),
        ("2023-05-06", dt.date(2023, 5, 6), dt.date(2023, 5, 6)),
    ],
)
def test_the_span_of_a_date(iso: str, first: dt.date, last: dt.date) -> None:
    assert dates.span(iso) == (first, last)


@pytest.mark.parametrize(
    ("parts", "iso"),
    [
        ((2023,), "2023"),
        ((2023, 5), "2023-05"),
        ((2023, 5, 6), "2023-05-06"),
        ((2023, None, 6), "2023"),
        ((2023, 13), None),
        ((2023, 2, 29), None),
        ((2024, 2, 29), "2024-02-29"),
        ((2023, 4, 31), None),
    ],
)
def test_only_days_of_the_calendar_have_an_iso_form(parts: tuple[int, ...], iso: str | None) -> None:
    assert dates.iso(*parts) == iso


@given(DAYS, st.sampled_from(["", " ", "\u3000"]), st.text("会议于在，。 \n", max_size=5))
def test_any_day_is_found_however_it_is_written(day: dt.date, gap: str, around: str) -> None:
    year = "".join(ZH[int(c)] for c in str(day.year))
    forms = [
        f"{day.year}{gap}年{gap}{day.month}{gap}月{gap}{day.day}{gap}日",
        f"{year}年{spelled(day.month)}月{spelled(day.day)}日",
        f"{day.year}年{spelled(day.month)}月{spelled(day.day)}日",
        f"{day.year}.{day.month}.{day.day}",
        day.isoformat(),
        wide(day.isoformat()),
    ]
    assert [isos(f"{around}{form}{around}") for form in forms] == [[day.isoformat()]] * len(forms)


@given(DAYS)
def test_any_packed_day_is_found_in_a_name(day: dt.date) -> None:
    hits = dates.find_in_name(f"IMG_{day:%Y%m%d}_1.jpg")
    assert [h.iso for h in hits] == [day.isoformat()]


@given(st.text("0123456789年月日-./_〇一二三十元月次人 〔〕号٣", max_size=30))
def test_whatever_is_found_is_a_day_of_the_calendar_in_order_and_apart(text: str) -> None:
    for hits in (dates.find(text), dates.find_in_name(text)):
        assert all(dates.span(h.iso)[0] <= dates.span(h.iso)[1] for h in hits)
        ends = [0, *(h.end for h in hits)]
        assert all(end <= h.start < h.end for end, h in zip(ends, hits, strict=False))
    assert (dates.latest(text) is None) <= (dates.find(text) == [])
