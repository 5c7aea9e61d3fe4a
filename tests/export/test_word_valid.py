"""Whatever is switched on, Word is given what its schemas allow, and nothing leads nowhere."""

from __future__ import annotations

import datetime as dt
import functools
import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

from bindings import UNIT, bound, everything, plate, tree
from soundness import faults
from wenming_archive.export import chase, tree_word, volume, word, word_spine
from wenming_archive.export.volume import Volume

TODAY = dt.date(2026, 11, 22)
#: What Word cannot be given, and what the program does not tell of it: how to make it of a sound document.
SPOILT: dict[str, tuple[str, str]] = {
    "order of a cell's properties": (r"(<w:tcW [^>]*/>)(<w:vAlign[^>]*/>)", r"\2\1"),
    "cell without a paragraph": (r"<w:p>(?:(?!</w:p>).)*</w:p></w:tc>", "</w:tc>"),
    "style that is not there": (r'(<w:pStyle w:val=")WM表文', r"\1Nothing"),
    "bookmark twice": (r'w:name="leaf2"', 'w:name="leaf1"'),
    "number of a bookmark twice": (r'(<w:bookmarkStart w:id=")1000001"', r'\g<1>1000000"'),
    "link to nowhere": (r'w:anchor="leaf2"', 'w:anchor="leaf0"'),
    "page of nothing": (r"PAGEREF leaf2 ", "PAGEREF leaf0 "),
    "address of nothing": (r'r:id="rIdLink\d+"', 'r:id="rIdNone"'),
    "picture of nothing": (r'r:embed="rIdPicture1"', 'r:embed="rIdNone"'),
    "number of a picture twice": (r'<wp:docPr id="2"', '<wp:docPr id="1"'),
}
PAGES = {f"leaf{n}": str(n) for n in (1, 2, 3)}


def house() -> bytes:
    """Return a document as an office has it: pictures, head, comments on it, numbered styles, forms locked."""
    document: Any = docx.Document()
    document.add_heading("本单位的旧文件", 1)
    document.add_picture(io.BytesIO(plate().jpeg))
    document.sections[0].header.paragraphs[0].text = "内部文件头"
    document.add_comment(document.paragraphs[0].runs, "领导的批注", "王某")
    document.core_properties.keywords = "旧关键词"
    for style, ident in (("Heading 1", "1"), ("Heading 2", "2")):
        document.styles[style].element.set(qn("w:styleId"), ident)
    lock = OxmlElement("w:documentProtection")
    lock.set(qn("w:edit"), "readOnly")
    document.settings.element.insert(1, lock)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@functools.cache
def sound() -> bytes:
    return word.write(replace(everything(), printed=PAGES))


def spoilt(data: bytes, pattern: str, by: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "word/document.xml":
                changed = re.sub(pattern, by, text.decode(), count=1)
                assert changed != text.decode()
                text = changed.encode()
            new.writestr(name, text)
    return out.getvalue()


def spines(made: Volume) -> bytes:
    return word_spine.write(volume.split(made))


def chases(made: Volume) -> bytes:
    return chase.write(made.gaps, made.catalogue, UNIT, TODAY)


def lacking(made: Volume) -> bytes:
    return chase.listed(made.gaps, made.catalogue, "indicator", UNIT, TODAY)


def drawn(made: Volume) -> bytes:
    return tree_word.write(made.catalogue, UNIT)


@pytest.mark.parametrize("spoil", SPOILT)
def test_the_judge_sees_what_is_wrong(spoil: str, tmp_path: Path) -> None:
    assert faults(spoilt(sound(), *SPOILT[spoil]), tmp_path)


def test_with_pages_in_the_contents_it_is_valid(tmp_path: Path) -> None:
    assert faults(sound(), tmp_path) == []


@pytest.mark.parametrize(
    "layout",
    [
        {"photos": 2, "columns": "卷内目录", "fonts": "system", "bold": True},
        {"forms": False, "columns": "归档文件目录", "head": False},
        {"photos": 0, "excerpts": False, "links": False, "appendix": False, "forms": False},
    ],
    ids=["much", "other", "little"],
)
def test_every_layout_is_valid(layout: dict[str, Any], tmp_path: Path) -> None:
    assert faults(word.write(everything(**layout)), tmp_path) == []


def test_parts_of_a_volume_are_valid(tmp_path: Path) -> None:
    made = everything()
    for part in (*volume.split(made), volume.only(made, "Ⅰ-1"), volume.only(made, "Ⅰ")):
        assert faults(word.write(part), tmp_path) == []


def test_a_volume_of_nothing_is_valid(tmp_path: Path) -> None:
    assert faults(word.write(bound(tree([{"code": "Ⅰ-1", "title": "空"}]), [])), tmp_path) == []


@pytest.mark.parametrize("write", [spines, chases, lacking, drawn])
def test_what_goes_with_it_is_valid(write: Callable[[Volume], bytes], tmp_path: Path) -> None:
    assert faults(write(everything()), tmp_path) == []


def test_in_the_house_s_styles_it_is_valid_and_holds_nothing_of_the_house_s_text(tmp_path: Path) -> None:
    data = word.write(replace(everything(), template=house()))
    assert faults(data, tmp_path) == []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        held = b"".join(archive.read(name) for name in archive.namelist()).decode("utf-8", "replace")
    for left in ("本单位的旧文件", "内部文件头", "领导的批注", "王某", "旧关键词", "documentProtection"):
        assert left not in held, left


def test_runs_of_a_field_come_in_their_order() -> None:
    with zipfile.ZipFile(io.BytesIO(sound())) as archive:
        texts = [archive.read(name) for name in archive.namelist() if re.match(r"word/(doc|head|foot)", name)]
    for text in texts:
        marks = [one.get(qn("w:fldCharType")) for one in parse_xml(text).iter(qn("w:fldChar"))]
        assert marks == ["begin", "separate", "end"] * (len(marks) // 3)
