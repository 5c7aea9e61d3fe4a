from __future__ import annotations

import codecs

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from wenming_archive.read.encoding import decode, detect

NOTICE = "关于开展“学雷锋”志愿服务活动的通知\r\n各科室：请于3月6日（周一）前报送台账。\r\n"
TRADITIONAL = "關於開展志願服務活動的通知\r\n各科室：請於3月6日前報送台帳。\r\n"
#: Everyday characters, as offices use them.
EVERYDAY = "的一是在了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("times", [1, 500])
def test_a_text_is_read_back_from_every_encoding(encoding: str, times: int) -> None:
    assert decode((NOTICE * times).encode(encoding)) == NOTICE * times


@pytest.mark.parametrize("times", [1, 500])
def test_traditional_text_is_read_back_from_big5(times: int) -> None:
    assert decode((TRADITIONAL * times).encode("big5")) == TRADITIONAL * times


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"", "utf-8"),
        (b"plain ASCII", "utf-8"),
        (codecs.BOM_UTF8 + b"x", "utf-8-sig"),
        (codecs.BOM_UTF16_LE + b"x\0", "utf-16"),
        (codecs.BOM_UTF16_BE + b"\0x", "utf-16"),
        (b"x\0y\0\r\0\n\0", "utf-16-le"),
        (b"\0x\0y\0\r\0\n", "utf-16-be"),
        ("通知".encode()[:-1], "utf-8"),
        ("签到表".encode("gb18030"), "gb18030"),
        ("会议纪要".encode("gb18030"), "gb18030"),
        ("𠮷林省镕基㙍".encode("gb18030"), "gb18030"),
        ("會議紀要".encode("big5"), "big5"),
    ],
)
def test_few_characters_are_enough(data: bytes, encoding: str) -> None:
    assert detect(data) == encoding


@given(st.text(EVERYDAY + "，。：\r\nA1", min_size=8, max_size=60))
def test_everyday_text_is_read_back_from_gb18030(text: str) -> None:
    assume(sum(c in EVERYDAY for c in text) >= 6)
    assert decode(text.encode("gb18030")) == text


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le"])
@pytest.mark.parametrize("damage", [b"\xff", b"\0\0", b"\x80\x80"])
def test_damage_costs_its_own_characters_only(encoding: str, damage: bytes) -> None:
    data = (NOTICE * 20).encode(encoding)
    middle = len(data) // 40 * 20
    text = decode(data[:middle] + damage + data[middle:])
    assert text.startswith(NOTICE * 9)


def test_damaged_big5_stays_big5() -> None:
    data = (TRADITIONAL * 4).encode("big5")
    assert decode(data + b"\xff" + data).startswith(TRADITIONAL * 4)


@given(st.binary(max_size=300))
def test_no_bytes_are_refused(data: bytes) -> None:
    assert isinstance(decode(data), str)
