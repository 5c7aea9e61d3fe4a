"""Needs from the words of published catalogues: what is asked for, and nothing that is not."""

from __future__ import annotations

import importlib
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.catalogue import load
from wenming_archive.catalogue.needs import Need, Per
from wenming_archive.published import needs

_FOLDER = Path(__file__).parents[2] / "benchmarks"


def only(text: str) -> Need:
    (found,) = needs.infer(text)
    return found.need


@pytest.fixture(scope="module")
def scorer() -> Iterator[Any]:
    path, modules = list(sys.path), set(sys.modules)
    sys.path.insert(0, str(_FOLDER))
    yield importlib.import_module("importing_needs")
    sys.path[:] = path
    for name in set(sys.modules) - modules:
        if str(getattr(sys.modules[name], "__file__", "")).startswith(str(_FOLDER)):
            del sys.modules[name]


@pytest.mark.parametrize(
    ("text", "kind", "low", "high", "per"),
    [
        ("会议记录每年不少于2次", "minutes", 2, None, Per.year),
        ("图片3张以上", "photo", 3, None, None),
        ("照片3-5张", "photo", 3, 5, None),
        ("实景图片三张以内", "photo", 1, 3, None),
        ("说明报告不超过500字", "summary", 1, None, None),
        ("每季度至少开展1次志愿服务活动，有记录", "minutes", 1, None, Per.quarter),
        ("年度工作计划", "plan", 1, None, Per.year),
        ("近三年工作总结", "summary", 1, None, Per.year),
        ("现场照片不少于3张、不多于10张", "photo", 3, 10, None),
        ("承诺书一式两份", "pledge", 1, None, None),
        ("关于开展主题活动的通知", "notice", 1, None, None),
    ],
)
def test_one_need(text: str, kind: str, low: int, high: int | None, per: Per | None) -> None:
    found = only(text)
    assert (found.kind, found.min, found.max, found.per) == (kind, low, high, per)


@pytest.mark.parametrize(
    "text",
    [
        "无违反计划生育政策问题",
        "深入贯彻文件精神",
        "加强规划建设",
        "设立文明照片墙",
        "诚信记录良好",
        "严格执行各项规章制度",
        "及时总结",
        "每年召开专题会议不少于2次",
        "人均公园绿地面积不少于10平方米",
        "",
        "，。；",
    ],
)
def test_a_sentence_on_how_work_is_done_asks_for_nothing(text: str) -> None:
    assert needs.infer(text) == ()


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("教师任课安排，服务规范", ["plan", "regulation"]),
        ("执行情况报告", ["summary"]),
        ("发言材料", ["speech"]),
        ("无", []),
        ("见附件", []),
    ],
)
def test_in_a_list_of_materials_every_document_is_wanted(text: str, kinds: list[str]) -> None:
    assert [one.need.kind for one in needs.infer(text, listed=True)] == kinds


@pytest.mark.parametrize(
    "text", ["未成年人活动方案", "无偿献血活动方案", "对口帮扶工作方案", "在职党员活动方案", "按季度活动方案"]
)
def test_a_name_that_begins_like_a_refusal_is_none(text: str) -> None:
    assert only(text).kind == "plan"


def test_names_of_rules_are_no_papers_of_their_own() -> None:
    assert only("制定招募注册、服务记录、星级评定等制度").kind == "regulation"


def test_a_bracket_may_say_again_what_stands_before_it() -> None:
    found = only("活动照片（照片不超过15张）")
    assert (found.min, found.max) == (1, 15)


def test_a_paper_on_rules_is_a_rule_and_one_on_honours_a_paper() -> None:
    assert [only(text).kind for text in ("制度文件", "表彰文件")] == ["regulation", "notice"]


def test_so_many_of_each_is_no_set() -> None:
    assert [one.need.kind for one in needs.infer("活动方案每项1份，照片3张")] == ["plan", "photo"]


def test_words_that_follow_one_another_without_a_sign_are_parted() -> None:
    assert [one.need.kind for one in needs.infer("有计划有总结有记录")] == ["plan", "summary", "minutes"]


def test_a_list_asks_for_each_of_its_parts() -> None:
    found = [one.need.kind for one in needs.infer("相关文件、活动方案、图片资料")]
    assert found == ["notice", "plan", "photo"]


def test_a_count_of_each_is_of_all_before_it() -> None:
    assert [one.need.min for one in needs.infer("方案、总结各不少于2份")] == [2, 2]


def test_one_of_several_is_a_choice() -> None:
    found = only("提供照片或视频，不少于3份")
    assert ([part.kind for part in found.any_of], found.min) == (["photo", "video"], 3)
    assert len(only("以下材料之一：文件、会议纪要、工作方案").any_of) == 3


