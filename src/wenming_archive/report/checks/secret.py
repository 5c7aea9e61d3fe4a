"""An item with a security mark: it must not leave the office."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath

from wenming_archive.privacy import marks
from wenming_archive.report.checks.check import Check, Fault, Held, Level
from wenming_archive.report.page import Page


def mark(page: Page) -> str | None:
    """Return the security mark of an item, or ``None``."""
    item, blocks = page.item, page.extracted.blocks
    *folders, name = re.split(r"!?/", item.found.source)
    around = [PurePath(item.found.root).name, *folders, *(b.text for b in blocks if b.role == "sheet")]
    lines = (block.text for block in blocks)
    return marks.secret(item.description.secrecy, name, lines, around) or marks.secret(
        None, item.description.title
    )


def _read(page: Page, held: Held) -> Iterator[Fault]:
    found = mark(page)
    if found and (page.item.known.sha256, CHECK.id) not in held.cleared:
        yield Fault((page.item,), f"标有“{found}”")


CHECK = Check(
    id="secret",
    level=Level.error,
    title="标有密级的文件",
    reason="涉密文件不得上网、不得随迎检材料交出；标有密级的，导出时一律拒绝。",
    fix=(
        "用 archive ignore --related 移出，按保密规定另行保管；不是密级标志、只是误认的，"
        "用 archive not-secret 材料 --note 理由 记下来。"
    ),
    read=_read,
)
