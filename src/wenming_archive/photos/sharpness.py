"""How blurred a picture is, told by its edges alone: a wall, fog or the night have none that count.

Where an edge stands out at a coarse scale, its slope there and at a fine scale tell how far it is
spread.  Of each direction the sharpest edges count, since a lens is focused on something, and of the
directions the worst, since a hand that shakes smears in one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
#: The fine and the coarse scale, in pixels: below one there is grain, above three there are few edges.
_FINE, _COARSE = 1.0, 3.0
#: The slope of an edge at the coarse scale, in greys a pixel: about 15 greys from side to side.
_SLOPE = 2.0
#: Half the side of the square in which an edge's steepest place is looked for.
_REACH = 3
#: Directions, the share of a direction's edges that count as its sharpest, and how many it must have, also
#: as a share of all.  Measured with 36 photos of real things and what blurs and hides them: a share of 0.1
#: misses a blur of 5 pixels under grain more often, one of 0.2 takes for blurred where little is in focus.
_DIRECTIONS, _SHARPEST, _LEAST, _SHARE = 4, 0.15, 12, 0.1
#: Edges must stand in so many of the regions (a side has six), with so many in each, or there is nothing to
#: judge by.  With twice as many asked for, half of what is blurred by 8 pixels goes unjudged.
_REGIONS, _SPREAD, _EACH = 6, 4, 3
#: How often a picture without edges is halved to find some: what is blurred a lot has them when small.
_HALVED = 2


def blur(grey: Floats) -> float | None:
    """Return by how many pixels the sharpest edges are spread; ``None`` if there are too few edges."""
    for halved in range(_HALVED + 1):
        if min(grey.shape) < 64:
            return None
        found = _spread(grey)
        if found is not None:
            return round(found * 2**halved, 2) if found > 1 or not halved else None
        grey = _half(grey)
    return None


def _spread(grey: Floats) -> float | None:
    where, angles, spreads = _edges(grey)
    if (np.bincount(where, minlength=_REGIONS**2) >= _EACH).sum() < _SPREAD:
        return None
    turns = np.rint(angles * _DIRECTIONS / math.pi).astype(int) % _DIRECTIONS
    some = [spreads[turns == n] for n in range(_DIRECTIONS)]
    enough = max(_LEAST, int(_SHARE * len(spreads)))
    worst = (float(np.quantile(of_it, _SHARPEST)) for of_it in some if len(of_it) >= enough)
    return max(worst, default=None)


def _edges(grey: Floats) -> tuple[NDArray[np.intp], Floats, Floats]:
    """Return of each edge in which region it is, its direction, and how far it is spread."""
    fine = _smooth(grey, _FINE)
    coarse = _smooth(fine, math.sqrt(_COARSE**2 - _FINE**2))
    (fx, fy), (cx, cy) = _slopes(fine), _slopes(coarse)
    steep = np.hypot(cx, cy)
    peak = (steep >= _largest(steep, _REACH)) & (steep > _SLOPE)
    margin = int(3 * _COARSE)
    peak[:margin] = peak[-margin:] = peak[:, :margin] = peak[:, -margin:] = False
    y, x = np.nonzero(peak)
    along, across = cx[y, x] / steep[y, x], cy[y, x] / steep[y, x]
    near = (fx[y + dy, x + dx] * along + fy[y + dy, x + dx] * across for dy, dx in _around())
    ratio = np.clip(np.max(list(near), axis=0) / steep[y, x], 1.01, _COARSE / _FINE)
    spread = np.sqrt(np.maximum(0, _COARSE**2 - ratio**2 * _FINE**2) / (ratio**2 - 1))
    region = y * _REGIONS // grey.shape[0] * _REGIONS + x * _REGIONS // grey.shape[1]
    return region, np.arctan2(across, along), spread


def _around() -> Iterator[tuple[int, int]]:
    return ((dy, dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1))


def _smooth(grey: Floats, by: float) -> Floats:
    """Return a picture smoothed by a bell curve."""
    reach = math.ceil(3 * by)
    bell = np.exp(-(np.arange(-reach, reach + 1, dtype=np.float32) ** 2) / (2 * by * by))
    for _ in range(2):
        grey = _weighed(grey, bell / bell.sum(), reach).T
    return grey


def _weighed(grey: Floats, weights: Floats, reach: int) -> Floats:
    rows = len(grey)
    wide = np.pad(grey, ((reach, reach), (0, 0)), mode="edge")
    total = np.zeros_like(grey)
    for n, weight in enumerate(weights):
        total += weight * wide[n : n + rows]
    return total


def _slopes(grey: Floats) -> tuple[Floats, Floats]:
    x, y = np.zeros_like(grey), np.zeros_like(grey)
    x[:, 1:-1] = (grey[:, 2:] - grey[:, :-2]) / 2
    y[1:-1] = (grey[2:] - grey[:-2]) / 2
    return x, y


def _largest(values: Floats, reach: int) -> Floats:
    """Return of each place the largest value around it."""
    for _ in range(2):
        wide = np.pad(values, ((reach, reach), (0, 0)))
        values = np.max([wide[n : n + len(values)] for n in range(2 * reach + 1)], axis=0).T
    return values


def _half(grey: Floats) -> Floats:
    height, width = grey.shape[0] // 2 * 2, grey.shape[1] // 2 * 2
    return np.asarray(grey[:height, :width].reshape(height // 2, 2, width // 2, 2).mean(axis=(1, 3)))
