"""What checks look at: items by content, and what stands for copies."""

from __future__ import annotations

from builders import CATALOGUE
from samples import made_item
from wenming_archive.catalogue import load
from wenming_archive.model import Status
from wenming_archive.report.checks.check import Alike, Check, Fault, Finding, Held, Level, together

TREE = load.parse(CATALOGUE)
ONE = made_item("甲", "Ⅰ-1", "Ⅰ-2", sha256="a")
OTHER = made_item("乙", "Ⅰ-2", sha256="b")


def test_only_what_evaluators_may_see_is_held() -> None:
    waiting = made_item("丙", sha256="c", status=Status.review)
    left = [
        made_item(str(n), sha256=str(n), status=s) for n, s in enumerate((Status.ignored, Status.unplaced))
    ]
    copy = made_item("甲的副本", sha256="a", status=Status.duplicate)
    held = Held([copy, ONE, OTHER, waiting, *left], TREE)
    assert held.by_content == {"a": ONE, "b": OTHER, "c": waiting}
    assert held.holding(Alike(("c", "x", "a", "0"), 0.9, True)) == (waiting, ONE)


def test_a_finding_concerns_each_indicator_once() -> None:
    check = Check("x", Level.hint, "题", "因。", "法。", lambda _: ())
    assert Finding(check, Fault((ONE, OTHER), "")).codes == ("Ⅰ-1", "Ⅰ-2") == together([ONE, OTHER])
    assert Finding(check, Fault((ONE, OTHER), "", ("Ⅰ-2",))).codes == ("Ⅰ-2",)
    assert Finding(check, Fault((ONE, OTHER), "")).sources == ("甲", "乙")
