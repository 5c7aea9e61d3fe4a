from __future__ import annotations

import pytest

from papers import BODY, lined
from wenming_archive.describe import secrecy


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("秘密★1年", "秘密★1年"),
        ("机 密 ★ 3 年", "机密★3年"),
        ("绝密★长期", "绝密★长期"),
        ("秘密", "秘密"),
        ("秘密★", "秘密★"),
        ("密级：秘密", "秘密"),
        ("机密★一年　　特急", "机密★一年"),
        ("【内部资料】", "内部资料"),
        ("内部资料　注意保密", "内部资料 注意保密"),
        ("内部文件★妥善保管", "内部文件★妥善保管"),
        ("（内部）", "内部"),
        # What only speaks of secrets.
        ("保守国家秘密", None),
        ("保密工作制度", None),
        ("内部控制制度", None),
        ("秘密会见", None),
        ("关于做好机密文件管理的通知", None),
    ],
)
def test_a_mark_stands_alone_at_the_top(line: str, mark: str | None) -> None:
    assert secrecy.of(lined(line, "关于开展活动的通知", *BODY)) == mark


def test_a_mark_may_stand_in_a_text_box_or_in_the_margin() -> None:
    assert secrecy.of(lined("[框]秘密★1年", "关于开展活动的通知")) == "秘密★1年"
    assert secrecy.of(lined("[页眉]内部资料", "关于开展活动的通知")) == "内部资料"


def test_a_word_in_a_table_or_far_below_is_no_mark() -> None:
    assert secrecy.of(lined("||序号|密级|题名", "|1|秘密|甲")) is None
    assert secrecy.of(lined(*("正文" for _ in range(9)), "秘密")) is None


def test_with_its_star_a_mark_counts_wherever_it_stands() -> None:
    assert secrecy.of(lined(*("正文" for _ in range(40)), "机密★1年", *BODY)) == "机密★1年"
    assert secrecy.of(lined("海文〔2023〕1号          机密★1年", *BODY)) == "机密★1年"
