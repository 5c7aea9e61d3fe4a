"""Write what lacks as Word or Excel: a chase sheet for each unit, or a plain list."""

from __future__ import annotations

import datetime as dt
import importlib
from pathlib import Path

from wenming_archive.pipeline import outputs
from wenming_archive.pipeline.session import Session
from wenming_archive.report.gaps import Gaps

#: The forms, and the modules that write them: each loads, with its library, only when it is asked for.
FORMS = {"docx": "wenming_archive.export.chase", "xlsx": "wenming_archive.export.chase_book"}
_BY_UNIT = "unit"


def write(
    session: Session, report: Gaps, by: str, form: str, target: Path | None, today: dt.date
) -> tuple[Path, Path | None]:
    """Write what ``report`` lacks, in a form of ``FORMS``, to ``target`` or to ``输出/``.

    :returns: where it stands, and where an earlier one that differs was kept.
    :raises InputError: if that is no place for it, or the system refuses.
    """
    usual = f"{'催办单' if by == _BY_UNIT else '缺口'}.{form}"
    path = target or session.workspace.output / usual
    outputs.refuse_name(path, usual)
    outputs.allow(session, path)  # before the work, too
    return path, outputs.write(session, path, _made(session, report, by, form, today))


def _made(session: Session, report: Gaps, by: str, form: str, today: dt.date) -> bytes:
    writer = importlib.import_module(FORMS[form])
    unit, catalogue = session.settings.unit, session.catalogue
    made = (
        writer.write(report, catalogue, unit, today)
        if by == _BY_UNIT
        else writer.listed(report, catalogue, by, unit, today)
    )
    return bytes(made)
