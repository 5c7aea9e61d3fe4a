"""The command that checks what is held; its body as in ``commands``, which lists it.

No ``from __future__ import annotations`` here either: see there.
"""

from collections.abc import Callable, Mapping
from typing import Annotated

import typer

from wenming_archive.cli.arguments import AsJson, Where, start, working
from wenming_archive.errors import REMAINING


def check(
    whole: Annotated[bool, typer.Option("--all", help="每一项都全部列出")] = False,
    listed: Annotated[bool, typer.Option("--list", help="列出全部检查和代号，不做检查")] = False,
    as_json: AsJson = False,
    fail: Annotated[bool, typer.Option("--check", help="还有错误或警告时以状态 4 结束")] = False,
    where: Where = None,
) -> None:
    """检查哪些材料会被退回、哪些不能交出
    照片、文件重复使用和内容雷同，不在周期内、没有日期、打不开的，
    写有身份证号、标有密级的，等等。
    """
    from wenming_archive.console import bars, screen
    from wenming_archive.console import checking as shown
    from wenming_archive.pipeline import checking, session, stale
    from wenming_archive.report.checks.check import OPEN

    if listed:
        begun = session.begin(start(where))
        shown.listed(checking.all_of(begun), begun.settings.checks_off, as_json=as_json)
        return
    with working(where, "check") as begun, bars.shown() as progress:
        findings, items = checking.check(begun, progress)
    if as_json:
        screen.data(shown.as_json(findings))
    else:
        shown.show(findings, items, whole=whole)
        shown.left_out(begun.settings.checks_off)
    screen.warn(stale.stale(begun))
    if fail and any(finding.check.level in OPEN for finding in findings):
        raise typer.Exit(REMAINING)


#: In the order of the help.
COMMANDS: Mapping[str, Callable[..., None]] = {"check": check}
