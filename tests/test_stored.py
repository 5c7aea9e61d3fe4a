"""Every field of a stored value has its place; what is added to the model must be stored too."""

from __future__ import annotations

import dataclasses

import pytest

from samples import CLUES, EXTRACTED, ITEM
from wenming_archive import stored
from wenming_archive.model import Extracted, Picture


def test_the_sample_item_leaves_no_field_at_its_default() -> None:
    for value in (ITEM.known, EXTRACTED, EXTRACTED.picture, ITEM.known.description):
        assert dataclasses.is_dataclass(value)
        defaults = {f.name: f.default for f in dataclasses.fields(value)}
        same = {name for name, default in defaults.items() if getattr(value, name) == default}
        assert same <= {"readable", "title_inferred"}


@pytest.mark.parametrize("extracted", [EXTRACTED, Extracted("txt"), Extracted("jpg", picture=Picture(1, 2))])
def test_a_reading_survives_packing(extracted: Extracted) -> None:
    assert stored.extracted(stored.packed_extracted(extracted)) == extracted


def test_clues_survive_packing() -> None:
    assert stored.clues(stored.packed(dataclasses.asdict(CLUES))) == CLUES


def test_an_item_survives_its_row() -> None:
    root, source, path, size, mtime_ns, sha256, present, value = stored.item_row(ITEM)
    assert present is False
    assert stored.item((root, source, path, size, mtime_ns, sha256, value)) == ITEM
