"""How the whole stands: the one screen of ``archive status``, and the list of deductions and vetoes."""

from __future__ import annotations

import shutil

from wenming_archive.catalogue.model import Catalogue
from wenming_archive.catalogue.scoring import By, Deduction
from wenming_archive.console import screen
from wenming_archive.decisions import Decisions
from wenming_archive.model import STATUS_LABELS
from wenming_archive.pipeline.status import Checked, Overview
from wenming_archive.report import sections, wording
from wenming_archive.report.changes import Since
from wenming_archive.report.checks.check import LEVEL_LABELS, Level
from wenming_archive.report.gaps import STATE_LABELS, Gaps
from wenming_archive.report.scoring import Standing
from wenming_archive.report.sections import Section

#: Columns of a bar, and at most of a section's name; sections and first things to do that are shown.
_BAR, _NAME, _SECTIONS, _FIRST = 20, 30, 14, 3


def show(view: Overview, unit: str) -> None:
    """Print the overview; it fits one screen of 80 by 40."""
    report = view.gaps
    screen.say("　".join(filter(None, (screen.safe(unit), screen.safe(report.title)))), "bold")
    if report.period:
        screen.say(f"测评周期 {report.period.start} 至 {report.period.end}")
    screen.say()
    _progress(report)
    screen.say()
    for line in points(report.standing):
        screen.say(line, "red" if "否决" in line else "")
    _materials(view)
    screen.say(_checks(view.checked))
    if view.week and view.week.earlier:
        screen.say(changed(view.week, "近 7 天"))
    _first(report)


def points(standing: Standing, *, judged: bool = True) -> list[str]:
    """Return the points in sentences: what stands, is open, is lost; bonus, deductions.

    Also the pass line, if it can be ``judged`` by them: one year alone does not pass.
    """
    base, said = standing.base, []
    what = standing.unit
    if base.full:
        lost = f"，已失 {base.lost:g}" if base.lost else ""
        stands = f"已有把握 {base.reached:g}，还可争取 {base.open:g}{lost}"
        said.append(f"{_total(standing)} {base.full:g} {what}：{stands}")
    if standing.bonus.full:
        more = f"，还可争取 {standing.bonus.open:g}" if standing.bonus.open else ""
        said.append(f"加分 {standing.bonus.full:g}：已有把握 {standing.bonus.reached:g}{more}")
    if standing.deducted:
        said.append(f"减分 {standing.minus:g}：{_named(standing.deducted)}")
    if standing.vetoed:
        named = "、".join(f"{one.code} {one.title}" for one in standing.vetoed)
        said.append(f"一票否决：{named}；不论得多少分都不合格")
    if standing.unsaid:
        said.append(f"负面清单还有 {len(standing.unsaid)} 项没有核实（archive negative）")
    if judged and standing.rules.passing is not None and not standing.vetoed:
        said.append(_passing(standing))
    return [screen.safe(line) for line in said]


def changed(since: Since, when: str) -> str:
    """Return in a sentence what changed."""
    closed = [one.now.leaf.code for one in since.changes if one.closed]
    opened = [one.now.leaf.code for one in since.changes if one.opened]
    explained = [one.now.leaf.code for one in since.changes if one.explained]
    came = sum(one.came for one in since.changes if one.came > 0)
    gone = -sum(one.came for one in since.changes if one.came < 0)
    won = round(since.reached[1] - since.reached[0], 6)
    parts = [
        f"补齐 {len(closed)} 项（{_some(closed)}）" if closed else "",
        f"新缺 {len(opened)} 项（{_some(opened)}）" if opened else "",
        f"说明未开展 {len(explained)} 项（{_some(explained)}）" if explained else "",
        f"增加材料 {came} 份" if came else "",
        f"减少材料 {gone} 份" if gone else "",
        f"得分 {won:+g}" if won else "",
    ]
    return screen.safe(f"{when}（与 {since.day} 比）：{'，'.join(filter(None, parts)) or '没有变化'}")


