"""The program's door: the only place that exits.

Expected errors end in one message on stderr and their own exit status; a bug keeps its traceback.
"""

from __future__ import annotations

import os
import sys
import warnings
from types import TracebackType
from typing import Any

# typer's help through rich would load rich, and cost a third of a second, on every start.
os.environ.setdefault("TYPER_USE_RICH", "0")

import typer

from wenming_archive.cli import commands, help
from wenming_archive.console import screen
from wenming_archive.errors import INTERRUPTED, ArchiveError


def main() -> None:
    """Run the command line and exit."""
    _streams()
    sys.excepthook = _bug
    if not sys.warnoptions:
        warnings.simplefilter("ignore")  # what libraries mutter of a file is for nobody here
    status = run(sys.argv[1:])
    _let_go()
    sys.exit(status)


def run(arguments: list[str]) -> int:
    """Run one command and return its exit status."""
    try:
        status = _invoked(arguments)
        with screen.printing():
            sys.stdout.flush()
    except ArchiveError as error:
        return _refused(error.exit_status, *error.lines)
    except (KeyboardInterrupt, typer.Abort):
        return _refused(INTERRUPTED, "已中断；已完成的部分都已保存，再次运行会接着做")
    except BrokenPipeError:
        return 0  # the reader of our output has left (head, less): nothing is wrong
    except help.USAGE_ERRORS as error:
        return _usage(error)
    return status


def _invoked(arguments: list[str]) -> int:
    """Run one command; the group's own ``main`` would answer Ctrl-C and a closed pipe in its own way."""
    command = _built(arguments)
    try:
        with command.make_context("archive", list(arguments)) as context:
            command.invoke(context)
    except typer.Exit as done:
        return int(done.exit_code)
    return 0


def _built(arguments: list[str]) -> Any:
    """Return the program's command with those below it that ``arguments`` may mean.

    To build one from its function takes a fifth of a millisecond an argument; help needs but the names.
    """
    app = commands.app
    kept, groups = app.registered_commands, app.registered_groups
    rows = [(str(one.name), _doc(one.callback)) for one in kept]
    rows += [(str(one.name), str(one.help)) for one in groups]
    app.registered_commands = [one for one in kept if one.name in arguments]
    app.registered_groups = [one for one in groups if one.name in arguments]
    try:
        built = typer.main.get_group(app)
    finally:
        app.registered_commands, app.registered_groups = kept, groups
    vars(built)["rows"] = rows
    return built


def _doc(body: Any) -> str:
    return str(body.__doc__).strip().split("\n", 1)[0]


def _usage(error: Exception) -> int:
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "archive"
    if type(error).__name__ == "NoArgsIsHelpError":
        sys.stdout.write(f"{error}\n")
        return 0
    said = getattr(error, "format_message", error.__str__)()
    return _refused(2, help.usage_error(said, path))


def _refused(status: int, *lines: str) -> int:
    for line in lines:
        screen.tell(line)
    return status


def _bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Print the traceback of a bug; what it quotes cannot steer the terminal either."""
    import traceback

    for part in traceback.format_exception(kind, error, trace):
        for line in part.split("\n")[:-1]:
            screen.tell(line)


def _streams() -> None:
    """Print in UTF-8 whatever the console's code page; a strange file name never ends a run."""
    if sys.stdout is None or sys.stderr is None:  # no console at all: pythonw, or ``>&-``
        nowhere = open(os.devnull, "w")  # noqa: SIM115  # open to the end
        sys.stdout, sys.stderr = sys.stdout or nowhere, sys.stderr or nowhere
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")


def _let_go() -> None:
    """Leave the interpreter nothing to print at its end: where that failed before it fails again."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
