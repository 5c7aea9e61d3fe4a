"""Zipped documents: what is to change changes, the rest stays."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from wenming_archive.render import zipped

NAMES = re.compile(r"a/.*\.xml")


def packed(parts: dict[str, bytes]) -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name, data)
    out.seek(0)
    return out


def test_the_parts_that_are_meant_change_and_keep_their_order() -> None:
    source = packed({"mimetype": b"x", "a/1.xml": b"old", "b/1.xml": b"old", "a/2.xml": b"new"})
    made = zipped.changed(source, NAMES, lambda data: data.replace(b"old", b"new"))
    with zipfile.ZipFile(made) as found:
        read = {name: found.read(name) for name in found.namelist()}
    assert list(read.items()) == [
        ("mimetype", b"x"),
        ("a/1.xml", b"new"),
        ("b/1.xml", b"old"),
        ("a/2.xml", b"new"),
    ]


@pytest.mark.parametrize("data", [packed({"a/1.xml": b"same"}).getvalue(), b"no zip", b"", b"PK\x03\x04"])
def test_without_a_change_it_is_the_same_from_its_beginning(data: bytes) -> None:
    source = io.BytesIO(data)
    assert zipped.changed(source, NAMES, lambda part: part) is source
    assert source.read() == data


def test_what_unpacks_beyond_reason_stays_closed() -> None:
    source = packed({"a/1.xml": b"0" * 20_000_000})
    assert zipped.changed(source, NAMES, lambda _: b"") is source
