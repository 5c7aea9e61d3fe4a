"""The task list (任务分解表) as a value: what each unit leads or supports, and by when it is to be there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from wenming_archive.catalogue import spelling
from wenming_archive.catalogue.model import Catalogue, Leaf, Unit

#: What stands for the unit of indicators that nobody leads.
NOBODY = "没有写明牵头单位"
LEADS, SUPPORTS = "牵头", "配合"


@dataclass(frozen=True)
class Task:
    """An indicator that a unit has to do with."""

    leaf: Leaf
    #: 牵头 or 配合.
    role: str
    lead: str
    support: tuple[str, ...]
    needs: tuple[str, ...]
    due: dt.date | None


@dataclass(frozen=True)
class Share:
    """What one unit has to do, what it leads first."""

    name: str
    #: The unit itself; ``None`` of indicators that nobody leads.
    unit: Unit | None
    tasks: tuple[Task, ...]

    @property
    def leads(self) -> list[Task]:
        """What it leads; of nobody's share, everything."""
        return [task for task in self.tasks if task.role == LEADS]

    @property
    def supports(self) -> list[Task]:
        """What it supports."""
        return [task for task in self.tasks if task.role == SUPPORTS]

    @property
    def points(self) -> float:
        """The points of what it leads."""
        return sum(task.leaf.indicator.score or 0 for task in self.leads)


def shares(catalogue: Catalogue) -> list[Share]:
    """Return what each unit has to do, in the catalogue's order of units; last what nobody leads."""
    found = [_share(unit, catalogue) for unit in catalogue.units]
    nobody = [_task(leaf, LEADS, catalogue) for leaf in catalogue.leaves if catalogue.unit(leaf.lead) is None]
    found += [Share(NOBODY, None, tuple(nobody))]
    return [share for share in found if share.tasks]


def all_tasks(catalogue: Catalogue) -> list[Task]:
    """Return every indicator, with those who lead and support it."""
    return [_task(leaf, LEADS, catalogue) for leaf in catalogue.leaves]


def title(catalogue: Catalogue) -> str:
    """Return the title of the task list."""
    return f"{catalogue.title}任务分解表"


def due(task: Task) -> str:
    """Return the day of a task; empty if there is none."""
    return str(task.due or "")


def wanted(task: Task) -> list[str]:
    """Return a line for each thing that is to be there."""
    return list(task.needs) or ([] if task.leaf.indicator.wants_files else ["不要求书面材料"])


def asking(share: Share, catalogue: Catalogue) -> str:
    """Return what is asked of a unit, in a sentence or two."""
    roles = [(LEADS, len(share.leads)), (SUPPORTS, len(share.supports))]
    counts = "、".join(f"{role} {count} 项" for role, count in roles if count)
    points = f"（牵头的共 {share.points:g} 分）" if share.points else ""
    days = {task.due for task in share.tasks}
    by = f"请于 {next(iter(days))} 前备齐。" if len(days) == 1 and None not in days else ""
    if share.unit is None:
        return f"《{catalogue.title}》中下列 {len(share.tasks)} 项指标没有写明牵头单位，请先确定。"
    return f"《{catalogue.title}》中由你单位{counts}指标{points}。{by}"


def _share(unit: Unit, catalogue: Catalogue) -> Share:
    led = [leaf for leaf in catalogue.leaves if catalogue.unit(leaf.lead) == unit]
    supported = [
        leaf for leaf in catalogue.leaves if leaf not in led and unit in _units(leaf.support, catalogue)
    ]
    tasks = [_task(leaf, LEADS, catalogue) for leaf in led]
    tasks += [_task(leaf, SUPPORTS, catalogue) for leaf in supported]
    return Share(unit.label, unit, tuple(tasks))


def _units(names: Sequence[str], catalogue: Catalogue) -> list[Unit]:
    return [unit for name in names if (unit := catalogue.unit(name))]


def _task(leaf: Leaf, role: str, catalogue: Catalogue) -> Task:
    return Task(
        leaf,
        role,
        catalogue.unit_label(leaf.lead) or "",
        tuple(catalogue.unit_label(name) or "" for name in leaf.support),
        tuple(map(spelling.need, leaf.indicator.evidence)),
        leaf.due or catalogue.due,
    )
