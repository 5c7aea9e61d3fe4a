"""All measures of one picture, taken from one decoding of it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from wenming_archive.ocr.pictures import Sight
from wenming_archive.photos import frame, packing, sharpness
from wenming_archive.photos.shot import Shot

#: Pixels of the longer side at which blur is judged: what a photo printed 15 cm wide shows of itself.
SIDE = 960
#: Characters kept of what the file says.
_SAID = 300


def shot(sight: Sight) -> Shot:
    """Return the measures of a picture."""
    own = sight.image.convert("L")
    whole = own.size == sight.size
    small = own.copy()
    small.thumbnail((SIDE, SIDE))
    grey = _greys(small)
    return Shot(
        *sight.size,
        sharpness.blur(grey),
        packing.quality(sight.steps),
        packing.blocks(_greys(own)) if whole and sight.steps else None,
        frame.bars(grey),
        sight.orientation,
        " ".join(sight.said.split())[:_SAID],
    )


def _greys(image: object) -> NDArray[np.float32]:
    return np.asarray(image, np.float32)
