"""Disks that heed neither case nor form (NTFS, APFS, HFS+): a copy is where it is, under whatever name.

They are played by ``folding``; here there is none.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from builders import CATALOGUE, tree
from conftest import Archive
from folding import Form, folding

FORMS = pytest.mark.parametrize("form", ["NFC", "NFD"])
FILES = {"一.txt": "道德讲堂活动方案 Café", "二.txt": "学雷锋志愿服务总结 ＡＢ"}


def nfc(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def kept(archive: Archive) -> list[str]:
    """Return the copies as the disk has them, in NFC."""
    evidence = archive.root / "材料"
    return sorted(
        nfc(str(p.relative_to(evidence))) for p in evidence.rglob("*.txt") if "manifest" not in p.name
    )


def captioned(archive: Archive, **captions: str) -> None:
    """Put each file under an indicator, with a title."""
    rows = [
        {"sha256": archive.items()[f"{name}.txt"]["sha256"], "assign": ["Ⅰ-1"], "caption": title}
        for name, title in captions.items()
    ]
    (archive.root / "decisions.yaml").write_text(f"items: {rows}\n".replace("'", '"'), "utf-8")


@pytest.fixture
def scanned(archive: Archive, tmp_path: Path) -> Archive:
    archive("scan", tree(tmp_path / "资料", FILES))
    return archive


def settled(archive: Archive) -> None:
    """Scan until nothing is left to do: the second scan changes nothing."""
    ran = archive("scan")
    assert (ran.status, "没有复制成功" in ran.out, "不是本程序放入" in ran.out) == (0, False, False), ran.out
    assert archive("scan", "--json").json["steps"] == []


@FORMS
def test_decomposed_names_are_ours(archive: Archive, tmp_path: Path, form: Form) -> None:
    with folding(archive.root / "材料", form):
        archive("scan", tree(tmp_path / "资料", FILES))
        captioned(archive, 一="Café é", 二="각 ế")
        settled(archive)
        names = [p.name for p in (archive.root / "材料").rglob("*.txt")]
    assert {"Ⅰ-1-01 Café é.txt", "Ⅰ-1-02 각 ế.txt"} <= {nfc(name) for name in names}
    assert any(unicodedata.normalize(form, name) == name != nfc(name) for name in names) == (form == "NFD")


@FORMS
def test_a_copy_whose_title_changes_in_case_alone_is_renamed(scanned: Archive, form: Form) -> None:
    with folding(scanned.root / "材料", form):
        captioned(scanned, 一="abc é", 二="x")
        settled(scanned)
        captioned(scanned, 一="ABC É", 二="X")
        settled(scanned)
    assert [Path(name).name for name in kept(scanned)] == ["Ⅰ-1-01 ABC É.txt", "Ⅰ-1-02 X.txt"]


@FORMS
def test_copies_that_change_places_do_so(scanned: Archive, form: Form) -> None:
    with folding(scanned.root / "材料", form):
        captioned(scanned, 一="a b", 二="A c")
        settled(scanned)
        before = {p.read_bytes(): p.name for p in (scanned.root / "材料").rglob("*.txt")}
        captioned(scanned, 一="A C", 二="a B")
        settled(scanned)
        after = {p.read_bytes(): p.name for p in (scanned.root / "材料").rglob("*.txt")}
    assert len(before) == len(after) and before != after


@FORMS
def test_a_folder_whose_title_changes_in_case_alone_is_renamed(scanned: Archive, form: Form) -> None:
    with folding(scanned.root / "材料", form):
        for title in ("Tea é", "TEA É"):
            text = CATALOGUE.replace("道德讲堂\n", f"{title}\n").replace("思想道德建设", f"{title} 道")
            (scanned.root / "catalogue.yaml").write_text(text, "utf-8")
            captioned(scanned, 一="甲", 二="乙")
            settled(scanned)
    assert kept(scanned) == [f"Ⅰ TEA É 道/Ⅰ-1 TEA É/Ⅰ-1-0{n} {t}.txt" for n, t in ((1, "甲"), (2, "乙"))]


@FORMS
def test_somebody_s_file_of_the_same_name_in_other_case_stays(scanned: Archive, form: Form) -> None:
    with folding(scanned.root / "材料", form):
        folder = scanned.root / "材料/Ⅰ 思想道德建设/Ⅰ-1 道德讲堂"
        (folder / "Ⅰ-1-01 PLAN.TXT").write_bytes(b"")  # of an empty file nothing is made
        captioned(scanned, 一="plan", 二="x")
        assert scanned("scan").status == 0
        assert (folder / "Ⅰ-1-01 PLAN.TXT").read_bytes() == b""
        assert (folder / "Ⅰ-1-01 plan (2).txt").read_text("utf-8") == FILES["一.txt"]


def test_a_workspace_that_comes_from_a_mac_is_understood(scanned: Archive) -> None:
    """Its names come decomposed on a disk that keeps them apart from the composed ones."""
    captioned(scanned, 一="Café é", 二="각 ế")
    settled(scanned)
    before = kept(scanned)
    for path in sorted((scanned.root / "材料").rglob("*.txt")):
        path.rename(path.with_name(unicodedata.normalize("NFD", path.name)))
    settled(scanned)
    assert kept(scanned) == before and len(before) == 2
    copies = [copy for item in scanned.items().values() for copy in item["filed_as"]]
    assert all((scanned.root / copy).is_file() for copy in copies)
    captioned(scanned, 一="别的", 二="各 É")
    settled(scanned)


def test_two_names_that_differ_in_form_alone_are_two(scanned: Archive) -> None:
    captioned(scanned, 一="Café é", 二="각 ế")
    settled(scanned)
    (copy,) = (scanned.root / "材料").rglob("*Café é.txt")
    other = copy.with_name(unicodedata.normalize("NFD", copy.name))
    other.write_bytes(b"")  # of an empty file nothing is made
    scanned("scan")
    assert (copy.read_text("utf-8"), other.read_bytes()) == (FILES["一.txt"], b"")
    assert scanned("scan", "--json").json["steps"] == []
