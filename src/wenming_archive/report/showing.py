"""What a filed item shows of an indicator's work: a plan, a rule, a deed, a result, or none of these.

A deed needs what was made where it took place, or a report of it; a title that takes back, puts off,
only wishes for or blames shows nothing to boast of.
"""

from __future__ import annotations

import re

from wenming_archive.model import Item
from wenming_archive.report import denials, occasions
from wenming_archive.report.events import Event

PLAN, RULE, DEED, RESULT, BESIDES = "有计划", "有制度", "有活动", "有成效", "另有"
#: In the order in which evaluators ask.
ORDER = (PLAN, RULE, DEED, RESULT, BESIDES)
#: What tells that something took place, and not only that something stands there.
_DONE = re.compile(
    "活动(?!室|中心|场|站|经费)|会议(?!室)|大会|例会|座谈会|报告会|培训|讲座|讲堂|宣讲|比赛|竞赛|大赛|演练|仪式|党日"
    "|志愿服务|慰问|走访|祭扫|演出|汇演|晚会|学习(?!型|室|园地)|研讨|评选|巡查|检查|整治|义诊|义卖|参观|阅读|诵读|运动会"
)
#: What the name of an event ends with.
_NAMES_EVENT = re.compile(rf"({_DONE.pattern}|行动|[会赛节])[”》]?$")
#: Lists and tables that are filled in where something takes place, or of it; not those before it.
_ATTENDED = re.compile(
    "签到|签名|(参加|参会|与会|到会|出席|参训|参与|出勤)(人员|人|情况|名)|考勤|点名|时长|(活动|服务|检查|巡查|学习|培训|走访)记录"
    "|发放|领取|成绩|得分"
)
#: Those that say by themselves that people came together.
_GATHERED = re.compile("签到|参会|与会|到会|出席|参训")
_BEFORE = re.compile("报名|预算|拟|计划|通讯录")
#: What heads the clause of a decision that honours somebody, and what only prepares for it.
_HONOURS = re.compile(
    "关于(给予|对|予以|公布|同意)?(表彰|命名|授予|嘉奖)|(予以|进行|给予.{0,20})(表彰|嘉奖|奖励|表扬)的"
    "|关于公布.{0,40}(结果|名单|称号)|荣获|获评|获得|被评为|喜报|(表彰|命名|嘉奖)(决定|通报|令)"
)
_OF_HONOURS = re.compile(
    "(工作|办法|制度|规定|细则|方案|安排|大会|活动|事项|标准|条件)(的|有关)|如何|组织开展"
)
_RULES = re.compile(
    r"印发.{0,40}(制度|办法|规定|细则|守则|章程|规范|规则|公约|预案|机制)(?!.{0,6}(调整|安排))"
)
_PLANS = re.compile(r"方案|计划|规划|要点|安排|部署|开展|做好|推进|加强|组织|实施|举办|举行|召开")
#: Summaries that tell how things are, and of no result.
_STATE = re.compile("(说明|简介|概况|分析|请示|(调研|考察|调查|检查|说明)报告)([（(].*[)）])?$")
#: An event's name in the title of one of its papers.
_EVENT = re.compile(
    r"^(?:.{0,20}?关于)?(?:印发)?(?:组织开展|开展|举办|举行|组织|召开|做好|进行)?(.{4,30}?)"
    r"的?(?:实施|工作|活动)?(?:方案|计划|通知|总结|小结|简报|信息|记录|会议记录|会议纪要|纪要|报道|安排)$"
)
#: Kinds that something took place by: made there, or telling of it.
_THERE, _AFTER = ("minutes", "photo", "video"), ("briefing", "summary")
_ALWAYS = {"plan": PLAN, "regulation": RULE, "pledge": RULE, "certificate": RESULT, "briefing": RESULT}
#: Kinds that are about something bad, and are plans and rules nevertheless.
_MAY_NAME_BAD = ("plan", "regulation", "pledge")


def sort(item: Item, of_event: bool) -> str:
    """Return what an item shows; ``of_event`` says whether it is of an event that took place."""
    kind, title = item.description.kind, item.description.title
    if _tells_nothing(kind, title):
        return BESIDES
    if kind == "notice":
        return _notice(title)
    if kind == "summary":
        return BESIDES if _STATE.search(title) else RESULT
    if kind in _ALWAYS:
        return _ALWAYS[kind]
    name = f"{title} {item.known.name}"
    told = of_event or bool(_DONE.search(name) or (kind == "ledger" and _GATHERED.search(name)))
    if kind == "minutes" or (told and (_was_made_there(item) or (kind == "speech" and of_event))):
        return DEED
    return BESIDES


def _tells_nothing(kind: str, title: str) -> bool:
    """Say whether a title tells of nothing that an office can be proud of, or rely on."""
    bad = kind not in _MAY_NAME_BAD and denials.is_critical(title)
    wished = kind in ("notice", "briefing", "summary", "certificate") and denials.is_wished(title)
    return bad or wished or denials.is_revoked(title)


def _notice(title: str) -> str:
    if _HONOURS.search(title) and not _OF_HONOURS.search(title):
        return RESULT
    return RULE if _RULES.search(title) else PLAN if _PLANS.search(title) else BESIDES


def _was_made_there(item: Item) -> bool:
    """Say whether an item was made where something took place; of a table its title says so."""
    name = f"{item.description.title} {item.known.name}"
    attended = bool(_ATTENDED.search(name)) and not _BEFORE.search(name)
    return item.description.kind in _THERE or (item.description.kind == "ledger" and attended)


def took_place(event: Event) -> bool:
    """Say whether more than one sort of paper shows an event, one of them from there or telling of it."""
    if any(denials.is_revoked(item.description.title) for item in event.items):
        return False
    told = (item.description.kind in _AFTER and sort(item, False) == RESULT for item in event.items)
    several = len({item.description.kind for item in event.items}) > 1
    return several and (any(map(_was_made_there, event.items)) or any(told))


def day(event: Event) -> str:
    """Return the day of an event, ISO, as exact as what was made there bears it; empty if nothing does."""
    return occasions.when([item for item in event.items if _was_made_there(item)]) or ""


def name(event: Event) -> str:
    """Return what a paper calls an event; empty if none does plainly."""
    own = {item.description.title for item in event.items if not item.description.title_inferred}
    match = _EVENT.match(event.title) if event.title in own else None
    called = match[1] if match else ""
    whole = all(called.count(one) == called.count(other) for one, other in ("《》", "“”", "（）"))
    return called if _NAMES_EVENT.search(called) and whole else ""
