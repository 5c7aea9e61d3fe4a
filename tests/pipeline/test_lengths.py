"""How many pages each item really takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from samples import made_item
from wenming_archive.model import Item, Status
from wenming_archive.pipeline import lengths, pressing
from wenming_archive.pipeline.pressing import Pressed
from wenming_archive.pipeline.progress import Silent


def item(name: str, fmt: str, pages: int | None = 1, *, filed: bool = True) -> Item:
    made = made_item(name, "Ⅰ-1", pages=pages)
    placed = made.placement if filed else replace(made.placement, status=Status.review)
    return replace(made, known=replace(made.known, format=fmt), placement=placed)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let each document take seven pages, but one that cannot be opened; return those that were asked for."""
    names: list[str] = []

    def press(items: Sequence[Item], *_: object) -> dict[tuple[str, str], Pressed]:
        names.extend(one.found.source for one in items)
        return {
            one.known.key: Pressed(Path("x"), 7, why="打不开" if one.found.source == "坏.docx" else "")
            for one in items
        }

    monkeypatch.setattr(pressing, "press", press)
    return names


def test_documents_are_laid_out_and_what_is_known_without_is_not(asked: list[str], tmp_path: Path) -> None:
    items = [
        item("方案.docx", "docx"),
        item("台账.xlsx", "xlsx", None),
        item("坏.docx", "docx", 3),
        item("证书.pdf", "pdf", 2),
        item("现场.jpg", "jpg"),
        item("片.mp4", "mp4", None),
        item("待定.docx", "docx", 4, filed=False),
    ]
    found = lengths.measured(items, tmp_path, tmp_path, Silent())
    assert [one.description.pages for one in found] == [7, 7, 3, 2, 1, None, 4]
    assert asked == ["方案.docx", "台账.xlsx", "坏.docx"]
    assert found[0].description.pages_exact


def test_nothing_is_run_where_nothing_is_to_be_laid_out(asked: list[str], tmp_path: Path) -> None:
    items = [item("现场.jpg", "jpg")]
    assert lengths.measured(items, tmp_path, tmp_path, Silent()) == tuple(items) and not asked
