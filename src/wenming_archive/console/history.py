"""The history, and what taking back its last steps will do."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from wenming_archive.allowances import IN_TITLE
from wenming_archive.catalogue import load
from wenming_archive.catalogue.model import Catalogue
from wenming_archive.console import hands, scanning, screen
from wenming_archive.decisions import Concluded, Decision, Negative, NotHeld
from wenming_archive.pipeline.history import Done
from wenming_archive.pipeline.outcome import Outcome
from wenming_archive.pipeline.switching import Editions
from wenming_archive.pipeline.undoing import Step, Undoing
from wenming_archive.privacy.spans import LABELS
from wenming_archive.report import caption

_LISTED, _STEPS = 5, 20
#: What a thing that was let out is called.
_TITLES: dict[str, str] = {
    "secret": "不是密级标志",
    **{kind.value: said for kind, said in LABELS.items()},
    **{f"{kind.value}{IN_TITLE}": f"名称里的{said}" for kind, said in LABELS.items()},
}


def log(steps: Sequence[Step], most: int) -> None:
    """Print the last ``most`` steps, the last first."""
    if not steps:
        screen.say("还没有做过什么")
    for step in steps[:most]:
        entry = step.entry
        state = "　已撤销" if entry.undone else ""
        screen.say(f"{entry.number:>4}　{entry.at}　archive {screen.safe(entry.command)}{state}")
        for line in _told(step):
            screen.say(f"      {screen.safe(line)}")
    if len(steps) > most:
        screen.say(f"…更早的还有 {len(steps) - most} 步；用 -n 可以多列一些")


def as_json(steps: Sequence[Step]) -> list[dict[str, Any]]:
    """Return the steps for ``--json``, the last first."""
    return [
        {
            "number": step.entry.number,
            "at": step.entry.at,
            "command": step.entry.command,
            "undone": step.entry.undone,
            "undoable": step.undoable,
            "changes": _told(step),
        }
        for step in steps
    ]


def _told(step: Step) -> list[str]:
    """Return in sentences what a step changed."""
    done = step.done
    lines = [f"撤销了第 {'、'.join(map(str, done.undid))} 步"] if done.undid else []
    if done.rebuilt:
        lines.append("重建了索引")
    lines += [_editions(done.editions)] if done.editions else []
    lines += [f"新增来源 {one}" for one in done.came] + [f"不再扫描 {one}" for one in done.went]
    lines += _counted(done)
    changes = [_changed(change.before, change.after) for change in done.decisions]
    changes += [_noted(note.before, note.after) for note in done.not_held]
    changes += [_worded(one.before, one.after) for one in done.concluded]
    changes += [
        f"准予交出 {one.path}（{_TITLES.get(one.what, one.what)}）：{one.reason}" for one in done.allowed
    ]
    changes += [f"不再准予交出 {one.path}（{_TITLES.get(one.what, one.what)}）" for one in done.revoked]
    changes += [_negative(one) for one in done.negative]
    changes += [f"负面清单 {code}：取消记录" for code in done.unsaid]
    lines += changes[:_LISTED]
    if len(changes) > _LISTED:
        lines.append(f"…另有 {len(changes) - _LISTED} 项决定")
    return lines


def _editions(editions: Editions) -> str:
    old, new = load.parse(editions.before), load.parse(editions.after)
    return f"换用测评体系{_edition(new)}，原来是{_edition(old)}"


def _edition(catalogue: Catalogue) -> str:
    return f"《{catalogue.title}》" + (f"（{catalogue.edition}）" if catalogue.edition else "")


def _counted(done: Done) -> list[str]:
    items = (("新增", done.new), ("改动", done.changed), ("去掉", done.gone))
    known = [f"{said} {count} 份" for said, count in items if count]
    counts = scanning.counted(done.steps or {})
    return [
        line
        for line in (f"材料{'，'.join(known)}" if known else "", f"材料/ {counts}" if counts else "")
        if line
    ]


def _changed(before: Decision | None, after: Decision | None) -> str:
    one = after or before
    path = (one.path or one.sha256[:12]) if one else ""
    return f"{path}：{_decided(before)} → {_decided(after)}"


def _decided(one: Decision | None) -> str:
    if one is None:
        return "没有决定"
    unused = "不归档（内容相关）" if one.related else "不归档"
    place = unused if one.ignore else "不归入指标" if one.unassign else "、".join(one.assign)
    title = f"题名“{one.caption}”" if one.caption else ""
    elements = one.photo.model_dump(exclude_defaults=True)
    photo = [f"{caption.LABELS[name]}“{text}”" for name, text in elements.items()]
    return "，".join(part for part in (place, title, *photo) if part)


def _noted(before: NotHeld | None, after: NotHeld | None) -> str:
    code = (after or before or NotHeld(code="")).code
    return f"{code}：{_reason(before)} → {_reason(after)}"


def _worded(before: Concluded | None, after: Concluded | None) -> str:
    code = (after or before or Concluded(code="", text="")).code
    return f"{code} 的结论性说明：{_text(before)} → {_text(after)}"


def _text(one: Concluded | None) -> str:
    return f"自己写的（{len(one.text)} 字）" if one else "按材料自动写"


def _negative(one: Negative) -> str:
    return f"负面清单 {one.code}：{f'发生过（{one.note}）' if one.happened else '没有发生'}"


def _reason(one: NotHeld | None) -> str:
    return f"未开展（{one.note}）" if one else "没有说明"


def plan(undoing: Undoing, outcome: Outcome) -> None:
    """Print what taking back will do."""
    screen.say(f"将撤销 {len(undoing.steps)} 步：")
    log(undoing.steps, len(undoing.steps))
    screen.say("撤销时：")
    if undoing.catalogue is not None:
        screen.say("  测评体系和人工决定换回原来的一版；现在的一版另存在工作区里")
    if undoing.restored:
        screen.say(f"  恢复 {undoing.restored} 项决定")
    if undoing.sources:
        screen.say(f"  不再扫描 {screen.safe('、'.join(undoing.sources))}")
    scanning.steps(outcome.plan.steps, dry=True, most=_STEPS)
    for one in undoing.kept:
        screen.say(f"  {screen.safe(one)} 后来又改过，保持现在的决定")
    changed = scanning.set_aside(outcome)
    if changed:
        screen.say(f"  有 {len(changed)} 份副本被人改动过，不删除，移到 材料/_撤下：")
        for target in changed:
            screen.say(f"    材料/{screen.safe(target)}")


def confirmed() -> bool:
    """Ask whether to go on; where nobody can be asked, the command itself is the answer."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return True
    screen.say("确定撤销吗？　y 是　n 否　（直接回车：n）")
    try:
        return input("> ").strip().lower() in ("y", "yes", "是")
    except EOFError:
        return False


def undone(undoing: Undoing, outcome: Outcome) -> None:
    """Print that it was taken back, and what that means for the next scan."""
    screen.say(f"已撤销 {len(undoing.steps)} 步")
    scanning.totals(outcome)
    decided = {sha256 for sha256, _ in undoing.keys}
    told = [i.found.source for _, i in outcome.changed if i.known.sha256 in decided]
    if undoing.catalogue is None:  # with the other edition every code is another
        scanning.changed(outcome, but=told)
    aside = scanning.set_aside(outcome)
    hands.pending({hand: answer for hand, answer in outcome.hands.items() if hand.target not in aside})
    if any(step.done.new or step.done.changed for step in undoing.steps) and not undoing.sources:
        screen.say("撤下的材料还在来源里，下次 archive scan 会再归入；不要它，请用 archive ignore")
