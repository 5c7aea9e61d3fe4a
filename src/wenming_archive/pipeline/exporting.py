"""Write what the office looks into; what people have written into an earlier one is kept."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

from wenming_archive.export import dossier as dossiers
from wenming_archive.export.dossier import Dossier
from wenming_archive.export.exporters import DOSSIERS
from wenming_archive.model import Item
from wenming_archive.pipeline import checking, gate, outputs, thumbs
from wenming_archive.pipeline.gate import Ask, Passed
from wenming_archive.pipeline.progress import Progress
from wenming_archive.pipeline.session import Session
from wenming_archive.privacy.spans import Kind
from wenming_archive.report import gaps

#: Checks on what no small picture may show.
_HIDDEN = (Kind.id_number.value, Kind.bank_card.value)


@dataclass(frozen=True)
class Terms:
    """Why ID and card numbers go out all the same, and what asks for the reason."""

    reason: str | None = None
    ask: Ask | None = None


NO_TERMS = Terms()


def show(
    session: Session,
    form: str,
    target: Path | None,
    progress: Progress,
    today: dt.date,
    *,
    photos: bool = False,
    terms: Terms = NO_TERMS,
) -> tuple[Path, Path | None]:
    """Write what the office looks into, in ``form``, a name in ``DOSSIERS``, to ``target`` or to ``输出/``.

    With ``photos`` it shows small pictures of them.

    :returns: where it stands, and where an earlier one that differs was kept.
    :raises InputError: if something in it must not go out, that is no place for it, or the system refuses.
    """
    exporter = DOSSIERS[form]
    path = target or session.workspace.output / exporter.file_name
    outputs.refuse_name(path, exporter.file_name)
    outputs.allow(session, path)  # before the work, too
    passed = gate.passed(session, f"export-{form}", terms.reason, terms.ask, progress)
    found = dossier(session, passed, path, progress, today)
    if photos:
        made = thumbs.gather(open_shelves(found), session.workspace.root, progress)
        found = replace(found, thumbs=made)
    return path, outputs.write(session, path, exporter.write(found), mark=exporter.mark)


def dossier(session: Session, passed: Passed, path: Path, progress: Progress, today: dt.date) -> Dossier:
    """Return all that may be shown, for an export that will stand at ``path``."""
    findings, _ = checking.check(session, progress)
    shown = {item.known.key for item in passed.items}
    return Dossier(
        session.settings.unit,
        session.catalogue,
        passed.items,
        gaps.compare(session.catalogue, passed.items, session.decisions, today=today),
        [one for one in findings if all(item.known.key in shown for item in one.fault.items)],
        today,
        dossiers.base(path.parent, session.workspace.root),
        notes=passed.notes,
    )


def open_shelves(found: Dossier) -> dict[str, list[Item]]:
    """Return the shelves without what holds numbers that nobody should see, even in small."""
    return {
        code: [
            item
            for item in shelf
            if not any(f.check.id in _HIDDEN for f in found.found.get(item.known.key, ()))
        ]
        for code, shelf in found.shelves.items()
    }
