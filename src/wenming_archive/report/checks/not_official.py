"""A paper where an official document is wanted, without what makes it one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wenming_archive.catalogue.model import Leaf
from wenming_archive.catalogue.needs import Need
from wenming_archive.model import Item, Status
from wenming_archive.report import counting
from wenming_archive.report.checks.check import Check, Fault, Held, Level
from wenming_archive.report.page import Page
from wenming_archive.text import dates

#: What a need says of the notices it wants when it wants them official.
_OFFICIAL = re.compile(r"发文|文号|正式文件|红头|印发文件")
_SEALED = re.compile(r"[盖加]章|印章|公章|[(（]\s*章\s*[)）]")
_ANNEX = re.compile(r"^附\s*[件表录]?\s*\d*\s*[:：.、]?")
#: Lines from the end in which a paper is signed, and how long such a line is at most.
_LAST, _SHORT = 14, 40


def _read(page: Page, held: Held) -> Iterator[Fault]:
    item = page.item
    codes = tuple(code for code in item.codes if _wanted(item, held.catalogue.by_code.get(code)))
    lacking = _lacking(page) if codes and item.status is Status.filed and page.body else []
    if lacking:
        yield Fault((item,), f"{'、'.join(codes)} 要正式文件，这份看不到{'、'.join(lacking)}", codes)


def _wanted(item: Item, leaf: Leaf | None) -> bool:
    """Say whether all needs that the item serves under a leaf are for official documents."""
    needs = leaf.indicator.evidence if leaf else ()
    served = [need for need in needs if counting.fits(item, need)]
    return bool(served) and all(_is_official(need) for need in served)


def _is_official(need: Need) -> bool:
    return need.official or (need.kind == "notice" and bool(_OFFICIAL.search(need.note)))


def _lacking(page: Page) -> list[str]:
    """Return what cannot be seen; where pages are pictures that nobody recognised, a seal may be there."""
    known = page.item.known.description
    unseen = bool(page.extracted.unseen)
    seen = {
        "发文字号": "号" in (known.number or ""),
        "发文单位": bool(known.issuer) or unseen,
        "落款和盖章页": unseen or _signed(page),
    }
    return [what for what, there in seen.items() if not there]


def _signed(page: Page) -> bool:
    """Say whether the paper speaks of its seal, or ends with a day on a short line."""
    if _SEALED.search(page.plain) or page.item.known.description.date_from == "body":
        return True
    texts = [block.text.strip() for block in page.body]
    end = next((n for n, text in enumerate(texts) if n > 3 and _ANNEX.match(text)), len(texts))
    last = [*texts[max(0, end - _LAST) : end], *texts[-_LAST:]]
    return any(len(text) <= _SHORT and any(hit.full for hit in dates.find(text)) for text in last)


CHECK = Check(
    id="not-official",
    level=Level.warning,
    title="不像正式文件",
    reason="这里要的是正式发文：有发文字号、发文单位，有落款和印章；没有编号、没有盖章的稿子不算。",
    fix=(
        "换成正式印发的文件：放盖章件的扫描件（首页、盖章页和有关内容页），或从公文系统导出；"
        "再运行 archive scan。"
    ),
    read=_read,
)