def test_what_each_deed_wants_is_a_set() -> None:
    found = only("每年开展活动不少于4次，每次活动有方案、有签到表、有照片3张")
    assert [(part.kind, part.min) for part in found.bundle] == [
        ("plan", None),
        ("ledger", None),
        ("photo", 3),
    ]
    assert (found.min, found.per) == (4, Per.year)


def test_sorts_of_lists_are_told_by_their_names() -> None:
    words = [one.need.words for one in needs.infer("志愿者花名册、签到表、服务台账")]
    assert words == [("名册", "名单", "名录"), ("签到",), ()]


def test_several_papers_of_one_kind_go_by_their_forms() -> None:
    words = [one.need.words for one in needs.infer("评选活动通知、评选结果公示")]
    assert words == [("通知",), ("公示",)]


def test_rules_in_force_may_be_old_and_new_ones_may_not() -> None:
    assert only("有规章制度").any_date
    assert not only("提供2023年新修订的管理办法").any_date
    assert not only("工作方案").any_date
    assert only("工作方案不限时间").any_date


def test_a_formal_paper_is_asked_for_as_one() -> None:
    assert only("须提供带文号的工作方案").official
    assert only("成立领导小组的红头文件").official
    assert not only("成立领导小组的文件").official


def test_the_sentence_stands_in_the_note_as_it_was_written() -> None:
    (found,) = needs.infer("1.会议记录，２份；")
    assert found.sentence == "会议记录，２份"
    assert found.need.note == "按原文推断：会议记录，２份"
    assert found.need.min == 2


def test_what_is_asked_for_more_strongly_is_not_asked_for_again() -> None:
    assert only("会议记录每年不少于2次。有会议记录").min == 2


def test_a_row_is_what_the_catalogue_writes() -> None:
    (found,) = needs.infer("简报每月至少1期")
    assert found.row() == {"kind": "briefing", "min": 1, "note": found.need.note, "per": "month"}
    assert "per" not in found.row(timed=False)
    (either,) = needs.infer("照片或视频")
    assert list(either.row()) == ["any_of", "min", "note"]


WORDS = st.lists(
    st.sampled_from(
        [
            "提供",
            "有",
            "无",
            "每年",
            "每季度",
            "每次活动",
            "不少于",
            "至多",
            "3",
            "两",
            "2-5",
            "张",
            "份",
            "次",
            "以上",
            "以内",
            "各",
            "会议记录",
            "方案",
            "年度",
            "签到表",
            "照片",
            "制度",
            "红头文件",
            "不限时间",
            "、",
            "，",
            "。",
            "；",
            "或",
            "和",
            "（",
            "）",
            "：",
            "之一",
            "《",
            "》",
            "近三年",
            "500字",
            "落实",
            "开展",
            "的",
            "齐全",
        ]
    ),
    max_size=14,
).map("".join)


@given(WORDS)
def test_whatever_is_inferred_stands_in_a_catalogue_without_a_fault(text: str) -> None:
    import yaml

    rows = [one.row() for one in needs.infer(text)]
    leaf = {"code": "1", "title": "甲", **({"evidence": rows} if rows else {})}
    period = {"start": "2021-01-01", "end": "2023-12-31"}
    written = yaml.safe_dump({"title": "体系", "period": period, "indicators": [leaf]}, allow_unicode=True)
    made = load.parse(written)
    assert [need.model_dump() for need in made.leaves[0].indicator.evidence] == [
        one.need.model_dump() for one in needs.infer(text)
    ]


@given(WORDS, WORDS)
def test_what_stands_after_a_full_stop_takes_nothing_away(first: str, second: str) -> None:
    alone = {one.need.kinds for one in needs.infer(first)}
    assert {kind for kinds in alone for kind in kinds} <= {
        kind for one in needs.infer(f"{first}。{second}") for kind in one.need.kinds
    }


def test_the_scored_sentences_stay_as_well_understood(scorer: Any) -> None:
    figures = scorer.score("dev")
    assert figures["sentences"] >= 100
    assert figures["precision"] >= 0.97
    assert figures["recall"] >= 0.95
    assert figures["nothing invented"] == 1


@pytest.mark.parametrize(
    "sign", ["等", "等资料", "相关", "有", "每", "3张", "和", "（", "《", "方案、", "1-", "签订到", " "]
)
def test_a_hostile_cell_takes_no_time(sign: str) -> None:
    begun = time.process_time()
    needs.infer(sign * 2000)
    needs.infer(sign * 2000, listed=True)
    assert time.process_time() - begun < 5
