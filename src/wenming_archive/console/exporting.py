"""What is said after an export."""

from __future__ import annotations

from pathlib import Path

from wenming_archive.console import screen


def show(path: Path, kept: Path | None, unit: str) -> None:
    """Print where the export stands, where an earlier one was ``kept``, and that a ``unit`` is missing."""
    screen.say(f"已生成 {path}")
    if kept:
        screen.say(f"原来的文件另存为 {kept}")
    if not unit:
        screen.say("申报单位未填；请在 archive.yaml 的 unit 写上")
