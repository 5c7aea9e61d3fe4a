"""Papers that announce an activity, and what shows that it was held."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from wenming_archive.model import Item, Status
from wenming_archive.report import counting, events, stated
from wenming_archive.text import dates
from wenming_archive.text.normal import matching

#: What a title says of something that is held, and not only worked on.
_HELD = re.compile(
    r"活动|[比竞大球棋]赛|讲[座堂]|宣讲|评选|培训|演练|慰问|运动会|主题日|行动|仪式|征文|诵读|朗诵|演讲|"
    r"参观|义诊|义卖|植树|祭扫|捐款|募捐|献血|晚会|汇演|展演|联欢|观影|观看|读书会|开放日|研学|游园"
)
_NOT_HELD = re.compile(r"预案|规划|制度|办法|领导小组|取消|延期|推迟")
#: Kinds that tell of an activity afterwards, and those that show it.
TELLING = frozenset(("summary", "briefing", "minutes"))
SHOWING = TELLING | {"photo", "video", "ledger", "speech", "certificate"}
#: Share of the shorter title's pairs that two papers of one activity have in common.
_ALIKE = 0.4
_YEARLY = re.compile(r"年度?.{0,12}(总结|小结|工作报告)|工作总结")


def announces(item: Item) -> bool:
    """Say whether a filed paper announces an activity by its title, and tells when it was written."""
    title = item.description.title
    filed = item.status is Status.filed and counting.dated(item) and not item.description.title_inferred
    return filed and bool(_HELD.search(title)) and not _NOT_HELD.search(title)


def over(item: Item, today: dt.date, days: int) -> bool:
    """Say whether so many days have passed since the year that a paper is for."""
    return today > dt.date(_year(item), 12, 31) + dt.timedelta(days=days)


def _year(item: Item) -> int:
    """Return the latest year in a paper's title, or else that of its date."""
    said = [int(hit.iso[:4]) for hit in dates.find(matching(item.description.title))]
    return max([*said, int((item.description.date or "")[:4])])


class Followed:
    """What may follow on announcements: the items by folder, by indicator and by what they tell."""

    def __init__(self, items: Iterable[Item]) -> None:
        """Take the items that evaluators may see, and those that nobody placed yet."""
        aside = (Status.duplicate, Status.ignored)
        self.items: Sequence[Item] = [item for item in items if item.status not in aside]

    @cached_property
    def by_pair(self) -> Mapping[str, list[int]]:
        """The places of the items by the pairs of signs they tell."""
        found: dict[str, list[int]] = defaultdict(list)
        for n, item in enumerate(self.items):
            for pair in events.told(item):
                found[pair].append(n)
        return found

    @cached_property
    def by_folder(self) -> Mapping[str, list[Item]]:
        """The items by the folder they lie in."""
        found: dict[str, list[Item]] = defaultdict(list)
        for item in self.items:
            found[item.found.source.rpartition("/")[0]].append(item)
        return found

    @cached_property
    def by_code(self) -> Mapping[str, list[Item]]:
        """The items by the indicators they stand under, or may."""
        found: dict[str, list[Item]] = defaultdict(list)
        for item in self.items:
            guesses = [guess.code for guess in item.placement.suggestions[:1]]
            for code in item.codes or guesses:
                found[code].append(item)
        return found

    def of_topic(self, item: Item) -> list[Item]:
        """Return the other items that tell of the same."""
        pairs = events.told(item)
        shared: dict[int, int] = defaultdict(int)
        for pair in pairs:
            for n in self.by_pair.get(pair, ()):
                shared[n] += 1
        return [
            other
            for n, count in shared.items()
            if (other := self.items[n]) is not item
            and count >= _ALIKE * min(len(pairs), len(events.told(other)))
        ]

    def shown(self, item: Item, kinds: frozenset[str], days: int) -> bool:
        """Say whether something of ``kinds`` follows on ``item``: of its topic, or out of its folder.

        What tells of another topic is another activity's, unless the folder is of one day.
        """
        pairs, folder = events.told(item), item.found.source.rpartition("/")[0]
        named = stated.of_name(folder.rpartition("/")[2])
        own = named is not None and named.day
        beside = self.by_folder[folder]
        mine = (other for other in beside if own or not (told := events.told(other)) or pairs & told)
        near = [*self.of_topic(item), *mine]
        return any(other.description.kind in kinds and follows(item, other, days) for other in near)

    def summed_up(self, item: Item, days: int) -> bool:
        """Say whether a summary of the year stands under an indicator of ``item``."""
        beside = (other for code in item.codes for other in self.by_code[code])
        return any(
            other.description.kind in TELLING
            and follows(item, other, days)
            and (_YEARLY.search(other.description.title) or events.told(item) & events.told(other))
            for other in beside
        )


def follows(item: Item, other: Item, days: int) -> bool:
    """Say whether ``other`` may be of what ``item`` announced: not dated, or so many days after."""
    if other is item or not counting.dated(other):
        return other is not item
    first = dates.span(item.description.date or "")[0]
    begin, end = dates.span(other.description.date or "")
    return end >= first - dt.timedelta(days=3) and begin <= first + dt.timedelta(days=days)
