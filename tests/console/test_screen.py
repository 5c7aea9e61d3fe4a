"""The two streams: what goes where, and foreign text made harmless."""

from __future__ import annotations

import errno
import json
import sys
from collections.abc import Callable

import pytest

from terminal import Broken, stand_in
from wenming_archive.console import screen
from wenming_archive.errors import InputError


def test_results_go_to_stdout_and_messages_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    screen.say("结果")
    screen.tell("消息")
    assert capsys.readouterr() == ("结果\n", "消息\n")


def test_styles_are_for_terminals_only(capsys: pytest.CaptureFixture[str]) -> None:
    screen.say("粗", "bold")
    assert capsys.readouterr().out == "粗\n"


def test_a_terminal_gets_styles(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = stand_in(monkeypatch)
    screen.say("粗", "bold")
    screen.say("平")
    assert terminal.drawn == "\x1b[1m粗\x1b[0m\n平\n"


def test_json_is_written_as_it_is_read_by_people_in_utf8(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    screen.data({"题名": "讲堂", "坏": "\udcb5"})
    out = capsysbinary.readouterr().out
    assert "讲堂".encode() in out
    assert json.loads(out) == {"题名": "讲堂", "坏": "?"}


def test_lines_and_raw_text_keep_their_order(capsys: pytest.CaptureFixture[str]) -> None:
    screen.say("一")
    screen.raw("二\n")
    screen.say("三")
    assert capsys.readouterr().out == "一\n二\n三\n"


@pytest.mark.parametrize(
    ("foreign", "shown"),
    [
        ("题名", "题名"),
        ("甲\n乙", "甲␊乙"),
        ("甲\t乙", "甲 乙"),
        ("\x1b[31m红\x1b[0m", "[31m红 [0m"),
        ("甲\u202e乙\u200b丙", "甲乙丙"),
        ("坏\udcb5名", "坏?名"),
        ("[red]甲[/red]", "[red]甲[/red]"),
    ],
    ids=["text", "lines", "tabs", "colours", "directions", "damaged", "markup"],
)
def test_foreign_text_is_one_harmless_line(foreign: str, shown: str) -> None:
    assert screen.safe(foreign).strip() == shown


@pytest.mark.parametrize(
    ("path", "width", "shown"),
    [
        ("甲.docx", 7, "甲.docx"),
        ("甲.docx", 6, "….docx"),
        ("党办/道德讲堂.docx", 11, "…讲堂.docx"),
        ("a/b/c", 3, "…/c"),
    ],
)
def test_of_a_long_path_the_end_is_shown(path: str, width: int, shown: str) -> None:
    assert screen.tail(path, width) == shown
    assert screen.columns(shown) <= width


@pytest.mark.parametrize(("text", "columns"), [("", 0), ("abc", 3), ("甲乙", 4), ("Ⅰ-1　甲", 7), ("（", 2)])
def test_a_hanzi_takes_two_columns(text: str, columns: int) -> None:
    assert screen.columns(text) == columns


def test_a_table_to_a_file_has_a_width_of_its_own(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert screen.console().width == screen.PIPE_WIDTH
    stand_in(monkeypatch)
    assert screen.console().width == 80


def full() -> Broken:
    return Broken(OSError(errno.ENOSPC, "No space left on device"))


def gone() -> Broken:
    return Broken(BrokenPipeError(errno.EPIPE, "Broken pipe"))


def test_a_full_disk_behind_stdout_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    for write in (screen.say, screen.raw, screen.data):
        monkeypatch.setattr(sys, "stdout", full())
        with pytest.raises(InputError, match=r"^无法输出结果：磁盘已满，请腾出空间后重试$"):
            write("甲")


def test_a_reader_that_has_left_is_no_such_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", gone())
    with pytest.raises(BrokenPipeError):
        screen.say("甲")
    with pytest.raises(BrokenPipeError):
        screen.console().print("甲")


@pytest.mark.parametrize("write", [screen.say, screen.tell, lambda text: screen.warn([text])])
def test_whatever_is_said_is_one_line(
    write: Callable[[str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    write("甲\n伪造\x1b[2J\u202e乙")
    said = "".join(capsys.readouterr())
    assert said.removeprefix("注意：") == "甲␊伪造 [2J乙\n"


def test_json_hides_nothing_and_says_the_same(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    value = {"名\u202e": "\x9b2J\u2028甲\U000e0041\x7f"}
    screen.data(value)
    out = capsysbinary.readouterr().out
    assert json.loads(out) == value
    assert b"\\u202e" in out and b"\\u009b" in out and b"\\udb40\\udc41" in out and b"\x7f" not in out
