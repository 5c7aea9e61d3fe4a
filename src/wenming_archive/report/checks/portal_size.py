"""A file larger than the portal takes."""

from __future__ import annotations

from collections.abc import Iterator

from wenming_archive.model import Status
from wenming_archive.report.checks.check import Check, Fault, Held, Level

_MB = 1024 * 1024


def _look(held: Held) -> Iterator[Fault]:
    most = held.settings.portal.max_mb
    for item in held.items if most else ():
        if most and item.status is Status.filed and item.found.size > most * _MB:
            yield Fault((item,), f"{item.found.size / _MB:.1f} MB，超过 {most:g} MB")


CHECK = Check(
    id="portal-size",
    level=Level.error,
    title="超过申报系统的大小",
    reason="超过大小的文件传不上去，等于没有报。",
    fix=(
        "照片用看图软件缩小到能看清为度，扫描件降低分辨率或分成几个文件，视频另附网址；"
        "放回原处后再运行 archive scan。"
    ),
    look=_look,
)
