"""Run thousands of random sequences of commands and of work by hand against a simple model.

Usage: ``python benchmarks/nothing_lost/sequences.py [--sequences 10000] [--steps 12] [--seed 1]``

Needs ``pip install -e ".[dev]"``.  What people and the program do, and what must hold after every
command, stands in ``tests/office.py``: sources change, move and go; scan, assign, ignore, unassign,
not-held, undo, verify; copies are moved, put in, deleted and edited by hand; the index is deleted.
The first sequence that breaks a promise is shortened and printed.  Exit status 1 if there is one.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))


def main() -> int:
    """Run, print the figures, and say with the exit status whether all held."""
    from hypothesis import HealthCheck, Phase, seed, settings
    from hypothesis.stateful import run_state_machine_as_test

    from office import Office

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--sequences", type=int, default=10_000)
    parser.add_argument("--steps", type=int, default=12)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    many = settings(
        max_examples=chosen.sequences,
        stateful_step_count=chosen.steps,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    start = time.perf_counter()
    counted = seed(chosen.seed)(type("Counted", (Office,), {"run": 0}))
    try:
        run_state_machine_as_test(counted, settings=many)
    finally:
        print(f"{time.perf_counter() - start:.0f} s")
    print(f"{chosen.sequences} sequences of up to {chosen.steps} steps: every promise held")
    return 0


if __name__ == "__main__":
    sys.exit(main())
