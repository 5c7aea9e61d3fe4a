"""Measures come back from where they are kept as they were."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.photos import shot
from wenming_archive.photos.shot import Shot

MEASURE = st.none() | st.floats(0, 100, allow_nan=False)


@given(
    st.builds(
        Shot,
        *(st.integers(1, 90_000), st.integers(1, 90_000), MEASURE, st.none() | st.integers(1, 100), MEASURE),
        *(st.floats(0, 1), st.integers(1, 8), st.text(max_size=40)),
    )
)
def test_measures_come_back(one: Shot) -> None:
    assert shot.unpacked(one.packed()) == one


def test_of_what_was_not_measured_there_are_none() -> None:
    assert shot.unpacked(b"") is None
