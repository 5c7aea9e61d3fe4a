"""Security marks by the description, the name and a line of their own; words that keep a paper inside."""

from __future__ import annotations

import pytest

from wenming_archive.privacy import marks


@pytest.mark.parametrize(
    ("stated", "name", "lines", "mark"),
    [
        ("秘密★1年", "通知.docx", [], "秘密★1年"),
        ("机密", "通知.docx", [], "机密"),
        (None, "【机密】会议纪要.docx", [], "机密"),
        (None, "(秘密)名单.xlsx", [], "秘密"),
        (None, "秘密★3年 方案.pdf", [], "秘密★3年"),
        (None, "会议纪要-机密.docx", [], "机密"),
        (None, "机密_会议纪要.docx", [], "机密"),
        (None, "关于开展创建工作的通知〔秘密〕", [], "秘密"),
        (None, "汇编.pdf", ["目录", "绝 密 ★ 长 期"], "绝密★长期"),
        (None, "汇编.pdf", ["密级：秘密★1年"], "秘密★1年"),
    ],
)
def test_a_mark_is_found(stated: str | None, name: str, lines: list[str], mark: str) -> None:
    assert marks.secret(stated, name, lines) == mark
    assert marks.internal(stated, name) is None


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("秘密战线上的英雄.docx", ["秘密战线"]),
        ("保密工作制度.docx", ["秘密级文件标注为“秘密★1年”，由专人保管"]),
        ("保密知识测试题.docx", ["密级分为绝密、机密、秘密三级"]),
        ("五★级志愿者.docx", ["★"]),
        ("国家秘密-解读.docx", ["A. 绝密  B. 机密  C. 秘密", "密级\t秘密\t机密\t绝密", "密级：公开"]),
        ("【秘密花园】读书会.docx", ["秘密★星愿墙活动"]),
    ],
)
def test_to_speak_of_secrets_is_no_mark(name: str, lines: list[str]) -> None:
    assert marks.secret(None, name, lines) is None


def test_inner_papers_are_no_secret_but_told() -> None:
    assert marks.secret("内部资料", "简报.docx") is None
    assert marks.internal("内部资料", "简报.docx") == "内部资料"
    assert marks.internal(None, "简报（内部资料）.docx") == "内部资料"
    assert marks.internal(None, "内部管理制度.docx") is None


@pytest.mark.parametrize("folder", ["机密", "涉密文件", "01 【秘密】材料", "包〔机密〕.zip"])
def test_what_lies_in_a_marked_folder_is_marked(folder: str) -> None:
    assert marks.secret(None, "通知.docx", folders=["资料", folder])
    assert marks.secret(None, "通知.docx", folders=["资料", "涉密文件管理", "秘密花园"]) is None
