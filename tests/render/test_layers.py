"""Layers of several PDFs in one."""

from __future__ import annotations

import io

import pypdf
import pytest

from rendering import written
from wenming_archive.render import layers
from wenming_archive.render.layers import Layers

OCGS = b"/OCProperties<</OCGs[6 0 R 7 0 R]/D<<%b>>>>"


def found(state: bytes, known: dict[int, int]) -> Layers:
    pdf = written(b"", b"<</Type/OCG/Name(a)>>", b"<</Type/OCG/Name(b)>>", root=OCGS % state)
    return layers.of(pypdf.PdfReader(io.BytesIO(pdf)), known)


def test_only_what_was_copied_counts() -> None:
    assert found(b"/OFF[6 0 R 7 0 R]", {7: 70, 8: 80}) == Layers((70,), (70,))
    assert found(b"/OFF[6 0 R 7 0 R]", {}) == Layers()


@pytest.mark.parametrize(
    "damaged", [b"", b"/OCProperties 5", b"/OCProperties<</OCGs 6/D[]>>", b"/OCProperties 99 0 R"]
)
def test_damage_means_no_layers(damaged: bytes) -> None:
    assert layers.of(pypdf.PdfReader(io.BytesIO(written(b"", root=damaged))), {6: 60}) == Layers()


def test_what_an_event_hides_comes_along() -> None:
    state = b"/AS[<</Event/Print/OCGs[7 0 R]>><</Event/Dance/OCGs[7 0 R]>>5]"
    assert found(state, {6: 60, 7: 70}).changing == (("/Print", (70,)),)


def test_those_of_all_are_put_together() -> None:
    assert layers.written([Layers(), Layers()]) == b""
    assert layers.written([Layers((1, 2), (2,)), Layers((3,), (), (("/Print", (3,)),))]) == (
        b"/OCProperties<</OCGs[1 0 R 2 0 R 3 0 R]/D<</OFF[2 0 R]"
        b"/AS[<</Event/Print/Category[/Print]/OCGs[3 0 R]>>]>>>>"
    )
