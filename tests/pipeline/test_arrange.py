"""What each item is: a duplicate, decided by a person, or placed by the program; and in what order."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from builders import CATALOGUE
from conftest import Archive
from samples import CLUES, made_item
from wenming_archive.catalogue import load
from wenming_archive.decisions import Decision, Decisions
from wenming_archive.model import Item, Known, Status
from wenming_archive.pipeline import arrange, session
from wenming_archive.pipeline.placing import Placer, Seen
from wenming_archive.pipeline.session import Session
from wenming_archive.place.clues import Clues
from wenming_archive.place.features import NONE_NAMES
from wenming_archive.place.topics import DIMENSIONS

TREE = load.parse(CATALOGUE)
#: What anyone would file under 道德讲堂.
PLAIN = replace(
    CLUES, name="第六期道德讲堂", title="第六期道德讲堂活动方案", top="道德讲堂流程:唱歌曲、学模范"
)


@pytest.fixture
def begun(archive: Archive) -> Session:
    return session.begin(archive.root)


def arranged(
    begun: Session, *known: Known, decided: tuple[Decision, ...] = (), read: Clues = CLUES
) -> dict[str, Item]:
    clues = {one.key: read for one in known}
    made = replace(begun, decisions=Decisions(items=decided))
    items = arrange.arrange(known, Placer(made, clues), made)
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
    item = arranged(begun, known("a.docx", "甲"), decided=(decision,), read=PLAIN)["a.docx"]
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
    found = {i.found.source: i for i in arrange.arrange([poor, good], Placer(begun, clues), begun)}
    assert found[poor.found.source].same_as == "a/1.docx"
    assert found["a/1.docx"].codes == ("Ⅰ-1",)


def test_a_copy_by_its_name_gives_way(begun: Session) -> None:
    paths = ("道德讲堂第六期 (1).docx", "道德讲堂第六期 - 副本.docx", "b.docx")
    found = arranged(begun, *(known(path, "同") for path in paths))
    assert [found[path].same_as for path in paths] == ["b.docx", "b.docx", None]


def test_what_is_filed_says_why_and_what_is_asked_about_does_not(begun: Session) -> None:
    sure, unsure = known("a.docx"), known("b.docx")
    clues = {sure.key: PLAIN, unsure.key: Clues("b", (), "", "", "", "", "other", "", None, "docx")}
    found = {i.found.source: i for i in arrange.arrange([sure, unsure], Placer(begun, clues), begun)}
    (placed,) = found["a.docx"].placement.indicators
    assert (placed.code, placed.by) == ("Ⅰ-1", "auto") and placed.confidence >= 0.85
    assert any("道德讲堂" in reason for reason in placed.reasons)
    assert found["b.docx"].placement.indicators == ()


def test_reasons_are_those_noted_when_an_item_was_looked_at(begun: Session) -> None:
    one = known("a.docx", "甲")
    placer = Placer(begun, {one.key: PLAIN})
    (first,) = arrange.arrange([one], placer, begun)
    (placed,) = first.placement.indicators
    row, said = placer.fresh[one.key]
    best, parts = json.loads(said)

    def again(said: str) -> tuple[str, ...]:
        before = Seen({one.key: row}, {one.key: said})
        (item,) = arrange.arrange([one], Placer(begun, {one.key: PLAIN}, before), begun)
        return item.placement.indicators[0].reasons

    assert again(said) == placed.reasons
    assert again(json.dumps([best, [["name", 1.0, "从前的"]]])) == ("从前的",)
    assert again(json.dumps([best + 1, parts])) == placed.reasons, "of another leaf it is looked up anew"


def test_reasons_never_lag_behind_the_neighbours(begun: Session) -> None:
    one, other = known("a.docx", "甲"), known("b.docx", "乙")
    faint = replace(CLUES, name="讲堂", title="讲堂", top="", body="", heads="", folders=())
    clues = {one.key: faint, other.key: PLAIN}
    first = Placer(begun, clues)
    arrange.arrange([one, other], first, begun)
    before = Seen({k: v[0] for k, v in first.fresh.items()}, {k: v[1] for k, v in first.fresh.items()})

    def reasons(*files: Known) -> tuple[str, ...]:
        found = arrange.arrange(files, Placer(begun, clues, before), begun)
        (item,) = [item for item in found if item.known.key == one.key]
        return item.placement.indicators[0].reasons

    assert "同一文件夹里有该指标的材料" in reasons(one, other)
    assert "同一文件夹里有该指标的材料" not in reasons(one)


def rows(draw: st.DataObject, count: int) -> list[bytes]:
    """Return sights as some other machine might have had them."""
    width = 2 * (len(TREE.leaves) + len(NONE_NAMES))
    numbers = arrays.arrays(np.float16, width // 2, elements=st.floats(-60, 60, width=16))
    about = st.binary(min_size=DIMENSIONS, max_size=DIMENSIONS)
    return [draw.draw(numbers).tobytes() + draw.draw(about) for _ in range(count)]


DECISIONS = st.one_of(
    st.lists(st.sampled_from(["Ⅰ-1", "Ⅰ-2", "Ⅱ-1"]), min_size=1, max_size=2, unique=True).map(
        lambda codes: {"assign": tuple(codes)}
    ),
    st.just({"ignore": True}),
    st.just({"unassign": True}),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(st.data(), st.lists(st.none() | DECISIONS, min_size=1, max_size=5))
def test_whatever_the_program_sees_nothing_a_person_decided_changes(
    begun: Session, data: st.DataObject, wanted: list[dict[str, Any] | None]
) -> None:
    files = [known(f"{n}.docx", f"内容{n}") for n in range(len(wanted))]
    decided = tuple(Decision(sha256=f"内容{n}", **one) for n, one in enumerate(wanted) if one)
    made = replace(begun, decisions=Decisions(items=decided))
    seen = dict(zip((one.key for one in files), rows(data, len(files)), strict=True))
    clues = {one.key: CLUES for one in files}
    found = {i.found.source: i for i in arrange.arrange(files, Placer(made, clues, Seen(seen)), made)}
    for n, one in enumerate(wanted):
        item = found[f"{n}.docx"]
        if one and "assign" in one:
            assert (item.status, item.codes) == (Status.filed, one["assign"])
            assert all(p.by == "person" and p.confidence == 1 for p in item.placement.indicators)
        elif one:
            assert item.status is (Status.ignored if "ignore" in one else Status.unplaced)
            assert item.codes == ()
        else:
            assert all(p.by == "auto" for p in item.placement.indicators)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(st.data(), st.permutations(range(5)))
def test_the_order_of_files_changes_nothing(begun: Session, data: st.DataObject, order: list[int]) -> None:
    files = [known(f"{n % 2}/{n}.docx", f"内容{n // 2}") for n in range(5)]
    seen = dict(zip((one.key for one in files), rows(data, 5), strict=True))
    clues = {one.key: CLUES for one in files}

    def found(files: list[Known]) -> list[tuple[object, ...]]:
        items = arrange.arrange(files, Placer(begun, clues, Seen(seen)), begun)
        return [(i.found.source, i.status, i.codes, i.same_as) for i in items]

    assert found([files[n] for n in order]) == found(files)
