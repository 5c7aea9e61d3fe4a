"""Evidence as pages: whatever a file is, it becomes pages or a page that says why not."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from builders import docx, jpg, xlsx
from rendering import drawn, ink, needs_office, stand_in, texts
from samples import made_item
from wenming_archive.model import Item, Problem
from wenming_archive.pipeline import pressing
from wenming_archive.pipeline.pressing import Pressed, Task
from wenming_archive.pipeline.progress import Silent
from wenming_archive.render import notice, office


def item(root: Path, name: str, data: bytes, fmt: str = "") -> Item:
    """Return an item whose filed copy lies below ``root``."""
    made = made_item(name, "Ⅰ-1", title=name.partition(".")[0], sha256=hashlib.sha256(data).hexdigest())
    copy = root / made.filed_as[0]
    copy.parent.mkdir(parents=True, exist_ok=True)
    copy.write_bytes(data)
    return replace(made, known=replace(made.known, format=fmt or name.rpartition(".")[2]))


def tif(*shades: int) -> bytes:
    frames, out = [Image.new("L", (100, 140), shade) for shade in shades], io.BytesIO()
    frames[0].save(out, "TIFF", save_all=True, append_images=frames[1:])
    return out.getvalue()


def press(root: Path, *items: Item) -> list[Pressed]:
    folder = root / "made"
    folder.mkdir()
    made = pressing.press(items, root, folder, Silent())
    return [made[one.known.key] for one in items]


def pages(pressed: Pressed) -> list[str]:
    return texts(pressed.path.read_bytes())


@needs_office
def test_whatever_can_be_pages_becomes_pages(tmp_path: Path) -> None:
    made = press(
        tmp_path,
        item(tmp_path, "通知.docx", docx("关于志愿服务的通知")),
        item(tmp_path, "名册.xlsx", xlsx(["姓名", "时长"], ["张某", 3])),
        item(tmp_path, "小结.txt", "活动小结".encode("gb18030")),
        item(tmp_path, "时长.csv", "姓名,时长\n李某,4\n".encode()),
        item(tmp_path, "汇编.pdf", drawn("one", "two")),
        item(tmp_path, "扫描.tif", tif(0, 0, 0)),
        item(
            tmp_path,
            "网页.html",
            "<html><head><title>页</title></head><body>公示名单</body></html>".encode("gbk"),
        ),
        item(tmp_path, "照片.jpg", jpg(size=(300, 200))),
    )
    assert [one.why for one in made] == [""] * 8
    assert [one.pages for one in made] == [1, 1, 1, 1, 2, 3, 1, 1]
    said = [pages(one) for one in made]
    assert said[:5] == [
        ["关于志愿服务的通知"],
        ["姓名 时长 张某 3"],
        ["活动小结"],
        ["姓名 时长 李某 4"],
        ["one", "two"],
    ]
    assert said[6] == ["公示名单"]
    assert ink(made[5].path.read_bytes(), 2)[2] > 0.9


@needs_office
def test_for_what_cannot_a_page_says_why(tmp_path: Path) -> None:
    locked = item(tmp_path, "加密.pdf", b"%PDF")
    unread = replace(
        locked.known, readable=False, problems=(Problem("encrypted", "PDF 加了打开密码；请去掉密码后另存"),)
    )
    changed = item(tmp_path, "改过.pdf", drawn("a"))
    (tmp_path / changed.filed_as[0]).write_bytes(drawn("b"))
    gone = item(tmp_path, "没有.docx", docx("甲"))
    (tmp_path / gone.filed_as[0]).unlink()
    items = [
        item(tmp_path, "录像.mp4", b"film"),
        item(tmp_path, "公文.ofd", b"ofd"),
        replace(locked, known=unread),
        changed,
        gone,
        item(tmp_path, "坏了.docx", b"PK\x03\x04 broken"),
        item(tmp_path, "坏了.jpg", b"\xff\xd8\xff broken"),
    ]
    made = press(tmp_path, *items)
    assert [one.why for one in made] == [
        "音像材料，不能印在纸上，随电子文件另行提交",
        "OFD 版式文件，随电子文件另行提交",
        "PDF 加了打开密码，另行提交",
        *["归档副本打不开，或与登记不符，请运行 archive verify 查明，另行提交"] * 2,
        "LibreOffice 打不开，另行提交",
        "图片不完整或已损坏，另行提交",
    ]
    assert [one.pages for one in made] == [1] * 7
    (said,) = pages(made[0])
    assert said.startswith("本件材料另附 题名：录像 文件：录像.mp4 原因：音像材料，")


@needs_office
def test_items_with_one_content_share_its_pages_and_the_copies_stay_as_they_are(tmp_path: Path) -> None:
    first, second = item(tmp_path, "一.docx", docx("甲")), item(tmp_path, "二.docx", docx("甲"))
    assert first.known.sha256 == second.known.sha256
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.docx")}
    made = press(tmp_path, first, second)
    assert made[0] == made[1]
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.docx")} == before


@pytest.mark.parametrize(
    ("fmt", "why"),
    [
        ("mp3", "音像材料，不能印在纸上，随电子文件另行提交"),
        ("eml", "电子邮件或网页存档，随电子文件另行提交"),
        ("mht", "电子邮件或网页存档，随电子文件另行提交"),
        ("exe", "这种格式不能印在纸上，随电子文件另行提交"),
        ("doc", ""),
        ("heic", ""),
        ("pdf", ""),
    ],
)
def test_what_is_apart_by_its_nature(tmp_path: Path, fmt: str, why: str) -> None:
    assert pressing.apart(item(tmp_path, "甲.x", b"x", fmt)) == why


def test_without_a_copy_an_item_is_apart(tmp_path: Path) -> None:
    assert pressing.apart(replace(item(tmp_path, "甲.pdf", b"x"), filed_as=())) == "还没有归档副本，另行提交"


def test_a_photo_is_upright_and_fills_the_page(tmp_path: Path) -> None:
    source, target = tmp_path / "a.jpg", tmp_path / "a.pdf"
    exif = Image.Exif()
    exif[274] = 6
    Image.new("RGB", (400, 200)).save(source, exif=exif)
    assert pressing.look(Task(source, "jpg", "", target, "a.jpg")).pages == 1
    left, top, right, bottom = ink(target.read_bytes())
    assert bottom - top > right - left


def test_without_even_a_notice_an_empty_page_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(office.VARIABLE, str(stand_in(tmp_path / "program")[0]))
    monkeypatch.setattr(notice, "document", lambda *_: b"refuse")
    (made,) = press(tmp_path, item(tmp_path, "录像.mp4", b"film"))
    assert (made.pages, pages(made)) == (1, [""])
