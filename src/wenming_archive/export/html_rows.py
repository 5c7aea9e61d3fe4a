"""Items as lines of a list, photos as small pictures, and what stands under no indicator."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Sequence

from wenming_archive.export.dossier import Dossier
from wenming_archive.export.html_markup import Html, el, join
from wenming_archive.filing.shelves import width
from wenming_archive.formats import PICTURES
from wenming_archive.kinds import BY_ID
from wenming_archive.model import STATUS_LABELS, Item, Status
from wenming_archive.report import counting
from wenming_archive.report.checks.check import LEVEL_LABELS, OPEN
from wenming_archive.report.gaps import LeafState

#: What is said of each pile of items under no indicator.
_PILES: dict[Status, str] = {
    Status.review: "程序没有把握，请用 archive review 逐份确认",
    Status.unplaced: "看不出属于哪项指标；确是材料的请用 archive assign 归入",
    Status.unreadable: "打不开或损坏，请向提供单位重新索取",
    Status.duplicate: "与另一份内容完全相同，只归档一份",
    Status.ignored: "已决定不作为材料",
}


def shelf(state: LeafState, dossier: Dossier) -> Html:
    """Return the items filed under a leaf, photos first as pictures."""
    code = state.leaf.code
    items = dossier.shelves[code]
    digits = width(items)
    copies = [(f"{code}-{n:0{digits}d}", item, dossier.copy(item, code)) for n, item in enumerate(items, 1)]
    rows = (
        _row(item, number, dossier.link(copy), [*_facts(item), *_outside(item, state)], dossier)
        for number, item, copy in copies
    )
    photos = [_photo(item, number, dossier.link(copy), dossier) for number, item, copy in copies]
    shown = [photo for photo in photos if photo]
    return join((*([el("ul", *shown, class_="photos")] if shown else []), el("ul", *rows, class_="rows")))


def piles(dossier: Dossier) -> Iterator[Html]:
    """Yield what stands under no indicator, a list for each status."""
    for status, said in _PILES.items():
        items = [item for item in dossier.items if item.status is status]
        if items:
            rows = (_row(item, "", "", [*_facts(item), *_why(item, dossier)], dossier) for item in items)
            yield el(
                "details",
                el(
                    "summary", el("h3", STATUS_LABELS[status]), el("span", f"{len(items)} 份", class_="count")
                ),
                el("p", said, class_="note"),
                el("ul", *rows, class_="rows"),
                class_="leaf pile",
                data_s=status.value,
                data_u="",
                data_k="",
            )


def title(item: Item) -> str:
    """Return an item's title, in brackets when it had to be taken from the file's name."""
    described = item.description
    return f"[{described.title}]" if described.title_inferred else described.title


def _row(item: Item, number: str, link: str, facts: Sequence[str], dossier: Dossier) -> Html:
    name = title(item) or item.known.name
    shown = el("a", name, href=link, class_="t") if link else el("span", name, class_="t")
    return el(
        "li",
        *([el("b", number)] if number else []),
        shown,
        el("span", "　".join(filter(None, facts)), class_="m"),
        *_faults(item, dossier),
        data_k=item.description.kind,
    )


def _facts(item: Item) -> list[str]:
    described = item.description
    paged = described.pages and item.known.format not in PICTURES
    pages = f"{'' if described.pages_exact else '约 '}{described.pages} 页" if paged else ""
    date = described.date or ""
    guessed = "（修改日期）" if date and not counting.dated(item) else ""
    return [
        BY_ID[described.kind].label,
        described.number or "",
        described.issuer or "",
        date + guessed,
        pages,
    ]


def _outside(item: Item, state: LeafState) -> list[str]:
    if not item.known.readable:
        return ["无法读取，不计入"]
    return [] if counting.counts(item, state.leaf) else ["不在测评周期内，不计入"]


def _why(item: Item, dossier: Dossier) -> list[str]:
    """Return where an item lies, and what is known of where it may belong."""
    said = [f"来源 {item.found.source}"]
    if item.status is Status.duplicate and item.same_as:
        said.append(f"同 {item.same_as}")
    if item.status is Status.unreadable and item.known.problems:
        said.append(item.known.problems[0].message)
    if item.status in (Status.review, Status.unplaced):
        leaves = [dossier.catalogue.by_code.get(guess.code) for guess in item.placement.suggestions[:2]]
        said += [f"可能属于 {leaf.code} {leaf.title}" for leaf in leaves if leaf]
    return said


def _faults(item: Item, dossier: Dossier) -> Iterable[Html]:
    """Return what the checks find wrong with an item, hints apart, each once."""
    checks = [finding.check for finding in dossier.found.get(item.known.key, ())]
    told = dict.fromkeys(f"{LEVEL_LABELS[c.level]}：{c.title}" for c in checks if c.level in OPEN)
    return (el("span", fault, class_="f") for fault in told)


def _photo(item: Item, number: str, link: str, dossier: Dossier) -> Html | None:
    data = dossier.thumbs.pictures.get(item.known.sha256 or "")
    if not data:
        return None
    source = f"data:image/jpeg;base64,{base64.b64encode(data).decode('ascii')}"
    picture = el("img", src=source, alt=f"照片 {number}", loading="lazy", decoding="async")
    said = el(
        "figcaption", el("span", title(item), class_="t"), el("span", item.description.date or "", class_="m")
    )
    shown = el("a", picture, href=link) if link else picture
    return el("li", el("figure", shown, said), data_k=item.description.kind)
