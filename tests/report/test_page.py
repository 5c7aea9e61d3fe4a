"""What a page shows of its words."""

from __future__ import annotations

from samples import made_item
from wenming_archive.content import Block, Extracted
from wenming_archive.report.page import Page


def test_the_run_of_the_text_leaves_out_what_stands_aside() -> None:
    roles = ("header", "box", "title", "text", "row", "sheet", "note", "footer")
    blocks = [Block(role, f"{role}：１") for role in roles]
    page = Page(made_item("a"), Extracted("docx", (*blocks, Block("text", "  "))))
    assert [block.role for block in page.lines] == list(roles)
    assert [block.role for block in page.body] == ["title", "text", "row"]
    assert page.plain == "title:1\ntext:1\nrow:1"
