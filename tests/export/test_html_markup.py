"""HTML made of values: foreign text stays text, whatever it holds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dossiers import parsed
from wenming_archive.export.html_markup import Html, el, join, text
from wenming_archive.text import unseen

FOREIGN = (
    st.text(alphabet=st.sampled_from("<>&\"'`=/! -scriptonerror甲Ⅰ\u202e\u200b\t\n\r\x00\ud800")) | st.text()
)


def plain(foreign: str) -> str:
    return unseen.visible(foreign).replace("\n", " ").replace("\t", " ")


@given(FOREIGN)
def test_foreign_text_is_read_back_as_text_and_is_nothing_else(foreign: str) -> None:
    page = parsed(f"<!DOCTYPE html>{el('html', el('body', el('p', foreign)))}")
    assert page.xpath("//p")[0].text_content() == plain(foreign)
    assert {node.tag for node in page.iter()} <= {"html", "head", "body", "p"}


@given(FOREIGN)
def test_a_foreign_attribute_ends_where_it_should(foreign: str) -> None:
    page = parsed(f"<!DOCTYPE html>{el('html', el('body', el('p', 'x', title=foreign)))}")
    found = page.xpath("//p")[0]
    assert dict(found.attrib) == {"title": plain(foreign)} and found.text_content() == "x"


def test_only_html_is_taken_as_it_stands() -> None:
    assert join((Html("<b>"), "<b>")) == "<b>&lt;b&gt;"
    assert el("p", el("i", "x"), "<i>") == "<p><i>x</i>&lt;i&gt;</p>"
    assert el("p", f"{el('i', 'x')}") == "<p>&lt;i&gt;x&lt;/i&gt;</p>"  # joined by hand it is text again


def test_attributes_are_named_as_html_names_them() -> None:
    assert el("img", class_="a", data_k="b", hidden=True, open=False, width=3) == (
        '<img class="a" data-k="b" hidden width="3">'
    )


def test_what_turns_the_writing_round_is_taken_out() -> None:
    assert text("甲\u202e乙\u2066丙\x07") == "甲乙丙 "
