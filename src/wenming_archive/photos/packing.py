"""How strongly a JPEG was packed: what its own tables say, and what is seen of its squares."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
#: The steps for brightness that quality 50 stands for, sorted: programs differ in their order.
_STEPS = np.sort(
    [
        *(16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55),
        *(14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51, 87, 80, 62),
        *(18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92),
        *(49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99),
    ]
)
#: The side of a JPEG's square, and up to what step between neighbours a picture counts as smooth.
_SIDE, _SMOOTH = 8, 6.0
#: How many smooth places there must be to see squares in; and what is added to how uneven they are, in
#: greys: half a grey is rounding.
_PLACES, _GRAIN = 2000, 0.5


def quality(steps: Sequence[int]) -> int | None:
    """Return the quality, 1 to 100, whose steps are nearest to ``steps``; ``None`` if these are none."""
    if len(steps) != len(_STEPS):
        return None
    wanted = np.sort(np.asarray(steps, np.float64))
    qualities = np.arange(1, 101)
    scales = np.where(qualities < 50, 5000 / qualities, 200 - 2 * qualities)
    tables = np.clip((_STEPS[None] * scales[:, None] + 50) // 100, 1, 255)
    return int(qualities[np.abs(np.log(tables) - np.log(np.maximum(wanted, 1))).sum(axis=1).argmin()])


def blocks(grey: Floats) -> float | None:
    """Return how much squares stand out, against how even the smooth parts of a picture are in themselves.

    ``grey`` is of the picture's own size.  Where the squares begin is found out: a crop moves them.
    ``None`` if nothing is smooth.
    """
    found = [one for one in (_across(grey), _across(grey.T)) if one is not None]
    return round(min(found), 2) if found else None


def _across(grey: Floats) -> float | None:
    steps = np.abs(np.diff(grey, axis=1))
    around = (steps[:, :-2] + steps[:, 2:]) / 2
    smooth = np.maximum(steps[:, :-2], steps[:, 2:]) < _SMOOTH
    places = smooth.sum(axis=0)
    if places.sum() < _PLACES:
        return None
    jumps = np.where(smooth, np.minimum(steps[:, 1:-1], 4 * _SMOOTH) - around, 0).sum(axis=0)
    phases = [jumps[n::_SIDE].sum() / max(1, places[n::_SIDE].sum()) for n in range(_SIDE)]
    uneven = around[smooth].mean() + _GRAIN
    return float((max(phases) - np.median(phases)) / uneven)
