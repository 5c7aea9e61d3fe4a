"""Check what is held: everything a check may look at is brought together here, then the checks look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from wenming_archive.alike import near, pictures, texts
from wenming_archive.alike.near import Near
from wenming_archive.alike.prints import Print
from wenming_archive.content import Extracted
from wenming_archive.errors import InputError
from wenming_archive.index import Index
from wenming_archive.model import Item, Status
from wenming_archive.photos import shot
from wenming_archive.photos.shot import Shot
from wenming_archive.pipeline import captioning, past, prints, status, views, words
from wenming_archive.pipeline.progress import Progress
from wenming_archive.pipeline.session import Session
from wenming_archive.pipeline.used import Used
from wenming_archive.report.checks import registry
from wenming_archive.report.checks.check import Alike, Check, Finding, Held, Reused
from wenming_archive.report.page import Page

#: Items that evaluators may come to see.
_OPEN_TO = (Status.filed, Status.review)


def check(session: Session, progress: Progress) -> tuple[list[Finding], int]:
    """Return what the checks find, and how many items they looked at.

    Fingerprints that had to be made are kept in the index.

    :raises InputError: if what was learnt from another year cannot be read.
    """
    before = past.used_before(session)
    with Index.open(session.workspace.index_file) as index:
        items = index.items()
        shown = [item for item in items if item.status in _OPEN_TO]
        known = prints.gather(index, shown, session.workspace.root, progress, keep=True)
        alike = _alike(shown, known)
        held = Held(
            items,
            session.catalogue,
            alike,
            _reused(shown, known, before),
            _sizes(alike, index),
            session.settings,
            views.gaps_of(session, items),
            lambda: _pages(shown, index, progress),
            shots=_shots(known),
            cleared=session.decisions.cleared(),
            stated=captioning.stated(session.decisions, items),
        )
        found = registry.run(held, wanted(session))
        status.keep_checked(index, Counter(one.check.level.value for one in found))
    return found, len(items)


def all_of(session: Session) -> tuple[Check, ...]:
    """Return all checks there are, those that are switched off among them.

    :raises InputError: if the settings name one that there is not.
    """
    wanted(session)
    return registry.CHECKS


def wanted(session: Session) -> list[Check]:
    """Return the checks that the settings do not switch off.

    :raises InputError: if they name one that there is not.
    """
    known = {check.id for check in registry.CHECKS}
    unknown = [name for name in session.settings.checks_off if name not in known]
    if unknown:
        said = "、".join(unknown)
        raise InputError(
            f"{session.workspace.settings_file} 的 checks_off 里没有名为 {said} 的检查；"
            f"可以写的是：{'、'.join(sorted(known))}"
        )
    return [check for check in registry.CHECKS if check.id not in session.settings.checks_off]


def _pages(items: Iterable[Item], index: Index, progress: Progress) -> Iterator[Page]:
    """Yield the items that can be read, with their words."""
    readable = [item for item in items if item.known.readable and item.known.sha256]
    progress.phase("检查", len(readable))
    for item in readable:
        progress.step(item.found.source)
        yield Page(item, words.read(index, item.known.sha256 or "") or Extracted(item.known.format))


def _alike(items: Iterable[Item], known: Mapping[str, Print]) -> list[Alike]:
    """Return the contents that are alike, as pictures or else as texts, in the order of ``items``."""
    contents = list(dict.fromkeys(s for item in items if (s := item.known.sha256) in known and s))
    seen = _groups(contents, [known[s].picture or b"" for s in contents], pictures.near, seen=True)
    read = _groups(contents, [known[s].text for s in contents], texts.near, seen=False)
    told = [set(group.contents) for group in seen]
    return [*seen, *(group for group in read if not any(set(group.contents) <= one for one in told))]


def _sizes(alike: Iterable[Alike], index: Index) -> dict[str, tuple[int, int]]:
    contents = {content for group in alike if group.seen for content in group.contents}
    shots = ((content, found.picture) for content in contents if (found := index.extracted(content)))
    return {content: (picture.width, picture.height) for content, picture in shots if picture}


def _shots(known: Mapping[str, Print]) -> dict[str, Shot]:
    measured = ((content, shot.unpacked(one.shot)) for content, one in known.items())
    return {content: found for content, found in measured if found}


def _groups(
    contents: Sequence[str],
    parts: Sequence[bytes],
    compare: Callable[[Sequence[bytes]], list[Near]],
    *,
    seen: bool,
) -> list[Alike]:
    having = [n for n, part in enumerate(parts) if part]
    groups = near.groups(compare([parts[n] for n in having]))
    return [
        Alike(tuple(contents[having[place]] for place in group.places), group.similarity, seen)
        for group in groups
    ]


def _reused(items: Iterable[Item], known: Mapping[str, Print], before: Sequence[Used]) -> list[Reused]:
    """Return what was used in another year: the same bytes, or else the picture most like it."""
    contents = list(dict.fromkeys(item.known.sha256 for item in items if item.known.sha256))
    same = {one.sha256: one for one in before}
    found = {s: Reused(s, same[s].source, same[s].code, 1) for s in contents if s in same}
    ours = [s for s in contents if s not in found and s in known and known[s].picture]
    theirs = [one for one in before if one.picture]
    pairs = pictures.across([known[s].picture or b"" for s in ours], [one.picture for one in theirs])
    for pair in sorted(pairs, key=lambda pair: pair.similarity):
        one = theirs[pair.other]
        found[ours[pair.one]] = Reused(ours[pair.one], one.source, one.code, min(pair.similarity, 0.999))
    return [found[s] for s in contents if s in found]
