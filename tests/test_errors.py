"""Every expected error ends in the exit status the contract gives it."""

from __future__ import annotations

import pytest

from wenming_archive import errors
from wenming_archive.errors import ArchiveError, CopyError, Faults, InputError


@pytest.mark.parametrize(
    ("error", "status"),
    [(InputError("甲"), 2), (Faults(["甲"]), 2), (CopyError("甲"), 3), (ArchiveError("甲"), 2)],
)
def test_the_exit_status_of_an_error(error: ArchiveError, status: int) -> None:
    assert (error.exit_status, str(error)) == (status, "甲")


def test_the_other_exit_statuses() -> None:
    assert (errors.REMAINING, errors.INTERRUPTED) == (4, 130)


def test_faults_are_the_users_and_have_a_line_each() -> None:
    error = Faults(["a:1:1: 甲", "a:2:1: 乙"])
    assert isinstance(error, InputError)
    assert (str(error), error.lines) == ("a:1:1: 甲\na:2:1: 乙", ["a:1:1: 甲", "a:2:1: 乙"])


def test_a_copy_error_is_no_fault_of_the_users() -> None:
    assert not isinstance(CopyError("甲"), InputError)


def test_what_a_message_quotes_ends_no_line_and_steers_nothing() -> None:
    error = InputError("没有材料 甲\n伪造\x1b[2J\u202e\r\u2028乙", "  第二行\n伪造")
    assert str(error) == "没有材料 甲␊伪造 [2J  乙\n  第二行␊伪造"
    assert error.lines == str(error).split("\n")
    assert Faults(["甲\n伪造"]).lines == ["甲␊伪造"]
