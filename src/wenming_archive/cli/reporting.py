"""The commands that report; bodies as in ``commands``, which lists them.

No ``from __future__ import annotations`` here either: see there.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated

import typer

from wenming_archive.cli.arguments import AsJson, Where, start
from wenming_archive.errors import REMAINING, InputError


def gaps(  # noqa: PLR0913, PLR0917 - each is an option
    by: Annotated[
        str,
        typer.Option(
            "--by",
            metavar="方式",
            help="indicator 按指标（默认）、section 按部分、unit 按单位、kind 按类型",
        ),
    ] = "indicator",
    form: Annotated[
        str, typer.Option("--format", metavar="格式", help="table（默认）、json、csv、md、xlsx、docx")
    ] = "table",
    as_json: AsJson = False,
    candidates: Annotated[
        bool, typer.Option("--candidates", help="每个缺口列出可能已有的材料：待确认、未归类、不在周期内的")
    ] = False,
    since: Annotated[
        str | None, typer.Option("--since", metavar="日期", help="只看这一天以来的变化，如 2023-05-01")
    ] = None,
    year: Annotated[
        int | None, typer.Option("--year", metavar="年份", min=1949, max=2100, help="只看这一年的材料")
    ] = None,
    due: Annotated[
        str | None, typer.Option("--due", metavar="日期", help="催办单上要求交齐的日期，代替测评体系里写的")
    ] = None,
    output: Annotated[Path | None, typer.Option("-o", metavar="文件", help="写到文件")] = None,
    check: Annotated[bool, typer.Option("--check", help="还有缺口时以状态 4 结束")] = False,
    where: Where = None,
) -> None:
    """哪些指标还缺材料，该找谁要
    按单位导出（--by unit --format docx 或 xlsx）即催办单，每个单位一页。
    """
    from wenming_archive.cli import formats
    from wenming_archive.console import screen
    from wenming_archive.pipeline import session, stale, standings, stray, views

    if since and (year or output or candidates or form not in {"table", "json"} or by != "indicator"):
        raise InputError("--since 只和 --format json、--check 一起用；请去掉别的选项")
    begun = session.begin(start(where))
    report = views.compare(begun, year)
    report = report.due_by(formats.day("--due", due)) if due else report
    if since:
        formats.since(standings.since(begun, since, report), as_json=as_json or form == "json")
    else:
        formats.gaps(begun, report, by, "json" if as_json else form, output, candidates=candidates)
    screen.warn([*stale.stale(begun), *stray.strays(begun)])
    if check and report.open:
        raise typer.Exit(REMAINING)


def status(where: Where = None) -> None:
    """一屏看清进展：缺口、得分、待确认、问题、本周变化"""
    from wenming_archive.console import screen
    from wenming_archive.console import standing as shown
    from wenming_archive.pipeline import session, stale
    from wenming_archive.pipeline import status as task

    begun = session.begin(start(where))
    shown.show(task.overview(begun), begun.settings.unit)
    screen.warn(stale.stale(begun))


#: In the order of the help.
COMMANDS: Mapping[str, Callable[..., None]] = {"status": status, "gaps": gaps}
