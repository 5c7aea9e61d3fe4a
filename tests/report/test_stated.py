"""What names state of the time, and how far a date lies from it."""

from __future__ import annotations

import datetime as dt

import pytest

from samples import made_item
from wenming_archive.report import stated


@pytest.mark.parametrize(
    ("name", "first", "last", "day"),
    [
        ("2023.03.05学雷锋", "2023-03-05", "2023-03-05", True),
        ("2023年5月", "2023-05-01", "2023-05-31", False),
        ("2021-2023年荣誉", "2021-01-01", "2023-12-31", False),
        ("2023年_20230305", "2023-03-05", "2023-03-05", True),
    ],
)
def test_a_name_states_its_most_precise_days(name: str, first: str, last: str, day: bool) -> None:
    found = stated.of_name(name)
    assert found and (str(found.first), str(found.last), found.day) == (first, last, day)


def test_the_folder_that_says_a_day_goes_before_the_nearest() -> None:
    assert stated.of_folders(["党办", "学习"]) is None and stated.of_name("计划") is None
    found = stated.of_folders(["2022", "2023年", "照片"])
    assert found and found.years == {2023}
    found = stated.of_folders(["2023.03.05学雷锋", "2022年"])
    assert found and found.day


def test_apart_is_counted_from_the_nearer_end() -> None:
    found = stated.of_name("2023年5月")
    assert found is not None
    assert [found.apart(date) for date in ("2023-05-31", "2023", "2023-06-02", "2023-04-29", "2024")] == [
        *(0, 0, 2, 2),
        (dt.date(2024, 1, 1) - dt.date(2023, 5, 31)).days,
    ]


def test_members_of_containers_lie_in_them() -> None:
    item = made_item("甲/2023.zip!/乙/计划.最终.docx")
    assert stated.stem(item) == "计划.最终" and stated.folders(item) == ("甲", "2023.zip", "乙")
