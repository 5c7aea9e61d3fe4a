"""Fill in the sheet of a review as a colleague does."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl

from wenming_archive.export.review_sheet import SHEET, SOURCE

#: By source, what is written under each head.
Marks = Mapping[str, Mapping[str, object]]


def heads(sheet: Any) -> dict[str, int]:
    """Return the column of each head."""
    return {cell.value: cell.column for cell in sheet[2] if cell.value}


def rows(path: Path) -> dict[str, int]:
    """Return the row of each source, in order."""
    sheet = openpyxl.load_workbook(path)[SHEET]
    column = heads(sheet)[SOURCE]
    return {sheet.cell(n, column).value: n for n in range(3, sheet.max_row + 1)}


def fill(path: Path, marks: Marks) -> None:
    """Write ``marks`` into the sheet at ``path``."""
    book = openpyxl.load_workbook(path)
    sheet = book[SHEET]
    there, columns = rows(path), heads(sheet)
    for source, marked in marks.items():
        for head, value in marked.items():
            sheet.cell(there[source], columns[head]).value = value
    book.save(path)


def office(path: Path, folder: Path) -> Path:
    """Return the workbook as LibreOffice saves it again, in ``folder``."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return folder / path.name
