"""The commands of what the office itself looks into; bodies as in ``commands``, which lists them.

No ``from __future__ import annotations`` here either: see there.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated

import typer

from wenming_archive.cli.arguments import Allow, Where, working


def export_html(
    output: Annotated[Path | None, typer.Option("-o", metavar="文件", help="默认 输出/迎检档案.html")] = None,
    no_photos: Annotated[bool, typer.Option("--no-photos", help="不带照片的缩略图")] = False,
    allow: Allow = None,
    where: Where = None,
) -> None:
    """生成可以翻看的网页：缺口、图表、指标和材料
    一个文件，不联网；浏览器打开，可查找、可打印，材料可以点开。
    有归档的材料标有密级，或名称里有身份证号、银行卡号时不导出。
    """
    import datetime as dt

    from wenming_archive.console import bars, gating, screen
    from wenming_archive.console import exporting as shown
    from wenming_archive.pipeline import exporting, stale

    with working(where, "export-html") as begun, bars.shown() as progress:
        screen.warn(stale.stale(begun))
        terms = exporting.Terms(allow, gating.asking())
        today = dt.date.today()
        done = exporting.show(begun, "html", output, progress, today, photos=not no_photos, terms=terms)
    shown.show(*done, begun.settings.unit)


def export_xlsx(
    output: Annotated[Path | None, typer.Option("-o", metavar="文件", help="默认 输出/档案总表.xlsx")] = None,
    allow: Allow = None,
    where: Where = None,
) -> None:
    """生成 Excel 总表：缺口、材料目录、问题、重复
    用 Excel、WPS 打开，可筛选、可打印，材料可以点开。
    有归档的材料标有密级，或名称里有身份证号、银行卡号时不导出。
    """
    import datetime as dt

    from wenming_archive.console import bars, gating, screen
    from wenming_archive.console import exporting as shown
    from wenming_archive.pipeline import exporting, stale

    with working(where, "export-xlsx") as begun, bars.shown() as progress:
        screen.warn(stale.stale(begun))
        terms = exporting.Terms(allow, gating.asking())
        done = exporting.show(begun, "xlsx", output, progress, dt.date.today(), terms=terms)
    shown.show(*done, begun.settings.unit)


def export_pdf(
    output: Annotated[
        Path | None, typer.Option("-o", metavar="文件", help="默认 输出/测评材料汇编.pdf")
    ] = None,
    final: Annotated[bool, typer.Option("--final", help="正式稿：还有缺口时不导出")] = False,
    duplex: Annotated[
        bool, typer.Option("--duplex", help="双面打印用：补空白页，单号在正面、双号在背面")
    ] = False,
    allow: Allow = None,
    where: Where = None,
) -> None:
    """把汇编和材料本身装订成一个 PDF
    材料排在各指标目录之后，连续编页号；音像、OFD 等排不进去的，留一页说明。
    需要装有 LibreOffice；标有密级，或含身份证号、银行卡号的，与 export-bag 一样把关。
    """
    from wenming_archive.console import bars, gating, screen
    from wenming_archive.console import exporting as shown
    from wenming_archive.pipeline import binding, clock, exporting, stale
    from wenming_archive.pipeline.submitting import Wish

    with working(where, "export-pdf") as begun, bars.shown() as progress:
        screen.warn(stale.stale(begun))
        terms = exporting.Terms(allow, gating.asking())
        wish = Wish(final=final, terms=terms, today=clock.today())
        done = binding.export(begun, output, progress, wish, duplex=duplex)
    screen.warn(done.notes)
    shown.bound(done, begun.settings.unit)


#: In the order of the help.
COMMANDS: Mapping[str, Callable[..., None]] = {
    "export-pdf": export_pdf,
    "export-xlsx": export_xlsx,
    "export-html": export_html,
}
