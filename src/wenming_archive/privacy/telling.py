"""Hits in words: how many, the first ones masked, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable

from wenming_archive.privacy.spans import LABELS, Hit, Kind

_SHOWN = 2


def told(hits: Iterable[Hit]) -> str:
    """Return what was found, kind by kind: 身份证号 2 处：35*************123（第2行）…."""
    return "；".join(_of(kind, found) for kind, found in _by_kind(hits))


def brief(hits: Iterable[Hit]) -> str:
    """Return the same in few words: 身份证号 2 处（如 35*************123）."""
    return "；".join(
        f"{LABELS[kind]} {len(found)} 处（如 {found[0].masked}）" for kind, found in _by_kind(hits)
    )


def _by_kind(hits: Iterable[Hit]) -> list[tuple[Kind, list[Hit]]]:
    found = list(hits)
    kinds = [(kind, [hit for hit in found if hit.kind is kind]) for kind in Kind]
    return [(kind, of_kind) for kind, of_kind in kinds if of_kind]


def _of(kind: Kind, hits: list[Hit]) -> str:
    samples: dict[str, str] = {}
    for hit in hits:
        samples.setdefault(hit.masked, hit.where)
    shown = "、".join(f"{masked}（{where}）" for masked, where in list(samples.items())[:_SHOWN])
    return f"{LABELS[kind]} {len(hits)} 处：{shown}{' 等' if len(hits) > _SHOWN else ''}"
