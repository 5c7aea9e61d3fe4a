"""The commands by which people decide; bodies as in ``commands``, which lists them.

No ``from __future__ import annotations`` here either: see there.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated

import typer

from wenming_archive.cli.arguments import Item, Where, start, working


def review(
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="文件", help="写成表格（xlsx），交给同事用 Excel、WPS 填"),
    ] = None,
    back: Annotated[
        Path | None, typer.Option("--from", metavar="文件", help="读回填好的表格，照着记录并归档")
    ] = None,
    suspects: Annotated[bool, typer.Option("--suspects", help="列出已归档、但看起来放得不对的材料")] = False,
    where: Where = None,
) -> None:
    """逐份确认没有把握的材料
    不写选项则在这里一份一份地问；也可以写成表格，交给同事填好再读回。
    """
    from wenming_archive.console import bars, reviewing, screen
    from wenming_archive.console import sheet as shown
    from wenming_archive.console import suspects as doubtful
    from wenming_archive.errors import InputError
    from wenming_archive.pipeline import session, sheet, stale, stray, views
    from wenming_archive.pipeline import suspects as looking
    from wenming_archive.pipeline.reviewing import Review

    if bool(to) + bool(back) + suspects > 1:
        raise InputError("--to、--from 和 --suspects 只能用一个")
    if back:
        with working(where, "review") as begun, bars.shown() as progress:
            screen.warn([*stale.stale(begun), *stray.strays(begun)])
            done = sheet.settle(begun, back, progress)
        shown.settled(done)
        return
    begun = session.begin(start(where))
    screen.warn([*stale.stale(begun), *stray.strays(begun)])
    if suspects:
        filed = any(item.codes for item in views.items(begun))
        doubtful.show(looking.suspects(begun), begun.catalogue, filed=filed)
    elif to:
        shown.sent(sheet.send(begun, to))
    else:
        reviewing.sit(Review(begun))


def assign(
    item: Item,
    codes: Annotated[list[str], typer.Argument(metavar="编号", help="归入的末级指标，主要的写在最前")],
    where: Where = None,
) -> None:
    """指定一份材料归入哪些指标"""
    from wenming_archive.console import deciding as shown
    from wenming_archive.pipeline import deciding, progress

    with working(where, "assign") as begun:
        shown.show(*deciding.assign(begun, item, codes, progress.Silent()))


def ignore(item: Item, where: Where = None) -> None:
    """标明一份文件不是材料，不归档"""
    from wenming_archive.console import deciding as shown
    from wenming_archive.pipeline import deciding, progress

    with working(where, "ignore") as begun:
        shown.show(*deciding.ignore(begun, item, progress.Silent()))


def unassign(item: Item, where: Where = None) -> None:
    """撤销对一份材料的人工决定；自动归入的则撤出"""
    from wenming_archive.console import deciding as shown
    from wenming_archive.pipeline import deciding, progress

    with working(where, "unassign") as begun:
        shown.show(*deciding.unassign(begun, item, progress.Silent()))


def not_held(
    code: Annotated[str, typer.Argument(metavar="编号", help="末级指标")],
    note: Annotated[str | None, typer.Option("--note", metavar="说明", help="未开展或不适用的原因")] = None,
    clear: Annotated[bool, typer.Option("--clear", help="取消这一说明")] = False,
    where: Where = None,
) -> None:
    """说明某项指标未开展或不适用"""
    from wenming_archive.console import screen
    from wenming_archive.pipeline import deciding

    with working(where, "not-held") as begun:
        done, changed = deciding.not_held(begun, code, note, clear=clear)
    said = f"已{'取消未开展的说明' if clear else '记为未开展'}"
    screen.say(f"{done} {said if changed else '本来就没有未开展的说明，没有改动'}")


#: In the order of the help.
COMMANDS: Mapping[str, Callable[..., None]] = {
    "review": review,
    "assign": assign,
    "ignore": ignore,
    "unassign": unassign,
    "not-held": not_held,
}
