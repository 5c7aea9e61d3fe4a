"""The kind of an item: its form decides, not its topic.

The title's form weighs most, then the table's heads, then the file name, then how the body is
written; what nothing speaks for is ``other``.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from wenming_archive.describe import forms, pictures
from wenming_archive.describe.lines import Lines
from wenming_archive.formats import MAILS, PICTURES, RECORDINGS, SHEETS
from wenming_archive.kinds import KINDS
from wenming_archive.text.normal import matching

Scores = defaultdict[str, float]

#: Weights: a form that ends the title, one inside it, the same for the file name, a cue.
_TITLE_LAST, _TITLE, _NAME_LAST, _NAME = 6.0, 2.5, 3.0, 1.5
_MARK, _CUE, _CUES_AT_MOST, _HEAD = 1.5, 0.7, 3, 1.0
#: Characters of body that are looked at.
_BODY = 6000
#: Kinds that a picture of a page may show, when its name says so.
_PAGES = frozenset(["certificate", "ledger", "minutes", "notice", "pledge", "regulation", "plan"])
_CERTIFICATE = re.compile(r"证书|奖牌|奖状|锦旗|牌匾|聘书|匾牌|奖杯|荣誉称号")
#: How a notice hands over, and how what it hands over is built.
_PASSED_ON = re.compile(r"(印发|转发|下发)给你们")
_FIRST_LEVEL = re.compile(r"^[一二三四五六七八九十]{1,2}、|^第[一二三四五六七八九十]+[条章]")
_PLANNING = re.compile(r"目标|任务|措施|步骤|保障|要求|内容|安排|指导思想|原则|总则|^第")
#: What a mail has for being a mail; it says nothing of what the mail is.
_LETTER = re.compile(
    r"(各位|尊敬的|亲爱的|领导|老师|同志们|大家|您好|你好|hi\b|hello\b|dear\b).{0,30}$|(发件人|发送时间|附件)[:：]|各.{1,30}[:：]$|(此致|敬礼|谢谢|祝好)",
    re.IGNORECASE,
)
_MEETING = re.compile(r"会|纪要|学习|谈话|座谈|研讨")
_PHOTO_WORD = re.compile(r"照|图|合影|现场|授牌|颁奖|img|dsc|微信图片|截图|截屏")


def of(fmt: str, title: str, inferred: bool, stem: str, lines: Lines) -> str:
    """Return the id of the kind."""
    name = matching(stem)
    if fmt in RECORDINGS:
        return "video"
    if fmt in PICTURES:
        named = _picture(name)
        return named if named != "photo" or not pictures.is_paper(lines) else _paper(title, inferred, lines)
    return _document(fmt, title, inferred, name, lines)


def _document(fmt: str, title: str, inferred: bool, name: str, lines: Lines) -> str:
    passed_on = _passed_on(matching(title), lines)
    if passed_on:
        return passed_on
    scores = _scores(fmt, "" if inferred else matching(title), name, lines)
    best = max(KINDS, key=lambda kind: scores[kind.id])
    return best.id if scores[best.id] > 0.9 else "other"


def _paper(title: str, inferred: bool, lines: Lines) -> str:
    """Return the kind of the page that a picture shows; a page of no kind is a photo of it."""
    if any(map(pictures.HONOUR.fullmatch, (line.plain for line in lines.body))):
        return "certificate"
    kind = _document("", title, inferred, "", lines)
    return "photo" if kind == "other" else kind


def _picture(name: str) -> str:
    """Return the kind of a picture: a photo, unless the name says it shows a page or a plaque."""
    if _CERTIFICATE.search(name):
        return "certificate"
    form = forms.of(name)
    page = form and form.last and form.kind in _PAGES and form.word not in forms.WEAK
    if form and page and not _PHOTO_WORD.search(name):
        return form.kind
    return "photo"


def _passed_on(title: str, lines: Lines) -> str | None:
    """Return the kind of what a notice passes on, when that follows in the same file."""
    outer = forms.of(title)
    name = forms.quoted(title)
    if not outer or outer.kind != "notice" or not name or not re.search(r"印发|转发|下发|发布", title):
        return None
    inner = forms.of(name)
    if not inner:
        return None
    core = re.sub(r"[^\u4e00-\u9fff0-9a-z]", "", name)
    for n, line in enumerate(lines.body[3:], 3):
        text = re.sub(r"[^\u4e00-\u9fff0-9a-z]", "", line.plain)
        if len(lines.body) - n > 4 and _same_name(text, core, inner.word):
            return inner.kind
    return inner.kind if _follows_at_once(lines) else None


def _follows_at_once(lines: Lines) -> bool:
    """Say whether what is passed on begins right after 印发给你们, without its title again."""
    texts = [line.plain for line in lines.body]
    after = next((n for n, text in enumerate(texts) if _PASSED_ON.search(text)), len(texts))
    headings = [text for text in texts[after + 1 :] if _FIRST_LEVEL.match(text)]
    return len(headings) > 1 and sum(bool(_PLANNING.search(text[:20])) for text in headings) > 1


def _same_name(text: str, core: str, form: str) -> bool:
    """True when a line of its own repeats the quoted name, perhaps shortened."""
    if not text.endswith(form) or len(text) > len(core) + 12 or len(text) < 5:
        return False
    shared = sum((Counter(text) & Counter(core)).values())
    return shared >= 0.8 * min(len(text), len(core))


def _scores(fmt: str, title: str, name: str, lines: Lines) -> Scores:
    scores: Scores = defaultdict(float)
    for text, last, inside in ((title, _TITLE_LAST, _TITLE), (name, _NAME_LAST, _NAME)):
        form = forms.of(text) if text else None
        if form:
            weak = text == name and form.word in forms.WEAK
            scores[_in_sheet(form.kind, text, fmt)] += last if form.last and not weak else inside
    label = lines.top[0].plain if lines.top else ""
    if 2 < len(label) <= 8 and label != title and (form := forms.of(label)):
        scores[form.kind] += _TITLE_LAST  # 交流发言材料 above the title
    _add_heads(scores, fmt, lines)
    _add_body(scores, lines)
    return scores


def _in_sheet(kind: str, text: str, fmt: str) -> str:
    """Return the kind of a form in a table: 巡查记录 and 监考安排 are ledgers there, 会议记录 is not."""
    tabular = kind == "minutes" and not _MEETING.search(text)
    return "ledger" if fmt in SHEETS and (tabular or text.endswith("安排")) else kind


def _add_heads(scores: Scores, fmt: str, lines: Lines) -> None:
    heads = {cell.strip() for line in lines.body if line.role == "head" for cell in line.plain.split("\t")}
    rows = sum(line.role == "row" for line in lines.body)
    mostly_table = rows * 2 >= len(lines.body)
    for kind in KINDS:
        hits = sum(any(word in cell for cell in heads) for word in kind.heads)
        if hits >= 2 and mostly_table:
            scores[kind.id] += min(hits, 3) * _HEAD
    if fmt in SHEETS:
        scores["ledger"] += 2.0


def _add_body(scores: Scores, lines: Lines) -> None:
    texts = [line.plain for line in lines.body if line.role not in ("row", "head")]
    if lines.format in MAILS:
        texts = [text for text in texts if not _LETTER.match(text)]
    whole = "\n".join(texts)[:_BODY]
    for kind in KINDS:
        cues = sum(word in whole for word in kind.body)
        scores[kind.id] += min(cues, _CUES_AT_MOST) * _CUE
        scores[kind.id] += _MARK * sum(bool(re.search(mark, whole, re.MULTILINE)) for mark in kind.marks)