def negative(catalogue: Catalogue, decisions: Decisions) -> None:
    """Print the deductions and vetoes, and what is known of each."""
    if not catalogue.negative:
        screen.say("测评体系里没有减分项和否决项；可在 catalogue.yaml 的 deductions、veto 写上")
    known = decisions.negative_by_code()
    for one in catalogue.negative:
        said = known.get(one.code)
        what = f"减 {one.points:g} 分" if isinstance(one, Deduction) else "一票否决"
        state = "未核实" if said is None else f"发生过：{said.note}" if said.happened else "没有发生"
        style = "" if said is None else "red" if said.happened else "green"
        screen.say(
            f"{screen.safe(one.code)}　{screen.safe(one.title)}　[{what}]　{screen.safe(state)}", style
        )


def _total(standing: Standing) -> str:
    return "达标" if standing.rules.by is By.tally else "材料分"


def _named(deducted: tuple[Deduction, ...]) -> str:
    return "、".join(f"{one.code} {one.title} {one.points:g}" for one in deducted)


def _passing(standing: Standing) -> str:
    tally = standing.rules.by is By.tally
    now, line = (standing.share if tally else standing.reached), standing.rules.passing or 0
    unit = "%" if tally else " 分"
    if now >= line:
        return f"合格线 {line:g}{unit}：已达到（{now:.4g}）"
    return f"合格线 {line:g}{unit}：现在 {now:.4g}，还差 {line - now:.4g}"


def _progress(report: Gaps) -> None:
    counts = "　".join(f"{label} {report.count(state)}" for state, label in STATE_LABELS.items())
    screen.say(f"共 {len(report.leaves)} 项：{counts}")
    found = sections.sections(report)
    room = min(_NAME, shutil.get_terminal_size().columns - _BAR - 26)
    for section in found[:_SECTIONS]:
        _bar(section, room, report.standing.unit)
    if len(found) > _SECTIONS:
        screen.say(f"…… 另有 {len(found) - _SECTIONS} 部分，见 archive gaps")


def _bar(section: Section, room: int, unit: str) -> None:
    name = _cut(screen.safe(sections.title(section)), room)
    name += " " * (room - screen.columns(name))
    done = round(_BAR * section.complete / section.wanted) if section.wanted else 0
    bar = "█" * done + "░" * (_BAR - done)
    score = section.points
    told = f"　{score.reached:g}/{score.full:g} {unit}" if score.full else ""
    complete = section.complete >= section.wanted
    screen.say(f"  {name} {bar} {section.complete}/{section.wanted}{told}", "green" if complete else "")


def _cut(text: str, room: int) -> str:
    while screen.columns(text) > room and text != "…":
        text = text[:-2] + "…" if text.endswith("…") else text[:-1] + "…"
    return text


def _materials(view: Overview) -> None:
    total = sum(view.counts.values())
    counts = "　".join(f"{STATUS_LABELS[status]} {count}" for status, count in view.counts.items() if count)
    screen.say(f"材料 {total} 份：{counts}" if total else "还没有材料。先运行 archive scan 材料文件夹")


def _checks(checked: Checked | None) -> str:
    if checked is None:
        return "还没有检查过会被退回的材料，请运行 archive check"
    counts = [f"{LEVEL_LABELS[level]} {checked.counts.get(level.value, 0)}" for level in Level]
    late = "" if checked.current else "；之后有改动，请再运行 archive check"
    return f"检查（{checked.day}）：{'　'.join(counts)}{late}"


def _first(report: Gaps) -> None:
    first = report.first[:_FIRST]
    if not first:
        return
    screen.say()
    screen.say("先补这些，最划算：", "bold")
    for state in first:
        step = state.step
        won = f"补 {step.items} 份得 {step.points:g} {report.standing.unit}" if step else ""
        who = f"（{state.lead}）" if state.lead else ""
        line = f"  {state.leaf.code} {state.leaf.title}{who}：{won or wording.briefly(state)}"
        screen.say(screen.safe(line))


def _some(codes: list[str]) -> str:
    return "、".join(codes[:4]) + ("…" if len(codes) > 4 else "")
