"""Catalogues without a table: headings 一、 （一） 1. with their points and sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from wenming_archive.published import markers, points, titles, values, words
from wenming_archive.published.asking import Asking
from wenming_archive.published.branch import Branch, branch
from wenming_archive.published.grid import Line
from wenming_archive.published.words import NAMES, Role

#: Sections of a plan that are about the work, not what is looked at.
_AROUND = re.compile(
    r"指导思想|总体(要求|思路|目标)|(工作|创建|总体|主要|争创)目标|目标任务$|基本原则|工作原则|(实施|工作|创建|方法|推进)步骤|步骤(安排|方法)?|时间(安排|步骤)|阶段(安排|步骤)"
    r"|(工作|有关|相关|几点)要求|保障(措施|机制)|组织(保障|实施|领导$)|(评选|测评|考核|申报|评比|创建)(范围|对象|程序|时间|步骤|方法|办法|方式|条件|原则|组织|纪律)|奖惩|结果运用|附则|说明|适用范围|总则|意义|背景|领导小组"
)
_CONTENT = re.compile(r"内容|标准|指标|任务|体系|细则|措施|项目|重点|条件|要点")
#: A heading without a number is no longer than this.
_HEADING = 30
#: All sections, or those that do not speak of how the work is done.
ALL, SOME = "全部", "除去指导思想、步骤、要求之类的各部分"


@dataclass
class _Item:
    line: Line
    #: None of a heading without a number: 一月份专项工作（9分）.
    marker: markers.Marker | None
    depth: int
    below: list[_Item] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @property
    def family(self) -> str:
        """How its number is written; nothing without one."""
        return self.marker.family if self.marker else ""

    @property
    def text(self) -> str:
        """What stands behind its number."""
        return self.line.text[self.marker.end :] if self.marker else self.line.text


def read(lines: Sequence[Line], asking: Asking) -> tuple[list[Branch], list[Line]]:
    """Return the tree of an outline, and the lines that are not of it."""
    roots = _outline(lines)
    chosen = _asked(roots, asking)
    inside = {id(item.line) for item in chosen for item in _walk(item)}
    texts = {text for item in chosen for one in _walk(item) for text in one.texts}
    rest = [line for line in lines if id(line) not in inside and line.text not in texts]
    rest += _labels(chosen)
    return [_branch(item) for item in chosen], rest


def _labels(chosen: Sequence[_Item]) -> list[Line]:
    """Return what the labels in the items (工作标准：) were taken for, to be told."""
    lines = (text for item in chosen for one in _walk(item) for text in one.texts)
    found = {label[2]: label[0] for text in lines if (label := values.labelled(text))}
    said = "、".join(f"“{label}”读作{NAMES[role]}" for label, role in found.items())
    return [Line(f"各条里的标签：{said}", "全文", "note")] if said else []


def _asked(roots: Sequence[_Item], asking: Asking) -> list[_Item]:
    """Return the items that are the tree; asked where only a part of the sections is taken."""
    chosen = _chosen(roots)
    sections = [item for item in roots if item.below]
    if len(sections) < 2 or chosen == list(roots):
        return chosen
    named = {_title(item)[:30]: item for item in sections}
    taken = next((name for name, item in named.items() if chosen and item.below == chosen), ALL)
    options = [*named, ALL] if taken != ALL else [SOME, *named, ALL]
    said = asking.ask("section", "文件分几部分，指标在哪一部分", options, taken if taken != ALL else SOME)
    if said in named:
        return named[said].below
    return list(roots) if said == ALL else chosen


def _walk(item: _Item) -> list[_Item]:
    return [item, *(one for child in item.below for one in _walk(child))]


def _outline(lines: Sequence[Line]) -> list[_Item]:
    """Return the numbered lines as a tree, by the order in which the families of numbers are met."""
    roots: list[_Item] = []
    stack: list[_Item] = []
    for n, line in enumerate(lines):
        if line.role in ("note", "sheet", "hidden"):
            continue
        marker = None if words.NOTE.match(line.text) else markers.leading(line.text)
        if marker is None and not _heads(lines, n):
            if _ends(lines, n):
                stack = []
            elif stack:
                stack[-1].texts.append(line.text)
            continue
        families = [item.family for item in stack]
        family = marker.family if marker else ""
        if family in families:
            del stack[families.index(family) :]
        elif not marker:
            stack = []
        item = _Item(line, marker, len(stack))
        (stack[-1].below if stack else roots).append(item)
        stack.append(item)
    return roots


def _heads(lines: Sequence[Line], at: int) -> bool:
    """Say whether a line without a number is a heading: with points or a section's name, items below."""
    text = lines[at].text
    titled = (bool(points.bracketed(text)) and points.alone(text) is None) or bool(words.section(text))
    if len(text) > _HEADING or not titled or re.search("[。；，]", text) or values.labelled(text):
        return False
    return at + 1 < len(lines) and markers.leading(lines[at + 1].text) is not None


def _ends(lines: Sequence[Line], at: int) -> bool:
    """Say whether a line is no more of the outline: a remark, or who issued it and when, at the end."""
    line = lines[at]
    if words.NOTE.match(line.text):
        return True
    short = len(line.text) <= 24 and not re.search("[。；]$", line.text) and not values.labelled(line.text)
    return short and all(markers.leading(other.text) is None for other in lines[at:])


def _chosen(roots: Sequence[_Item]) -> list[_Item]:
    """Return the items that are the tree: all, or what stands under the section that names the content."""
    around = [item for item in roots if _AROUND.search(_title(item))]
    rest = [item for item in roots if item not in around]
    if not around:
        return list(roots) if len(roots) > 1 else _opened(roots)
    named = [item for item in rest if _CONTENT.search(_title(item)) and item.below]
    if len(named) == 1 or (named and len(named) < len(rest)):
        best = max(named, key=lambda item: len(_walk(item)))
        return best.below
    return rest if len(rest) > 1 else _opened(rest)


def _opened(roots: Sequence[_Item]) -> list[_Item]:
    return roots[0].below if len(roots) == 1 and len(roots[0].below) > 1 else list(roots)


def _title(item: _Item) -> str:
    return titles.parted(item.text)[0]


def _branch(item: _Item) -> Branch:
    text = item.line.text
    made = branch(text, item.line.where)
    plain, score = item.text, made.score
    if len(points.bracketed(plain)) == 1 or points.tail(plain) is not None:
        plain, score = points.without(plain)
    if not item.below and not titles.lead_of(item.text, weak=True) and re.search("[，。；]", plain):
        made.title, made.tail, made.score = "", plain, score
    rest = []
    label = values.labelled(made.tail)
    if label and label[0] in values.TOLD and not item.below:
        made.said.append((label[0], "", label[1]))
        made.tail = ""
    for line in item.texts:
        label, stated = values.labelled(line), points.alone(line)
        if stated is not None and made.score is None:
            made.score = stated
        elif label is None:
            rest.append(line)
        elif label[0] is Role.standard:
            rest.append(label[1])
        else:
            made.said.append((label[0], "" if label[0] in values.TOLD else label[2], label[1]))
    made.tail = "\n".join(filter(None, [made.tail, *rest]))
    made.children = [_branch(child) for child in item.below]
    return made
