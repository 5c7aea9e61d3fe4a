"""One photo under several indicators is told; one activity's photos under one are not."""

from __future__ import annotations

import pytest

from builders import CATALOGUE
from samples import made_item
from wenming_archive.catalogue import load
from wenming_archive.model import Item, Status
from wenming_archive.report.checks import same_photo
from wenming_archive.report.checks.check import Alike, Held

TREE = load.parse(CATALOGUE)


def photo(name: str, *codes: str, kind: str = "photo", status: Status | None = None) -> Item:
    return made_item(name, *codes, kind=kind, sha256=name, status=status)


def said(*items: Item, seen: bool = True) -> list[str]:
    alike = Alike(tuple(item.known.sha256 or "" for item in items), 0.93, seen)
    return [fault.message for fault in same_photo.CHECK.look(Held(items, TREE, [alike]))]


def test_one_file_under_two_indicators() -> None:
    assert said(photo("a", "Ⅰ-1", "Ⅱ-1")) == ["这张照片同时归在 Ⅰ-1、Ⅱ-1"]
    assert said(photo("a", "Ⅰ-1")) == [] == said(photo("a", "Ⅰ-1", "Ⅱ-1", kind="certificate"))


def test_two_versions_under_two_indicators() -> None:
    assert said(photo("a", "Ⅰ-1"), photo("b", "Ⅱ-1"), photo("c", status=Status.review)) == [
        "3 张照片几乎一样（93%），分别归在 Ⅰ-1、Ⅱ-1"
    ]


@pytest.mark.parametrize(
    ("items", "seen"),
    [
        ((photo("a", "Ⅰ-1"), photo("b", "Ⅰ-1")), True),
        ((photo("a", "Ⅰ-1"), photo("b", status=Status.review)), True),
        ((photo("a", "Ⅰ-1"), photo("b", status=Status.ignored)), True),
        ((photo("a", "Ⅰ-1", kind="certificate"), photo("b", "Ⅱ-1", kind="certificate")), True),
        ((photo("a", "Ⅰ-1"), photo("b", "Ⅱ-1")), False),
    ],
    ids=["one indicator", "one waits", "one is ignored", "certificates", "alike by words"],
)
def test_what_is_no_reuse_is_not_told(items: tuple[Item, ...], seen: bool) -> None:
    assert said(*items, seen=seen) == []
