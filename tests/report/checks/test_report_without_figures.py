"""An explanation must count something."""

from __future__ import annotations

from pages import page, paper, said
from wenming_archive.report.checks.report_without_figures import CHECK

WORDS = "2023年以来，我局高度重视，加强领导，健全机制，广泛宣传，扎实推进各项工作。" * 4


def test_words_alone_are_told() -> None:
    about = {"title": "情况说明", "kind": "summary"}
    assert said(CHECK, paper("说明.docx", WORDS, **about)) == ["通篇没有一个数字"]
    assert said(CHECK, paper("说明.docx", WORDS, "开展活动12次。", **about)) == []
    assert said(CHECK, paper("说明.docx", "附后。", **about)) == []
    assert said(CHECK, paper("总结.docx", WORDS, title="工作总结", kind="summary")) == []
    scanned = page(paper("说明.docx", **about).item, WORDS, unseen=(1,))
    assert said(CHECK, scanned) == []
