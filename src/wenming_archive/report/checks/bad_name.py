"""A name that is too long for the portal, or that some system refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wenming_archive.model import Item, Status
from wenming_archive.report.checks.check import Check, Fault, Held, Level
from wenming_archive.text.unseen import visible

#: What Windows, and most portals with it, take in no name; and names of its devices.
_ILLEGAL = re.compile(r'[<>:"|?*\\\x00-\x1f]')
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d) *(\.|$)", re.IGNORECASE)


def _look(held: Held) -> Iterator[Fault]:
    most = held.settings.portal.max_name
    for item in held.items:
        if item.status is Status.filed:
            for said in _faults(item, most):
                yield Fault((item,), said)


def _faults(item: Item, most: int | None) -> Iterator[str]:
    """Yield what is wrong with the names of the copies, or else of the source."""
    copies = [path.rpartition("/")[2] for path in item.filed_as]
    long = [name for name in copies or [item.known.name] if most and len(name) > most]
    if long:
        yield f"归档文件名 {len(long[0])} 个字，超过 {most} 个：{long[0]}"
    for name in dict.fromkeys([*copies, item.known.name]):
        if reason := _illegal(name):
            what = "归档文件名" if name in copies else "原文件名"
            yield f"{what}{reason}：{visible(name)}"
            return


def _illegal(name: str) -> str:
    """Return why a system refuses ``name``, empty if none does."""
    signs = sorted(set(_ILLEGAL.findall(name)))
    if signs:
        shown = " ".join(sign if sign.isprintable() else "控制符" for sign in signs)
        return f"里有不能用的字符 {shown}"
    if _DEVICE.match(name):
        return "是 Windows 保留的名称"
    if name != name.rstrip(". "):
        return "末尾有空格或句点"
    return "里有看不见的字符" if visible(name) != name else ""


CHECK = Check(
    id="bad-name",
    level=Level.warning,
    title="文件名不合要求",
    reason="文件名太长或带特殊字符的，上传时报错，拷到别的电脑上打不开。",
    fix=(
        "归档文件名太长的，把 archive.yaml 里的 file_name 改短（如 {code}-{nn}{ext}）；"
        "原文件名有特殊字符的，改名后再运行 archive scan。"
    ),
    look=_look,
)
