"""The lexicon is data people edit: its shape is held here."""

from __future__ import annotations

import pytest

from wenming_archive.place import lexicon
from wenming_archive.place.lexicon import Concept
from wenming_archive.text.normal import matching

NAMES = {concept.name for concept in lexicon.concepts()}
#: General officialese: alone they say nothing of any indicator.
EMPTY = {*"工作 活动 开展 领导 建设 实施 方案 通知 总结 会议 台账 照片 制度".split()}  # noqa: SIM905


def test_names_are_unique() -> None:
    assert len(NAMES) == len(lexicon.concepts()) > 200


@pytest.mark.parametrize("concept", [*lexicon.concepts(), *lexicon.noise()], ids=lambda c: c.name)
def test_every_word_is_in_matching_form_and_says_something(concept: Concept) -> None:
    for word in (*concept.titles, *concept.strong, *concept.usual):
        assert word == matching(word) and len(word) >= 2
    assert not EMPTY & {*concept.titles, *concept.strong}


@pytest.mark.parametrize("concept", lexicon.concepts(), ids=lambda c: c.name)
def test_wider_concepts_exist_and_no_concept_is_its_own(concept: Concept) -> None:
    assert set(concept.under) <= NAMES - {concept.name}


def test_kin_are_concepts_that_exist() -> None:
    for name, others in lexicon.kin():
        assert {name, *others} <= NAMES, name
        assert name not in others
