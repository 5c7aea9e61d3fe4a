"""A catalogue is written as a table: of the workspace or of a file, and what it cannot take is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import CATALOGUE, tree
from conftest import Archive
from trials import refused
from wenming_archive.errors import InputError
from wenming_archive.pipeline import tabling


@pytest.mark.parametrize("form", ["xlsx", "docx"])
@pytest.mark.parametrize("tasks", [[], ["--tasks"]], ids=["tree", "tasks"])
def test_the_workspace_has_its_own_in_the_folder_of_exports(
    archive: Archive, form: str, tasks: list[str]
) -> None:
    ran = archive("catalogue", "export", "--format", form, *tasks)
    name = f"市级文明单位测评体系{'任务分解表' if tasks else ''}.{form}"
    assert ran.status == 0 and name in ran.out and (archive.root / "输出" / name).is_file() and ran.err == ""


def test_what_people_wrote_into_an_earlier_one_is_kept(archive: Archive) -> None:
    archive("catalogue", "export")
    path = archive.root / "输出" / "市级文明单位测评体系.xlsx"
    path.write_bytes(b"changed by hand")
    assert "原来的文件另存为" in archive("catalogue", "export").out


def test_a_file_needs_no_workspace_and_overwrites_nothing(tmp_path: Path) -> None:
    file, out = tree(tmp_path, {"体系.yaml": CATALOGUE}) / "体系.yaml", tmp_path / "表.xlsx"
    done = tabling.export(file, tmp_path, "xlsx", out, tasked=False)
    assert done == tabling.Tabled(out, None, ())
    with pytest.raises(InputError, match="没有覆盖"):
        tabling.export(file, tmp_path, "xlsx", out, tasked=False)


def test_what_the_table_cannot_take_is_told(archive: Archive) -> None:
    text = CATALOGUE.replace("title: 环境建设", "title: 环境建设\n    standard: 环境优美。").replace(
        "{kind: summary, min: 1}", '{kind: summary, min: 1, words: ["总“结"]}'
    )
    (archive.root / "catalogue.yaml").write_text(text, "utf-8")
    err = archive("catalogue", "export").err
    assert "Ⅱ 的测评标准" in err and "Ⅰ-2 的应备材料" in err and "Ⅰ-1" not in err


def test_forms_and_places_that_will_not_do(archive: Archive) -> None:
    refused(archive("catalogue", "export", "--format", "pdf"), "pdf", "xlsx、docx")
    refused(archive("catalogue", "export", "-o", archive.root / "表.docx"), ".xlsx")
    refused(archive("catalogue", "export", "-o", archive.root / "材料" / "表.xlsx"), "档案工作区自己的地方")
