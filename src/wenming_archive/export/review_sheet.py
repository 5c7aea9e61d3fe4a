"""The sheet on which colleagues settle a review: questions as values, and the workbook that asks them.

Every text goes in as text: what begins with ``=`` is no formula, here or after somebody edits it.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from unicodedata import east_asian_width

from wenming_archive.text.unseen import visible

#: Names of the sheets, and what the hidden one says.
SHEET, LEAVES, MARK = "待确认", "指标", "标记"
PURPOSE, VERSION = "wenming-archive review", "1"
USE, FORMAT, WORKSPACE = "用途", "版本", "工作区"

FILE, IGNORE = "归入", "不作为材料"
ACT, CODES, SOURCE = "处理", ("主要指标", "另一指标", "再一指标"), "材料"
#: What each row is about, in columns that nobody sees.
IDENTITY = ("内容指纹", "来源文件夹", "来源", "校验")
_WIDTHS = {
    "序号": 6,
    SOURCE: 26,
    "题名": 28,
    "类型": 10,
    "日期": 12,
    "程序的建议": 32,
    "依据": 36,
    ACT: 13,
    CODES[0]: 26,
    CODES[1]: 18,
    CODES[2]: 18,
    "备注": 16,
}
_CENTRED = ("序号", "类型", "日期", ACT)
_FILLED_IN = (ACT, *CODES, "备注")
_ALL = (*_WIDTHS, *IDENTITY)
_TOP, _FIRST = 2, 3
_LONGEST = 32_000
_FONT = "微软雅黑"
_HOW = """\
怎样填：一行一份材料，看“程序的建议”，只填黄色的几栏。填好照原样保存（.xlsx），交回即可。
· 属于某项指标：在“主要指标”里选，或只写编号，如 {code}；还涉及别的，再选“另一指标”“再一指标”。“处理”不用选。
· 不是测评材料：在“处理”里选“不作为材料”。　· 拿不准：空着不填，以后再定。　· “备注”给人看，程序不读。
· 行可以排序、筛选、删除；列请不要删，也不要只对其中几列排序。全部指标见“指标”表。"""

#: What spreadsheets take for the number of a sign.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


@dataclass(frozen=True, slots=True)
class Identity:
    """Which item a row is about."""

    sha256: str
    root: str
    source: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The hidden cells, in letters that every program keeps as they are."""
        root, source = (json.dumps(path).replace("_", "\\u005f") for path in (self.root, self.source))
        check = hashlib.sha256("\n".join((self.sha256, root, source)).encode()).hexdigest()[:16]
        return self.sha256, root, source, check


@dataclass(frozen=True, slots=True)
class Choice:
    """An indicator to choose; ``above`` names its ancestors."""

    code: str
    title: str
    above: str = ""

    @property
    def label(self) -> str:
        """What the drop-downs show."""
        return line(f"{self.code} {self.title}")


@dataclass(frozen=True, slots=True)
class Question:
    """A row: an item, and what the program makes of it."""

    identity: Identity
    title: str
    kind: str
    date: str
    suggestions: Sequence[str]
    reasons: Sequence[str]


@dataclass(frozen=True, slots=True)
class Form:
    """All that a workbook holds."""

    workspace: str
    choices: Sequence[Choice]
    questions: Sequence[Question]


def line(text: str) -> str:
    """Return ``text`` in one line, of signs that can be seen: XML takes no others."""
    return " ".join(visible(text).split())


def write(form: Form) -> bytes:
    """Return the workbook that asks the questions of ``form``."""
    from openpyxl import Workbook

    book = Workbook()
    asked = book.active
    asked.title = SHEET
    _head(asked, form)
    for n, question in enumerate(form.questions, 1):
        _row(asked, n, question)
    _behave(asked, len(form.questions))
    _offer(asked, len(form.questions), len(form.choices))
    _list(book.create_sheet(LEAVES), form.choices)
    _mark(book.create_sheet(MARK), form.workspace)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _head(sheet: Any, form: Form) -> None:
    from openpyxl.styles import Alignment, Font

    how = _put(sheet, 1, 1, _HOW.format(code=form.choices[0].code if form.choices else ""))
    how.alignment = Alignment(wrap_text=True, vertical="center")
    how.font = Font(name=_FONT, size=11)
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(_WIDTHS))
    sheet.row_dimensions[1].height = 80
    _heads(sheet, _TOP, _ALL)
    sheet.row_dimensions[_TOP].height = 24
    for n, width in enumerate(_WIDTHS.values(), 1):
        sheet.column_dimensions[_letter(n)].width = width
    for n in range(len(_WIDTHS) + 1, len(_ALL) + 1):
        sheet.column_dimensions[_letter(n)].hidden = True


