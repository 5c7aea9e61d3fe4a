"""The lines of a document as a reader sees them, with what scrapers wrapped around it taken off."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wenming_archive.content import Block, Extracted, Properties
from wenming_archive.formats import PICTURES
from wenming_archive.text.normal import folded, matching, narrow, readable

#: Lines kept for description, from the top and from the end.
_TOP, _END = 400, 200

#: Roles of what does not stand in the run of the text.
_ASIDE = frozenset(["header", "footer", "box", "sheet", "note"])
#: Lines that a web page or a sharing site put around the document.  阅读 and 标签 also open titles,
#: so that such words count only with a colon or a number behind them, or alone.
_SHELL = re.compile(
    r"^(首页|当前位置|您的位置|您所在的位置)\s*[>»:/|]"
    r"|^(资源描述|文档介绍|热门推荐|最新文章|相关推荐|相关文章|猜你喜欢|返回首页|返回顶部|点击下载|本文来自|原文地址)"
    r"|^(上一篇|下一篇|版权所有|免责声明|全文阅读|标签)\s*([:：|©]|$)"
    r"|^[【\[]?\s*(https?://|www\.)|^【.{0,30}www\.|^\S{2,8}网$"
    r"|^(字号|字体|分享到?|打印(本页|本文|此页)?|点击(数|量|次数)?|(浏览|阅读|访问)(数|量|次数)?)"
    r"\s*([:：|\d【\[(]|$|(大|中|小|字号|分享|打印|关闭|收藏)([\s【\[(]|$))"
)
_SHARING = ("由会员上传分享", "免费在线阅读")
_SHELL_LENGTH = 120
_SHELL_DATE = re.compile(
    r"^(时间|日期|发布时间|发布日期|更新时间)\s*[:：].*(来源|点击|作者|浏览|编辑)\s*[:：]"
)
_SHARED = re.compile(r"《(.{4,60}?)》由[会會][员員]上[传傳]")
_PART = re.compile(
    r"^第[一二三四五六七八九十]{1,3}篇\s*[:：]\s*|^.{2,24}\([一二三四五六七八九十]\)\s*[:：]\s*(?=\S{6})"
)
_PAGE_MARK = re.compile(r"^\d{1,3}、(?=\S{6,40}[?？])")
_NOTHING = Properties()
#: What is no text in a picture: a lone figure, a watermark's letter, a score.
_SPECK = re.compile(r"[\W\d_]{1,8}|.")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: for display, for matching, and how it is set."""

    text: str
    plain: str
    role: str
    size: float = 0
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """A document's lines in order, without headers and footers."""

    body: tuple[Line, ...]
    #: Text boxes; a red-head document may keep its 发文机关标志 there.
    boxes: tuple[Line, ...] = ()
    margins: tuple[Line, ...] = ()
    sheets: tuple[str, ...] = ()
    #: The title a sharing site states for the document.
    shared_title: str | None = None
    #: What the site says of its date.
    shell: tuple[str, ...] = ()
    format: str = ""
    #: What the file says of itself.
    stated: Properties = _NOTHING

    @property
    def top(self) -> tuple[Line, ...]:
        """The first lines, table rows apart."""
        return tuple(line for line in self.body[:60] if line.role not in ("row", "head"))


def of(extracted: Extracted) -> Lines:
    """Return the lines of ``extracted``."""
    blocks = extracted.blocks
    body = [b for b in blocks if b.role not in _ASIDE]
    if extracted.format in PICTURES:
        body = [b for b in body if not _SPECK.fullmatch(b.text.strip())]
    if len(body) > _TOP + _END:
        body = [*body[:_TOP], *body[-_END:]]
    shell: list[str] = []
    kept: list[Line] = []
    for line in _lines(body):
        if _is_shell(line.plain):
            shell.append(line.text)
        else:
            kept.append(_unwrapped(line))
    shared = next((m[1] for text in shell if (m := _SHARED.search(text))), None)
    return Lines(
        tuple(kept),
        tuple(_lines([b for b in blocks if b.role == "box"])),
        tuple(_lines([b for b in blocks if b.role in ("header", "footer", "note")])),
        tuple(readable(b.text).strip() for b in blocks if b.role == "sheet"),
        shared,
        tuple(shell),
        extracted.format,
        extracted.properties,
    )


def _lines(blocks: list[Block]) -> list[Line]:
    """Clean all blocks in one go: the gloss is told from the whole text, not from a line."""
    if not blocks:
        return []
    shown = readable("\n".join(b.text.replace("\n", " ") for b in blocks)).split("\n")
    plain = folded("\n".join(shown)).split("\n")
    pairs = zip(blocks, shown, plain, strict=True)
    tabular = any(b.role == "head" for b in blocks)
    return [
        Line(s.strip(), p.strip(), b.role if tabular else _role(b), b.size, b.centred)
        for b, s, p in pairs
        if p.strip()
    ]


def _role(block: Block) -> str:
    """Return a block's role; a row of one cell, where no column has a head, is a line of text."""
    return "text" if block.role == "row" and "\t" not in block.text else block.role


def _is_shell(plain: str) -> bool:
    if len(plain) > _SHELL_LENGTH:
        return False
    shared = any(words in plain for words in _SHARING)
    return shared or bool(_SHELL.match(plain) or _SHELL_DATE.match(plain))


def _unwrapped(line: Line) -> Line:
    """Take off 第一篇： and page marks that a sharing site put before the text."""
    if not (_PART.match(line.plain) or _PAGE_MARK.match(line.plain)):
        return line
    text = _PAGE_MARK.sub("", _PART.sub("", narrow(line.text)))
    return Line(text, matching(text), line.role, line.size, line.centred)
