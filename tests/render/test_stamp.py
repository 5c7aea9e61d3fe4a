"""Numbers of pages of evidence: in the right corner of what is seen, however a page is turned or cut."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rendering import drawn, ink
from wenming_archive.render import smooth
from wenming_archive.render.copying import Copying
from wenming_archive.render.sheaf import Sheaf
from wenming_archive.render.stamp import Face

TURNS = [0, 90, 180, 270]
A4, WIDE, A3, CARD = (595.0, 842.0), (842.0, 595.0), (842.0, 1191.0), (243.0, 153.0)


def stamped(pdf: bytes, number: int) -> bytes:
    out = io.BytesIO()
    with smooth.opened(io.BytesIO(pdf)) as reader:
        sheaf = Sheaf(out)
        Copying(sheaf, reader).page(0, number)
        sheaf.finish("题")
    return out.getvalue()


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("size", [A4, WIDE, A3, CARD])
def test_odd_numbers_are_upper_right_even_ones_upper_left(size: tuple[float, float], turn: int) -> None:
    page = drawn("", size=size, turn=turn)
    left, top, right, bottom = ink(stamped(page, 7))
    assert 0.85 < left < right < 0.97 and 0.01 < top < bottom < 0.13
    left, top, right, bottom = ink(stamped(page, 8))
    assert 0.03 < left < right < 0.15 and 0.01 < top < bottom < 0.13


@pytest.mark.parametrize("turn", TURNS)
def test_of_a_page_that_is_cut_it_stands_in_what_is_seen(turn: int) -> None:
    page = drawn("", size=(800, 1000), turn=turn, cropBox=(100, 300, 500, 900))
    left, top, right, bottom = ink(stamped(page, 1))
    assert 0.85 < left < right < 0.97 and 0.01 < top < bottom < 0.13


def test_a_number_of_many_digits_ends_where_the_others_end() -> None:
    page = drawn("")
    ends = [ink(stamped(page, number))[2] for number in (1, 11, 1111, 11111)]
    assert max(ends) - min(ends) < 0.01


def test_a_scale_that_a_drawing_leaves_behind_does_not_carry_the_number_off() -> None:
    left, top, right, bottom = ink(stamped(_scaled(), 1))
    assert 0.85 < left < right < 0.97 and 0.01 < top < bottom < 0.13


def _scaled() -> bytes:
    """Return a PDF whose page ends in a scale of its own."""
    out = io.BytesIO()
    sheaf = Sheaf(out)
    contents, page = sheaf.stream("", b"0.1 0 0 0.1 0 0 cm"), sheaf.reserve()
    body = b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 595 842]/Contents %d 0 R>>" % (sheaf.tree, contents)
    sheaf.write(page, body)
    sheaf.bind(page)
    sheaf.finish("")
    return out.getvalue()


@given(
    st.tuples(st.floats(-500, 500), st.floats(-500, 500), st.floats(1, 2000), st.floats(1, 2000)),
    st.sampled_from(TURNS),
    st.floats(0, 1),
    st.floats(0, 1),
)
def test_what_a_reader_sees_inside_the_page_is_inside_its_box(
    box: tuple[float, float, float, float], turn: int, across: float, up: float
) -> None:
    left, bottom, wide, high = box
    face = Face(left, bottom, left + wide, bottom + high, turn)
    a, b, c, d, e, f = face.matrix()
    x, y = across * face.size[0], up * face.size[1]
    seen = a * x + c * y + e, b * x + d * y + f
    assert left - 1e-6 <= seen[0] <= left + wide + 1e-6 and bottom - 1e-6 <= seen[1] <= bottom + high + 1e-6
