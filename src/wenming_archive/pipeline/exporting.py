"""Write the submission; what people have written into an earlier one is kept."""

from __future__ import annotations

from pathlib import Path

from wenming_archive.export import volume
from wenming_archive.export.exporters import EXPORTERS
from wenming_archive.index import Index
from wenming_archive.pipeline import outputs
from wenming_archive.pipeline.session import Session
from wenming_archive.report import gaps


def export(session: Session, form: str, target: Path | None, *, final: bool) -> tuple[Path, Path | None]:
    """Write the submission in ``form``, a name in ``EXPORTERS``, to ``target`` or to ``输出/``.

    :returns: where it stands, and where an earlier one that people had changed was kept.
    :raises InputError: if ``final`` and there are gaps, that is no place for it, or the system refuses.
    """
    exporter = EXPORTERS[form]
    path = target or session.workspace.output / exporter.file_name
    outputs.refuse_name(path, exporter.file_name)
    outputs.allow(session, path)  # before the work, too
    return path, outputs.write(session, path, exporter.write(_bound(session, final=final)))


def _bound(session: Session, *, final: bool) -> volume.Volume:
    with Index.reading(session.workspace.index_file) as index:
        found = index.items()
    report = gaps.compare(session.catalogue, found, session.decisions)
    if final:
        volume.refuse_gaps(report)
    return volume.bind(session.catalogue, found, report, session.settings.unit)
