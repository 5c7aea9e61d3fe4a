"""PDFs of all sorts, made fit to be bound; what cannot be is told with its reason."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf.annotations import FreeText
from reportlab.pdfgen.canvas import Canvas

from rendering import drawn, ink, texts, usual, written
from wenming_archive.read.limits import Unreadable
from wenming_archive.render import smooth


def smoothed(pdf: bytes, folder: Path) -> tuple[int, bytes]:
    target = folder / "out.pdf"
    return smooth.smooth(io.BytesIO(pdf), target), target.read_bytes()


def locked(password: str) -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(drawn("locked")))
    writer.encrypt(user_password=password, owner_password="owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_usual_pdf_stays_what_it_is(tmp_path: Path) -> None:
    count, pdf = smoothed(drawn("a", "b"), tmp_path)
    assert (count, texts(pdf)) == (2, ["a", "b"])


def test_one_that_may_only_be_read_is_unlocked(tmp_path: Path) -> None:
    count, pdf = smoothed(locked(""), tmp_path)
    assert (count, texts(pdf)) == (1, ["locked"])
    assert not pypdf.PdfReader(io.BytesIO(pdf)).is_encrypted


def test_one_with_a_password_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="密码"):
        smoothed(locked("secret"), tmp_path)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4 nothing", b"x" * 2000])
def test_what_is_no_pdf_is_told(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="损坏"):
        smoothed(data, tmp_path)


def test_a_damaged_table_of_objects_is_mended(tmp_path: Path) -> None:
    damaged = drawn("whole").replace(b"startxref", b"startxxxx")
    assert smoothed(damaged, tmp_path)[0] == 1
    assert texts(smoothed(damaged, tmp_path)[1]) == ["whole"]


def test_what_is_laid_on_a_page_becomes_part_of_it(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter(io.BytesIO(drawn("")))
    seal = FreeText(text="", rect=(100, 100, 200, 200), border_color="000000", background_color="000000")
    writer.add_annotation(0, seal)
    out = io.BytesIO()
    writer.write(out)
    _, pdf = smoothed(out.getvalue(), tmp_path)
    assert "/Annots" not in pypdf.PdfReader(io.BytesIO(pdf)).pages[0] or ink(pdf)[2] > 0


def test_a_filled_in_form_keeps_what_was_filled_in(tmp_path: Path) -> None:
    out = io.BytesIO()
    canvas = Canvas(out, (595, 842), invariant=True)
    canvas.acroForm.textfield(name="n", value="filled", x=100, y=400, width=200, height=40)
    canvas.showPage()
    canvas.save()
    _, pdf = smoothed(out.getvalue(), tmp_path)
    assert texts(pdf) == ["filled"]


def test_pictures_stand_upright_in_the_middle_of_a4(tmp_path: Path) -> None:
    made = []
    for size in ((400, 200), (200, 400)):
        out = io.BytesIO()
        Image.new("RGB", size, "black").save(out, "JPEG")
        made.append((out.getvalue(), size))
    target = tmp_path / "p.pdf"
    assert smooth.pictures(made, target) == smooth.check(target) == 2
    wide, high = ink(target.read_bytes(), 0), ink(target.read_bytes(), 1)
    assert wide[0] == pytest.approx(1 - wide[2], abs=0.01) and wide[2] - wide[0] > 0.88
    assert high[1] > 0.05 and high[3] - high[1] > 0.8 and high[0] == pytest.approx(1 - high[2], abs=0.01)


@given(st.integers(1, 20_000), st.integers(1, 20_000))
def test_a_picture_keeps_its_shape_and_its_room(wide: int, high: int) -> None:
    left, bottom, across, up = smooth.placed((wide, high))
    room = smooth.PICTURE
    assert across / up == pytest.approx(wide / high)
    assert left >= room[0] - 1e-6 and left + across <= room[0] + room[2] + 1e-6
    assert bottom >= room[1] - 1e-6 and bottom + up <= room[1] + room[3] + 1e-6
    assert across == pytest.approx(room[2]) or up == pytest.approx(room[3])


@given(at=st.integers(0, 900), value=st.integers(0, 255))
def test_damage_is_told_or_does_no_harm(
    at: int, value: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    data = bytearray(drawn("x"))
    data[at % len(data)] = value
    target = tmp_path_factory.getbasetemp() / "damaged.pdf"
    try:
        assert smooth.smooth(io.BytesIO(bytes(data)), target) >= 1
    except Unreadable as error:
        assert "PDF" in str(error)


def test_an_empty_page(tmp_path: Path) -> None:
    smooth.empty(tmp_path / "e.pdf")
    assert smooth.check(tmp_path / "e.pdf") == 1


def test_what_is_odd_in_a_pdf_is_not_told_in_english(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    source = written(b"", page=usual(b"", b"[0 0 (x) 3]"))
    assert smooth.smooth(io.BytesIO(source), tmp_path / "odd.pdf") == 1
    assert capfd.readouterr() == ("", "")
