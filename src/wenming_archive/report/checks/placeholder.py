"""A document with blanks that nobody filled in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from wenming_archive.formats import PICTURES, RECORDINGS
from wenming_archive.model import Item
from wenming_archive.report import blanks
from wenming_archive.report.checks.check import Check, Fault, Held, Level
from wenming_archive.report.page import Page

#: Blanks that are shown of one document.
_SHOWN = 3
#: Kinds that whoever writes them also fills in; others are signed on paper, or given out to be filled in.
_WRITTEN = frozenset(("notice", "plan", "summary", "minutes", "briefing", "regulation", "speech"))
#: So many documents, and this part of all, with one mask: the office hides its name, nobody forgot it.
_MANY, _PART = 5, 0.1


def _note(page: Page, _: Held) -> list[str] | None:
    known = page.item.known
    called = f"{known.name} {known.description.title}"
    if known.format in PICTURES | RECORDINGS or blanks.FORM.search(called):
        return None
    return blanks.found([b.text for b in page.body], labels=known.description.kind in _WRITTEN)


def _compare(noted: Sequence[tuple[Item, list[str]]], _: Held) -> Iterator[Fault]:
    counts = Counter(text for _, found in noted for text in found)
    usual = {text for text, n in counts.items() if n > max(_MANY, _PART * len(noted))}
    for item, found in noted:
        left = [text for text in found if text not in usual]
        if left:
            shown = "、".join(f"“{text}”" for text in left[:_SHOWN])
            yield Fault((item,), f"还有没填的地方：{shown}{' 等' if len(left) > _SHOWN else ''}")


CHECK = Check(
    id="placeholder",
    level=Level.warning,
    title="还有没填的空",
    reason="文件里留着“XX单位”“20××年”这样的套话，一看就是照模板抄的，没有实际开展。",
    fix="请提供单位补全后放回原处，再运行 archive scan；本来就是空白样表的，用 archive ignore 标为不归档。",
    note=_note,
    compare=_compare,
)
