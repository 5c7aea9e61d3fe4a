"""Hostile and broken files through the program's own workers: each is read, or refused with a reason.

The inputs are those of ``benchmarks/hostile``, which reads many more; here the quick ones of each sort
and those that once found a fault.
"""

from __future__ import annotations

import importlib
import io
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

import hostile
from guard import sitecustomize as network
from wenming_archive import stored
from wenming_archive.content import Extracted
from wenming_archive.model import Found
from wenming_archive.pipeline import reading
from wenming_archive.pipeline.reading import Reading
from wenming_archive.pipeline.workers import Workers
from wenming_archive.read import image
from wenming_archive.read.limits import Unreadable

_FOLDER = Path(__file__).parents[1] / "benchmarks" / "hostile"
#: What is to become of each: the code of its trouble, or that it is read.
EXPECTED = {
    "倍数.zip": "members",
    "倍数.zip!/零.txt": "too-large",
    "嵌套.zip": "members",
    "重叠.zip": "too-large",
    "自含.zip": "members",
    "目录循环.zip": "too-large",
    "zip64.zip": "broken",
    "假头.7z": "broken",
    "空头.rar": "empty",
    "路径.zip": "members",
    "路径.7z": "members",
    "表套表五百.docx": "broken",
    "炸弹.docx": "too-large",
    "空.docx": "empty",
    "深一万.docx": "broken",
    "远格.xlsx": "read",
    "一表五万次.xlsx": "empty",
    "重复.ods": "read",
    "样式循环.odt": "read",
    "扇区循环": "any",
    "称流巨大": "any",
    "ledger目录循环.xls": "any",
    "记录套记录.ppt": "any",
    "agile.docx": "encrypted",
    "standard.xlsx": "encrypted",
    "bin越界.rtf": "read",
    "十万层.rtf": "any",
    "十万层.html": "any",
    "套五百.eml": "any",
    "无界.eml": "read",
    "页树自环.pdf": "no-pages",
    "页树互环.pdf": "no-pages",
    "加密.pdf": "encrypted",
    "模板自指.ofd": "read",
    "模板互指.ofd": "read",
    "六万见方头.png": "too-large",
    "目录循环.tif": "any",
    "EXIF循环.jpg": "read",
    "盒一.mp4": "any",
    "盒套盒.mp4": "any",
    "块套块.avi": "any",
    "十亿笑a.docx": "unsafe",
    "外部文件": "any",
    "外部网络": "any",
}


def _is(name: str, source: str) -> bool:
    """Say whether an input is called ``name``, or, when that has no ending, begins or ends so."""
    stem = source.rpartition(".")[0]
    return source == name if "." in name else stem.startswith(name) or stem.endswith(name)


@pytest.fixture(scope="module")
def tools() -> Iterator[Any]:
    """Give the benchmark's modules."""
    before = list(sys.path)
    sys.path += [str(Path(__file__).parent / "read"), str(_FOLDER)]
    yield importlib.import_module("running")
    sys.path[:] = before


def test_each_is_read_or_refused_with_a_reason(tools: Any, tmp_path: Path) -> None:
    """One test for all, as they are made and read together; nothing is drawn in, and nothing fetched."""
    secret = tmp_path / "secret.txt"
    secret.write_text(tools.SECRET, "utf-8")
    with ExitStack() as open_ones:
        with network.opened():  # to listen
            url, asked = open_ones.enter_context(tools.served())
        workers = open_ones.enter_context(reading.workers(frozenset()))
        outside = tools.Outside(secret, url)
        wanted = [case for case in tools.cases(outside) if any(_is(name, case.name) for name in EXPECTED)]
        done = _read(tools, workers, [case.write(tmp_path / "in") for case in wanted])
    outcomes = {source: _outcome(one) for source, one in done.items()}
    for name, expected in EXPECTED.items():
        found = {outcome for source, outcome in outcomes.items() if _is(name, source)}
        assert found, name
        assert found == {expected} or expected == "any", name
    assert not [s for s, outcome in outcomes.items() if outcome in ("crash", "too-slow")]
    assert not [source for source, one in done.items() if tools.is_silent(one)]
    assert not [source for source, one in done.items() if tools.SECRET in repr(one)]
    assert not [m.name for one in done.values() for m in one.members if tools.leaves(m.name)]
    assert asked == []


def _read(tools: Any, workers: Workers[Found, Reading], paths: list[Path]) -> dict[str, Extracted]:
    """Return what became of the files, and of the first members in them."""
    level = [Found("/", path.name, path, path.stat().st_size, 0) for path in paths]
    done: dict[str, Extracted] = {}
    while level:
        inside: list[Found] = []
        for found, one in workers.run(level):
            done[found.source] = stored.extracted(one.packed or b"")
            inside += tools.members_of(found, done[found.source])
        level = inside
    return done


def _outcome(one: Extracted) -> str:
    return one.trouble.code if one.trouble else "members" if one.members else "read"


def test_a_file_cut_anywhere_is_read_or_refused(tools: Any) -> None:
    for _, name, data in tools.specimens():
        for cut in hostile.cuts(data):
            assert not tools.is_silent(hostile.read(cut, name)), name


@pytest.mark.parametrize("start", [b"\xff\xd8\xff\xe0", b"GIF89a\x10\0\x10\0\0\0\0"])
def test_a_picture_s_head_is_not_searched_for_in_all_of_a_huge_file(
    start: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(image, "_MOST_HEAD", 1 << 16)
    stream = io.BytesIO(start + bytes(80 << 20))  # to be searched byte by byte, it would take half a minute
    began = time.process_time()
    with pytest.raises(Unreadable):
        image.read(stream, "gif" if start.startswith(b"GIF") else "jpg")
    assert time.process_time() - began < 3
