"""A plan of an activity that nothing was reported of, after its year is over."""

from __future__ import annotations

from collections.abc import Iterator

from wenming_archive.report import activities
from wenming_archive.report.activities import Followed
from wenming_archive.report.checks.check import Check, Fault, Held, Level

#: Days after a plan in which its activity is reported, and days that a year's reports may take.
_REPORTED, _LATE = 480, 60


def _look(held: Held) -> Iterator[Fault]:
    followed = Followed(held.items)
    for item in held.items:
        plan = item.description.kind == "plan" and activities.announces(item)
        if plan and activities.over(item, held.today, _LATE):
            told = followed.shown(item, activities.TELLING, _REPORTED)
            if not told and not followed.summed_up(item, _REPORTED):
                yield Fault((item,), f"有方案，没有找到总结或信息：{item.description.title}")


CHECK = Check(
    id="plan-without-summary",
    level=Level.hint,
    title="有方案没有总结",
    reason="只有方案、没有总结的，看不出活动是否开展、效果如何，一般只给一部分分。",
    fix=(
        "向承办单位要活动总结、小结或信息，放进材料文件夹，再运行 archive scan；"
        "没有开展的不要补写，用 archive ignore --related 把方案标为不归档。"
    ),
    look=_look,
)
