"""Workbooks, read back by another library than the one that writes them."""

from __future__ import annotations

import io
import warnings
from typing import Any

import openpyxl


def opened(data: bytes, *, values: bool = True) -> Any:
    """Return a workbook; with ``values`` its formulas as what they come to."""
    with warnings.catch_warnings():
        # openpyxl does not know the bars in cells that came with Excel 2010.
        warnings.filterwarnings("ignore", ".*extension is not supported")
        return openpyxl.load_workbook(io.BytesIO(data), data_only=values)


def rows(page: Any, first: int = 4) -> list[list[Any]]:
    """Return what stands in the rows of a sheet from ``first`` on."""
    return [[cell.value for cell in row] for row in page.iter_rows(min_row=first)]


def column(page: Any, head: str) -> list[Any]:
    """Return the cells below a head."""
    heads = [cell.value for cell in page[3]]
    return [row[heads.index(head)] for row in rows(page)]
