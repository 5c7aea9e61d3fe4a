"""The commands.  Each body reads its arguments, makes one call, shows the result.

What a command needs is imported in its body: ``archive --help`` must not pay for documents,
tables and models it does not use.  No ``from __future__ import annotations`` here: typer would
evaluate every annotation from its text on every start.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from wenming_archive.cli import (
    arguments,
    catalogues,
    checking,
    deciding,
    editions,
    exporting,
    handing,
    help,
    keeping,
    reporting,
    submitting,
    units,
)
from wenming_archive.cli.arguments import AsJson, Item, Where, start

app = typer.Typer(
    cls=help.Group,
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="文明创建迎检材料归档：把材料归到测评指标下，找出缺口，生成目录。不联网，不改动原始材料。",
)
catalogue_app = typer.Typer(cls=help.Group, no_args_is_help=True, rich_markup_mode=None)
app.add_typer(catalogue_app, name="catalogue", help="测评体系：导入、检查、查看、换版、模板")

_Body = TypeVar("_Body", bound=Callable[..., Any])


@app.callback(invoke_without_command=True)
def options(
    context: typer.Context,
    where: Where = None,
    version: Annotated[bool, typer.Option("--version", help="显示版本")] = False,
) -> None:
    """Read the options that stand before the command."""
    arguments.name(where)
    from wenming_archive import __version__
    from wenming_archive.console import screen

    if version:
        screen.say(f"archive {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        screen.raw(f"{context.get_help()}\n")


def command(name: str, group: typer.Typer = app) -> Callable[[_Body], _Body]:
    """Return the decorator of a command called ``name``."""
    return group.command(name, cls=help.Command)


@command("init")
def init(
    folder: Annotated[Path, typer.Argument(metavar="文件夹", help="建在哪里，没有则新建")],
    template: Annotated[
        str | None, typer.Option("--template", metavar="名称", help="用内置模板，如 文明单位；默认即文明单位")
    ] = None,
    catalogue: Annotated[
        Path | None, typer.Option("--catalogue", metavar="文件", help="用自己的测评体系（YAML）")
    ] = None,
    old: Annotated[
        Path | None,
        typer.Option("--learn-from", metavar="文件夹", help="学习往年工作区的归法；不指定测评体系则沿用它的"),
    ] = None,
) -> None:
    """新建档案工作区"""
    from wenming_archive.console import bars, screen
    from wenming_archive.console import founding as shown
    from wenming_archive.pipeline import founding, session

    base = (arguments.named() or Path()) / folder
    with bars.shown() as progress:
        made, learnt = founding.found(base, template, catalogue, old, progress)
    screen.say(f"已建立档案工作区 {made.root}")
    if learnt and old:
        shown.learnt(old, learnt, None if template or catalogue else session.begin(made.root).catalogue)
    screen.say(
        "  archive.yaml 设置　catalogue.yaml 测评体系　decisions.yaml 人工决定　材料/ 归档副本　输出/ 导出"
    )
    screen.say(f"下一步：archive -C {base} scan 材料所在的文件夹")


@command("scan")
def scan(
    sources: Annotated[
        list[Path] | None,
        typer.Argument(metavar="来源", help="材料所在的文件夹，会记住；不写则扫描记住的全部"),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只显示打算怎么做，不写入任何文件")] = False,
    no_ocr: Annotated[bool, typer.Option("--no-ocr", help="不识别图片中的文字")] = False,
    as_json: AsJson = False,
    where: Where = None,
) -> None:
    """读取新的和改动过的材料，归到指标下"""
    from wenming_archive.console import bars, hands, scanning, screen
    from wenming_archive.errors import CopyError
    from wenming_archive.filing.hands import usual
    from wenming_archive.pipeline import scan as task
    from wenming_archive.pipeline import session, stray

    if dry_run:
        begun = session.begin(start(where))
        with bars.shown() as progress:
            outcome = task.rehearse(begun, sources or [], progress)
    else:
        way = task.Way(ocr=not no_ocr, ask=usual if as_json else hands.ask)
        with arguments.working(where, "scan") as begun, bars.shown() as progress:
            outcome = task.run(begun, sources or [], progress, way)
    if as_json:
        screen.data(scanning.as_json(outcome, dry=dry_run))
    else:
        scanning.show(outcome, dry=dry_run)
    screen.warn(stray.strays(begun))
    if outcome.failed:
        raise CopyError(f"有 {len(outcome.failed)} 份副本没有复制成功，解决后再运行 archive scan 即可补上")


@command("list")
def list_items(
    status: Annotated[
        str | None, typer.Option("--status", metavar="状态", help="如 已归档、待确认、未归类、重复、无法读取")
    ] = None,
    indicator: Annotated[
        str | None, typer.Option("--indicator", metavar="编号", help="只列归在该指标下的")
    ] = None,
    as_json: AsJson = False,
    where: Where = None,
) -> None:
    """列出材料"""
    from wenming_archive.console import listing, screen
    from wenming_archive.pipeline import session, stale, views
    from wenming_archive.report import as_json as values

    begun = session.begin(start(where))
    screen.warn(stale.stale(begun))
    items = views.chosen(begun, status, indicator)
    if as_json:
        screen.data([values.item(item, begun.catalogue) for item in items])
    else:
        listing.show(items, begun.catalogue, chosen=not items and bool(views.items(begun)))


@command("why")
def why(item: Item, where: Where = None) -> None:
    """说明一份材料是怎样读出、为什么归在那里"""
    from wenming_archive.console import explaining
    from wenming_archive.pipeline import session
    from wenming_archive.pipeline import why as task

    begun = session.begin(start(where))
    explaining.why(task.why(begun, item), begun.catalogue)


for _name, _body in deciding.COMMANDS.items():
    command(_name)(_body)


for _name, _body in reporting.COMMANDS.items():
    command(_name)(_body)

for _name, _body in checking.COMMANDS.items():
    command(_name)(_body)


for _name, _body in {**submitting.COMMANDS, **exporting.COMMANDS}.items():
    command(_name)(_body)

for _name, _body in handing.COMMANDS.items():
    command(_name)(_body)

for _name, _body in keeping.COMMANDS.items():
    command(_name)(_body)


@command("check", catalogue_app)
def catalogue_check(
    file: Annotated[Path | None, typer.Argument(metavar="文件", help="YAML 文件；不写则检查工作区的")] = None,
    where: Where = None,
) -> None:
    """检查测评体系，一次列出全部错误"""
    from wenming_archive import workspace
    from wenming_archive.catalogue import load
    from wenming_archive.console import screen

    path = file or workspace.find(start(where)).catalogue_file
    found = load.load(path)
    screen.say(f"{path} 没有错误：{found.title}，末级指标 {len(found.leaves)} 项")


@command("show", catalogue_app)
def catalogue_show(
    file: Annotated[Path | None, typer.Argument(metavar="文件", help="YAML 文件；不写则看工作区的")] = None,
    where: Where = None,
) -> None:
    """显示测评体系的指标树"""
    from wenming_archive import workspace
    from wenming_archive.catalogue import load
    from wenming_archive.console import catalogue as shown

    shown.tree(load.load(file or workspace.find(start(where)).catalogue_file))


@command("templates", catalogue_app)
def catalogue_templates(
    name: Annotated[str | None, typer.Argument(metavar="名称", help="写出名称则输出该模板的全文")] = None,
) -> None:
    """列出内置模板"""
    from wenming_archive.catalogue import templates
    from wenming_archive.console import catalogue as shown
    from wenming_archive.console import screen

    if name:
        screen.raw(templates.text(name))
    else:
        shown.templates()


for _name, _body in editions.COMMANDS.items():
    command(_name, catalogue_app)(_body)

command("import", catalogue_app)(catalogues.take_in)
command("units", catalogue_app)(units.units)
