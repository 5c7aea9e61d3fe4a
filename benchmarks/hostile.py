"""Read hostile and broken files as a scan does, and count what they cost.

Usage: ``python benchmarks/hostile.py [--flips 200] [--only WORD] [--quick]``

Needs ``pip install -e ".[dev]"``, and Linux for the figures of memory.  The inputs are made in a
temporary folder, one format or sort after another: every specimen (``hostile/specimens.py``) cut after
each tenth and with one to fifty bytes changed, seeded; and the hostile ones made by hand (``cases.py``).
Each is read by the program's own workers, under its own limits; so are the members of containers.
``--only`` takes the sorts or formats with WORD in their names, ``--quick`` the hand-made ones alone.

Reported: inputs; contents, members included; what became of them; worker deaths and timeouts, which
cost one content each; contents that came back empty without a reason; whether an external entity was
drawn in or a link followed; the slowest, and the largest memory of a worker.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

_TESTS = Path(__file__).parents[1] / "tests"
sys.path[:0] = map(str, (_TESTS, _TESTS / "read", Path(__file__).parent / "hostile"))


def main() -> int:
    """Run, print, and say with the exit status whether all held."""
    import running

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--flips", type=int, default=200)
    parser.add_argument("--only", default="")
    parser.add_argument("--quick", action="store_true")
    chosen = parser.parse_args()
    return running.run(0 if chosen.quick else chosen.flips, chosen.only)


if __name__ == "__main__":  # the workers load this module too
    sys.exit(main())
