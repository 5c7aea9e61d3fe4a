"""The title of a document, by its layout; the file name is the last resort and marked so."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from wenming_archive.describe import forms, names, stated
from wenming_archive.describe.lines import Line, Lines
from wenming_archive.text import dates, numbers
from wenming_archive.text.normal import matching

_MAX_TITLE = 90
#: Characters from which a line is a title of its own and no masthead (督查通报).
_TELLING = 8
#: A line of a broken title is no longer than a line of 2号 type.
_BROKEN_LINE = 32
#: What opens a 副题名, which is listed with the 题名.
_SUBTITLE = ("——", "--", "—", "─", "－－")
_ABOUT = re.compile(
    r"^.{0,30}关于.{2,70}(通知|意见|决定|方案|报告|请示|函|批复|通报|公告|办法|规定|计划|总结|汇报|说明|安排|倡议书|建议|决议|纪要|要点)(\(.{1,8}\))?$"
)
#: Lines that follow a title and are none of it.
_BODY_START = re.compile(
    r"^(根据|为(了|进一步|深入|全面|切实|认真|贯彻|加强|扎实)?|按照|现将|近日|日前|各[^,，]{1,30}[:：]?$|同志们|尊敬的|一、|\(一\)|1[.、]|第[一1][条章]|"
    r"(会议)?(时间|地点|主持|主题|议题|出席|参加人员|记录人|活动时间|活动地点|日期|单位|部门|姓名|班级|填报|制表|撰稿|供稿|编辑|报送|签发)[^:：]{0,6}[:：])"
)
#: Lines above a title that are none of it: copy number, secrecy, urgency, the issuing body's head.
_ABOVE = re.compile(
    r"^(份号|密级|绝密|机密|秘密|内部(资料|文件)?|特急|加急|急件|平急|签发人?|附件\s*\d*[:：]?$|附\s*\d*[:：]?$|no\.?\s*\d+|第?\s*\d+\s*号$|\d{6}$)|"
    r"^.{2,40}文件$|^\(?(简报|工作简报|会议纪要|情况通报|信息专报)\)?$"
)
_NO_TITLE_END = re.compile(r"[。;；,，、！!:：]$")
_USELESS_SHEET = re.compile(r"^(sheet|工作表|表)\s*\d*$", re.IGNORECASE)
#: A line above the title that only says what sort of paper it is.
_LABEL = re.compile(
    r"^(大会|会议|交流|经验|典型|先进|书面)*(发言|讲话|汇报|交流|经验|典型|事迹|申报|会议|学习)(材料|稿|提纲)?(之[一二三四五六七八九十\d]+)?$|"
    r"^(工作|创建|文明|信息)*(动态|简报|简讯|信息|快讯|快报|专报|新闻稿?|通讯)$"
)
#: Labels whose line is a field of the document, never its title.
_FIELD = re.compile(
    r"^(甲|乙|丙|需|供|买|卖|出租|承租|发包|承包)方.{0,8}[:：]|^.{0,4}(编号|单号|文号|姓名|性别|电话|地址|户主|材料|用料|原料|班级|学号|联系人|收件人|发件人|主题|关键词|摘要)[:：]"
)
#: What a table's title adds in the end about its day: (截至2024年6月), 2023.9.20.
_AS_OF = re.compile(r"\s*[(（]?\s*(截至|截止)?(到|至)?\s*((19|20)\d\d\s*[年./-])[^(（—–~至]{0,14}[)）]?$")
_SERIAL_END = re.compile(r"(?<=[案结告话知报要]) ?[一二三四五六七八九十]$")
#: How an author's line ends; 开新局 ends a slogan.
_UNIT = re.compile(r"((?<![新大])局|[部委办]|委员会|办公室|政府|公司|中学|小学|学校|医院|中心)$")


@dataclass(frozen=True, slots=True)
class Title:
    """A title and whether it had to be taken from the file name."""

    text: str
    inferred: bool = False


def of(lines: Lines, stem: str) -> Title:
    """Return the title of a document with ``lines``, whose file is called ``stem``."""
    ways = (stated.subject, _shared, _after_number, _styled, _about, _largest, _first, _sheet, stated.title)
    text = next((text for way in ways if (text := way(lines))), None)
    return Title(tidy(text)) if text else Title(names.title(stem), True)


def _shared(lines: Lines) -> str | None:
    return lines.shared_title


def _after_number(lines: Lines) -> str | None:
    """Red-head layout (GB/T 9704-2012, 7.3.1): the title stands under the document's number."""
    top = lines.top
    found = numbers.own([line.plain for line in top]) or numbers.issue([line.plain for line in top])
    if not found:
        return None
    rest = list(top[found[1] + 1 :])
    above = _gather(top[max(0, found[1] - 2) : found[1]], 2)
    while rest and _signs(rest[0].plain):
        rest = rest[1:]
    if above and _stands_above(above, rest):
        return above
    return _gather(rest, 4)


