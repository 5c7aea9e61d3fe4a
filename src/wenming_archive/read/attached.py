"""A mail as a container: its attachments are items of their own, beside the mail itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from wenming_archive.content import Member
from wenming_archive.read import mail
from wenming_archive.read.member_names import distinct, safe


class Mail:
    """A mail whose attachments can be listed and read."""

    def __init__(self, stream: BinaryIO) -> None:
        """Read the mail in ``stream``."""
        found = list(mail.attachments(stream))
        names = distinct(safe(name) for name, _ in found)
        self._contents = dict(zip(names, (data for _, data in found), strict=True))

    def members(self) -> Sequence[Member]:
        """Return the attachments."""
        return [Member(name, len(data), 0) for name, data in self._contents.items()]

    def blocks(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of an attachment."""
        yield self._contents[name]

    def close(self) -> None:
        """Let go of the attachments."""
        self._contents.clear()
