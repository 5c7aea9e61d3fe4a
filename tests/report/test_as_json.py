"""The keys other programs rely on."""

from __future__ import annotations

import pytest

from builders import CATALOGUE
from samples import ITEM
from wenming_archive.catalogue import load
from wenming_archive.report import as_json


def test_an_item_has_all_the_promised_keys() -> None:
    assert as_json.item(ITEM, load.parse(CATALOGUE)) == {
        "source": "甲/x.docx",
        "root": "/根",
        "sha256": "a" * 64,
        "size": 12,
        "format": "docx",
        "kind": "plan",
        "title": "方案",
        "title_inferred": False,
        "number": "×发〔2023〕1号",
        "issuer": "某局",
        "date": "2023-05-06",
        "date_from": "body",
        "pages": 3,
        "status": "filed",
        "indicators": [
            {
                "code": "Ⅰ-1",
                "role": "main",
                "confidence": 0.91,
                "by": "auto",
                "reasons": ["题名有“道德讲堂”"],
            }
        ],
        "suggestions": [{"code": "Ⅰ-2", "confidence": 0.05}],
        "filed_as": ["材料/甲/Ⅰ-1-01 方案.docx"],
        "same_as": None,
        "problems": [
            {"code": "wrong-suffix", "message": "扩展名不对"},
            {"code": "only-copy", "message": "直接放进 材料/ 的，没有别的来源，只有这一份"},
            {"code": "copy-failed", "message": "磁盘已满"},
        ],
    }


@pytest.mark.parametrize(("value", "shown"), [(4.0, "4"), (2.5, "2.5"), (None, "None"), (0.0, "0")])
def test_whole_numbers_have_no_point(value: float | None, shown: str) -> None:
    assert str(as_json.number(value)) == shown
