"""What can be wrong with evidence, and which checks of the program are to find it.

The corpora name topics; when a check gets another name, or a new one comes, this is the only place
to change.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: Topic → the ids of the checks that may find it.
TOPICS: Final[Mapping[str, tuple[str, ...]]] = {
    "out-of-period": ("out-of-period",),
    "undated": ("undated",),
    "dates-differ": ("date-conflict",),
    "no-caption": ("photo-no-caption", "photo-elements"),
    "few-elements": ("photo-elements", "photo-no-caption"),
    "blurred": ("photo-blurred",),
    "tiny": ("photo-tiny",),
    "over-compressed": ("photo-compressed",),
    "watermarked": ("photo-watermark", "photo-dated"),
    "screenshot": ("photo-screenshot",),
    "turned": ("photo-orientation",),
    "too-few": ("too-few",),
    "too-many": ("too-many",),
    "reused-photo": ("same-photo",),
    "near-photo": ("same-photo", "near-duplicate"),
    "no-number": ("not-official",),
    "no-issuer": ("not-official",),
    "report-long": ("report-length",),
    "report-no-figures": ("report-without-figures",),
    "report-is-summary": ("report-as-summary",),
    "plan-no-summary": ("plan-without-summary",),
    "notice-no-activity": ("notice-without-activity",),
    "too-large": ("portal-size",),
    "refused-form": ("portal-form",),
    "long-name": ("bad-name",),
    "illegal-name": ("bad-name",),
    "encrypted": ("not-read", "unreadable"),
    "empty": ("not-read", "unreadable"),
    "truncated": ("not-read", "unreadable"),
    "versions": ("versions", "near-duplicate"),
    "title-name": ("title-mismatch",),
    "placeholder": ("placeholder",),
    "leaders-differ": ("names-differ",),
    "units-differ": ("names-differ",),
    "id-number": ("id-number",),
    "mobile": ("mobile",),
    "bank-card": ("bank-card",),
    "home-address": ("home-address",),
    "minors": ("minors",),
    "secrecy": ("secret", "internal"),
    "gps": ("gps",),
}
#: What may be said of any photo: that its caption lacks one of six elements, as nearly all do.
OF_PHOTOS: Final = ("photo-elements",)
#: Checks whose finding is about its items together; of others each item counts by itself.
TOGETHER: Final = ("same-photo", "near-duplicate", "versions", "names-differ", "too-many", "too-few")
