"""The kinds of evidence are those of the contract."""

from __future__ import annotations

import re

import pytest

from wenming_archive import kinds
from wenming_archive.kinds import KINDS

CONTRACT = {
    "notice": "通知文件",
    "plan": "方案计划",
    "regulation": "制度办法",
    "minutes": "会议纪要",
    "summary": "总结汇报",
    "ledger": "台账名册",
    "briefing": "简报信息",
    "photo": "照片",
    "video": "音像",
    "certificate": "荣誉证书",
    "pledge": "责任书承诺书",
    "speech": "讲话发言",
    "other": "其他",
}

#: What each kind holds, word by word from the contract.
FORMS = {
    "notice": "通知 通报 决定 意见 批复 函 公告",
    "plan": "方案 计划 规划 要点 安排 预案",
    "regulation": "制度 办法 规定 细则 守则 章程 职责 公约 规则 规范",
    "minutes": "会议纪要 会议记录 学习记录 班会记录",
    "summary": "总结 汇报 自查报告 说明报告 情况报告 述职",
    "ledger": "台账 台帐 名册 名单 登记表 统计表 一览表 签到表 排班表 巡查记录表 任务分解表",
    "briefing": "简报 工作动态 新闻稿 信息",
    "photo": "照片 图片 截图",
    "video": "视频 录音",
    "certificate": "证书 奖牌 牌匾 锦旗 聘书",
    "pledge": "责任书 承诺书 倡议书",
    "speech": "讲话 发言 致辞 讲稿",
    "other": "教案 课件 试卷 合同 协议 许可证",
}


def test_the_kinds_are_those_of_the_contract() -> None:
    assert {kind.id: kind.label for kind in KINDS} == CONTRACT


@pytest.mark.parametrize(("kind", "form"), [(k, form) for k, text in FORMS.items() for form in text.split()])
def test_a_form_of_the_contract_is_known_as_its_kind(kind: str, form: str) -> None:
    assert [k.id for k in KINDS if form in k.forms] == [kind]


def test_no_form_belongs_to_two_kinds() -> None:
    forms = [form for kind in KINDS for form in kind.forms]
    assert sorted(forms) == sorted(set(forms))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.id))
def test_a_kind_is_found_by_its_id_and_by_its_name(kind: kinds.Kind) -> None:
    assert [kinds.find(name) for name in (kind.id, kind.label, f" {kind.label}\u3000")] == [kind] * 3


@pytest.mark.parametrize("name", ["", " ", "Photo", "相片", "台账", "photo照片"])
def test_no_other_word_finds_a_kind(name: str) -> None:
    assert kinds.find(name) is None


def test_the_order_of_the_rows_is_the_rank() -> None:
    assert sorted(kinds.RANK, key=kinds.RANK.__getitem__) == [kind.id for kind in KINDS]
    assert [kinds.BY_ID[kind.id] for kind in KINDS] == list(KINDS)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: str(kind.id))
def test_every_mark_is_a_pattern_that_matches_something_and_not_everything(kind: kinds.Kind) -> None:
    assert [mark for mark in kind.marks if re.compile(mark, re.MULTILINE).search("")] == []
