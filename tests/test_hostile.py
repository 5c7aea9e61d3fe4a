"""Hostile and broken files through the program's own workers: each is read, or refused with a reason.

The inputs are those of ``benchmarks/hostile``, which reads many more; here the quick ones of each sort
and those that once found a fault.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import hostile
from wenming_archive import stored
from wenming_archive.model import Extracted, Found
from wenming_archive.pipeline import reading

_FOLDER = Path(__file__).parents[1] / "benchmarks" / "hostile"
#: What is to become of each: the code of its trouble, or that it is read.
EXPECTED = {
    "倍数.zip": "members",
    "嵌套.zip": "members",
    "重叠.zip": "too-large",
    "自含.zip": "members",
    "目录循环.zip": "members",
    "zip64.zip": "broken",
    "假头.7z": "broken",
    "空头.rar": "broken",
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
    "目录循环": "any",
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


@pytest.fixture(scope="module")
def tools() -> Iterator[Any]:
    """Give the benchmark's modules."""
    before = list(sys.path)
    sys.path.append(str(_FOLDER))
    yield importlib.import_module("running")
    sys.path[:] = before


@pytest.fixture(scope="module")
def read(tools: Any, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Extracted], list[str]]:
    """Return what workers made of the chosen inputs, and what a server was asked for meanwhile."""
    folder = tmp_path_factory.mktemp("hostile")
    secret = folder / "secret.txt"
    secret.write_text(tools.SECRET, "utf-8")
    with tools.served() as (url, asked), reading.workers(frozenset()) as workers:
        wanted = [c for c in tools.cases(tools.Outside(secret, url)) if any(name in c.name for name in EXPECTED)]
        paths = [case.write(folder / "in") for case in wanted]
        files = [Found(str(folder), path.name, path, path.stat().st_size, 0) for path in paths]
        done = {found.source: stored.extracted(one.packed or b"") for found, one in workers.run(files)}
    return done, asked


@pytest.mark.parametrize(("name", "expected"), EXPECTED.items())
def test_each_is_read_or_refused_with_a_reason(
    tools: Any, read: tuple[dict[str, Extracted], list[str]], name: str, expected: str
) -> None:
    found = {source: one for source, one in read[0].items() if name in source}
    assert found
    for source, one in found.items():
        assert not tools.is_silent(one), source
        code = one.trouble.code if one.trouble else "members" if one.members else "read"
        assert expected in ("any", code), source
        assert code not in ("crash", "too-slow"), source


def test_nothing_is_drawn_in_and_nothing_fetched(
    tools: Any, read: tuple[dict[str, Extracted], list[str]]
) -> None:
    done, asked = read
    assert not [source for source, one in done.items() if tools.SECRET in repr(one)]
    assert not [m.name for one in done.values() for m in one.members if tools.leaves(m.name)]
    assert asked == []


def test_a_file_cut_anywhere_is_read_or_refused(tools: Any) -> None:
    for _, name, data in tools.specimens():
        for cut in hostile.cuts(data):
            assert not tools.is_silent(hostile.read(cut, name)), name
