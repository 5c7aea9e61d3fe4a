"""What the program wrote is known again, and what people changed is not taken for it."""

from __future__ import annotations

from pathlib import Path

from conftest import Archive
from wenming_archive.pipeline import ours, session


def test_what_was_written_is_known_until_it_is_changed(archive: Archive, tmp_path: Path) -> None:
    begun, path = session.begin(archive.root), tmp_path / "x.docx"
    path.write_bytes(b"one")
    assert not ours.untouched(begun, path)
    ours.remember(begun, path)
    assert ours.untouched(begun, path)
    path.write_bytes(b"two")
    assert not ours.untouched(begun, path)


def test_only_so_many_are_remembered_the_last_ones(archive: Archive, tmp_path: Path) -> None:
    begun, path = session.begin(archive.root), tmp_path / "x.docx"
    for n in range(ours._REMEMBERED + 3):
        path.write_bytes(b"%d" % n)
        ours.remember(begun, path)
    assert len((archive.root / ".archive" / ours.RECORD).read_text("ascii").split()) == ours._REMEMBERED
    assert ours.untouched(begun, path)
    path.write_bytes(b"0")
    assert not ours.untouched(begun, path)


def test_a_damaged_record_costs_no_more_than_a_copy(archive: Archive, tmp_path: Path) -> None:
    begun, path = session.begin(archive.root), tmp_path / "x.docx"
    path.write_bytes(b"one")
    (archive.root / ".archive" / ours.RECORD).write_bytes(b"\xff\xfe")
    assert not ours.untouched(begun, path)
    ours.remember(begun, path)
    assert ours.untouched(begun, path)
