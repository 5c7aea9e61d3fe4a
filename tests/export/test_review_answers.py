"""What comes back: every row that was filled in, after whatever people and programs do to a workbook."""

from __future__ import annotations

import datetime as dt
import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import xlsx
from sheets import office
from wenming_archive.export import review_answers, review_sheet
from wenming_archive.export.review_answers import Answer, Filled, Foreign
from wenming_archive.export.review_sheet import Choice, Form, Identity, Question

LEAVES = [Choice(f"Ⅰ-{n}", f'第{n}项, “甲”"乙"', "Ⅰ 某") for n in range(1, 401)]
MARK: list[list[Any]] = [["用途", "wenming-archive review"], ["版本", 1]]
SOURCES = ["党办/甲.docx", "=乙.docx", " 丙 _x0041_.docx"]


def asked(source: str) -> Question:
    identity = Identity("a" * 64, "/根_x", source)
    return Question(identity, "题", "方案计划", "2023", ["Ⅰ-1 某 把握 62%"], ["题名有“某”"])


def sheet(*sources: str) -> bytes:
    return review_sheet.write(Form("/工作_x0041_区", LEAVES, [asked(s) for s in sources or SOURCES]))


def changed(data: bytes, change: Callable[[Any], object]) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def back(data: bytes, change: Callable[[Any], object]) -> Filled:
    return review_answers.read(changed(data, change))


def put(**cells: object) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        for name, value in cells.items():
            book["待确认"][name] = value

    return change


def test_what_was_sent_comes_back_unmarked() -> None:
    filled = review_answers.read(sheet())
    assert filled.workspace == "/工作_x0041_区"
    assert [a.identity for a in filled.answers] == [asked(s).identity for s in SOURCES]
    assert [a.row for a in filled.answers] == [3, 4, 5]
    assert not any(a.marked for a in filled.answers)
    assert [(x.code, x.title) for x in filled.choices.values()] == [(x.code, x.title) for x in LEAVES]
    assert list(filled.choices) == [x.label for x in LEAVES]


def test_marks_come_back_as_they_were_written() -> None:
    filled = back(sheet(), put(H3=" 归入 ", I3=LEAVES[399].label, J3="Ⅰ-2", H4="不作为材料", L5="问一下"))
    first, second, third = filled.answers
    assert (first.act, first.codes, first.marked) == ("归入", (LEAVES[399].label, "Ⅰ-2", ""), True)
    assert (second.act, second.codes) == ("不作为材料", ("", "", ""))
    assert not third.marked  # a remark is for people


def test_a_number_or_date_is_told_from_text_and_a_whole_number_is_a_code() -> None:
    filled = back(sheet(), put(I3=1.1, J3=dt.datetime(2023, 1, 2), K3=3, H4=True))
    assert filled.answers[0].numbers == ("主要指标", "另一指标") and filled.answers[0].codes[2] == "3"
    assert filled.answers[1].numbers == ("处理",) and filled.answers[1].marked


def test_rows_may_be_sorted_deleted_hidden_and_left_blank() -> None:
    def change(book: Any) -> None:
        asked_of = book["待确认"]
        first, last = ([cell.value for cell in asked_of[n]] for n in (3, 5))
        for column, (a, b) in enumerate(zip(last, first, strict=True), 1):
            asked_of.cell(3, column).value, asked_of.cell(9, column).value = a, b
            asked_of.cell(5, column).value = None
        asked_of.row_dimensions[9].hidden = True
        asked_of.delete_rows(4)

    filled = back(sheet(), change)
    assert [(a.row, a.identity) for a in filled.answers] == [
        (3, asked(SOURCES[2]).identity),
        (8, asked(SOURCES[0]).identity),
    ]


def test_columns_may_be_hidden_and_moved_and_the_sheet_renamed() -> None:
    def change(book: Any) -> None:
        asked_of = book["待确认"]
        asked_of["I3"] = "Ⅰ-2"
        asked_of.column_dimensions["F"].hidden = True
        asked_of.insert_cols(1)
        asked_of.insert_rows(1)
        asked_of.title = "张三填"

    first = back(sheet(), change).answers[0]
    assert (first.row, first.codes, first.identity) == (4, ("Ⅰ-2", "", ""), asked(SOURCES[0]).identity)


