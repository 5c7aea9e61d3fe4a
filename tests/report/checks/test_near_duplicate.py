"""Near-duplicates are told once, with the one to keep."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import CATALOGUE
from samples import made_item
from wenming_archive.catalogue import load
from wenming_archive.model import Item, Status
from wenming_archive.report.checks import near_duplicate
from wenming_archive.report.checks.check import Alike, Fault, Held

TREE = load.parse(CATALOGUE)


def item(name: str, *codes: str, kind: str = "plan", day: int = 0, size: int = 1) -> Item:
    one = made_item(name, *codes, kind=kind, sha256=name, status=None if codes else Status.review)
    found = replace(one.found, mtime_ns=1_684_000_000_000_000_000 + day * 86_400_000_000_000, size=size)
    return replace(one, known=replace(one.known, found=found))


def found(
    *items: Item, seen: bool = False, similarity: float = 0.9, sizes: dict[str, tuple[int, int]] | None = None
) -> list[Fault]:
    alike = Alike(tuple(one.known.sha256 or "" for one in items), similarity, seen)
    return list(near_duplicate.CHECK.look(Held(items, TREE, [alike], (), sizes or {})))


def test_of_documents_the_latest_is_named() -> None:
    items = item("甲/计划.docx", "Ⅰ-1", day=3), item("乙/计划2.docx", "Ⅰ-2", day=9), item("丙/计划3.docx")
    (fault,) = found(*items)
    assert fault.items == items
    assert fault.message == "3 份文件内容相近（90%），最后修改的是 计划2.docx（2023-05-22）"


@pytest.mark.parametrize(
    ("early", "late"),
    [("计划初稿.docx", "计划.docx"), ("计划.docx", "计划（最终版）.docx"), ("征求意见稿.doc", "印发稿.doc")],
)
def test_what_the_name_says_goes_before_the_time(early: str, late: str) -> None:
    (fault,) = found(item(early, day=9), item(late, "Ⅰ-1", day=1))
    assert fault.message == f"2 份文件内容相近（90%），看名称 {late} 较新"


def test_of_photos_the_largest_is_named() -> None:
    items = (
        item("a.jpg", "Ⅰ-1", kind="photo", size=900_000),
        item("b.jpg", "Ⅰ-1", kind="photo", size=2_345_000),
    )
    assert [f.message for f in found(*items, seen=True)] == ["2 张图片相似（90%），最大的是 b.jpg（2.3 MB）"]
    sizes = {"a.jpg": (4000, 3000), "b.jpg": (1280, 960)}
    assert [f.message for f in found(*items, seen=True, similarity=0.999, sizes=sizes)] == [
        "2 张图片相似（几乎完全相同），最大的是 a.jpg（4000×3000，900 KB）"
    ]


def test_photos_under_several_indicators_are_the_other_check_s() -> None:
    assert found(item("a", "Ⅰ-1", kind="photo"), item("b", "Ⅱ-1", kind="photo"), seen=True) == []
    assert found(item("a", "Ⅰ-1"), item("b", "Ⅱ-1")) != []


def test_with_one_left_there_is_nothing_to_tell() -> None:
    gone = made_item("b", sha256="b", status=Status.ignored)
    assert found(item("a", "Ⅰ-1"), gone) == []


def test_a_time_out_of_all_reason_is_no_trouble() -> None:
    (fault,) = found(item("a", "Ⅰ-1", day=10**9), item("b", "Ⅰ-1"))
    assert "（时间不明）" in fault.message
