"""The commands that keep the archive whole; bodies as in ``commands``, which lists them.

No ``from __future__ import annotations`` here either: see there.
"""

from collections.abc import Callable, Mapping
from typing import Annotated

import typer

from wenming_archive.cli.arguments import AsJson, Where, start, working


def verify(
    again: Annotated[bool, typer.Option("--again", help="从头核对，不接着上次没做完的")] = False,
    as_json: AsJson = False,
    where: Where = None,
) -> None:
    """核对归档副本与记录是否一致
    逐份重算校验值；中断了再运行会接着核对。有出入时以状态 3 结束。
    """
    from wenming_archive.console import bars, screen
    from wenming_archive.console import verifying as shown
    from wenming_archive.pipeline import verifying

    with working(where, "verify") as begun, bars.shown() as progress:
        verdict = verifying.verify(begun, progress, shown.resumed, again=again)
    if as_json:
        screen.data(shown.as_json(verdict))
    else:
        shown.show(verdict)
    shown.conclude(verdict)


def undo(
    count: Annotated[int, typer.Argument(metavar="步数", help="撤销最近几步，默认 1", min=1)] = 1,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只显示会怎样，不作改动")] = False,
    where: Where = None,
) -> None:
    """撤销最近的归档或决定
    先说明会怎样，再照做；被人改动过的副本不会删除。
    """
    from wenming_archive.console import bars, screen
    from wenming_archive.console import history as shown
    from wenming_archive.errors import CopyError
    from wenming_archive.pipeline import undoing

    with working(where, "undo") as begun:
        with bars.shown() as progress:
            prepared = undoing.prepare(begun, count)
            planned = undoing.rehearse(begun, prepared, progress)
        shown.plan(prepared, planned)
        if dry_run or not shown.confirmed():
            screen.say("没有作任何改动")
            return
        with bars.shown() as progress:
            outcome = undoing.carry_out(begun, prepared, progress)
    shown.undone(prepared, outcome)
    if outcome.failed:
        raise CopyError(f"有 {len(outcome.failed)} 份副本没有处理成功，解决后再运行 archive scan 即可补上")


def log(
    most: Annotated[int, typer.Option("-n", metavar="步数", help="列出最近几步，默认 20", min=1)] = 20,
    as_json: AsJson = False,
    where: Where = None,
) -> None:
    """列出做过的归档和决定"""
    from wenming_archive.console import history as shown
    from wenming_archive.console import screen
    from wenming_archive.pipeline import session, undoing

    steps = undoing.log(session.begin(start(where)))
    if as_json:
        screen.data(shown.as_json(steps))
    else:
        shown.log(steps, most)


#: In the order of the help.
COMMANDS: Mapping[str, Callable[..., None]] = {
    "verify": verify,
    "undo": undo,
    "log": log,
}
