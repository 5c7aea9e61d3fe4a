"""How fingerprints are kept: they come back as they were, and others' are told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.alike import prints
from wenming_archive.alike.prints import Print

PART = st.binary(max_size=60)


@given(st.none() | PART, PART, st.integers(0, 2**32 - 1), PART)
def test_a_fingerprint_comes_back(picture: bytes | None, text: bytes, basis: int, shot: bytes) -> None:
    one = Print(picture, text, basis, shot)
    assert prints.unpacked(one.packed()) == one


def test_what_another_version_made_is_made_anew() -> None:
    data = Print(b"p", b"t", 7, b"s").packed()
    assert prints.unpacked(bytes((prints.VERSION + 1,)) + data[1:]) is None
    assert prints.unpacked(b"") is None
