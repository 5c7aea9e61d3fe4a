from __future__ import annotations

import pytest

from wenming_archive.content import Properties
from wenming_archive.read import known


def test_what_a_person_wrote_is_kept() -> None:
    assert known.properties("标题", "王某", "2023-01-01", None) == Properties("标题", "王某", "2023-01-01")


@pytest.mark.parametrize("author", ["Administrator", "微软用户", "python-docx", " User "])
def test_a_fresh_machine_or_a_library_made_nothing(author: str) -> None:
    assert known.properties("标题", author, "2009-01-01", "2023-01-01") == Properties(
        "标题", modified="2023-01-01"
    )
    assert known.properties(None, author, "2009-01-01", "2009-01-01") == Properties()
