"""What holds an export back is shown, and the clerk asked why it should go out all the same."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from wenming_archive.console import bars, screen
from wenming_archive.pipeline.gate import Ask


def asking() -> Ask | None:
    """Return what asks the clerk, or ``None`` where nobody can be asked."""
    return _ask if sys.stdin.isatty() and sys.stdout.isatty() else None


def _ask(lines: Sequence[str]) -> str | None:
    with bars.paused():
        return _answered(lines)


def _answered(lines: Sequence[str]) -> str | None:
    for line in lines:
        screen.say(line)
    screen.say("确需原样交出的，请写明理由，会记录下来（直接回车：不导出）")
    try:
        return input("> ").strip() or None
    except EOFError:
        return None
