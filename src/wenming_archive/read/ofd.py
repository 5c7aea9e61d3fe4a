"""OFD (GB/T 33190): text by page in reading order, exact pages, properties; pages that are pictures."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from math import hypot
from typing import BinaryIO

from wenming_archive.content import Block, Extracted, Properties
from wenming_archive.model import Problem
from wenming_archive.read import known, layout, ooxml
from wenming_archive.read.layout import Piece
from wenming_archive.read.limits import broken, has_text, limited, open_zip
from wenming_archive.read.ofd_package import (
    A4,
    Document,
    Package,
    Page,
    entry_of,
    file_bytes,
    first,
    joined,
    locked,
    media_of,
    numbers,
    pages_of,
    width_of,
)
from wenming_archive.read.ooxml import Element

#: Pages that are read; the count covers all.
_MAX_PAGES = 2000
#: Pictures of one page that are given.
_MAX_IMAGES = 20
#: What office systems call the 发文字号.
_NUMBER = re.compile(r"文号|字号")
NO_TEXT = Problem("no-text", "扫描件或图片型 OFD，里面没有文字，只能凭文件名和文件夹判断")


@dataclass
class _Seen:
    """What the pages turned out to be."""

    unseen: list[int] = field(default_factory=list)
    damaged: int = 0


def read(stream: BinaryIO, fmt: str) -> Extracted:
    """Return the text of an OFD; pages that are pictures are named in ``unseen``."""
    with open_zip(stream) as archive:
        package = Package(archive)
        entry = entry_of(package)
        pages = list(pages_of(package, entry))
        seen = _Seen()
        body = list(limited(_text(package, pages[:_MAX_PAGES], seen)))
        if not pages or seen.damaged == len(pages[:_MAX_PAGES]):
            raise locked() if package.locked else broken("OFD ")
        custom = tuple(_custom(entry, body))
        problems = tuple(_problems(body, seen, package))
        return Extracted(
            fmt, (*custom, *body), len(pages), True, _properties(entry),
            unseen=tuple(seen.unseen), problems=problems,
        )  # fmt: skip


def images(stream: BinaryIO, page: int) -> Iterator[bytes]:
    """Yield the picture files of one page, counted from 0, from its top; damaged ones are left out."""
    with open_zip(stream) as archive:
        package = Package(archive)
        wanted = next(islice(pages_of(package, entry_of(package)), page, None), None)
        tree = package.quiet(wanted.path) if wanted else None
        if wanted is None or tree is None:
            return
        files = media_of(package, wanted, tree)
        placed = sorted(tree.iter("{*}ImageObject"), key=lambda n: _boundary(n)[1::-1])
        found = (files.get(node.get("ResourceID", "")) for node in placed)
        yield from islice(filter(None, (file_bytes(package, path) for path in found if path)), _MAX_IMAGES)


def _text(package: Package, pages: Sequence[Page], seen: _Seen) -> Iterator[Block]:
    notes: dict[str, dict[str, list[str]]] = {}
    for n, page in enumerate(pages):
        tree = package.quiet(page.path)
        if tree is None:
            seen.damaged += 1
            continue
        pieces = [*_template(package, page, tree), *_pieces(tree)]
        found = list(layout.blocks(pieces, width_of(tree) or page.document.width))
        folder = page.document.folder
        if folder not in notes:
            notes[folder] = _annotations(package, page.document)
        found += [Block("box", text) for text in notes[folder].get(page.id, ())]
        if not has_text(found) and tree.find(".//{*}ImageObject") is not None:
            seen.unseen.append(n)
        yield from (replace(block, page=n + 1) for block in found)


def _template(package: Package, page: Page, tree: Element) -> Iterator[Piece]:
    """Yield the text of a page's templates, once a document."""
    for node in tree.iterfind("{*}Template"):
        name = node.get("TemplateID", "")
        path = page.document.templates.get(name)
        if path and name not in page.document.shown:
            page.document.shown.add(name)
            template = package.quiet(path)
            yield from _pieces(template) if template is not None else ()


def _pieces(tree: Element) -> Iterator[Piece]:
    for node in tree.iter("{*}TextObject"):
        if node.get("Visible") != "false":
            yield from _object(node)


