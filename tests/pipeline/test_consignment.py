"""The list that goes with the evidence, and how it is read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import bags
from builders import CATALOGUE, tree
from wenming_archive.bag import check, store
from wenming_archive.catalogue import load
from wenming_archive.errors import InputError
from wenming_archive.model import Description, Found, Item, Known, Placement, Status
from wenming_archive.pipeline import consignment
from wenming_archive.pipeline.consignment import Consignment


def item(source: str, *copies: str, sha256: str = "0" * 64) -> Item:
    found = Found("/home/张三/资料", source, Path(source), 5, 1_600_000_000_123_456_789)
    status = Status.filed if copies else Status.unplaced
    known = Known(found, sha256, "txt", Description("other", source))
    return Item(known, Placement(status), filed_as=copies)


def test_copies_keep_their_names_but_for_the_percent_sign() -> None:
    packed = consignment.pack(
        [item("a", "材料/100%.txt", "材料/x/a.txt"), item("b", "材料/100％.txt"), item("c")]
    )
    assert [one.copies for one in packed] == [("材料/100％.txt", "材料/x/a.txt"), ("材料/100％ (2).txt",), ()]


def test_the_list_tells_what_an_import_needs_and_not_whose_disk_it_was() -> None:
    packed = consignment.pack([item("党办/a.txt", "材料/a.txt"), item("b\u202e")])
    text = consignment.listed(packed, load.parse(CATALOGUE)).decode()
    value = json.loads(text)
    assert (value["format"], value["version"]) == ("wenming-archive-bag", 1)
    first, second = value["items"]
    assert first["source"] == "党办/a.txt" and first["sha256"] == "0" * 64
    assert first["in_bag"] == ["data/材料/a.txt"] and first["filed_as"] == ["材料/a.txt"]
    assert first["mtime_ns"] == 1_600_000_000_123_456_789
    assert (second["status"], second["in_bag"]) == ("unplaced", [])
    assert "张三" not in text and "\u202e" not in text and second["source"] == "b\u202e"


def unpacked(tmp_path: Path, payload: dict[str, bytes]) -> Consignment:
    with store.opened(tree(tmp_path / "包", bags.bag(payload))) as opened:
        return consignment.unpack(opened, check.examine(opened))


def listing(*rows: dict[str, object]) -> bytes:
    return json.dumps({"format": "wenming-archive-bag", "version": 1, "items": rows}).encode()


X = {
    "source": "党办/x.txt",
    "in_bag": ["data/材料/x.txt"],
    "mtime_ns": 5,
    "sha256": bags.manifest({"": b"x"})[:64].decode(),
}


def test_files_come_with_the_paths_that_they_had(tmp_path: Path) -> None:
    rows = listing(X, {"source": "y", "in_bag": [], "mtime_ns": 1, "sha256": None})
    found = unpacked(tmp_path, {"data/材料/x.txt": b"x", "data/list.json": rows, "data/附/z": b"z"})
    assert [(one.source, one.path, one.mtime_ns) for one in found.arrivals[:1]] == [
        ("党办/x.txt", "data/材料/x.txt", 5)
    ]
    assert [one.source for one in found.arrivals] == ["党办/x.txt", "附/z"]  # nothing is left behind
    assert found.known == (("党办/x.txt", X["sha256"]), ("y", "")) and not found.foreign


def test_the_papers_are_read_and_are_no_evidence(tmp_path: Path) -> None:
    papers = {
        "data/catalogue.yaml": CATALOGUE.encode(),
        "data/decisions.yaml": b"items: []\nnot_held: [{code: x}]",
    }
    found = unpacked(tmp_path, {"data/list.json": listing(), **papers})
    assert found.arrivals == () and found.catalogue == load.parse(CATALOGUE)
    assert [note.code for note in found.decisions.not_held] == ["x"]


@pytest.mark.parametrize("text", [b"", b"[]", b"{}", b'{"format": "other"}', b"[" * 100_000, b"1" * 5000])
def test_without_our_list_every_file_is_evidence(tmp_path: Path, text: bytes) -> None:
    found = unpacked(tmp_path, {"data/list.json": text, "data/decisions.yaml": b"nonsense: ["})
    assert found.foreign and {one.source for one in found.arrivals} == {"list.json", "decisions.yaml"}
    assert found.catalogue is None and found.decisions.items == ()


@pytest.mark.parametrize(
    "change",
    [
        {"sha256": "1" * 64},
        {"in_bag": ["data/材料/没有.txt"]},
        {"in_bag": ["../x"]},
        {"in_bag": "data/材料/x.txt"},
        {"in_bag": [1]},
        {"source": None},
        {"mtime_ns": "5"},
        {"sha256": 5},
    ],
)
def test_a_list_that_does_not_fit_the_files_is_refused(tmp_path: Path, change: dict[str, object]) -> None:
    with pytest.raises(InputError, match="请移交单位重新导出"):
        unpacked(tmp_path, {"data/材料/x.txt": b"x", "data/list.json": listing({**X, **change})})
