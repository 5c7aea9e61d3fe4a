"""Leaders or bodies that documents of one office name differently."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wenming_archive.model import Item, Status
from wenming_archive.report import offices
from wenming_archive.report.checks.check import Check, Fault, Held, Level
from wenming_archive.report.offices import Group
from wenming_archive.report.page import Page
from wenming_archive.text import dates

#: Days within which a group has one leader, unless its change is announced.
_TERM = 366
_CHANGE = re.compile(r"调整|充实|增补|变更|更换|换届|变动")


@dataclass(frozen=True, slots=True)
class _Led:
    group: Group
    date: str
    #: True of a paper that announces another leader.
    changes: bool


def _note(page: Page, _: Held) -> _Led | None:
    known = page.item.known.description
    if page.item.status is not Status.filed or not known.date or known.kind == "photo":
        return None
    if "组长" not in re.sub(r"\s", "", page.plain):
        return None
    found = offices.group(page)
    changes = bool(_CHANGE.search(known.title) or _CHANGE.search(page.item.known.name))
    return _Led(found, known.date, changes) if found else None


def _compare(noted: Sequence[tuple[Item, _Led]], _: Held) -> Iterator[Fault]:
    ordered = sorted(noted, key=lambda one: one[1].date)
    for n, (item, led) in enumerate(ordered):
        later = next((two for two in ordered[n + 1 :] if _goes_on(item, led, *two)), None)
        if later and not later[1].changes and (said := _differs(led.group, later[1].group)):
            yield Fault((item, later[0]), said)


def _goes_on(item: Item, led: _Led, other: Item, too: _Led) -> bool:
    """Say whether ``other`` is the next paper of one office that speaks of the group."""
    days = (dates.span(too.date)[0] - dates.span(led.date)[1]).days
    return days <= _TERM and led.group.same(too.group) and _one_office(item, other)


def _one_office(item: Item, other: Item) -> bool:
    """Say whether two papers are of one office, as far as they say whose they are."""
    one, two = offices.own(item.description.issuer), offices.own(other.description.issuer)
    return one == two if one and two else item.found.root == other.found.root


def _differs(one: Group, other: Group) -> str | None:
    for role, a, b in (
        ("组长", one.leaders, other.leaders),
        ("副组长", one.deputies, other.deputies),
    ):
        if offices.apart(a, b):
            return f"{other.name}的{role}前后不一致：先是{'、'.join(a)}，后是{'、'.join(b)}，中间没有调整文件"
    return None


def _look(held: Held) -> Iterator[Fault]:
    """Find documents under one sort of number whose issuers are nearly, but not quite, the same."""
    issued: dict[str, list[Item]] = defaultdict(list)
    for item in held.items:
        organ = (item.description.number or "").partition("〔")[0]
        if (
            item.status is Status.filed
            and item.description.issuer
            and re.fullmatch(r"[\u4e00-\u9fff]{2,}", organ)
        ):
            issued[organ].append(item)
    unit = held.settings.unit
    for items in issued.values():
        names = Counter(item.description.issuer or "" for item in items)
        usual = unit if unit in names else names.most_common(1)[0][0]
        for item in items:
            name = item.description.issuer or ""
            if offices.near_miss(name, usual):
                yield Fault((item,), f"发文单位写作“{name}”，同一文号系列的其他文件写作“{usual}”")


def _read(page: Page, held: Held) -> Iterator[Fault]:
    """Find documents whose head, or the unit's full name, is nearly what they are signed with."""
    item = page.item
    if item.status is not Status.filed or item.description.kind == "photo":
        return
    head, signed = _head(page), _signed(page)
    if head and signed and offices.near_miss(head, signed):
        yield Fault((item,), f"红头是“{head}”，落款是“{signed}”")
    elif (name := signed or item.description.issuer) and offices.misspelt(name, held.settings.unit):
        yield Fault((item,), f"单位名称写作“{name}”，全称是“{held.settings.unit}”")


def _head(page: Page) -> str | None:
    return offices.head([block.text for block in page.lines[:12]])


def _signed(page: Page) -> str | None:
    return offices.signed([block.text for block in page.body if block.role not in ("row", "head")])


CHECK = Check(
    id="names-differ",
    level=Level.warning,
    title="组织机构前后不一致",
    reason="同一个领导小组的组长、同一个单位的名称，各份材料说法不一，会被认为是临时拼凑的。",
    fix=(
        "核对以哪份为准：写错的请提供单位更正；领导确实换了的，补上调整领导小组的文件；再运行 archive scan。"
    ),
    look=_look,
    read=_read,
    note=_note,
    compare=_compare,
)
