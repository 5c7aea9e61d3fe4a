from __future__ import annotations

import pytest

from wenming_archive.model import Problem
from wenming_archive.read.suffixes import right_suffixes, suffix_problem


@pytest.mark.parametrize(
    ("fmt", "name"),
    [
        ("docx", "通知.docx"),
        ("docx", "通知.DOCX"),
        ("docx", "通知.wps"),
        ("docx", "通知.doc"),
        ("xlsx", "台账.et"),
        ("xls", "台账.xls"),
        ("jpg", "活动.JPEG"),
        ("tif", "扫描.tiff"),
        ("txt", "说明"),
        ("txt", "说明.nfo"),
        ("docx", "2023.5通知"),
        ("unknown", "通知.docx"),
    ],
)
def test_a_right_or_meaningless_ending_is_no_problem(fmt: str, name: str) -> None:
    assert suffix_problem(fmt, name) is None


@pytest.mark.parametrize(
    ("fmt", "name", "said"),
    [
        ("jpg", "党建/证书.pdf", "扩展名是 .pdf，内容却是 jpg"),
        ("txt", "通知.docx", "扩展名是 .docx，内容却是 txt"),
        ("xlsx", "通知.docx", "扩展名是 .docx，内容却是 xlsx"),
        ("pdf", "a.b.JPG", "扩展名是 .jpg，内容却是 pdf"),
    ],
)
def test_a_belied_ending_is_a_problem(fmt: str, name: str, said: str) -> None:
    assert suffix_problem(fmt, name) == Problem("wrong-suffix", said)


@pytest.mark.parametrize(("fmt", "first"), [("docx", "docx"), ("jpg", "jpg"), ("pdf", "pdf"), ("odt", "odt")])
def test_the_usual_ending_comes_first(fmt: str, first: str) -> None:
    assert right_suffixes(fmt)[0] == first
