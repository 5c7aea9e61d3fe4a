"""A file in a form that the portal refuses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from wenming_archive.model import Item, Status
from wenming_archive.report.checks.check import Check, Fault, Held, Level

#: Endings that mean the same.
_SAME = {"jpeg": "jpg", "jpe": "jpg", "tiff": "tif", "htm": "html"}


def _look(held: Held) -> Iterator[Fault]:
    taken = {_SAME.get(form, form) for form in held.settings.portal.forms}
    for item in held.items if taken else ():
        form = _form(item)
        if item.status is Status.filed and form not in taken:
            said = f"是 .{form} 文件" if form else "没有扩展名"
            yield Fault((item,), f"{said}，系统只收 {'、'.join(held.settings.portal.forms)}")


def _form(item: Item) -> str:
    """Return the ending of an item's copy, or else of its source."""
    name = item.filed_as[0] if item.filed_as else item.known.name
    ending = PurePosixPath(name).suffix.lower().lstrip(".")
    return _SAME.get(ending, ending)


CHECK = Check(
    id="portal-form",
    level=Level.error,
    title="申报系统不收的格式",
    reason="格式不对的文件传不上去，或传上去打不开，等于没有报。",
    fix="另存为系统收的格式（文件存为 pdf，图片存为 jpg），放回原处，再运行 archive scan。",
    look=_look,
)
