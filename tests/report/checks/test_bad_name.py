"""Names that some system refuses are told once for each item."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pages import TREE
from samples import made_item
from wenming_archive.report.checks.bad_name import CHECK
from wenming_archive.report.checks.check import Held
from wenming_archive.settings import Portal, Settings


def told(name: str, copy: str = "Ⅰ-1-01 计划.docx", most: int | None = None) -> list[str]:
    item = replace(made_item(f"甲/{name}", "Ⅰ-1"), filed_as=(f"材料/甲/{copy}",) if copy else ())
    settings = Settings(portal=Portal(max_name=most))
    return [fault.message for fault in CHECK.look(Held([item], TREE, settings=settings))]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("计划?.docx", "里有不能用的字符 ?"),
        ('关于"创建"的:通知.docx', '里有不能用的字符 " :'),
        ("con.docx", "是 Windows 保留的名称"),
        ("计划.", "末尾有空格或句点"),
        ("计\u200b划.docx", "里有看不见的字符"),
    ],
)
def test_what_windows_refuses_is_told_of_source_and_copy(name: str, reason: str) -> None:
    (one,) = told(name)
    assert one.startswith(f"原文件名{reason}")
    (two,) = told("计划.docx", name)
    assert two.startswith(f"归档文件名{reason}")
    assert len(told(name, name)) == 1


@pytest.mark.parametrize(
    "name", ["计划（终）.docx", "“三会一课”、制度.docx", "a b+c#1 100%.docx", "concert.docx"]
)
def test_other_names_are_fine(name: str) -> None:
    assert told(name, name) == []


def test_length_is_that_of_the_copy() -> None:
    assert told("长" * 90 + ".docx", most=14) == []
    assert told("短.docx", most=13) == ["归档文件名 14 个字，超过 13 个：Ⅰ-1-01 计划.docx"]
    assert told("长长长长长.docx", "", most=9) == ["归档文件名 10 个字，超过 9 个：长长长长长.docx"]
