"""Text stays text in spreadsheets and in Markdown."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.text import inert

SIGNS = "=+-@＝＋－＠﹦﹢﹣﹫"


@pytest.mark.parametrize(
    "before",
    [
        "",
        " ",
        "\t",
        "\r",
        "　",
        "\xa0",
        "'",
        '"',
        " '",
        "“",
        "\u200b",
        "\u202e",
        "\ufeff",
        "\x00",
        "' \"",
    ],
)
@pytest.mark.parametrize("sign", SIGNS)
def test_no_cell_begins_a_formula(before: str, sign: str) -> None:
    made = inert.cell(f'{before}{sign}HYPERLINK("http://x")')
    assert made.startswith("'") and sign in made


@pytest.mark.parametrize("text", ["道德讲堂", "Ⅰ-1", "2023-05-06", "", "a=b", "（=", "1", "'引'"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert inert.cell(text) == text


@given(st.text(st.sampled_from(" '\"\t\r\n=+-@＝a,;|\u202e\x1b"), max_size=8))
def test_a_row_is_read_back_as_it_was_written_and_begins_no_formula(text: str) -> None:
    out = io.StringIO()
    csv.writer(out).writerow(["x", inert.cell(text)])
    ((_, cell),) = csv.reader(io.StringIO(out.getvalue(), newline=""))
    assert cell == inert.cell(text)
    assert cell.startswith("'") or cell.strip(" '\"")[:1] not in tuple(SIGNS)
    assert not re.search("[\n\r\t\x1b\u202e]", cell)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("道德讲堂（第六期）", "道德讲堂（第六期）"),
        ("a|b", "a／b"),
        ("![x](http://x/y.png)", "!\\[x\\](http://x/y.png)"),
        ("<img src=http://x>", "\\<img src=http://x>"),
        ("`x`", "\\`x\\`"),
        ("a\\", "a\\\\"),
        ("\\[x", "\\\\\\[x"),
        ("甲\n# 乙", "甲␊# 乙"),
    ],
)
def test_nothing_in_markdown_is_more_than_text(text: str, shown: str) -> None:
    assert inert.markdown(text) == shown
