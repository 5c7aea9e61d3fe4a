"""A sitting of review, with the keys that a person presses."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from builders import jpg
from conftest import Archive, Ran
from wenming_archive import decisions
from wenming_archive.place import decide
from wenming_archive.settings import Boldness


def careful(archive: Archive) -> None:
    """Let even likely items await a person."""
    path = archive.root / "archive.yaml"
    path.write_text(path.read_text("utf-8").replace("filing: 均衡", "filing: 稳妥"), "utf-8")


def ask_about_all(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the program be sure of nothing, so that all that may be evidence awaits a person."""
    careful(archive)
    monkeypatch.setitem(decide.FILE_AT, Boldness.careful, 1.01)


def sit(archive: Archive, monkeypatch: pytest.MonkeyPatch, keys: Iterable[str]) -> Ran:
    """Press ``keys`` in a sitting of review; then the person closes the window."""
    answers = iter(keys)

    def answer(_: str) -> str:
        try:
            return next(answers)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", answer)
    return archive("review")


def asked(ran: Ran) -> list[str]:
    """Return the sources that were asked about, in order."""
    return re.findall(r"^还有 \d+ 份　(.*)$", ran.out, re.MULTILINE)


def filed(archive: Archive) -> dict[str, str]:
    """Return status and indicators of each source."""
    return {
        source: f"{item['status']} {' '.join(i['code'] for i in item['indicators'])}".strip()
        for source, item in archive.items().items()
    }


def decided(archive: Archive) -> dict[str, tuple[str, ...] | None]:
    """Return what decisions.yaml says of each source: its indicators, ``None`` of no evidence."""
    found = decisions.load(archive.root / "decisions.yaml").items
    assert all(one.ignore != bool(one.assign) and not one.unassign for one in found)
    return {one.path: one.assign or None for one in found}


def photos(folder: str, day: int, count: int) -> dict[str, bytes]:
    """Return photos taken on one day of May 2023, no two alike."""
    return {
        f"{folder}/IMG_{day:02}_{n:02}.jpg": jpg(
            f"2023:05:{day:02} 09:{n:02}:00", (10 * n, 20 * day % 256, 40 * len(folder) % 256)
        )
        for n in range(count)
    }