def _stands_above(above: str, rest: Sequence[Line]) -> bool:
    """Say whether the title is ``above`` its number: minutes, and what alone of the two names a form."""
    form = forms.of(matching(above))
    if not form or not form.last or form.kind == "briefing":
        return False
    below = forms.of(matching(_gather(rest, 4) or ""))
    if below and below.last:
        return form.kind == "minutes" and below.kind != "minutes"
    return form.kind == "minutes" or len(above) >= _TELLING


def _styled(lines: Lines) -> str | None:
    """A paragraph in the Title style, a Markdown title, or the title row of a table."""
    titled = [line for line in lines.body[:30] if line.role == "title"]
    if not titled or not _titular(titled[0]):
        return None
    at = lines.body.index(titled[0])
    same = [line for line in lines.body[at : at + 3] if line.role == "title" and _titular(line)]
    text = _joined([line.text for line in same])
    table = any(line.role in ("head", "row") for line in lines.body[at : at + 4])
    return _without_day(text) if table else text


def _without_day(text: str) -> str:
    """Return a table's title without the day it was drawn up, if that is said in the end."""
    short = _AS_OF.sub("", text)
    form = forms.of(matching(short))
    return short if len(short) >= 4 and form and form.last else text


def _about(lines: Lines) -> str | None:
    top = [line for line in lines.top[:14] if not _ABOVE.search(line.plain)]
    for n, line in enumerate(top):
        if _ABOUT.match(line.plain):
            return line.text
        for parts in (top[n : n + 2], top[n : n + 3]):
            if _about_in_lines(parts):
                return _joined([part.text for part in parts])
        if _BODY_START.match(line.plain) or len(line.plain) > _MAX_TITLE:
            return None
    return None


def _about_in_lines(parts: Sequence[Line]) -> bool:
    """Say whether a title beginning with 关于 is broken over ``parts``."""
    whole = [part.plain for part in parts]
    return "关于" in whole[0] and max(map(len, whole)) <= _BROKEN_LINE and bool(_ABOUT.match("".join(whole)))


def _largest(lines: Lines) -> str | None:
    """The first lines set larger than the body, or centred where the body is not."""
    top = [line for line in lines.top[:12] if not _ABOVE.search(line.plain)]
    usual = _usual_size(lines.body)
    for n, line in enumerate(top[:8]):
        stands_out = line.size > usual > 0 or (line.centred and not _mostly_centred(lines))
        if stands_out and _titular(line):
            alike = [line]
            for following in top[n + 1 : n + 4]:
                if (
                    following.size != line.size
                    or following.centred != line.centred
                    or not _titular(following)
                ):
                    break
                alike.append(following)
            return _joined([part.text for part in alike])
    return None


def _usual_size(lines: Sequence[Line]) -> float:
    """Return the size that most text is set in, 0 when there is none."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.plain)
    return sizes.most_common(1)[0][0] if sizes else 0


def _mostly_centred(lines: Lines) -> bool:
    centred = sum(line.centred for line in lines.body)
    return centred * 2 > len(lines.body)


def _first(lines: Lines) -> str | None:
    """The first line that can be a title, with the lines that go on with it."""
    top = list(lines.top[:8])
    while top and (_ABOVE.search(top[0].plain) or _is_label(top) or _signs(top[0].plain)):
        top = top[1:]
    if not top or not _titular(top[0]) or _BODY_START.match(top[0].plain):
        return None
    return _gather(top, 4)


def _is_label(top: list[Line]) -> bool:
    """True for 交流发言材料 above the real title."""
    return len(top) > 2 and bool(_LABEL.match(top[0].plain)) and _titular(top[1]) and len(top[1].plain) >= 6


def _sheet(lines: Lines) -> str | None:
    named = [n for n in lines.sheets if not _USELESS_SHEET.match(n) and 4 <= len(n) <= _MAX_TITLE]
    return named[0] if len(named) == 1 and forms.of(matching(named[0])) else None


def _gather(lines: Sequence[Line], most: int) -> str | None:
    """Join a title's lines: until the body starts, a form ends it, or a line is too long."""
    taken: list[Line] = []
    usual = _usual_size(lines)
    for n, line in enumerate(lines[:most]):
        if not _titular(line) or _BODY_START.match(line.plain) or _is_date(line.plain):
            break
        if taken and not (_goes_on(taken, line, usual) or _slogan(taken, line, lines[n + 1 : n + 2])):
            break
        taken.append(line)
    return _joined([line.text for line in taken]) if taken else None


