"""What a document says of its day against its name; when a photo was taken against its folder."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wenming_archive.describe import pictures
from wenming_archive.model import Item
from wenming_archive.report import stated
from wenming_archive.report.checks.check import Check, Fault, Held, Level
from wenming_archive.report.page import Page
from wenming_archive.report.stated import Stated
from wenming_archive.text import dates
from wenming_archive.text.normal import narrow

#: Days that a paper may be signed before or after the day in its name, and after the year in its name.
_SIGNED, _YEARLY = 62, 150
#: Days that an activity may go on, or a folder be named after its beginning.
_HELD = 7
_YEAR = re.compile(r"(?:19|20)\d\d")
#: Names that say when a picture was saved or sent, not when it was taken.
_SAVED = re.compile(r"微信|mmexport|wx_?camera|qq|截[图屏]|screenshot|下载|保存|扫描|scan", re.IGNORECASE)
#: Folders that say when material was handed round, not when its activity was held.
_HANDED = re.compile(r"报送|上报|报给|提交|收集|收到|整理|汇总|上传|备份|归档|迎检|发来|转来|更新")


def _read(page: Page, _: Held) -> Iterator[Fault]:
    item = page.item
    said = _photo(page) if item.description.kind == "photo" else _paper(page)
    if said:
        yield Fault((item,), said)


def _photo(page: Page) -> str | None:
    """Return what is said of a photo that was not taken when its name or its folder states."""
    item, picture = page.item, page.extracted.picture
    name, folder = stated.of_name(stated.stem(item)), _folder(item)
    taken = picture.taken[:10] if picture and picture.taken else None
    saved = bool(_SAVED.search(item.known.name))
    if taken:
        for one, what in ((None if saved else name, "文件名"), (folder, "文件夹")):
            if one and one.apart(taken) > _HELD:
                return f"拍摄于 {taken}，{what}却写的是“{one.name}”"
    elif name and name.day and folder:
        made = name.first.isoformat()
        late = saved and name.first > folder.last  # sent on later
        if folder.apart(made) > _HELD and not late:
            return f"文件名里的日期是 {made}，文件夹却写的是“{folder.name}”"
    return None


def _folder(item: Item) -> Stated | None:
    return stated.of_folders([name for name in stated.folders(item) if not _HANDED.search(name)])


def _paper(page: Page) -> str | None:
    """Return what is said of a document whose own date another year contradicts."""
    item = page.item
    known = item.known.description
    if not known.date or known.date_from not in ("body", "number"):
        return None
    numbered = _YEAR.search(known.number or "")
    if numbered and known.date_from == "body" and len(known.date) == 10 and _late(numbered[0], known.date):
        return f"发文字号是 {known.number}，落款日期却是 {known.date}"
    name = stated.of_name(stated.stem(item))
    if name and pictures.tells(stated.stem(item)) and _contradicts(name, page, known.date):
        return f"文件名里写的是{_years(name)}，文件里的日期是 {known.date}（{known.title}）"
    return None


def _late(year: str, date: str) -> bool:
    """Say whether ``date`` is not of ``year``, and no day around its turn."""
    given = stated.of_name(year)
    return given is not None and given.apart(date) > _SIGNED


def _years(name: Stated) -> str:
    return "、".join(f" {year} 年" for year in sorted(name.years))


def _contradicts(name: Stated, page: Page, date: str) -> bool:
    """Say whether the year in a name is none that the document has."""
    if int(date[:4]) in name.years:
        return False
    yearly = (name.last - name.first).days > 300
    titled = {int(hit.iso[:4]) for hit in dates.find(narrow(page.item.known.description.title))}
    if titled:
        far = yearly or name.apart(date) > _SIGNED
        return far and not titled & name.years
    first, last = dates.span(date)
    near = (name.first - last).days <= _SIGNED and (first - name.last).days <= (
        _YEARLY if yearly else _SIGNED
    )
    return not near and not any(hit.iso[:4] in map(str, name.years) for hit in dates.find(page.plain))


CHECK = Check(
    id="date-conflict",
    level=Level.warning,
    title="日期前后矛盾",
    reason="文件名、文件夹、落款、文号或照片拍摄时间说的不是同一年（同一次活动），测评组会怀疑材料是后补的或拿旧材料顶替。",
    fix=(
        "打开核对哪一个是真的：名称写错的改文件名或文件夹名，放错的换成本次活动的材料；"
        "改好后再运行 archive scan。照片拍摄时间不准（相机没有调时间）的，另附说明。"
    ),
    read=_read,
)
