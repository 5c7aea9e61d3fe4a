"""Normal forms: what is compared is one form, what is shown loses nothing that was written."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.text import normal

#: Pieces that meet in messy files: glosses, both scripts, brackets, widths, unseen signs.
PIECES = [
    *("創", "建", "現", "角", "色", "文明", "單", "位", "创", "通", "知", "乾", "坤", "〇", "\uf900"),
    *("(chuàng)", "（chuàng）", "(xiàn)", "(jué)", "(lǜ)", "?,F", "。，F", "(", ")", "（", "）", "à", "F"),
    *(" ", "  ", "\u3000", "\xa0", "\n", "\t", "\u200b", "\ufeff", "\ufe0f", "\u202e", "\x07", "\x85"),
    *("Ａ", "ａ", "A", "e", "\u0301", "İ", "１", "Ⅰ", "①", "㈠", "〔２０２３〕", "ﬁ", "ß"),
]
MESSY = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("文明單位創(chuàng)建工作", "文明單位創建工作"),
        ("創（chuàng）建", "創建"),
        ("實(shí)踐活動(dòng)", "實踐活動"),
        ("綠(lǜ)色，爭(zhēng)先，兒(ér)童，應(yīng)急，學(xué)習(xí)", "綠色，爭先，兒童，應急，學習"),
        ("創(chuàng)(chuàng)建", "創建"),  # scraped twice
        ("工作?,F(xiàn)將創(chuàng)建", "工作。現將創建"),  # 。現 read one byte late
        ("創(chuàng)建現(xiàn)將", "創建現將"),
    ],
)
def test_the_pinyin_a_scraper_added_is_taken_away(written: str, shown: str) -> None:
    assert normal.readable(written) == shown


@pytest.mark.parametrize(
    "written",
    [
        "角(jué)色",  # a simplified character: the writer's own gloss
        "创(chuàng)建",
        "創(chuàng)建與創建",  # not every 創 has it: a lesson on one reading
        "創(chuang)建",  # no tone
        "創(Chuàng)建",
        "創(chuàngjiàn)建",  # two syllables
        "創 (chuàng)建",
        "單位(dānwèi)",
        "爭(創)建",
        "A(à)",
        "",
        "2023年",
    ],
)
def test_what_a_person_put_in_brackets_stays(written: str) -> None:
    assert normal.readable(written) == written


def test_a_gloss_that_nearly_every_occurrence_has_is_an_artefact() -> None:
    assert normal.undo_gloss("創(chuàng)" * 9 + "創") == "創" * 10
    assert normal.undo_gloss("創(chuàng)" * 8 + "創創") == "創(chuàng)" * 8 + "創創"


def test_an_artefact_beside_a_real_gloss_leaves_the_real_one() -> None:
    assert normal.readable("創(chuàng)建，角(jué)色") == "創建，角(jué)色"


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("關於創(chuàng)建文明單位的通知", "关于创建文明单位的通知"),
        ("通  知", "通知"),
        ("通\u3000知\xa0书", "通知书"),
        ("文明 ABC 单位", "文明 abc 单位"),
        ("第 3 期", "第 3 期"),
        ("通\n知", "通\n知"),
        ("ＡＢｃ１２（３）", "abc12(3)"),
        ("Ⅰ－①", "ⅰ-①"),
        ("二〇 二三", "二〇二三"),
    ],
)
def test_the_matching_form(written: str, compared: str) -> None:
    assert normal.matching(written) == compared


@pytest.mark.parametrize("char", "ⅠⅫ①⑳㈠㊀⒈㎡½")
def test_narrowing_leaves_codes_alone(char: str) -> None:
    assert normal.narrow(char) == char


def test_all_of_ascii_has_its_full_width_form() -> None:
    ascii_signs = "".join(map(chr, range(0x21, 0x7F)))
    assert normal.narrow("".join(chr(ord(c) + 0xFEE0) for c in ascii_signs)) == ascii_signs
    assert normal.narrow("\u3000") == " "


@given(st.text())
def test_narrowing_keeps_every_position(text: str) -> None:
    narrowed = normal.narrow(text)
    assert len(narrowed) == len(text)
    assert all(
        a == b or ord(a) - ord(b) == 0xFEE0 or a == "\u3000" for a, b in zip(text, narrowed, strict=True)
    )


@pytest.mark.parametrize(
    "form",
    [normal.matching, normal.readable, normal.narrow, normal.simplify, normal.undo_gloss],
)
def test_a_normal_form_is_its_own_normal_form(form: Callable[[str], str]) -> None:
    @given(MESSY)
    def holds(text: str) -> None:
        once = form(text)
        assert form(once) == once

    holds()


@pytest.mark.xfail(reason="OpenCC's table takes two steps for this one character: 薴, 苧, 苎", strict=True)
def test_the_one_character_that_is_simplified_in_two_steps() -> None:
    assert normal.simplify("薴") == "苎"


@given(MESSY)
def test_width_script_case_and_unseen_signs_make_no_difference(text: str) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)
    assert normal.folded(wide) == normal.folded(text)
    assert normal.matching(text + "\u200b") == normal.matching(text)


@given(st.text(st.characters(max_codepoint=0x7E, min_codepoint=0x20)))
def test_plain_ascii_is_shown_as_it_stands(text: str) -> None:
    assert normal.readable(text) == text
