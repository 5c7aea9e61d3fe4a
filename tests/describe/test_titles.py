from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from papers import BODY, lined
from wenming_archive.describe import titles
from wenming_archive.describe.titles import Title


def title(*written: str, stem: str = "扫描件001") -> Title:
    return titles.of(lined(*written), stem)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        # Red-head layout: the title stands under the number.
        (["某市教育局文件", "某教发〔2023〕5号", "关于开展志愿服务活动的通知", "各学校："], "关于开展志愿服务活动的通知"),
        (["某市文明办文件", "某文明办〔2023〕5号  签发人：张三", "关于开展2023年度", "市级文明单位复查工作的通知", "各单位："], "关于开展2023年度市级文明单位复查工作的通知"),
        (["000123", "机密★1年", "特急", "某市教育局文件", "某教发〔2023〕5号", "某市教育局关于表彰", "先进集体和先进个人", "的决定", "各学校："], "某市教育局关于表彰先进集体和先进个人的决定"),
        (["某局", "某函〔2023〕15号", "关于商请支持创建工作的函", "市城管局："], "关于商请支持创建工作的函"),
        # Minutes and briefings.
        (["某局局长办公会议纪要", "〔2023〕6号", "某局办公室  2023年6月8日"], "某局局长办公会议纪要"),
        (["创建工作简报", "第5期（总第23期）", "某局创建办编  2023年7月7日", "我局开展清洁家园志愿服务活动", "7月6日上午，我局组织志愿者到社区开展活动。"], "我局开展清洁家园志愿服务活动"),
        (["支部主题党日会议记录", "会议时间：2023年4月12日", "地点：三楼"], "支部主题党日会议记录"),
        # Styles and layout.
        (["# 工作方案", *BODY], "工作方案"),
        (["# 文明单位创建", "# 三年行动计划", *BODY], "文明单位创建三年行动计划"),
        (["前言文字说明一二三", "^2023年度创建工作总结", *BODY], "2023年度创建工作总结"),
        (["^某镇2023年度精神文明建设", "^工作总结", *BODY], "某镇2023年度精神文明建设工作总结"),
        # The line with 关于.
        (["编号一二三四", "关于调整创建工作领导小组的通知", *BODY], "关于调整创建工作领导小组的通知"),
        (["某某市水利局", "关于调整创建工作领导小组", "组成人员的通知", *BODY], "关于调整创建工作领导小组组成人员的通知"),
        # The first line.
        (["2023年工作计划", *BODY], "2023年工作计划"),
        (["附件1", "志愿者名册", "||序号|姓名|单位", "|1|张三|某局"], "志愿者名册"),
        (["附件：", "志愿服务活动方案", *BODY], "志愿服务活动方案"),
        (["交流发言材料", "以文明创建引领城市品质提升", "某区委宣传部", "2023年3月6日"], "以文明创建引领城市品质提升"),
        (["凝心聚力谋发展", "砥砺奋进开新局", "某区委宣传部", "2023年3月6日"], "凝心聚力谋发展砥砺奋进开新局"),
        (["传承雷锋精神", "——某局学雷锋活动总结", "2023年3月6日"], "传承雷锋精神——某局学雷锋活动总结"),
        (["通    知", "各科室：", "请按时参加会议。"], "通知"),
        (["创 建 工 作 总 结", *BODY], "创建工作总结"),
        (["扎实推进精细管理  努力建设文明城区", *BODY], "扎实推进精细管理 努力建设文明城区"),
        # Tables.
        (["# 志愿服务活动台账（截至2024年6月）", "||序号|活动|日期", "|1|清扫|3月5日"], "志愿服务活动台账"),
        (["# 2023年志愿服务活动台账", "填报单位：某局", "||序号|活动|日期", "|1|清扫|3月5日"], "2023年志愿服务活动台账"),
        (["[表]志愿者花名册", "||序号|姓名|单位", "|1|张三|某局"], "志愿者花名册"),
        # Web shells.
        (["《学校值周工作总结》由会员上传分享", "学校值周", *BODY], "学校值周工作总结"),
        (["首页 > 动态", "我局开展学雷锋活动", "时间：2023-03-06 来源：本站", *BODY], "我局开展学雷锋活动"),
        (["阅读分享会活动方案", *BODY], "阅读分享会活动方案"),
        (["打印机管理规定", *BODY], "打印机管理规定"),
    ],
)  # fmt: skip
def test_the_layout_tells_the_title(written: list[str], expected: str) -> None:
    assert title(*written) == Title(expected)


@pytest.mark.parametrize(
    "written",
    [
        [],
        ["各科室：", "请按时参加会议。"],
        ["2023年3月6日", "2023-03-06"],
        ["甲方：某局", "乙方：某公司"],
        ["姓名：张三", "性别：男"],
        ["一、加强领导", "二、落实责任"],
        ["根据上级部署，我局认真开展创建工作。"],
        ["1", "2", "3"],
        ["abc def", "ghi"],
        ["[表]Sheet1", "||序号|姓名|单位", "|1|张三|某局"],
        ["[表]工作表2", "|1|张三"],
        ["字" * 200],
        ["[页眉]某局文件管理规定", "[页脚]某局方案"],
    ],
)
def test_without_a_title_the_file_name_is_taken_and_marked(written: list[str]) -> None:
    assert title(*written, stem="学雷锋活动") == Title("学雷锋活动", True)


@given(
    st.lists(st.text("关于创建的通知方案：，。〔2023〕5号 第期年月日一、#^|[框]", max_size=24), max_size=8)
)
def test_a_title_is_one_clean_line(written: list[str]) -> None:
    found = title(*written, stem="文件")
    assert found.text == found.text.strip() and found.text and "\n" not in found.text
    assert found.inferred is (found == Title("文件", True)) or not found.inferred
