"""What a worker does: read one content, and say what it is.  Everything here can be pickled."""

from __future__ import annotations

import contextlib
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import PurePath

from wenming_archive import disk, stored
from wenming_archive.content import Extracted, Member
from wenming_archive.describe import lines
from wenming_archive.describe.describe import describe
from wenming_archive.model import Found, Known, Problem
from wenming_archive.ocr import recognise
from wenming_archive.pipeline.workers import Workers
from wenming_archive.place import clues as clues_of
from wenming_archive.place.clues import Clues
from wenming_archive.read import reader
from wenming_archive.read.contents import Contents
from wenming_archive.read.limits import Unreadable
from wenming_archive.read.suffixes import suffix_problem


@dataclass(frozen=True, slots=True)
class Reading:
    """What a worker learnt of one content."""

    #: ``None`` when the content could not be opened.
    sha256: str | None
    #: What was read, packed; ``None`` when it was read before and the index has it.
    packed: bytes | None = None
    members: tuple[Member, ...] = ()
    #: Pages whose words can only be seen, empty for a picture; ``None`` when there are none such.
    unseen: tuple[int, ...] | None = None
    #: What it is; ``None`` when the index has it, or it is nothing but its members.
    described: tuple[Known, Clues] | None = None


@dataclass
class _Worker:
    """What a worker process keeps between contents."""

    known: Collection[str] = ()
    contents: Contents = field(default_factory=Contents)


_worker = _Worker()


def workers(known: Collection[str]) -> Workers[Found, Reading]:
    """Return workers that read; contents whose hash is in ``known`` they only hash."""
    return Workers(read, failed, begin, known)


def begin(known: Collection[str]) -> None:
    """Prepare a worker process."""
    _worker.known = known


def read(found: Found) -> Reading:
    """Return what the content of ``found`` is; what cannot be read is a value with its reason."""
    try:
        with _worker.contents.opened(found.path, found.inner) as stream:
            sha256 = disk.digest(stream)
            if sha256 in _worker.known:
                return Reading(sha256)
            stream.seek(0)
            return reading(found, sha256, reader.read(found, stream))
    except Unreadable as error:
        return refused(found, None, Problem(error.code, str(error)))
    except OSError as error:
        return refused(found, None, Problem("no-access", f"无法打开：{disk.reason(error)}"))


def reading(found: Found, sha256: str | None, extracted: Extracted) -> Reading:
    """Return what was read as a reading."""
    described = describe_one(found, sha256, extracted) if extracted.is_item else None
    unseen = extracted.unseen if _has_words_to_see(extracted) else None
    return Reading(sha256, stored.packed_extracted(extracted), extracted.members, unseen, described)


def _has_words_to_see(extracted: Extracted) -> bool:
    return not extracted.trouble and recognise.wanted(extracted.format, extracted.unseen)


def refused(found: Found, sha256: str | None, problem: Problem) -> Reading:
    """Return the reading of what could not be read for the reason of ``problem``."""
    suffix = PurePath(found.source).suffix.lstrip(".").lower()
    return reading(found, sha256, Extracted(suffix or "unknown", trouble=problem))


def failed(found: Found, problem: Problem) -> Reading:
    """Return the reading of what was fatal to its worker."""
    return refused(found, _hash(found), problem)


def _hash(found: Found) -> str | None:
    """Return the hash of a file, so that it is not tried again while it stays the same."""
    with contextlib.suppress(OSError):
        return None if found.inner else disk.sha256(found.path)
    return None


def describe_one(found: Found, sha256: str | None, extracted: Extracted) -> tuple[Known, Clues]:
    """Return what the item read as ``extracted`` is, and what it offers for placing it."""
    text = lines.of(extracted)
    description = describe(extracted, text, found.source)
    problems = _problems(extracted, found, description.secrecy)
    one = Known(found, sha256, extracted.format, description, problems, extracted.trouble is None)
    return one, clues_of.of(text, description, found.source, extracted.format)


def _problems(extracted: Extracted, found: Found, secrecy: str | None) -> tuple[Problem, ...]:
    trouble = (extracted.trouble,) if extracted.trouble else ()
    suffix = suffix_problem(extracted.format, found.source) if not trouble else None
    secret = _secret(secrecy) if secrecy else None
    return (*trouble, *extracted.problems, *(one for one in (suffix, secret) if one))


def _secret(mark: str) -> Problem:
    return Problem("secret", f"文件标有“{mark}”，未经保密审查不得归入申报材料或对外报送；请先交保密员核对")
