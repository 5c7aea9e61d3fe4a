"""Write sheets as a workbook (.xlsx) that Excel, WPS and LibreOffice open; the same sheets, the same bytes.

Every text goes in as text: what begins with ``=`` is no formula, here or after somebody edits it.
It is made in memory: what offices hold does not lie about in a folder for temporary files.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Sequence
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

from wenming_archive.export import sheets
from wenming_archive.export.sheets import Cell, Column, Formula, Link, Look, Rank, Row, Sheet

#: The document's own time: fixed, so that the same evidence gives the same bytes.
_MADE = dt.datetime(2000, 1, 1)
_FONT = "微软雅黑"
#: Characters that a property of a document may have, and that a sheet's name may.
_LONGEST_PROPERTY, _LONGEST_NAME = 255, 31
#: Rows above the table: the title, what is said about it, the heads.
_TITLE, _ABOUT, _HEAD, _FIRST = 0, 1, 2, 3
_A4 = 9
_BARRED = re.compile(r"[\[\]:*?/\\']")
_GROUND = {Rank.group: "#DDEBF7", Rank.total: "#F2F2F2"}
_ALIGN = {Look.text: "left", Look.short: "center", Look.number: "center", Look.share: "center"}
_NUMBERS = {Look.number: "General", Look.share: "0%"}
_FOOT = "&L&8&A&R&8第 &P 页，共 &N 页"


def write(shown: Sequence[Sheet], title: str) -> bytes:
    """Return the workbook with the sheets ``shown``."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, {**options, "strings_to_numbers": False, "nan_inf_to_errors": True})
    book.set_properties({"title": sheets.plain(title)[:_LONGEST_PROPERTY], "created": _MADE})
    book.set_calc_mode("auto")
    forms = _Forms(book)
    for sheet, name in zip(shown, names([sheet.name for sheet in shown]), strict=True):
        _Writer(book.add_worksheet(name), sheet.trimmed, forms).write()
    book.close()
    return out.getvalue()


def names(wanted: Sequence[str]) -> list[str]:
    """Return names that a workbook takes for its sheets, each once, whatever their case."""
    taken: set[str] = {"history"}  # Excel keeps that one for itself
    made = []
    for name in wanted:
        clean = " ".join(_BARRED.sub(" ", sheets.plain(name)).split()) or "表"
        tries = (f"{_cut(clean, n)}{f' ({n})' if n > 1 else ''}" for n in range(1, len(wanted) + 3))
        free = next(one for one in tries if one.casefold() not in taken)
        taken.add(free.casefold())
        made.append(free)
    return made


def _cut(name: str, n: int) -> str:
    """Cut a name so that its number still fits; programs count signs beyond 65,536 twice."""
    room = _LONGEST_NAME - (len(f" ({n})") if n > 1 else 0)
    return name.encode("utf-16-le")[: room * 2].decode("utf-16-le", "ignore").rstrip()


class _Forms:
    """The formats of a workbook, each made once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[tuple[object, ...], Any] = {}

    def cell(self, look: Look, rank: Rank, *, link: bool = False) -> Any:
        """Return the format of a cell."""
        key = (look, rank, link)
        if key not in self._made:
            self._made[key] = self._book.add_format(_properties(look, rank, link=link))
        return self._made[key]

    def ground(self, colour: str) -> Any:
        """Return the format that colours a cell, and nothing else of it."""
        if (colour,) not in self._made:
            self._made[(colour,)] = self._book.add_format({"bg_color": colour})
        return self._made[(colour,)]

    def other(self, **properties: object) -> Any:
        """Return a format of its own."""
        key = tuple(sorted((name, str(value)) for name, value in properties.items()))
        if key not in self._made:
            plain = {"font_name": _FONT, "font_size": 10, "valign": "vcenter", "quote_prefix": True}
            self._made[key] = self._book.add_format({**plain, **properties})
        return self._made[key]


def _properties(look: Look, rank: Rank, *, link: bool) -> dict[str, object]:
    """Return what a cell's format is made of."""
    made: dict[str, object] = {"font_name": _FONT, "font_size": 10, "border": 1, "border_color": "#BFBFBF"}
    made |= {"valign": "vcenter", "align": _ALIGN[look], "text_wrap": rank is not Rank.group}
    if look in _NUMBERS:
        made["num_format"] = _NUMBERS[look]
    else:
        made["quote_prefix"] = True  # what looks like a formula stays a text, also when it is edited
    if rank in _GROUND:
        made |= {"bold": True, "bg_color": _GROUND[rank]}
    return made | ({"font_color": "#0563C1", "underline": 1} if link else {})


