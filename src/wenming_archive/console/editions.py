"""What differs between two editions of a catalogue, and what moving to the new one will do."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable
from typing import Any

from wenming_archive.catalogue import spelling
from wenming_archive.catalogue.model import Catalogue, Leaf
from wenming_archive.console import screen
from wenming_archive.editions import changes
from wenming_archive.editions.changes import Change
from wenming_archive.editions.compare import Diff, Group, Listed, Merged, Same, Split, UnitChange

#: Columns where the output goes to a file, and the most there are on a terminal.
_WIDTH, _WIDEST = 80, 100
#: What is only told in short in the list of changes: each indicator has another code.
_RENUMBERED = "code"


def show(diff: Diff) -> None:
    """Print what differs, for a clerk: what is new, what goes, what changed with the words that changed."""
    screen.say(f"旧：{_named(diff.old)}", "bold")
    screen.say(f"新：{_named(diff.new)}", "bold")
    if diff.empty:
        screen.say("两版内容相同")
        return
    screen.say(_summary(diff))
    doubtful = [one for one in diff.same if not one.sure]
    _section(f"拿不准的对应 {len(doubtful)} 项，请核对；不对的用 --map 旧=新 指定", map(_doubtful, doubtful))
    _section("总体", [line for change in diff.whole for line in _change(change)])
    _section(f"新增 {len(diff.added)} 项", [line for leaf in diff.added for line in _whole(leaf, diff.new)])
    _section(f"取消 {len(diff.dropped)} 项", [_leaf(leaf) for leaf in diff.dropped])
    _section(f"拆分 {len(diff.split)} 项", [line for one in diff.split for line in _split(one)])
    _section(f"合并 {len(diff.merged)} 项", [line for one in diff.merged for line in _merged(one)])
    _section("上级指标", [line for one in diff.groups for line in _group(one)])
    told, renumbered = _reworded(diff)
    _section(f"有改动 {len(told)} 项", [line for one in told for line in _same(one)])
    _section(f"只换编号 {len(renumbered)} 项", [_numbers(one) for one in renumbered])
    _section("减分项、一票否决项", [_listed(one) for one in diff.negative if one.old != one.new])
    _section("责任单位", [line for one in diff.units for line in _unit(one)])


def _named(catalogue: Catalogue) -> str:
    edition = f"（{catalogue.edition}）" if catalogue.edition else ""
    return f"{catalogue.title}{edition}　末级指标 {len(catalogue.leaves)} 项"


def _reworded(diff: Diff) -> tuple[list[Same], list[Same]]:
    """Return the indicators of which more changed than the code, and those of which only that did."""
    told = [one for one in diff.changed if one.moved or _told(one.changes)]
    return told, [one for one in diff.changed if one not in told]


def _summary(diff: Diff) -> str:
    told, renumbered = _reworded(diff)
    counts = (
        ("新增", len(diff.added)),
        ("取消", len(diff.dropped)),
        ("拆分", len(diff.split)),
        ("合并", len(diff.merged)),
        ("改动", len(told)),
        ("只换编号", len(renumbered)),
    )
    kept = len(diff.same) - len(diff.changed)
    said = [f"{label} {count} 项" for label, count in counts if count]
    return "　".join([*said, *([f"未变 {kept} 项"] if kept else [])])


def _section(title: str, rows: Iterable[str]) -> None:
    lines = list(rows)
    if not lines:
        return
    screen.say()
    screen.say(f"【{title}】", "bold")
    for line in lines:
        wrapped(line)


def wrapped(line: str) -> None:
    """Print a line in as many as it needs; those after the first stand further in."""
    room = min(shutil.get_terminal_size().columns, _WIDEST) - 1 if sys.stdout.isatty() else _WIDTH
    indent = len(line) - len(line.lstrip(" "))
    for n, part in enumerate(screen.lines(screen.safe(line.strip()), room - indent - 2)):
        screen.say(f"{' ' * (indent + (2 if n else 0))}{part}")


def _leaf(leaf: Leaf) -> str:
    points = changes.points(leaf.indicator.score)
    return f"  {leaf.code} {leaf.title}{f'　{points}' if points else ''}"


def _whole(leaf: Leaf, catalogue: Catalogue) -> Iterable[str]:
    lead = catalogue.unit_label(leaf.lead)
    yield _leaf(leaf) + (f"　{lead}" if lead else "")
    if leaf.indicator.standard:
        yield f"      标准：{leaf.indicator.standard}"
    if leaf.indicator.evidence:
        yield f"      应备：{'；'.join(map(spelling.need, leaf.indicator.evidence))}"


def _split(one: Split) -> Iterable[str]:
    yield f"{_leaf(one.old)} 拆成："
    yield from (f"    {_leaf(leaf).strip()}" for leaf in one.news)


def _merged(one: Merged) -> Iterable[str]:
    yield f"{_leaf(one.new)} 由下列合并："
    yield from (f"    {_leaf(leaf).strip()}" for leaf in one.olds)


def _group(one: Group) -> Iterable[str]:
    told = _told(one.changes)
    if not told:
        yield f"  {one.old.code} → {one.new.code} {one.new.title}"
        return
    yield f"  {_codes(one.old.code, one.new.code)} {one.new.title}"
    yield from (line for change in told for line in _change(change))


def _same(one: Same) -> Iterable[str]:
    yield f"  {_codes(one.old.code, one.new.code)} {one.new.title}"
    if one.moved:
        yield f"      移动：原在“{_above(one.old)}”，现在“{_above(one.new)}”"
    yield from (line for change in _told(one.changes) for line in _change(change))


def _doubtful(one: Same) -> str:
    return f"  {one.old.code} {one.old.title} → {one.new.code} {one.new.title}"


def _numbers(one: Same) -> str:
    return f"  {one.old.code} → {one.new.code} {one.new.title}"


def _codes(old: str, new: str) -> str:
    return new if old == new else f"{old} → {new}"


def _above(leaf: Leaf) -> str:
    return " ".join((leaf.ancestors[-1].code, leaf.ancestors[-1].title)) if leaf.ancestors else "最上级"


def _told(found: Iterable[Change]) -> list[Change]:
    return [change for change in found if change.key != _RENUMBERED]


def _change(change: Change) -> Iterable[str]:
    """Yield what changed: a long text with the words that changed, lists row by row."""
    before, after = change.before, change.after
    if change.key == "evidence":
        olds, news = before.split("\n"), after.split("\n")
        yield f"      {change.label}："
        yield from (f"        取消 {row}" for row in olds if row and row not in news)
        yield from (f"        增加 {row}" for row in news if row and row not in olds)
    elif not before or not after:
        yield f"      {change.label}：{f'增加 {after}' if after else f'取消 {before}'}"
    elif change.key != "standard":
        yield f"      {change.label}：{before} → {after}"
    elif changes.rewritten(before, after):
        yield f"      {change.label}（重写）"
        yield f"        原：{before}"
        yield f"        现：{after}"
    else:
        yield f"      {change.label}：{changes.marked(before, after)}"


def _listed(one: Listed) -> str:
    if one.old is None or one.new is None:
        row = one.new or one.old
        assert row is not None
        return f"  {'新增' if one.new else '取消'} {row.code} {row.title}"
    points = [changes.points(getattr(row, "points", None)) for row in (one.old, one.new)]
    title = one.new.title if one.old.title == one.new.title else f"{one.old.title} → {one.new.title}"
    told = f"　{points[0]} → {points[1]}" if points[0] != points[1] else ""
    return f"  {_codes(one.old.code, one.new.code)} {title}{told}"


def _unit(one: UnitChange) -> Iterable[str]:
    if one.old is None or one.new is None:
        unit = one.new or one.old
        assert unit is not None
        yield f"  {'新增' if one.new else '取消'} {unit.label}"
        return
    yield f"  {one.new.label}"
    yield from (line for change in one.changes for line in _change(change))


def as_json(diff: Diff) -> dict[str, Any]:
    """Return what differs for ``--format json``."""
    return {
        "old": _about(diff.old),
        "new": _about(diff.new),
        "changes": [_change_json(change) for change in diff.whole],
        "added": [_leaf_json(leaf) for leaf in diff.added],
        "dropped": [_leaf_json(leaf) for leaf in diff.dropped],
        "split": [
            {"old": _leaf_json(one.old), "new": [_leaf_json(leaf) for leaf in one.news]} for one in diff.split
        ],
        "merged": [
            {"old": [_leaf_json(leaf) for leaf in one.olds], "new": _leaf_json(one.new)}
            for one in diff.merged
        ],
        "same": [
            {
                "old": _leaf_json(one.old),
                "new": _leaf_json(one.new),
                "likeness": round(one.likeness, 3),
                "moved": one.moved,
                "sure": one.sure,
                "changes": [_change_json(change) for change in one.changes],
            }
            for one in diff.same
        ],
        "groups": [
            {
                "old": {"code": one.old.code, "title": one.old.title},
                "new": {"code": one.new.code, "title": one.new.title},
                "changes": [_change_json(change) for change in one.changes],
            }
            for one in diff.groups
        ],
        "negative": [
            {"old": one.old and one.old.model_dump(), "new": one.new and one.new.model_dump()}
            for one in diff.negative
            if one.old != one.new
        ],
        "units": [
            {
                "old": one.old and one.old.label,
                "new": one.new and one.new.label,
                "changes": [_change_json(change) for change in one.changes],
            }
            for one in diff.units
        ],
    }


def _about(catalogue: Catalogue) -> dict[str, Any]:
    return {"title": catalogue.title, "edition": catalogue.edition, "indicators": len(catalogue.leaves)}


def _leaf_json(leaf: Leaf) -> dict[str, Any]:
    above = [{"code": node.code, "title": node.title} for node in leaf.ancestors]
    return {"code": leaf.code, "title": leaf.title, "above": above}


def _change_json(change: Change) -> dict[str, str]:
    return {"key": change.key, "label": change.label, "old": change.before, "new": change.after}
