"""The two streams: results on stdout, messages and progress on stderr.

Plain lines are written as they are; rich is loaded only for what it draws: tables and bars.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from wenming_archive import disk
from wenming_archive.errors import InputError
from wenming_archive.text import unseen

#: Width of a table that goes to a file or another program: nothing is cut for want of room.
PIPE_WIDTH = 140
_STYLES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33"}


def console(*, stderr: bool = False) -> Any:
    """Return a rich console; foreign text is never read as markup."""
    from rich.console import Console

    class Quiet(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError  # rich would exit with 1; that the reader has left is no fault

    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else PIPE_WIDTH
    return Quiet(stderr=stderr, width=width, highlight=False, markup=False, emoji=False)


@contextmanager
def printing() -> Iterator[None]:
    """Turn a refusal of stdout (its file lies on a full disk) into a sentence.

    :raises BrokenPipeError: if the reader has left.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise InputError(f"无法输出结果：{disk.reason(error)}") from error


def say(text: str = "", style: str = "") -> None:
    """Print a line of result; whatever it quotes, it is one line and hides nothing."""
    text = safe(text)
    if style and sys.stdout.isatty():
        text = f"\x1b[{_STYLES[style]}m{text}\x1b[0m"
    with printing():
        sys.stdout.write(f"{text}\n")


def tell(text: str) -> None:
    """Print a message that is no result; a line, as above."""
    sys.stderr.write(f"{safe(text)}\n")


def warn(sentences: Iterable[str]) -> None:
    """Print what a person should look at; it is no result and no error."""
    for sentence in sentences:
        tell(f"注意：{sentence}")


def data(value: Any) -> None:
    """Print a value as JSON, whole and in UTF-8, and nothing else."""
    raw(as_json(value))


def as_json(value: Any) -> str:
    """Return a value as JSON that a person can read on a terminal, too: it hides nothing."""
    import json

    return unseen.spelt(json.dumps(value, ensure_ascii=False, indent=1)) + "\n"


def raw(text: str) -> None:
    """Print ``text`` as it stands, in UTF-8; the caller has made it harmless."""
    # Lone surrogates (damaged file names) cannot be written as UTF-8.
    with printing():
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.flush()


def safe(text: str) -> str:
    """Return foreign text for the terminal: one line, no control or direction characters."""
    return unseen.line(text)


def tail(text: str, width: int) -> str:
    """Return the end of a path cut to ``width`` columns: the file name tells most."""
    clean = safe(text)
    while columns(clean) > width:
        clean = f"…{clean[2:]}" if clean.startswith("…") else f"…{clean[1:]}"
    return clean


def columns(text: str) -> int:
    """Return how many columns ``text`` takes: a hanzi takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def lines(text: str, room: int) -> list[str]:
    """Return ``text`` in lines of at most ``room`` columns, broken between any two hanzi.

    No line begins or ends with a sign that belongs to its neighbour.
    """
    found, line = [], ""
    for piece in re.findall(r"[（《“‘【]*(?:[!-~]+|.)[，。、；：！？）》”’】]*", text):
        if line and columns(line + piece) > room:
            found.append(line.rstrip())
            line = ""
        line += piece.lstrip() if not line else piece
    return [*found, line]
