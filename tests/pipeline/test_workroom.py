"""The folder in which pages are made: the owner's alone, gone afterwards, swept after a kill."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from conftest import Archive
from rendering import posix
from wenming_archive import disk
from wenming_archive.errors import InputError
from wenming_archive.pipeline import session, workroom
from wenming_archive.workspace import Workspace


@posix
def test_only_its_owner_may_enter_and_it_goes_with_the_block(tmp_path: Path) -> None:
    with pytest.raises(KeyError), workroom.opened(Workspace(tmp_path)) as room:
        assert room.parent == tmp_path / ".archive" and room.stat().st_mode & 0o777 == 0o700
        (room / "office").mkdir()
        (room / "office" / "1.pdf").write_bytes(b"x")
        raise KeyError
    assert list((tmp_path / ".archive").iterdir()) == []


def test_what_a_kill_leaves_goes_with_the_next_run(archive: Archive) -> None:
    archive("scan", "--dry-run")
    own = session.begin(archive.root).workspace
    stack = contextlib.ExitStack()
    room = stack.enter_context(workroom.opened(own))
    (room / "copy.docx").write_bytes(b"x")
    assert room.name.endswith(disk.PART)
    with session.working(archive.root, "export-pdf"):
        assert not room.exists()


def test_where_it_cannot_be_made_the_place_is_told(tmp_path: Path) -> None:
    (tmp_path / ".archive").write_text("a file", "utf-8")
    with pytest.raises(InputError, match="无法建立文件夹"), workroom.opened(Workspace(tmp_path)):
        pass
