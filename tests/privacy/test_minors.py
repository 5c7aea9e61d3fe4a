"""Lists of pupils and children; lists of teachers, students of colleges and figures are none."""

from __future__ import annotations

import pytest

from wenming_archive.privacy import minors

NAMES = ["沈小明", "李小红", "王刚", "赵敏"]


def rows(width: int, column: int = 1) -> list[list[str]]:
    return [[name if n == column else str(n) for n in range(width)] for name in NAMES]


@pytest.mark.parametrize(
    ("head", "about"),
    [
        (["序号", "姓名", "班级"], ""),
        (["序号", "姓 名", "年级", "性别"], ""),
        (["序号", "姓名", "学号"], ""),
        (["序号", "学生姓名", "家长电话"], ""),
        (["序号", "姓名", "监护人", "联系方式"], "结对帮扶"),
        (["序号", "儿童姓名", "备注"], ""),
        (["序号", "姓名", "性别", "备注"], "2023年留守儿童花名册"),
        (["序号", "姓名", "慰问品", "签字"], "慰问困境儿童发放表"),
    ],
)
def test_a_table_of_pupils_has_their_names(head: list[str], about: str) -> None:
    assert minors.columns(head, rows(len(head)), about) == [1]


@pytest.mark.parametrize(
    ("head", "about"),
    [
        (["序号", "姓名", "单位", "电话"], "志愿者名册"),
        (["序号", "姓名", "任教班级", "职称"], "教师任课表"),
        (["序号", "姓名", "班级", "专业"], "志愿者名册"),
        (["序号", "姓名", "班级", "电话"], "某大学志愿者名册"),
        (["序号", "班级", "人数", "班主任"], "小学班级统计表"),
        (["序号", "姓名", "职务", "电话"], "关爱留守儿童工作领导小组"),
        (["序号", "姓名", "学号", "学院"], ""),
    ],
)
def test_other_tables_have_none(head: list[str], about: str) -> None:
    assert minors.columns(head, rows(len(head)), about) == []


def test_a_blank_form_and_masked_names_are_no_list() -> None:
    head = ["序号", "姓名", "班级"]
    assert minors.columns(head, [["1", "", ""]] * 5) == []
    assert minors.columns(head, [["1", "沈*", "一班"]] * 5) == []
    assert minors.columns(head, [["1", "合计", "12"]] * 5) == []
    assert minors.columns(head, rows(3)[:2]) == []


def test_a_name_is_shown_by_its_first_character() -> None:
    assert [s.masked for s in minors.find(["1", " 沈小明 "], 1)] == ["沈**"]
    assert minors.masked("沈明") == "沈*"
    assert list(minors.find(["1", "沈*"], 1)) == []


def test_the_record_of_a_talk_names_the_pupil() -> None:
    lines = ["心理辅导记录", "学生姓名：沈小明", "班级：三（2）班", "辅导教师：王老师"]
    assert [(n, span.masked) for n, span in minors.talk(lines)] == [(1, "沈**")]
    assert list(minors.talk(["心理辅导室管理制度", "辅导学生要保密"])) == []
    assert list(minors.talk(["学生姓名：沈小明", "班级：三（2）班"])) == []
    assert list(minors.talk(["心理咨询记录", "姓名：沈**", "班级：三年级"])) == []
