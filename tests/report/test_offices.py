"""Names of bodies and of those who lead, as documents write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages import paper
from wenming_archive.report import offices

TITLE = "关于成立创建文明单位工作领导小组的通知"


def test_leaders_are_read_from_their_lines() -> None:
    found = offices.group(
        paper(
            "a.docx",
            "各科室：",
            "组  长：陈卫东（局长）",
            "副组长：李 明（副局长）　王小红、赵四海",
            "成  员：各科室负责人",
            title=TITLE,
        )
    )
    assert found and found.name == "创建文明单位工作领导小组"
    assert found.leaders == ("陈卫东",) and found.deputies == ("李明", "王小红", "赵四海")


@pytest.mark.parametrize(
    "lines",
    [("组长负责全面工作。",), ("成员：张三",), ("小组长：张三",), ("组长：由局长担任并负总责",)],
)
def test_where_nobody_is_named_there_is_no_group(lines: tuple[str, ...]) -> None:
    assert offices.group(paper("a.docx", *lines, title=TITLE)) is None


def test_the_group_is_named_where_its_leader_is_or_in_the_title_or_before() -> None:
    lines = ("成立创建工作领导小组：", "组长：陈卫东")
    found = [
        offices.group(paper("a.docx", *lines, title=TITLE)),
        offices.group(paper("a.docx", *lines, title="方案")),
        offices.group(paper("a.docx", "防汛领导小组职责", "文明单位创建领导小组组长：陈卫东", title=TITLE)),
    ]
    assert [one.name for one in found if one] == [
        *("创建文明单位工作领导小组", "创建工作领导小组", "文明单位创建领导小组")
    ]


def test_a_leader_without_a_group_is_of_none() -> None:
    assert offices.group(paper("a.docx", "组长：陈卫东", title="值班表")) is None


def test_the_second_group_of_a_document_is_another() -> None:
    lines = ("组长：陈卫东", "二、调整安全生产领导小组", "组长：李明")
    found = offices.group(paper("a.docx", *lines, title=TITLE))
    assert found and found.leaders == ("陈卫东",)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("关于成立创建文明单位工作领导小组的通知", "调整清河县水利局创建文明单位领导小组", True),
        ("创建文明单位工作领导小组", "创建市级文明单位工作领导小组", True),
        ("创建文明单位工作领导小组", "安全生产工作领导小组", False),
        ("创建文明单位工作领导小组", "党风廉政建设领导小组", False),
    ],
)
def test_groups_are_the_same_by_what_they_are_for(one: str, other: str, same: bool) -> None:
    a, b = (offices.group(paper("a", name, "组长：陈卫东", title="通知")) for name in (one, other))
    assert a and b and a.same(b) is same is b.same(a)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("陈卫东", "陈卫东", True),
        ("陈卫东", "陈卫平", False),
        ("陈××", "陈卫东", True),
        ("王××", "陈卫东", False),
        ("李某", "李某某", True),
        ("李某某", "王某某", False),
        ("×××", "陈卫东", True),
    ],
)
def test_of_masked_names_only_what_is_seen_counts(one: str, other: str, same: bool) -> None:
    assert offices.same_person(one, other) is same is offices.same_person(other, one)


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("澜溪县水务局", "澜溪县水利局", True),
        ("澜溪县水务局", "澜溪水县务局", True),
        ("澜溪县水务局", "澜溪县水务局", False),
        ("澜溪县水务局", "澜溪县水务局办公室", False),
        ("澜溪县水务局", "中共澜溪县委宣传部", False),
        ("党办", "党委", False),
    ],
)
def test_near_misses_are_neither_parts_nor_others(one: str, other: str, near: bool) -> None:
    assert offices.near_miss(one, other) is near is offices.near_miss(other, one)


@pytest.mark.parametrize(
    ("line", "leaders"),
    [
        ("成立创建文明单位工作领导小组，由刘洪涛同志任组长，李明任副组长。", ("刘洪涛",)),
        ("调整创建文明单位工作领导小组，组长由王长江同志担任。", ("王长江",)),
        ("设立创建文明单位工作领导小组，由陈红、赵四海担任组长。", ("陈红", "赵四海")),
        ("成立创建文明单位工作领导小组，由局长任组长，分管领导任副组长。", ()),
        ("成立创建文明单位工作领导小组，由主要负责同志任组长。", ()),
        ("成立创建文明单位工作领导小组，由局长刘洪涛任组长。", ()),
    ],
)
def test_leaders_are_read_from_a_sentence(line: str, leaders: tuple[str, ...]) -> None:
    found = offices.group(paper("a.docx", "工作方案", line, "成员：各科室负责人"))
    assert (found.leaders if found else ()) == leaders


@pytest.mark.parametrize(
    ("name", "slip"),
    [
        ("兰溪县水务局", True),
        ("青山县水务局", True),
        ("东城县水务局", False),
        ("澜溪水务局", True),
        ("澜溪县水务务局", True),
        ("溪澜县水务局", True),
        ("澜溪县民政局", False),
        ("澜溪县财务局", False),
        ("水务局", False),
        ("澜溪县水务局", False),
        ("澜溪市水务局", False),
    ],
)
def test_a_slip_is_told_from_another_body(name: str, slip: bool) -> None:
    assert offices.misspelt(name, "澜溪县水务局") is slip
    assert not offices.misspelt(name, "")


def test_head_and_signature_are_read() -> None:
    assert offices.head(["澜溪县水务局 文 件", "正文"]) == "澜溪县水务局"
    assert offices.head(["关于整理文件", "正文文件。"]) is None
    assert offices.signed(["正文。", "澜溪县水利局（章）", "2023年5月6日", "附件：1"]) == "澜溪县水利局"
    assert offices.signed(["正文。", "2023年5月6日"]) is None and offices.signed([]) is None


@given(st.text("甲乙丙县局", max_size=9), st.text("甲乙丙县局", max_size=9))
def test_being_near_does_not_depend_on_the_order(one: str, other: str) -> None:
    assert offices.near_miss(one, other) == offices.near_miss(other, one)


@pytest.mark.parametrize(
    ("line", "leaders"),
    [
        ("组  长：校长 王建国", ("王建国",)),
        ("组长：党支部书记、校长 王建国", ("王建国",)),
        ("组长：局长王建国", ("王建国",)),
        ("组长：王建国（校长）", ("王建国",)),
        ("组长：王建国 党支部书记", ("王建国",)),
        ("组长：书记员", ("书记员",)),
    ],
)
def test_what_somebody_is_is_no_part_of_the_name(line: str, leaders: tuple[str, ...]) -> None:
    found = offices.group(paper("a.docx", "文明校园创建工作领导小组", line, title=TITLE))
    assert found is not None and found.leaders == leaders
