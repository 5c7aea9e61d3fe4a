"""An item marked 内部资料, 工作秘密 or the like."""

from __future__ import annotations

from collections.abc import Iterator

from wenming_archive.privacy import marks
from wenming_archive.report.checks.check import Check, Fault, Held, Level
from wenming_archive.report.page import Page


def _read(page: Page, _: Held) -> Iterator[Fault]:
    found = marks.internal(page.item.description.secrecy, page.item.known.name)
    if found:
        yield Fault((page.item,), f"标有“{found}”")


CHECK = Check(
    id="internal",
    level=Level.warning,
    title="标有内部资料、工作秘密的文件",
    reason="内部资料、工作秘密未经批准不得公开，上传到申报系统前要有人点头。",
    fix="请示是否可以交；不可以的用 archive ignore --related 移出，换成可以公开的材料。",
    read=_read,
)
