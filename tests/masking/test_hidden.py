"""ID numbers where no reader looks: properties, tracked changes, files in files; never in a picture."""

from __future__ import annotations

import io
import zipfile

import pytest

from builders import docx, xlsx
from personal import ID
from wenming_archive.masking import hidden


def with_part(name: str, data: bytes) -> io.BytesIO:
    made = io.BytesIO(docx("名单"))
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr(name, data)
    return made


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("docProps/custom.xml", f"<a>{ID}</a>".encode()),
        ("word/extra.xml", f"<w:delText>{ID}</w:delText>".encode()),
        ("word/embeddings/Book1.xlsx", xlsx(["姓名", "身份证号"], ["沈远", ID])),
        ("word/embeddings/old.bin", b"\1\0" + ID.encode("utf-16-le") + b"\1\0"),
    ],
)
def test_a_number_is_found_in_any_part(name: str, data: bytes) -> None:
    assert set(hidden.ids(with_part(name, data))) == {ID}


def test_what_is_no_id_number_or_no_package_holds_none() -> None:
    assert list(hidden.ids(with_part("a.xml", b"<a>0.32108119900101231</a><b>321081199001010000</b>"))) == []
    assert list(hidden.ids(with_part("word/media/1.png", ID.encode()))) == []
    assert list(hidden.ids(io.BytesIO(b"PK\3\4" + ID.encode()))) == []