def test_a_stray_cell_far_away_does_no_harm() -> None:
    assert len(back(sheet(), put(XFD3="x", A1048576=" ")).answers) == 3


@pytest.mark.parametrize("name", ["M3", "N3", "O3", "P3", "B3"])
@pytest.mark.parametrize("value", ["", "x", '"x"', 5])
def test_a_damaged_identity_is_seen(name: str, value: object) -> None:
    first, *others = back(sheet(), put(**{name: value})).answers
    assert first.identity is None and all(a.identity for a in others)


def test_rows_of_which_only_some_columns_were_sorted_are_seen() -> None:
    filled = back(sheet(), put(B3=SOURCES[1], B4=SOURCES[0]))
    assert [a.identity is None for a in filled.answers] == [True, True, False]


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_it_survives_being_saved_by_another_program(tmp_path: Path) -> None:
    path = tmp_path / "表.xlsx"
    path.write_bytes(changed(sheet(), put(H3="归入", I3=LEAVES[399].label, J4="Ⅰ-2", H5="不作为材料")))
    (tmp_path / "另").mkdir()
    saved = office(path, tmp_path / "另").read_bytes()
    assert saved != path.read_bytes()
    assert review_answers.read(saved) == review_answers.read(path.read_bytes())
    codes = [
        v
        for v in openpyxl.load_workbook(io.BytesIO(saved))["待确认"].data_validations.dataValidation
        if str(v.sqref) == "I3:K5"
    ]
    assert [v.formula1.replace("'", "") for v in codes] == ["指标!$A$2:$A$401"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "不是 xlsx 工作簿，或已损坏"),
        (b"PK\x03\x04", "不是 xlsx 工作簿，或已损坏"),
        (sheet()[:5000], "不是 xlsx 工作簿，或已损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "是旧版 Excel 文件，或加了密码；请另存为不加密码的 .xlsx"),
        (xlsx(["材料", "处理"]), "不是 archive review --to 写出的表"),
        (xlsx(["用途", "wenming-archive review"], sheet="标记"), "是另一个版本的程序写出的表"),
        (xlsx(*MARK, ["工作区", "x"], sheet="标记"), "没有写明是哪个工作区的；请重新写出"),
        (xlsx(*MARK, ["工作区", '"\\u0000"'], sheet="标记"), "没有写明是哪个工作区的；请重新写出"),
        (xlsx(*MARK, ["工作区", '"/"'], sheet="标记"), "的“待确认”表缺了列；请重新写出"),
    ],
    ids=[
        "nothing",
        "a head",
        "half",
        "old",
        "another",
        "another version",
        "no workspace",
        "no path",
        "no rows",
    ],
)
def test_what_is_no_such_sheet_is_refused_with_the_reason(data: bytes, said: str) -> None:
    with pytest.raises(Foreign, match=f"^{said}"):
        review_answers.read(data)
    assert not review_answers.is_sheet(data)


def test_a_missing_column_is_named() -> None:
    with pytest.raises(Foreign, match="找不到 另一指标、校验；请重新写出"):
        back(sheet(), put(J2="", P2="x"))


def test_one_without_its_list_can_still_be_read() -> None:
    filled = back(sheet(), lambda book: book.remove(book["指标"]))
    assert len(filled.answers) == 3 and filled.choices == {}


def test_a_bomb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_answers, "_MOST_UNPACKED", 1000)
    with pytest.raises(Foreign, match="太大"):
        review_answers.read(sheet())


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.text(max_size=12), st.text(max_size=12)), min_size=1, max_size=4))
def test_any_item_is_known_again(items: list[tuple[str, str]]) -> None:
    questions = [
        Question(Identity("0" * 64, root, source), source, "其他", "不详", [source], [root])
        for root, source in items
    ]
    filled = review_answers.read(review_sheet.write(Form("/", LEAVES[:1], questions)))
    assert [a.identity for a in filled.answers] == [q.identity for q in questions]


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.integers(0, 5000))
def test_a_damaged_workbook_is_refused_and_nothing_else(junk: bytes, at: int) -> None:
    data = sheet(SOURCES[0])
    for damaged in (junk, data[:at] + junk + data[at + len(junk) :]):
        try:
            filled = review_answers.read(damaged)
        except Foreign:
            continue
        assert all(isinstance(answer, Answer) for answer in filled.answers)
