"""What is shown never holds signs that nobody sees."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.text.unseen import visible


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("通\u200b知\ufeff", "通知"),
        ("\u202e文\u2066明\u061c", "文明"),
        ("软\xad件", "软件"),
        ("☎\ufe0f电话", "☎电话"),
        ("甲\x00乙\x0b丙\x85丁\r\n", "甲 乙 丙 丁 \n"),
        ("甲\t乙\n", "甲\t乙\n"),
        ("e\u0301", "é"),
        ("e\u200b\u0301", "é"),
        ("Ⅰ①㈠㎡　Ａ", "Ⅰ①㈠㎡　Ａ"),
    ],
)
def test_unseen_signs_go_and_codes_stay(written: str, shown: str) -> None:
    assert visible(written) == shown


@given(st.text(st.characters(codec="utf-8")))
def test_shown_text_never_holds_what_breaks_a_line_or_a_terminal(text: str) -> None:
    shown = visible(text)
    assert not [c for c in shown if ord(c) < 0x20 and c not in "\t\n"]
    assert not set(shown) & set("\u200b\u200e\u202a\u202e\u2066\ufeff\x7f\x85")


@given(st.text(st.characters(codec="utf-8")))
def test_what_is_visible_stays(text: str) -> None:
    assert visible(visible(text)) == visible(text)
