"""Which contents the sources hold at this moment: the last scan may be long ago."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from wenming_archive.model import Found, Known, Parcel


class Supply:
    """The contents of sources; ``in`` looks on the disk whether one is still there as it was.

    Of a member its container is looked at.
    """

    def __init__(self, known: Iterable[Known], parcels: Iterable[Parcel], *, supposing: bool = False) -> None:
        """With ``supposing`` a container that is there but not known is taken to be as it was."""
        self._supposing = supposing
        self._found: dict[str, list[Found]] = defaultdict(list)
        for one in known:
            if one.present and one.sha256:
                self._found[one.sha256].append(one.found)
        self._containers = {p.found.path: p.found for p in parcels if not p.found.inner}

    def __contains__(self, sha256: object) -> bool:
        return any(self._stands(found) for found in self._found.get(str(sha256), ()))

    def _stands(self, found: Found) -> bool:
        file = self._containers.get(found.path) if found.inner else found
        return stands(file) if file else self._supposing and found.path.exists()


def supposed(one: Known) -> Known:
    """Return what is known of a source; of one that is still to be read again, as if it were there."""
    return replace(one, present=not one.by_hand) if one.unread else one


def stands(found: Found) -> bool:
    """Say whether a file is there as it was found, by size and time."""
    try:
        info = os.stat(found.path)  # noqa: PTH116
    except (OSError, ValueError):  # ValueError: a name that no system takes
        return False
    return (info.st_size, info.st_mtime_ns) == (found.size, found.mtime_ns)
