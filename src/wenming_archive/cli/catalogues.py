"""The command that takes a published catalogue in; its body as in ``commands``, which lists it.

No ``from __future__ import annotations`` here either: see there.
"""

from pathlib import Path
from typing import Annotated

import typer


def take_in(
    file: Annotated[
        Path, typer.Argument(metavar="文件", help="印发的测评体系：Word、Excel、网页、有文字的 PDF、文本")
    ],
    output: Annotated[
        Path | None, typer.Option("-o", metavar="文件", help="写成哪个 YAML 文件；不写则只显示读出了什么")
    ] = None,
    split: Annotated[
        bool | None, typer.Option("--split/--keep", help="一格里的几条标准拆成几项，或留在一项里（默认）")
    ] = None,
    sheet: Annotated[
        str | None, typer.Option("--sheet", metavar="名", help="Excel 有几张工作表时，只读这一张")
    ] = None,
    answers: Annotated[
        Path | None, typer.Option("--answers", metavar="文件", help="预先写好的回答（YAML），不再逐个问")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="已有同名文件则覆盖")] = False,
) -> None:
    """把印发的测评体系读成 YAML
    显示指标树、分值核对和没有读懂的行；没有读懂的一律写成注释，一行不丢。
    """
    from wenming_archive.console import importing as shown
    from wenming_archive.pipeline import importing as task

    given = task.answers(answers)
    if split is not None:
        given["split"] = "是" if split else "否"
    if sheet is not None:
        given["sheet"] = sheet
    draft, settled = task.draft(file, given, shown.ask if shown.can_ask() else None)
    shown.show(draft)
    shown.taken(draft.questions, settled)
    if output:
        shown.written(output, task.save(draft, file, output, force=force))
    else:
        shown.unwritten(file)
