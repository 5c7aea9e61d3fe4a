"""Every field of a stored value has its place; what is added to the model must be stored too."""

from __future__ import annotations

import dataclasses

import pytest

from samples import CLUES, EXTRACTED, ITEM, PARCEL
from wenming_archive import stored
from wenming_archive.content import Block, Extracted, Picture, Words


def test_the_sample_item_leaves_no_field_at_its_default() -> None:
    for value in (ITEM.known, EXTRACTED, EXTRACTED.picture, ITEM.known.description):
        assert dataclasses.is_dataclass(value)
        defaults = {f.name: f.default for f in dataclasses.fields(value)}
        same = {name for name, default in defaults.items() if getattr(value, name) == default}
        assert same <= {"readable", "title_inferred"}


@pytest.mark.parametrize("extracted", [EXTRACTED, Extracted("txt"), Extracted("jpg", picture=Picture(1, 2))])
def test_a_reading_survives_packing(extracted: Extracted) -> None:
    assert stored.extracted(stored.packed_extracted(extracted)) == extracted


def test_the_pages_of_blocks_survive_packing_and_older_packings_load() -> None:
    said = Extracted("pdf", (Block("text", "甲", page=1), Block("text", "乙", page=12), Block("text", "丙")))
    assert [block.page for block in stored.extracted(stored.packed_extracted(said)).blocks] == [1, 12, 0]
    words = stored.words(stored.packed_words(Words((Block("text", "横幅", 20, page=3),))))
    assert [block.page for block in words.blocks] == [3]
    older = stored.packed({"blocks": [["text", "横幅", 20, False]], "problem": None})
    assert stored.words(older) == Words((Block("text", "横幅", 20),))


def test_clues_survive_packing() -> None:
    assert stored.clues(stored.packed(dataclasses.asdict(CLUES))) == CLUES


def test_an_item_survives_its_row() -> None:
    *place, sha256, present, value = stored.item_row(ITEM)
    assert present is False
    assert stored.item((*place, sha256, value)) == ITEM


def test_the_title_a_person_gave_survives_its_row() -> None:
    *place, sha256, _, value = stored.item_row(dataclasses.replace(ITEM, caption="合影"))
    again = stored.item((*place, sha256, value))
    assert (again.caption, again.description.title, again.known) == ("合影", "合影", ITEM.known)


def test_a_container_survives_its_row() -> None:
    assert stored.parcel(stored.parcel_row(PARCEL)) == PARCEL
