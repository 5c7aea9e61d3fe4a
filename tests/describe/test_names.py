from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.describe import names


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("关于开展活动的通知", "关于开展活动的通知"),
        ("Ⅱ-1-(3)志愿服务活动方案", "志愿服务活动方案"),
        ("1.2 志愿服务制度", "志愿服务制度"),
        ("A3-道德讲堂照片", "道德讲堂照片"),
        ("一、组织领导材料", "组织领导材料"),
        ("海文明办〔2023〕5号 关于开展活动的通知", "关于开展活动的通知"),
        ("海文明办[2023]5号关于开展活动的通知", "关于开展活动的通知"),
        ("海文明办〔2023〕5号", "海文明办〔2023〕5号"),
        ("活动方案(1)", "活动方案"),
        ("活动方案 - 副本", "活动方案"),
        ("复件 活动方案", "活动方案"),
        ("2023年工作总结", "2023年工作总结"),
        ("2023.5.6学雷锋", "2023.5.6学雷锋"),
        ("20230506", "20230506"),
        ("1", "1"),
        ("IMG_0001", "IMG_0001"),
        ("(1)", "(1)"),
        ("换\n行\t表", "换 行 表"),
        ("學雷鋒活動", "學雷鋒活動"),
        ("　", "（无题名）"),
        ("\u200b", "（无题名）"),
    ],
)
def test_a_name_is_a_title_without_code_number_and_litter(stem: str, expected: str) -> None:
    assert names.title(stem) == expected


@pytest.mark.parametrize(
    ("name", "rest"),
    [
        ("Ⅱ-1-(3)海文明办〔2023〕5号 通知", "海文明办〔2023〕5号 通知"),
        ("1-2-3", "1-2-3"),
        ("2023年3月总结", "2023年3月总结"),
        ("通知", "通知"),
        ("3照", "3照"),
    ],
)
def test_a_code_is_taken_off_only_when_words_follow(name: str, rest: str) -> None:
    assert names.without_code(name) == rest


@given(st.text(max_size=60))
def test_a_name_always_gives_a_title_of_one_line(stem: str) -> None:
    found = names.title(stem)
    assert found.strip() and "\n" not in found


@pytest.mark.parametrize(
    ("stem", "expected"),
    [
        ("“好媳妇”评选总结（2021.12.30）", "“好媳妇”评选总结"),
        ("评选方案(2022年3月)", "评选方案"),
        ("活动总结（20230506）", "活动总结"),
        ("微信图片_20230506", "微信图片_20230506"),
        ("创建规划（2021—2023年）", "创建规划（2021—2023年）"),
        ("2021年9月10日教师节慰问", "2021年9月10日教师节慰问"),
        ("20230506", "20230506"),
    ],
)
def test_the_day_that_ends_a_name_is_no_part_of_the_title(stem: str, expected: str) -> None:
    assert names.title(stem) == expected
