"""发文字号, the number of an official document (GB/T 9704-2012, 7.2.5), and issue numbers.

A document's own number stands (nearly) alone on a line near the top; a number inside a
sentence or after 《…》 is a citation and never the document's own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from wenming_archive.text.normal import narrow

_OPEN = r"[\u3014\ufe5d\u3010\[({\u2018<]"
_CLOSE = r"[\u3015\ufe5e\u3011\])}\u2019>]"
_ORGAN = r"[\u4e00-\u9fffA-Za-z×xX*○〇]{1,20}?"
_YEAR = r"(?P<year>(?:19|20)[\dxX×*]{2})"
_NUMBER = re.compile(
    rf"(?P<organ>{_ORGAN})\s*{_OPEN}\s*{_YEAR}\s*{_CLOSE}\s*第?\s*(?P<serial>\d{{1,4}}|[xX×*]{{1,3}})\s*[号號期]"
)
#: A number alone on its line may lack its organ: 〔2023〕6号 under 某某会议纪要.
_BARE = re.compile(rf"^{_OPEN}\s*{_YEAR}\s*{_CLOSE}\s*第?\s*(?P<serial>\d{{1,4}})\s*[号號期]$")
_NO_BRACKET = re.compile(
    rf"^(?P<organ>[\u4e00-\u9fff]{{1,12}}[发函办字文令])\s*{_YEAR}\s*年?\s*第?\s*(?P<serial>\d{{1,4}})\s*[号號]$"
)
_NUMERAL = r"(?:\d{1,4}|[〇零一二三四五六七八九十百]{1,5})"
_ISSUE = re.compile(
    rf"(?:{_OPEN}?\s*(?P<year>(?:19|20)\d\d)\s*年?\s*{_CLOSE}?)?\s*第\s*(?P<serial>{_NUMERAL})\s*(?P<unit>[期次号])\)?"
    rf"(?:\s*[(\[]\s*总第?\s*(?P<total>\d{{1,5}})\s*期?\s*[)\]])?"
)
#: Words that stand before a cited number, never before one's own.
_CITING = re.compile(r"[《》、,。;:(]|关于|根据|按照|依据|印发|转发|贯彻|落实|的通知|文件精神")
#: Gaps between the single characters of an organ set wide for looks: 海 文 明 办〔2023〕5号.
_WIDE_SET = re.compile(r"(?<=(?<!\S)[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff](?:\s|[\u3014\[(【]))")
_SIGNER = re.compile(r"\s*签\s*发\s*人?\s*[::].*$")
#: Characters of a line that is little more than a number.
_LONGEST = 60
#: How many non-empty lines from the top may hold the number.
_HEAD_LINES = 12


def own(lines: Sequence[str]) -> tuple[str, int] | None:
    """Return the document's own number in canonical form and the index of its line, or ``None``.

    Canonical (7.2.5): 〔〕 around the year, no 第, no leading zeros; what was masked stays.
    """
    for index, line in enumerate(lines[:_HEAD_LINES]):
        found = _on_line(_WIDE_SET.sub("", _SIGNER.sub("", narrow(line)).strip(" \t()")))
        if found:
            return found, index
    return None


def issue(lines: Sequence[str]) -> tuple[str, int] | None:
    """Return an issue number (第3期, (第12次)) alone on a line near the top, and the line's index."""
    for index, line in enumerate(lines[:8]):
        bare = narrow(line).strip().removeprefix("(")
        match = _ISSUE.search(bare)
        if match and len(bare) <= len(match[0]) + 6 and not _CITING.search(bare[: match.start()]):
            return f"第{match['serial']}{match['unit']}", index
    return None


def in_name(name: str) -> str | None:
    """Return a number that opens a file name (海文明办〔2023〕5号 关于….docx), canonical."""
    match = _NUMBER.search(narrow(name))
    if match and not _CITING.search(narrow(name)[: match.start("organ") + len(match["organ"])]):
        return _canonical(match)
    return None


def cited(text: str) -> list[str]:
    """Return the numbers that ``text`` cites, canonical, in order, with the organ trimmed."""
    return [_canonical(m) for m in _NUMBER.finditer(narrow(text))]


def _on_line(line: str) -> str | None:
    if len(line) > _LONGEST or not any(sign in line for sign in "号號期"):
        return None
    bare = _BARE.match(line)
    if bare:
        return f"〔{bare['year']}〕{int(bare['serial'])}号"
    match = _NUMBER.search(line) or _NO_BRACKET.match(line)
    if not match or _CITING.search(line[: match.end("organ")]):
        return None
    rest = len(line) - (match.end() - match.start())
    return _canonical(match) if rest <= 6 else None


def _canonical(match: re.Match[str]) -> str:
    organ = re.split(r"[《》、,。;:(\s]|关于|根据|按照|依据|印发", match["organ"])[-1]
    serial = match["serial"]
    unit = "期" if match[0].endswith("期") else "号"
    return f"{organ}〔{match['year']}〕{int(serial) if serial.isdecimal() else serial}{unit}"
