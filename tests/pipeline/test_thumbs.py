"""Small pictures of what is filed, as far as there is room."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from builders import tree
from pages import described
from samples import made_item
from scenes import saved, scene
from wenming_archive.export.dossier import Thumbs
from wenming_archive.model import Item, Problem
from wenming_archive.pipeline import prints, thumbs
from wenming_archive.pipeline.progress import Silent


def photo(folder: Path, name: str, place: int, *codes: str) -> Item:
    """Return the item of a photo that lies in ``folder``."""
    data = saved(scene(place))
    path = tree(folder, {name: data}) / name
    item = made_item(name, *(codes or ("Ⅰ-1",)), kind="photo", sha256=hashlib.sha256(data).hexdigest())
    known = replace(item.known, format="jpg", found=replace(item.found, path=path))
    return replace(item, known=known, filed_as=(f"材料/{name}",))


def gathered(root: Path, shelves: dict[str, list[Item]]) -> Thumbs:
    return thumbs.gather(shelves, root, Silent())


def test_each_photo_is_made_small_once(tmp_path: Path) -> None:
    one, two = photo(tmp_path, "甲.jpg", 1), photo(tmp_path, "乙.jpg", 2)
    paper = made_item("方案.docx", "Ⅰ-1")
    found = gathered(tmp_path, {"Ⅰ-1": [one, paper], "Ⅰ-2": [two, one]})
    assert set(found.pictures) == {one.known.sha256, two.known.sha256}
    assert (found.left_out, found.unseen) == (0, 0)
    assert Image.open(io.BytesIO(found.pictures[one.known.sha256 or ""])).size == (240, 180)


def test_a_copy_stands_in_for_a_source_that_has_gone(tmp_path: Path) -> None:
    item = photo(tmp_path / "资料", "甲.jpg", 1)
    tree(tmp_path / "材料", {"甲.jpg": item.found.path.read_bytes()})
    item.found.path.unlink()
    assert gathered(tmp_path, {"Ⅰ-1": [item]}).pictures


def test_what_has_changed_since_is_not_shown(tmp_path: Path) -> None:
    item = photo(tmp_path, "甲.jpg", 1)
    item.found.path.write_bytes(saved(scene(2)))
    found = gathered(tmp_path, {"Ⅰ-1": [item]})
    assert (dict(found.pictures), found.left_out, found.unseen) == ({}, 0, 1)


def test_of_many_the_first_of_each_indicator_come_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf = [photo(tmp_path, f"{n}.jpg", n) for n in range(3)]
    other = photo(tmp_path, "它.jpg", 9, "Ⅰ-2")
    sizes = gathered(tmp_path, {"Ⅰ-1": shelf, "Ⅰ-2": [other]}).pictures
    room = len(sizes[shelf[0].known.sha256 or ""]) + len(sizes[other.known.sha256 or ""])
    monkeypatch.setattr(thumbs, "MOST_BYTES", room)
    found = gathered(tmp_path, {"Ⅰ-1": shelf, "Ⅰ-2": [other]})
    assert set(found.pictures) >= {shelf[0].known.sha256, other.known.sha256}
    assert len(found.pictures) + found.left_out == 4 and found.left_out >= 1
    monkeypatch.setattr(thumbs, "MOST_EACH", 1)
    found = gathered(tmp_path, {"Ⅰ-1": shelf, "Ⅰ-2": [other]})
    assert (len(found.pictures), found.left_out) == (2, 2)


def test_only_what_is_one_picture_is_a_photo() -> None:
    item = made_item("甲", "Ⅰ-1")
    assert not thumbs.is_photo(item)
    picture = replace(item, known=replace(item.known, format="tif"))
    assert thumbs.is_photo(picture) and not thumbs.is_photo(described(picture, pages=3))
    assert not thumbs.is_photo(replace(picture, known=replace(picture.known, readable=False)))


def test_what_was_fatal_to_its_worker_has_none() -> None:
    assert thumbs.failed(prints.Task("a", "jpg", "x", ()), Problem("crash", "")) == b""
