"""The concluding statement says what the items show, and nothing besides."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import CATALOGUE
from samples import made_item
from wenming_archive.catalogue import load
from wenming_archive.catalogue.model import Catalogue
from wenming_archive.decisions import Decisions
from wenming_archive.kinds import KINDS
from wenming_archive.model import Item
from wenming_archive.report import concluding, gaps
from wenming_archive.report.concluding import LIMIT, Conclusion
from wenming_archive.report.gaps import LeafState

TREE = load.parse(CATALOGUE)
BARE = load.parse(
    "title: 体系\nperiod: {start: 2023-01-01, end: 2023-12-31}\n"
    "indicators:\n- {code: 甲, title: 志愿服务}\n"
    "- {code: 乙, title: 实地, methods: [实地考察, 问卷调查]}\n"
)


def at(title: str, kind: str, date: str | None = "2023-03-05", **more: Any) -> Item:
    """Return an item of BARE's first leaf, with the number and the like given."""
    item = made_item(f"{title}.docx", "甲", kind=kind, date=date, title=title)
    described = replace(item.known.description, **more)
    return replace(item, known=replace(item.known, description=described))


def state(items: list[Item], tree: Catalogue = BARE, code: str = "甲", **said: Any) -> LeafState:
    found = gaps.compare(tree, items, Decisions.model_validate(said)).leaves
    return next(leaf for leaf in found if leaf.leaf.code == code)


def told(*items: Item, limit: int = LIMIT) -> str:
    return concluding.conclusion(state(list(items)), items, limit)


PLAN = at("2023年志愿服务工作计划", "plan", "2023-02-01", number="×发〔2023〕5号")
RULE = at("志愿服务管理办法", "regulation", "2023-01-10")
SUMMARY = at("2023年志愿服务工作总结", "summary", "2023-12-20")


def test_clauses_stand_in_the_order_in_which_evaluators_ask() -> None:
    photo = at("敬老院慰问", "photo")
    assert told(SUMMARY, photo, RULE, PLAN) == (
        "本项共有材料4件，形成于2023年1月至12月。"
        "有计划：《2023年志愿服务工作计划》（×发〔2023〕5号）；有制度：《志愿服务管理办法》；"
        "有活动：照片1张；有成效：《2023年志愿服务工作总结》。"
    )


def test_a_clause_without_anything_under_it_is_not_there() -> None:
    assert told(RULE) == "本项有材料1件，形成于2023年1月10日。有制度：《志愿服务管理办法》。"


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("关于开展志愿服务活动的通知", "有计划"),
        ("关于印发《志愿服务管理办法》的通知", "有制度"),
        ("关于表彰优秀志愿者的决定", "有成效"),
    ],
)
def test_a_notice_shows_what_its_title_says(title: str, label: str) -> None:
    shown = title.replace("《", "〈").replace("》", "〉")
    assert f"。{label}：《{shown}》。" in told(at(title, "notice"))


def test_what_shows_neither_is_named_besides_and_alone_it_is_not_besides() -> None:
    roster = at("残疾人名册", "ledger")
    assert told(roster) == "本项有材料1件，形成于2023年3月5日。有《残疾人名册》。"
    assert told(RULE, roster).endswith("有制度：《志愿服务管理办法》；另有《残疾人名册》。")


def test_a_photo_of_what_stands_there_is_no_activity() -> None:
    assert told(at("宣传栏", "photo")) == "本项有材料1件，形成于2023年3月5日。有照片1张。"
    assert "有活动：照片1张" in told(at("环境整治", "photo"))
    assert "有活动" not in told(at("职工活动室", "photo"))


def test_an_event_is_named_with_its_day_when_more_than_one_paper_shows_it() -> None:
    plan = at("学雷锋志愿服务活动方案", "plan", "2023-03-01")
    photos = [at(f"学雷锋志愿服务{n}", "photo") for n in "一二三"]
    assert "有活动：学雷锋志愿服务（2023年3月5日），存有照片3张" in told(plan, *photos)
    assert "有活动" not in told(plan)


@pytest.mark.parametrize(
    ("kind", "title", "end"),
    [
        ("notice", "关于取消××文明单位荣誉称号的通报", "有《关于取消××文明单位荣誉称号的通报》。"),
        ("notice", "关于推荐拟表彰对象的通知", "有《关于推荐拟表彰对象的通知》。"),
        ("notice", "关于取消举办职工运动会的通知", "有《关于取消举办职工运动会的通知》。"),
        ("summary", "关于未完成创建任务的情况说明", "有《关于未完成创建任务的情况说明》。"),
        ("briefing", "关于两名职工违纪问题的通报简报", "有《关于两名职工违纪问题的通报简报》。"),
    ],
)
def test_what_nobody_can_boast_of_stands_under_no_boasting_head(kind: str, title: str, end: str) -> None:
    assert told(at(title, kind)).endswith(f"。{end}")