def _object(node: Element) -> Iterator[Piece]:
    """Yield the runs of a text object; what stands askew is a watermark."""
    left, top, _, _ = _boundary(node)
    a, b, c, d, e, f = (numbers(node.get("CTM")) + [0.0] * 6)[:6] if node.get("CTM") else (1, 0, 0, 1, 0, 0)
    scale = hypot(c, d) or 1.0
    if min(abs(a), abs(b)) > 0.2 * scale:
        return
    size = (next(iter(numbers(node.get("Size"))), 0.0) or 4.2) * scale
    x, y = 0.0, 0.0
    for code in node.iterfind("{*}TextCode"):
        # A position that is not given is the one before.
        x = next(iter(numbers(code.get("X"))), x)
        y = next(iter(numbers(code.get("Y"))), y)
        start, base = left + a * x + c * y + e, top + b * x + d * y + f
        yield from _runs(code.text or "", start, base, size, _deltas(code, abs(a) or scale))


def _runs(text: str, x: float, y: float, size: float, deltas: list[float]) -> Iterator[Piece]:
    """Yield the runs of ``text``: a step far wider than the others begins a new one."""
    usual = sorted(deltas)[len(deltas) // 2] if deltas else size
    start, at = x, x
    run = ""
    for n, char in enumerate(text):
        step = deltas[n] if n < len(deltas) else _advance(char, size)
        run += char
        far = step > max(1.5 * usual, 1.8 * size) and n + 1 < len(text)
        if far and run.strip():
            yield Piece(start, y, at + size, size, run.strip())
        at += step
        if far:
            run, start = "", at
    if run.strip():
        yield Piece(start, y, at, size, run.strip())


def _advance(char: str, size: float) -> float:
    return size if char > "\u2e7f" else size / 2


def _deltas(code: Element, scale: float) -> list[float]:
    """Return the steps from character to character; ``g 3 4.5`` stands for ``4.5 4.5 4.5``."""
    words = iter((code.get("DeltaX") or "").split())
    most = len(code.text or "")
    steps: list[float] = []
    for word in words:
        if len(steps) >= most:
            break
        times = ooxml.whole(next(words, None)) if word == "g" else 1
        value = numbers(next(words, None) if word == "g" else word)
        steps += value[:1] * min(times or 0, most)
    return [step * scale for step in steps[:most]]


def _annotations(package: Package, document: Document) -> dict[str, list[str]]:
    """Return the text of notes and stamps by page ID; a watermark is no note."""
    found: dict[str, list[str]] = {}
    listed = document.tree.findtext("{*}Annotations")
    index = package.quiet(joined(document.folder, listed.strip())) if listed else None
    for page in index.iterfind("{*}Page") if index is not None else ():
        where = joined(
            posixpath.dirname(joined(document.folder, (listed or "").strip())), first(page, "FileLoc")
        )
        tree = package.quiet(where)
        for note in tree.iter("{*}Annot") if tree is not None else ():
            if note.get("Type") != "Watermark":
                texts = [block.text for block in layout.blocks(_pieces(note), A4)]
                found.setdefault(page.get("PageID", ""), []).extend(
                    [*texts, *filter(None, [first(note, "Remark")])]
                )
    return found


def _custom(entry: Element, body: Sequence[Block]) -> Iterator[Block]:
    """Yield what the office system noted in Chinese (发文字号 …) and the text does not say."""
    text = "".join("".join(block.text.split()) for block in body)
    for node in entry.iter("{*}CustomData"):
        name, value = node.get("Name", "").strip(), (node.text or "").strip()
        if (
            re.search(r"[\u4e00-\u9fff]", name)
            and 0 < len(value) <= 200
            and "".join(value.split()) not in text
        ):
            # A document's number stands alone, as it does under a red head.
            yield Block("box", value if _NUMBER.search(name) else f"{name[:50]}：{value}")


def _problems(body: Sequence[Block], seen: _Seen, package: Package) -> Iterator[Problem]:
    if seen.damaged:
        yield Problem("damaged-pages", f"有 {seen.damaged} 页打不开，可能已损坏；请向提供单位重新索取")
    if not has_text(body):
        if package.locked:
            raise locked()
        yield NO_TEXT


def _properties(entry: Element) -> Properties:
    info = entry.find(".//{*}DocInfo")
    if info is None:
        return Properties()
    dates = [re.match(r"\d{4}-\d\d-\d\d", first(info, name)) for name in ("CreationDate", "ModDate")]
    created, modified = (match[0] if match else None for match in dates)
    return known.properties(first(info, "Title") or None, first(info, "Author") or None, created, modified)


def _boundary(node: Element) -> tuple[float, float, float, float]:
    left, top, width, height = (numbers(node.get("Boundary")) + [0.0] * 4)[:4]
    return left, top, width, height
