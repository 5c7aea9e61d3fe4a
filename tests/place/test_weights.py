"""The fitted weights: of these features, finite, and with the signs that make sense."""

from __future__ import annotations

import math

import pytest

from wenming_archive.place import context, features, lessons, weights
from wenming_archive.place.engine import TOGETHER, Weights

TABLES = [weights.ALONE, weights.TOGETHER, weights.ALONE_NONE, weights.TOGETHER_NONE]


def test_the_weights_are_of_these_features_in_this_order() -> None:
    assert tuple(weights.ALONE) == features.NAMES
    assert tuple(weights.TOGETHER) == TOGETHER == ("own", *context.NAMES, *lessons.NAMES)
    assert tuple(weights.ALONE_NONE) == tuple(weights.TOGETHER_NONE) == features.NONE_NAMES


def test_the_engine_takes_them_in_the_order_of_its_features() -> None:
    fitted = Weights.fitted()
    assert fitted.alone.tolist() == pytest.approx([*weights.ALONE.values()])
    assert fitted.alone_none.tolist() == pytest.approx([*weights.ALONE_NONE.values()])
    assert fitted.together.tolist() == pytest.approx([*weights.TOGETHER.values()])
    assert fitted.together_none.tolist() == pytest.approx([*weights.TOGETHER_NONE.values()])


@pytest.mark.parametrize("table", TABLES)
def test_weights_are_finite(table: dict[str, float]) -> None:
    assert all(math.isfinite(x) and abs(x) < 20 for x in table.values())


@pytest.mark.parametrize("table", [weights.ALONE, weights.TOGETHER])
def test_what_speaks_for_an_indicator_never_counts_against_it(table: dict[str, float]) -> None:
    # A little may be taken off what another feature says already.
    assert all(x > -0.1 for x in table.values())


@pytest.mark.parametrize("name", ["own", "taught_alike", "taught_mistake", "taught_folder_mistake"])
def test_what_people_decided_counts(name: str) -> None:
    assert weights.TOGETHER[name] > 0.5


def test_an_explicit_code_is_strong_evidence_and_not_proof() -> None:
    assert 2 <= weights.ALONE["code_name"] * weights.TOGETHER["own"] < 6


def test_the_bolder_the_sooner_it_files() -> None:
    assert 0.15 < weights.FILE_AT["bold"] < weights.FILE_AT["balanced"] < weights.FILE_AT["careful"] < 1
