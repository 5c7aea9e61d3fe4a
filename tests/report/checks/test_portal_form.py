"""What the portal does not take is told, by the ending of the copy."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pages import TREE
from samples import made_item
from wenming_archive.report.checks.check import Held
from wenming_archive.report.checks.portal_form import CHECK
from wenming_archive.settings import Portal, Settings


def told(copy: str, *forms: str) -> list[str]:
    item = replace(made_item("a.wps", "Ⅰ-1"), filed_as=(f"材料/{copy}",))
    settings = Settings(portal=Portal(forms=forms))
    return [fault.message for fault in CHECK.look(Held([item], TREE, settings=settings))]


@pytest.mark.parametrize("copy", ["1.pdf", "1.JPG", "1.jpeg"])
def test_what_is_taken_is_not_told(copy: str) -> None:
    assert told(copy, "pdf", ".JPG") == []
    assert told("1.exe") == []


def test_what_is_refused_is_told() -> None:
    assert told("1.wps", "pdf", "jpg") == ["是 .wps 文件，系统只收 pdf、jpg"]
    assert told("1", "pdf") == ["没有扩展名，系统只收 pdf"]
    assert told("1.jpg", "jpeg") == []
