"""What one line about a photo says: who did what where, and on what occasion; in its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from wenming_archive.text import dates

#: Places that can be nothing else, and such as need a word before them that says: there.
_ROOM = (
    "会议室|活动室|阅览室|教室|办公室|礼堂|大厅|操场|球场|食堂|展厅|图书馆|纪念馆|博物馆|文化馆|体育馆|科技馆|展览馆"
    "|陵园|敬老院|福利院|养老院|幼儿园|剧场|影院|党校|宿舍|车间|工地"
)
_AREA = (
    "社区|小区|广场|检察院|小学|中学|大学|学校|市场|商场|超市|机场|街道|大街|路口"
    "|中心(?!组|任务|工作|城|思想)|基地|实践[所站]|派出所|书屋|大门|门口|门前|公司|厂区|河边|湖边|河道|景区|楼道|窗口"
    "|[\u4e00-\u9fff]园(?![丁艺林])|[^医学]?院(?:内|里)?(?![长士系])|[^网]站(?![在岗立位])|[^报]馆(?![员长])|[^市省央]厅(?![长局])|[^书]店(?!员)"
    "|[^农乡下]村(?!民)|[^城乡]镇|[大门教办公舍号一二三四五六七八九]楼(?:前|内|下)?|[^一道思]路(?:口|段|边|旁)?"
)
_PLACE = rf"(?:{_ROOM}|{_AREA})"
_THERE = r"(?:(?<![现正存所旨实自好内])在|(?<![收受感得做达看遇直迟来])到|赴|走进|来到|前往|深入)"
#: What people are called; the first are posts, which a name follows.
_POST = r"书记|主任|经理|主席|老师|教授|同志|校长|[局处科院县市区村组班队部所站]长"
_PEOPLE = (
    r"志愿者|工作者|劳动者|工作人员|[党团委队成人会演学店社]员|干部|干警|民警|职工|员工|居民|村民|市民|群众|师生|学生|教师"
    r"|领导|代表|嘉宾|老人|儿童|孩子|家长|妇女|青年|少年|模范|班子|全体|医生|护士|战士|老兵|家庭"
)
_WHO = rf"(?:{_POST}|{_PEOPLE})"
#: What is done; 宣传部, 活动室 and 服务中心 are no deeds.
DEED = (
    r"开展|举办|举行|召开|组织(?![部科委])|参加|慰问|走访|看望|帮扶|宣传(?![部科委栏员])|宣讲|领学|学习(?![室型])|培训(?!室|中心)"
    r"|演练|比赛|竞赛|讲座|讲堂|活动(?!室|中心)|会议(?!室)|大会|座谈|研讨|讨论|服务(?!中心|站|员|窗口|大厅)|义诊|义卖|植树"
    r"|清扫|打扫|清理|清洁|巡查|巡逻|检查(?![员组站])|督导|调研|参观|捐赠|捐款|捐|献血|签名|签约|表彰|颁奖|授牌|揭牌|宣誓|升旗"
    r"|诵读|朗诵|演出|评选|交流|仪式|党课|党日|团日|运动会|联欢|祭扫|健步走|阅读(?!室)|读书(?!室)|发放|收看|观看|集体"
    r"|劝导|维持|学雷锋|包粽子"
)
#: The same, and what says no more than that something is done.
_DOES = re.compile(rf"{DEED}|合影|听|讲|进行|打|做")
#: What is done, as an event: 学习会, but not 工会.
_EVENT = re.compile(rf"{DEED}|听|讲|[^社工]会$")
_AT = re.compile(rf"{_THERE}([^，。；、\s在到赴]{{0,14}}?{_PLACE})")
_ROOM_AT_ONCE = re.compile(rf"([^，。；、\s]{{1,10}}?(?:{_ROOM}))")
_ALL_PLACE = re.compile(rf"[^，。；、\s]{{0,14}}{_PLACE}")
_FURTHER = re.compile(rf"([\u4e00-\u9fff0-9]{{0,4}}?){_PLACE}")
_SUBJECT = re.compile(rf"[\u4e00-\u9fff0-9、×]{{0,16}}?{_WHO}(?:、?[\u4e00-\u9fff]?{_WHO})*")
#: Those before a place, who may be called by what they do: 学雷锋志愿服务队26名队员.
_BEFORE = re.compile(rf"[\u4e00-\u9fff0-9、×“”]{{0,28}}(?:{_WHO})")
_PREDICATE = re.compile(r"开展|举办|举行|召开|组织(?![部科委])|参加|进行|慰问|走访|看望|在|到")
#: The day or occasion that stands before those who act: 知识产权日执法人员.
_ON = re.compile(
    r"^[^，。；]{0,12}(?:日|节前|周[一二三四五六日末]|[传动]周|[传动产]月|期间|之际)(?=[\u4e00-\u9fff]{2})"
)
_NAMED = re.compile(rf"(?:{_POST})$")
_OBJECT = re.compile(rf"(?:慰问|走访|看望|帮扶|关爱|表彰)+([\u4e00-\u9fff0-9]{{0,8}}?{_WHO})(?=$|[，、家的])")
_CALLS = re.compile(r"^(?:[^，。；、]{0,8}?(?:组织|动员|号召|安排)(?![部科委])|我[局校院县市区们单位]*|由)")
#: What follows on those who do something; a name is what stands before it.
_GO_ON = re.compile(rf"$|[、和与及等向为给对]|一行|代表|{_THERE}|{_DOES.pattern}")
_NAME = re.compile(rf"([\u4e00-\u9fff×]{{2,3}}?)(?:{_GO_ON.pattern})")
#: An occasion: 为庆祝重阳节, 建党百年之际.
_WHY = re.compile(
    r"(?:^|(?<=[，。；\s]))(为了?[^，。；\s]{4,60}(?=[，；])|为了?[^，。；\s]{3,40}?(?=举办|举行|开展|召开|组织))"
    r"|((?:庆祝|纪念|迎接|喜迎)[^，。；\s在]{2,20}?(?:周年|[^过环季]节|之际))"
    r"|([^，。；\s在]{2,12}(?:之际|期间)|正?值[^，。；\s在]{2,20}?(?:日|节|周年|之际))"
)
_PART = re.compile(r"[\s，,。;；:：_—\-－·|/\\()（）\[\]【】]+")
_TAIL = re.compile(
    r"(?:的?(?:活动)?(?:现场)?(?:照片|图片|合影|留影|留念|掠影|剪影|花絮)|(?:活动)?现场)?[\s\d()（）_\-一二三四五六七八九十]*$"
)
#: What is left of a time when its date is gone.
_HALF_DAY = re.compile(
    r"(?:(?<=\s)|(?<![\d.])\d{1,2}月\d{1,2}日)(?:[上下中]午|晚上?|早[上晨]|清晨|当[日天])?(?=\S)"
)
#: Hanzi behind a place that may be no more than a verb: 开讲, 举行.
_SHORT = 3
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Said:
    """What a line says, in its own words; empty where it does not."""

    place: str = ""
    persons: str = ""
    #: What was done.
    cause: str = ""
    background: str = ""


@lru_cache(maxsize=4096)
def said(text: str) -> Said:
    """Return what a line about a photo says."""
    plain = _dateless(text)
    why = next((group for match in _WHY.finditer(plain) for group in match.groups() if group), "")
    rest = plain.replace(why, " ") if why.startswith(("为", "值", "正值")) else plain
    parts = [part for part in _PART.split(rest) if part]
    place = next(_places(parts), "")
    persons = next(_persons(parts, place), "")
    return Said(place, persons, next(_done(parts, place, persons), ""), why)


def narrated(text: str) -> Said:
    """Return what a sentence of a report says; nothing unless it says where: 在阳光社区."""
    found = said(text)
    return found if found.place and _AT.search(_dateless(text)) else Said()


def topic(text: str) -> str:
    """Return what the name of a picture is about: without its date, and what ends it."""
    return bare(" ".join(_dateless(text).split()).strip(" -—_"))


def bare(text: str) -> str:
    """Return words without what ends them as the name of a picture: 现场照片, (2)."""
    cut = _TAIL.sub("", text)
    return cut if len(_HAN.findall(cut)) > 1 else text.strip()


def _dateless(text: str) -> str:
    hits = dates.find(text) or dates.find_in_name(text)
    for hit in reversed(hits):
        text = f"{text[: hit.start]} {text[hit.end :]}"
    return _HALF_DAY.sub(" ", text)


def _places(parts: Sequence[str]) -> Iterator[str]:
    for part in parts:
        for match in _AT.finditer(part):
            yield _extended(part, match.start(1), match.end(1))
    for part in parts:
        if _ALL_PLACE.fullmatch(part) and not _DOES.search(part) and len(part) > 2:
            yield part
    for part in parts:
        room = _ROOM_AT_ONCE.match(part)
        if room and not _DOES.search(room[1]) and not re.search(_WHO, room[1]):
            yield _extended(part, 0, room.end())


def _extended(text: str, start: int, end: int) -> str:
    """Return the place from ``start`` on with the room or building that is named behind its area."""
    more = _FURTHER.match(text, end)
    if more and not _DOES.search(more[0]) and not re.search(r"[在到赴和与向为的]", more[1]):
        end = more.end()
    return text[start:end]


def _persons(parts: Sequence[str], place: str) -> Iterator[str]:
    for part in parts:
        if part != place and (who := _subject(part)):
            yield who
    for part in parts:
        if place and (who := _subject(part.partition(place)[2])):
            yield who
    for part in parts:
        if found := _OBJECT.search(part):
            yield found[1]


def _subject(part: str) -> str:
    """Return those who do something at the start of a part, with the name behind a post."""
    called = _ON.sub("", _CALLS.sub("", part))
    there = _AT.search(called)
    if there and (before := _BEFORE.fullmatch(called[: there.start()])) and not _PREDICATE.search(before[0]):
        return before[0]
    match = _SUBJECT.match(called)
    if not match or _DOES.search(match[0]):
        return ""
    who, rest = match[0], called[match.end() :]
    if _GO_ON.match(rest):
        return who
    named = _NAME.match(rest) if _NAMED.search(who) else None
    return f"{who}{named[1]}" if named else ""


def _done(parts: Sequence[str], place: str, persons: str) -> Iterator[str]:
    """Yield what was done: behind a place whatever follows, else what has a word for it."""
    for part in parts:
        before, found, after = part.partition(place) if place else ("", "", part)
        ahead = re.sub(rf"{_THERE}$", "", before)
        there = ahead != before
        texts = (ahead, after) if len(after) <= _SHORT else (after, ahead)
        for text in texts if found else (part,):
            who = _subject(text)
            what = bare(text.split(who, 1)[1] if who else text)
            han = len(_HAN.findall(what))
            told = _EVENT.search(what) or (there and text is after and han > _SHORT)
            if told and what != persons and han > 1:
                yield what
