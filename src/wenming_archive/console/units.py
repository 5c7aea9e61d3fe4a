"""The units of a catalogue, with what they answer for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from wenming_archive.catalogue import units
from wenming_archive.catalogue.model import Catalogue
from wenming_archive.console import grid, screen
from wenming_archive.console.grid import Head

_HEADS = (Head("单位", ratio=2), Head("别名", ratio=3, wrap=True), Head("代号"), Head("牵头"), Head("配合"))


def show(catalogue: Catalogue) -> None:
    """Print the units as a table, and what lacks a unit."""
    found = units.tally(catalogue)
    if not found:
        screen.say("测评体系里没有登记责任单位；请在 units 里写上")
        return
    grid.show(_HEADS, [_row(one) for one in found])
    orphans = [leaf.code for leaf in catalogue.leaves if not leaf.lead]
    idle = [one.unit.label for one in found if not one.leads + one.supports]
    screen.say(f"共 {len(found)} 个单位，末级指标 {len(catalogue.leaves)} 项")
    if orphans:
        screen.say(f"没有牵头单位的指标 {len(orphans)} 项：{_some(orphans)}")
    if idle:
        screen.say(f"没有承担指标的单位：{_some(idle)}")


def _row(one: units.Tally) -> tuple[str, ...]:
    unit = one.unit
    own = unit.id if unit.id != unit.label else ""
    return unit.label, "、".join(unit.aliases), own, str(one.leads), str(one.supports)


def _some(names: Sequence[str], most: int = 10) -> str:
    more = f" 等 {len(names)} 个" if len(names) > most else ""
    return "、".join(names[:most]) + more


def changed(file: Path, renames: Sequence[tuple[str, str]], merges: Sequence[tuple[str, str]]) -> None:
    """Print what was done."""
    for old, new in renames:
        screen.say(f"{old} 已改名为 {new}，原名称留作别名")
    for kept, gone in merges:
        screen.say(f"{gone} 已并入 {kept}，名称留作别名，指标改由 {kept} 承担")
    screen.say(f"已写入 {file}")


def as_json(catalogue: Catalogue) -> list[dict[str, Any]]:
    """Return the units as other programs read them."""
    return [
        {
            "id": one.unit.id,
            "name": one.unit.label,
            "aliases": list(one.unit.aliases),
            "leads": one.leads,
            "supports": one.supports,
        }
        for one in units.tally(catalogue)
    ]
