"""What each item is: a duplicate, decided by a person, or placed by the program; and in what order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import CATALOGUE
from conftest import Archive
from samples import CLUES, made_item
from wenming_archive.catalogue import load
from wenming_archive.decisions import Decision, Decisions
from wenming_archive.model import Item, Known, Status
from wenming_archive.pipeline import arrange, session
from wenming_archive.pipeline.session import Session
from wenming_archive.place.clues import Clues
from wenming_archive.place.engine import Engine, Look

TREE = load.parse(CATALOGUE)


@pytest.fixture
def begun(archive: Archive) -> Session:
    return session.begin(archive.root)


def arranged(begun: Session, *known: Known, decided: tuple[Decision, ...] = ()) -> dict[str, Item]:
    clues = {one.key: CLUES for one in known}
    items = arrange.arrange(known, clues, replace(begun, decisions=Decisions(items=decided)))
    assert len(items) == len(known)
    return {item.found.source: item for item in items}


def known(source: str, sha256: str = "", *, present: bool = True, size: int = 1) -> Known:
    one = made_item(source, sha256=sha256).known
    return replace(one, present=present, found=replace(one.found, size=size))


def test_items_come_in_catalogue_order_then_by_source_the_unfiled_last() -> None:
    items = [
        made_item("乙"),
        made_item("丙", "Ⅱ-1"),
        made_item("甲"),
        made_item("丁", "Ⅰ-2", "Ⅱ-1"),
        made_item("戊", "Ⅰ-2"),
        made_item("己", "没有"),
    ]
    found = [item.found.source for item in arrange.in_order(items, TREE)]
    assert found == ["丁", "戊", "丙", "乙", "己", "甲"]


def test_of_the_same_bytes_the_path_that_tells_most_stands_for_all(begun: Session) -> None:
    paths = ("下载/1.docx", "道德讲堂/第六期.docx", "新建文件夹/文档 (2).docx")
    found = arranged(begun, *(known(path, "同") for path in paths))
    assert {s: i.same_as for s, i in found.items()} == {
        paths[0]: paths[1],
        paths[1]: None,
        paths[2]: paths[1],
    }
    assert found[paths[0]].status is Status.duplicate and found[paths[0]].codes == ()


def test_one_that_is_still_there_stands_for_one_that_has_gone(begun: Session) -> None:
    found = arranged(begun, known("道德讲堂/第六期.docx", "同", present=False), known("1.docx", "同"))
    assert found["道德讲堂/第六期.docx"].same_as == "1.docx"


def test_of_equal_paths_the_first_stands_for_the_rest(begun: Session) -> None:
    found = arranged(begun, known("b.docx", "同"), known("a.docx", "同"))
    assert (found["a.docx"].same_as, found["b.docx"].same_as) == (None, "a.docx")


def test_empty_files_and_those_never_opened_are_no_duplicates(begun: Session) -> None:
    never = [replace(known(name), sha256=None) for name in ("c", "d")]
    found = arranged(begun, known("a", "空", size=0), known("b", "空", size=0), *never)
    assert [item.same_as for item in found.values()] == [None] * 4


@pytest.mark.parametrize(
    ("decision", "status", "codes"),
    [
        (Decision(sha256="甲", assign=("Ⅱ-1", "Ⅰ-2")), Status.filed, ("Ⅱ-1", "Ⅰ-2")),
        (Decision(sha256="甲", ignore=True), Status.ignored, ()),
        (Decision(sha256="甲", unassign=True), Status.unplaced, ()),
        (Decision(sha256="甲", assign=("已删",)), Status.review, ()),
    ],
)
def test_what_a_person_decided_holds(
    begun: Session, decision: Decision, status: Status, codes: tuple[str, ...]
) -> None:
    item = arranged(begun, known("a.docx", "甲"), decided=(decision,))["a.docx"]
    assert (item.status, item.codes) == (status, codes)
    assert item.placement.suggestions[0].code == "Ⅰ-1" or "Ⅰ-1" in codes


def test_a_caption_is_the_title_and_decides_no_more(begun: Session) -> None:
    free = arranged(begun, known("a.docx", "甲"))["a.docx"]
    noted = arranged(begun, known("a.docx", "甲"), decided=(Decision(sha256="甲", caption="合影"),))
    assert noted["a.docx"].placement == free.placement
    assert (free.description.title, noted["a.docx"].description.title) == ("a.docx", "合影")


def test_of_the_same_bytes_the_one_placed_most_surely_stands_for_all(begun: Session) -> None:
    poor, good = known("资料汇总与日常工作情况/其他杂项.docx", "同"), known("a/1.docx", "同")
    nothing = Clues("其他杂项", ("资料汇总与日常工作情况",), "", "", "", "", "other", "", "", "docx")
    telling = replace(nothing, name="道德讲堂活动方案", title="道德讲堂活动方案", folders=("a",))
    clues = {poor.key: nothing, good.key: telling}
    found = {i.found.source: i for i in arrange.arrange([poor, good], clues, begun)}
    assert found[poor.found.source].same_as == "a/1.docx"
    assert found["a/1.docx"].codes == ("Ⅰ-1",)


def test_a_copy_by_its_name_gives_way(begun: Session) -> None:
    paths = ("道德讲堂第六期 (1).docx", "道德讲堂第六期 - 副本.docx", "b.docx")
    found = arranged(begun, *(known(path, "同") for path in paths))
    assert [found[path].same_as for path in paths] == ["b.docx", "b.docx", None]


def test_guesses_come_best_first_and_the_first_three_say_why() -> None:
    engine = Engine(TREE)
    look = replace(engine.look([CLUES])[0], sure=[0.3, 0.4, 0.2, 0.05])
    found = arrange.guesses(engine, look)
    assert [(g.code, g.confidence) for g in found] == [
        ("Ⅰ-2", 0.4),
        ("Ⅰ-1", 0.3),
        ("Ⅱ-1", 0.2),
        ("Ⅱ-2", 0.05),
    ]
    assert [bool(g.reasons) for g in found][3] is False and found[1].reasons


def test_what_is_hardly_likely_is_no_guess() -> None:
    engine = Engine(TREE)
    look = replace(engine.look([CLUES])[0], sure=[0.009, 0.5, 0.0, 0.0])
    assert [g.code for g in arrange.guesses(engine, look)] == ["Ⅰ-2"]


@pytest.mark.parametrize(("sure", "none"), [([0.25, 0.25], 0.5), ([0.6, 0.5], 0.0), ([], 1.0)])
def test_what_the_leaves_leave_belongs_to_none(sure: list[float], none: float) -> None:
    assert arrange.none(Look([], {}, sure)) == none
