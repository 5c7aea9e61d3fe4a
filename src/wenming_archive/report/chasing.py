"""What each unit still owes, as lead or in support, and what exactly is missing of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from wenming_archive.catalogue.model import Catalogue, Unit
from wenming_archive.kinds import KINDS
from wenming_archive.model import Item
from wenming_archive.privacy import marks, sweep
from wenming_archive.report import wording
from wenming_archive.report.candidates import Candidate
from wenming_archive.report.gaps import Gaps, LeafState, State
from wenming_archive.report.needing import NeedState, SlotState

NO_UNIT, _ANY_KIND = "（未定牵头单位）", "（不限类型）"


@dataclass(frozen=True, slots=True)
class Debt:
    """An indicator that a unit owes evidence for."""

    state: LeafState
    #: True of the lead unit, false of one that supports it.
    leads: bool


@dataclass(frozen=True, slots=True)
class Lack:
    """A need that lacks something; ``None`` where an indicator asks for nothing by name, and has nothing."""

    state: LeafState
    need: NeedState | None


@dataclass(frozen=True, slots=True)
class Chase:
    """All that one unit owes, in catalogue order; the empty unit owes what nobody leads."""

    unit: str
    contact: str
    phone: str
    debts: tuple[Debt, ...]

    @property
    def label(self) -> str:
        """The unit's name, or that there is none."""
        return self.unit or NO_UNIT

    @property
    def leads(self) -> tuple[Debt, ...]:
        """What it owes as the lead unit."""
        return tuple(debt for debt in self.debts if debt.leads)

    @property
    def supports(self) -> tuple[Debt, ...]:
        """What it owes in support of another."""
        return tuple(debt for debt in self.debts if not debt.leads)

    @property
    def points(self) -> float:
        """The points that are open of what it leads."""
        return round(sum(debt.state.points.open for debt in self.leads), 6)

    @property
    def due(self) -> dt.date | None:
        """The first day by which something is to be there."""
        return min((debt.state.due for debt in self.debts if debt.state.due), default=None)

    @property
    def one_due(self) -> bool:
        """True when all of it is to be there by the same day, or there is none at all."""
        return len({debt.state.due for debt in self.debts}) <= 1


def chases(report: Gaps, catalogue: Catalogue) -> tuple[Chase, ...]:
    """Return what each unit owes, in the catalogue's order of units; last what nobody leads.

    What was not held and will be by some day is owed, too.
    """
    known = {unit.label: unit for unit in catalogue.units}
    owed = [state for state in report.leaves if state.is_gap or state.promised]
    others = dict.fromkeys(name for state in owed for name in state.units if name not in known)
    made = [_chase(name, known.get(name), owed) for name in (*known, *others)]
    nobody = tuple(Debt(state, True) for state in owed if not state.lead)
    return tuple(chase for chase in (*made, Chase("", "", "", nobody)) if chase.debts)


def _chase(name: str, unit: Unit | None, states: Iterable[LeafState]) -> Chase:
    debts = [Debt(one, one.lead == name) for one in states if name in one.units]
    ordered = sorted(debts, key=lambda debt: not debt.leads)
    return Chase(name, unit.contact if unit else "", unit.phone if unit else "", tuple(ordered))


def groups(report: Gaps, by: str) -> list[tuple[str, list[Lack]]]:
    """Return all that lacks, ``by`` indicator (one group without a name), section or kind."""
    found: dict[str, list[Lack]] = {}
    if by == "kind":
        found = {kind.label: [] for kind in KINDS}
    for lack in (lack for state in report.open for lack in lacks(state)):
        found.setdefault(_group(lack, by), []).append(lack)
    several = found.pop(_ANY_KIND, [])
    return [(name, some) for name, some in [*found.items(), (_ANY_KIND, several)] if some]


def _group(lack: Lack, by: str) -> str:
    if by == "kind":
        return lack.need.need.label if lack.need else _ANY_KIND
    top = lack.state.leaf.chain[-1]
    return f"{top.code} {top.title}" if by == "section" else ""


def lacks(state: LeafState) -> list[Lack]:
    """Return the needs of an indicator that lack something."""
    return [Lack(state, need) for need in state.needs if need.lacking] or [Lack(state, None)]


