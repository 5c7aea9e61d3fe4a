"""What is read, what is known from before, and what has gone."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from builders import docx, tree
from packing import zipped
from samples import made_item
from wenming_archive import disk, scan
from wenming_archive.errors import CopyError
from wenming_archive.index import Index
from wenming_archive.model import Found, Item, Known, Placement, Problem, Status
from wenming_archive.pipeline import reading, survey
from wenming_archive.pipeline.progress import Progress, Silent
from wenming_archive.pipeline.reading import Reading
from wenming_archive.pipeline.survey import Survey
from wenming_archive.read import reader

PLAN = docx("道德讲堂活动方案", "一、活动主题：身边好人", "2023年8月20日")


pytestmark = pytest.mark.usefixtures("here")


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with Index.open(tmp_path / "index.sqlite") as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tree(tmp_path / "资料", {"甲/方案.docx": PLAN, "乙/副本.docx": PLAN, "丙.txt": "红烧排骨"})


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sources that a reader was given."""
    given: list[str] = []
    real = reader.read

    def read(found: Any, stream: Any) -> Any:
        given.append(found.source)
        return real(found, stream)

    monkeypatch.setattr(reader, "read", read)
    return given


def survey_of(folder: Path, index: Index, progress: Progress, *, reread: bool = False) -> Survey:
    files = scan.walk([str(folder)], (), lambda *_: False).files
    return survey.survey(files, index, progress, scan.wanted(()), reread=reread)


def look(folder: Path, index: Index, *, reread: bool = False) -> Survey:
    """Survey a folder and keep the result as a scan would."""
    found = survey_of(folder, index, Silent(), reread=reread)
    with index.writing():
        index.keep_clues(found.clues)
        index.replace_items([unplaced(one) for one in found.known])
        index.replace_parcels(found.parcels)
    return found


def unplaced(one: Known) -> Item:
    return Item(one, Placement(Status.unplaced))


def known(found: Survey) -> dict[str, Known]:
    return {one.found.source: one for one in found.known}


def test_a_new_file_is_read_described_and_hashed(folder: Path, index: Index) -> None:
    found = look(folder, index)
    one = known(found)["甲/方案.docx"]
    assert one.sha256 == disk.sha256(folder / "甲/方案.docx")
    assert (one.format, one.description.kind, one.description.title) == ("docx", "plan", "道德讲堂活动方案")
    assert found.clues[one.key].folders == ("甲",) and found.opened == 3


def test_the_same_bytes_are_described_alike(folder: Path, index: Index) -> None:
    found = known(look(folder, index))
    assert found["甲/方案.docx"].description == found["乙/副本.docx"].description


