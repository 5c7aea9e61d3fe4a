from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papers import BODY, lined
from wenming_archive.describe import issuers


@pytest.mark.parametrize(
    ("written", "issuer"),
    [
        # The red head, wherever it stands.
        (["某市教育局文件", "某教发〔2023〕5号", "关于开展活动的通知", *BODY, "某市教育局", "2023年3月6日"], "某市教育局"),
        (["[框]中共某市委宣传部文件", "某宣发〔2023〕5号", "关于开展活动的通知", *BODY], "中共某市委宣传部"),
        (["某 市 水 利 局 文 件", "关于开展活动的通知", *BODY], "某市水利局"),
        (["某市精神文明建设指导委员会办公室文件", *BODY, "市文明办", "2023年3月6日"], "某市精神文明建设指导委员会办公室"),
        # The line above the closing date, or before it.
        (["关于开展活动的通知", *BODY, "某市水利局", "2023年3月6日"], "某市水利局"),
        (["关于开展活动的通知", *BODY, "某市水利局（盖章）", "2023年3月6日"], "某市水利局"),
        (["关于开展活动的通知", *BODY, "某市水利局  2023年3月6日"], "某市水利局"),
        (["关于开展活动的通知", *BODY, "某 市 水 利 局", "二〇二三年三月六日"], "某市水利局"),
        (["倡议书", "广大市民：", *BODY, "某市文明办", "2023年9月"], "某市文明办"),
        # The line under the title.
        (["2023年工作总结", "某市民政局(2023年12月28日)", *BODY], "某市民政局"),
        (["2023年工作总结", "某市民政局", "（2023年12月28日）", *BODY], "某市民政局"),
        # The editor of an issue.
        (["创建工作简报", "第5期", "某局创建办编    2023年7月7日", "我局开展活动", *BODY], "某局创建办"),
        # A label.
        (["# 活动台账", "填报单位：某市税务局", "||序号|日期|内容", "|1|3月|清扫"], "某市税务局"),
        (["# 活动台账", "填报单位（盖章）：某市税务局  填报日期：2023年3月6日", "||序号|日期|内容"], "某市税务局"),
        (["工作简报", "编印单位：某社区", *BODY], "某社区"),
        # Who passed a rule.
        (["村规民约", "(2021年11月26日柳湾村村民代表会议通过)", "第一条 爱党爱国。"], "柳湾村村民代表会议"),
        # On its own above the title; in the title.
        (["某市教育局", "关于做好创建工作的通知", "各学校：", *BODY], "某市教育局"),
        (["某市教育局关于做好创建工作的通知", "各学校：", *BODY], "某市教育局"),
        (["某县水利局2023年度工作总结", *BODY], "某县水利局"),
    ],
)  # fmt: skip
def test_the_document_names_its_issuer(written: list[str], issuer: str) -> None:
    assert issuers.of(lined(*written)) == issuer


@pytest.mark.parametrize(
    "written",
    [
        [],
        ["关于开展活动的通知", *BODY],
        ["关于开展活动的通知", *BODY, "2023年3月6日"],
        ["关于印发文件", *BODY],
        ["关于学习贯彻上级文件", *BODY],
        ["倡议书", *BODY, "特此通知。", "2023年3月6日"],
        ["会议记录", "主持：张三", "2023年3月6日"],
        ["合同", "联系人：张三办公室", "2023年3月6日"],
        ["总结", *BODY, "让我们携手共建美好社区！", "2023年3月6日"],
        ["填报单位：", "||序号|姓名|单位", "|1|张三|某局"],
        ["某局长在全市创建大会上讲道，要抓好落实。", *BODY],
        ["|1|某市水利局|2023年3月6日"],
    ],
)
def test_without_a_body_named_there_is_none(written: list[str]) -> None:
    assert issuers.of(lined(*written)) is None


@given(
    st.lists(st.text("某市水利局文件关于的通知2023年3月6日（）()：:盖章编 　单位", max_size=24), max_size=8)
)
def test_an_issuer_is_one_clean_name(written: list[str]) -> None:
    found = issuers.of(lined(*written))
    assert found is None or (found == found.strip() and 2 <= len(found) <= 60 and "\n" not in found)


@pytest.mark.parametrize(
    ("written", "issuer"),
    [
        (["中共某镇委员会文件", "关于开展活动的意见", *BODY, "中共某镇委员会", "某镇人民政府", "2023年3月6日"], "中共某镇委员会 某镇人民政府"),
        (["关于开展活动的意见", *BODY, "某县民政局　　某县文明办", "2023年3月6日"], "某县民政局 某县文明办"),
        (["[框]某小学少先队大队部", "关于开展活动的方案", *BODY], "某小学少先队大队部"),
        (["校社携手进社区", "（校团委供稿）10月18日，我校学生来到社区。"], "校团委"),
        (["申报表", "|单位名称|某县某局|负责人|张三"], "某县某局"),
    ],
)  # fmt: skip
def test_issuers_stand_elsewhere_too(written: list[str], issuer: str) -> None:
    assert issuers.of(lined(*written)) == issuer


@pytest.mark.parametrize(
    ("title", "kind", "issuer"),
    [
        ("中共某县交通局党组会议纪要", "minutes", "中共某县交通局党组"),
        ("某县水利局局长办公会议纪要", "minutes", "某县水利局"),
        ("机关第一党支部党员大会会议记录", "minutes", "机关第一党支部"),
        ("实验小学“我们的节日”活动方案", "plan", "实验小学"),
        ("青河镇中心小学第八届读书节方案", "plan", "青河镇中心小学"),
        ("实验小学开展“开学第一课”活动", "briefing", None),
        ("理论学习中心组学习记录", "minutes", None),
    ],
)
def test_minutes_and_plans_are_of_the_body_their_title_opens_with(
    title: str, kind: str, issuer: str | None
) -> None:
    assert issuers.of(lined(title, *BODY), title, kind) == issuer
