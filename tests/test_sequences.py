"""Random sequences of commands and of work by hand; ``benchmarks/nothing_lost/sequences.py`` runs thousands."""

from __future__ import annotations

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from office import Office


@pytest.mark.parametrize("_", range(4))
def test_nothing_is_lost_in_any_sequence_of_operations(_: int) -> None:
    some = settings(max_examples=12, stateful_step_count=12, deadline=None, database=None)
    run_state_machine_as_test(Office, settings=some)
