"""Sound and film: length, day of recording, title and author; nothing is played."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, BinaryIO

from wenming_archive.content import Extracted, Properties
from wenming_archive.model import Problem
from wenming_archive.read import media_boxes, media_riff, media_streams, recording
from wenming_archive.read.limits import broken
from wenming_archive.read.recording import Facts

NO_TEXT = Problem("no-text", "音像文件，没有文字，只能凭文件名和文件夹判断")
TRUNCATED = Problem("truncated", "音像文件不完整（结尾缺失），可能放不完；请向提供单位索取原件")
#: What the library raises at damaged files, besides its own error.
_DAMAGE = (OSError, ValueError, TypeError, AttributeError, EOFError, ArithmeticError, LookupError)


def read(stream: BinaryIO, fmt: str) -> Extracted:
    """Return what a recording says of itself; it has no text, and says so."""
    found = _READERS[fmt](stream)
    if not found.playable:
        raise broken("音像文件")
    problems = (NO_TEXT,) if found.whole else (NO_TEXT, TRUNCATED)
    stated = Properties(found.title or None, found.author or None, found.created)
    return Extracted(fmt, properties=stated, duration=found.duration, problems=problems)


def _mp3(stream: BinaryIO) -> Facts:
    from mutagen import MutagenError
    from mutagen.mp3 import MP3

    try:
        sound: Any = MP3(stream)  # type: ignore[no-untyped-call]
    except (MutagenError, *_DAMAGE):
        return Facts(playable=False)
    tags = sound.tags or {}
    return Facts(
        recording.seconds(sound.info.length),
        recording.day_in(_tag(tags, "TDRC") or _tag(tags, "TDOR")),
        _tag(tags, "TIT2"),
        _tag(tags, "TPE1"),
    )


def _tag(tags: Any, name: str) -> str:
    """Return a tag's text; Chinese programs store GBK and call it Latin-1."""
    frame = tags.get(name)
    text = str(frame.text[0]) if frame is not None and frame.text else ""
    try:
        return recording.words(text.encode("latin-1"))
    except UnicodeEncodeError:
        return text.strip("\0 ")[:300]


_READERS: Mapping[str, Callable[[BinaryIO], Facts]] = {
    "mp4": media_boxes.facts,
    "m4a": media_boxes.facts,
    "mov": media_boxes.facts,
    "wav": media_riff.facts,
    "avi": media_riff.facts,
    "wmv": media_streams.asf,
    "mkv": media_streams.matroska,
    "flv": media_streams.flv,
    "amr": media_streams.amr,
    "mp3": _mp3,
}
FORMATS = tuple(_READERS)
