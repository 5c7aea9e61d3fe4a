"""A notice of an activity of which nothing shows that it was held."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wenming_archive.model import Item
from wenming_archive.report import activities, events
from wenming_archive.report.activities import Followed
from wenming_archive.report.checks.check import Check, Fault, Held, Level

#: Days after a notice in which its activity is held, and days after its year that proof may take.
_HELD, _LATE = 365, 60
#: What calls to an activity; 关于…活动情况的通报 tells of one.
_CALLS = re.compile(r"^(?!.*(情况|结果|名单|表彰|通报|命名|转发|加强|规范|落实)).*通知")


def _look(held: Held) -> Iterator[Fault]:
    followed = Followed(held.items)
    notices = (item for item in held.items if item.description.kind == "notice")
    for item in notices:
        notice = bool(_CALLS.search(item.description.title)) and activities.announces(item)
        if notice and activities.over(item, held.today, _LATE) and not _shown(item, followed):
            yield Fault((item,), f"只有通知，没有活动的照片、签到、记录或总结：{item.description.title}")


def _shown(item: Item, followed: Followed) -> bool:
    """Say whether anything of the activity is there; what tells of nothing beside the notice may be."""
    beside = (other for code in item.codes for other in followed.by_code[code])
    return followed.shown(item, activities.SHOWING, _HELD) or any(
        other.description.kind in activities.SHOWING
        and not events.told(other)
        and activities.follows(item, other, _HELD)
        for other in beside
    )


CHECK = Check(
    id="notice-without-activity",
    level=Level.warning,
    title="有通知没有活动",
    reason="只发了通知，没有照片、签到、记录或总结，等于没有开展，以文件落实文件的不给分。",
    fix=(
        "向承办单位要活动照片、签到表、记录或总结，放进材料文件夹，再运行 archive scan；"
        "没有开展的不要补写，用 archive ignore --related 把通知标为不归档。"
    ),
    look=_look,
)
