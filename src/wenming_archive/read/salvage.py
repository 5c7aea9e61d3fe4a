"""Text rescued from a damaged old Office file: runs of common hanzi in UTF-16, wherever they lie."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wenming_archive.model import Problem

#: Bytes looked through.
_MOST = 16 << 20
_RUN = re.compile("[\u4e00-\u9fa5\u3000-\u301f\uff01-\uff5e\u2010-\u2026\u00b7 -~\t\r\n\x07\x0b\x0c]{6,}")
_HAN = re.compile("[\u4e00-\u9fa5]")
#: Names of fonts and styles, which stand in every file.
_NAMES = re.compile(
    r"@?([\u4e00-\u9fa5]*(宋|黑|楷|仿|圆|隶书|体)(_?GB2312|_?GBK|[体简繁细]+)?|(正文|标题|副标题|页眉|页脚|页码|列表|目录|批注"
    r"|脚注|尾注|题注|默认|普通|无列表|网格|超链接|日期|称呼|结束语|签名|引用|明显|不明显|要点|纯文本|普通表格)[\u4e00-\u9fa5]{0,6})"
    r"( ?[A-Za-z0-9]{1,10})*"
)
#: How a field's instruction begins.
_INSTRUCTION = re.compile(r"\s*(HYPERLINK|PAGE|PAGEREF|TOC|REF|SHAPE|DATE|TIME|INCLUDEPICTURE|EMBED)\b")
#: Share of a long run's hanzi that must be everyday ones, of a short run all: other bytes read as rare ones.
_EVERYDAY = 0.8


def lines(data: bytes) -> list[str]:
    """Return the rescued lines in the order of the file; none when there is no Chinese text."""
    found = sorted(run for shift in (0, 1) for run in _runs(data[shift:_MOST], shift))
    split = (re.split("[\r\n\x0b\x0c\x07]", text) for _, text in found)
    kept = (line.strip() for part in split for line in part)
    return [
        line
        for line in kept
        if _HAN.search(line) and not (_NAMES.fullmatch(line) or _INSTRUCTION.match(line))
    ]


def problem() -> Problem:
    """Return what is to be said of rescued text."""
    return Problem("salvaged", "文件已损坏，文字是从残余内容里抢救出来的，可能不全；请向提供单位重新索取")


def _runs(data: bytes, shift: int) -> Iterator[tuple[int, str]]:
    text = data[: len(data) // 2 * 2].decode("utf-16-le", "replace")
    for run in _RUN.finditer(text):
        han = _HAN.findall(run[0])
        share = _EVERYDAY if len(han) >= 10 else 1
        if len(han) >= 4 and sum(map(_everyday, han)) >= share * len(han):
            yield 2 * run.start() + shift, run[0]


def _everyday(char: str) -> bool:
    """Say whether a hanzi is among the first 3,755 of GB 2312, in the order of their sounds."""
    try:
        raw = char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return raw[0] < 0xD8
