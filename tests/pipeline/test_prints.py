"""Fingerprints are made once for a content, from wherever its bytes lie, and kept."""

from __future__ import annotations

import importlib.util
import io
from pathlib import Path

import pytest

from builders import Tree, docx, jpg, snapshot, tree
from conftest import Archive
from scenes import page, saved, scene
from wenming_archive import disk, stored
from wenming_archive.alike import pictures
from wenming_archive.alike.prints import Print
from wenming_archive.content import Block, Words
from wenming_archive.index import Index
from wenming_archive.model import Problem
from wenming_archive.photos import shot
from wenming_archive.pipeline import prints
from wenming_archive.pipeline.prints import Seen, Task

TEXT = [f"道德讲堂活动方案第{n}条，身边人讲身边事，有流程，有记录。" for n in "一二三四五六七八九十"]
FILES: Tree = {
    "道德讲堂/现场.jpg": saved(scene(1), taken="2022:05:06 10:00:00"),
    "道德讲堂/扫描.jpg": saved(page(1)),
    "道德讲堂/白.jpg": jpg(size=(640, 480)),
    "道德讲堂/方案.docx": docx(*TEXT),
    "道德讲堂/短.txt": "道德讲堂方案 2022年5月6日",
}


class Told:
    """A progress that remembers."""

    def __init__(self) -> None:
        self.steps: list[str] = []

    def phase(self, name: str, total: int) -> None:
        assert (name, total) == ("比对", total) and total

    def step(self, what: str) -> None:
        self.steps.append(what.rsplit("/", 1)[-1])


@pytest.fixture
def scanned(archive: Archive, tmp_path: Path) -> Archive:
    assert archive("scan", tree(tmp_path / "资料", FILES), "--no-ocr").status == 0
    return archive


def gathered(archive: Archive, told: Told, *, keep: bool = True) -> dict[str, Print]:
    with Index.open(archive.root / ".archive/index.sqlite") as index:
        items = index.items()
        names = {item.known.sha256: item.known.name for item in items}
        found = prints.gather(index, items, archive.root, told, keep=keep)
    return {names[sha256]: one for sha256, one in found.items()}


def test_each_content_is_looked_at_once(scanned: Archive) -> None:
    told = Told()
    found = gathered(scanned, told)
    assert sorted(set(told.steps)) == sorted(found) == sorted(p.rsplit("/", 1)[-1] for p in FILES)
    assert found["现场.jpg"].picture and not found["现场.jpg"].text
    assert found["扫描.jpg"].picture == b"" == found["白.jpg"].picture
    assert found["方案.docx"].text and found["方案.docx"].picture is None and not found["方案.docx"].shot
    measured = {name: shot.unpacked(one.shot) for name, one in found.items() if one.shot}
    assert {name: (one.width, one.height, one.quality) for name, one in measured.items() if one} == {
        "现场.jpg": (640, 480, 90),
        "扫描.jpg": (900, 1270, 90),
        "白.jpg": (640, 480, 75),
    }
    assert not found["短.txt"].text
    again = Told()
    assert gathered(scanned, again) == found and again.steps == []


def test_nothing_is_kept_where_nothing_may_be_written(scanned: Archive) -> None:
    before = snapshot(scanned.root)
    found, told = gathered(scanned, Told(), keep=False), Told()
    assert snapshot(scanned.root) == before
    assert gathered(scanned, told) == found and told.steps


def test_a_filed_copy_stands_in_for_a_source_that_has_gone(scanned: Archive, tmp_path: Path) -> None:
    expected = gathered(scanned, Told(), keep=False)["现场.jpg"]
    (tmp_path / "资料/道德讲堂/现场.jpg").unlink()
    assert gathered(scanned, Told(), keep=False)["现场.jpg"] == expected
    scanned("scan", "--no-ocr")
    assert gathered(scanned, Told())["现场.jpg"] == expected


