"""The concluding statement of one indicator of a workspace, and one that people wrote in a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import docx, tree
from conftest import Archive
from wenming_archive.errors import InputError
from wenming_archive.pipeline import concluding, session

pytestmark = pytest.mark.usefixtures("here")


def test_it_is_made_of_what_is_filed_and_of_what_people_wrote(archive: Archive, tmp_path: Path) -> None:
    archive("scan", tree(tmp_path / "资料", {"总结.txt": "学雷锋志愿服务总结\n2022年12月30日"}))
    archive("assign", "总结.txt", "Ⅱ-1")
    begun = session.begin(archive.root)
    found = concluding.statement(begun, "Ⅱ-1")
    assert (found.leaf.code, found.own) == ("Ⅱ-1", "") and "《学雷锋志愿服务总结》" in found.skeleton
    assert concluding.statement(begun, "Ⅰ-2").skeleton == ""
    archive("conclude", "Ⅱ-1", "--text", "自己写的。")
    assert concluding.statement(session.begin(archive.root), "Ⅱ-1").own == "自己写的。"


def test_the_limit_of_the_settings_holds_and_without_one_that_of_the_form(archive: Archive) -> None:
    path = archive.root / "archive.yaml"
    text = path.read_text("utf-8")
    for written, most in (("500", 500), ("300", 300), ("0", 500)):
        path.write_text(text.replace("report_limit: 500", f"report_limit: {written}"), "utf-8")
        assert concluding.most(session.begin(archive.root)) == most


def test_a_file_gives_its_words_without_page_heads(tmp_path: Path) -> None:
    folder = tree(
        tmp_path, {"甲.docx": docx("第一段。", "第二段。", header="某局"), "乙.txt": "一段。\n", "空.txt": ""}
    )
    assert concluding.from_file(folder / "甲.docx") == "第一段。\n第二段。"
    assert concluding.from_file(folder / "乙.txt") == "一段。"
    for name in ("空.txt", "没有.txt"):
        with pytest.raises(InputError, match=name):
            concluding.from_file(folder / name)