def called(state: LeafState) -> str:
    """Return what an indicator is called; a bonus one says that it is no duty."""
    return f"{state.leaf.title}（加分项）" if state.leaf.indicator.bonus else state.leaf.title


def lines(state: LeafState) -> list[str]:
    """Return what an indicator lacks, a line for each need, with every month, year and piece of it."""
    return _with_note(state, [line(need) for need in state.needs if need.lacking])


def requests(state: LeafState) -> list[str]:
    """Return what an indicator lacks and what is asked of it, a line for each need."""
    return _with_note(state, [asked(need) for need in state.needs if need.lacking])


def _with_note(state: LeafState, found: list[str]) -> list[str]:
    """Return the lines, first why nothing was held if somebody said so."""
    if state.state is State.not_held:
        return [wording.not_held(state), *found]
    return found or [wording.lacking(state)]


def line(need: NeedState) -> str:
    """Return what a need lacks: 会议纪要缺 2 份（应备 3，已备 1）：2022年、2023年."""
    where = "；".join(places(need))
    text = f"{need.need.label}缺 {need.lacking} {'套' if need.need.bundle else '份'}"
    if need.held or need.need.per:
        text += f"（应备 {wording.wanted(need.need, need.wanted)}，已备 {need.held}）"
    return f"{text}：{where}" if where else text


def asked(need: NeedState) -> str:
    """Return what a need lacks, and what is asked of it."""
    said = "；".join(remarks(need))
    return f"{line(need)}。{said}" if said else line(need)


def places(need: NeedState) -> list[str]:
    """Return where a need lacks something: in which years or months, of which events which pieces."""
    found = _slots(need)
    begun = [one for one in need.events if one.missing][: need.lacking]
    found += [wording.event(one) for one in begun]
    if need.need.bundle and need.lacking > len(begun):
        more = f"另有 {need.lacking - len(begun)} 项活动" if begun else "活动"
        found.append(f"{more}还没有材料")
    if need.choices and need.lacking:
        found.append("或".join(f"{one.part.label} {one.lacking} 份" for one in need.choices if one.lacking))
    return found


def remarks(need: NeedState) -> list[str]:
    """Return what else is to be known of a need: what it asks for, and what does not count."""
    found = [need.need.demand] if need.need.demand else []
    found += ["须为正式文件：有发文字号、发文单位和印章"] if need.need.official else []
    found += ["不限测评周期，仍在执行的即可"] if need.need.any_date else []
    found += [f"另有 {need.out_of_period} 份不在周期内，不计"] if need.out_of_period else []
    found += [f"另有 {need.unreadable} 份打不开，不计"] if need.unreadable else []
    return found


def candidate(one: Candidate) -> str:
    """Return what may already be there: 《…》（待确认，类型不同）; numbers of persons in it are masked."""
    kind = "" if one.fits else "，类型不同"
    return f"《{sweep.masked(one.item.description.title)}》（{one.reason}{kind}）"


def shown(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates that may be named to other units: none with a security mark."""
    return [one for one in candidates if not _marked(one.item)]


def _marked(item: Item) -> bool:
    return marks.secret(item.description.secrecy, f"{item.description.title} {item.known.name}") is not None


def _slots(need: NeedState) -> list[str]:
    """Return the slots that something is missing of, year by year: the year once, and runs as from … to."""
    numbered = [(n, slot) for n, slot in enumerate(need.slots) if slot.lacking]
    return [
        f"{year}年{'、'.join(_runs(list(some)))}"
        for year, some in groupby(numbered, key=lambda one: one[1].slot.label.partition("年")[0])
    ]


def _runs(numbered: Sequence[tuple[int, SlotState]]) -> Iterator[str]:
    """Yield the names of slots of one year, three and more that lack the same as one."""
    places = enumerate(numbered)
    for _, some in groupby(places, key=lambda one: (one[1][0] - one[0], one[1][1].lacking)):
        run = [slot for _, (_, slot) in some]
        names = [slot.slot.label.partition("年")[2] for slot in run]
        each = "各" if len(run) > 2 else ""
        count = f"（{each}缺 {run[0].lacking}）" if run[0].lacking > 1 else ""
        if len(run) > 2:
            yield f"{names[0]}至{names[-1]}{count}"
        else:
            yield from (f"{name}{count}" for name in names)
