"""Whether a source holds a content is looked up at the moment it matters."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from builders import tree
from samples import ITEM
from wenming_archive.model import Found, Known, Parcel
from wenming_archive.pipeline.supply import Supply, stands, supposed

A, B = "a" * 64, "b" * 64


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tree(tmp_path, {"甲.docx": "甲"}) / "甲.docx"


def found(path: Path, *inner: str) -> Found:
    info = path.stat()
    return Found(str(path.parent), path.name, path, info.st_size, info.st_mtime_ns, inner)


def known(where: Found, sha256: str | None = A, *, present: bool = True) -> Known:
    return replace(ITEM.known, found=where, sha256=sha256, present=present)


def test_a_source_that_is_as_it_was_supplies_its_content(file: Path) -> None:
    supply = Supply([known(found(file)), known(found(file), None)], [])
    assert A in supply and B not in supply and "" not in supply and None not in supply


def test_what_was_gone_supplies_nothing(file: Path) -> None:
    assert A not in Supply([known(found(file), present=False)], [])


def test_one_of_several_sources_is_enough(file: Path, tmp_path: Path) -> None:
    other = tree(tmp_path, {"乙.docx": "甲"}) / "乙.docx"
    supply = Supply([known(found(file)), known(found(other))], [])
    file.unlink()
    assert A in supply
    other.unlink()
    assert A not in supply


def test_a_source_that_was_touched_is_not_believed(file: Path) -> None:
    supply = Supply([known(found(file))], [])
    os.utime(file, (1, 1))
    assert A not in supply


def test_a_member_is_there_as_long_as_its_container_is_as_it_was(file: Path) -> None:
    outer = found(file)
    member = replace(outer, source="甲.docx!/内.txt", size=3, mtime_ns=9, inner=("内.txt",))
    nested = replace(outer, source="甲.docx!/内.zip", size=3, mtime_ns=9, inner=("内.zip",))
    parcels = [Parcel(outer, B), Parcel(nested, B)]
    assert A in Supply([known(member)], parcels)
    assert A not in Supply([known(member)], []) and A not in Supply([known(member)], parcels[1:])
    supply = Supply([known(member)], parcels)
    file.write_text("另一个压缩包")
    assert A not in supply


@pytest.mark.parametrize("path", ["没有", "a\0b", "x" * 5000])
def test_what_no_system_finds_is_not_there(tmp_path: Path, path: str) -> None:
    assert not stands(Found("/", path, tmp_path / path, 0, 0))


def test_of_an_unknown_container_it_can_be_supposed(file: Path) -> None:
    """Where the question is not whether a copy may be removed."""
    member = replace(found(file), size=3, mtime_ns=9, inner=("内.txt",))
    supply = Supply([known(member)], [], supposing=True)
    assert A in supply
    file.unlink()
    assert A not in supply


def test_what_is_still_to_be_read_again_is_supposed_to_be_there(file: Path) -> None:
    unread = replace(known(found(file), present=False), format="", by_hand=False)
    assert A in Supply([supposed(unread)], [])
    assert A not in Supply([supposed(replace(unread, by_hand=True))], [])
    assert A not in Supply([supposed(known(found(file), present=False))], [])
    file.unlink()
    assert A not in Supply([supposed(unread)], [])
