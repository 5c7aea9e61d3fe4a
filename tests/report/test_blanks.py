"""Blanks are found, and what only looks like one is not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.report import blanks


@pytest.mark.parametrize(
    ("line", "blank"),
    [
        ("XX单位2023年工作总结", "XX单位"),
        ("在××局的领导下", "××局"),
        ("关于某某单位的通知", "某某单位"),
        ("20xx年度工作计划", "20xx年"),
        ("202×年", "202×年"),
        ("二、20**年打算", "20**年"),
        ("××年××月××日", "××年"),
        ("定于X月X日召开", "X月X日"),
        ("发放资料XXX份", "XXX份"),
        ("×××科未整改", "×××科"),
        ("（此处填写单位名称）", "（此处填写单位名称）"),
        ("[请输入标题]", "[请输入标题]"),
        ("单击此处添加标题", "单击此处添加标题"),
        ("参加人数：（待补充）", "（待补充）"),
        ("【】关于开展活动的通知", "【】"),
        ("澜水发〔2023〕  号", "〔2023〕  号"),
        ("澜水发〔20××〕××号", "20××〕"),
        ("{{单位名称}}", "{{单位名称}}"),
    ],
)
def test_a_blank_is_found_anywhere(line: str, blank: str) -> None:
    assert blank in blanks.found(["通知", line, "正文"], labels=False)


@pytest.mark.parametrize(
    "line",
    [
        "联系电话138****1234",
        "志愿者沈*×，电话1830546****",
        "身份证35*************123",
        "某县某局诉某公司一案",
        "张某某、李某某参加会议",
        "王××（局长）",
        "限×月×日前改正",
        "××科长、××市长",
        "王××局长讲话",
        "展板尺寸3×4米，共2×5块",
        "面积=长×宽，S=a×b",
        "□是 □否",
        "二○○八年五月六日，二〇〇〇年",
        "第一〇一医院",
        "https://example.com/xx/index",
        "工作服XXL码20件，XX染色体",
        "3XX单元",
        "**活动时间**：5月6日，**市级文明单位**",
        "澜水发〔2023〕15号",
        "〔2023〕第5号",
        "【学习】一、二、",
        "住址：××路××号",
        "填表说明：请用黑色笔填写",
        "（请参加人员签到）",
        "分隔线____________",
        "____",
    ],
)
def test_what_is_no_blank_is_left(line: str) -> None:
    assert blanks.found(["通知", line, "正文"], labels=True) == []


@pytest.mark.parametrize(
    ("line", "blank"),
    [
        ("时间：____", "时间：____"),
        ("主持人____", "主持人____"),
        ("____年", "____年"),
        ("    年  月  日", "年 月 日"),
        ("2023年   月   日", "2023年 月 日"),
        ("2023年5月   日", "2023年5月 日"),
    ],
)
def test_lines_left_empty_are_asked_for(line: str, blank: str) -> None:
    assert blanks.found(["通知", "正文", line], labels=True) == [blank]
    assert blanks.found(["通知", "正文", line], labels=False) == []


def test_an_annex_to_fill_in_is_for_others() -> None:
    lines = ["通知", "各科室：", "请报名。", "2023年5月6日", "附件1：报名表", "姓名：____", "XX单位"]
    assert blanks.found(lines, labels=True) == []
    assert blanks.found([line for line in lines if "附" not in line], labels=True) == ["XX单位", "姓名：____"]


@pytest.mark.parametrize("name", ["报名表（空白）", "请假条模板", "问卷调查", "承诺书（样）", "学法考试试卷"])
def test_forms_are_known_by_their_names(name: str) -> None:
    assert blanks.FORM.search(name) and not blanks.FORM.search("2023年工作总结")


@given(st.text(alphabet="XxX×*_年月日 号〔〕[]20某（请填写）", max_size=200))
def test_whatever_is_found_stands_there(text: str) -> None:
    closed = " ".join(text.split())
    for blank in blanks.found(["一", *text.split("\n")], labels=True):
        assert blank in text or blank in closed


def test_long_texts_take_no_time() -> None:
    begun = time.perf_counter()
    for sign in ("X", "×", "*", "_", "年 ", "〔2023", "（请", "【 ", "{{", "某", "20"):
        blanks.found([sign * 50_000], labels=True)
    assert time.perf_counter() - begun < 5


def test_a_name_left_out_within_a_sentence_is_found_and_a_form_is_not() -> None:
    assert blanks.found(["为推进____单位精神文明建设，制定本方案。"], labels=True) == ["____单位"]
    assert blanks.found(["填表人____单位盖章____电话____"], labels=True) == []
    assert blanks.found(["（此处填写会议背景）同志们：今天我们开会。"], labels=True) == [
        "（此处填写会议背景）"
    ]
