"""Help and usage errors in Chinese, set for terminals where a hanzi takes two columns.

typer brings its own texts in English and counts characters; here a command's help is drawn anew
from its parameters, and what typer says of wrong arguments is said in Chinese.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from wenming_archive.console.screen import columns, lines

#: What the parser raises for wrong arguments.
USAGE_ERRORS = (typer.TyperException,)

_INDENT, _GAP = 2, 2
_LEFT_AT_MOST = 26

#: What the parser says, and the same for a clerk.
_USAGE = (
    (r"^No such option: (\S+)( \(Possible options: (.*)\))?", "没有选项 {0}"),
    (r"^No such command '(.*)'\.", "没有命令 {0}"),
    (r"^Missing command\.", "请写出命令"),
    (r"^Missing argument '?([^'.]*)'?\.", "缺少参数 {0}"),
    (r"^Missing option '?([^'.]*)'?\.", "缺少选项 {0}"),
    (r"^Option '?(\S+?)'? requires an argument", "选项 {0} 后面要写上值"),
    (r"^Got unexpected extra argument\(?s?\)? \(?(.*?)\)?$", "多出了参数 {0}"),
    (r"^Option '?(\S+?)'? does not take a value", "选项 {0} 后面不能写值"),
    (r"^Invalid value for '?(.*?)'?: (.*)", "{0} 的值不对"),
)


def usage_error(message: str, command: str) -> str:
    """Return what the parser found wrong, in Chinese, with what to do next."""
    hint = f"用法见 {command} --help"
    for pattern, said in _USAGE:
        match = re.match(pattern, message)
        if match:
            return f"{said.format(*match.groups())}；{hint}"
    return f"参数不对（{message}）；{hint}"


class Command(TyperCommand):
    """A command whose help is drawn here."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the arguments; an error knows which command it concerns."""
        with _concerning(ctx):
            return list(super().parse_args(ctx, args))

    def get_help(self, ctx: Any) -> str:
        """Return the help of one command."""
        return _page(ctx, self, [])


class Group(TyperGroup):
    """A group of commands whose help is drawn here; commands keep the order they are written in."""

    #: The names of its commands and what each does, where not all of them have been built.
    rows: list[tuple[str, str]] = []  # noqa: RUF012  # of an object, not of the class

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the arguments; an error knows which command it concerns."""
        with _concerning(ctx):
            return list(super().parse_args(ctx, args))

    def get_help(self, ctx: Any) -> str:
        """Return the help of a group with its commands."""
        names = [n for n in self.list_commands(ctx) if not _hidden(self.get_command(ctx, n))]
        return _page(ctx, self, self.rows or [(n, _first(self.get_command(ctx, n))) for n in names])

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002
        """Return the commands in the order they were defined."""
        return list(self.commands)


@contextmanager
def _concerning(ctx: Any) -> Iterator[None]:
    try:
        yield
    except USAGE_ERRORS as error:
        # Some errors of the parser do not say which command they belong to.
        vars(error)["ctx"] = getattr(error, "ctx", None) or ctx
        raise


def _hidden(command: Any) -> bool:
    return command is None or bool(command.hidden)


def _first(command: Any) -> str:
    return str(command.help or "").strip().split("\n", 1)[0]


def _page(ctx: Any, command: Any, commands: list[tuple[str, str]]) -> str:
    arguments: list[tuple[str, str]] = []
    options: list[tuple[str, str]] = []
    for parameter in command.get_params(ctx):
        if getattr(parameter, "hidden", False):
            continue
        row = (_left(parameter), _said(parameter))
        (arguments if parameter.param_type_name == "argument" else options).append(row)
    words = ["[选项]", *(left for left, _ in arguments), *(["命令 …"] if commands else [])]
    parts = [
        f"用法：{ctx.command_path} {' '.join(words)}",
        "",
        _wrapped(str(command.help or "").strip(), _INDENT),
    ]
    for title, rows in (("参数", arguments), ("选项", options), ("命令", commands)):
        if rows:
            parts += ["", f"{title}：", *(_row(left, right) for left, right in rows)]
    return "\n".join(parts)


def _left(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        name = parameter.metavar or parameter.name.upper()
        many = "…" if parameter.nargs == -1 else ""
        return f"{name}{many}" if parameter.required else f"[{name}{many}]"
    flags = ", ".join(sorted((*parameter.opts, *parameter.secondary_opts), key=len))
    return flags if parameter.is_flag else f"{flags} {parameter.metavar or '值'}"


def _row(left: str, right: str) -> str:
    pad = _INDENT + _LEFT_AT_MOST + _GAP
    if columns(left) > _LEFT_AT_MOST:
        return f"{' ' * _INDENT}{left}\n{_wrapped(right, pad)}"
    first = f"{' ' * _INDENT}{left}{' ' * (_LEFT_AT_MOST - columns(left) + _GAP)}"
    return first + _wrapped(right, pad).lstrip()


def _wrapped(text: str, indent: int) -> str:
    """Return ``text`` in lines that fit the terminal, broken between any two hanzi."""
    room = min(shutil.get_terminal_size().columns, 100) - indent - 1
    found = [line for paragraph in text.split("\n") for line in lines(paragraph.strip(), room)]
    return "\n".join(f"{' ' * indent}{line}" for line in found)


def _said(parameter: Any) -> str:
    return "显示帮助" if parameter.name == "help" else str(getattr(parameter, "help", "") or "")
