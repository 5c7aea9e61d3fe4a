"""The quiet run: when nothing has changed since the last one, nothing is opened, read or placed.

What tells is kept apart from the rest, so that a second scan costs little more than a walk.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import wenming_archive
from wenming_archive.filing import standing
from wenming_archive.index import Index
from wenming_archive.model import Found
from wenming_archive.pipeline.outcome import Summary
from wenming_archive.pipeline.session import Session, state
from wenming_archive.read import extras


def unchanged(session: Session, index: Index, files: Sequence[Found]) -> Summary | None:
    """Return the last summary if no file, copy, decision, setting or program changed; else ``None``."""
    if index.note("fingerprint") != session.fingerprint or index.intents():
        return None
    places = index.places()
    if len(places) != len(files):
        return None
    same = all(places.get(os.fsencode(f.path)) == (f.root, f.source, f.size, f.mtime_ns) for f in files)
    evidence = session.workspace.evidence
    if not same or not standing.intact(evidence, index.copies()) or index.note("lists") != _lists(evidence):
        return None
    value = json.loads(index.note("summary"))
    unreadable = tuple((source, reason) for source, reason in value["unreadable"])
    return Summary(value["counts"], unreadable, tuple(value["missing"]), value.get("unseen", 0))


def note(session: Session, index: Index, said: Summary, *, complete: bool) -> None:
    """Keep what the next run needs to see that nothing has changed; nothing if this one fell short."""
    index.keep_note("fingerprint", session.fingerprint if complete else "")
    index.keep_note("lists", _lists(session.workspace.evidence))
    index.keep_note("extras", extras.present())
    index.keep_note("version", wenming_archive.__version__)
    index.keep_note("summary", json.dumps(asdict(said), ensure_ascii=False))


def _lists(evidence: Path) -> str:
    """Return what changes when one of the lists beside the copies does."""
    return "\n".join(state(evidence / name) for name in standing.LISTS)
