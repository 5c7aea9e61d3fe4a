from __future__ import annotations

import io

import pytest
from PIL import Image

from builders import docx, jpg, pdf, xlsx
from hostile import with_parts, zipped
from wenming_archive.read.containers import CONTAINERS
from wenming_archive.read.reader import READERS
from wenming_archive.read.sniff import _MAGIC, _MARKUP, _ODF, _PARTS, _STREAMS, sniff

CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500
GBK = "各单位：请于3月6日前报送文明创建材料。".encode("gb18030")


def picture(fmt: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), (200, 30, 30)).save(out, fmt)
    return out.getvalue()


def odf(kind: str) -> bytes:
    return zipped({"mimetype": f"application/vnd.oasis.opendocument.{kind}", "content.xml": "<x/>"}, 0)


def compound(stream: str) -> bytes:
    return CFB + stream.encode("utf-16-le") + b"\0" * 64


def sniffed(data: bytes, suffix: str = "") -> str:
    return sniff(io.BytesIO(data), suffix)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (docx("正文"), "docx"),
        (xlsx(("台账",)), "xlsx"),
        (pdf("正文"), "pdf"),
        (jpg(), "jpg"),
        (picture("PNG"), "png"),
        (picture("GIF"), "gif"),
        (picture("BMP"), "bmp"),
        (picture("TIFF"), "tif"),
        (b"MM\0*\0\0\0\x08", "tif"),
        (picture("WEBP"), "webp"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "heic"),
        (b"\0\0\0\x18ftypmif1\0\0\0\0", "heic"),
        (b"\0\0\0\x14ftypqt  \0\0\0\0", "mov"),
        (b"\0\0\0\x18ftypM4A \0\0\0\0", "m4a"),
        (b"\0\0\0\x18ftypisom\0\0\2\0", "mp4"),
        (b"RIFF\x24\0\0\0AVI LIST", "avi"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "wav"),
        (b"ID3\x03\0\0\0\0\0\0", "mp3"),
        (b"\xff\xfb\x90\x64\0\0", "mp3"),
        (b"0&\xb2u\x8ef\xcf\x11\xa6\xd9", "wmv"),
        (b"FLV\x01\x05\0\0\0", "flv"),
        (b"\x1aE\xdf\xa3\x93\x42\x82\x88", "mkv"),
        (b"\0\0\0\x08wide\0\0\0\x10mdat", "mov"),
        (b"\0\0\0\x1cftypavif\0\0\0\0", "heic"),
        (b"#!AMR\n\x3c", "amr"),
        (b"{\\rtf1\\ansi 1}", "rtf"),
        (b"7z\xbc\xaf\x27\x1c\0\4", "7z"),
        (b"Rar!\x1a\x07\x01\0", "rar"),
        (b"\x1f\x8b\x08\0\0", "gz"),
        (b"MZ\x90\0\x03\0\0\0", "exe"),
        (b"SQLite format 3\0\x10\0", "sqlite"),
        (compound("WordDocument"), "doc"),
        (compound("Workbook"), "xls"),
        (compound("Book"), "xls"),
        (compound("PowerPoint Document"), "ppt"),
        (compound("EncryptedPackage"), "encrypted"),
        (compound("__properties_version1.0"), "msg"),
        (CFB, "cfb"),
        (odf("text"), "odt"),
        (odf("spreadsheet"), "ods"),
        (odf("presentation"), "odp"),
        (zipped({"ppt/presentation.xml": "<x/>"}), "pptx"),
        (zipped({"OFD.xml": "<x/>", "Doc_0/Document.xml": "<x/>"}), "ofd"),
        (zipped({"word/document2.xml": "<x/>"}), "docx"),
        (zipped({"照片/1.jpg": jpg(), "通知.docx": docx("通知")}), "zip"),
        (zipped({}), "zip"),
        (docx("正文")[:-100], "broken-zip"),
        (b"PK\x03\x04", "broken-zip"),
        (b"", "empty"),
        (bytes(range(256)) * 4, "unknown"),
        (b"\0" * 4096, "unknown"),
    ],
)
def test_content_tells_the_format(data: bytes, expected: str) -> None:
    assert sniffed(data, "docx") == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<!DOCTYPE html><html><body>通知</body></html>", "html"),
        ("\ufeff  \r\n<HTML xmlns:o='urn'>", "html"),
        ('<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html PUBLIC "x"><html>', "html"),
        ('<?xml version="1.0"?><!-- 说明 --><html xmlns="x">', "html"),
        ("<table border='1'><tr><td>序号</td></tr></table>", "html"),
        ("<meta charset='gbk'><style>td{}</style>", "html"),
        ('<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>', "docxml"),
        ("MIME-Version: 1.0\nContent-Type: multipart/related", "mht"),
        ("Received: by x\r\n\tfor y\r\nFrom: a@b.cn\r\nSubject: x\r\n\r\n", "eml"),
        ("From: <由 WPS 保存>\r\nSubject: x\r\n y\r\nMIME-Version: 1.0\r\n", "mht"),
        ("<通知>各单位：", "txt"),
        ("from: 办公室\n会议记录", "txt"),
    ],
)
def test_markup_is_told_from_text(head: str, expected: str) -> None:
    assert sniffed(head.encode(), "xls") == expected


