"""What a scan found and did, for a person and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from typing import Any

from wenming_archive.console import hands, screen
from wenming_archive.filing.hands import Act
from wenming_archive.filing.plan import Step
from wenming_archive.model import STATUS_LABELS, Item, Status
from wenming_archive.ocr import engine
from wenming_archive.pipeline.outcome import Outcome

_LISTED = 20
_ACTS = {"copy": "复制", "link": "再归一处", "move": "改名或移动", "remove": "撤下"}


def show(outcome: Outcome, *, dry: bool) -> None:
    """Print the outcome of a scan, or with ``dry`` the plan."""
    counts = outcome.summary.counts
    head = "试扫（没有写入任何文件）" if dry else "扫描完成"
    screen.say(f"{head}：共 {outcome.summary.total} 份材料，读取 {outcome.opened} 份新的或改动过的")
    totals(outcome)
    hands.show(outcome.hands, dry=dry)
    steps(outcome.plan.steps, dry=dry)
    changed(outcome)
    _troubles(outcome)
    _unseen(outcome.summary.unseen)
    if not dry:
        _next(counts)


def totals(outcome: Outcome) -> None:
    """Print how many items there are of each status."""
    counts = outcome.summary.counts or {Status.filed: 0}
    screen.say("  " + "　".join(f"{STATUS_LABELS[s]} {counts[s]}" for s in Status if s in counts))


def as_json(outcome: Outcome, *, dry: bool) -> dict[str, Any]:
    """Return the outcome for ``--json``."""
    counts = outcome.summary.counts
    return {
        "dry_run": dry,
        "items": outcome.summary.total,
        "opened": outcome.opened,
        "statuses": {status.value: counts.get(status.value, 0) for status in Status},
        "steps": [
            {"act": s.act, "target": f"材料/{s.target}", "origin": "!/".join((s.origin, *s.inner))}
            for s in outcome.plan.steps
        ],
        "failed": [{"target": f"材料/{t}", "message": m} for t, m in outcome.failed.items()],
        "skipped": [{"path": s.path, "reason": s.reason} for s in outcome.skipped],
        "gone": list(outcome.gone),
        "unseen": outcome.summary.unseen,
        "foreign": [f"材料/{target}" for target in outcome.plan.foreign],
        "hands": [
            {"act": hand.act.value, "target": f"材料/{hand.target}", "answer": answer.value}
            for hand, answer in outcome.hands.items()
        ],
    }


def steps(taken: tuple[Step, ...], *, dry: bool = False, most: int | None = None) -> None:
    """Print what changes in 材料/, of a plan the steps one by one, ``most`` of them."""
    if not taken:
        screen.say("  材料/ 没有变化")
        return
    did = counted(Counter(step.act for step in taken))
    screen.say(f"  {'将要' if dry else '已'}{did}")
    if dry:
        for step in taken[:most]:
            screen.say(f"    {_ACTS[step.act]}　材料/{screen.safe(step.target)}")
        if most and len(taken) > most:
            screen.say(f"    …另有 {len(taken) - most} 份")


def counted(steps: Mapping[str, int]) -> str:
    """Return how many copies were made, moved …, given as counts by act."""
    return "，".join(f"{_ACTS[act]} {steps[act]} 份" for act in _ACTS if steps.get(act))


def set_aside(outcome: Outcome) -> list[str]:
    """Return the targets of files that people changed and that are put out of the way."""
    changed = {hand.target for hand in outcome.hands if hand.act is Act.changed}
    return [step.origin for step in outcome.plan.steps if step.origin in changed]


def changed(outcome: Outcome, *, but: Collection[str] = ()) -> None:
    """Print what the program now judges otherwise, the sources in ``but`` apart."""
    rows = [
        f"{was.found.source}：{_stood(was)} → {_stood(now)}"
        for was, now in outcome.changed
        if was.found.source not in but
    ]
    _block("判断随之改变", rows)


def _stood(item: Item) -> str:
    return " ".join(item.codes) or STATUS_LABELS[item.status]


def _troubles(outcome: Outcome) -> None:
    _block("无法读取", [f"{source}：{reason}" for source, reason in outcome.summary.unreadable])
    _block("没有复制成功", [f"材料/{t}：{message}" for t, message in outcome.failed.items()])
    _block("跳过", [f"{s.path}：{s.reason}" for s in outcome.skipped])
    _block("来源已不在（归档副本保留）", list(outcome.summary.missing))
    _block("来源已不在（原未归档，已从清单去掉）", list(outcome.gone))
    _block(
        "材料/ 中不是本程序放入、或被人改动过的文件（没有动）", [f"材料/{t}" for t in outcome.plan.foreign]
    )


def _unseen(count: int) -> None:
    if count and not engine.available():
        screen.say(f"有 {count} 份照片和扫描件：{engine.MISSING}")
    elif count:
        screen.say(
            f"有 {count} 份照片和扫描件里的文字没有识别；再运行 archive scan（不加 --no-ocr）会接着识别"
        )


def _block(title: str, rows: list[str]) -> None:
    if rows:
        screen.say(f"{title}（{len(rows)}）：")
        for row in rows[:_LISTED]:
            screen.say(f"  {screen.safe(row)}")
        if len(rows) > _LISTED:
            screen.say(f"  …另有 {len(rows) - _LISTED} 项，见 archive list")


def _next(counts: Mapping[str, int]) -> None:
    waiting = counts.get(Status.review, 0)
    if waiting:
        screen.say(f"下一步：archive review 逐份确认 {waiting} 份；archive gaps 看还缺什么")
    else:
        screen.say("下一步：archive gaps 看还缺什么；archive export-docx 生成目录")
