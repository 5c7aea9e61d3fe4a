"""The issuer (责任者): the red head, the line above the closing date, the line under the title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wenming_archive.describe import forms
from wenming_archive.describe.lines import Line, Lines
from wenming_archive.text import dates

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
    r"(局|委员会|办公室|政府|中学|小学|学校|指挥部|领导小组|村民委员会|支部|总支|党委|办事处|社区|公司|医院|联合会)$"
)
_TITLE_BODY = re.compile(
    r"^((?:中共)?[\u4e00-\u9fff]{2,20}?(?:局|委员会|办公室|人民政府|街道办事处|中学|小学|学校|幼儿园|医院|公司|指挥部|党委|党组|总支|支部|工会|妇联|社区|村委会))(?=关于|(?:19|20)\d\d年)"
)
_SEAL = re.compile(r"\s*[(（](盖章|公章|印章|章)[)）]\s*")


def of(lines: Lines) -> str | None:
    """Return the issuing body, or ``None`` when the document names none."""
    tops = [*lines.boxes[:6], *lines.body[:8]]
    heads = (m[1] for line in tops if (m := _HEAD.match(line.plain)) and not m[1].startswith("关于"))
    head = next(heads, None)
    if head:
        return _original(tops, head)
    ways = (_edited, _signed, _labelled, _bracketed, _passed, _alone, _titled)
    return next((found for way in ways if (found := way(lines.body))), None)


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
            if _is_body(named):
                return _clean(original[: len(named) + 8] if rest else original)
    return None


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
    return re.sub(r"(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])", "", text).strip(" ()（）\t\u3000")
