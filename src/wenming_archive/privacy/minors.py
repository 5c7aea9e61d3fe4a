"""Lists of pupils and children: a table whose rows are minors, and the record of a talk with one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wenming_archive.privacy.spans import Kind, Span
from wenming_archive.text.normal import narrow

_NAME = re.compile(r"(?:学生|幼儿|儿童|孩子|小朋友|少年|队员|宝宝)?(?:的)?(?:姓名|名字)|学生|幼儿|儿童")
#: Heads that only stand over pupils, and those that stand over teachers as well.
_SURE = re.compile(r"监护人|家长|学籍|(?:学生|幼儿|儿童|孩子)(?:姓名|名字)|留守|困境|就读|父亲|母亲")
_CLASS = re.compile(r"班级|年级|年段|学号|班别|所在班")
_NOT_PUPILS = re.compile(r"任教|任课|职称|职务|学科|教龄|工号|政治面貌|党龄|单位|专业|学院|带队|辅导老师")
_CHILDREN = re.compile(r"留守儿童|困境儿童|孤儿|事实无人抚养|流动儿童|未成年人|学生|幼儿|少先队|童")
_GROWN = re.compile(r"大学|学院|研究生|党校|教师|教职工|老年|函授")
_PERSON = re.compile(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff]{1,8}")
#: What stands in a column of names and is none.
_NO_PERSON = re.compile(r"合计|总计|小计|姓名|备注|示例|无|班|年级|人数")
_FEWEST = 3
_TALK = re.compile(r"心理(?:健康)?(?:辅导|咨询|疏导|访谈|谈话)|个案(?:辅导|记录|档案)|家访记录|帮教记录")
_TALKED_TO = re.compile(
    r"(?:学生|来访者|来访学生|辅导对象|儿童|孩子|被访学生)?(?:的)?(?:姓\s*名)\s*[:：\t]\s*([\u4e00-\u9fff]{2,4})(?![\u4e00-\u9fff*])"
)
_PUPIL = re.compile(r"班级|年级|学生|监护人|家长|儿童")


def columns(head: Sequence[str], rows: Sequence[Sequence[str]], about: str = "") -> list[int]:
    """Return the columns that hold names of minors; none if the rows are no minors.

    ``about`` is what stands above the table, and the item's title and name.
    """
    plain = [re.sub(r"\s", "", narrow(cell)) for cell in head]
    named = [n for n, cell in enumerate(plain) if _NAME.fullmatch(cell)]
    if not named or not _are_minors(" ".join(plain), about):
        return []
    return [n for n in named if sum(_is_person(row, n) for row in rows) >= _FEWEST]


def find(row: Sequence[str], column: int) -> Iterator[Span]:
    """Yield the name in a column of names."""
    if _is_person(row, column):
        cell = row[column]
        start = len(cell) - len(cell.lstrip())
        name = cell.strip()
        yield Span(Kind.minors, start, start + len(name), masked(name))


def talk(lines: Sequence[str], about: str = "") -> Iterator[tuple[int, Span]]:
    """Yield the names that the record of a talk with a pupil tells, each with its line."""
    top = "\n".join([about, *lines[:10]])
    if not _TALK.search(top) or not _PUPIL.search("\n".join(lines[:40])):
        return
    for n, line in enumerate(lines):
        yield from ((n, span) for span in spoken_of(line))


def spoken_of(line: str) -> Iterator[Span]:
    """Yield the name that a line of such a record gives of the pupil."""
    for match in _TALKED_TO.finditer(line):
        if not _NO_PERSON.search(match[1]):
            yield Span(Kind.minors, *match.span(1), masked(match[1]))


def masked(name: str) -> str:
    """Return a name as it may be shown: ``沈*``."""
    return f"{name[:1]}{'*' * max(1, len(name) - 1)}"


def _are_minors(head: str, about: str) -> bool:
    if re.search(r"专业|学院", head) or (_GROWN.search(about) and not _CHILDREN.search(head)):
        return False
    if _SURE.search(head):
        return True
    if _NOT_PUPILS.search(head):
        return False
    return bool(_CLASS.search(head)) or bool(re.search(r"留守|困境|孤儿|无人抚养|流动儿童", about))


def _is_person(row: Sequence[str], column: int) -> bool:
    cell = row[column].strip() if column < len(row) else ""
    return bool(_PERSON.fullmatch(cell)) and not _NO_PERSON.search(cell)
