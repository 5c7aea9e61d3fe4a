"""The document that a phrase names, and whether it is wanted."""

from __future__ import annotations

import pytest

from wenming_archive.published import nouns


@pytest.mark.parametrize(
    ("phrase", "form", "kind"),
    [
        ("提供活动方案", "方案", "plan"),
        ("图片资料", "图片", "photo"),
        ("荣誉证书复印件", "荣誉证书", "certificate"),
        ("《市民文明公约》", "公约", "regulation"),
        ("有关文件", "文件", "notice"),
        ("管理制度健全", "管理制度", "regulation"),
        ("台账齐全", "台账", "ledger"),
        ("视频截图", "截图", "photo"),
        ("应急预案", "预案", "plan"),
    ],
)
def test_the_last_word_tells(phrase: str, form: str, kind: str) -> None:
    found = nouns.noun(phrase)
    assert found is not None
    assert found.kind == kind
    assert found.form.endswith(form) or form.endswith(found.form)


@pytest.mark.parametrize(
    "phrase", ["计划生育", "文件精神", "照片墙", "记录良好", "人大代表", "宣传栏", "民主生活会", ""]
)
def test_a_word_inside_another_tells_nothing(phrase: str) -> None:
    assert nouns.noun(phrase) is None


@pytest.mark.parametrize(
    "phrase", ["有方案", "须提供方案", "附照片", "制定管理办法", "单位有制度", "查阅文件"]
)
def test_a_verb_that_asks(phrase: str) -> None:
    assert nouns.asks(phrase)


@pytest.mark.parametrize("phrase", ["无方案", "没有制度", "有效处理投诉", "工作方案", "未提供总结"])
def test_no_verb_that_asks(phrase: str) -> None:
    assert not nouns.asks(phrase)


def test_work_told_of_and_papers_on_it_differ() -> None:
    told, paper = "落实安全责任制", "落实安全责任制的会议记录"
    assert nouns.tells(told, nouns.noun(told))
    assert not nouns.tells(paper, nouns.noun(paper))


@pytest.mark.parametrize(
    ("phrase", "words"),
    [
        ("签到表", ("签到",)),
        ("花名册", ("名册", "名单", "名录")),
        ("值班表", ("值班", "排班", "轮值", "值日")),
        ("工作台账", ()),
        ("会议记录", ()),
        ("应急预案", ("预案",)),
        ("租赁合同", ("合同",)),
    ],
)
def test_sorts_that_do_not_stand_for_each_other_go_by_their_word(phrase: str, words: tuple[str, ...]) -> None:
    found = nouns.noun(phrase)
    assert found is not None
    assert found.words == words
