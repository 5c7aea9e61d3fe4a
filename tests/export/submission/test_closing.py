"""The record at the end."""

from __future__ import annotations

from volumes import blank, bound, cells
from wenming_archive.export.submission import closing
from wenming_archive.settings import Layout


def test_the_state_of_the_volume_is_told_with_the_numbers_it_concerns() -> None:
    document = blank()
    closing.add(document, bound(layout=Layout(lacking=True)))
    rows = cells(document.tables[0])
    assert rows[0][0] == "本卷情况说明" and [row[0] for row in rows[1:]] == ["整理人", "检查人"]
    assert rows[0][1].splitlines() == [
        "本卷共有材料 4 件，其中编页号的 3 件，共 4 页。",
        "尚缺材料的指标 2 项：Ⅰ-1、Ⅰ-2。",
        "形成日期待核的 1 件：Ⅱ-1-01。",
        "页数待核，未编页号的 1 件：Ⅱ-1-01。",
        "日期不在测评周期内的 1 件：Ⅰ-1-01。",
    ]


def test_what_is_handed_in_does_not_say_what_is_missing() -> None:
    document = blank()
    closing.add(document, bound())
    assert "尚缺" not in cells(document.tables[0])[0][1]
