"""Values with every field set, for tests that must not lose one."""

from __future__ import annotations

import hashlib
from pathlib import Path

from wenming_archive.content import Block, Extracted, Member, Picture, Properties
from wenming_archive.model import (
    Description,
    Found,
    Guess,
    Item,
    Known,
    Meeting,
    Parcel,
    Placed,
    Placement,
    Problem,
    Reason,
    Status,
)
from wenming_archive.place.clues import Clues

EXTRACTED = Extracted(
    "docx",
    (Block("title", "道德讲堂方案", 22.0, True), Block("row", "1\t张某")),
    3,
    True,
    Properties("题", "人", "2023-01-01", None),
    Picture(3, 4, "2023-01-01 00:00:00", (30.5, 120.25), "相机", 6, "道德讲堂现场", "王某"),
    61.5,
    (0, 2),
    (Member("甲/附件.docx", 5, 1_700_000_000_000_000_000),),
    (Problem("no-text", "没有文字"),),
    Problem("broken", "坏了"),
)
PARCEL = Parcel(Found("/根", "甲/x.zip", Path("/根/甲/x.zip"), 12, 5, ("里.zip",)), "b" * 64)
ITEM = Item(
    Known(
        Found("/根", "甲/x.docx", Path("/根/甲/x.zip"), 12, 1_700_000_000_123_456_789, ("x.docx",)),
        "a" * 64,
        "docx",
        Description(
            "plan",
            "方案",
            False,
            "×发〔2023〕1号",
            "某局",
            "2023-05-06",
            "body",
            3,
            True,
            Meeting("上午9时", "二楼", "甲某", "乙某", "丙某", "丁某"),
            "秘密★1年",
        ),
        (Problem("wrong-suffix", "扩展名不对"),),
        readable=True,
        by_hand=True,
        present=False,
    ),
    Placement(
        Status.filed,
        (Placed("Ⅰ-1", "main", 0.91, "auto", ("题名有“道德讲堂”",)),),
        (Guess("Ⅰ-2", 0.05, (Reason("开头有“志愿”", 0.4),)),),
    ),
    same_as=None,
    filed_as=("材料/甲/Ⅰ-1-01 方案.docx",),
    failed="磁盘已满",
)
CLUES = Clues("x", ("甲",), "方案", "", "开头", "正文", "plan", "某局", "2023-05-06", "docx")


def made_item(
    source: str,
    *codes: str,
    kind: str = "other",
    date: str | None = "2023-05-06",
    date_from: str | None = "body",
    title: str = "",
    sha256: str = "",
    status: Status | None = None,
    guess: str = "",
    pages: int | None = 1,
) -> Item:
    """Return an item filed under ``codes``, or with the status and best guess given."""
    found = Found("/根", source, Path("/根") / source, 1, 1)
    described = Description(
        kind, title or source, False, None, None, date, date_from if date else None, pages, True
    )
    known = Known(found, sha256 or hashlib.sha256(source.encode()).hexdigest(), "docx", described)
    placed = tuple(Placed(code, "also" if n else "main", 0.9, "auto") for n, code in enumerate(codes))
    guesses = (Guess(guess, 0.5),) if guess else ()
    state = status or (Status.filed if codes else Status.unplaced)
    copies = tuple(f"材料/{code}/{source}" for code in codes)
    return Item(known, Placement(state, placed, guesses), filed_as=copies)
