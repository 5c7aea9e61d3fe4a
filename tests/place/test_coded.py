"""Codes in names are read as clerks write them, and doubted as they deserve."""

from __future__ import annotations

import pytest

from builders import CATALOGUE
from wenming_archive.catalogue import load
from wenming_archive.place.coded import Codes
from wenming_archive.text.normal import narrow

CODES = Codes(load.parse(CATALOGUE).leaves)


def codes(*written: str) -> Codes:
    rows = "".join(f"  - {{code: '{code}', title: 甲{n}}}\n" for n, code in enumerate(written))
    return Codes(load.parse(f"title: t\nindicators:\n{rows}").leaves)


@pytest.mark.parametrize(
    ("name", "sure"),
    [
        ("ⅰ-2 总结", 1.0),
        ("ⅰ—2总结", 1.0),
        ("i-2 总结", 0.6),
        ("1-2总结", 0.6),
        ("l-2总结", 0.6),
        ("总结ⅰ-2", 0.0),
        ("2023-1-2 总结", 0.0),
        ("ⅰ-9 总结", 0.0),
        ("", 0.0),
    ],
)
def test_codes_in_names_are_read_through_the_usual_confusions(name: str, sure: float) -> None:
    found = CODES.in_name(name)
    assert found.pop(1, 0.0) == pytest.approx(sure)
    assert not found


@pytest.mark.parametrize(
    ("code", "name", "sure"),
    [
        ("第一卷-3", "第一卷-3 动员会", 1.0),
        ("第一卷-3", "第一卷-31 动员会", 0.0),
        ("a3", "a3动员会", 1.0),
        ("12", "12、动员会", 0.15),
        ("12", "123、动员会", 0.0),
        ("一(1)", "一（1）动员会", 1.0),
    ],
)
def test_codes_of_other_styles_are_known_too(code: str, name: str, sure: float) -> None:
    assert codes(code, "99").in_name(narrow(name)).get(0, 0.0) == pytest.approx(sure)


def test_the_longest_code_as_written_wins() -> None:
    assert set(codes("a1", "a1-2").in_name("a1-2总结")) == {1}


def test_leaves_that_a_code_may_mean_alike_share_its_surety() -> None:
    found = codes("Ⅰ-1", "一、1").in_name("1-1总结")
    assert set(found) == {0, 1} and sum(found.values()) == pytest.approx(0.6)


@pytest.mark.parametrize(
    ("folders", "found"),
    [
        (("ⅰ-2",), {1: 1.0}),
        (("ⅰ-2", "2023年照片"), {1: 0.5}),
        (("ⅰ-1", "ⅰ-2"), {1: 1.0}),
        (("工会",), {}),
        ((), {}),
    ],
)
def test_the_innermost_coded_folder_counts_less_the_further_it_is(
    folders: tuple[str, ...], found: dict[int, float]
) -> None:
    assert CODES.in_folders(folders) == pytest.approx(found)
