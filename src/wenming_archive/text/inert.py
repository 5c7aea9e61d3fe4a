"""Foreign text that the program which shows it would act upon, made text again."""

from __future__ import annotations

import re

from wenming_archive.text import unseen

#: What a spreadsheet takes for the beginning of a formula, behind what some of them pass over: spaces
#: and quotation marks.  Some take the wide and the small signs too.
_FORMULA = re.compile(r"[\s'\"`‘’“”＇＂｀]*[-=+@＝＋－＠﹦﹢﹣﹫]")
#: What begins a link, a picture, a tag or code in Markdown, and what would take that back.
_MARKS = re.compile(r"[\\`\[\]<]")


def cell(text: str) -> str:
    """Return ``text`` as a cell of a table that a spreadsheet opens: one line, and never a formula."""
    shown = unseen.line(text)
    return f"'{shown}" if _FORMULA.match(shown) else shown


def markdown(text: str) -> str:
    """Return ``text`` as part of a line of Markdown, or of a cell: nothing but text."""
    return _MARKS.sub(r"\\\g<0>", unseen.line(text)).replace("|", "／")
