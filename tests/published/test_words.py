from __future__ import annotations

import pytest

from wenming_archive.published import words
from wenming_archive.published.words import Role


@pytest.mark.parametrize(
    ("role", "heads"),
    [
        (Role.level, "测评项目 一级指标 考核指标 类别 测评内容 工作任务 卷宗"),
        (
            Role.standard,
            "测评标准 指标描述 具体要求 考核要点 测评标准及要求 内涵要求 指标说明 考核内容和标准",
        ),
        (Role.grading, "评分办法 计分方法 评分标准 扣分标准"),
        (Role.methods, "测评方法 考核方式 检查办法 取证方式 数据来源"),
        (Role.score, "分值 满分 权重 标准分 分值（100分） 基本分"),
        (Role.lead, "牵头单位 主责部门"),
        (Role.support, "配合单位 协办部门 协助单位"),
        (Role.units, "责任单位 责任科室 负责部门 责任主体 承办单位"),
        (Role.needs, "材料要求 佐证材料 印证资料 需提供的材料"),
        (Role.due, "完成时限 报送时间 交档时间"),
        (Role.note, "备注 说明"),
        (Role.number, "序号 编号 指标编号 代码"),
        (Role.blank, "得分 自评分 扣分原因 考评得分"),
        (Role.person, "责任人 联系电话"),
    ],
)
def test_heads_tell_what_a_column_holds(role: Role, heads: str) -> None:
    assert {head: words.role(head) for head in heads.split()} == dict.fromkeys(heads.split(), role)


def test_what_is_no_head_has_no_role() -> None:
    assert [
        words.role(text)
        for text in ("5", "", "李某", "成立领导小组并且每年召开会议专题研究文明创建工作不少于两次")
    ] == [None] * 4


def test_levels_are_named_by_their_rank() -> None:
    assert [words.rank(head) for head in ("一级指标", "二级 指标", "Ⅲ级", "测评项目")] == [1, 2, 3, None]


@pytest.mark.parametrize(
    ("title", "section"),
    [("加分项", "bonus"), ("特色加分（10分）", "bonus"), ("扣分项目", "deduction"), ("一票否决事项", "veto"), ("负面清单", "veto"), ("组织领导", ""), ("奖励制度建设", "")],
)  # fmt: skip
def test_sections_are_known_by_their_titles(title: str, section: str) -> None:
    assert words.section(title) == section


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("参与单位", Role.support),
        ("应得分", Role.score),
        ("得分", Role.blank),
        ("量化分", Role.score),
        ("点位", Role.level),
        ("评选条件", Role.standard),
        ("盒号", Role.number),
    ],
)
def test_heads_that_look_like_others(head: str, role: Role) -> None:
    assert words.role(head) is role
