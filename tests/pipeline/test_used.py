"""What was filed in another year: known again by its bytes, a photo by what it shows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from builders import Tree, snapshot, tree
from conftest import Archive
from scenes import page, saved, scene
from wenming_archive.alike import pictures
from wenming_archive.pipeline import session, used
from wenming_archive.pipeline.progress import Silent
from wenming_archive.pipeline.used import Used


@pytest.fixture
def old(archive: Archive, tmp_path: Path) -> Archive:
    photo = saved(scene(1), taken="2022:05:06 10:00:00")
    text = "道德讲堂活动方案\n身边人讲身边事\n2022年5月6日"
    files: Tree = {"道德讲堂/现场.jpg": photo, "道德讲堂/扫描.jpg": saved(page(1)), "道德讲堂/方案.txt": text}
    archive("scan", tree(tmp_path / "去年", {**files, "杂/菜谱.txt": "红烧排骨的做法"}), "--no-ocr")
    for source in ("现场.jpg", "扫描.jpg", "方案.txt"):
        archive("assign", f"道德讲堂/{source}", "Ⅰ-1")
    return archive


def test_what_is_filed_is_used_and_nothing_is_written(old: Archive) -> None:
    before = snapshot(old.root)
    found = {one.source: one for one in used.gather(session.begin(old.root), Silent())}
    assert snapshot(old.root) == before
    assert found.keys() == {"道德讲堂/现场.jpg", "道德讲堂/扫描.jpg", "道德讲堂/方案.txt"}
    assert {one.code for one in found.values()} == {"Ⅰ-1"}
    assert [source for source, one in found.items() if one.picture] == ["道德讲堂/现场.jpg"]
    assert pictures.valid(found["道德讲堂/现场.jpg"].picture)


def test_it_comes_back_from_json(old: Archive) -> None:
    found = used.gather(session.begin(old.root), Silent())
    rows = json.loads(json.dumps(used.rows(found, [])))
    assert list(used.parsed(rows)) == found


def test_of_what_was_used_twice_the_last_time_counts() -> None:
    older = [Used("a", "前年/1", "1"), Used("b", "前年/2", "1")]
    rows = used.rows([Used("a", "去年/1", "2")], older)
    assert [(row["sha256"], row["source"]) for row in rows] == [("a", "去年/1"), ("b", "前年/2")]


def test_of_too_many_the_latest_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(used, "_MOST", 2)
    rows = used.rows([Used("b", "2", "1"), Used("c", "3", "1")], [Used("a", "1", "1")])
    assert [row["sha256"] for row in rows] == ["b", "c"]


@pytest.mark.parametrize(
    "row",
    [
        {},
        {"sha256": "a", "source": "b"},
        {"sha256": "a", "source": "b", "code": "c", "picture": "!"},
        {"sha256": "a", "source": "b", "code": "c", "picture": "AAAA"},
        {"sha256": "a", "source": "b", "code": "c", "picture": 3},
        7,
    ],
)
def test_what_is_not_what_was_written_is_refused(row: Any) -> None:
    with pytest.raises((ValueError, KeyError, TypeError, AttributeError)):
        list(used.parsed([row]))