def test_no_activity_is_claimed_that_was_put_off_or_only_prepared() -> None:
    off = at("关于推迟举办职工运动会的通知", "notice", "2023-03-01")
    assert told(off, at("职工运动会报名表", "ledger", "2023-03-02")).endswith(
        "。有《职工运动会报名表》《关于推迟举办职工运动会的通知》。"
    )
    plan = at("志愿服务活动方案", "plan")
    assert told(plan, at("志愿服务活动经费预算表", "ledger")).endswith(
        "有计划：《志愿服务活动方案》；另有《志愿服务活动经费预算表》。"
    )


def test_an_event_has_a_day_only_if_what_was_made_there_bears_it() -> None:
    notice = at("关于开展学雷锋志愿服务活动的通知", "notice", "2023-03-01")
    undated, dated = (at("学雷锋志愿服务活动现场", "photo", day) for day in (None, "2023-04-20"))
    assert "有活动：学雷锋志愿服务活动，存有照片1张。" in told(notice, undated)
    assert "有活动：学雷锋志愿服务活动（2023年4月20日），存有照片1张。" in told(notice, dated)


def test_papers_with_a_number_are_named_first_and_the_rest_is_counted() -> None:
    plans = [at(f"志愿服务方案之{n}", "plan", f"2023-0{n}-01") for n in range(1, 6)]
    numbered = at("志愿服务要点", "plan", "2023-01-02", number="×发〔2023〕1号")
    said = told(*plans, numbered)
    assert (
        "有计划：《志愿服务要点》（×发〔2023〕1号）、《志愿服务方案之5》《志愿服务方案之4》等方案计划6份"
        in said
    )


def test_a_title_from_a_file_name_is_counted_and_not_named() -> None:
    assert told(at("方案终稿", "plan", title_inferred=True)).endswith("有计划：方案计划1份。")


def test_certificates_are_named_without_title_marks_and_bare_ones_are_counted() -> None:
    named = at("县级“文明窗口”", "certificate")
    assert told(named).endswith("有成效：“县级‘文明窗口’”。")
    assert told(at("荣誉证书", "certificate")).endswith("有成效：荣誉证书1份。")


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (["2023-03-05", "2023-03-05"], "形成于2023年3月5日"),
        (["2023-03-05", "2023-03"], "形成于2023年3月"),
        (["2023-03-05", "2023-11-01"], "形成于2023年3月至11月"),
        (["2023", "2023-11-01"], "形成于2023年"),
        (["2023-03-05", None], "其中注明日期的1件，形成于2023年3月5日"),
        ([None, None], "本项共有材料2件。"),
    ],
)
def test_of_what_time_the_items_are_is_told_of_those_with_a_date(days: list[str | None], said: str) -> None:
    assert said in told(at("甲办法", "regulation", days[0]), at("乙办法", "regulation", days[1]))


def test_what_lies_outside_the_period_or_cannot_be_read_is_not_claimed() -> None:
    old = at("旧办法", "regulation", "2019-01-01")
    broken = at("坏办法", "regulation")
    broken = replace(broken, known=replace(broken.known, readable=False))
    assert told(RULE, old, broken) == told(RULE)
    assert told(old, broken) == "本项尚无可计入的材料。"
    assert told() == "本项尚无材料。"


WHOLE = [
    made_item("方案", "Ⅰ-1", kind="plan"),
    made_item("照片1", "Ⅰ-1", kind="photo"),
    made_item("照片2", "Ⅰ-1", kind="photo"),
    made_item("制度", "Ⅰ-1", kind="regulation", date="2010-01-01"),
]


def test_the_end_says_honestly_which_needs_are_met() -> None:
    def end(items: list[Item]) -> str:
        return concluding.conclusion(state(items, TREE, "Ⅰ-1"), items).split("。")[-2]

    assert end(WHOLE) == "应备材料（方案计划、照片、制度办法）齐备"
    assert end(WHOLE[:2]) == "应备材料中，方案计划已备齐，尚缺照片1张、制度办法1份"
    assert end(WHOLE[1:2]) == "尚缺方案计划1份、照片1张、制度办法1份"


