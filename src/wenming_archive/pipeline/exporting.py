"""Write the submission; what people have written into an earlier one is kept."""

from __future__ import annotations

from pathlib import Path

from wenming_archive import disk
from wenming_archive.errors import InputError
from wenming_archive.export import volume, word
from wenming_archive.index import Index
from wenming_archive.pipeline.session import Session
from wenming_archive.report import gaps

_VOLUME_NAME = "测评材料汇编.docx"


def export_docx(session: Session, target: Path | None, *, final: bool) -> tuple[Path, Path | None]:
    """Write the Word volume; return where, and where a file that people had changed was kept.

    :raises InputError: if ``final`` and there are gaps, or the system refuses.
    """
    with Index.reading(session.workspace.index_file) as index:
        found = index.items()
    report = gaps.compare(session.catalogue, found, session.decisions)
    if final:
        volume.refuse_gaps(report)
    bound = volume.bind(session.catalogue, found, report, session.settings.unit)
    path = target or session.workspace.output / _VOLUME_NAME
    data = word.write(bound)
    kept = _keep_aside(path, data)
    disk.make_folder(path.parent)
    disk.write(path, data)
    return path, kept


def _keep_aside(path: Path, data: bytes) -> Path | None:
    """Keep an earlier file under another name: someone may have written in it."""
    if path.is_dir():
        raise InputError(f"{path} 是文件夹；请用 -o 写出文件名，如 {path / _VOLUME_NAME}")
    with disk.guarded(f"无法读取原来的 {path}"):
        if not path.exists() or path.read_bytes() == data:
            return None
    names = (path.with_name(f"{path.stem} (上一版 {n}){path.suffix}") for n in range(1, 1000))
    kept = next(name for name in names if not name.exists())
    disk.move(path, kept)
    return kept
