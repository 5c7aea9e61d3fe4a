"""What proves an indicator."""

from __future__ import annotations

from typing import Any

from docx.oxml.ns import qn

from volumes import ITEMS, blank, bound, cells, section
from wenming_archive.export.submission import excerpts
from wenming_archive.export.volume import Extras
from wenming_archive.report.excerpts import Excerpt
from wenming_archive.settings import Layout

FOUND = Extras(excerpts={("Ⅰ-1", ITEMS[1].known.key): Excerpt("全年举办讲堂12期。", ((2, 8),), "第3页")})


def made(*, wanted: bool) -> Any:
    document = blank()
    volume = bound(extras=FOUND, layout=Layout(excerpts=wanted))
    excerpts.add(document, section(volume, "Ⅰ-1"), volume)
    return document


def test_each_passage_stands_with_its_page_and_the_red_line() -> None:
    table = made(wanted=True).tables[0]
    assert cells(table) == [
        ["材料编号", "题名", "印证内容", "所在页"],
        ["Ⅰ-1-02", "第六期道德讲堂方案", "全年举办讲堂12期。", "第3页"],
    ]
    red = [r for r in table._tbl.iter(qn("w:r")) if list(r.iter(qn("w:u")))]
    assert ["".join(t.text for t in r.iter(qn("w:t"))) for r in red] == ["举办讲堂12"]


def test_nothing_stands_there_unless_it_is_wanted() -> None:
    assert not made(wanted=False).tables
