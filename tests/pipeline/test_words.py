"""Words in pictures: looked for last and once, kept for ever, and described with the rest."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

import fake_words
from builders import jpg, tree
from conftest import Archive
from wenming_archive.content import Block, Extracted, Words
from wenming_archive.model import Problem
from wenming_archive.ocr import engine
from wenming_archive.pipeline import words

See = Callable[[dict[str, str]], list[str]]


@pytest.fixture
def see(monkeypatch: pytest.MonkeyPatch) -> See:
    """Give the words that will be seen in each picture; return the list of those looked at."""
    monkeypatch.setattr(engine, "available", lambda: True)

    def give(seen: dict[str, str]) -> list[str]:
        workers = fake_words.make(seen)
        monkeypatch.setattr(words, "Workers", workers)
        return workers.looked

    return give


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tree(
        tmp_path / "资料", {"IMG_1.jpg": jpg(colour=(1, 2, 3)), "IMG_2.jpg": jpg(), "菜谱.txt": "红烧排骨"}
    )


def best(archive: Archive, source: str) -> str:
    """Return the code of the likeliest indicator of an item."""
    item = archive.items()[source]
    return str((item["indicators"] + item["suggestions"])[0]["code"])


def test_words_that_are_seen_place_a_photo(archive: Archive, folder: Path, see: See) -> None:
    see({"IMG_1.jpg": "道德讲堂\n身边好人"})
    archive("scan", folder)
    assert best(archive, "IMG_1.jpg") == "Ⅰ-1"
    assert "道德讲堂" in archive("why", "IMG_1.jpg").out


def test_a_picture_is_looked_at_once(archive: Archive, folder: Path, see: See) -> None:
    looked = see({"IMG_1.jpg": "道德讲堂"})
    archive("scan", folder)
    assert sorted(looked) == ["IMG_1.jpg", "IMG_2.jpg"]
    (folder / "IMG_1.jpg").rename(folder / "改名.jpg")
    archive("scan")
    assert sorted(looked) == ["IMG_1.jpg", "IMG_2.jpg"]
    assert best(archive, "改名.jpg") == "Ⅰ-1"


def test_what_was_skipped_is_said_and_made_up_for(archive: Archive, folder: Path, see: See) -> None:
    looked = see({"IMG_1.jpg": "道德讲堂"})
    ran = archive("scan", folder, "--no-ocr")
    assert looked == [] and "有 2 份照片和扫描件里的文字没有识别；再运行 archive scan" in ran.out
    assert archive("scan").out.count("没有识别") == 0 and len(looked) == 2
    archive("scan")
    assert len(looked) == 2


def test_without_an_engine_it_is_said_how_to_get_one(
    archive: Archive, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "available", lambda: False)
    for _ in range(2):
        ran = archive("scan", folder)
        assert ran.status == 0 and 'pip install "wenming-archive[ocr]"' in ran.out
    assert archive("scan", "--json").json["unseen"] == 2


def test_an_interruption_keeps_what_was_seen(
    archive: Archive, folder: Path, see: See, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "_SAVE_EVERY", -1)
    see({"IMG_1.jpg": "道德讲堂", "IMG_2.jpg": "中断"})
    assert archive("scan", folder).status == 130
    looked = see({"IMG_2.jpg": "志愿服务"})
    assert archive("scan").status == 0
    assert looked == ["IMG_2.jpg"]
    assert best(archive, "IMG_1.jpg") == "Ⅰ-1"


def test_what_failed_for_the_machine_s_sake_is_tried_again(archive: Archive, folder: Path, see: See) -> None:
    see({"IMG_1.jpg": "!no-access"})
    archive("scan", folder)
    assert [p["code"] for p in archive.items()["IMG_1.jpg"]["problems"]][:1] == ["no-access"]
    looked = see({"IMG_1.jpg": "道德讲堂"})
    archive("scan")
    assert looked == ["IMG_1.jpg"] and best(archive, "IMG_1.jpg") == "Ⅰ-1"
    assert "no-access" not in [p["code"] for p in archive.items()["IMG_1.jpg"]["problems"]]


def test_what_failed_for_the_picture_s_sake_rests(archive: Archive, folder: Path, see: See) -> None:
    see({"IMG_1.jpg": "!crash"})
    archive("scan", folder)
    looked = see({"IMG_1.jpg": "道德讲堂"})
    archive("scan")
    assert looked == []


def test_a_photo_that_has_gone_keeps_nobody_waiting(archive: Archive, folder: Path, see: See) -> None:
    see({})
    archive("scan", folder, "--no-ocr")
    (folder / "IMG_1.jpg").unlink()
    (folder / "IMG_2.jpg").unlink()
    assert archive("scan", "--json").json["unseen"] == 0
    assert "读取 0 份" in archive("scan").out


def test_words_of_the_first_page_stand_before_the_text() -> None:
    text, seen = Block("text", "后"), Block("text", "前")
    scan = Extracted("pdf", (text,), 2, True, unseen=(0,), problems=(Problem("no-text", "没有文字"),))
    made = words.merged(scan, Words((seen,)))
    assert made.blocks == (seen, text) and made.problems == ()
    later = Extracted("pdf", (text,), 2, True, unseen=(1,))
    assert words.merged(later, Words((seen,))).blocks == (text, seen)


def test_when_nothing_was_seen_the_reason_stands() -> None:
    why = Problem("ocr-failed", "没能识别")
    scan = Extracted("pdf", (), 1, True, unseen=(0,), problems=(Problem("no-text", "没有文字"),))
    assert words.merged(scan, Words((), why)).problems == (why,)
    assert words.merged(scan, Words()).problems == scan.problems
