"""The date of formation (形成日期), and where it was found.

Order: the date at the document's end (落款), a date of its own near the top, the file name, the
year in the 发文字号, EXIF for pictures, the folders.  A wrong date is worse than none: dates of
events told in the text are not taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wenming_archive.content import Picture
from wenming_archive.describe.lines import Line, Lines
from wenming_archive.formats import MAILS, RECORDINGS, WEB_PAGES
from wenming_archive.text import dates
from wenming_archive.text.normal import narrow

_LAST, _TOP, _SHORT = 10, 10, 40
_AFTER_END = re.compile(
    r"^(附件|附表|附\s*[:：\d]|抄送|主送|报送|报[:：]|送[:：]|发[:：]|印发|共印|主题词|\(此件)|印发$"
)
#: Labels of a date that is the document's own.
_LABEL = re.compile(
    r"(会议|活动|学习|填报|填表|制表|统计|报送|编印|印发|发布|成文|签订|检查|巡查|更新|报告|授课|召开)?(时间|日期)\s*[:：]|[年月日]期\s*[:：]"
)
_FILLED_IN = re.compile(r"(填报|填表|制表|统计|报送|会议|活动|截止|截至)(时间|日期)")
#: When a meeting or an activity was held: a day of its own beside it says more.
_HELD = re.compile(r"^(会议|活动|学习|召开)?\s*时\s*间\s*[:：]|^会议日期\s*[:：]")
#: Columns of a table that tell when its entries were made, and those that only look so.
_ENTERED = re.compile(r"日期|时间|月份|^月$|日$")
_PERSONAL = re.compile(
    r"出生|生日|入党|入职|工作时间|参加|服务时间|办公时间|值班时间|有效|到期|完成时限|期限|开放"
)
_FORCE = re.compile(r"自.{6,14}(起|之日起)(施行|执行|试行|实施|生效)|(\d|日).{0,30}(通过|修订)")
#: What is said in brackets of a rule that is cited.
_CITED = re.compile(r"(?<=》)\([^()]*\)")
#: A line that is nearly nothing but its date: 2023年3月6日, (2023年3月6日), 某局 2023年3月6日.
_REST = 24


@dataclass(frozen=True, slots=True)
class Date:
    """A date as precise as its source, and what the source was."""

    iso: str
    source: str


def of(
    lines: Lines,
    number: str | None,
    stem: str,
    folders: Sequence[str],
    picture: Picture | None,
    scene: bool = True,
) -> Date | None:
    """Return the date of an item, or ``None`` when nothing says it.

    A picture that is no ``scene`` shows a paper, which is as old as it says.
    """
    if lines.format in RECORDINGS:
        return _of_recording(lines.stated.created, stem, folders)
    if picture is not None and scene:
        return _of_picture(picture, stem, folders) or _written(lines)
    found = next(filter(None, _ways(lines, number, stem, folders)), None)
    return found if found or not picture else _of_picture(picture, stem, folders)


def _of_recording(created: str | None, stem: str, folders: Sequence[str]) -> Date | None:
    """Return a recording's day: what a person named it, then its clock, then the folders."""
    named = _in_name(stem)
    if named and len(named) == 10:
        return Date(named, "name")
    if created:
        return Date(created[:10], "exif")
    return Date(named, "name") if named else _of_folders(folders)


def _written(lines: Lines) -> Date | None:
    """Return the day on a banner."""
    found = next((iso for line in lines.body if (iso := _own_line(line))), None)
    return Date(found, "body") if found else None


def _ways(lines: Lines, number: str | None, stem: str, folders: Sequence[str]) -> Iterator[Date | None]:
    named = _in_name(stem)
    for own in (_closing, _heading):
        iso = own(lines.body)
        yield Date(iso, "body") if iso else None
    if lines.format in MAILS | WEB_PAGES and lines.stated.created:
        yield Date(lines.stated.created[:10], "body")
    yield Date(named, "name") if named and len(named) > 4 else None
    yield _of_number(number)
    shown = _on_page(lines.shell)
    yield Date(shown, "body") if shown else None
    for way in (_only_date, _latest_entry, _titled, _in_force):
        iso = way(lines)
        yield Date(iso, "body") if iso else None
    yield Date(named, "name") if named else None
    yield _of_folders(folders)


def _of_picture(picture: Picture, stem: str, folders: Sequence[str]) -> Date | None:
    if picture.taken:
        return Date(picture.taken[:10], "exif")
    named = _in_name(stem)
    return Date(named, "name") if named else _of_folders(folders)


