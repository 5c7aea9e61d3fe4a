"""The commands about editions of the catalogue; bodies as in ``commands``, which lists them.

No ``from __future__ import annotations`` here either: see there.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated

import typer

from wenming_archive.cli.arguments import Where, start, working

_FORM = typer.Option("--format", metavar="格式", help="table 表格（默认）或 json")
_MAP = typer.Option("--map", metavar="旧=新", help="指定对应关系，可写多次，如 Ⅱ-1=2.3；没有对应的写 Ⅱ-1=")


def diff(
    old: Annotated[Path, typer.Argument(metavar="旧版", help="YAML 文件")],
    new: Annotated[Path, typer.Argument(metavar="新版", help="YAML 文件")],
    form: Annotated[str, _FORM] = "table",
    told: Annotated[list[str] | None, _MAP] = None,
) -> None:
    """比较两版测评体系
    按内容对应，不看编号：哪些新增、取消、拆分、合并、移动，标准、分值、应备和单位改了什么。
    """
    from wenming_archive.catalogue import load
    from wenming_archive.console import editions as shown
    from wenming_archive.console import screen
    from wenming_archive.editions import compare
    from wenming_archive.errors import InputError
    from wenming_archive.pipeline import migrating

    if form not in ("table", "json"):
        raise InputError(f"不认识的格式 {form}；可用的格式：table、json")
    before, after = load.load(old), load.load(new)
    found = compare.compare(before, after, migrating.mapped(before, after, told or []))
    if form == "json":
        screen.data(shown.as_json(found))
    else:
        shown.show(found)


def migrate(
    new: Annotated[Path, typer.Argument(metavar="新版", help="新版测评体系（YAML 文件）")],
    told: Annotated[list[str] | None, _MAP] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只显示会怎样，不作改动")] = False,
    where: Where = None,
) -> None:
    """工作区换用新版测评体系
    人工决定跟着指标走，没有去处的逐条列出并留作注释；旧版另存，可用 archive undo 换回。
    """
    from wenming_archive.console import bars, screen
    from wenming_archive.console import migrating as shown
    from wenming_archive.errors import CopyError
    from wenming_archive.pipeline import migrating

    with working(where, "catalogue migrate") as begun:
        with bars.shown() as progress:
            prepared = migrating.prepare(begun, new, told or [])
            planned = migrating.rehearse(begun, prepared, progress) if prepared else None
        if prepared is None:
            shown.same()
            return
        shown.plan(prepared, planned)
        if dry_run or not shown.confirmed():
            screen.say("没有作任何改动")
            return
        with bars.shown() as progress:
            outcome = migrating.carry_out(begun, prepared, progress)
    shown.done(prepared, outcome)
    if outcome and outcome.failed:
        raise CopyError(f"有 {len(outcome.failed)} 份副本没有处理成功，解决后再运行 archive scan 即可补上")


def export(
    file: Annotated[Path | None, typer.Argument(metavar="文件", help="YAML 文件；不写则用工作区的")] = None,
    form: Annotated[str, typer.Option("--format", metavar="格式", help="xlsx（默认）或 docx")] = "xlsx",
    tasks: Annotated[bool, typer.Option("--tasks", help="导出任务分解表：每个责任单位一张")] = False,
    output: Annotated[
        Path | None, typer.Option("-o", metavar="文件", help="默认写在 输出/ 或当前文件夹")
    ] = None,
    where: Where = None,
) -> None:
    """把测评体系导出成表格
    Excel 或 Word，可以打印、修改后再导入；加 --tasks 是发给各单位的任务分解表。
    """
    from wenming_archive.console import exporting as shown
    from wenming_archive.pipeline import tabling

    done = tabling.export(file, start(where), form, output, tasked=tasks)
    shown.written(done.path, done.kept)
    shown.left(done.left)


#: In the order of the help.
COMMANDS: Mapping[str, Callable[..., None]] = {
    "diff": diff,
    "migrate": migrate,
    "export": export,
}
