"""YAML as plain strings, lists and dicts, with the line and column of every part.

Scalars stay strings: YAML would read the code 1.10 as the number 1.1 and 否/no as false.  The
tree is built from parser events, without recursion, under limits of size, depth and count, so
neither an alias bomb nor ten thousand brackets cost more than a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from wenming_archive import disk
from wenming_archive.errors import InputError

Place = tuple[int, int]
Route = tuple[str | int, ...]

MAX_BYTES = 4_000_000
MAX_NODES = 200_000
MAX_DEPTH = 100

_NULLS = ("", "~", "null", "Null", "NULL")
#: What YAML does not take even inside quotes (YAML 1.2, 5.1).
_CONTROL = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

#: What PyYAML says, and what that means to a person.
_TAB = "此处用了制表符（Tab）；YAML 只能用空格缩进，请把 Tab 换成空格"
_SYNTAX = (
    ("mapping values are not allowed", "此处多了一个冒号，或上一行缩进不对；含冒号的文字请加引号"),
    ("could not find expected ':'", "此处缺少冒号；写法是“键: 值”，冒号后要有一个空格"),
    ("cannot start any token", "此字符不能用在行首；请给这段文字加引号"),
    ("did not find expected key", "缩进与上文不一致，或缺少“键:”；同级的键要左对齐"),
    ("<block end>", "缩进与上文不一致；同级的键和“-”要左对齐"),
    ("expected '-'", "缩进与上文不一致；同级的“-”要左对齐"),
    ("',' or ']'", "方括号 [ ] 没有成对，或两项之间缺少逗号"),
    ("',' or '}'", "花括号 { } 没有成对，或两项之间缺少逗号"),
    ("node content", "此处缺少内容；括号没有成对，或多了一个逗号"),
    ("end of stream", "引号或括号没有成对，文件到末尾仍未结束"),
    ("unknown escape", "双引号里的反斜杠写法不对；请改用单引号"),
    ("undefined alias", "引用了没有定义的别名（*名称）"),
    ("not allowed", "含有 YAML 不允许的控制字符"),
)


@dataclass(frozen=True)
class Fault:
    """One thing wrong in a file: where, and what would be right."""

    place: Place
    route: Route
    text: str


@dataclass
class Tree:
    """The data of a YAML file and where each part of it stands."""

    data: Any
    #: Line and column, both from 1, of the value at each route.
    places: dict[Route, Place] = field(default_factory=dict)
    #: The same for the keys.
    keys: dict[Route, Place] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def place(self, route: Route) -> Place:
        """Return where ``route`` stands, or its nearest part that exists."""
        while route not in self.places and route:
            route = route[:-1]
        return self.places.get(route, (1, 1))

    def key_place(self, route: Route) -> Place:
        """Return where the key that ends ``route`` stands."""
        return self.keys.get(route) or self.place(route)


def read_text(path: Path) -> str:
    """Return the text of a YAML file.

    :raises InputError: if it is missing, no file, too large or not UTF-8.
    """
    try:
        if path.is_dir():
            raise InputError(f"{path} 是文件夹，不是 YAML 文件")
        if path.exists() and not path.is_file():  # a pipe or a device has no end
            raise InputError(f"{path} 不是普通文件（设备、管道或套接字），不能读取")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise InputError(
                f"{path} 有 {size / 1e6:.1f} MB，超过上限 {MAX_BYTES // 1_000_000} MB；请检查是否选错了文件"
            )
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path} 不是 UTF-8 编码（第 {error.start + 1} 个字节起）；请用记事本或 WPS 另存为 UTF-8"
        ) from error
    except OSError as error:
        raise InputError(f"无法读取 {path}：{disk.reason(error)}") from error


def parse(text: str, name: str = "YAML") -> Tree:
    """Return the tree of ``text``; duplicate keys are its ``faults``.

    :raises InputError: with place and sentence, if the text is no YAML at all.
    """
    builder = _Builder(name)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise InputError(f"{name}:{line}:{column}: {_explain(error, text, line, column)}") from error
    except yaml.YAMLError as error:
        line, column = _control_place(text)
        raise InputError(f"{name}:{line}:{column}: {_explain(error, text, line, column)}") from error
    return builder.tree()


def _control_place(text: str) -> Place:
    """Return where the first character stands that YAML does not take."""
    found = _CONTROL.search(text)
    before = text[: found.start()] if found else ""
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _explain(error: yaml.YAMLError, text: str, line: int, column: int) -> str:
    lines = text.split("\n")
    if "\t" in "".join(lines[line - 1 : line])[:column]:
        return _TAB
    said = f"{getattr(error, 'problem', '')} {getattr(error, 'context', '')} {error}"
    ours = next((ours for theirs, ours in _SYNTAX if theirs in said), "YAML 写法有误，无法理解此处")
    near = lines[max(0, line - 2) : line]
    wide = any("：" in one and ": " not in one for one in near)
    return ours + ("（附近用了全角冒号“：”，请改成半角“: ”）" if wide else "")


class _Frame:
    """An open list or mapping while its parts arrive."""

    def __init__(self, value: Any, route: Route) -> None:
        self.value = value
        self.route = route
        self.key: str | None = None
        self.first_lines: dict[str, int] = {}


class _Builder:
    def __init__(self, name: str) -> None:
        self.name = name
        self.result = Tree(None)
        self.frames: list[_Frame] = []
        self.anchors: dict[str, Any] = {}
        self.open_anchors: list[str | None] = []
        self.count = 0

    def tree(self) -> Tree:
        return self.result

    def take(self, event: Any) -> None:
        if isinstance(event, yaml.DocumentStartEvent) and self.count:
            raise self._refuse(event, "文件里有两份文档（---）；请只留一份")
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._open(event, {} if isinstance(event, yaml.MappingStartEvent) else [])
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self.frames.pop()
            self.open_anchors.pop()
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)

    def _scalar(self, event: Any) -> None:
        frame = self.frames[-1] if self.frames else None
        if frame is not None and isinstance(frame.value, dict) and frame.key is None:
            self._key(frame, event)
            return
        # A plain scalar's style is "" from the C parser and None from the other.
        value = None if not event.style and event.value in _NULLS else event.value
        self._put(event, value)
        self._anchor(event, value)

    def _key(self, frame: _Frame, event: Any) -> None:
        key, place = event.value, _place(event)
        if key in frame.first_lines:
            text = f"键 {key} 重复，第 {frame.first_lines[key]} 行已有；请删去一个"
            self.result.faults.append(Fault(place, (*frame.route, key), text))
        else:
            self.result.keys[(*frame.route, key)] = place
        self._anchor(event, key)
        frame.first_lines.setdefault(key, place[0])
        frame.key = key

    def _open(self, event: Any, value: Any) -> None:
        self._no_key(event)
        if len(self.frames) >= MAX_DEPTH:
            raise self._refuse(event, f"嵌套超过 {MAX_DEPTH} 层，没有文件会这样深；请检查缩进")
        route = self._put(event, value)
        self._anchor(event, value)
        self.frames.append(_Frame(value, route))
        self.open_anchors.append(event.anchor)

    def _no_key(self, event: Any) -> None:
        if self.frames and isinstance(self.frames[-1].value, dict) and self.frames[-1].key is None:
            raise self._refuse(event, "键只能是文字，不能是列表、映射或别名")

    def _alias(self, event: Any) -> None:
        self._no_key(event)
        if event.anchor in self.open_anchors:
            raise self._refuse(event, f"别名 *{event.anchor} 引用了包含它自己的内容")
        if event.anchor not in self.anchors:
            raise self._refuse(event, f"引用了没有定义的别名 *{event.anchor}")
        value = self.anchors[event.anchor]
        route = self._put(event, value)
        for below in _routes(value):
            self._count(event)
            if len(route) + len(below) > MAX_DEPTH:
                raise self._refuse(event, f"嵌套超过 {MAX_DEPTH} 层，没有文件会这样深；请检查缩进")
            self.result.places.setdefault((*route, *below), _place(event))

    def _put(self, event: Any, value: Any) -> Route:
        self._count(event)
        if not self.frames:
            self.result.data = value
            route: Route = ()
        else:
            frame = self.frames[-1]
            route = (*frame.route, self._slot(frame, value))
        self.result.places[route] = _place(event)
        return route

    def _slot(self, frame: _Frame, value: Any) -> str | int:
        if isinstance(frame.value, list):
            frame.value.append(value)
            return len(frame.value) - 1
        key, frame.key = frame.key or "", None
        if value is not None:  # an empty "standard:" means the key was left out
            frame.value[key] = value
        return key

    def _anchor(self, event: Any, value: Any) -> None:
        if event.anchor:
            self.anchors[event.anchor] = value

    def _count(self, event: Any) -> None:
        self.count += 1
        if self.count > MAX_NODES:
            raise self._refuse(event, f"内容（含别名展开）超过 {MAX_NODES} 项，疑似别名炸弹，已停止读取")

    def _refuse(self, event: Any, text: str) -> InputError:
        line, column = _place(event)
        return InputError(f"{self.name}:{line}:{column}: {text}")


def _routes(value: Any) -> Iterator[Route]:
    """Yield the routes below ``value``; lazily, so that a bomb is counted and not built."""
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        yield (key,)
        for below in _routes(part):
            yield (key, *below)


def _place(event: Any) -> Place:
    return event.start_mark.line + 1, event.start_mark.column + 1
