"""The program's door: the only place that exits.

Expected errors end in one message on stderr and their own exit status; a bug keeps its traceback.
"""

from __future__ import annotations

import os
import sys

# typer's help through rich would load rich, and cost a third of a second, on every start.
os.environ.setdefault("TYPER_USE_RICH", "0")

import typer

from wenming_archive.cli import commands, help
from wenming_archive.errors import INTERRUPTED, ArchiveError


def main() -> None:
    """Run the command line and exit."""
    _utf8()
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit status."""
    command = typer.main.get_command(commands.app)
    try:
        status = command.main(arguments, prog_name="archive", standalone_mode=False)
    except ArchiveError as error:
        return _refused(str(error), error.exit_status)
    except KeyboardInterrupt:
        return _refused("已中断；已完成的部分都已保存，再次运行会接着做", INTERRUPTED)
    except BrokenPipeError:
        # The reader of our output has left (head, less): nothing is wrong.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except typer.Abort:
        return _refused("已取消", INTERRUPTED)
    except help.USAGE_ERRORS as error:
        return _usage(error)
    return status if isinstance(status, int) else 0


def _usage(error: Exception) -> int:
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "archive"
    if type(error).__name__ == "NoArgsIsHelpError":
        sys.stdout.write(f"{error}\n")
        return 0
    said = getattr(error, "format_message", error.__str__)()
    return _refused(help.usage_error(said, path), 2)


def _refused(message: str, status: int) -> int:
    sys.stderr.write(f"{message}\n")
    return status


def _utf8() -> None:
    """Print in UTF-8 whatever the console's code page; a strange file name never ends a run."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")
