"""The two streams: results on stdout, messages and progress on stderr."""

from __future__ import annotations

import json
import sys
from typing import Any

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from wenming_archive.text.normal import visible

#: Width of output that goes to a file or another program: nothing is cut for want of room.
_PIPE_WIDTH = 140


def _console(stderr: bool) -> Console:
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else _PIPE_WIDTH
    return Console(
        stderr=stderr, width=width, highlight=False, markup=False, emoji=False, soft_wrap=not stream.isatty()
    )


def out() -> Console:
    """Return the console of stdout."""
    return _console(stderr=False)


def err() -> Console:
    """Return the console of stderr."""
    return _console(stderr=True)


def say(text: str = "", style: str = "") -> None:
    """Print a line of result."""
    out().print(Text(text, style=style))


def tell(text: str, style: str = "") -> None:
    """Print a message on stderr."""
    err().print(Text(text, style=style))


def data(value: Any) -> None:
    """Print a value as JSON, whole and in UTF-8, and nothing else."""
    raw(json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def raw(text: str) -> None:
    """Print ``text`` as it stands, in UTF-8."""
    # Lone surrogates (damaged file names) cannot be written as UTF-8.
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.flush()


def safe(text: str) -> str:
    """Return foreign text for the terminal: one line, no control or direction characters."""
    line = visible(text).replace("\n", "␊").replace("\t", " ")
    return line.encode("utf-8", "replace").decode("utf-8")


def short(text: str, width: int) -> str:
    """Return ``text`` cut to ``width`` columns; a hanzi takes two."""
    clean = safe(text)
    if cell_len(clean) <= width:
        return clean
    while clean and cell_len(clean) > width - 1:
        clean = clean[:-1]
    return f"{clean}…"


def tail(text: str, width: int) -> str:
    """Return the end of a path cut to ``width`` columns: the file name tells most."""
    clean = safe(text)
    if cell_len(clean) <= width:
        return clean
    while clean and cell_len(clean) > width - 1:
        clean = clean[1:]
    return f"…{clean}"
