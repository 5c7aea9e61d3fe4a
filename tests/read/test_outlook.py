"""The mails are built by hand after MS-OXMSG, in a compound file of the tests' own."""

from __future__ import annotations

import datetime as dt
import io
import struct

import pytest

from hostile import cuts, flips
from shells import compound
from wenming_archive.content import Block, Extracted, Properties
from wenming_archive.read import cfb, mail, outlook
from wenming_archive.read.limits import Unreadable, has_text
from wenming_archive.read.sniff import sniff


def sent(moment: dt.datetime) -> bytes:
    """Return the properties of fixed length: one that is no time, then when the mail was sent."""
    count = int((moment - dt.datetime(1601, 1, 1)).total_seconds()) * 10_000_000
    return b"\0" * 32 + struct.pack("<HHIQ", 3, 0x0017, 6, 1) + struct.pack("<HHIQ", 0x40, 0x0039, 6, count)


LETTER = {
    "__properties_version1.0": sent(dt.datetime(2023, 3, 6, 20)),
    "__substg1.0_0037001F": "报送创建材料".encode("utf-16-le"),
    "__substg1.0_0C1A001F": "张三".encode("utf-16-le"),
    "__substg1.0_1000001F": "各位领导：\r\n\r\n　　请查收。".encode("utf-16-le"),
}


def read(streams: dict[str, bytes]) -> Extracted:
    return mail.read(io.BytesIO(compound(streams)), "msg")


def test_a_mail_of_outlook_is_read() -> None:
    assert sniff(io.BytesIO(compound(LETTER)), "msg") == "msg"
    found = read(LETTER)
    assert found.blocks == (
        Block("title", "报送创建材料"),
        Block("text", "发件人：张三"),
        Block("text", "发送时间：2023-03-07 04:00"),
        Block("text", "各位领导："),
        Block("text", "请查收。"),
    )
    assert found.properties == Properties("报送创建材料", "张三", "2023-03-07")


def test_an_older_mail_in_gbk_with_a_page_is_read() -> None:
    page = "<html><p>请各单位查收。</p></html>".encode("gbk")
    found = read({"__substg1.0_0037001E": "报送材料".encode("gbk"), "__substg1.0_10130102": page})
    assert [b.text for b in found.blocks] == ["报送材料", "请各单位查收。"]
    assert found.properties.created is None


def test_an_empty_mail_is_refused() -> None:
    with pytest.raises(Unreadable):
        read({"__properties_version1.0": b""})


def test_the_files_that_came_with_it_are_given(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' compound files have no folders: one is put before the reader."""
    streams = {
        "__attach_version1.0_#00000000/__substg1.0_3707001F": "总结.docx".encode("utf-16-le"),
        "__attach_version1.0_#00000000/__substg1.0_37010102": b"PK",
        "__attach_version1.0_#00000001/__substg1.0_3704001E": b"A~1.TXT",
    }

    class Fake:
        names = tuple(streams)

        def has(self, name: str) -> bool:
            return name in streams

        def read(self, name: str, limit: int = 0) -> bytes:
            return streams.get(name, b"")

    monkeypatch.setattr(cfb, "open_compound", lambda stream: Fake())
    assert list(mail.attachments(io.BytesIO(compound({})))) == [("总结.docx", b"PK")]
    assert outlook.letter(io.BytesIO())[-1] == ["总结.docx", "A~1.TXT"]


def test_any_damage_leaves_text_or_a_reason() -> None:
    data = compound(LETTER)
    for damaged in (*cuts(data), *flips(data, 200)):
        try:
            found = mail.read(io.BytesIO(damaged), "msg")
        except Unreadable as error:
            assert error.code
        else:
            assert has_text(found.blocks)
