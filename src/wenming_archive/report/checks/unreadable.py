"""Files that nobody can open, or only in part."""

from __future__ import annotations

from collections.abc import Iterator

from wenming_archive.model import Item, Status
from wenming_archive.report.checks.check import Check, Fault, Held, Level

#: Problems of files that were read, which mean that a part is gone.
_IN_PART = frozenset(("truncated", "incomplete", "salvaged", "damaged-pages", "no-size"))


def _look(held: Held) -> Iterator[Fault]:
    for item in held.items:
        if said := _said(item):
            yield Fault((item,), said)


def _said(item: Item) -> str | None:
    """Return what is wrong with an item; one that is filed and cannot be opened, ``not-read`` tells."""
    problems = item.known.problems
    if item.status is Status.unreadable:
        return problems[0].message if problems else "打不开"
    if item.status in (Status.filed, Status.review) and item.known.readable:
        return next((problem.message for problem in problems if problem.code in _IN_PART), None)
    return None


CHECK = Check(
    id="unreadable",
    level=Level.warning,
    title="打不开或不完整的文件",
    reason="加了密码、损坏、是空的或缺了一截的文件，测评组打不开、看不全，不能算材料。",
    fix=(
        "向提供单位重新索取，或去掉密码、另存后放回原处，再运行 archive scan；"
        "确实没有用的，用 archive ignore 标为不归档。"
    ),
    look=_look,
)
