"""Help in Chinese, for terminals where a hanzi takes two columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import typer

from wenming_archive.cli import commands, help
from wenming_archive.cli.main import run
from wenming_archive.console import screen

#: What may stand in Latin letters: names of programs and formats, and what is typed.
_NAMES = {
    "archive",
    "JSON",
    "YAML",
    "Word",
    "json",
    "csv",
    "md",
    "table",
    "indicator",
    "unit",
    "kind",
    "section",
}
_NAMES |= {"docx", "xlsx", "zip", "txt", "yaml", "Excel", "WPS", "PDF", "OFD", "LibreOffice", "C", "o", "n"}


def _paths(group: Any, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield above
    for name, command in getattr(group, "commands", {}).items():
        yield from _paths(command, (*above, name))


COMMANDS = list(_paths(typer.main.get_command(commands.app)))
WORDS = {word for path in COMMANDS for name in path for word in name.split("-")}


def page(capsys: pytest.CaptureFixture[str], path: tuple[str, ...]) -> str:
    assert run([*path, "--help"]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    return captured.out


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_no_word_of_help_is_english(capsys: pytest.CaptureFixture[str], path: tuple[str, ...]) -> None:
    said = re.sub(r"--[a-z-]+", "", page(capsys, path))
    assert set(re.findall(r"[A-Za-z]+", said)) <= _NAMES | WORDS


@pytest.mark.parametrize("columns", ["80", "40"])
@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_no_line_of_help_is_wider_than_the_terminal(
    capsys: pytest.CaptureFixture[str], path: tuple[str, ...], columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    described = [line for line in page(capsys, path).splitlines() if not line.startswith("用法")]
    assert max(screen.columns(line) for line in described) <= int(columns)


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_option_and_argument_is_explained(
    capsys: pytest.CaptureFixture[str], path: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    said = page(capsys, path)
    assert said.startswith(f"用法：{' '.join(('archive', *path))} [选项]")
    rows = [line for line in said.splitlines() if line.startswith("  ")]
    assert all(re.search(r"[\u4e00-\u9fff]{2}", line.split("  ")[-1]) for line in rows)


@pytest.mark.parametrize("arguments", [[], ["--help"]])
def test_without_a_command_all_commands_are_listed_in_order_of_use(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert run(arguments) == 0
    said = capsys.readouterr().out
    listed = [line.split()[0] for line in said[said.index("命令：") :].splitlines()[1:]]
    assert listed[:3] == ["init", "scan", "list"] and set(listed) == {p[0] for p in COMMANDS if p}


def test_a_group_without_a_command_lists_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["catalogue"]) == 0
    said = capsys.readouterr().out
    assert [line.split()[0] for line in said[said.index("命令：") :].splitlines()[1:]] == [
        path[1] for path in COMMANDS if len(path) == 2
    ]


def test_what_may_be_left_out_stands_in_brackets(capsys: pytest.CaptureFixture[str]) -> None:
    assert page(capsys, ("scan",)).startswith("用法：archive scan [选项] [来源…]\n")
    assert page(capsys, ("assign",)).startswith("用法：archive assign [选项] 材料 编号…\n")


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("No such option: --x", "没有选项 --x"),
        ("No such option: --jso (Possible options: --json)", "没有选项 --jso"),
        ("No such command 'x'.", "没有命令 x"),
        ("Missing command.", "请写出命令"),
        ("Missing argument '材料'.", "缺少参数 材料"),
        ("Missing option '--note'.", "缺少选项 --note"),
        ("Option '--note' requires an argument.", "选项 --note 后面要写上值"),
        ("Got unexpected extra argument (x)", "多出了参数 x"),
        ("Got unexpected extra arguments (x y)", "多出了参数 x y"),
        ("Option '--json' does not take a value.", "选项 --json 后面不能写值"),
        ("Invalid value for '--n': 'x' is not a valid integer.", "--n 的值不对"),
        ("Something new", "参数不对（Something new）"),
    ],
)
def test_what_the_parser_says_is_said_in_chinese(message: str, said: str) -> None:
    assert help.usage_error(message, "archive scan") == f"{said}；用法见 archive scan --help"
