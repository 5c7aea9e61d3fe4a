"""The divider before a first-level indicator."""

from __future__ import annotations

from volumes import blank, bound, texts
from wenming_archive.catalogue import load
from wenming_archive.export.submission import divider

DEEP = load.parse(
    """
title: t
indicators:
  - code: A
    title: 甲
    children:
      - {code: A1, title: 子, children: [{code: A11, title: 一}, {code: A12, title: 二}]}
      - {code: A2, title: 丑, children: [{code: A21, title: 三}]}
      - {code: A3, title: 寅}
  - {code: B, title: 乙}
"""
)


def made(n: int) -> list[str]:
    document = blank()
    divider.add(document, bound([], tree=DEEP).groups[n])
    return texts(document)


def test_what_stands_below_is_listed_each_node_once() -> None:
    assert made(0) == [
        *("A　甲", "分　目　录", "A1　子", "　　A11　一", "　　A12　二", "A2　丑", "　　A21　三", "A3　寅"),
    ]


def test_an_indicator_that_is_its_own_group_lists_nothing() -> None:
    assert made(1) == ["B　乙"]


def test_it_begins_a_page() -> None:
    document = blank()
    divider.add(document, bound().groups[0])
    assert document.paragraphs[-4].paragraph_format.page_break_before
