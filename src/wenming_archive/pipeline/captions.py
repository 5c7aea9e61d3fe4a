"""What photos are called whose names say nothing: after the event that a document beside them tells of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from wenming_archive.describe import names, pictures
from wenming_archive.formats import PICTURES
from wenming_archive.model import Known
from wenming_archive.report import events

#: Kinds of documents that tell of one event.
_TELLS = frozenset(["plan", "notice", "summary", "briefing", "minutes"])
_HANZI = re.compile(r"[\u4e00-\u9fff]+")
Key = tuple[str, PurePosixPath]


def by_neighbours(known: Sequence[Known]) -> list[Known]:
    """Return ``known`` with the photos that nothing names called after their folder's event.

    That is the only one that documents there tell of and the folder is named after, or the only
    one of the photo's day: in a dumping ground documents say nothing of photos.  The title stays
    marked as inferred.
    """
    documents: dict[Key, list[Known]] = defaultdict(list)
    for one in known:
        if one.readable and one.description.kind in _TELLS and not one.description.title_inferred:
            documents[_folder(one)].append(one)
    return [_called(one, documents[_folder(one)]) if _nameless(one) else one for one in known]


def _folder(one: Known) -> Key:
    return one.found.root, PurePosixPath(one.found.source.replace("!/", "/")).parent


def _nameless(one: Known) -> bool:
    described = one.description
    photo = one.format in PICTURES and described.kind == "photo" and described.title_inferred
    return photo and not pictures.tells(_stem(one))


def _stem(one: Known) -> str:
    return PurePosixPath(one.name).stem


def _called(photo: Known, documents: Sequence[Known]) -> Known:
    folder = _folder(photo)[1].name
    told = [(d, event) for d in documents if (event := events.called(d.description.title))]
    named = [event for _, event in told if _shares(event, folder)]
    day = photo.description.date
    same_day = [event for d, event in told if day and d.description.date == day]
    event = _only(same_day) or _only(named)
    title = f"{event}照片" if event else names.title(_stem(photo))
    return replace(photo, description=replace(photo.description, title=title))


def _shares(event: str, folder: str) -> bool:
    """Say whether two hanzi of the folder's name stand side by side in the event's."""
    pairs = (folder[n : n + 2] for n in range(len(folder) - 1))
    return any(_HANZI.fullmatch(pair) and pair in event for pair in pairs)


def _only(called: Sequence[str]) -> str | None:
    return called[0] if len(set(called)) == 1 else None
