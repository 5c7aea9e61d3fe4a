"""Security marks as offices write them: alone on a line, beside a number, in other signs; and none."""

from __future__ import annotations

import pytest

from wenming_archive.text import secret


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("机 密 ★ 一 年", "机密★一年"),
        ("密级:机密     编号:001", "机密"),
        ("海文〔2023〕1号            机密★1年", "机密★1年"),
        ("份号：000123    密级：机密★1年   紧急程度：特急", "机密★1年"),
        ("機密★1年", "机密★1年"),
        ("机密★1年（会后收回）", "机密★1年"),
        ("机密★2023年3月1日前", "机密★2023年3月1日前"),
        ("★机密★", "机密★"),
        ("密级\t机密", "机密"),
    ],
)
def test_a_mark_is_found_wherever_it_stands(line: str, mark: str) -> None:
    assert secret.alone(line) == secret.anywhere(line) == mark


@pytest.mark.parametrize("line", ["秘密", "【秘密】", "机密文件", "绝密 10年"])
def test_a_bare_word_is_a_mark_at_the_top_alone(line: str) -> None:
    assert secret.alone(line) and secret.anywhere(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "秘密★星愿墙活动方案",
        "秘密级文件标注为“秘密★1年”，由专人保管",
        "密级分为绝密、机密、秘密三级",
        "绝密  机密  秘密",
        "密级：公开",
        "机密级以上文件不带回家",
        "秘书科",
        "商业秘密",
    ],
)
def test_to_speak_of_secrets_is_no_mark(line: str) -> None:
    assert secret.alone(line) is None and secret.anywhere(line) is None
