"""What is said after an export."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from wenming_archive.console import screen
from wenming_archive.pipeline.binding import Bound

#: How many of those handed in apart are named.
_NAMED = 20


def show(path: Path, kept: Path | None, unit: str) -> None:
    """Print where the export stands, where an earlier one was ``kept``, and that a ``unit`` is missing."""
    written(path, kept)
    missing(unit)


def written(path: Path, kept: Path | None) -> None:
    """Print where an export stands, and where an earlier one was ``kept``."""
    screen.say(f"已生成 {path}")
    if kept:
        screen.say(f"原来的文件另存为 {kept}")


def missing(unit: str) -> None:
    """Print that the ``unit`` is not filled in, if it is not."""
    if not unit:
        screen.say("申报单位未填；请在 archive.yaml 的 unit 写上")


def bound(done: Bound, unit: str) -> None:
    """Print where the bound volume stands, its pages, and what is handed in apart."""
    show(done.path, done.kept, unit)
    screen.say(f"共 {done.pages} 页，其中材料 {done.evidence} 页")
    if done.apart:
        screen.say(f"有 {len(done.apart)} 份材料排不进去，各留了一页说明，请另行提交：")
        for line in done.apart[:_NAMED]:
            screen.say(f"  {line}")
        if len(done.apart) > _NAMED:
            screen.say(f"  …另有 {len(done.apart) - _NAMED} 份")


def left(said: Sequence[str]) -> None:
    """Warn of what a table could not take, so that an import of it would say otherwise."""
    if said:
        more = f"等 {len(said)} 处" if len(said) > _NAMED else ""
        screen.warn([f"表格写不下，再导入时会不一样：{'；'.join(said[:_NAMED])}{more}"])
