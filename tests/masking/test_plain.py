"""Texts are masked in the encoding they came in; a CSV by its heads."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from personal import CARD, ID, MOBILE
from wenming_archive.masking import plain


def masked(data: bytes, *, table: bool = False, talk: bool = False) -> bytes:
    return plain.masked(io.BytesIO(data), "", talk=talk, table=table)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_text_keeps_its_encoding_and_its_lines(codec: str, newline: str) -> None:
    lines = ["值班通讯录和联系办法", f"沈远 {MOBILE}", f"身份证号：{ID}", ""]
    again = masked(newline.join(lines).encode(codec))
    want = ["值班通讯录和联系办法", "沈远 138****5678", f"身份证号：32*************{ID[-3:]}", ""]
    assert again == newline.join(want).encode(codec)


def test_a_csv_is_masked_by_its_heads_with_its_marks() -> None:
    text = f'姓名,卡号,"住址，详",编号\r\n沈远,"{CARD}",x,{MOBILE}\r\n"李,红",{CARD},x,{MOBILE}\r\n'
    again = masked(text.encode(), table=True).decode()
    hidden = f"{'*' * 15}0018"
    assert (
        again == f'姓名,卡号,"住址，详",编号\r\n沈远,"{hidden}",x,{MOBILE}\r\n"李,红",{hidden},x,{MOBILE}\r\n'
    )


def test_a_csv_of_another_separator() -> None:
    text = f"姓名;账号;备注\n沈远;{CARD};a,b\n"
    assert masked(text.encode(), table=True).decode() == f"姓名;账号;备注\n沈远;{'*' * 15}0018;a,b\n"


def test_names_of_pupils_in_a_csv_and_in_a_record() -> None:
    text = "姓名,班级,分\n沈小明,一班,1\n李小红,一班,2\n王刚,二班,3\n"
    assert (
        masked(text.encode(), table=True).decode() == "姓名,班级,分\n沈**,一班,1\n李**,一班,2\n王*,二班,3\n"
    )
    assert masked("姓名：沈小明\n".encode(), talk=True).decode() == "姓名：沈**\n"


@settings(deadline=None)
@given(st.binary(max_size=60), st.booleans())
def test_what_holds_nothing_personal_stays_byte_for_byte(data: bytes, table: bool) -> None:
    text = data.decode("gb18030", "replace").encode("utf-8") + "，文明创建".encode()
    if text.isascii() or b"\0" in text:
        return
    assert masked(text, table=table) == text
