"""What names say of versions."""

from __future__ import annotations

import pytest

from samples import made_item
from wenming_archive.report import drafts


@pytest.mark.parametrize(
    ("name", "stage"),
    [
        ("计划初稿", -1),
        ("计划（征求意见稿）", -1),
        ("计划（送审稿）", -1),
        ("计划", 0),
        ("计划（修改）", 0),
        ("计划（修改）最终", 1),
        ("计划最终版2", 1),
        ("计划定稿", 1),
        ("老旧小区改造方案", 0),
        ("关于征求意见的通知", 0),
        ("打通服务群众最后一公里", 0),
    ],
)
def test_the_stage_is_told_by_the_name(name: str, stage: int) -> None:
    assert drafts.stage(made_item(f"甲/{name}.docx")) == stage


@pytest.mark.parametrize("name", ["计划(1)", "计划 - 副本", "计划V2", "计划二稿", "计划（修改稿）", "计划改"])
def test_versions_are_marked(name: str) -> None:
    assert drafts.marked(made_item(f"{name}.docx"))
    assert drafts.core(made_item(f"{name}.docx")) == "计划"


@pytest.mark.parametrize(
    "name", ["计划", "新时代文明实践", "更新改造方案", "章程修改说明", "改革方案", "HV2000手册"]
)
def test_other_names_are_not(name: str) -> None:
    assert not drafts.marked(made_item(f"{name}.docx"))


def test_the_latest_is_said_by_stage_then_by_number() -> None:
    first, second, final = (made_item(f"计划{end}.docx") for end in ("初稿", "最终版", "最终版2"))
    assert drafts.latest([first, final, second]) is final
    assert drafts.latest([first, second]) is second
    assert drafts.latest([made_item("计划.docx"), made_item("计划A.docx")]) is None
