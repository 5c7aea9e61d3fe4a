"""The form (文种) a title names: 关于印发《…方案》的通知 is a 通知 whose content is a 方案."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wenming_archive.kinds import KINDS

#: Words after the form that do not change it: (试行), 稿, 材料, a year, a serial.
_TAIL = re.compile(
    r"(?:\s|[-_—·.,、+]|\([^()]{0,20}\)|\[[^\[\]]{0,20}\]|【[^【】]{0,20}】|材料|资料|文件|稿|原件|扫描件?|扫描版|复印件|电子版|电子档|"
    r"定稿|终稿|最终版?|修改版?|修订版?|新版?|正式版?|发文版?|盖章版?|打印版?|公示版|汇编|样本|模板|副本|试行|草案|初稿|送审稿|征求意见稿|"
    r"\d(年度?)?|[一二三四五六七八九十]|v\d|ok|new|final|版|的|之|等|照片版)++$",
    re.IGNORECASE,
)
#: Characters of a title's end that are looked at; titles are shorter, paragraphs are not.
_MOST = 200
_QUOTED = re.compile(r"《([^《》]{2,80})》")
_BY_WORD: dict[str, str] = {form: kind.id for kind in KINDS for form in kind.forms}
_LONGEST = max(map(len, _BY_WORD))
#: Forms that say little when they are not the last word: 记录 stands in 记录美好时刻 too.
_WEAK_TEXT = (
    "函 照 图 表 令 要求 情况 信息 说明 安排 要点 标准 程序 流程 笔记 登记 统计 目录 记录 汇总 图片 "
    "新闻 消息 通讯 成效 分析 纪律 规划 意见 机制 职责 做法 体会 日程 荣誉 承诺 倡议 发言 报道 签到"
)
#: The same, to be asked: nor do they tell what page a picture shows.
WEAK = frozenset(_WEAK_TEXT.split())


@dataclass(frozen=True, slots=True)
class Form:
    """A form found in a title."""

    kind: str
    word: str
    #: True when nothing but a tail follows the word.
    last: bool


def of(title: str) -> Form | None:
    """Return the form that ``title`` (in matching form) names: its last one, or its right-most."""
    title = title[-_MOST:]
    outer = _QUOTED.sub("《》", title)
    bare = _TAIL.sub("", outer)
    ending = _ending(outer) or _ending(bare)  # 讲话稿 and 经验材料 end like a tail
    if ending:
        return Form(_BY_WORD[ending], ending, True)
    if bare.endswith("《》"):
        inner = content(title) or of(bare[:-2])  # 演讲稿《我的梦》 names its form before
        return Form(inner.kind, inner.word, True) if inner else None
    return _rightmost(bare)


def content(title: str) -> Form | None:
    """Return the form of what a title quotes: 关于印发《…方案》的通知 gives 方案."""
    quoted = _QUOTED.findall(title)
    return of(quoted[-1]) if quoted else None


def quoted(title: str) -> str | None:
    """Return the last name in 《》, or what 关于印发…的通知 passes on without them."""
    names: list[str] = _QUOTED.findall(title)
    if names:
        return names[-1]
    match = re.search(r"(?:印发|转发|下发)(.{4,60}?)的?通知", title)
    return match[1] if match else None


def _ending(text: str) -> str | None:
    sizes = range(min(_LONGEST, len(text)), 0, -1)
    return next((text[-n:] for n in sizes if text[-n:] in _BY_WORD), None)


def _rightmost(text: str) -> Form | None:
    for end in range(len(text) - 1, 1, -1):
        word = _ending(text[:end])
        if word and len(word) > 1 and word not in WEAK:
            return Form(_BY_WORD[word], word, False)
    return None
