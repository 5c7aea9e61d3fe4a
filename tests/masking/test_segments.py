"""A text over several places is rewritten as if it stood in one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.masking.segments import Segment, Struck, joined, rewrite
from wenming_archive.privacy.spans import Kind, Span, apart, replaced


@given(
    st.lists(st.text("ab1", max_size=5), min_size=1, max_size=6),
    st.lists(st.tuples(st.integers(0, 20), st.integers(1, 6), st.text("*", max_size=3)), max_size=4),
)
def test_the_places_together_say_what_the_whole_would(
    texts: list[str], marks: list[tuple[int, int, str]]
) -> None:
    now = list(texts)
    pieces = [Segment(text, lambda new, n=n: now.__setitem__(n, new)) for n, text in enumerate(texts)]  # type: ignore[misc]
    whole = joined(pieces)
    spans = apart(Span(Kind.mobile, s, s + n, m) for s, n, m in marks if s + n <= len(whole))
    rewrite(pieces, spans, Struck(set()))
    assert "".join(now) == replaced(whole, spans)
    untouched = [n for n, text in enumerate(texts) if not text]
    assert all(now[n] == "" for n in untouched)


def test_a_break_has_no_place_and_a_number_is_noted() -> None:
    now = ["1381234", "5678"]
    pieces = [
        Segment(now[0], lambda new: now.__setitem__(0, new)),
        Segment(" "),
        Segment(now[1], lambda new: now.__setitem__(1, new)),
    ]
    struck = Struck(set())
    rewrite(pieces, [Span(Kind.mobile, 0, 12, "138****5678")], struck)
    assert now == ["138****5678", ""] and struck.numbers == {"13812345678"}
    struck.strike("真州镇幸福路1号")
    assert struck.numbers == {"13812345678"}
