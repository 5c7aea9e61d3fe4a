"""The issuer (责任者): the red head, the line above the closing date, the line under the title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from wenming_archive.describe import forms
from wenming_archive.describe.lines import Line, Lines
from wenming_archive.formats import MAILS
from wenming_archive.text import dates
from wenming_archive.text.normal import matching

_HEAD = re.compile(r"^(.{3,40}?)\s*文\s*件$")
_BODY_WORD = re.compile(
    r"(局|委|委员会|办|办公室|组|部|处|科|室|院|校|学校|中学|小学|幼儿园|会|团|队|所|站|中心|厅|政府|街道|办事处|镇|乡|村|社区|支部|总支|"
    r"公司|银行|联合会|协会|股|大队|中队|支队|领导小组|指挥部|班|人社|法院|检察院|工会|妇联|馆|园|医院|集团)(\([^()]{1,12}\))?$"
)
_LABELLED = re.compile(
    r"^(?:填报单位|填表单位|制表单位|报送单位|编印单位|主办单位|主办|制表|单位|单位名称|部门|编印|发布单位|发文单位|落款|承诺单位|责任单位)\s*(?:[(（][^()（）]*[)）])?\s*[:：]\s*(.{2,30}?)(?:\s{2,}|\t|日期|时间|填|$|\s(?=\S+[:：]))"
)
_BRACKETED = re.compile(r"^\(?(.{2,30}?)\s*\(((?:19|20)[\d*x×]{2}年.{2,12}?)\)\)?$")
_NOT_A_BODY = re.compile(
    r"[。;；:：,，!！?？“”]|^(特此|此致|敬礼|以上|一、|附|联系人|电话|地址|记录|主持|校对)|第.+[条章]|\d{3,}"
)
_MEETING = re.compile(r"(?<=党组|党委|总支|支部|班子|校委|村委)(?:会议|会)$")
_PASSED = re.compile(r"日(?:经)?([\u4e00-\u9fff]{3,24}?(?:会议|大会|会))(?:讨论|审议|表决)*(?:通过|修订)")
#: A body's full name, that cannot be the subject of a title.
_WHOLE_BODY = re.compile(
    r"(局|委|委员会|办公室|文明办|创建办|政府|中学|小学|学校|指挥部|领导小组|村民委员会|村委会|居委会|支部|总支|党委|办事处|社区|公司|医院|"
    r"联合会|妇联|工会|图书馆|文化馆|博物馆|中心|站|团委|实践所)$"
)
_TITLE_BODY = re.compile(
    r"^((?:中共)?[\u4e00-\u9fff]{2,20}?(?:局|委员会|办公室|人民政府|街道办事处|中学|小学|学校|幼儿园|医院|公司|指挥部|党委|党组|总支|支部|工会|妇联|社区|村委会))(?=关于|(?:19|20)\d\d年)"
)
_CREDIT = re.compile(r"[(（]\s*([^()（）]{3,20}?)\s*(?:供稿|报送|提供)\s*[)）]")
_FILLED = re.compile(r"(填报|填表|报送|申报|推荐|承办|主办|制表)?单位(名称|全称)?|学校(名称)?|社区(名称)?")
#: Kinds whose title opens with the body that they are of.
_OWNED = frozenset(["minutes", "plan", "summary"])
_STRONG = (
    r"(?:局|委员会|办公室|人民政府|街道办事处|中学|小学|学校|幼儿园|医院|卫生院|公司|指挥部|党委|党组|党总支|党支部|支部|工会|妇联|团委|"
    r"居委会|村委会|图书馆|文化馆|实践[所站]|中心)(?![长员])"
)
_OWNER = rf"((?:中共)?[\u4e00-\u9fff]{{1,22}}{_STRONG})"
_OPENING = re.compile(rf"{_OWNER}(?=关于|(?:19|20)\d\d|第[一二三四五六七八九十\d]{{1,3}}[届次]|[“《])")
_MINUTES_OF = re.compile(rf"{_OWNER}(?=(?!.{{0,12}}{_STRONG}).{{0,14}}会(?:议)?(?:记录|纪要)$)")
_SEAL = re.compile(r"\s*[(（](盖章|公章|印章|章)[)）]\s*")


def of(lines: Lines, title: str = "", kind: str = "") -> str | None:
    """Return the issuing body, several with a gap between, or ``None`` when the document names none.

    ``title``, in matching form, is the one that stands in the document.
    """
    signed = _signed(lines.body)
    head = _headed(lines)
    if head:
        return signed if signed and signed.startswith(f"{head} ") else head
    named = _edited(lines.body) or signed
    if named:
        return named
    ways = (_labelled, _in_cells, _credited, _bracketed, _passed, _alone)
    found = next((found for way in ways if (found := way(lines.body))), None)
    return found or _under(lines.body, title) or _of_title(lines, title, kind) or _sender(lines)


def _headed(lines: Lines) -> str | None:
    """Return the body in the red head, or alone in a text box."""
    tops = [*lines.boxes[:6], *lines.body[:8]]
    heads = (m[1] for line in tops if (m := _HEAD.match(line.plain)) and not m[1].startswith("关于"))
    head = next(heads, None)
    if head:
        return _original(tops, head)
    boxes = (line.text for line in lines.boxes[:4] if len(line.plain) >= 6 and _is_body(line.plain))
    box = next(boxes, None)
    return _clean(box) if box else None


def _of_title(lines: Lines, title: str, kind: str) -> str | None:
    """Return the body that the title opens with, as minutes, plans and summaries do."""
    return _titled(lines.body) or (_opening(lines.body, title) if kind in _OWNED else None)


def _sender(lines: Lines) -> str | None:
    """Return who sent a mail, when nothing in it names a body."""
    author = lines.stated.author if lines.format in MAILS else None
    return author if author and "@" not in author else None


def _credited(body: Sequence[Line]) -> str | None:
    """Return who sent a news item in: (校团委供稿)."""
    for line in (*body[:3], *body[-2:]):
        match = _CREDIT.search(line.text)
        if match and _is_body(match[1]):
            return _clean(match[1])
    return None


def _in_cells(body: Sequence[Line]) -> str | None:
    """Return the body filled in beside its label in a form: 单位名称 | 某局."""
    for line in body[:8]:
        cells = [cell.strip() for cell in line.text.split("\t")]
        for label, value in pairwise(cells):
            if _FILLED.fullmatch(re.sub(r"\s|[:：]", "", label)) and _is_body(value):
                return _clean(value)
    return None


def _under(body: Sequence[Line], title: str) -> str | None:
    """Return the body on the line under the title, as talks and papers name their author."""
    lines = [line for line in body[:12] if line.role not in ("row", "head")]
    places = [n for n, line in enumerate(lines) if line.plain and line.plain in title]
    if not title or not places:
        return None
    for line in lines[places[-1] + 1 : places[-1] + 2]:
        if 4 <= len(line.plain) <= 24 and (_WHOLE_BODY.search(line.plain) or line.centred):
            return _clean(line.text) if _is_body(line.plain) and not forms.of(line.plain) else None
    return None


def _opening(body: Sequence[Line], title: str) -> str | None:
    match = _OPENING.match(title) or _MINUTES_OF.match(title)
    if not match:
        return None
    shown = next((line.text for line in body[:8] if line.plain.startswith(match[1])), "")
    return _clean(shown[: len(match[1])]) if matching(shown[: len(match[1])]) == match[1] else None


def _original(lines: Sequence[Line], plain: str) -> str:
    """Return the head as it is written, without 文件 and the gaps set for looks."""
    text = next(line.text for line in lines if _HEAD.match(line.plain) and plain in line.plain)
    return re.sub(r"\s+", "", text)[: -len("文件")]


def _signed(body: Sequence[Line]) -> str | None:
    """Return the body named on the line above (or before) the closing date."""
    for n in range(len(body) - 1, max(0, len(body) - 14), -1):
        line = body[n]
        hits = [h for h in dates.find(line.plain) if len(h.iso) >= 7]
        if not hits or len(line.plain) > 50 or line.role in ("row", "head"):
            continue
        rest = line.plain[: hits[0].start].strip(" (")
        if not line.plain[hits[-1].end :].strip(" )日印发"):
            named = rest or (body[n - 1].plain if n else "")
            original = body[n].text if rest else body[n - 1].text
            if _all_bodies(named):
                return _clean(original[: len(named) + 8]) if rest else _jointly(body, n - 1)
    return None


def _jointly(body: Sequence[Line], last: int) -> str:
    """Return the bodies that sign on the lines up to ``last``, a line each."""
    first = last
    while first > max(0, last - 3) and _signs_too(body[first - 1]):
        first -= 1
    return " ".join(_clean(line.text) for line in body[first : last + 1])


def _signs_too(line: Line) -> bool:
    return len(line.plain) <= 24 and bool(_WHOLE_BODY.search(line.plain)) and _all_bodies(line.plain)


def _all_bodies(text: str) -> bool:
    """Say whether ``text`` is a body, or several with gaps between."""
    parts = re.split(r"\s{2,}|\u3000+", text.strip())
    return _is_body(text) and (len(parts) == 1 or all(map(_is_body, parts)) or _spaced(parts))


def _spaced(parts: Sequence[str]) -> bool:
    return all(len(part) < 3 for part in parts)


def _labelled(body: Sequence[Line]) -> str | None:
    for line in (*body[:8], *body[-6:]):
        match = _LABELLED.match(line.text.strip())
        if match and not dates.find(match[1]) and _is_body(match[1]):
            return _clean(match[1])
    return None


def _bracketed(body: Sequence[Line]) -> str | None:
    """Return the body of a line under the title such as 市民政局(2012年9月14日)."""
    for n, line in enumerate(body[1:5], 1):
        match = _BRACKETED.match(line.plain)
        if match and _is_body(match[1]):
            return match[1]
        if _is_body(line.plain) and len(line.plain) <= 20 and n + 1 < len(body) and _dated(body[n + 1]):
            return _clean(line.text)
    return None


def _edited(body: Sequence[Line]) -> str | None:
    """Return who edited an issue: 某局创建办编 2023年7月7日, near the top."""
    for line in body[:7]:
        hits = dates.find(line.plain)
        if hits and hits[-1].full and len(line.plain) <= 50 and line.role not in ("row", "head"):
            named = re.sub(r"(编印|编|主办|印)$", "", line.text[: _before(line, hits[0])].strip(" \u3000(（"))
            if _is_body(named):
                return _clean(named)
    return None


def _before(line: Line, hit: dates.Hit) -> int:
    """Return where the date starts in the line as displayed."""
    shown = dates.find(line.text)
    return shown[0].start if shown else hit.start


def _passed(body: Sequence[Line]) -> str | None:
    """Return the body whose assembly passed a rule: (2021年11月26日柳湾村村民代表会议通过)."""
    for line in (*body[:4], *body[-3:]):
        match = _PASSED.search(line.text)
        if match:
            return _clean(_MEETING.sub("", match[1]))
    return None


def _alone(body: Sequence[Line]) -> str | None:
    """Return a body that stands on its own line above the title."""
    for n, line in enumerate(body[:3]):
        body_line = 4 <= len(line.plain) <= 26 and _WHOLE_BODY.search(line.plain)
        if body_line and _is_body(line.plain) and n + 1 < len(body) and forms.of(body[n + 1].plain):
            return _clean(line.text)
    return None


def _titled(body: Sequence[Line]) -> str | None:
    """Return the body a title opens with: 某县某局2023年度工作总结, 某局关于….."""
    for line in body[:4]:
        match = _TITLE_BODY.match(line.text)
        if match and line.role not in ("row", "head") and forms.of(line.plain) and len(line.plain) <= 60:
            return _clean(match[1])
    return None


def _dated(line: Line) -> bool:
    masked = re.search(r"^\(?(19|20)[\dx×*]{2}年[\dx×*]{1,2}月", line.plain)
    return len(line.plain) <= 16 and bool(dates.find(line.plain) or masked)


def _is_body(text: str) -> bool:
    plain = _SEAL.sub("", text).strip()
    return 2 <= len(plain) <= 40 and bool(_BODY_WORD.search(plain)) and not _NOT_A_BODY.search(plain)


def _clean(text: str) -> str:
    text = _SEAL.sub("", text)
    hits = dates.find(text)
    text = text[: hits[0].start] if hits else text
    text = text.strip(" ()（）\t\u3000")
    parts = text.split()
    if len(parts) > 1 and all(len(part) > 3 and _WHOLE_BODY.search(part) for part in parts):
        return " ".join(parts)
    return re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", "", text)
