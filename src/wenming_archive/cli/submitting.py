"""The command of the submission as Word; its body as in ``commands``, which lists it.

No ``from __future__ import annotations`` here either: see there.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated

import typer

from wenming_archive.cli.arguments import Allow, Where, working


def export_docx(  # noqa: PLR0913 - a clerk's options
    output: Annotated[
        Path | None, typer.Option("-o", metavar="文件", help="默认 输出/测评材料汇编.docx")
    ] = None,
    *,
    final: Annotated[bool, typer.Option("--final", help="定稿：还有缺口时不导出")] = False,
    split: Annotated[bool, typer.Option("--split", help="分卷：每个一级指标一卷")] = False,
    only: Annotated[str, typer.Option("--only", metavar="编号", help="只出一项指标")] = "",
    photos: Annotated[
        int | None, typer.Option("--photos", min=0, max=2, metavar="张数", help="图片每页 1 或 2 张，0 不印")
    ] = None,
    excerpts: Annotated[bool, typer.Option("--excerpts", help="加印证摘录")] = False,
    links: Annotated[bool, typer.Option("--links", help="题名链接到归档副本")] = False,
    paginate: Annotated[bool, typer.Option("--paginate", help="数准页数，目录加上页码")] = False,
    template: Annotated[
        Path | None, typer.Option("--template", metavar="文件", help="用本单位 .docx 的样式")
    ] = None,
    allow: Allow = None,
    where: Where = None,
) -> None:
    """生成测评材料汇编（Word）
    有封面、总目录、编制说明、提交表、材料目录、图片材料、归档文件目录、备考表；
    脊背标签和缺项清单另存在 输出/。平时的样式在 archive.yaml 里设置。
    --paginate 由 LibreOffice 排出每份材料的页数和目录的页码，没有装就不能用。
    有归档的材料标有密级，或题名里有身份证号、银行卡号时不导出。
    """
    from wenming_archive.console import bars, gating, screen
    from wenming_archive.console import submitting as shown
    from wenming_archive.pipeline import clock, stale, stray, submitting
    from wenming_archive.pipeline.exporting import Terms

    asked = {"photos": photos, "excerpts": excerpts or None, "links": links or None}
    layout = {name: value for name, value in asked.items() if value is not None}
    terms, today = Terms(allow, gating.asking()), clock.today()
    wish = submitting.Wish(final, split, only, template, paginate, layout, terms, today)
    with working(where, "export-docx") as begun, bars.shown() as progress:
        screen.warn([*stale.stale(begun), *stray.strays(begun)])
        made = submitting.export(begun, "docx", output, wish, progress)
    shown.show(made, begun.settings.unit)


COMMANDS: Mapping[str, Callable[..., None]] = {"export-docx": export_docx}
