"""Excerpts of all that is filed, from the index, by indicator and item."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import CATALOGUE, docx, pdf, tree
from conftest import Archive
from wenming_archive.catalogue import load
from wenming_archive.filing.shelves import shelves
from wenming_archive.pipeline import excerpting, progress, session, views
from wenming_archive.report.excerpts import Excerpt

pytestmark = pytest.mark.usefixtures("here")
DEED = "3月5日，26名志愿者走进春和社区，清理楼道杂物3吨。"
FILES: dict[str, bytes | str] = {
    "服务总结.docx": docx("学雷锋志愿服务活动总结", "现将情况总结如下：", DEED, "2023年3月6日"),
    "服务通知.pdf": pdf(*["关于开展志愿服务的通知", *["内容从略"] * 22, "各支部每月组织志愿者服务2次。"]),
    "菜谱.txt": "菜谱\n西红柿炒鸡蛋",
}


class Heard(progress.Silent):
    """Counts the steps."""

    def __init__(self) -> None:
        self.steps: list[str] = []

    def step(self, what: str) -> None:
        self.steps.append(what)


@pytest.fixture
def filed(archive: Archive, tmp_path: Path) -> Archive:
    archive("scan", tree(tmp_path / "资料", FILES))
    archive("assign", "服务总结.docx", "Ⅰ-2", "Ⅰ-1")
    archive("assign", "服务通知.pdf", "Ⅰ-2")
    archive("assign", "菜谱.txt", "Ⅰ-2")
    return archive


def made(archive: Archive, heard: progress.Progress) -> dict[tuple[str, str], Excerpt]:
    begun = session.begin(archive.root)
    shelf = shelves(views.items(begun), begun.catalogue)
    found = excerpting.excerpts(begun, shelf, heard)
    return {(code, source): one for (code, (_, source)), one in found.items()}


def test_each_item_under_each_of_its_indicators_that_it_proves(filed: Archive) -> None:
    heard = Heard()
    found = made(filed, heard)
    assert found["Ⅰ-2", "服务总结.docx"].text == DEED
    assert found["Ⅰ-2", "服务通知.pdf"].page == "第2页"
    assert ("Ⅰ-2", "菜谱.txt") not in found
    assert ("Ⅰ-1", "服务总结.docx") not in found
    assert sorted(heard.steps) == sorted(FILES)


def test_what_was_never_read_has_none(filed: Archive) -> None:
    (filed.root / ".archive" / "index.sqlite").unlink()
    assert made(filed, progress.Silent()) == {}


def test_every_leaf_is_told_by_its_own_words() -> None:
    told = excerpting.cues_of(load.parse(CATALOGUE))
    assert set(told) == {"Ⅰ-1", "Ⅰ-2", "Ⅱ-1", "Ⅱ-2"}
    for one in told.values():
        assert one.named and all(weight > 0 for weight in one.words.values())
