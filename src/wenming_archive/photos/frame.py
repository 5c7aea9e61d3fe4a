"""Whether a picture is what a phone shows of a photo: the photo across, and bars above and below it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
#: How much taller than wide a phone's screen is: 16:9 to 22:9, with some room for what was cut off.
_TALL = (1.7, 2.5)
#: By how many greys a bar varies: what is drawn hardly does, also when packed; sky and walls have grain.
_EVEN = 3.0
#: So much of a row is bar where it is empty, and at most so much where the photo is.
_EMPTY, _PHOTO_ROW = 0.98, 0.5
#: So much of a bar is empty: the rest is clock and buttons, in an article it is words.
_MOSTLY = 0.7
#: The least share of the height that each bar takes, and the photo between them.
_BAR, _PHOTO = 0.06, 0.2
#: How much of the photo may look like bar, in rows.
_LIKE_BAR = 0.1


def bars(grey: Floats) -> float:
    """Return the share of its height that bars of one colour take above and below; 0 if there are none."""
    height, width = grey.shape
    if not _TALL[0] <= height / width <= _TALL[1]:
        return 0
    least = max(1, int(_BAR * height))
    colour = float(np.median(grey[:least]))
    if abs(colour - float(np.median(grey[-least:]))) > _EVEN:
        return 0
    even = (np.abs(grey - colour) <= _EVEN).mean(axis=1)
    shown = np.flatnonzero(even < _PHOTO_ROW)
    if not len(shown):
        return 0
    top, bottom = int(shown[0]), height - 1 - int(shown[-1])
    photo = even[top : height - bottom]
    fits = min(top, bottom) >= least and len(photo) >= _PHOTO * height
    empty = fits and min(_empty(even[:top]), _empty(even[height - bottom :])) > _MOSTLY
    return round((top + bottom) / height, 2) if empty and (photo > _PHOTO_ROW).mean() < _LIKE_BAR else 0


def _empty(rows: Floats) -> float:
    return float((rows > _EMPTY).mean())
