"""What was measured of one picture, and how it is kept."""

from __future__ import annotations

import json
from dataclasses import astuple, dataclass


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture's measures; ``None`` where there was nothing to measure."""

    #: Pixels, as the picture is seen upright.
    width: int
    height: int
    #: How far its sharpest edges are spread, in pixels of a picture about 1,000 wide; sharp ones below 1.
    blur: float | None = None
    #: The quality a JPEG says it was last saved with, 1 to 100.
    quality: int | None = None
    #: By how many greys the squares of a JPEG stand out where the picture is smooth.
    blocks: float | None = None
    #: The share of its height that bars of one colour above and below take, where it is tall as a phone.
    bars: float = 0
    #: How EXIF says it must be turned to be upright; 1 for not at all.
    orientation: int = 1
    #: What the file says of the program it was made with, and remarks.
    said: str = ""

    def packed(self) -> bytes:
        """Return the measures as they are kept."""
        return json.dumps(astuple(self), ensure_ascii=False, separators=(",", ":")).encode()


def unpacked(data: bytes) -> Shot | None:
    """Return measures that were kept; ``None`` if there are none."""
    return Shot(*json.loads(data)) if data else None
