"""The concluding statement of one indicator: as it will be printed, and as the items alone give it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from wenming_archive import disk
from wenming_archive.catalogue.model import Leaf
from wenming_archive.errors import InputError
from wenming_archive.filing.shelves import shelves
from wenming_archive.model import Found
from wenming_archive.pipeline import finding, views
from wenming_archive.pipeline.session import Session
from wenming_archive.read import reader
from wenming_archive.report import concluding

#: Roles of what is no part of a text.
_ASIDE = frozenset(("header", "footer", "note"))


@dataclass(frozen=True, slots=True)
class Statement:
    """What will stand in the form of an indicator."""

    leaf: Leaf
    #: What people wrote themselves; empty if they did not.
    own: str
    #: What the items give.
    skeleton: str


def statement(session: Session, code: str) -> Statement:
    """Return the concluding statement of an indicator, as of the last scan.

    :raises InputError: if there is no such indicator.
    """
    leaf = finding.leaf(session.catalogue, code)
    items = views.items(session)
    states = views.gaps_of(session, items).leaves
    state = next(state for state in states if state.leaf.code == leaf.code)
    own = session.decisions.conclusions_by_code().get(leaf.code)
    shelf = shelves(items, session.catalogue)[leaf.code]
    lacking = session.settings.volume.lacking
    skeleton = concluding.conclusion(state, shelf, session.settings.report_limit, lacking=lacking)
    return Statement(leaf, own.text if own else "", skeleton)


def most(session: Session) -> int:
    """Return how many characters a statement should have at most."""
    return session.settings.report_limit or concluding.LIMIT


def from_file(path: Path) -> str:
    """Return the words of a text file or document.

    :raises InputError: if it cannot be read.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            found = reader.read(Found(str(path.parent), path.name, path, size, 0), stream)
    except OSError as error:
        raise InputError(f"打不开 {path}：{disk.reason(error)}") from error
    if found.trouble:
        raise InputError(f"读不了 {path}：{found.trouble.message}")
    return "\n".join(block.text for block in found.blocks if block.role not in _ASIDE)