def test_needs_of_the_like_are_told_once() -> None:
    tree = load.parse(
        "title: 体系\nindicators:\n- code: 甲\n  title: 会议\n  evidence:\n"
        "  - {kind: minutes, min: 2}\n  - {kind: minutes, min: 1, words: [党组会]}\n"
        "  - {bundle: [方案, 照片], min: 2}\n  - {kind: other}\n"
    )
    item = at("值班记录", "minutes")
    said = concluding.conclusion(state([item], tree), [item])
    assert said.endswith(
        "尚缺会议纪要1份、题名含“党组会”的会议纪要1份、整套材料（方案、照片）2套、其他材料1份。"
    )


@pytest.mark.parametrize(
    ("note", "said"),
    [
        ({"note": "没有食堂", "na": True}, "本项不适用：没有食堂。"),
        ({"note": "还没有办。"}, "本项未开展：还没有办。"),
        ({"note": "年底办", "due": "2099-12-31"}, "本项未开展：年底办，计划于2099年12月31日前完成。"),
        ({}, "本项未开展。"),
    ],
)
def test_of_what_was_not_done_the_reason_is_all(note: dict[str, Any], said: str) -> None:
    found = state([], not_held=[{"code": "甲", **note}])
    assert concluding.conclusion(found, []) == said


def test_a_long_reason_ends_with_a_clause() -> None:
    found = state([], not_held=[{"code": "甲", "note": "人手不够，" * 200}])
    said = concluding.conclusion(found, [])
    assert len(said) <= LIMIT and said.endswith("人手不够。")
    found = state([], not_held=[{"code": "甲", "note": "长" * 900}])
    assert concluding.conclusion(found, []) == "本项未开展。"


def test_what_needs_no_files_says_so() -> None:
    assert concluding.conclusion(state([], code="乙"), []) == (
        "本项测评方法为实地考察、问卷调查，不需提交材料。"
    )


def test_what_people_wrote_takes_its_place() -> None:
    own = Decisions.model_validate({"conclusions": [{"code": "甲", "text": "我们写的。"}]})
    assert concluding.text(state([RULE]), [RULE], own) == Conclusion("我们写的。", True)
    assert concluding.text(state([RULE]), [RULE], Decisions()) == Conclusion(told(RULE), False)


def test_where_room_is_short_fewer_papers_are_named_and_no_clause_is_cut() -> None:
    plans = [at(f"{n}{'很长的题名' * 7}方案", "plan") for n in range(3)]
    rules = [at(f"{n}{'很长的题名' * 7}办法", "regulation") for n in range(3)]
    whole = told(*plans, *rules)
    short = told(*plans, *rules, limit=200)
    assert whole.count("《") == 6 and short.count("《") == 2 and len(short) <= 200
    assert "》等方案计划3份；有制度：《" in short and short.endswith("等制度办法3份。")
    assert told(*plans, *rules, limit=60).endswith("有计划：方案计划3份；有制度：制度办法3份。")
    assert told(*plans, *rules, limit=0) == whole


@given(
    st.lists(
        st.tuples(
            st.sampled_from([kind.id for kind in KINDS]),
            st.text("学习活动方案制度“”《》（）a1 ", min_size=1, max_size=60),
            st.sampled_from(["2023-05-06", "2023-05", "2023", "2019-01-01", None]),
        ),
        max_size=12,
    )
)
def test_it_is_never_too_long_and_always_whole(given_items: list[tuple[str, str, str | None]]) -> None:
    items = [at(f"{title}", kind, date) for kind, title, date in given_items]
    said = told(*items)
    counted = [one for one in given_items if one[2] != "2019-01-01"]
    assert len(said) <= LIMIT and said.endswith("。") and "。。" not in said
    assert f"材料{len(counted)}件" in said if counted else "尚无" in said


def test_what_is_handed_in_does_not_accuse_the_unit() -> None:
    plan = made_item("a", "Ⅰ-1", kind="plan", title="第六期道德讲堂方案")
    state = next(one for one in gaps.compare(TREE, [plan], Decisions()).leaves if one.leaf.code == "Ⅰ-1")
    assert "尚缺" in concluding.conclusion(state, [plan])
    bare = concluding.conclusion(state, [plan], lacking=False)
    assert "尚缺" not in bare and bare.endswith("应备的方案计划已备齐。")
    assert concluding.conclusion(gaps.compare(TREE, [], Decisions()).leaves[0], [], lacking=False) == ""
