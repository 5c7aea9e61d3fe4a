from __future__ import annotations

from wenming_archive.published import markers
from wenming_archive.published.coding import Coded, settle


def _coded(text: str, *children: Coded) -> Coded:
    return Coded(markers.leading(text), list(children))


def _codes(roots: list[Coded]) -> list[str]:
    settle(roots)
    return [code for one in roots for code in (one.code, *(child.code for child in one.children))]


def test_codes_that_run_on_stay_as_they_are() -> None:
    roots = [_coded("Ⅰ-1 a", _coded("Ⅱ-1 b"), _coded("Ⅱ-2 c")), _coded("Ⅰ-2 d", _coded("Ⅱ-3 e"))]
    assert _codes(roots) == ["Ⅰ-1", "Ⅱ-1", "Ⅱ-2", "Ⅰ-2", "Ⅱ-3"]


def test_codes_that_begin_anew_get_their_parent_s() -> None:
    roots = [_coded("一、a", _coded("（一）b")), _coded("二、c", _coded("（一）d"), _coded("（二）e"))]
    assert _codes(roots) == ["一", "一(一)", "二", "二(一)", "二(二)"]
    assert _codes([_coded("Ⅱ-1 a", _coded("1)b"), _coded("2)c"))]) == ["Ⅱ-1", "Ⅱ-1-1)", "Ⅱ-1-2)"]


def test_codes_are_made_where_there_are_none() -> None:
    roots = [_coded("组织", _coded("班子"), _coded("制度")), _coded("思想", _coded("教育"))]
    assert _codes(roots) == ["1", "1.1", "1.2", "2", "2.1"]
    assert roots[0].made
    # Numbers of the leaves leave the groups Chinese ones.
    assert _codes([_coded("组织", _coded("3、班子")), _coded("思想", _coded("4、教育"))]) == [
        "一",
        "3",
        "二",
        "4",
    ]


def test_a_code_that_is_there_twice_is_told_apart() -> None:
    assert _codes([_coded("A1 a"), _coded("A1 b")]) == ["A1", "A1·2"]