def test_a_source_that_changed_since_is_another_content(scanned: Archive, tmp_path: Path) -> None:
    expected = gathered(scanned, Told(), keep=False)["现场.jpg"]
    (tmp_path / "资料/道德讲堂/现场.jpg").write_bytes(saved(scene(2)))
    copies = (scanned.root / "材料").rglob("*.jpg")
    assert gathered(scanned, Told(), keep=False)["现场.jpg"] == expected
    for copy in copies:
        copy.unlink()
    found = gathered(scanned, Told())["现场.jpg"]
    assert found.picture is None
    (tmp_path / "资料/道德讲堂/现场.jpg").write_bytes(FILES["道德讲堂/现场.jpg"])  # type: ignore[arg-type]
    assert gathered(scanned, Told())["现场.jpg"] == expected


def test_words_recognised_later_are_taken_in_and_the_picture_is_left(scanned: Archive) -> None:
    before = gathered(scanned, Told())
    words = Words(tuple(Block("text", line) for line in TEXT))
    with Index.open(scanned.root / ".archive/index.sqlite") as index, index.writing():
        sha256 = next(i.known.sha256 for i in index.items() if i.known.name == "扫描.jpg") or ""
        index.keep_words(sha256, stored.packed_words(words))
    told = Told()
    after = gathered(scanned, told)
    assert told.steps == ["扫描.jpg"]
    assert after["扫描.jpg"].text and after["扫描.jpg"].picture == before["扫描.jpg"].picture
    assert {n: p for n, p in after.items() if n != "扫描.jpg"} == {
        n: p for n, p in before.items() if n != "扫描.jpg"
    }


def test_what_no_item_holds_any_more_is_forgotten(scanned: Archive, tmp_path: Path) -> None:
    gathered(scanned, Told())
    (tmp_path / "资料/道德讲堂/短.txt").write_text("另写一份道德讲堂方案 2022年5月7日", "utf-8")
    (tmp_path / "资料/道德讲堂/白.jpg").unlink()
    scanned("scan", "--no-ocr")
    gathered(scanned, Told())
    with Index.reading(scanned.root / ".archive/index.sqlite") as index:
        assert index.prints().keys() == {item.known.sha256 for item in index.items()}


def task(path: Path, fmt: str = "jpg") -> Task:
    return Task(disk.sha256(path), fmt, path.name, ((path, ()),))


def test_a_damaged_picture_has_no_fingerprint_and_rests(tmp_path: Path) -> None:
    path = tmp_path / "坏.jpg"
    path.write_bytes(saved(scene(1))[:900])
    assert prints.look(task(path)) == Seen() == prints.failed(task(path), Problem("crash", ""))


def test_without_a_decoder_it_is_tried_another_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "手机.heic"
    path.write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0heicmif1" + b"\0" * 64)
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "pi_heif" else find(name))
    assert prints.look(task(path, "heic")) is None


def test_a_phone_s_photo_is_the_same_photo(tmp_path: Path) -> None:
    """Of this family Pillow itself writes and reads .avif."""
    out = io.BytesIO()
    scene(1).save(out, "AVIF")
    tree(tmp_path, {"a.jpg": saved(scene(1)), "a.avif": out.getvalue()})
    shown = [prints.look(task(tmp_path / name, fmt)) for name, fmt in (("a.jpg", "jpg"), ("a.avif", "heic"))]
    (pair,) = pictures.near([one.picture for one in shown if one])
    assert pair.similarity > 0.95


def test_of_a_picture_of_several_pages_none_is_made(archive: Archive, tmp_path: Path) -> None:
    out = io.BytesIO()
    scene(1).save(out, "TIFF", save_all=True, append_images=[scene(2)])
    archive("scan", tree(tmp_path / "资料", {"道德讲堂/传真.tif": out.getvalue()}), "--no-ocr")
    found = gathered(archive, Told())
    assert found["传真.tif"].picture is None
