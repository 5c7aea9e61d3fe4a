"""What stands around the tables: title, issuer, edition, period and the points in all."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wenming_archive.published.grid import Line
from wenming_archive.text import dates
from wenming_archive.text.normal import narrow

_NAMED = re.compile(
    r"(体系|标准|细则|指标|评分表|测评表|考核表|评价表|任务书|分解表|任务表|分工表|分工|清单|目录|办法|方案|评分标准|一览表|手册|要求|规范|计划|意见|责任制|内容|项目|表)$"
)
_OTHER = re.compile(
    r"^(附件|附表|附|表)\s*[\d一二三四五六七八九十]*\s*[:：]?\s*$|您所在|当前位置|首页|^来源|发布时间|^说\s*明$|^目\s*录$|^关于报送"
)
_ORGAN = (
    r"[\u4e00-\u9fff]{2,30}(?:委员会|办公室|文明委|文明办|指导委|教育局|厅|局|党委|政府|委|办"
    r"|中心|管委会|工会|妇联|团委)"
)
_ALONE = re.compile(
    rf"^[(（]?\s*((?:{_ORGAN})(?:[、\s\u3000]+(?:{_ORGAN}))*)(?:\s*(?:印发|制定?|编制|联合制定|发布|编))?\s*[)）]?(?:[\s\u3000]+(\d{{4}}年.*))?$"
)
_YEAR = re.compile(r"(20\d\d|19\d\d)\s*(?:[—–-]\s*(20\d\d))?\s*(?:年度|年版|年|版|届)")
_TOTAL = re.compile(
    r"(?:满分|总分值?|共计|合计|基[本准础]分|总计)(?:值)?\s*(?:均|合计|设定|设置)?\s*[为是计:：]?\s*(\d{2,4}(?:\.\d+)?)\s*(?:\+\s*\d+)?\s*分"
    r"|(\d{2,4})\s*分(?:制|为满分|满分)|(?:实行|采用|采取)(百)分制"
)
_PERIOD = re.compile(
    r"(测评周期|考核周期|创建周期|材料时限|时间范围|时限范围|资料时间|材料时间|周期|时段|起止时间)"
)


def title(lines: Sequence[Line], fallback: str) -> str:
    """Return what the catalogue is called: of the lines above it the one that looks most so."""
    best, score = fallback, 0.0
    for n, line in enumerate(lines[:40]):
        text = re.sub(
            r"\s+", "" if re.search("[\u4e00-\u9fff] [\u4e00-\u9fff]", line.text) else " ", line.text
        ).strip()
        plain = re.sub(r"[(（][^()（）]*[)）]$", "", text).strip("《》 ")
        if not 4 <= len(plain) <= 45 or re.search(r"[。；;，]", plain) or _OTHER.search(plain):
            continue
        points = 2.0 * bool(_NAMED.search(plain)) + 2 * (line.role == "title") + (line.role == "heading")
        points += line.centred + min(line.size, 26) / 13 + 1 / (n + 1)
        if re.match(r"^([一二三四五六七八九十]+、|[(（]|\d+[.、])", plain) or line.role in (
            "sheet",
            "hidden",
            "note",
        ):
            points -= 3
        if points > score and points > 1.2:
            best, score = text, points
    return best


def issuer(lines: Sequence[Line]) -> str:
    """Return the organ that stands alone on a line, or in brackets under the title."""
    for line in [*lines[:12], *lines[-8:][::-1]]:
        match = _ALONE.match(line.text.strip())
        if match and len(match[1]) <= 60:
            return re.sub(r"\s+", "、", match[1].strip())
    return ""


def edition(name: str, lines: Sequence[Line]) -> str:
    """Return the year of the edition: of the title, else of a date under it or at the end."""
    found = _YEAR.search(narrow(name))
    if found:
        return f"{found[1]}-{found[2]}" if found[2] else found[1]
    for line in [*lines[:6], *lines[-4:]]:
        hits = dates.find(line.text)
        if hits and len(line.text) <= 50:
            return hits[0].iso[:4]
    return ""


def period(texts: Sequence[str]) -> tuple[str, str] | None:
    """Return the first and last day of the period where two days are stated beside its name."""
    for text in texts:
        if _PERIOD.search(text):
            hits = [hit.iso for hit in dates.find(text) if len(hit.iso) >= 7]
            if len(hits) >= 2 and hits[0] < hits[1]:
                first, last = dates.span(hits[0])[0], dates.span(hits[1])[1]
                return first.isoformat(), last.isoformat()
    return None


def total(texts: Sequence[str]) -> float | None:
    """Return the points in all that the prose states."""
    for text in texts:
        match = _TOTAL.search(narrow(text))
        if match:
            return 100.0 if match[3] else float(match[1] or match[2])
    return None
