"""What is missing is left to the gaps; here only that something is."""

from __future__ import annotations

from pages import TREE
from samples import made_item
from wenming_archive.decisions import Decisions
from wenming_archive.report import gaps
from wenming_archive.report.checks.check import Held, Level
from wenming_archive.report.checks.too_few import CHECK


def test_where_all_is_there_nothing_is_said() -> None:
    kinds = ("plan", "photo", "photo", "regulation")
    items = [made_item(f"{n}", "Ⅰ-1", kind=kind, date="2022-01-01") for n, kind in enumerate(kinds)]
    items += [made_item("总结", "Ⅰ-2", kind="summary"), made_item("院落", "Ⅱ-1", kind="photo")]
    assert list(CHECK.look(Held(items, TREE, gaps=gaps.compare(TREE, items, Decisions())))) == []
    (fault,) = CHECK.look(Held(items[:-1], TREE, gaps=gaps.compare(TREE, items[:-1], Decisions())))
    assert fault.message == "材料还没有齐：1 项空缺" and fault.codes == ("Ⅱ-1",)
    assert CHECK.level is Level.hint
