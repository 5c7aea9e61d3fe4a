"""A summary is no explanation: by what it is called, or by how it is written."""

from __future__ import annotations

from builders import CATALOGUE
from pages import paper, said
from wenming_archive.catalogue import load
from wenming_archive.report.checks.report_as_summary import CHECK

WANTED = load.parse(CATALOGUE.replace("[{kind: summary, min: 1}]", "[{kind: summary, note: 情况说明}]"))
SUMMARY = ("一年来，我局扎实推进。", "二、存在的问题", "有的同志认识不足。", "三、下一步打算", "继续努力。")


def test_an_explanation_written_as_a_summary_is_told() -> None:
    about = {"title": "志愿服务情况说明", "kind": "summary"}
    (one,) = said(CHECK, paper("说明.docx", *SUMMARY, **about))
    assert "写的却是总结" in one
    assert said(CHECK, paper("说明.docx", SUMMARY[0], "一、成立队伍，注册120人。", **about)) == []
    assert said(CHECK, paper("总结.docx", *SUMMARY, title="工作总结", kind="summary")) == []


def test_a_summary_alone_where_an_explanation_is_wanted_is_told() -> None:
    total = paper("总结.docx", code="Ⅰ-2", title="2022年工作总结", kind="summary")
    other = paper("说明.docx", code="Ⅰ-2", title="志愿服务情况说明", kind="summary")
    assert said(CHECK, total, tree=WANTED) == ["Ⅰ-2 要的是说明报告，现有的是工作总结"]
    assert said(CHECK, total, other, tree=WANTED) == [] == said(CHECK, other, tree=WANTED)
    assert said(CHECK, total) == []
