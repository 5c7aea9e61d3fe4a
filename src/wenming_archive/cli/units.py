"""The command for the units of a catalogue; its body as in ``commands``, which lists it.

No ``from __future__ import annotations`` here either: see there.
"""

from pathlib import Path
from typing import Annotated

import typer

from wenming_archive.cli.arguments import AsJson, Where, start


def units(
    file: Annotated[Path | None, typer.Argument(metavar="文件", help="YAML 文件；不写则用工作区的")] = None,
    rename: Annotated[
        list[str] | None,
        typer.Option("--rename", metavar="旧=新", help="给单位改名，原名称留作别名；可以写几次"),
    ] = None,
    merge: Annotated[
        list[str] | None,
        typer.Option("--merge", metavar="甲=乙", help="把乙并入甲，乙的名称留作别名；可以写几次"),
    ] = None,
    as_json: AsJson = False,
    where: Where = None,
) -> None:
    """列出责任单位各承担几项指标；改名、合并
    先改名，后合并；指标里引用的单位一并改过来，注释和顺序不变。
    """
    from wenming_archive.catalogue import load
    from wenming_archive.console import screen
    from wenming_archive.console import units as shown
    from wenming_archive.pipeline import units as task

    path = task.path(file, start(where))
    renames = [task.pair(one, "--rename") for one in rename or ()]
    merges = [task.pair(one, "--merge") for one in merge or ()]
    if not renames and not merges:
        found = load.load(path)
    else:
        found = task.change(path, renames, merges, screen.tell)
        if not as_json:
            shown.changed(path, renames, merges)
    if as_json:
        screen.data(shown.as_json(found))
    else:
        shown.show(found)
