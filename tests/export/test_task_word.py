"""The task list as Word: a section for each unit."""

from __future__ import annotations

import io
from typing import Any

import docx

from builders import CATALOGUE
from wenming_archive.catalogue import load
from wenming_archive.export import task_word

TEXT = CATALOGUE.replace("lead: dangban", "lead: dangban\n        support: [gonghui]")
DOCUMENT: Any = docx.Document(io.BytesIO(task_word.write(load.parse(TEXT), "市文明办")))


def test_each_unit_has_a_section_that_begins_a_page() -> None:
    assert len(DOCUMENT.sections) == 3
    assert all(section.page_width > section.page_height for section in DOCUMENT.sections)
    texts = [line.text for line in DOCUMENT.paragraphs]
    assert [text for text in texts if text.endswith("：") and len(text) < 9] == ["党办：", "工会："]


def test_what_is_led_and_what_is_supported_are_told_apart() -> None:
    texts = [line.text for line in DOCUMENT.paragraphs]
    assert "一、牵头的指标（2 项）" in texts and "二、配合的指标（1 项）" in texts
    supported = DOCUMENT.tables[2]
    assert [cell.text for cell in supported.rows[0].cells][5:7] == ["牵头单位", "完成时限"]
    assert [cell.text for cell in supported.rows[1].cells][1:3] == ["Ⅰ-1", "道德讲堂（4分）"]
