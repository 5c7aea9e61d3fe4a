"""Where chase sheets and lists of gaps are written."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from conftest import Archive
from wenming_archive.errors import InputError
from wenming_archive.pipeline import chasing, session, views

TODAY = dt.date(2023, 11, 22)


def write(archive: Archive, by: str, form: str, target: Path | None = None) -> tuple[Path, Path | None]:
    begun = session.begin(archive.root)
    return chasing.write(begun, views.compare(begun), by, form, target, TODAY)


@pytest.mark.parametrize(
    ("by", "form", "name"),
    [
        ("unit", "docx", "催办单.docx"),
        ("unit", "xlsx", "催办单.xlsx"),
        ("kind", "docx", "缺口.docx"),
        ("indicator", "xlsx", "缺口.xlsx"),
    ],
)
def test_it_stands_in_the_output_folder_under_its_usual_name(
    archive: Archive, by: str, form: str, name: str
) -> None:
    assert write(archive, by, form) == (archive.root / "输出" / name, None)
    assert (archive.root / "输出" / name).read_bytes().startswith(b"PK")


def test_an_earlier_one_that_somebody_wrote_in_is_kept(archive: Archive) -> None:
    path, _ = write(archive, "unit", "docx")
    path.write_bytes(b"signed")
    _, kept = write(archive, "unit", "docx")
    assert kept == path.with_name("催办单 (上一版 1).docx") and kept.read_bytes() == b"signed"


def test_a_name_with_another_ending_is_refused(archive: Archive, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"请写成 催办单\.docx"):
        write(archive, "unit", "docx", tmp_path / "催办单.pdf")


def test_nothing_is_written_over_the_workspaces_own_files(archive: Archive) -> None:
    with pytest.raises(InputError, match="没有改动"):
        write(archive, "unit", "xlsx", archive.root / "材料" / "催办单.xlsx")
