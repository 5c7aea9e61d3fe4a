from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.describe import forms
from wenming_archive.describe.forms import Form
from wenming_archive.kinds import KINDS


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("关于开展志愿服务活动的通知", Form("notice", "通知", True)),
        ("关于印发《志愿服务实施方案》的通知", Form("notice", "通知", True)),
        ("关于学习宣传《志愿服务条例》情况的报告", Form("summary", "报告", True)),
        ("志愿服务管理办法", Form("regulation", "办法", True)),
        ("志愿服务活动台帐", Form("ledger", "台帐", True)),
        ("党组会议纪要", Form("minutes", "会议纪要", True)),
        ("值班表", Form("ledger", "值班表", True)),
        ("值班制度", Form("regulation", "制度", True)),
        ("任务分解表", Form("ledger", "任务分解表", True)),
        ("获奖人员名单公示", Form("notice", "公示", True)),
        ("会议通知照片", Form("photo", "照片", True)),
        ("创建方案的说明", Form("summary", "说明", True)),
        ("演讲稿《我的梦》", Form("speech", "演讲稿", True)),
        ("讲话稿(定稿)", Form("speech", "讲话", True)),
        ("典型经验材料", Form("summary", "经验材料", True)),
        ("转发《关于印发《创建方案》的通知》", Form("notice", "通知", False)),
        ("《市民文明公约》", Form("regulation", "公约", True)),
        ("首问负责制", Form("regulation", "负责制", True)),
        ("学习计划与活动掠影三月", Form("photo", "掠影", False)),
    ],
)
def test_the_right_most_word_names_the_form(title: str, form: Form) -> None:
    assert forms.of(title) == form


@pytest.mark.parametrize(
    "title", ["", "年", "我们的节日", "活动资料", "《》", "文明单位创建", "20230506", "表彰大会"]
)
def test_a_title_may_name_no_form(title: str) -> None:
    assert forms.of(title) is None


@pytest.mark.parametrize(
    "tail",
    [
        "(试行)",
        "(2023年修订)",
        "-2023",
        "2023年度",
        "(定稿)",
        " 最终版",
        "终稿v2",
        "_扫描件",
        "(1)",
        "[盖章]",
        "【正式】",
        "二",
        "材料",
        "修改稿ok",
        "2023.5",
        "、",
    ],
)
def test_what_follows_the_form_does_not_change_it(tail: str) -> None:
    assert forms.of("创建工作方案" + tail) == Form("plan", "方案", True)


@pytest.mark.parametrize(
    ("title", "form", "name"),
    [
        ("关于印发《创建工作方案》的通知", Form("plan", "方案", True), "创建工作方案"),
        ("关于印发创建工作方案的通知", None, "创建工作方案"),
        ("关于开展活动的通知", None, None),
        ("关于印发《甲制度》《乙办法》的通知", Form("regulation", "办法", True), "乙办法"),
    ],
)
def test_what_a_title_quotes_has_a_form_of_its_own(title: str, form: Form | None, name: str | None) -> None:
    assert (forms.content(title), forms.quoted(title)) == (form, name)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.forms], ids=lambda kind: kind.id)
def test_every_form_of_a_kind_ends_a_title_of_that_kind(kind: object) -> None:
    others = {word: k.id for k in KINDS for word in k.forms}
    for word in kind.forms:  # type: ignore[attr-defined]
        found = forms.of(f"柳湾镇{word}")
        assert found is not None
        assert others[found.word] == found.kind
        assert found.word.endswith(word) or word.endswith(found.word)


def test_no_word_is_a_form_of_two_kinds() -> None:
    words = [word for kind in KINDS for word in kind.forms]
    assert sorted(words) == sorted(set(words))


@given(st.text("关于印发《》的通知方案(试行)稿版12一二 -", max_size=80))
def test_a_form_found_stands_in_the_title(title: str) -> None:
    found = forms.of(title)
    assert found is None or (found.word in title and forms._BY_WORD[found.word] == found.kind)


@pytest.mark.parametrize("unit", ["1", "一", "修订版", "最终", " ", "《", "》", "(", "材料", "v1", "通知"])
def test_no_title_takes_long(unit: str) -> None:
    begin = time.monotonic()
    forms.of(unit * 40 + "x")
    forms.of(unit * 100_000 + "x")
    assert time.monotonic() - begin < 2
