"""What minutes say of their meeting: when, where, led by whom, who came, who did not, who wrote."""

from __future__ import annotations

import re

from wenming_archive.describe.lines import Line, Lines
from wenming_archive.model import Meeting

#: By element, the words that label it; what people gather for is a 会议, 活动 or 学习.
_LABELS = {
    "time": r"(?:会议|活动|学习|召开|开会)?(?:时间|日期)",
    "place": r"(?:会议|活动|学习|召开|开会)?地点",
    "host": r"(?:会议)?主持(?:人|人员)?|召集人",
    "present": r"(?:应|实)?(?:出席|参会|到会|参加|与会)(?:会议)?(?:人员|人|领导|名单|单位|对象)?",
    "absent": r"(?:会议)?(?:缺席|请假|未到会|缺勤)(?:人员|人|名单|情况)?",
    "recorder": r"(?:会议)?记录(?:人|人员|员)?",
}
_ELEMENT = {name: re.compile(words) for name, words in _LABELS.items()}
_LABEL = re.compile(
    rf"(?<![\u4e00-\u9fff])({'|'.join(_LABELS.values())}|列席(?:人员)?|议题|会议(?:议题|主题|内容|名称)|主题)"
    r"\s*(?:[(（][^()（）]{1,12}[)）])?\s*:\s*"
)
#: A label set wide for looks: 主 持 人.
_SPREAD = re.compile(r"(^|\s{2})([\u4e00-\u9fff](?:\s{1,8}[\u4e00-\u9fff]){1,5})\s{0,8}:")
#: What is made even; the rest is shown as it is written.
_EVEN = str.maketrans("：\u3000", ": ")
#: Lines from the top and from the end that are looked at, and how long an element may be.
_TOP, _END, _LONGEST = 30, 12, 300


def of(lines: Lines) -> Meeting | None:
    """Return the elements that minutes state, ``None`` when they state none."""
    found: dict[str, str] = {}
    for line in _looked_at(lines.body):
        cells = [cell.strip() for cell in line.text.translate(_EVEN).split("\t")]
        for label, value in (*_in_cells(cells), *(pair for cell in cells for pair in _in_text(cell))):
            name = next((n for n, rx in _ELEMENT.items() if rx.fullmatch(label)), None)
            told = value.strip(" 。;；")
            if name and 0 < len(told) <= _LONGEST:
                found.setdefault(name, told)
    return Meeting(**found) if found else None


def _looked_at(body: tuple[Line, ...]) -> tuple[Line, ...]:
    return body if len(body) <= _TOP + _END else (*body[:_TOP], *body[-_END:])


def _in_cells(cells: list[str]) -> list[tuple[str, str]]:
    """Return the pairs of a row of labels and what is filled in behind each."""
    bare = [re.sub(r"\s+|:$", "", cell) for cell in cells]
    return [(bare[n], cells[n + 1]) for n in range(0, len(cells) - 1) if bare[n] and ":" not in bare[n]]


def _in_text(text: str) -> list[tuple[str, str]]:
    """Return the labels of a line with what stands behind each, to the next one."""
    text = _SPREAD.sub(lambda m: m[1] + "".join(m[2].split()) + ":", text)
    marks = list(_LABEL.finditer(text))
    if not marks or marks[0].start() > 2:
        return []
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return [(mark[1], text[mark.end() : end]) for mark, end in zip(marks, ends, strict=True)]
