"""Write the submission; what people have written into an earlier one is kept."""

from __future__ import annotations

from pathlib import Path

from wenming_archive import disk
from wenming_archive.errors import InputError
from wenming_archive.export import volume
from wenming_archive.export.exporters import EXPORTERS
from wenming_archive.index import Index
from wenming_archive.pipeline.session import Session
from wenming_archive.report import gaps


def export(session: Session, form: str, target: Path | None, *, final: bool) -> tuple[Path, Path | None]:
    """Write the submission in ``form``, a name in ``EXPORTERS``, to ``target`` or to ``输出/``.

    :returns: where it stands, and where an earlier one that people had changed was kept.
    :raises InputError: if ``final`` and there are gaps, or the system refuses.
    """
    exporter = EXPORTERS[form]
    path = target or session.workspace.output / exporter.file_name
    if path.is_dir():
        raise InputError(f"{path} 是文件夹；请用 -o 写出文件名，如 {path / exporter.file_name}")
    data = exporter.write(_bound(session, final=final))
    kept = _keep_aside(path, data)
    disk.make_folder(path.parent)
    disk.write(path, data)
    return path, kept


def _bound(session: Session, *, final: bool) -> volume.Volume:
    with Index.reading(session.workspace.index_file) as index:
        found = index.items()
    report = gaps.compare(session.catalogue, found, session.decisions)
    if final:
        volume.refuse_gaps(report)
    return volume.bind(session.catalogue, found, report, session.settings.unit)


def _keep_aside(path: Path, data: bytes) -> Path | None:
    """Keep an earlier file under another name: someone may have written in it."""
    with disk.guarded(f"无法读取原来的 {path}"):
        if not path.exists() or path.read_bytes() == data:
            return None
    names = (path.with_name(f"{path.stem} (上一版 {n}){path.suffix}") for n in range(1, 1000))
    kept = next(name for name in names if not name.exists())
    disk.move(path, kept)
    return kept
