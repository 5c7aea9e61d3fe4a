"""A name that speaks of something else than the document it is on."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wenming_archive.describe import names, pictures
from wenming_archive.formats import PICTURES, RECORDINGS
from wenming_archive.kinds import KINDS
from wenming_archive.report import stated
from wenming_archive.report.checks.check import Check, Fault, Held, Level
from wenming_archive.report.page import Page
from wenming_archive.text import dates
from wenming_archive.text.normal import matching, simplify

#: Words in names that tell of no matter, those for forms among them.
_FORMS = sorted({form for kind in KINDS for form in kind.forms if len(form) > 1}, key=len, reverse=True)
_EMPTY = re.compile(
    "|".join(map(re.escape, _FORMS)) + r"|的|扫描件|草稿|活动|开展|举办|举行|"
    r"新建|文档|文件|资料|材料|副本|复件|下载|扫描|打印|最终|最后|定稿|终稿|初稿|修改|修订|改后|版本|正式|盖章|电子|"
    r"附件|整理|汇总|提供|报送|上报|提交|备份|恢复|临时|未命名|无标题|工作|关于|有关|相关|学期|年度|月份|上半年|下半年"
)
_REMARK = re.compile(r"[(（\[【][^()（）\[\]【】]*[)）\]】]")
#: Whose it is or who wants it, and not what it is about: 科长改好的, 创建办要的材料.
_WHOSE = re.compile(r"的(?:材料|文件|文档|资料|东西|版本|稿)?$")
_HAN = re.compile(r"[\u4e00-\u9fff]+")
#: Pairs of signs that must be left for a name to tell something, and lines it is held against.
_LEAST, _LINES = 3, 400


def _read(page: Page, _: Held) -> Iterator[Fault]:
    item = page.item
    known = item.known
    if known.format in PICTURES | RECORDINGS or known.description.title_inferred or not page.body:
        return
    stem = stated.stem(item)
    pairs = _pairs(stem) if pictures.tells(stem) and not _WHOSE.search(stem) else set()
    if len(pairs) >= _LEAST and not _said(pairs, page):
        yield Fault((item,), f"文件名是“{known.name}”，里面的题目却是“{known.description.title}”")


def _pairs(stem: str) -> set[str]:
    """Return the pairs of signs by which a name tells of its matter."""
    plain = matching(names.without_code(stem))
    for hit in reversed(dates.find_in_name(plain)):
        plain = f"{plain[: hit.start]} {plain[hit.end :]}"
    runs = _HAN.findall(_EMPTY.sub(" ", _REMARK.sub(" ", plain)))
    return {run[n : n + 2] for run in runs for n in range(len(run) - 1)}


def _said(pairs: set[str], page: Page) -> bool:
    """Say whether the document speaks of any of it, or its title says most of it in other words."""
    title = matching(page.item.known.description.title)
    signs = set("".join(pairs))
    if sum(sign in title for sign in signs) * 2 > len(signs):
        return True
    text = "\n".join((title, *(block.text for block in page.lines[:_LINES])))
    close = re.sub(r"[\s\u3000]+", "", simplify(text))
    return any(pair in close for pair in pairs)


CHECK = Check(
    id="title-mismatch",
    level=Level.hint,
    title="文件名与内容对不上",
    reason="文件名说的是一件事，打开是另一件事，多半是放错了文件或改错了名。",
    fix="打开核对：放错的换成对的文件，名称错的改名，再运行 archive scan。",
    read=_read,
)
