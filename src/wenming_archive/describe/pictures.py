"""What a picture shows: a paper, whose words say what it is, or a scene, which may have a banner."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wenming_archive.content import Picture
from wenming_archive.describe import names
from wenming_archive.describe.lines import Line, Lines
from wenming_archive.describe.titles import Title, tidy
from wenming_archive.text import dates
from wenming_archive.text.normal import matching

#: A page has this many lines of text; of a scene fewer are ever read.
_LINES, _CHARACTERS = 12, 120
#: What a certificate calls itself.
HONOUR = re.compile(r"(荣誉|获奖|结业|毕业|培训|捐赠|收藏|志愿者|资格)*(证书|奖状|聘书|证明书)")
_SAID_OF_IT = re.compile(r"特发此证|特颁此证|以资鼓励|荣获|授予|被评为|兹聘请?|特聘")
#: What machines and hurried people call a picture.
_MACHINE = re.compile(
    r"微信图片|微信截图|qq图片|qq截图|图片|照片|相片|截图|截屏|屏幕截图|扫描全能王|扫描王|文档扫描|扫描件?|拍照|相机|未命名|未标题|无标题|"
    r"新建|副本|文档|图像|画板|[a-z]+|[\d\W_]+"
)
#: Characters of a banner, at least; a shop's sign is shorter.
_BANNER = 6


def is_paper(lines: Lines) -> bool:
    """Say whether a picture with ``lines`` shows a page of text, or a certificate."""
    plain = [line.plain for line in lines.body]
    written = [text for text in plain if len(_han(text)) > 3]
    if len(written) >= _LINES and sum(map(len, written)) >= _CHARACTERS:
        return True
    return any(map(HONOUR.fullmatch, plain)) and any(map(_SAID_OF_IT.search, plain))


def title(lines: Lines, stem: str, picture: Picture | None) -> Title:
    """Return the title of a scene: what the file is called, or its caption, or the banner in it."""
    if tells(stem):
        return Title(names.title(stem), True)
    caption = picture.caption if picture else None
    shown = caption or _banner(lines.body)
    return Title(tidy(shown)) if shown else Title(names.title(stem), True)


def tells(stem: str) -> bool:
    """Say whether a picture's name is a person's, and not a machine's or nobody's."""
    plain = matching(stem)
    for hit in reversed(dates.find_in_name(plain)):
        plain = plain[: hit.start] + " " + plain[hit.end :]
    return len(_han(_MACHINE.sub("", plain))) > 1


def _banner(lines: Sequence[Line]) -> str | None:
    """Return the largest words, with the line under them that goes on in the same size."""
    written = [line for line in lines if len(_han(line.plain)) >= 2]
    if not written:
        return None
    largest = max(written, key=lambda line: (line.size, len(line.plain)))
    at = written.index(largest)
    alike = [largest, *(line for line in written[at + 1 : at + 2] if line.size == largest.size)]
    text = "".join(line.text for line in alike) if len(_han(largest.plain)) < 20 else largest.text
    return text if _BANNER <= len(_han(text)) <= 60 else None


def _han(text: str) -> str:
    return re.sub(r"[^\u4e00-\u9fff]", "", text)
