"""Make the index anew from what it was made of: the filed copies and the list of where they came from.

The sources tell the rest.  What has no source any more is read from its copy, as if that stood where
the source did.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from wenming_archive.errors import CopyError
from wenming_archive.filing import ledger, names, standing
from wenming_archive.filing.ledger import Origin
from wenming_archive.index import Copy, Index
from wenming_archive.model import Description, Found, Item, Known
from wenming_archive.pipeline import history
from wenming_archive.pipeline.progress import Progress
from wenming_archive.pipeline.session import Session
from wenming_archive.pipeline.survey import Key, Survey, hash_of, look
from wenming_archive.place.decide import by_person
from wenming_archive.workspace import EVIDENCE

#: The size of a copy that is not there, or is another one.
_NONE = -1


def restore(session: Session, index: Index) -> None:
    """Let an empty ``index`` know the copies again, and what they are copies of.

    Where the list of sources does not tell of all copies (it was damaged, or a run was cut off), they
    are known by their contents alone: nobody can say then what was done by hand.
    """
    evidence = session.workspace.evidence
    known = index.note("summary") or index.copies() or index.has_items()
    if known or not any((evidence / name).exists() for name in standing.LISTS):
        return
    origins = list(ledger.read(evidence))
    there = {target for _, target in standing.files(evidence, "")}
    copies = {one: _copy(evidence, one, there=one.target in there) for one in origins}
    sound = {one.target: copies[one] for one in origins if copies[one].size != _NONE}
    # Of two rows about one copy the one that it bears out.
    origins = [one for one in origins if copies[one] == sound.get(one.target, copies[one])]
    whole = ledger.whole(evidence, origins)
    with index.writing():
        history.note_rebuilt(index)
        for one in origins if whole else ():
            index.keep_copy(copies[one])
        index.replace_items(list(_items(session, (o for o in origins if whole or o.target in sound))))


def complete(session: Session, index: Index, found: Survey, progress: Progress, *, ocr: bool) -> Survey:
    """Return a survey with the items whose sources are gone read from their copies; without what has none."""
    unread = {one.key: one for one in found.known if one.unread}
    if not unread:
        return found
    copies = {item.known.key: item.filed_as for item in found.before}
    wanted = (_file(session.workspace.root, one, copies[key]) for key, one in unread.items())
    known, clues = look([file for file in wanted if file], index, progress, ocr=ocr)
    read = {one.key: _as_it_was(one, unread[one.key]) for one in known}
    left = tuple(read.get(one.key, one) for one in found.known if one.key in read or one.key not in unread)
    return replace(found, known=left, clues={**found.clues, **clues})


def _copy(evidence: Path, origin: Origin, *, there: bool) -> Copy:
    """Return the record of a copy."""
    path = evidence / origin.target
    if there and _holds(path, origin.sha256):
        info = path.stat()
        return Copy(origin.target, origin.sha256, info.st_size, info.st_mtime_ns)
    return Copy(origin.target, origin.sha256, _NONE, 0)


def _holds(path: Path, sha256: str) -> bool:
    try:
        return hash_of(path.parent, path.name) == sha256
    except CopyError:
        return False


def _items(session: Session, origins: Iterable[Origin]) -> Iterator[Item]:
    """Yield the items that the copies came from, filed where these stand."""
    evidence = session.workspace.evidence
    codes = {folder: code for code, folder in names.folders(session.catalogue, evidence).items()}
    found: dict[Key, list[Origin]] = defaultdict(list)
    for one in origins:
        if one.found:
            found[one.found.root, one.found.source].append(one)
    for some in found.values():
        folders = [one.target.rpartition("/")[0] for one in some]
        placed = by_person([codes[folder] for folder in folders if folder in codes], (), session.catalogue)
        copies = dict.fromkeys(f"{EVIDENCE}/{one.target}" for one in some)
        yield Item(_unread(some[0]), placed, filed_as=tuple(copies))


def _unread(origin: Origin) -> Known:
    assert origin.found
    nothing = Description("other", "")
    return Known(origin.found, origin.sha256, "", nothing, present=False, by_hand=origin.by_hand)


def _file(root: Path, one: Known, copies: Sequence[str]) -> Found | None:
    """Return the first sound copy of an item, as if it stood where the source did."""
    paths = (root / copy for copy in copies)
    sound = next((path for path in paths if _holds(path, one.sha256 or "")), None)
    return replace(one.found, path=sound, inner=()) if sound else None


def _as_it_was(read: Known, one: Known) -> Known:
    """Return what was ``read`` of a copy as what is known of the source that is gone."""
    return replace(read, found=one.found, present=False, by_hand=one.by_hand)
