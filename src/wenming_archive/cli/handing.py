"""The commands of hand-over; bodies as in ``commands``, which lists them.

No ``from __future__ import annotations`` here either: see there.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated

import typer

from wenming_archive.cli.arguments import Allow, Where, start, working


def export_bag(
    output: Annotated[
        Path | None,
        typer.Option("-o", metavar="路径", help="文件夹，或以 .zip 结尾的文件名；默认 输出/材料移交包-日期"),
    ] = None,
    masked: Annotated[
        bool, typer.Option("--masked", help="Excel、Word、文本中的身份证号、手机号等遮盖后再装入，原件不动")
    ] = False,
    allow: Allow = None,
    where: Where = None,
) -> None:
    """导出移交包
    归档的材料连同测评体系、人工决定、清单和校验值，交给上级或别的单位。
    标有密级的一律不导出；含身份证号、银行卡号的，要写明理由或加 --masked。
    """
    import datetime as dt

    from wenming_archive.console import bars, gating, screen
    from wenming_archive.console import handing as shown
    from wenming_archive.pipeline import handing, stale

    with working(where, "export-bag") as begun, bars.shown() as progress:
        screen.warn(stale.stale(begun))
        terms = handing.Terms(allow, gating.asking(), masked)
        done = handing.send(begun, output, progress, dt.datetime.now(), terms)
    screen.warn(done.notes)
    shown.sent(done, begun.settings.unit)


def import_bag(
    bag: Annotated[Path, typer.Argument(metavar="移交包", help="收到的文件夹或 .zip")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只显示会导入什么，不写入任何文件")] = False,
    no_ocr: Annotated[bool, typer.Option("--no-ocr", help="不识别图片中的文字")] = False,
    where: Where = None,
) -> None:
    """导入别的单位的移交包
    先逐个文件核对，有一处不对就什么也不导入；再存到 移交/ 并归档，接收其中的人工决定。从不覆盖。
    """
    from wenming_archive.console import bars, hands
    from wenming_archive.console import handing as shown
    from wenming_archive.errors import CopyError
    from wenming_archive.pipeline import handing, session
    from wenming_archive.pipeline.scan import Way

    if dry_run:
        with bars.shown() as progress:
            done = handing.rehearse(session.begin(start(where)), bag, progress)
    else:
        with working(where, "import-bag") as begun, bars.shown() as progress:
            done = handing.receive(begun, bag, progress, Way(ocr=not no_ocr, ask=hands.ask))
    shown.received(done, dry=dry_run)
    if done.outcome and done.outcome.failed:
        lost = len(done.outcome.failed)
        raise CopyError(f"有 {lost} 份副本没有复制成功，解决后再运行 archive scan 即可补上")


#: In the order of the help.
COMMANDS: Mapping[str, Callable[..., None]] = {
    "export-bag": export_bag,
    "import-bag": import_bag,
}