class _Writer:
    """Writes one sheet."""

    def __init__(self, page: Any, sheet: Sheet, forms: _Forms) -> None:
        self._page, self._sheet, self._forms = page, sheet, forms
        self._widths = sheet.widths
        self._grouped = any(row.rank is Rank.group for row in sheet.rows)
        self._links = 0
        room = sheets.MOST_ROWS - _FIRST - len(sheet.totals) - len(sheet.foot) - 2
        self._rows, self._left = sheet.rows[:room], max(0, len(sheet.rows) - room)
        self._last = _FIRST + max(1, len(self._rows)) - 1
        letters = [xl_col_to_name(n) for n in range(len(sheet.columns))]
        areas = [f"{letter}{_FIRST + 1}:{letter}{self._last + 1}" for letter in letters]
        self._areas = dict(zip([column.head for column in sheet.columns], areas, strict=True))

    def write(self) -> None:
        """Write all of it."""
        self._top()
        for n, row in enumerate(self._rows, _FIRST):
            self._row(n, row)
        self._join()
        end = self._last
        for row in self._sheet.totals:
            end += 1
            self._row(end, row)
        if self._left:
            end += 1
            self._page.write_string(end, 0, f"另有 {self._left} 行，一张表放不下", self._forms.other())
        self._behave(self._sign(end))

    def _top(self) -> None:
        title = self._forms.other(bold=True, font_size=16)
        head = self._forms.other(
            bold=True, align="center", bg_color="#D9E1F2", border=1, border_color="#8EA9DB", text_wrap=True
        )
        self._page.set_row(_TITLE, 28)
        self._page.write_string(_TITLE, 0, sheets.plain(self._sheet.title), title)
        self._page.set_row(_ABOUT, 20)
        grey = self._forms.other(font_color="#595959")
        self._page.write_string(_ABOUT, 0, sheets.plain(self._sheet.about), grey)
        self._page.set_row(_HEAD, 24)
        for n, (column, width) in enumerate(zip(self._sheet.columns, self._widths, strict=True)):
            self._page.set_column(n, n, width)
            self._page.write_string(_HEAD, n, column.head, head)

    def _row(self, at: int, row: Row) -> None:
        self._page.set_row(at, sheets.height(row, self._widths), None, self._outline(row))
        for n, column in enumerate(self._sheet.columns):
            self._cell(at, n, row.cells[n] if n < len(row.cells) else None, column, row.rank)

    def _join(self) -> None:
        """Let cells span rows; a sheet that is cut short has fewer of them."""
        form = self._forms.cell(Look.text, Rank.plain)
        for first, last, n in self._sheet.joined:
            end = min(_FIRST + last, self._last)
            if _FIRST + first < end:
                self._page.merge_range(_FIRST + first, n, end, n, "", form)
                self._cell(_FIRST + first, n, self._rows[first].cells[n], self._sheet.columns[n], Rank.plain)

    def _outline(self, row: Row) -> dict[str, int]:
        """Return that a row below the head of a group can be folded away."""
        return {"level": 1} if self._grouped and row.rank is Rank.plain else {}

    def _cell(self, at: int, n: int, cell: Cell, column: Column, rank: Rank) -> None:
        look = Look.text if rank is Rank.group and isinstance(cell, str) else column.look
        form = self._forms.cell(look, rank)
        if cell is None or cell == "":
            self._page.write_blank(at, n, None, form)
        elif isinstance(cell, Formula):
            text = cell.text.format(**self._areas, column=self._areas[column.head])
            self._page.write_formula(at, n, text, form, cell.value)
        elif isinstance(cell, Link):
            self._link(at, n, cell, self._forms.cell(look, rank, link=True), form)
        elif isinstance(cell, str):
            self._page.write_string(at, n, sheets.plain(cell), form)
        else:
            self._page.write_number(at, n, cell, form)

    def _link(self, at: int, n: int, link: Link, form: Any, plain: Any) -> None:
        """Write a link, or its text alone where no program would take another link."""
        text, target = sheets.plain(link.text), sheets.address(link.target)
        able = bool(target) and len(target) <= sheets.LONGEST_LINK and self._links < sheets.MOST_LINKS
        if able:
            self._links += 1
            self._page.write_url(at, n, f"external:{target}", form, text)
        else:
            self._page.write_string(at, n, text, plain)

    def _sign(self, end: int) -> int:
        """Write what is to be signed, and return the last row."""
        form = self._forms.other(font_size=11)
        end += 1 if self._sheet.foot else 0
        for text in self._sheet.foot:
            end += 1
            self._page.set_row(end, 26)
            self._page.write_string(end, 0, sheets.plain(text), form)
        return end

    def _behave(self, end: int) -> None:
        """Keep the head in sight, let rows be filtered, colour what tells, and fit the paper."""
        page, last = self._page, len(self._sheet.columns) - 1
        page.freeze_panes(_FIRST, self._sheet.held)
        if not self._sheet.joined:  # a filter would tear cells that span rows apart
            page.autofilter(_HEAD, 0, self._last, last)
        page.outline_settings(visible=True, symbols_below=False)
        page.set_landscape() if self._sheet.landscape else page.set_portrait()
        page.set_paper(_A4)
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        page.print_area(0, 0, end, max(n for n, one in enumerate(self._sheet.columns) if not one.aside))
        page.repeat_rows(_HEAD)
        page.set_footer(_FOOT)
        page.hide_gridlines(2)
        self._colour()

    def _colour(self) -> None:
        for n, column in enumerate(self._sheet.columns):
            area = (_FIRST, n, self._last, n)
            if column.look is Look.share:
                self._page.conditional_format(*area, _BAR)
            for word, colour in self._sheet.colours.get(column.head, {}).items():
                form = self._forms.ground(colour)
                rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": form}
                self._page.conditional_format(*area, rule)


_BAR = {
    "type": "data_bar",
    "bar_color": "#9DC3E6",
    "bar_solid": True,
    "data_bar_2010": True,
    "min_type": "num",
    "max_type": "num",
    "min_value": 0,
    "max_value": 1,
}
