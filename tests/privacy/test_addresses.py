"""Homes are found by what they are called, and shown down to the town; offices are left alone."""

from __future__ import annotations

import pytest

from wenming_archive.privacy import addresses


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("家庭住址：江苏省仪征市真州镇幸福路12号3幢201室", "江苏省仪征市真州镇***"),
        ("住址:镇江市京口区大市口街道解放路3号", "镇江市京口区大市口街道***"),
        ("户籍地 仪征市真州镇胥浦村3组", "仪征市真州镇***"),
        ("现住址：幸福小区3-2-501", "***"),
        ("老人家住清溪街道平安社区8栋602室，行动不便", "清溪街道***"),
        ("户口所在地：内蒙古自治区赤峰市红山区钢铁街道12号", "内蒙古自治区赤峰市红山区钢铁街道***"),
        ("居住地址：县城南苑小区五号楼二单元301室", "***"),
    ],
)
def test_a_home_is_masked_down_to_its_town(text: str, masked: str) -> None:
    (span,) = addresses.find(text)
    assert span.masked == masked


def test_what_follows_a_home_stays() -> None:
    text = "住址：真州镇幸福路12号 联系电话：12345"
    (span,) = addresses.find(text)
    assert text[span.start : span.end] == "真州镇幸福路12号"


@pytest.mark.parametrize(
    "text",
    [
        "单位地址：真州镇解放东路68号",
        "单位住址：真州镇解放东路68号",
        "办公地址：真州镇解放东路68号3楼301室",
        "地址：扬州市文昌中路1号",
        "活动地点：真州镇文化站2楼",
        "家庭住址：仪征市真州镇",
        "家庭住址：真州镇***",
        "住址变更登记表第3号",
        "家庭住址：________",
        "集合地点在市政广场3号门",
        "留守儿童家庭住址要填写完整",
    ],
)
def test_an_office_and_a_blank_are_no_homes(text: str) -> None:
    assert list(addresses.find(text)) == []


def test_a_column_says_what_its_cells_are() -> None:
    cell = "仪征市真州镇胥浦村3组12号"
    assert list(addresses.find(cell)) == []
    assert [span.masked for span in addresses.find(cell, "家庭住址")] == ["仪征市真州镇***"]
    assert list(addresses.find(cell, "地址")) == []
    assert [span.masked for span in addresses.find(cell, "地址", people=True)] == ["仪征市真州镇***"]


def test_who_stands_in_a_table_is_told_by_its_heads() -> None:
    assert addresses.lists_people(["序号", "姓名", "地址", "电话"])
    assert not addresses.lists_people(["序号", "站点名称", "地址", "负责人姓名"])
    assert not addresses.lists_people(["商户名称", "地址", "电话"])
