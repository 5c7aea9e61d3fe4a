"""Paths as manifests write them, and those that lead out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.bag import names


@given(st.text())
def test_what_is_encoded_is_one_line_and_comes_back(path: str) -> None:
    written = names.encoded(path)
    assert not set("\r\n") & set(written)
    assert names.meant(written, "1.0")[0] == path


def test_before_1_0_only_line_ends_were_encoded() -> None:
    assert names.meant("a%25%0Ab", "0.97") == ("a%25\nb", "a%25%0Ab", "a%\nb")
    assert names.meant("a%25%0Ab", "1.0") == ("a%\nb", "a%25\nb", "a%25%0Ab")
    assert names.meant("plain%20", "1.0") == ("plain%20",)


@pytest.mark.parametrize("path", ["..", "a/..", "/a", "\\a", "~", "~a/b", "a:b", "a\\..\\b", "a\0b"])
def test_paths_that_lead_out(path: str) -> None:
    assert names.leads_out(path)


@pytest.mark.parametrize(
    "path", ["data/a", "data/..a", "data/a..", "data/~a", "data/a:b", "a b", "...", "data/…"]
)
def test_paths_that_stay(path: str) -> None:
    assert not names.leads_out(path)


def test_dots_and_empty_parts_say_nothing() -> None:
    assert names.plain("./data//a/./b/") == "data/a/b"


@pytest.mark.parametrize("name", [".DS_Store", "data/Thumbs.db", "data/x/DESKTOP.INI", "data/._照片.jpg"])
def test_what_systems_leave_behind_is_litter(name: str) -> None:
    assert names.litter(name)


@pytest.mark.parametrize("name", ["DS_Store", "data/Thumbs.db.docx", "data/Thumbs.db/x", "data/_照片.jpg"])
def test_what_only_looks_like_it_is_not(name: str) -> None:
    assert not names.litter(name)