def _closing(body: Sequence[Line]) -> str | None:
    """Return the date on a line of its own near the end, before annexes and distribution."""
    end = _end_of_text(body)
    for line in reversed(body[max(0, end - _LAST) : end]):
        found = None if line.role in ("row", "head") or _HELD.search(line.plain) else _own_line(line)
        if found:
            return found
    return None


def _end_of_text(body: Sequence[Line]) -> int:
    """Return where the main text ends: at the first annex or distribution line in its last half."""
    for n, line in enumerate(body):
        if (
            line.role != "row"
            and n > 3
            and _AFTER_END.search(line.plain)
            and any(_own_line(x) for x in body[max(0, n - 6) : n])
        ):
            return n
    return len(body)


def _heading(body: Sequence[Line]) -> str | None:
    """Return a date near the top: on its own line, behind a label, or beside an issue's editor."""
    top = body[:_TOP]
    for line in (*(x for x in top if not _HELD.search(x.plain)), *(x for x in top if _HELD.search(x.plain))):
        if line.role in ("row", "head") and not _FILLED_IN.search(line.plain):
            continue
        if _LABEL.search(line.plain) or _own_line(line):
            hits = [h for h in dates.find(line.plain) if h.full or len(h.iso) == 7]
            if hits:
                return hits[0].iso
    return None


def _own_line(line: Line) -> str | None:
    """Return the date of a line that holds little else, or ``None``."""
    text = line.plain
    if len(text) > 60 or re.search(r"[。;；!！]|关于|根据|以来|期间|至今", text) or _FORCE.search(text):
        return None
    hits = [h for h in dates.find(text) if len(h.iso) >= 7]
    if not hits:
        return None
    hit = hits[-1]
    rest = (text[: hit.start] + text[hit.end :]).strip(" ()[]-—_\t")
    after = text[hit.end :].strip(" )]")
    return hit.iso if len(rest) <= _REST and len(after) <= 12 and not re.search(r"[,，]", rest) else None


def _on_page(shell: Sequence[str]) -> str | None:
    """Return the day a web page states for the text it shows."""
    found = (h.iso for text in shell if _LABEL.search(text) for h in dates.find(text) if h.full)
    return next(found, None)


def _only_date(lines: Lines) -> str | None:
    """Return the one full date that a short text names, when it names just one."""
    if len(lines.body) > _SHORT:
        return None
    told = (_CITED.sub("", line.plain) for line in lines.body if line.role != "row")
    texts = [text for text in told if not _FORCE.search(text)]
    found = {h.iso for text in texts for h in dates.find(text) if h.full}
    return found.pop() if len(found) == 1 else None


def _latest_entry(lines: Lines) -> str | None:
    """Return the latest date in a table's column of dates: a ledger is as old as its last entry."""
    columns: list[int] = []
    entered: list[str] = []
    for line in lines.body:
        cells = line.plain.split("\t")
        if line.role == "head":
            columns = [
                n for n, cell in enumerate(cells) if _ENTERED.search(cell) and not _PERSONAL.search(cell)
            ]
        elif line.role == "row":
            entered += [cells[n] for n in columns[:1] if n < len(cells)]
    return dates.latest(" ; ".join(dict.fromkeys(entered)))


def _in_force(lines: Lines) -> str | None:
    """Return the day a rule was passed or came into force, where nothing better is said."""
    for line in (*lines.body[:4], *reversed(lines.body[-4:])):
        plain = _CITED.sub("", line.plain)
        hits = [h for h in dates.find(plain) if h.full] if _FORCE.search(plain) else []
        if hits:
            return hits[0].iso
    return None


def _titled(lines: Lines) -> str | None:
    """Return the year or month in the title lines: 2023年度工作总结."""
    for line in lines.body[:4]:
        hits = dates.find(_CITED.sub("", line.plain)) if line.role not in ("row", "head") else []
        if hits and len(line.plain) <= 60:
            return hits[-1].iso if len({h.iso[:4] for h in hits}) == 1 else None
    return None


def _of_number(number: str | None) -> Date | None:
    match = re.search(r"((?:19|20)\d\d)", number or "")
    return Date(match[1], "number") if match else None


def _in_name(stem: str) -> str | None:
    hits = dates.find_in_name(narrow(stem))
    full = [h for h in hits if h.full] or hits
    return max(full, key=lambda h: len(h.iso)).iso if full else None


def _of_folders(folders: Sequence[str]) -> Date | None:
    """Return the most precise date among the folders, the nearest first."""
    found = [iso for folder in reversed(folders) if (iso := _in_name(folder))]
    return Date(max(found, key=len), "folder") if found else None
