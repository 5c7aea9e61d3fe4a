"""Security marks (密级, GB/T 9704-2012, 7.2.2) as offices write them: on a line, in a name, on a folder.

To speak of secrets is no mark: a mark stands alone on its line, in brackets, behind 密级, or has its star.
"""

from __future__ import annotations

import re

from wenming_archive.text.normal import narrow, simplify

_LEVEL = r"绝\s*密|机\s*密|秘\s*密"
_STAR = r"[★☆*▲]"
_ANY = re.compile(r"[绝机機秘祕]\s*密")
_TERM = (
    r"[0-9]{1,4}\s*[年月天日]|[一二三四五六七八九十]{1,3}\s*(?:年|个?月)"
    r"|长\s*期|永\s*久|启\s*用|解\s*密|[^\s,，。]{0,6}前"
)
#: What may follow a mark on its line.
_AFTER = (
    r"(?:\s*[(（][^()（）]{1,16}[)）])?"
    r"(?:[\s,，;；]+(?:特急|加急|急件|份号.*|第\s*[0-9]+\s*份|[0-9]{6}|请?(?:注意|妥善)?保[密管存].{0,8}))?"
)
_STATED = r"(?:密\s*级\s*[:：]?\s*)?"
_STARRED = (
    rf"{_STATED}{_STAR}?\s*((?:{_LEVEL})\s*级?\s*{_STAR}\s*"
    rf"(?:(?:{_TERM})[^\s,，。;；()“”\"]{{0,10}}|{_STAR})?){_AFTER}"
)
_ALONE = re.compile(
    rf"{_STARRED}|{_STATED}((?:{_LEVEL})(?:\s*(?:{_TERM}))?)\s*级?(?:文件|材料|资料)?(?![年月]){_AFTER}"
)
_ANYWHERE = re.compile(
    rf"{_STARRED}|密\s*级\s*[:：\t]\s*[【\[(〔]?\s*((?:{_LEVEL})(?:\s*(?:{_TERM}))?)[】\])〕]?"
)
_BRACKETED = re.compile(
    rf"[【\[(〔]\s*((?:{_LEVEL})\s*级?\s*(?:{_STAR}\s*(?:{_TERM})?)?)\s*[】\])〕]|((?:{_LEVEL})\s*{_STAR}\s*(?:{_TERM})?)(?![\u4e00-\u9fff])"
)
_AT_END = re.compile(rf"({_LEVEL})[-_—–]|.*[-_—–]({_LEVEL})")
_FOLDER = re.compile(
    rf"[0-9]*[.、\s]*[【\[(〔]?((?:{_LEVEL})\s*级?(?:文件|材料|资料|件|文档)?|涉\s*密(?:文件|材料|资料|文档)?)[】\])〕]?夹?"
)
#: Longer, a line is a sentence.
_LONGEST = 60
_GAP = re.compile(r"[ \t\u00a0]{2,}|\u3000+|\t")


def alone(line: str) -> str | None:
    """Return the mark on a line of the first page that says nothing else, or parts it with wide gaps."""
    return _first(_ALONE, line)


def anywhere(line: str) -> str | None:
    """Return the mark on a line wherever in a file it stands: with its star, or behind 密级."""
    return _first(_ANYWHERE, line)


def named(name: str) -> str | None:
    """Return the mark in a title or a file's name without its ending."""
    plain = simplify(narrow(name)).strip()
    found = _BRACKETED.search(plain) or _AT_END.match(plain)
    return _close(found[1] or found[2]) if found and _ends(found, plain) else None


def folder(name: str) -> str | None:
    """Return the mark of a folder, or of a sheet, that is called nothing else."""
    found = _FOLDER.fullmatch(simplify(narrow(name)).strip())
    return _close(found[1]) if found else None


def _ends(found: re.Match[str], name: str) -> bool:
    """Say whether a mark parted from the name by a dash stands at one of its ends."""
    return found.re is _BRACKETED or not found[2] or found.end() == len(name)


def _first(pattern: re.Pattern[str], line: str) -> str | None:
    """Return the mark on a line, or on a part of it between gaps; a line with several explains them."""
    if len(line) > _LONGEST or "密" not in line or len(_ANY.findall(line)) > 1:
        return None
    for part in (line, *_GAP.split(line)):
        plain = simplify(narrow(part)).strip()
        found = pattern.fullmatch(plain) or pattern.fullmatch(plain.strip("[]【】()〔〕 "))
        if found:
            return _close(found[1] or found[2])
    return None


def _close(mark: str) -> str:
    return re.sub(r"\s+", "", mark)
