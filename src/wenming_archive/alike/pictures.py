"""Near-identical pictures: the same photo saved again, scaled, cropped a little, brightened, stamped.

A fingerprint is the picture itself, 64 × 64 in 16 greys.  Two are laid upon each other (a crop moves
and stretches one) and compared place by place: another photo of the same room agrees in the walls
and not in the people, a stamp spoils one corner of a picture that agrees everywhere else.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from wenming_archive.alike import overlay
from wenming_archive.alike.near import Near

if TYPE_CHECKING:
    from PIL.Image import Image

Floats = NDArray[np.float32]
#: From here on two pictures are alike; chosen on the half of ``benchmarks/alike.py`` that is looked at.
ALIKE = 0.86
SIDE = 64
#: Pixels of the longer and the shorter side below which a picture is a sign or a button.
_LONG, _SHORT = 128, 48
#: The share of a picture that must show something: differ by more greys than paper does.
_SHOWS, _PLAIN = 0.08, 6.0
#: How much of a picture, and of how many of its regions, may lie in detail finer than the fingerprint: of
#: what is written most does, and two pages of one form would look the same.
_FINE, _WRITTEN, _REGIONS = 0.28, 0.45, 8
#: From what spread of greys a region shows something, and how much of it is fine where it is written.
_SPREAD, _MOSTLY = 60.0, 0.4
#: How alike two must be at first sight to be compared closely, and how many a picture is compared with.
_AT_SIGHT, _RIVALS = 0.86, 6
#: By how much two shapes may differ, as a crop may change them.
_SHAPE = 0.08
#: The side of the first sight; pictures looked at, and pairs compared, in one go.
_COARSE, _ROWS, _PAIRS = 16, 512, 128
_HEAD = struct.Struct("<HH")


def fingerprint(image: Image) -> bytes:
    """Return what tells an upright picture; nothing if it is tiny, blank, or a written page.

    ``image`` had best be some 256 pixels wide: much less leaves nothing to tell, much more is waste.
    """
    from PIL.Image import Resampling

    if max(image.size) < _LONG or min(image.size) < _SHORT:
        return b""
    grey = image.convert("L")
    large = np.asarray(grey.resize((4 * SIDE, 4 * SIDE), Resampling.BILINEAR), np.float32)
    small = large.reshape(SIDE, 4, SIDE, 4).mean(axis=(1, 3))
    if (overlay.deviation(small[None]) > _PLAIN).mean() < _SHOWS or _is_written(large, small):
        return b""
    low, high = np.percentile(small, (0.5, 99.5))
    levels = np.clip((small - low) * (16 / (high - low)), 0, 15).astype(np.uint8).ravel()
    packed: bytes = (levels[::2] << 4 | levels[1::2]).tobytes()
    return _HEAD.pack(*image.size) + packed


def _is_written(large: Floats, small: Floats) -> bool:
    """Say whether what a picture shows is too fine for its fingerprint, all in all or in most places."""
    if large.var() - small.var() > _FINE * large.var():
        return True
    spread, kept = _spreads(large), _spreads(small)
    written = (spread - kept > _MOSTLY * spread) & (spread > _SPREAD)
    return bool(written.sum() > _WRITTEN * max(1, (spread > _SPREAD).sum()))


def _spreads(picture: Floats) -> Floats:
    """Return the spread of the greys in each region."""
    side = len(picture) // _REGIONS
    return np.asarray(picture.reshape(_REGIONS, side, _REGIONS, side).var(axis=(1, 3)))


def valid(data: bytes) -> bool:
    """Say whether ``data``, which comes from elsewhere, is a fingerprint."""
    return len(data) == _HEAD.size + SIDE * SIDE // 2 and min(_HEAD.unpack_from(data)) > 0


def near(prints: Sequence[bytes]) -> list[Near]:
    """Return the pairs of ``prints`` that are alike, by their places, with how alike they are.

    Each is compared closely with the few that look most like it, so that the time grows with their
    number, not with its square.
    """
    found = _compared(_Stack(prints), _Stack(prints), itself=True)
    pairs = {(min(p.one, p.other), max(p.one, p.other)): p.similarity for p in found}
    return [Near(*pair, similarity) for pair, similarity in sorted(pairs.items())]


def across(ours: Sequence[bytes], theirs: Sequence[bytes]) -> list[Near]:
    """Return the pairs of one of ``ours`` and one of ``theirs`` that are alike."""
    return _compared(_Stack(ours), _Stack(theirs), itself=False)


class _Stack:
    """Fingerprints, unpacked as far as the first sight needs."""

    def __init__(self, prints: Sequence[bytes]) -> None:
        sizes = [_HEAD.unpack_from(one) for one in prints]
        #: How much wider than tall, as a logarithm.
        self.shapes = np.array([np.log(width / height) for width, height in sizes], np.float32)
        packed = b"".join(one[_HEAD.size :] for one in prints)
        self._levels = np.frombuffer(packed, np.uint8).reshape(-1, SIDE * SIDE // 2)
        starts = range(0, len(prints), _ROWS)
        parts = [self._sights(np.arange(n, min(n + _ROWS, len(prints)))) for n in starts]
        #: What they look like at first sight, as unit vectors.
        self.sights = np.concatenate(parts) if parts else np.zeros((0, _COARSE**2), np.float32)

    def greys(self, places: NDArray[np.intp]) -> Floats:
        """Return some of the pictures, of greys 0 to 255."""
        levels = self._levels[places]
        both = np.stack((levels >> 4, levels & 15), axis=-1)
        return both.reshape(-1, SIDE, SIDE).astype(np.float32) * 17

    def _sights(self, places: NDArray[np.intp]) -> Floats:
        by = SIDE // _COARSE
        coarse = self.greys(places).reshape(-1, _COARSE, by, _COARSE, by).mean(axis=(2, 4))
        coarse = coarse.reshape(len(places), -1)
        coarse -= coarse.mean(axis=1, keepdims=True)
        return np.asarray(coarse / np.maximum(np.linalg.norm(coarse, axis=1, keepdims=True), 1e-6))


def _compared(ours: _Stack, theirs: _Stack, *, itself: bool) -> list[Near]:
    pairs = sorted(set(_candidates(ours, theirs, itself=itself)))
    found = []
    for start in range(0, len(pairs), _PAIRS):
        some = np.array(pairs[start : start + _PAIRS], np.intp)
        sure = overlay.agreement(ours.greys(some[:, 0]), theirs.greys(some[:, 1]))
        found += [Near(int(a), int(b), float(s)) for (a, b), s in zip(some, sure, strict=True) if s >= ALIKE]
    return found


def _candidates(ours: _Stack, theirs: _Stack, *, itself: bool) -> Iterator[tuple[int, int]]:
    """Yield for each of ``ours`` the few of ``theirs`` that look most like it."""
    count = min(_RIVALS, len(theirs.sights))
    for start in range(0, len(ours.sights) if count else 0, _ROWS):
        rows = slice(start, start + _ROWS)
        like = ours.sights[rows] @ theirs.sights.T
        like[np.abs(ours.shapes[rows, None] - theirs.shapes[None]) > _SHAPE] = 0
        if itself:
            like[np.arange(len(like)), np.arange(start, start + len(like))] = 0
        rivals = np.argpartition(-like, count - 1, axis=1)[:, :count]
        for row, place in zip(*np.nonzero(np.take_along_axis(like, rivals, 1) > _AT_SIGHT), strict=True):
            one, other = start + int(row), int(rivals[row, place])
            yield (min(one, other), max(one, other)) if itself else (one, other)
