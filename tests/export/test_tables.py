"""Every form of a table is there, and is what its ending says."""

from __future__ import annotations

import pytest

from builders import CATALOGUE
from wenming_archive.catalogue import load
from wenming_archive.export import tables


@pytest.mark.parametrize("forms", [tables.TREES, tables.TASKS], ids=["tree", "tasks"])
@pytest.mark.parametrize("form", ["xlsx", "docx"])
def test_every_form_writes(forms: dict[str, str], form: str) -> None:
    data = tables.write(forms[form], load.parse(CATALOGUE), "市文明办")
    assert data[:2] == b"PK" and (b"xl/workbook.xml" in data) == (form == "xlsx")
