"""What one document or photo tells for the captions of photos: of its event, or of pictures it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from wenming_archive.content import Block
from wenming_archive.model import Item
from wenming_archive.report import events, photos, phrases
from wenming_archive.report.page import Page
from wenming_archive.report.phrases import Said
from wenming_archive.text import dates
from wenming_archive.text.normal import narrow

#: Kinds of documents that tell of one event; of ledgers the attendance sheets alone do.
KINDS = frozenset(("plan", "notice", "summary", "briefing", "minutes", "ledger"))
#: Lines from the top that are read, those in which a report says what happened, and the longest value.
_TOP, _LEAD, _LONGEST = 60, 6, 100
#: The longest list of those present, and the longest background.
_PRESENT, _BACKGROUND = 60, 60
_NUMBER = r"\s*(?:[一二三四五六七八九十\d]{1,3}\s*[、.．)）]|[(（][一二三四五六七八九十\d]{1,3}[)）])?\s*"
_WHAT = rf"(?:会议|活动|培训|学习|拍摄|{phrases.DEED})?"
_LABELS = {
    "time": rf"{_WHAT}(?:时间|日期)",
    "place": rf"{_WHAT}地点",
    "persons": r"(?:参加|参会|出席|与会|参与|到会)(?:人员|人|对象|领导)?|人物|(?:活动|培训)对象|人员",
    "theme": rf"{_WHAT}(?:主题|议题)",
    "background": r"(?:活动)?背景",
    "cause": rf"事由|{_WHAT}(?:内容|名称)",
    "photographer": r"(?:摄影|拍摄|摄像)(?:者|人|人员)?|摄",
    "title": r"题名|照片(?:说明|名称|内容|题名)|说明|图片说明|标题",
}
_LABEL = {name: re.compile(words) for name, words in _LABELS.items()}
#: A label with what stands behind it, or alone at the end of its line.
_LABELLED = re.compile(rf"{_NUMBER}([\u4e00-\u9fff]{{1,6}})\s*(?:[:：]\s*(.*)|$)")
_UNTIL = re.compile(
    r"(?:[(（][^)）]{1,6}[)）])?(?:[上下]午|全天)?\s*(?:[-—–~～至到]+)\s*(?:(?:\d{4}年)?(?:(\d{1,2})月)?(\d{1,2})[日号])"
)
_MONTH_DAY = re.compile(r"(?<![\d年])(1[0-2]|[1-9])月(3[01]|[12]\d|[1-9])日")
_ADDED = re.compile(r"[，,；;](?=[^，,；;]*(?:\d|每|不|各|全|共|约|要|由|为))")
_CLOCK = re.compile(
    r"(上午|下午|中午|晚上?|傍晚)?\s*([01]?\d|2[0-3])\s*(?:[:：]\s*([0-5]\d)|[时点]\s*(半|整|[0-5]?\d(?=分)|))"
)
_WHY = re.compile(r"\s*((?:[^，。：]{2,14}，)?(?:为了?(?![什期此何])|根据|按照|围绕|结合|响应)[^。！？]*)")
#: Where the background ends and what is done about it begins.
_MAIN = re.compile(
    r"^(?:特|现|兹|拟|我|本|经|在|于|由|对|请|\d|[一二三四五六七八九十〇]+月)|决定|定于|制定|组织|开展|举办|召开|举行|印发|如下"
)


@dataclass(frozen=True, slots=True)
class Telling:
    """What an item tells; elements are called as in ``caption.LABELS``."""

    #: Of a document what it says of its event; of a photo what its own data say, put there by a person.
    elements: Mapping[str, str] = field(default_factory=dict)
    #: The first and last day of the event, ISO, where a document states them.
    first: str = ""
    last: str = ""
    #: When a meeting began on its day: 9:30.
    clock: str = ""
    #: What a document says of pictures, by their names without endings.
    pictures: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    #: Of a photo what the words in it say.
    seen: Mapping[str, str] = field(default_factory=dict)


def telling(page: Page) -> Telling | None:
    """Return what an item tells for captions; ``None`` for nothing."""
    if page.item.description.kind == "photo":
        return _of_photo(page)
    pictures = _pictures(page)
    if page.item.description.kind in KINDS:
        return _of_document(page, pictures)
    return Telling(pictures=pictures) if pictures else None


def of_line(text: str) -> dict[str, str]:
    """Return the elements that a line about one photo tells in its own words."""
    return _filled(phrases.said(text))


def _of_photo(page: Page) -> Telling | None:
    picture = page.extracted.picture
    own: dict[str, str] = {}
    if picture and picture.caption:
        own = of_line(picture.caption)
    if picture and picture.artist:
        own["photographer"] = picture.artist
    seen = {**_seen(page.lines), **_labelled(page.lines)}
    return Telling(own, seen=seen) if own or seen else None


def _seen(lines: tuple[Block, ...]) -> dict[str, str]:
    """Return what a banner or a sign in a photo tells that says where something is done."""
    for line in lines:
        said = phrases.narrated(line.text) if len(line.text) <= _LONGEST else Said()
        if said.place:
            day = _day_in(line.text, "")
            return {**({"time": day} if day else {}), **_filled(said)}
    return {}


def _of_document(page: Page, pictures: Mapping[str, Mapping[str, str]]) -> Telling | None:
    item, lines = page.item, page.body[:_TOP]
    meeting = item.description.meeting
    if item.description.kind == "ledger" and meeting is None:
        return Telling(pictures=pictures) if pictures else None
    labelled = {name: _first(text) for name, text in _labelled(lines).items()}
    found = {"background": _background(lines), **_narrated(item, lines[:_LEAD]), **labelled}
    if meeting:
        said = {
            "time": meeting.time,
            "place": meeting.place,
            "persons": _present(meeting.host, meeting.present),
        }
        found |= {name: text for name, text in said.items() if text}
    event = events.called(item.description.title)
    named = {"cause": event, "theme": event} if event and not item.description.title_inferred else {}
    first, last = _days(found.pop("time", ""))
    if not first and item.description.kind == "minutes" and item.description.date_from == "body":
        first = last = _full(item.description.date or "")
    clock = _clock(meeting.time) if meeting and meeting.time else ""
    told = {name: text for name, text in {**named, **found}.items() if text}
    return Telling(told, first, last, clock, pictures)


def _full(iso: str) -> str:
    return iso if len(iso) == len("2023-03-05") else ""


def _labelled(lines: tuple[Block, ...]) -> dict[str, str]:
    """Return what stands behind labels: 地点：三楼会议室, in the next cell, or on the next line."""
    found: dict[str, str] = {}
    for n, line in enumerate(lines):
        after = lines[n + 1].text if n + 1 < len(lines) else ""
        for label, value in _pairs(line.text, after):
            name = next((name for name, words in _LABEL.items() if words.fullmatch(label)), None)
            told = value.strip(" 。;；，,")
            if name and 0 < len(told) <= _LONGEST:
                found.setdefault(name, told)
    return {name: text for name, text in found.items() if name != "title"}


def _pairs(text: str, after: str) -> Iterator[tuple[str, str]]:
    cells = [cell.strip() for cell in text.split("\t")]
    for n, cell in enumerate(cells):
        match = _LABELLED.fullmatch(cell)
        if match and match[2]:
            yield match[1], match[2]
        elif match and n + 1 < len(cells):
            yield match[1], cells[n + 1]
        elif match and len(cells) == 1 and _heads(match[1]) and not _LABELLED.fullmatch(after.strip()):
            yield match[1], re.split(r"[。；]", after, maxsplit=1)[0]


def _heads(label: str) -> bool:
    """Say whether a label may stand as a heading, with its value on the next line."""
    return any(_LABEL[name].fullmatch(label) for name in ("time", "place", "persons", "theme"))


def _days(text: str) -> tuple[str, str]:
    """Return the first and last day of a time as it is written; empty if it has no full date."""
    hits = [hit for hit in dates.find(narrow(text)) if hit.full]
    if not hits:
        return "", ""
    first, last = hits[0].iso, hits[-1].iso
    until = _UNTIL.match(text, hits[0].end)
    if until and len(hits) == 1:
        year, month, _ = first.split("-")
        last = dates.iso(int(year), int(until[1] or month), int(until[2])) or first
    return first, max(first, last)


def _clock(text: str) -> str:
    """Return the hour and minute at which a meeting began, empty if its time has none."""
    hits = dates.find(narrow(text))
    match = _CLOCK.search(text, hits[0].end if hits else 0)
    if not match:
        return ""
    hour, minute = int(match[2]), match[3] or match[4] or "0"
    minutes = {"半": 30, "整": 0}.get(minute) if minute in "半整" else int(minute)
    late = match[1] in ("下午", "晚", "晚上", "傍晚") and hour < 12
    return f"{hour + 12 * late}:{minutes or 0:02d}"


def _present(host: str | None, present: str | None) -> str:
    """Return who was there as it is printed: the host, and so many of the others as there is room for."""
    others = " ".join((present or "").split())
    if len(others) > _PRESENT:
        cut = max(others.rfind(sign, 0, _PRESENT) for sign in "、，, ")
        others = f"{others[: cut if cut > 0 else _PRESENT]}等"
    if not host or host[-2:] in others:
        return others or host or ""
    return f"{host}（主持）、{others}" if others else f"{host}（主持）"


def _narrated(item: Item, lines: tuple[Block, ...]) -> dict[str, str]:
    """Return what the first sentence with a day tells that says where something was done; then the title."""
    title = {} if item.description.title_inferred else _filled(phrases.narrated(item.description.title))
    for line in lines:
        for sentence in re.split(r"[。！？]", line.text):
            day = _day_in(sentence, item.description.date or "")
            said = phrases.narrated(sentence) if day and len(sentence) <= 2 * _LONGEST else Said()
            if said.place:
                deed = {"cause": title["cause"]} if "cause" in title else {}
                return {"time": day, **title, **_filled(said), **deed}
    return title


def _day_in(sentence: str, written: str) -> str:
    """Return the first day that a sentence names; of one without its year the last before it was written."""
    hits = [hit for hit in dates.find(sentence) if hit.full]
    if hits:
        return hits[0].iso
    match = _MONTH_DAY.search(sentence) if _full(written) else None
    if not match:
        return ""
    years = (int(written[:4]), int(written[:4]) - 1)
    days = (dates.iso(year, int(match[1]), int(match[2])) for year in years)
    return next((day for day in days if day and day <= written), "")


def _first(text: str) -> str:
    """Return a value without what is added to it behind a comma: 河滨绿道，全程5公里."""
    return _ADDED.split(text, maxsplit=1)[0]


def _filled(said: Said) -> dict[str, str]:
    parts = {
        "place": said.place,
        "persons": said.persons,
        "cause": said.cause,
        "background": said.background,
    }
    return {name: text for name, text in parts.items() if text}


def _background(lines: tuple[Block, ...]) -> str:
    """Return on what occasion something is done, as the document opens: 为弘扬雷锋精神."""
    for line in lines[:_LEAD]:
        match = _WHY.match(line.text)
        clauses = re.split(r"[，,]", match[1]) if match else []
        kept: list[str] = []
        for clause in clauses:
            done = kept and not clause.startswith("为") and _MAIN.search(clause.strip())
            if done or len("，".join((*kept, clause))) > _BACKGROUND:
                break
            kept.append(clause.strip())
        if kept and len(kept) < len(clauses):
            return "，".join(kept)
    return ""


def _pictures(page: Page) -> dict[str, Mapping[str, str]]:
    """Return what the lines and rows that name pictures say of them."""
    found: dict[str, Mapping[str, str]] = {}
    heads: list[str] = []
    captions = photos.captions(page)
    for line in page.lines if captions else ():
        if line.role == "head":
            heads = line.text.split("\t")
        for name in photos.named(line.text):
            if captions.get(name) == line.text:
                found[name] = _of_row(line.text, heads)
    return found


def _of_row(text: str, heads: list[str]) -> dict[str, str]:
    bare = photos.without_names(text)
    hits = [hit for hit in dates.find(bare) if hit.full]
    found = {"title": phrases.bare(_longest(bare)), "time": hits[0].iso if hits else "", **of_line(bare)}
    cells = text.split("\t")
    for head, cell in zip(heads, cells, strict=False) if len(heads) == len(cells) > 1 else ():
        name = next((name for name, words in _LABEL.items() if words.fullmatch(head.strip())), None)
        if name and cell.strip() and not (name == "title" and list(photos.named(cell))):
            day = next((hit.iso for hit in dates.find(cell) if hit.full), "")
            found[name] = day if name == "time" else cell.strip()
    return {name: value for name, value in found.items() if value}


def _longest(text: str) -> str:
    """Return the cell or part of a line that says most."""
    parts = re.split(r"\t|[:：]|\s{2,}", text)
    return max(
        (part.strip(" 、，。;；-—") for part in parts),
        key=lambda part: len(re.findall(r"[\u4e00-\u9fff]", part)),
    )
