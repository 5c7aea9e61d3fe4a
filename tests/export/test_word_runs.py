"""Runs of text: fields, links, red lines."""

from __future__ import annotations

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.export.word_runs import Run, marked, xml


def line(*runs: Run) -> object:
    return parse_xml(f"<w:p {nsdecls('w', 'r')}>{xml(runs)}</w:p>")


def test_a_field_holds_its_code_and_its_result() -> None:
    made = line(Run("7", field="PAGEREF leaf1 \\h"))
    kinds = [e.get(qn("w:fldCharType")) for e in made.iter(qn("w:fldChar"))]  # type: ignore[attr-defined]
    codes = [e.text for e in made.iter(qn("w:instrText"))]  # type: ignore[attr-defined]
    shown = [e.text for e in made.iter(qn("w:t"))]  # type: ignore[attr-defined]
    assert (kinds, codes, shown) == (["begin", "separate", "end"], [" PAGEREF leaf1 \\h "], ["7"])


def test_what_proves_is_underlined_in_red_and_nothing_else() -> None:
    made = line(*marked("共开展培训12次，参加人员三百人。", ((3, 8),)))
    red = [r for r in made.iter(qn("w:r")) if r.find(f"{qn('w:rPr')}/{qn('w:u')}") is not None]  # type: ignore[attr-defined]
    assert ["".join(t.text for t in r.iter(qn("w:t"))) for r in red] == ["培训12次"]
    mark = red[0].find(qn("w:rPr")).find(qn("w:u"))
    assert (mark.get(qn("w:val")), mark.get(qn("w:color"))) == ("single", "FF0000")


def test_a_link_leads_out_by_its_id() -> None:
    made = line(Run("方案", target="rId9"))
    links = list(made.iter(qn("w:hyperlink")))  # type: ignore[attr-defined]
    assert [link.get(qn("r:id")) for link in links] == ["rId9"]


@given(
    st.text("甲乙〇a ", max_size=20), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=4)
)
def test_marks_leave_the_text_as_it_is(text: str, marks: list[tuple[int, int]]) -> None:
    inside = [(a, b) for a, b in marks if a <= b <= len(text)]
    runs = marked(text, inside)
    assert "".join(run.text for run in runs) == text
    red = sum(len(run.text) for run in runs if run.red)
    assert red == len({n for a, b in inside for n in range(a, b)})
