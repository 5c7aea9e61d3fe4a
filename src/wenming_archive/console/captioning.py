"""The captions of photos, with where each part of them stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from wenming_archive.console import scanning, screen
from wenming_archive.errors import CopyError
from wenming_archive.model import Item
from wenming_archive.pipeline.outcome import Outcome
from wenming_archive.report.caption import LABELS, WANTED, Captioned, Origin, Source
from wenming_archive.report.captions import Key

_FROM = {
    Origin.decision: "人工填写",
    Origin.exif: "照片信息",
    Origin.document: "文档",
    Origin.name: "名称",
    Origin.picture: "照片里的字",
}


def show(items: Sequence[Item], found: Mapping[Key, Captioned]) -> None:
    """Print the captions of photos, element by element."""
    for item in items:
        screen.say(screen.safe(item.found.source), "bold")
        one = found.get(item.known.key)
        if one is None:
            screen.say("  不是已归档或待确认的照片，图片材料页上没有它")
            continue
        for label, text in rows(one):
            screen.say(f"  {label}：{screen.safe(text)}")


def rows(one: Captioned) -> list[tuple[str, str]]:
    """Return the elements of a caption with their sources, as they are shown."""
    return [(label, _told(one, name)) for name, label in LABELS.items()]


def _told(one: Captioned, name: str) -> str:
    text, source = getattr(one.caption, name), getattr(one.sources, name)
    return f"{text}（{_whence(source)}）" if text and source else "（空着）"


def _whence(source: Source) -> str:
    said = _FROM[source.origin]
    return f"{said} {source.where}" if source.where else said


def recorded(items: Sequence[Item], count: int, outcome: Outcome | None, *, cleared: bool) -> None:
    """Print that captions were recorded or taken back.

    :raises CopyError: if a copy with its new name could not be made.
    """
    named = screen.safe(items[0].found.source) if len(items) == 1 else f"{count} 份材料"
    if cleared and not count:
        screen.say("本来就没有人工填写的说明，没有改动")
    else:
        screen.say(f"{named}：{'已取消人工填写的说明' if cleared else '已记下说明'}")
    if outcome:
        scanning.steps(outcome.plan.steps)
        scanning.changed(outcome, but=[item.found.source for item in items])
        keys = {item.known.key for item in items}
        failed = (item.failed for item in outcome.items if item.known.key in keys and item.failed)
        if reason := next(failed, None):
            raise CopyError(reason)


def lacking(items: Sequence[Item], found: Mapping[Key, Captioned]) -> None:
    """Print which elements of the captions are still empty."""
    some = [one.caption for item in items if (one := found.get(item.known.key))]
    counts = Counter(name for one in some for name in one.lacking)
    said = [
        LABELS[n] if counts[n] == len(some) else f"{LABELS[n]}（{counts[n]} 张）" for n in WANTED if counts[n]
    ]
    if said:
        screen.say(f"还空着：{'、'.join(said)}")