def _goes_on(taken: list[Line], line: Line, usual: float) -> bool:
    """Say whether ``line`` belongs to the title begun by ``taken``; sameness in the usual size is none."""
    if line.text.startswith(_SUBTITLE):
        return True
    whole = "".join(part.plain for part in taken)
    if line.plain.startswith(whole[:_TELLING]):  # a collection's name, then its first document's
        return False
    form = forms.of(whole)
    if form and form.last and len(whole) > 5:
        return False
    following = forms.of(whole + line.plain)
    alike = line.size == taken[0].size > 0 and line.centred == taken[0].centred
    stands_out = line.centred or line.size != usual
    return bool(following and following.last) or (alike and stands_out and len(line.plain) <= 30)


def _slogan(taken: list[Line], line: Line, following: Sequence[Line]) -> bool:
    """True for the second half of a slogan title: then the author's or the date's line follows."""
    if len(taken) > 1 or not 6 <= len(line.plain) <= 24 or forms.of(taken[0].plain) or not following:
        return False
    if _UNIT.search(line.plain):
        return False
    plain = following[0].plain
    return len(plain) <= 16 and not _NO_TITLE_END.search(plain) and not _BODY_START.match(line.plain)


def _titular(line: Line) -> bool:
    plain = line.plain
    if not 2 <= len(plain) <= _MAX_TITLE or "\t" in line.text:
        return False
    if _NO_TITLE_END.search(plain) or _is_date(plain) or _FIELD.match(plain):
        return False
    if numbers.own([plain]) or numbers.issue([plain]):
        return False
    if re.match(r"^((19|20)\d\d年)?\d{1,2}月\d{1,2}日.*[,，]", plain):
        return False
    return (
        bool(re.search(r"[\u4e00-\u9fff]{2}", plain))
        and plain.count("。") + plain.count("，") + plain.count(",") <= 2
    )


def _signs(plain: str) -> bool:
    """True for a line that names who and when: 某局创建办编 2023年7月7日."""
    hits = dates.find(plain)
    return bool(hits) and len(plain) <= 40 and hits[-1].full and len(plain) - hits[-1].end <= 2


def _is_date(plain: str) -> bool:
    hits = dates.find(plain) + dates.find_in_name(plain)
    covered = sum(hit.end - hit.start for hit in hits[:1])
    masked = re.fullmatch(r"[(\[]?[12\d][\dx×*]{3}年[\dx×*]{1,2}月([\dx×*]{1,2}日)?[)\]]?", plain)
    return bool(masked) or (covered > 0 and len(plain) - covered <= 4 and not forms.of(plain))


def _joined(parts: list[str]) -> str:
    out = parts[0]
    for part in parts[1:]:
        latin = out[-1].isascii() and part[0].isascii() and out[-1].isalnum() and part[0].isalnum()
        slogans = re.search(r"\s", out.strip()) and len(part) >= 6 and not part.startswith(_SUBTITLE)
        out += (" " if latin or slogans else "") + part
    return out


def tidy(text: str) -> str:
    """Return a title without gaps set for looks and without marks around it."""
    text = re.sub(r"(?<=[^\x00-\x7f]) +(?=[^\x00-\x7f])", _close_gap, " ".join(text.split()))
    text = _SERIAL_END.sub("", text) if len(text) > 8 else text
    return text.strip(" *#_　")


def _close_gap(match: re.Match[str]) -> str:
    """Close 通 知; keep the gap between two phrases (扎实推进 长效管理)."""
    text, at = match.string, match.start()
    before = len(re.split(r"\s", text[:at])[-1])
    after = len(re.split(r"\s", text[match.end() :])[0])
    return "" if before == 1 or after == 1 else " "