def test_what_is_unchanged_is_not_even_opened(
    folder: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = look(folder, index)
    monkeypatch.setattr(disk, "open_source", None)
    again = look(folder, index)
    assert (again.known, again.clues, again.opened) == (before.known, {}, 0)
    assert dict(index.clues()) == before.clues


def test_a_renamed_file_is_opened_and_not_read(folder: Path, index: Index, reads: list[str]) -> None:
    look(folder, index)
    reads.clear()
    (folder / "甲").rename(folder / "丁")
    found = look(folder, index)
    assert reads == [] and found.opened == 1
    assert known(found)["丁/方案.docx"].description.title == "道德讲堂活动方案"


def test_a_changed_file_is_read_anew(folder: Path, index: Index, reads: list[str]) -> None:
    look(folder, index)
    reads.clear()
    (folder / "丙.txt").write_text("环境卫生管理制度")
    assert known(look(folder, index))["丙.txt"].description.title == "环境卫生管理制度"
    assert reads == ["丙.txt"]


def test_after_an_update_all_is_read_anew(folder: Path, index: Index, reads: list[str]) -> None:
    look(folder, index)
    reads.clear()
    assert look(folder, index, reread=True).opened == 3
    assert reads == ["丙.txt", "乙/副本.docx", "甲/方案.docx"]


def test_a_file_that_cannot_be_opened_stays_in_the_list_with_its_reason(
    folder: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> Any:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(disk, "open_source", refuse)
    one = known(look(folder, index))["丙.txt"]
    assert (one.sha256, one.readable, one.format) == (None, False, "txt")
    assert [(p.code, p.message) for p in one.problems] == [("no-access", "无法打开：没有权限")]


def test_a_wrong_suffix_is_noted_beside_what_was_read(tmp_path: Path, index: Index) -> None:
    one = known(look(tree(tmp_path / "资料", {"方案.pdf": PLAN}), index))["方案.pdf"]
    assert one.readable and one.description.kind == "plan"
    assert [p.code for p in one.problems] == ["wrong-suffix"]


class Stopped(BaseException):
    """The end of the process."""


class StopsAt(Silent):
    """A progress that ends the process at one step."""

    def __init__(self, source: str) -> None:
        self.source = source

    def step(self, what: str) -> None:
        if what == self.source:
            raise Stopped


def test_what_was_read_before_a_kill_is_not_read_again(
    folder: Path, index: Index, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(survey, "_SAVE_EVERY", -1)
    with pytest.raises(Stopped):
        survey_of(folder, index, StopsAt("甲/方案.docx"))
    reads.clear()
    assert known(look(folder, index)).keys() == {"丙.txt", "乙/副本.docx", "甲/方案.docx"}
    assert reads == []


def vanish(item: Item, *known: Known) -> tuple[list[Known], list[str]]:
    return survey._vanished([item], known, ())


def test_a_filed_item_whose_source_has_gone_is_kept_and_marked() -> None:
    item = made_item("甲.docx", "Ⅰ-1")
    assert vanish(item) == ([replace(item.known, present=False)], [])


def test_an_item_never_filed_goes_with_its_source() -> None:
    assert vanish(made_item("甲.docx")) == ([], ["甲.docx"])


@pytest.mark.parametrize(
    "now",
    [made_item("甲.docx", sha256="另"), made_item("乙.docx", sha256="原"), made_item("甲.docx", sha256="原")],
    ids=["replaced", "moved", "still there"],
)
def test_what_was_replaced_or_moved_has_not_gone(now: Item) -> None:
    assert vanish(made_item("甲.docx", "Ⅰ-1", sha256="原"), now.known) == ([], [])


def test_an_item_that_had_gone_before_is_told_but_once() -> None:
    item = made_item("甲.docx")
    assert vanish(replace(item, known=replace(item.known, present=False))) == ([], [])


def undated(n: int, day: str, **changes: Any) -> Known:
    one = made_item(f"{n}.docx", date=None).known
    seconds = time.mktime(time.strptime(day, "%Y-%m-%d")) + 3600
    return replace(one, found=replace(one.found, mtime_ns=int(seconds * 1e9)), **changes)


def dates(known: list[Known]) -> list[tuple[str | None, str | None]]:
    return [(one.description.date, one.description.date_from) for one in survey.date_by_mtime(known)]


DAYS = [undated(n, f"2022-03-0{n}") for n in range(1, 7)]


def test_the_day_of_last_change_dates_what_nothing_else_does() -> None:
    assert dates(DAYS)[2] == ("2022-03-03", "mtime")


def test_a_day_that_a_fifth_of_all_files_share_is_the_day_they_were_copied() -> None:
    assert dates([*DAYS, undated(7, "2022-03-01")])[0] == (None, None)
    assert dates([*DAYS, undated(7, "2022-03-01")])[1] == ("2022-03-02", "mtime")


@pytest.mark.parametrize("day", ["1980-01-01", "2101-01-01"])
def test_a_day_no_office_worked_on_a_computer_dates_nothing(day: str) -> None:
    assert dates([*DAYS, undated(7, day)])[-1] == (None, None)


def test_a_date_that_was_read_stands_and_the_unreadable_gets_none() -> None:
    read = made_item("读.docx", date="2021-05-06").known
    broken = undated(8, "2022-04-01", readable=False)
    assert dates([*DAYS, read, broken])[-2:] == [("2021-05-06", "body"), (None, None)]


def test_a_copy_that_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "文件夹").mkdir()
    with pytest.raises(CopyError, match=r"无法读取 .*没有的：不存在"):
        survey.hash_of(tmp_path, "没有的")
    assert survey.hash_of(tmp_path, "文件夹") == ""


def test_what_was_fatal_to_a_worker_rests_until_the_file_is_touched(
    folder: Path, index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = reading.read

    def read(found: Found) -> Reading:
        fatal = found.source == "丙.txt"
        return reading.failed(found, Problem("too-slow", "读了很久")) if fatal else real(found)

    with monkeypatch.context() as patch:
        patch.setattr(reading, "read", read)
        assert not known(look(folder, index))["丙.txt"].readable
    again = look(folder, index)
    assert again.opened == 0 and not known(again)["丙.txt"].readable
    os.utime(folder / "丙.txt", (1, 1))
    assert known(look(folder, index))["丙.txt"].readable


def test_what_a_day_is_believed_by_is_looked_at_anew(index: Index) -> None:
    """The last run may have known fewer files of that day, or more."""
    dated = survey.date_by_mtime(DAYS)
    again = survey.date_by_mtime([*dated, *(undated(n, "2022-03-03") for n in range(20, 24))])
    assert again[2].description.date is None and again[2].description.date_from is None
    assert survey.date_by_mtime(again[: len(DAYS)]) == dated


def test_a_look_reads_whatever_the_last_run_knew_and_leaves_containers_packed(
    folder: Path, index: Index, reads: list[str]
) -> None:
    (folder / "丁.zip").write_bytes(zipped({"内.txt": b"x"}))
    survey_of(folder, index, Silent())
    files = scan.walk([str(folder)], (), lambda *_: False).files
    known, clues = survey.look(files, index, Silent(), ocr=False)
    assert [(one.found.source, one.readable) for one in known] == [
        ("丁.zip", False),
        ("丙.txt", True),
        ("乙/副本.docx", True),
        ("甲/方案.docx", True),
    ]
    assert set(clues) == {one.key for one in known} and known[0].problems[0].code == "packed"
    assert len(reads) == 5  # in the survey, the member too; none of them again