def _heads(sheet: Any, row: int, names: Sequence[str]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    for n, name in enumerate(names, 1):
        cell = _put(sheet, row, n, name)
        cell.font = Font(name=_FONT, size=10, bold=True)
        cell.alignment = Alignment(horizontal="center", vertical="center")
        colour = "FFD966" if name in _FILLED_IN else "D9E1F2"
        cell.fill = PatternFill("solid", fgColor=colour)
        cell.border = _border()


def _row(sheet: Any, n: int, question: Question) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    said = (line(question.identity.source), line(question.title), question.kind, question.date)
    told = (_lines(question.suggestions), _lines(question.reasons))
    values = (*said, *told, *("" for _ in _FILLED_IN), *question.identity.cells)
    sheet.cell(_TOP + n, 1, n)
    for column, value in enumerate(values, 2):
        _put(sheet, _TOP + n, column, value)
    for column, name in enumerate(_WIDTHS, 1):
        cell = sheet.cell(_TOP + n, column)
        cell.font = Font(name=_FONT, size=10)
        side = "center" if name in _CENTRED else None
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal=side)
        cell.border = _border()
        if name in _FILLED_IN:
            cell.fill = PatternFill("solid", fgColor="FFF8E1")
            cell.number_format = "@"  # 1.10 that somebody types stays 1.10
    # Not every program fits the height of a row to its text when it opens a workbook.
    most = max(
        _lines_of(str(text), width) for text, width in zip(values, [*_WIDTHS.values()][1:], strict=False)
    )
    sheet.row_dimensions[_TOP + n].height = min(409.0, 8.0 + 16.5 * most)


def _behave(sheet: Any, rows: int) -> None:
    """Keep the head in sight, let rows be filtered with all that is hidden, and fit the paper."""
    sheet.freeze_panes = sheet.cell(_FIRST, 3)
    sheet.auto_filter.ref = f"A{_TOP}:{_letter(len(_ALL))}{_TOP + rows}"
    sheet.print_title_rows = f"{_TOP}:{_TOP}"
    _paper(sheet)


def _paper(sheet: Any) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A3
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4


def _offer(sheet: Any, rows: int, leaves: int) -> None:
    """Put the drop-downs on all rows; an indicator may also be typed."""
    from openpyxl.worksheet.datavalidation import DataValidation

    acts = DataValidation(type="list", formula1=f'"{FILE},{IGNORE}"', allow_blank=True, showErrorMessage=True)
    acts.errorTitle, acts.error = ACT, f"请选“{FILE}”或“{IGNORE}”；拿不准就空着"
    listed = f"'{LEAVES}'!$A$2:$A${leaves + 1}"
    codes = DataValidation(type="list", formula1=listed, allow_blank=True, showErrorMessage=False)
    for names, offered in (((ACT,), acts), (CODES, codes)):
        first, last = (_letter(_ALL.index(name) + 1) for name in (names[0], names[-1]))
        offered.add(f"{first}{_FIRST}:{last}{_TOP + rows}")
        sheet.add_data_validation(offered)


def _list(sheet: Any, choices: Sequence[Choice]) -> None:
    from openpyxl.styles import Alignment, Font

    _heads(sheet, 1, ("指标", "编号", "标题", "上级"))
    for row, choice in enumerate(choices, 2):
        for column, value in enumerate(
            (choice.label, choice.code, line(choice.title), line(choice.above)), 1
        ):
            cell = _put(sheet, row, column, value)
            cell.font = Font(name=_FONT, size=10)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for letter, width in zip("ABCD", (44, 12, 40, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes, sheet.print_title_rows = "A2", "1:1"
    _paper(sheet)


def _mark(sheet: Any, workspace: str) -> None:
    for row, pair in enumerate(((USE, PURPOSE), (FORMAT, VERSION), (WORKSPACE, json.dumps(workspace))), 1):
        for column, value in enumerate(pair, 1):
            _put(sheet, row, column, value.replace("_", "\\u005f") if pair[0] == WORKSPACE else value)
    sheet.sheet_state = "veryHidden"


def _put(sheet: Any, row: int, column: int, text: str) -> Any:
    """Write ``text`` as text, whatever it begins with, and return its cell."""
    cell = sheet.cell(row, column)
    if text:
        cell.value = _ESCAPE.sub("_x005F_", text)[:_LONGEST]
        cell.data_type, cell.quotePrefix = "s", True
    return cell


def _lines(texts: Sequence[str]) -> str:
    return "\n".join(line(text) for text in texts)


def _lines_of(text: str, width: int) -> int:
    """Return how many lines ``text`` takes in a column; a hanzi, and a sign set like one, is two wide."""
    wide = [sum(2 if east_asian_width(c) in "WFA" else 1 for c in part) for part in text.split("\n")]
    return sum(-(-columns // (width - 2)) or 1 for columns in wide)


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))


def _border() -> Any:
    from openpyxl.styles import Border, Side

    side = Side(style="thin", color="BFBFBF")
    return Border(left=side, right=side, top=side, bottom=side)
