"""The lists beside the copies say what the index knows, and believe nothing that cannot be."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import tree
from samples import ITEM, made_item
from wenming_archive.filing import ledger
from wenming_archive.filing.ledger import Origin
from wenming_archive.index import Copy
from wenming_archive.model import Found, Item

A, B = "a" * 64, "b" * 64
MANIFEST, SOURCES = "manifest-sha256.txt", "manifest-sources.jsonl"


def copies(**found: str) -> dict[str, Copy]:
    return {target: Copy(target, sha256, 1, 1) for target, sha256 in found.items()}


def filed(target: str, found: Found = ITEM.found, sha256: str = A, *, by_hand: bool = False) -> Item:
    known = replace(ITEM.known, found=found, sha256=sha256, by_hand=by_hand)
    return replace(ITEM, known=known, filed_as=(f"材料/{target}",))


def written(folder: Path, *items: Item) -> list[Origin]:
    """Write the list of sources, and read it back."""
    made = {copy.removeprefix("材料/"): str(item.known.sha256) for item in items for copy in item.filed_as}
    ledger.write(folder, copies(**made), items)
    return list(ledger.read(folder))


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    plain = Found("/根", "乙.docx", Path("/根/乙.docx"), 7, 5)
    one, two = filed("甲/1.docx"), filed("乙/2.docx", plain, B, by_hand=True)
    assert written(tmp_path, one, two) == [
        Origin("甲/1.docx", A, ITEM.found),
        Origin("乙/2.docx", B, plain, by_hand=True),
    ]


def test_an_item_in_two_places_has_two_rows(tmp_path: Path) -> None:
    item = replace(filed("甲/1.docx"), filed_as=("材料/甲/1.docx", "材料/乙/1.docx"))
    assert [one.target for one in written(tmp_path, item)] == ["甲/1.docx", "乙/1.docx"]


def test_copies_that_no_item_stands_for_are_listed_without_a_source(tmp_path: Path) -> None:
    """What was set aside, and what was changed by hand and left."""
    item = filed("甲/1.docx")
    ledger.write(tmp_path, copies(**{"甲/1.docx": A, "_撤下/2.docx": B, "甲/0.docx": B}), [item])
    assert list(ledger.read(tmp_path)) == [
        Origin("甲/1.docx", A, ITEM.found),
        Origin("_撤下/2.docx", B),
        Origin("甲/0.docx", B),
    ]


def test_a_copy_that_was_not_made_is_not_listed(tmp_path: Path) -> None:
    ledger.write(tmp_path, {}, [filed("甲/1.docx")])
    assert (tmp_path / SOURCES).read_bytes() == b"" == (tmp_path / MANIFEST).read_bytes()


def test_the_lists_are_only_written_when_they_say_something_else(tmp_path: Path) -> None:
    written(tmp_path, filed("甲/1.docx"))
    before = [(tmp_path / name).stat().st_ino for name in (MANIFEST, SOURCES)]
    written(tmp_path, filed("甲/1.docx"))
    assert [(tmp_path / name).stat().st_ino for name in (MANIFEST, SOURCES)] == before
    written(tmp_path, filed("甲/2.docx"))
    assert [(tmp_path / name).stat().st_ino for name in (MANIFEST, SOURCES)] != before


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="no sha256sum")
@pytest.mark.parametrize("name", ["甲/1 二.txt", "a\\b.txt", "a\nb.txt", " *x", "-x.txt", "甲\udcff.txt"])
def test_any_name_is_one_that_sha256sum_reads(tmp_path: Path, name: str) -> None:
    tree(tmp_path, {name: "内容"})
    sha256 = subprocess.run(["sha256sum", tmp_path / name], capture_output=True, check=True).stdout.lstrip(
        b"\\"
    )
    (tmp_path / MANIFEST).write_bytes(ledger.manifest(copies(**{name: sha256[:64].decode()})))
    command = ["sha256sum", "-c", "--strict", MANIFEST]
    assert subprocess.run(command, cwd=tmp_path, capture_output=True, check=False).returncode == 0


texts = st.text(min_size=1).filter(lambda text: "\0" not in text)
names = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/\\:\0"), min_size=1)


@given(
    name=names.map(lambda name: f"甲/1 {name}.docx"),
    found=st.builds(
        Found,
        root=st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
        source=st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
        path=st.binary(min_size=1)
        .filter(lambda raw: b"\0" not in raw)
        .map(lambda raw: Path(raw.decode("utf-8", "surrogateescape"))),
        size=st.integers(0, 2**63 - 1),
        mtime_ns=st.integers(-(2**63) + 1, 2**63 - 1),
        inner=st.lists(st.text(), max_size=2).map(tuple),
    ),
)
def test_any_source_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, name: str, found: Found
) -> None:
    """Names may hold anything: bytes that are no text, half a character, line ends."""
    folder = tmp_path_factory.mktemp("材料")
    assert written(folder, filed(name, found)) == [Origin(name, A, found)]
    assert (folder / SOURCES).read_bytes().count(b"\n") == 1


ROW: dict[str, Any] = {
    "copy": "甲/1.docx",
    "sha256": A,
    "root": "/根",
    "source": "甲.docx",
    "path": "/根/甲.docx",
    "inner": [],
    "size": 3,
    "mtime_ns": 5,
}


@pytest.mark.parametrize(
    "wrong",
    [
        {"copy": "../../etc/passwd"},
        {"copy": "/etc/passwd"},
        {"copy": "甲/../../x"},
        {"copy": "甲//x"},
        {"copy": "./x"},
        {"copy": "C:\\x"},
        {"copy": "C:/x"},
        {"copy": "甲\\..\\..\\x"},
        {"copy": "甲/x\0.txt"},
        {"copy": ""},
        {"copy": MANIFEST},
        {"copy": SOURCES},
        {"copy": "甲/Thumbs.db"},
        {"copy": "甲/.x.part~"},
        {"copy": "甲/\ud800.txt"},
        {"copy": 5},
        {"copy": None},
        {"copy": ["甲"]},
        {"sha256": A[:-1]},
        {"sha256": A.upper()},
        {"sha256": "x" * 64},
        {"sha256": 5},
        {"root": ""},
        {"root": "\ud800"},
        {"root": None},
        {"source": ""},
        {"source": "\udcff"},
        {"source": {}},
        {"path": 5},
        {"path": "\ud800"},
        {"path": None},
        {"inner": "x"},
        {"inner": [5]},
        {"inner": None},
        {"size": -1},
        {"size": 2**63},
        {"size": 10**400},
        {"size": True},
        {"size": 1.5},
        {"size": "3"},
        {"mtime_ns": 2**63},
        {"mtime_ns": -(2**64)},
        {"mtime_ns": float("inf")},
        {"mtime_ns": None},
    ],
    ids=str,
)
def test_a_row_that_makes_no_sense_is_left_out_and_the_others_hold(
    tmp_path: Path, wrong: dict[str, Any]
) -> None:
    lines = [json.dumps({**ROW, **wrong}), json.dumps({**ROW, "copy": "甲/2.docx"})]
    (tmp_path / SOURCES).write_text("\n".join(lines), "utf-8")
    assert [one.target for one in ledger.read(tmp_path)] == ["甲/2.docx"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b'null\n5\n[]\n"x"\n{}\n',
        b"\xff\xfe\x00",
        b"{" * 100_000,
        b"[" * 100_000,
        b'{"copy": ' + b"9" * 5000 + b"}",
    ],
)
def test_a_list_of_anything_is_an_empty_one(tmp_path: Path, content: bytes) -> None:
    (tmp_path / SOURCES).write_bytes(content)
    assert list(ledger.read(tmp_path)) == []


def test_no_list_or_something_else_is_an_empty_one(tmp_path: Path) -> None:
    assert list(ledger.read(tmp_path)) == []
    (tmp_path / SOURCES).mkdir()
    assert list(ledger.read(tmp_path)) == []


def test_more_is_not_read_of_a_row_than_there_should_be(tmp_path: Path) -> None:
    row = {**ROW, "by_hand": "yes", "present": True}
    (tmp_path / SOURCES).write_text(json.dumps(row), "utf-8")
    (one,) = ledger.read(tmp_path)
    assert one.by_hand is False and one.found == Found("/根", "甲.docx", Path("/根/甲.docx"), 3, 5)


def test_the_lists_agree_until_one_is_changed(tmp_path: Path) -> None:
    items = [filed("甲/1.docx"), filed("乙/2.docx", Found("/根", "乙", Path("/根/乙"), 1, 1), B)]
    origins = written(tmp_path, *items)
    assert ledger.whole(tmp_path, origins)
    assert not ledger.whole(tmp_path, origins[:1]) and not ledger.whole(tmp_path, [])
    assert not ledger.whole(tmp_path, [*origins, Origin("丙/3.docx", A)])
    assert not ledger.whole(tmp_path, [origins[0], replace(origins[1], sha256=A)])
    ledger.withdraw(tmp_path)
    assert not (tmp_path / MANIFEST).exists() and not ledger.whole(tmp_path, origins)
    ledger.withdraw(tmp_path)


def test_what_is_filed_as_another_content_than_stands_there_has_no_row_of_its_own(tmp_path: Path) -> None:
    """Two items may claim one place for a moment, never for good."""
    ledger.write(tmp_path, copies(**{"甲/1": B}), [made_item("x", "甲", sha256=A)])
    assert list(ledger.read(tmp_path)) == [Origin("甲/1", B)]
