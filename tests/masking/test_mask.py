"""The one door: what comes out has been read again, and holds nothing personal."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import docx, xlsx
from personal import ID, ids, mobiles
from wenming_archive.masking import mask, plain
from wenming_archive.model import Found
from wenming_archive.privacy import numbers, sweep
from wenming_archive.read import reader
from wenming_archive.read.limits import Unreadable


def masked(data: bytes, fmt: str) -> bytes:
    return mask.masked(Found("", f"a.{fmt}", Path(), 0, 0), lambda: io.BytesIO(data), fmt, "a")


@settings(deadline=None)
@given(ids(), mobiles(), st.sampled_from(["docx", "xlsx", "txt", "csv"]))
def test_nothing_personal_is_left_in_any_format(number: str, mobile: str, fmt: str) -> None:
    rows = [["姓名", "证件", "联系方式"], ["沈远", number, mobile]]
    text = "\n".join(",".join(row) for row in rows).encode()
    data = {"docx": docx(f"他的电话{mobile}", table=rows), "xlsx": xlsx(*rows)}.get(fmt, text)
    again = masked(data, fmt)
    read = reader.read(Found("", f"a.{fmt}", Path(), 0, 0), io.BytesIO(again))
    assert read.trouble is None and read.format == fmt and sweep.hits(read.blocks) == []
    assert len(sweep.hits(reader.READERS[fmt](io.BytesIO(data), fmt).blocks)) >= 2


def test_a_format_that_cannot_be_masked_is_named() -> None:
    with pytest.raises(Unreadable, match=r"这种格式不能遮盖"):
        masked(b"%PDF", "pdf")


def test_a_copy_in_which_something_is_left_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(mask.FORMATS, "txt", lambda stream, about, talk: stream.read())  # type: ignore[misc]
    with pytest.raises(Unreadable, match=r"遮盖后还有：手机号 1 处：138\*\*\*\*5678"):
        masked("电话13812345678".encode(), "txt")


def test_a_copy_that_cannot_be_read_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "masked", lambda *_, **__: b"")
    monkeypatch.setitem(mask.FORMATS, "txt", lambda stream, about, talk: b"")  # type: ignore[misc]
    with pytest.raises(Unreadable, match=r"打不开"):
        masked("电话13812345678".encode(), "txt")


OTHER = "32108119850312302"
OTHER += numbers.checked(OTHER)


def test_a_number_in_an_embedded_file_is_refused() -> None:
    made = io.BytesIO(docx(f"身份证号{ID}"))
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("word/embeddings/Book1.xlsx", xlsx(["姓名", "证件"], ["李红", OTHER]))
    with pytest.raises(Unreadable, match=r"嵌入"):
        masked(made.getvalue(), "docx")
