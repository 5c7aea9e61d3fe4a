"""Photos as pages of evidence with their captions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from rendering import needs_office, stand_in, texts
from samples import made_item
from volumes import ITEMS, bound, photographed
from wenming_archive.pipeline import showing
from wenming_archive.render import office
from wenming_archive.settings import Layout

SECOND = made_item("e", "Ⅰ-1", kind="photo", date="2023-08-26", title="讲堂合影")
OLD = made_item("f", "Ⅰ-1", kind="photo", date="2019-08-26", title="旧照")


@needs_office
@pytest.mark.parametrize("each", [1, 2])
def test_each_photo_is_one_page_with_its_caption(tmp_path: Path, each: int) -> None:
    items = [*ITEMS, SECOND, OLD]
    made = showing.shown(bound(items, layout=Layout(photos=each), extras=photographed(items)), tmp_path)
    serials = sorted(made)
    assert [code for code, _ in serials] == ["Ⅰ-1", "Ⅰ-1"] and {one.pages for one in made.values()} == {1}
    said = [texts(made[place].path.read_bytes())[made[place].first] for place in serials]
    assert "讲堂现场" in said[0] and "二楼会议室" in said[0] and "讲堂合影" in said[1]
    assert "讲堂合影" not in said[0]


@needs_office
def test_a_caption_that_takes_more_than_the_page_is_not_cut(tmp_path: Path) -> None:
    extras = photographed(ITEMS)
    long = {place: replace(caption, background="长" * 3000) for place, caption in extras.captions.items()}
    assert showing.shown(bound(extras=replace(extras, captions=long)), tmp_path) == {}


def test_without_photos_there_is_nothing_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program, log = stand_in(tmp_path / "program")
    monkeypatch.setenv(office.VARIABLE, str(program))
    assert showing.shown(bound(layout=Layout(photos=0)), tmp_path) == {}
    assert showing.shown(bound(ITEMS[1:]), tmp_path) == {}
    assert not log.exists()


def test_the_volume_itself_shows_no_photos_then() -> None:
    assert showing.without(bound()).layout == Layout(photos=0)
