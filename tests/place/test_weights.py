"""The fitted weights: finite, and with the signs that make sense."""

from __future__ import annotations

import math

import pytest

from wenming_archive.place import weights

TABLES = [weights.ALONE, weights.TOGETHER, weights.ALONE_NONE, weights.TOGETHER_NONE]


@pytest.mark.parametrize("table", TABLES)
def test_weights_are_finite(table: dict[str, float]) -> None:
    assert all(math.isfinite(x) and abs(x) < 20 for x in table.values())


@pytest.mark.parametrize("name", ["name", "title", "near", "code_name", "need", "form", "unit"])
def test_what_speaks_for_an_indicator_never_counts_against_it(name: str) -> None:
    assert weights.ALONE[name] > 0 and weights.TOGETHER[name] > 0


def test_an_explicit_code_is_strong_evidence_and_not_proof() -> None:
    assert 2.5 <= weights.TOGETHER["code_name"] < 6
