"""The photos that are printed, each content once, wherever its bytes lie."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import replace
from pathlib import Path

from builders import tree
from pages import described
from samples import made_item
from scenes import saved, scene
from wenming_archive.model import Item, Problem
from wenming_archive.photos.plate import ONE, TWO
from wenming_archive.pipeline import plates, prints
from wenming_archive.pipeline.progress import Silent


def photo(folder: Path, name: str, place: int) -> Item:
    """Return the item of a photo that lies in ``folder``."""
    data = saved(scene(place))
    path = tree(folder, {name: data}) / name
    item = made_item(name, "Ⅰ-1", kind="photo", sha256=hashlib.sha256(data).hexdigest())
    known = replace(item.known, format="jpg", found=replace(item.found, path=path))
    return replace(item, known=known, filed_as=(f"材料/{name}",))


def test_each_content_is_made_once_and_only_what_was_asked_for(tmp_path: Path) -> None:
    one, two = photo(tmp_path, "甲.jpg", 1), photo(tmp_path, "乙.jpg", 2)
    paper = made_item("方案.docx", "Ⅰ-1")
    made = plates.gather([one, paper, one], tmp_path, Silent())
    assert set(made) == {one.known.sha256}
    assert made[one.known.sha256 or ""].jpeg.startswith(b"\xff\xd8")
    assert set(plates.gather([one, two], tmp_path, Silent())) == {one.known.sha256, two.known.sha256}


def test_the_room_decides_how_large_it_is(tmp_path: Path) -> None:
    big = io.BytesIO()
    scene(1, 0, (2000, 1500)).save(big, "JPEG")
    path = tree(tmp_path, {"大.jpg": big.getvalue()}) / "大.jpg"
    item = made_item("大.jpg", "Ⅰ-1", kind="photo", sha256=hashlib.sha256(big.getvalue()).hexdigest())
    item = replace(item, known=replace(item.known, format="jpg", found=replace(item.found, path=path)))
    sizes = [
        (one.width, one.height)
        for box in (ONE, TWO)
        for one in plates.gather([item], tmp_path, Silent(), box).values()
    ]
    assert sizes == [(1181, 885), (608, 456)]


def test_a_member_of_a_zip_is_printed_too(tmp_path: Path) -> None:
    data = saved(scene(4))
    with zipfile.ZipFile(tmp_path / "照片.zip", "w") as archive:
        archive.writestr("甲.jpg", data)
    item = made_item("照片.zip!/甲.jpg", "Ⅰ-1", kind="photo", sha256=hashlib.sha256(data).hexdigest())
    found = replace(item.found, path=tmp_path / "照片.zip", inner=("甲.jpg",))
    item = replace(item, known=replace(item.known, format="jpg", found=found))
    assert len(plates.gather([item], tmp_path, Silent())) == 1


def test_a_copy_stands_in_for_a_source_that_has_gone(tmp_path: Path) -> None:
    item = photo(tmp_path / "资料", "甲.jpg", 1)
    tree(tmp_path / "材料", {"甲.jpg": item.found.path.read_bytes()})
    item.found.path.unlink()
    assert len(plates.gather([item], tmp_path, Silent())) == 1


def test_what_has_changed_since_or_cannot_be_opened_is_absent_and_counted(tmp_path: Path) -> None:
    changed, fine = photo(tmp_path, "甲.jpg", 1), photo(tmp_path, "乙.jpg", 2)
    changed.found.path.write_bytes(saved(scene(3)))
    data = b"\xff\xd8\xff no picture"
    tree(tmp_path, {"丙.jpg": data})
    damaged = photo(tmp_path, "丁.jpg", 5)
    damaged = replace(
        damaged,
        known=replace(
            damaged.known,
            sha256=hashlib.sha256(data).hexdigest(),
            found=replace(damaged.found, path=tmp_path / "丙.jpg"),
        ),
    )
    some = [changed, fine, damaged, described(fine, pages=3)]
    made = plates.gather(some[:3], tmp_path, Silent())
    assert set(made) == {fine.known.sha256}
    assert plates.absent(some[:3], made) == 2 and plates.absent([fine], made) == 0


def test_what_was_fatal_to_its_worker_is_absent() -> None:
    order = plates.Order(prints.Task("a", "jpg", "x", ()), ONE)
    assert plates.failed(order, Problem("crash", "")) is None
