"""Stored values: items, clues and readings as JSON, and back; the index keeps them."""

from __future__ import annotations

import json
import os
import zlib
from dataclasses import asdict
from pathlib import Path
from typing import Any

from wenming_archive.content import Block, Extracted, Member, Picture, Properties, Words
from wenming_archive.model import (
    Description,
    Found,
    Guess,
    Item,
    Known,
    Meeting,
    Parcel,
    Placed,
    Placement,
    Problem,
    Reason,
    Status,
)
from wenming_archive.place.clues import Clues


def item_row(item: Item) -> tuple[Any, ...]:
    """Return root, source, path, inner names, size, time, hash and the rest as JSON."""
    known, found = item.known, item.found
    value = {
        "format": known.format,
        "description": _plain(known.description),
        "problems": [_plain(problem) for problem in known.problems],
        "readable": known.readable,
        "present": known.present,
        "by_hand": known.by_hand,
        "placement": _plain(item.placement),
        "same_as": item.same_as,
        "filed_as": item.filed_as,
        "failed": item.failed,
        "caption": item.caption,
        "inherited": item.inherited,
    }
    return (*_place(found), known.sha256, known.present, json.dumps(value, ensure_ascii=False))


def _plain(value: Any) -> Any:
    """Return a value as JSON has it; ``asdict`` would copy every string of it."""
    fields: tuple[str, ...] = getattr(type(value), "__match_args__", ())
    if fields:
        return {field: _plain(getattr(value, field)) for field in fields}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def parcel_row(parcel: Parcel) -> tuple[Any, ...]:
    """Return root, source, path, inner names, size, time and hash."""
    return (*_place(parcel.found), parcel.sha256)


def parcel(row: tuple[Any, ...]) -> Parcel:
    """Return the container of a stored row."""
    return Parcel(_found(row[:6]), row[6])


def _place(found: Found) -> tuple[Any, ...]:
    # Names may hold half a surrogate pair, which JSON escapes and UTF-8 refuses.
    inner = json.dumps(found.inner) if found.inner else ""
    return (found.root, found.source, os.fsencode(found.path), inner, found.size, found.mtime_ns)


def _found(place: tuple[Any, ...]) -> Found:
    root, source, path, inner, size, mtime_ns = place
    names = tuple(json.loads(inner)) if inner else ()
    return Found(root, source, Path(os.fsdecode(path)), size, mtime_ns, names)


def item(row: tuple[Any, ...]) -> Item:
    """Return the item of a stored row."""
    *place, sha256, text = row
    value = json.loads(text)
    known = Known(
        found=_found(tuple(place)),
        sha256=sha256,
        format=value["format"],
        description=_description(value["description"]),
        problems=tuple(Problem(**p) for p in value["problems"]),
        readable=value["readable"],
        present=value["present"],
        by_hand=value["by_hand"],
    )
    placement = value["placement"]
    return Item(
        known,
        Placement(
            Status(placement["status"]),
            tuple(Placed(**{**p, "reasons": tuple(p["reasons"])}) for p in placement["indicators"]),
            tuple(_guess(g) for g in placement["suggestions"]),
        ),
        same_as=value["same_as"],
        filed_as=tuple(value["filed_as"]),
        failed=value["failed"],
        caption=value["caption"],
        inherited=value["inherited"],
    )


def _description(value: dict[str, Any]) -> Description:
    meeting = value.get("meeting")
    return Description(**{**value, "meeting": Meeting(**meeting) if meeting else None})


def packed(value: Any) -> bytes:
    """Return a value as compressed JSON."""
    return zlib.compress(json.dumps(value, ensure_ascii=False).encode(), 1)


def clues(data: bytes) -> Clues:
    """Return the clues from their packed form."""
    value = json.loads(zlib.decompress(data))
    return Clues(**{**value, "folders": tuple(value["folders"])})


def _guess(value: dict[str, Any]) -> Guess:
    reasons = tuple(Reason(**r) for r in value["reasons"])
    return Guess(value["code"], value["confidence"], reasons)


def packed_extracted(one: Extracted) -> bytes:
    """Return what was read as compressed JSON; blocks, of which there are many, as bare lists."""
    value = {
        "format": one.format,
        "blocks": list(map(_block, one.blocks)),
        "pages": one.pages,
        "pages_exact": one.pages_exact,
        "properties": asdict(one.properties),
        "picture": asdict(one.picture) if one.picture else None,
        "duration": one.duration,
        "unseen": one.unseen,
        "members": [(m.name, m.size, m.mtime_ns) for m in one.members],
        "problems": [asdict(problem) for problem in one.problems],
        "trouble": asdict(one.trouble) if one.trouble else None,
    }
    return packed(value)


def _block(block: Block) -> tuple[Any, ...]:
    return (block.role, block.text, block.size, block.centred, block.page)


def extracted(data: bytes) -> Extracted:
    """Return what was read, from its packed form."""
    value = json.loads(zlib.decompress(data))
    picture = value["picture"]
    if picture and picture["gps"]:
        picture["gps"] = tuple(picture["gps"])
    return Extracted(
        format=value["format"],
        blocks=tuple(Block(*block) for block in value["blocks"]),
        pages=value["pages"],
        pages_exact=value["pages_exact"],
        properties=Properties(**value["properties"]),
        picture=Picture(**picture) if picture else None,
        duration=value["duration"],
        unseen=tuple(value["unseen"]),
        members=tuple(Member(*member) for member in value["members"]),
        problems=tuple(Problem(**p) for p in value["problems"]),
        trouble=Problem(**value["trouble"]) if value["trouble"] else None,
    )


def packed_words(one: Words) -> bytes:
    """Return recognised words as compressed JSON."""
    blocks = list(map(_block, one.blocks))
    return packed({"blocks": blocks, "problem": asdict(one.problem) if one.problem else None})


def words(data: bytes) -> Words:
    """Return recognised words from their packed form."""
    value = json.loads(zlib.decompress(data))
    problem = Problem(**value["problem"]) if value["problem"] else None
    return Words(tuple(Block(*block) for block in value["blocks"]), problem)
