"""What is shown never holds signs that nobody sees."""

from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from malice import forged
from wenming_archive.text.unseen import line, spelt, visible

#: Text of every sign there is, with more of those that hide.
ANY = st.text(
    st.one_of(
        st.characters(exclude_categories=[]),
        st.characters(categories=["Cc", "Cf", "Cs", "Zl", "Zp"]),
        st.sampled_from('a中\u034f\ufe0f\u3164\U000e0100\ufffe\u2028\\"\n\t'),
    )
)


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
        ("甲\u2028乙\u2029丙", "甲 乙 丙"),
        ("\U000e0041\U000e0001甲\U000e0100", "甲"),
        ("\u3164\u115f\uffa0\u034f\u17b4甲\ufff9\ufffe", "甲"),
        ("甲\ud800乙", "甲?乙"),
        ("😀𠮷\ue000\u0600", "😀𠮷\ue000\u0600"),
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


@given(ANY)
def test_nothing_that_is_shown_hides_or_steers(text: str) -> None:
    assert forged(visible(text), "\n\t") == []
    assert forged(line(text), "") == []


@given(ANY)
def test_a_line_is_one_line_and_stays_so(text: str) -> None:
    assert len(line(text).splitlines()) <= 1 and line(line(text)) == line(text)


@given(ANY)
def test_json_says_the_same_and_hides_nothing(text: str) -> None:
    said = spelt(json.dumps([text], ensure_ascii=False))
    assert forged(said, "") == []
    # Of half a surrogate pair there is nothing to say.
    halved = "".join("?" if "\ud800" <= c < "\ue000" else c for c in text)
    assert json.loads(said) == [halved]


@given(ANY)
def test_so_does_yaml(text: str) -> None:
    whole = "".join("?" if "\ud800" <= c < "\ue000" else c for c in text)
    said = spelt(yaml.safe_dump([whole], allow_unicode=True, default_style='"', width=10_000), pairs=False)
    assert forged(said) == [] and yaml.safe_load(said) == [whole]
