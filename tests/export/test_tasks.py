"""Who has to do what: each unit its share, and nothing is nobody's."""

from __future__ import annotations

import datetime as dt

import pytest

from builders import CATALOGUE
from wenming_archive.catalogue import load, templates
from wenming_archive.export import tasks

TEXT = CATALOGUE.replace("lead: dangban", "lead: dangban\n        support: [gonghui]").replace(
    'edition: "2023"', "due: 2024-03-01"
)


def test_what_a_unit_leads_and_supports() -> None:
    shares = {share.name: share for share in tasks.shares(load.parse(TEXT))}
    assert list(shares) == ["党办", "工会", tasks.NOBODY]
    union = shares["工会"]
    assert [task.leaf.code for task in union.leads] == ["Ⅰ-2", "Ⅱ-1"]
    assert [(task.leaf.code, task.lead) for task in union.supports] == [("Ⅰ-1", "党办")]
    assert union.points == 11 and [task.leaf.code for task in shares[tasks.NOBODY].leads] == ["Ⅱ-2"]


def test_what_is_asked() -> None:
    catalogue = load.parse(TEXT)
    first, second, nobody = tasks.shares(catalogue)
    assert tasks.asking(first, catalogue).endswith(
        "中由你单位牵头 1 项指标（牵头的共 4 分）。请于 2024-03-01 前备齐。"
    )
    assert "牵头 2 项、配合 1 项" in tasks.asking(second, catalogue)
    assert "没有写明牵头单位" in tasks.asking(nobody, catalogue)
    assert tasks.wanted(nobody.tasks[0]) == ["不要求书面材料"]
    assert first.tasks[0].due == dt.date(2024, 3, 1) and tasks.due(first.tasks[0]) == "2024-03-01"


@pytest.mark.parametrize("name", templates.NAMES)
def test_every_indicator_has_just_one_who_leads(name: str) -> None:
    catalogue = load.parse(templates.text(name))
    led = [task.leaf.code for share in tasks.shares(catalogue) for task in share.leads]
    assert sorted(led) == sorted(catalogue.by_code)
