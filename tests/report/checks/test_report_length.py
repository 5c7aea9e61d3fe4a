"""An explanation must not be longer than the settings say."""

from __future__ import annotations

from pages import paper, said
from wenming_archive.report.checks.report_length import CHECK
from wenming_archive.settings import Settings


def test_one_sign_too_many_is_told() -> None:
    fits = paper("说明.docx", "情况说明", "字" * 500, title="情况说明", kind="summary")
    over = paper("说明.docx", "情况说明", "字" * 501, title="情况说明", kind="summary")
    assert said(CHECK, fits) == []
    assert said(CHECK, over) == ["约 501 字，超过 500 字"]
    assert said(CHECK, over, settings=Settings(report_limit=0)) == []
    assert said(CHECK, fits, settings=Settings(report_limit=400)) == ["约 500 字，超过 400 字"]


def test_other_papers_may_be_long() -> None:
    assert said(CHECK, paper("总结.docx", "字" * 3000, title="2022年工作总结", kind="summary")) == []
