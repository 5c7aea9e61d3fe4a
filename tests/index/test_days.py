"""How things stood, by day."""

from __future__ import annotations

from pathlib import Path

from wenming_archive.index import Index


def test_the_last_of_a_day_stays_and_a_day_between_has_the_one_before() -> None:
    with Index.reading(Path("没有")) as index:
        assert index.day("2023-05-01") is None
        for day, value in (("2023-05-01", "a"), ("2023-05-01", "b"), ("2023-05-09", "c")):
            index.keep_day(day, value)
        assert index.day("2023-05-01") == ("2023-05-01", "b")
        assert index.day("2023-05-08") == ("2023-05-01", "b")
        assert index.day("2023-06-01") == ("2023-05-09", "c")


def test_before_the_first_day_the_first_is_told_as_what_it_is() -> None:
    with Index.reading(Path("没有")) as index:
        index.keep_day("2023-05-09", "c")
        assert index.day("2023-01-01") == ("2023-05-09", "c")
