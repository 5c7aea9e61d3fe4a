"""The check of a workspace: what is alike and what was used before, brought to the checks."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import ImageFilter

from builders import Tree, names, snapshot, tree
from conftest import Archive
from samples import made_item
from scenes import saved, scene
from wenming_archive import workspace
from wenming_archive.alike import texts
from wenming_archive.alike.pictures import fingerprint
from wenming_archive.alike.prints import Print
from wenming_archive.content import Block
from wenming_archive.ocr.pictures import glance
from wenming_archive.pipeline import checking, past, session
from wenming_archive.pipeline.progress import Silent
from wenming_archive.pipeline.used import Used
from wenming_archive.report.checks.check import Alike

LINES = [f"第{n}项，身边人讲身边事，有流程，有记录，由办公室负责，工会配合。" for n in "一二三四五六七八"]
PLAN = "\n".join(["道德讲堂活动方案", *LINES, "2022年5月6日"])
FILES: Tree = {
    "道德讲堂/现场.jpg": saved(scene(1), taken="2022:05:06 10:00:00"),
    "道德讲堂/现场2.jpg": saved(scene(1, people=3), taken="2022:05:06 10:01:00"),
    "志愿服务/微信图片.jpg": saved(scene(1).resize((320, 240)), 50),
    "道德讲堂/方案.txt": PLAN,
    "道德讲堂/方案最终版.txt": PLAN.replace("工会配合", "工会协助"),
}


@pytest.fixture
def scanned(archive: Archive, tmp_path: Path) -> Archive:
    archive("scan", tree(tmp_path / "资料", FILES), "--no-ocr")
    for source in FILES:
        archive("assign", source, "Ⅰ-2" if source.startswith("志愿") else "Ⅰ-1")
    return archive


def found(archive: Archive) -> dict[str, list[tuple[str, ...]]]:
    """Return the sources of the findings, by check."""
    with session.working(archive.root, "check") as begun:
        findings, _ = checking.check(begun, Silent())
    told: dict[str, list[tuple[str, ...]]] = {}
    for one in findings:
        told.setdefault(one.check.id, []).append(one.sources)
    return told


def test_what_is_alike_is_told_once_each(scanned: Archive) -> None:
    told = found(scanned)
    assert {name: told.get(name) for name in ("same-photo", "near-duplicate", "versions", "last-year")} == {
        "same-photo": [("道德讲堂/现场.jpg", "志愿服务/微信图片.jpg")],
        "near-duplicate": None,
        "versions": [("道德讲堂/方案.txt", "道德讲堂/方案最终版.txt")],
        "last-year": None,
    }
    assert told == found(scanned)


def test_what_a_person_settled_is_told_no_more(scanned: Archive) -> None:
    scanned("ignore", "志愿服务/微信图片.jpg")
    scanned("ignore", "道德讲堂/方案.txt")
    assert not {"same-photo", "near-duplicate", "versions"} & found(scanned).keys()


def test_under_one_indicator_the_photo_is_a_near_duplicate(scanned: Archive) -> None:
    scanned("assign", "志愿服务/微信图片.jpg", "Ⅰ-1")
    told = found(scanned)
    assert "same-photo" not in told
    assert {"道德讲堂/现场.jpg", "志愿服务/微信图片.jpg"} in map(set, told["near-duplicate"])


def test_nothing_but_the_index_is_written(scanned: Archive, tmp_path: Path) -> None:
    def outside(archive: Archive) -> object:
        return {n: s for n, s in snapshot(archive.root.parent).items() if ".archive" not in n}

    before = outside(scanned)
    found(scanned)
    assert outside(scanned) == before


def test_photos_of_another_year_are_known_again(
    scanned: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = workspace.create(tmp_path / "今年", None, scanned.root / "catalogue.yaml")
    past.learn(made, scanned.root)
    new = Archive(made.root, capsys)
    files: Tree = {
        "讲堂/转发.jpg": saved(scene(1).crop((10, 8, 640, 480)), 40),
        "讲堂/新拍.jpg": saved(scene(1, people=9)),
        "讲堂/旧方案.txt": FILES["道德讲堂/方案.txt"],
        "讲堂/原样.jpg": FILES["道德讲堂/现场2.jpg"],
    }
    new("scan", tree(tmp_path / "新资料", files), "--no-ocr")
    for source in files:
        new("assign", source, "Ⅰ-1")
    for folder in (scanned.root / "材料", tmp_path / "资料"):
        for name in names(folder):
            (folder / name).unlink()
    with session.working(new.root, "check") as begun:
        findings, count = checking.check(begun, Silent())
    told = {one.sources[0]: one.fault.message for one in findings if one.check.id == "last-year"}
    assert count == 4 and told.keys() == {"讲堂/转发.jpg", "讲堂/原样.jpg"}
    assert (
        told["讲堂/转发.jpg"].startswith("与往年用过的照片几乎一样（") and "现场.jpg" in told["讲堂/转发.jpg"]
    )
    assert told["讲堂/原样.jpg"] == "往年已用过：Ⅰ-1 的 道德讲堂/现场2.jpg"


def test_an_empty_workspace_has_nothing_to_find(archive: Archive) -> None:
    assert found(archive) == {}


def test_what_is_alike_to_the_eye_is_not_told_again_for_its_words() -> None:
    picture = fingerprint(glance(io.BytesIO(saved(scene(1))), "jpg"))
    text = texts.fingerprint([Block("text", PLAN)])
    both, words = Print(picture, text), Print(None, text)
    items = [made_item(name, "Ⅰ-1", sha256=name) for name in "abcd"]
    assert checking._alike(items, {"a": both, "c": both}) == [Alike(("a", "c"), 1, True)]
    found = checking._alike(items, {"a": both, "b": words, "c": both, "d": Print(b"")})
    assert [(group.contents, group.seen) for group in found] == [(("a", "c"), True), (("a", "b", "c"), False)]


def test_a_photo_that_only_looks_the_same_is_not_said_to_be_the_same_file() -> None:
    picture = fingerprint(glance(io.BytesIO(saved(scene(1))), "jpg"))
    items = [made_item("甲", "Ⅰ-1", sha256="a"), made_item("乙", "Ⅰ-1", sha256="b")]
    known = {"a": Print(picture), "b": Print(picture)}
    (one, other) = checking._reused(items, known, [Used("b", "旧/1", "3", picture)])
    assert (one.content, other.content, other.similarity) == ("a", "b", 1) and 0.99 < one.similarity < 1


def test_what_was_measured_of_photos_reaches_the_checks(archive: Archive, tmp_path: Path) -> None:
    blurred = scene(2, size=(1280, 960)).filter(ImageFilter.GaussianBlur(8))
    files: Tree = {"讲堂/讲堂合影.jpg": saved(blurred), "讲堂/讲堂发言.jpg": saved(scene(3, size=(400, 300)))}
    archive("scan", tree(tmp_path / "资料", files), "--no-ocr")
    for source in files:
        archive("assign", source, "Ⅰ-1")
    told = found(archive)
    assert told["photo-blurred"] == [("讲堂/讲堂合影.jpg",)]
    assert told["photo-tiny"] == [("讲堂/讲堂发言.jpg",)]
    assert found(archive) == told, "kept, not measured anew"
