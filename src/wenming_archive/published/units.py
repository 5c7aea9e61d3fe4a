"""Units (责任单位) as a cell names them: 牵头：市教育局 配合：团市委，各镇（街道）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wenming_archive.published.joining import doubts, ids, join
from wenming_archive.text.normal import narrow

__all__ = ["Roles", "doubts", "ids", "join", "names", "roles"]

#: With what the name of a unit ends; a word that joins two, or a line's end, parts them only after it.
_ENDS = (
    r"(?:局|委|办|部|处|科|室|组|会|院|校|厅|镇|乡|街道|站|所|中心|公司|队|社|集团|联|园|馆|行|厂|村|社区|"
    r"单位|部门|政府|法院|学院|大学|中学|小学|党办|银行|[)）])"
)
_ENDED = re.compile(rf"{_ENDS}(?:等)?\s*$")
_LEAD = r"牵头|主责|主管|主办|第一责任|责任|负责|承办|提供材料|材料提供|报送|申报"
_SUPPORT = r"配合|协办|协助|协同|参与|参加|支持|辅助"
_WHO = r"(?:单位|部门|科室|处室|人)?"
_LABEL = re.compile(rf"(?:(?P<lead>{_LEAD})|(?P<support>{_SUPPORT})){_WHO}\s*[:：]\s*")
#: The same said after the name: 由市教育局牵头,团市委配合; 市教育局(牵头).
_AFTER = re.compile(
    rf"\s*[(（]?(?:(?P<lead>牵头|主责|主办)|(?P<support>配合|协办|协助|参与)){_WHO}(?:负责|落实|实施)?[)）]?\s*$"
)
_PARTS = re.compile(r"[、,，;；/|]|以及|[和与及]|\s+")
_ALWAYS = frozenset("、,，;；/|")
_EDGE = re.compile(
    r"^(?:\s|[。.·:：]|由(?=.{2})|\d{1,2}[.)、)]|[①-⑳]|[(（]\d{1,2}[)）])+|(?:\s|[。.·:：]|等(?:有关|相关)?(?:单位|部门)?)+$"
)
_NOBODY = re.compile(r"^(?:无|/|-+|—+|－+|…+|\*+|略|同上|详见.*)?$")


@dataclass(frozen=True)
class Roles:
    """Who leads and who supports, as a cell says."""

    lead: str | None = None
    support: tuple[str, ...] = ()


def names(text: str) -> tuple[str, ...]:
    """Return the units that a cell (or a bracket) names, each once, in its order."""
    return tuple(dict.fromkeys(name for name, _ in _said(text)))


def roles(text: str) -> Roles:
    """Return who leads and who supports; where nothing is said of that, the first leads."""
    said = dict[str, str]()
    for name, role in _said(text):
        said.setdefault(name, role)
    leads = [name for name, role in said.items() if role == "lead"]
    if not leads:
        leads = [name for name, role in said.items() if not role][:1]
    rest = tuple(name for name in (*leads[1:], *said) if name not in leads[:1])
    return Roles(leads[0] if leads else None, tuple(dict.fromkeys(rest)))


def _said(text: str) -> Iterator[tuple[str, str]]:
    """Yield each name with what it does: ``lead``, ``support``, or nothing that is said."""
    role, start, body = "", 0, _unfolded(text)
    for match in [*_LABEL.finditer(body), None]:
        end = match.start() if match else len(body)
        yield from _listed(body[start:end], role)
        if match:
            role, start = match.lastgroup or "", match.end()


def _listed(text: str, role: str) -> Iterator[tuple[str, str]]:
    waiting: list[str] = []
    for part in _split(text):
        after = _AFTER.search(part)
        waiting.append(_bare(part[: after.start()] if after else part))
        if after:  # 市教育局、团市委配合: it is said of all since the last
            yield from ((name, after.lastgroup or role) for name in waiting if not _NOBODY.match(name))
            waiting = []
    yield from ((name, role) for name in waiting if not _NOBODY.match(name))


def _unfolded(text: str) -> str:
    """Return ``text`` without frame (【】), its folded lines joined again where a name was folded."""
    lines = re.sub(r"[【】\[\]]", "\n", text).splitlines()
    joined = ""
    for line in (line.strip() for line in lines):
        whole = (
            not joined or bool(_ENDED.search(joined)) or joined[-1] in "、,，;；:：/" or _LABEL.match(line)
        )
        joined += ("\n" if whole and joined else "") + line
    return joined


def _split(text: str) -> Iterator[str]:
    """Yield the parts of a list; what stands in brackets stays whole, 和 parts only whole names."""
    start, depth = 0, 0
    for match in re.finditer(rf"[(（]|[)）]|{_PARTS.pattern}", text):
        sign = match[0]
        if sign in "(（)）":
            depth = max(depth + (1 if sign in "(（" else -1), 0)
        elif not depth and (sign in _ALWAYS or _parts(text[start : match.start()], text[match.end() :])):
            yield text[start : match.start()]
            start = match.end()
    yield text[start:]


def _parts(before: str, after: str) -> bool:
    following = re.split(r"[、,，;；/|\s]", after.strip(), maxsplit=1)[0]
    return bool(_ENDED.search(before)) and len(following) > 1 and bool(re.search(_ENDS, following))


def _bare(part: str) -> str:
    bare = _EDGE.sub("", re.sub(r"\s+", "", part))
    if bare.count("(") + bare.count("（") < bare.count(")") + bare.count("）"):
        bare = bare.rstrip(")）")
    # One width of brackets, so that two ways of writing are one name.
    return narrow(bare).replace("(", "（").replace(")", "）")
