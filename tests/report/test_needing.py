"""How far each need is met: by the year, by one of several kinds, by a whole set."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from samples import made_item
from wenming_archive.catalogue import load
from wenming_archive.catalogue.model import Leaf
from wenming_archive.model import Item
from wenming_archive.report import counting, needing
from wenming_archive.report.needing import NeedState

LATE = dt.date(2030, 1, 1)


def leaf(*needs: str) -> Leaf:
    rows = "".join(f"\n      - {need}" for need in needs)
    text = (
        "title: 试\nperiod: {start: 2021-01-01, end: 2023-12-31}\n"
        f"indicators:\n  - code: a\n    title: 甲\n    evidence:{rows}\n"
    )
    return load.parse(text).leaves[0]


def states(needs: list[str], *items: Item, today: dt.date = LATE) -> tuple[NeedState, ...]:
    return needing.states(leaf(*needs), items, today)


def made(kind: str, date: str | None, title: str = "", source: str = "") -> Item:
    return made_item(source or f"{kind}{date}{title}", "a", kind=kind, date=date, title=title)


def test_a_need_each_year_names_the_years_that_lack() -> None:
    two = [made("minutes", "2021-03-01", "一"), made("minutes", "2021-09-01", "二")]
    (state,) = states(["{kind: minutes, min: 2, per: 每年}"], *two, made("minutes", "2023-03-01"))
    assert [(slot.slot.label, slot.lacking) for slot in state.missing] == [("2022年", 2), ("2023年", 1)]
    assert (state.held, state.wanted, state.lacking) == (3, 6, 3)


def test_more_in_one_month_do_not_make_up_for_another() -> None:
    items = [made("briefing", f"2021-01-{day:02d}") for day in range(1, 20)]
    (state,) = states(["{kind: briefing, per: month}"], *items)
    assert (state.held, state.lacking) == (19, 35)


def test_what_has_no_day_fills_what_is_lacking() -> None:
    items = [made("minutes", "2021-03-01"), made("minutes", "2022"), made("minutes", None)]
    (state,) = states(["{kind: minutes, per: year}"], *items)
    assert (state.lacking, state.undated) == (0, 1)


def test_a_month_that_has_not_begun_lacks_nothing_yet() -> None:
    (state,) = states(["{kind: briefing, per: month}"], today=dt.date(2021, 2, 10))
    assert (state.wanted, state.lacking) == (2, 2)


def test_several_kinds_count_together() -> None:
    items = [made("photo", "2021-03-01"), made("video", "2021-03-01"), made("plan", "2021-03-01")]
    (state,) = states(["{any_of: [照片, 音像], min: 3}"], *items)
    assert (state.need.label, state.held, state.lacking) == ("照片或音像", 2, 1)


def test_one_alternative_with_its_own_count_is_enough() -> None:
    need = "{any_of: [方案, {kind: 会议纪要, min: 2}]}"
    one, two = made("minutes", "2021-03-01", "一"), made("minutes", "2021-03-01", "二")
    assert states([need], made("plan", "2021-03-01"))[0].lacking == 0
    assert states([need], one, two)[0].lacking == 0
    assert states([need], one)[0].lacking == 1
    assert states([need])[0].lacking == 1


def test_words_tell_needs_of_one_kind_apart() -> None:
    needs = ["{kind: minutes, min: 1}", "{kind: minutes, words: [党组会], min: 1}"]
    party, other = (
        made("minutes", "2021-03-01", "党组会会议记录"),
        made("minutes", "2021-03-01", "职工大会记录"),
    )
    assert [s.lacking for s in states(needs, party, other)] == [0, 0]
    assert [s.lacking for s in states(needs, other)] == [0, 1]
    assert [s.lacking for s in states(needs, party)] == [1, 0]


def test_a_need_may_have_a_period_of_its_own() -> None:
    need = "{kind: certificate, period: {start: 2015-01-01, end: 2018-12-31}}"
    old = made("certificate", "2016-05-01")
    (state,) = states([need], old)
    assert (state.held, state.out_of_period) == (1, 0)
    assert counting.counts(old, leaf(need)), "and counts for the indicator"
    (late,) = states([need], made("certificate", "2022-05-01"))
    assert (late.held, late.out_of_period) == (0, 1)


SET = "{bundle: [方案, 通知, 签到表, 照片, 总结], note: 主题活动}"


def test_a_set_says_which_pieces_of_which_event_are_missing() -> None:
    items = [
        made("plan", "2023-03-20", "清明节祭扫烈士墓活动方案"),
        made("notice", "2023-03-22", "关于开展清明节祭扫烈士墓活动的通知"),
        made("ledger", "2023-04-04", "清明节祭扫烈士墓活动签到表"),
        made("photo", "2023-04-04", "清明节祭扫烈士墓"),
    ]
    (state,) = states([SET], *items)
    assert (state.held, state.lacking) == (0, 1)
    (event,) = state.events
    assert event.title == "清明节祭扫烈士墓活动方案"
    assert [piece.part.label for piece in event.missing] == ["总结"]
    (whole,) = states([SET], *items, made("summary", "2023-04-10", "清明节祭扫烈士墓活动总结"))
    assert (whole.held, whole.lacking) == (1, 0)


def test_pieces_of_two_events_make_no_set() -> None:
    items = [
        made("plan", "2023-03-20", "清明节祭扫烈士墓活动方案"),
        made("notice", "2023-03-22", "关于开展清明节祭扫烈士墓活动的通知"),
        made("ledger", "2023-06-04", "端午节包粽子比赛签到表"),
        made("photo", "2023-06-04", "端午节包粽子比赛"),
        made("summary", "2023-06-10", "端午节包粽子比赛总结"),
    ]
    (state,) = states([SET], *items)
    assert state.held == 0
    assert [[piece.part.label for piece in event.missing] for event in state.events] == [
        ["方案", "通知"],
        ["签到表", "照片", "总结"],
    ]


def test_another_ledger_is_no_sign_in_sheet_and_a_set_takes_nothing_from_other_needs() -> None:
    items = [
        made("plan", "2023-03-20", "清明节祭扫烈士墓活动方案"),
        made("ledger", "2023-04-04", "清明节祭扫烈士墓活动经费一览表"),
    ]
    whole, plan = states([SET, "{kind: plan}"], *items)
    assert "签到表" in [piece.part.label for piece in whole.events[0].missing]
    assert plan.lacking == 0


def test_too_many_are_counted_by_the_slot() -> None:
    items = [made("photo", "2021-03-01", str(n)) for n in range(5)]
    assert states(["{kind: photo, max: 3}"], *items)[0].surplus == 2
    assert states(["{kind: photo, max: 3, per: year}"], *items, made("photo", "2022-01-01"))[0].surplus == 2


def test_what_nobody_can_open_counts_nowhere() -> None:
    item = made("photo", "2021-03-01")
    broken = replace(item, known=replace(item.known, readable=False))
    (state,) = states(["{any_of: [照片, 音像]}"], broken)
    assert (state.held, state.unreadable, state.lacking) == (0, 1, 1)


DATES = st.one_of(st.none(), st.dates(dt.date(2019, 1, 1), dt.date(2025, 1, 1)).map(dt.date.isoformat))
ITEMS = st.lists(st.tuples(st.sampled_from(["photo", "video", "minutes", "plan"]), DATES), max_size=12)
NEEDS = st.lists(
    st.sampled_from(
        [
            "{kind: photo, min: 2}",
            "{any_of: [照片, 音像], min: 3}",
            "{kind: minutes, per: year}",
            "{kind: minutes, any_date: true}",
            "{any_of: [方案, {kind: 会议纪要, min: 2}]}",
            "{bundle: [方案, 照片]}",
        ]
    ),
    min_size=1,
    max_size=4,
)


@given(NEEDS, ITEMS, st.sampled_from(["photo", "video", "minutes", "plan"]), DATES)
def test_one_more_item_never_makes_more_missing(
    needs: list[str], rows: list[tuple[str, str | None]], kind: str, date: str | None
) -> None:
    items = [made(*row, source=f"{n}") for n, row in enumerate(rows)]
    before = sum(state.lacking for state in states(needs, *items))
    after = sum(state.lacking for state in states(needs, *items, made(kind, date, source="new")))
    assert after <= before


@given(NEEDS, ITEMS)
def test_counts_are_within_what_there_is(needs: list[str], rows: list[tuple[str, str | None]]) -> None:
    items = [made(*row, source=f"{n}") for n, row in enumerate(rows)]
    for state in states(needs, *items):
        assert 0 <= state.held <= len(items)
        assert 0 <= state.undated <= state.held
        assert state.out_of_period >= 0
        assert 0 <= state.lacking <= state.wanted


def test_of_two_needs_each_year_takes_its_own_before_the_other_gets_the_rest() -> None:
    early = [made("minutes", f"2021-0{n}-01", f"班子会{n}会议记录") for n in range(1, 7)]
    late = [made("minutes", f"{year}-0{n}-01", f"班子会{n}") for year in (2022, 2023) for n in (1, 2)]
    yearly, rest = states(
        ["{kind: minutes, min: 2, per: 年, words: [班子会]}", "{kind: minutes}"], *early, *late
    )
    assert (yearly.held, yearly.lacking, yearly.out_of_period) == (6, 0, 0)
    assert (rest.held, rest.lacking, rest.out_of_period) == (4, 0, 0)


def test_what_another_need_took_is_not_told_as_out_of_the_period() -> None:
    items = made("minutes", "2021-03-01", "党组会会议记录"), made("minutes", "2021-04-01", "例会记录")
    wide, narrow = states(["{kind: minutes, min: 2}", "{kind: minutes, words: [党组会]}"], *items)
    assert (wide.held, wide.out_of_period, narrow.held) == (1, 0, 1)


def test_an_alternative_takes_all_that_it_asks_for_before_other_needs() -> None:
    needs = ["{any_of: [方案, {kind: 会议纪要, min: 2}]}", "{kind: minutes}"]
    items = [made("minutes", f"2021-03-0{n}", f"第{n}次") for n in (1, 2)]
    assert [state.lacking for state in states(needs[::-1], *items)] == [0, 1]


def test_words_tell_several_kinds_apart_too() -> None:
    need = ["{any_of: [照片, 音像], words: [志愿]}"]
    assert states(need, made("photo", "2021-03-01", "党课照片"))[0].lacking == 1
    assert states(need, made("photo", "2021-03-01", "志愿服务照片"))[0].lacking == 0


def test_the_words_of_a_set_tell_its_event() -> None:
    need = ["{bundle: [方案, 照片], words: [道德讲堂]}"]
    other = made("plan", "2021-03-01", "清明祭扫方案"), made("photo", "2021-03-02", "清明祭扫照片")
    mine = made("plan", "2021-03-01", "道德讲堂方案"), made("photo", "2021-03-02", "道德讲堂照片")
    assert (states(need, *other)[0].held, states(need, *other, *mine)[0].held) == (0, 1)


def test_a_file_last_changed_in_one_month_is_no_evidence_of_a_later_one() -> None:
    item = made("briefing", "2021-02-10", "简报")
    guess = replace(item.known, description=replace(item.known.description, date_from="mtime"))
    (state,) = states(["{kind: briefing, per: 月}"], replace(item, known=guess), today=dt.date(2021, 4, 5))
    assert [slot.slot.label for slot in state.missing] == ["2021年2月", "2021年3月", "2021年4月"]
    early = made("briefing", "2021-01-10", "一月简报")
    (state,) = states(
        ["{kind: briefing, per: 月}"], early, replace(item, known=guess), today=dt.date(2021, 4, 5)
    )
    assert [slot.slot.label for slot in state.missing] == ["2021年3月", "2021年4月"]


def test_a_school_year_is_one_year() -> None:
    text = (
        "title: 试\nperiod: {start: 2021-07-01, end: 2022-06-30}\nindicators:\n"
        "  - {code: a, title: 甲, evidence: [{kind: minutes, min: 2, per: 年}]}\n"
    )
    items = [made("minutes", "2021-09-15", "一"), made("minutes", "2022-01-15", "二")]
    (state,) = needing.states(load.parse(text).leaves[0], items, LATE)
    assert (state.wanted, state.held, state.lacking) == (2, 2, 0)


def test_one_photo_of_three_is_something_of_an_event() -> None:
    (state,) = states(["{bundle: [方案, {kind: 照片, min: 3}]}"], made("photo", "2021-03-01", "志愿服务照片"))
    assert [(piece.part.label, piece.lacking) for piece in state.events[0].missing] == [
        ("方案", 1),
        ("照片", 2),
    ]


def test_a_piece_that_may_be_there_makes_no_set_alone() -> None:
    (state,) = states(["{bundle: [{kind: 照片, min: 0}]}"], made("plan", "2021-03-01", "方案"))
    assert (state.held, state.lacking, state.events) == (0, 1, ())


def test_what_would_end_the_lack_of_a_set_is_all_its_missing_pieces() -> None:
    need = "{bundle: [方案, 通知, {kind: 照片, min: 3}], min: 2}"
    assert states([need])[0].items == 10
    assert states([need], made("plan", "2021-03-01", "道德讲堂方案"))[0].items == 9


def test_what_serves_one_need_alone_is_taken_by_it() -> None:
    rules = made("regulation", "2021-03-01", "考勤制度"), made("regulation", "2021-04-01", "学习制度")
    needs = ["{kind: regulation, any_date: true, words: [考勤]}", "{kind: regulation}"]
    assert [state.lacking for state in states(needs, *rules)] == [0, 0]
    minutes = made("minutes", "2021-03-01", "班子会"), made("minutes", "2021-03-02", "党组会")
    needs = ["{kind: minutes, words: [党组会, 班子会]}", "{kind: minutes, words: [班子会]}"]
    assert [state.lacking for state in states(needs, *minutes)] == [0, 0]
