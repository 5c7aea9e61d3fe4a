"""Sheets whose columns stay together on the page, unless somebody has said how they print."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.properties import PageSetupProperties

from rendering import needs_office, paper, texts
from wenming_archive.render import fitting, office


def book(columns: int, **setup: Any) -> bytes:
    made = openpyxl.Workbook()
    rows: Any = made.active
    rows.append([f"栏{n}" for n in range(columns)])
    for name, value in setup.items():
        if name == "fit":
            rows.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=value)
        elif name == "width":
            rows.column_dimensions["A"].width = value
        else:
            setattr(rows.page_setup, name, value)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def setup(data: bytes) -> tuple[Any, ...]:
    rows: Any = openpyxl.load_workbook(fitting.fitted(io.BytesIO(data))).active
    page = rows.page_setup
    properties = rows.sheet_properties.pageSetUpPr
    return bool(properties and properties.fitToPage), page.fitToWidth, page.fitToHeight, page.orientation


def test_a_sheet_without_settings_is_as_wide_as_the_page() -> None:
    assert setup(book(5)) == (True, 1, 0, None)


@pytest.mark.parametrize("data", [book(20), book(4, width=120)])
def test_a_wide_one_lies_on_its_side(data: bytes) -> None:
    assert setup(data) == (True, 1, 0, "landscape")


def test_which_way_it_lies_stays_as_it_was_said() -> None:
    assert setup(book(20, orientation="portrait")) == (True, 1, 0, "portrait")


def test_what_somebody_has_set_stays() -> None:
    assert setup(book(20, scale=50)) == (False, None, None, None)
    assert setup(book(20, fit=True, fitToHeight=3))[:1] == (True,)
    assert setup(book(20, fit=True, fitToHeight=3))[2] == 3


@pytest.mark.parametrize(
    "properties", [b"", b"<sheetPr/>", b'<sheetPr codeName="a"/>', b'<sheetPr><tabColor rgb="FF"/></sheetPr>']
)
def test_properties_that_a_sheet_has_stay(properties: bytes) -> None:
    made = fitting.sheet(b"<?xml?><worksheet xmlns='x'>" + properties + b"<sheetData/></worksheet>\n")
    assert made.count(b"<sheetPr") == made.count(b"</sheetPr>") == 1
    assert made.count(b'<pageSetUpPr fitToPage="1"/>') == 1 and made.endswith(
        b'fitToHeight="0"/></worksheet>'
    )
    assert all(word in made for word in (b"tabColor", b"codeName") if word in properties)


@pytest.mark.parametrize("data", [b"", b"<worksheet>", b"<x:worksheet></x:worksheet>", b"no sheet"])
def test_what_is_not_understood_stays(data: bytes) -> None:
    assert fitting.sheet(data) == data


def test_what_is_no_book_stays() -> None:
    assert fitting.fitted(io.BytesIO(b"broken")).read() == b"broken"


@needs_office
def test_all_columns_come_out_on_one_page(tmp_path: Path) -> None:
    made = office.to_pdf([paper(fitting.fitted(io.BytesIO(book(25))).read(), ".xlsx")], tmp_path)
    assert made[0].path
    (page,) = texts(made[0].path.read_bytes())
    assert page.split() == [f"栏{n}" for n in range(25)]
