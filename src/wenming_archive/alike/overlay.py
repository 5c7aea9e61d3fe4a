"""Two pictures laid upon each other, and how much of them agrees.

Pictures come in stacks, as many as there are pairs; each is square and of greys 0 to 255.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]
#: A difference of greys that is noise; and one from its surroundings beyond which a place counts no more.
_NOISE, _STRIKING = 9.0, 14.0
#: How much fainter the same may be in the other picture: contrast is changed, and light is blown out.
_FAINTER = 3.0
#: How wide the surroundings of a place are.
_WIDE = 2.0
#: How far a crop may move a picture, and stretch it: shares of its side.
_MOST_SHIFT, _MOST_STRETCH = 0.08, 0.1
#: How much pictures are blurred before they are laid upon each other, and in how many rounds: first at
#: half their size, then as they are.
_FIRST, _THEN = (1.0, 5), (0.8, 3)
#: What agrees less than this at half the size is not looked at again.
_HOPELESS = 0.7
#: Regions across and down; how much a region must show to speak, and how much less than the whole may
#: agree there.  Where one differs more, that is what matters: the words on the slide, the face.
_REGIONS, _SHOWN, _LEEWAY = 8, 0.15, 0.15


def agreement(one: Floats, other: Floats) -> Floats:
    """Return for each pair the share of what they show that agrees, 0 to 1; 0 when that is little.

    A pair agrees hardly more than where it agrees least.
    """
    small, small_other = _halved(one), _halved(other)
    # Of each pair: stretch and shift across, the same downward; shifts are shares of the side.
    place = _laid(small, small_other, np.zeros((len(one), 4), np.float32), *_FIRST)
    found = _mean(*_compared(small, *_moved(small_other, place)))
    likely = np.nonzero(found > _HOPELESS)[0]
    found[:] = 0
    if len(likely):
        one, other = one[likely], other[likely]
        alike, weight = _compared(one, *_moved(other, _laid(one, other, place[likely], *_THEN)))
        found[likely] = np.minimum(_mean(alike, weight), _worst(alike, weight) + _LEEWAY)
    return found


def _mean(alike: Floats, weight: Floats) -> Floats:
    total = np.maximum(weight.sum(axis=(1, 2)), 1e-6)
    return np.asarray(np.clip((weight * alike).sum(axis=(1, 2)) / total, 0, 1), np.float32)


def _worst(alike: Floats, weight: Floats) -> Floats:
    """Return how much the region agrees that agrees least; the rim, where stamps stand, is left out."""
    rim = alike.shape[-1] // _REGIONS
    inner, counted = alike[:, rim:-rim, rim:-rim], weight[:, rim:-rim, rim:-rim]
    count = _REGIONS - 2
    blocks = (len(alike), count, inner.shape[1] // count, count, inner.shape[2] // count)
    total = counted.reshape(blocks).mean(axis=(2, 4))
    agreed = (inner * counted).reshape(blocks).mean(axis=(2, 4)) / np.maximum(total, 1e-6)
    return np.asarray(np.where(total > _SHOWN * _STRIKING, agreed, 1).min(axis=(1, 2)), np.float32)


def _compared(one: Floats, laid: Floats, covered: Bools) -> tuple[Floats, Floats]:
    """Return how much each place agrees, and how much it counts."""
    mean, mean_laid = _around(one), _around(laid)
    spread = np.maximum(_around(one * one) - mean * mean, 0)
    spread_laid = np.maximum(_around(laid * laid) - mean_laid * mean_laid, 0)
    common = _around(one * laid) - mean * mean_laid
    most = np.maximum(spread, spread_laid)
    # Where one shows something and the other next to nothing, the root alone would say that they agree.
    both = np.maximum(np.sqrt(spread * spread_laid), most / _FAINTER)
    alike = (common + _NOISE**2) / (both + _NOISE**2)
    telling = np.sqrt(most)
    weight = np.where(telling > _NOISE, np.minimum(telling, _STRIKING), 0) * covered
    return np.asarray(alike, np.float32), np.asarray(weight, np.float32)


def deviation(pictures: Floats) -> Floats:
    """Return how much each place differs from its surroundings."""
    mean = _around(pictures)
    return np.asarray(np.sqrt(np.maximum(_around(pictures * pictures) - mean * mean, 0)))


def _around(pictures: Floats) -> Floats:
    return _blurred(pictures, _WIDE)


def _blurred(pictures: Floats, by: float) -> Floats:
    bell = _bell(pictures.shape[-1], by)
    return np.asarray(bell @ pictures @ bell.T, np.float32)


@cache
def _bell(side: int, by: float) -> Floats:
    """Return the matrix that blurs a line."""
    at = np.arange(side)
    bell = np.exp(-((at[:, None] - at[None]) ** 2) / (2 * by * by))
    return np.asarray(bell / bell.sum(axis=1, keepdims=True), np.float32)


def _laid(one: Floats, other: Floats, place: Floats, blur: float, rounds: int) -> Floats:
    """Return how ``other`` must be moved and stretched to lie best upon ``one``, from ``place`` on."""
    most = np.array([_MOST_STRETCH, _MOST_SHIFT] * 2, np.float32)
    still, moving = _blurred(one, blur), _blurred(other, blur)
    for _ in range(rounds):
        place = np.clip(place + _step(still, *_moved(moving, place)), -most, most)
    return place


def _halved(pictures: Floats) -> Floats:
    side = pictures.shape[-1] // 2
    return np.asarray(pictures.reshape(-1, side, 2, side, 2).mean(axis=(2, 4)), np.float32)


def _step(still: Floats, moved: Floats, covered: Bools) -> Floats:
    """Return by how much to move and stretch further: one step of least squares (Lucas and Kanade)."""
    side = still.shape[-1]
    down, across = np.gradient(moved, axis=(1, 2))
    at = _places(side)
    # What a stretch, a shift, more light and more contrast would change.
    terms = (across * at, across * side, down * at[:, None], down * side, moved, np.full_like(moved, side))
    slopes = np.stack([(term * covered).reshape(len(moved), -1) for term in terms], axis=1)
    rest = ((still - moved) * covered).reshape(len(moved), -1, 1)
    square = slopes @ slopes.transpose(0, 2, 1) + np.eye(len(terms), dtype=np.float32)
    return np.asarray(np.linalg.solve(square, slopes @ rest)[:, :4, 0], np.float32)


def _places(side: int) -> Floats:
    return np.arange(side, dtype=np.float32) - np.float32((side - 1) / 2)


def _moved(pictures: Floats, place: Floats) -> tuple[Floats, Bools]:
    """Return the pictures as they lie at ``place``, and what of the room they cover."""
    side = pictures.shape[-1]
    across, seen_across = _sampling(side, place[:, 0], place[:, 1])
    down, seen_down = _sampling(side, place[:, 2], place[:, 3])
    laid = np.asarray(down @ pictures @ across.transpose(0, 2, 1), np.float32)
    return laid, seen_down[:, :, None] & seen_across[:, None]


def _sampling(side: int, stretch: Floats, shift: Floats) -> tuple[Floats, Bools]:
    """Return for each pair the matrix that takes a line from where it was, and which places it fills."""
    middle = np.float32((side - 1) / 2)
    source = (1 + stretch[:, None]) * _places(side) + shift[:, None] * np.float32(side) + middle
    inside = np.clip(source, 0, side - 1)
    weight = np.maximum(0, 1 - np.abs(inside[:, :, None] - np.arange(side, dtype=np.float32)))
    return np.asarray(weight, np.float32), (source > -0.5) & (source < side - 0.5)
