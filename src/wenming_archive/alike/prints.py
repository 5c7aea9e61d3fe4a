"""The fingerprint of a content: of its picture, of its text, or of both; how it is kept."""

from __future__ import annotations

import struct
from dataclasses import dataclass

#: Raised when a fingerprint is made in another way: those that are kept are then made anew.
VERSION = 2
#: Version, checksum, and the lengths of the picture's part and of its measures.
_HEAD = struct.Struct("<BIiI")
_NONE = -1


@dataclass(frozen=True, slots=True)
class Print:
    """What tells a content from others; a part is empty when there is nothing to tell it by."""

    #: ``None`` until the picture has been looked at.
    picture: bytes | None = None
    text: bytes = b""
    #: A checksum of what the text was taken from.
    basis: int = 0
    #: The measures of the picture, as ``photos`` packs them; empty where there are none.
    shot: bytes = b""

    def packed(self) -> bytes:
        """Return the fingerprint as it is kept."""
        length = _NONE if self.picture is None else len(self.picture)
        head = _HEAD.pack(VERSION, self.basis, length, len(self.shot))
        return head + (self.picture or b"") + self.shot + self.text


def unpacked(data: bytes) -> Print | None:
    """Return a kept fingerprint; ``None`` if it was made by another version."""
    if data[:1] != bytes((VERSION,)):
        return None
    _, basis, length, measured = _HEAD.unpack_from(data)
    end = _HEAD.size + max(length, 0)
    picture = None if length == _NONE else data[_HEAD.size : end]
    return Print(picture, data[end + measured :], basis, data[end : end + measured])
