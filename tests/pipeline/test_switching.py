"""Several files are exchanged at once, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import CATALOGUE, names, tree
from wenming_archive import workspace
from wenming_archive.index import Index
from wenming_archive.pipeline import session, switching
from wenming_archive.pipeline.switching import Editions
from wenming_archive.workspace import Workspace

NEW = CATALOGUE.replace('"2023"', '"2026"')
EDITIONS = Editions(CATALOGUE, NEW)


@pytest.fixture
def own(tmp_path: Path) -> Workspace:
    return workspace.create(tmp_path / "工作区", None, tree(tmp_path, {"体系.yaml": CATALOGUE}) / "体系.yaml")


def prepare(own: Workspace) -> None:
    with switching.prepared(own, EDITIONS) as folder:
        switching.fill(folder, "catalogue.yaml", NEW)
        switching.fill(folder, "catalogue (旧版 2023).yaml", CATALOGUE)


def test_new_versions_hold_before_they_are_in_their_places(own: Workspace) -> None:
    prepare(own)
    assert own.catalogue_file.read_text("utf-8") == CATALOGUE
    assert session.begin(own.root).catalogue.edition == "2026"
    with session.working(own.root, "scan") as begun:
        assert begun.catalogue.edition == "2026"
    assert own.catalogue_file.read_text("utf-8") == NEW
    assert not (own.state / "switch").exists()


def test_what_was_not_ready_does_not_hold(own: Workspace) -> None:
    before = names(own.root)
    with pytest.raises(ZeroDivisionError), switching.prepared(own, EDITIONS) as folder:
        switching.fill(folder, "catalogue.yaml", NEW)
        raise ZeroDivisionError
    switching.finish(own)
    assert session.begin(own.root).catalogue.edition == "2023" and names(own.root) == before


def test_the_history_hears_of_it_once(own: Workspace) -> None:
    prepare(own)
    switching.finish(own)
    with Index.open(own.index_file) as index, index.writing():
        assert switching.take(index) == EDITIONS and switching.take(index) is None


def test_versions_before_are_kept(own: Workspace) -> None:
    prepare(own)
    switching.finish(own)
    (kept,) = (own.state / "previous").glob("catalogue *.yaml")
    assert kept.read_text("utf-8") == CATALOGUE
    assert (own.root / "catalogue (旧版 2023).yaml").read_text("utf-8") == CATALOGUE


def test_an_edition_is_kept_once_and_not_over_another(own: Workspace) -> None:
    assert switching.name_of_old(own, "甲", "20/23 ") == "catalogue (旧版 20 23).yaml"
    tree(own.root, {"catalogue (旧版 2023).yaml": "甲"})
    assert switching.name_of_old(own, "甲", "2023") is None
    assert switching.name_of_old(own, "乙", "2023") == "catalogue (旧版 2023 2).yaml"
    assert switching.name_of_old(own, "乙", "") == "catalogue (旧版 未注明).yaml"


def test_what_is_in_use_again_is_kept_no_more(own: Workspace) -> None:
    prepare(own)
    switching.finish(own)
    with switching.prepared(own, Editions(NEW, CATALOGUE)) as folder:
        switching.fill(folder, "catalogue.yaml", CATALOGUE)
    switching.finish(own)
    assert not [path for path in own.root.iterdir() if switching.is_old(path.name)]


@pytest.mark.parametrize(
    ("name", "old"),
    [("catalogue (旧版 2023).yaml", True), ("catalogue.yaml", False), ("旧版 2023.yaml", False)],
)
def test_names_of_old_editions(name: str, old: bool) -> None:
    assert switching.is_old(name) is old