@pytest.mark.parametrize(
    ("data", "suffix", "expected"),
    [
        (GBK, "txt", "txt"),
        (GBK, "", "txt"),
        (GBK, "doc", "txt"),
        ("序号,姓名\n".encode(), "csv", "csv"),
        ("序号\t姓名\n".encode(), "tsv", "csv"),
        ("# 题\n".encode(), "md", "md"),
        ("# 题\n".encode(), "markdown", "md"),
        ("通知".encode("utf-16"), "txt", "txt"),
        ("通知 abc".encode("utf-16-le"), "txt", "txt"),
        ("通知 abc\r\n".encode("utf-16-be"), "txt", "txt"),
        ("關於開展活動".encode("big5"), "txt", "txt"),
        ("BM指标说明".encode(), "txt", "txt"),
        ("MZ 局文明创建".encode("gb18030"), "txt", "txt"),
        (b"\x0c" + GBK + b"\x1a", "txt", "txt"),
    ],
)
def test_the_name_decides_only_between_kinds_of_text(data: bytes, suffix: str, expected: str) -> None:
    assert sniffed(data, suffix) == expected


def test_a_pdf_may_begin_late() -> None:
    assert sniffed(b"\r\n%junk\n" + pdf("正文")) == "pdf"


def test_a_text_about_pdf_is_no_pdf() -> None:
    assert sniffed("文件头 %PDF-1.4 表示版本".encode(), "txt") == "txt"


def test_a_part_called_mimetype_is_not_unpacked() -> None:
    assert sniffed(zipped({"mimetype": b"\0" * 50_000_000})) == "zip"


def test_a_damaged_mimetype_makes_a_broken_zip() -> None:
    assert sniffed(odf("text").replace(b"opendocument.text", b"opendocument.tex!", 1)) == "broken-zip"


def test_a_word_file_is_told_by_its_parts_whatever_else_it_holds() -> None:
    assert sniffed(with_parts(docx("正文"), {"附件.txt": "x", "a/b/c.bin": b"\0"})) == "docx"


def test_every_format_told_can_be_read_or_explained() -> None:
    from wenming_archive.read.reader import _trouble

    told = {str(name) for *_, name in (*_MAGIC, *_PARTS, *_STREAMS, *_MARKUP)} | {*_ODF.values()}
    others = {"empty", "broken-zip", "unknown", "zip", "cfb"}
    messages = {
        fmt: _trouble(fmt, "bin").message for fmt in (told | others) - READERS.keys() - CONTAINERS.keys()
    }
    assert [m for m in messages.values() if not m or "None" in m] == []


@pytest.mark.parametrize(
    ("headers", "fmt"),
    [
        ("From: a@b.cn\nSubject: 通知\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n", "eml"),
        ("From: a@b.cn\nDate: x\nMIME-Version: 1.0\nContent-Type: text/plain\n", "eml"),
        ("From: a@b.cn\nSubject: 转发\n", "eml"),
        ("From: <Saved by Internet Explorer>\nSubject: 通知\nDate: x\nMIME-Version: 1.0\n"
         "Content-Type: multipart/related; type=text/html; boundary=x\n", "mht"),
        ("标题: 通知\n正文: 各科室\n", "txt"),
    ],
)  # fmt: skip
def test_a_mail_without_a_recipient_is_a_mail_and_a_saved_page_is_none(headers: str, fmt: str) -> None:
    assert sniffed(f"{headers}\n正文".encode(), "eml") == fmt
