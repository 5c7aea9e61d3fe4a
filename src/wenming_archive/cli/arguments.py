"""Arguments that several commands take, and the workspace that was named before the command."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from wenming_archive.pipeline.session import Session

_WHERE = typer.Option("-C", metavar="文件夹", help="档案工作区；不写则从当前文件夹向上找")
_AS_JSON = typer.Option("--json", help="输出 JSON，供其他程序使用")
Where = Annotated[Path | None, _WHERE]
AsJson = Annotated[bool, _AS_JSON]
_ALLOW = typer.Option("--allow", metavar="理由", help="含身份证号、银行卡号也要交出的理由，会记录下来")
Allow = Annotated[str | None, _ALLOW]
Item = Annotated[str, typer.Argument(metavar="材料", help="材料的路径，或文件名、归档副本")]

_named: list[Path] = []


def name(where: Path | None) -> None:
    """Remember the workspace named before the command."""
    _named[:] = [where] if where else []


def named() -> Path | None:
    """Return the workspace named before the command, if any was."""
    return _named[0] if _named else None


def start(where: Path | None) -> Path:
    """Return the folder from which to look for the workspace; ``where`` stood after the command."""
    return where or named() or Path()


def working(where: Path | None, command: str) -> "AbstractContextManager[Session]":
    """Return what gives ``command`` the workspace for itself, to change it."""
    from wenming_archive.console import screen
    from wenming_archive.pipeline import session

    return session.working(start(where), command, screen.tell)
