"""What the office looks into, as it is asked for."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import lxml.html
import pytest

import books
from builders import Tree, names, tree
from conftest import Archive
from scenes import saved, scene
from trials import refused

PAGE, BOOK = "迎检档案.html", "档案总表.xlsx"
FILES: Tree = {
    "道德讲堂/道德讲堂 现场 #1.jpg": saved(scene(1), taken="2022:05:06 10:00:00"),
    "志愿服务.txt": "学雷锋志愿服务工作总结\n2022年12月30日",
}


@pytest.fixture
def scanned(archive: Archive, tmp_path: Path) -> Archive:
    assert archive("scan", tree(tmp_path / "资料", FILES), "--no-ocr").status == 0
    assert archive("assign", "道德讲堂 现场 #1.jpg", "Ⅰ-1").status == 0
    return archive


def page(archive: Archive) -> Any:
    return lxml.html.document_fromstring((archive.root / "输出" / PAGE).read_text("utf-8"))


def test_it_stands_in_the_folder_of_exports_and_its_links_lead_to_the_copies(scanned: Archive) -> None:
    ran = scanned("export-html")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines()[0] == f"已生成 {scanned.root}/输出/{PAGE}"
    links = {link for link in page(scanned).xpath("//a/@href") if not link.startswith("#")}
    copies = {(scanned.root / "输出" / unquote(link)).resolve() for link in links}
    assert len(copies) == 2 and all(copy.is_file() for copy in copies)


def test_no_place_of_this_machine_is_told(scanned: Archive, tmp_path: Path) -> None:
    scanned("export-html")
    assert str(tmp_path) not in (scanned.root / "输出" / PAGE).read_text("utf-8")


def test_photos_are_shown_small_unless_nobody_wants_them(scanned: Archive) -> None:
    scanned("export-html")
    assert len(page(scanned).xpath("//img")) == 1
    assert scanned("export-html", "--no-photos").status == 0
    assert (
        not page(scanned).xpath("//img") and "缩略图" not in page(scanned).xpath("//footer")[0].text_content()
    )


def test_the_same_again_replaces_itself_and_one_that_differs_is_kept(scanned: Archive) -> None:
    scanned("export-html")
    assert "另存为" not in scanned("export-html").out
    assert names(scanned.root / "输出") == [PAGE]
    (scanned.root / "输出" / PAGE).write_text("别的")
    assert "原来的文件另存为" in scanned("export-html").out
    assert len(names(scanned.root / "输出")) == 2


def test_a_page_of_another_day_is_the_programs_own_and_gives_way(scanned: Archive) -> None:
    scanned("export-html")
    before = (scanned.root / "输出" / PAGE).read_bytes()
    scanned("not-held", "Ⅰ-1", "--note", "没有做")
    assert "另存为" not in scanned("export-html").out
    assert names(scanned.root / "输出") == [PAGE]
    assert (scanned.root / "输出" / PAGE).read_bytes() != before


def test_elsewhere_it_has_no_links(scanned: Archive, tmp_path: Path) -> None:
    assert scanned("export-html", "-o", tmp_path / "给领导.html").status == 0
    found = lxml.html.document_fromstring((tmp_path / "给领导.html").read_text("utf-8"))
    assert all(link.startswith("#") for link in found.xpath("//a/@href"))


def test_a_source_is_no_place_for_it_nor_is_another_ending(scanned: Archive, tmp_path: Path) -> None:
    refused(scanned("export-html", "-o", tmp_path / "资料/x.html"), "在材料文件夹")
    refused(scanned("export-html", "-o", tmp_path / "x.docx"), "扩展名不对", "x.html")


def test_what_is_marked_secret_holds_it_back(scanned: Archive, tmp_path: Path) -> None:
    tree(tmp_path / "资料", {"密.txt": "机密★5年\n\n关于学雷锋志愿服务的工作总结\n2022年12月30日"})
    scanned("scan", "--no-ocr")
    scanned("assign", "密.txt", "Ⅰ-2")
    ran = scanned("export-html")
    assert ran.status == 2 and "标有密级，没有导出" in ran.err and "密.txt" in ran.err
    assert not (scanned.root / "输出" / PAGE).exists()


def test_what_is_marked_secret_and_not_filed_is_left_out(scanned: Archive, tmp_path: Path) -> None:
    tree(tmp_path / "资料", {"密.txt": "机密★5年\n\n关于水库调度的说明\n2022年12月30日"})
    scanned("scan", "--no-ocr")
    scanned("ignore", "密.txt")
    assert scanned("export-html").status == 0
    text = page(scanned).text_content()
    assert "水库" not in text and "密.txt" not in text and "另有 1 份标有密级的没有归档，没有列入" in text


def test_a_number_of_a_person_in_a_name_goes_out_for_a_reason_only(scanned: Archive, tmp_path: Path) -> None:
    name = "志愿者11010519491231002X登记.jpg"
    tree(tmp_path / "资料", {name: saved(scene(3), taken="2022:05:06 10:00:00")})
    scanned("scan", "--no-ocr")
    scanned("assign", name, "Ⅰ-2")
    ran = scanned("export-html")
    assert ran.status == 2 and "身份证号" in ran.err and "--allow" in ran.err
    assert scanned("export-html", "--allow", "内部查看").status == 0
    assert "内部查看" in json.dumps((scanned.root / "decisions.yaml").read_text("utf-8"), ensure_ascii=False)


def test_before_the_first_scan_there_is_nothing_to_show(archive: Archive) -> None:
    ran = archive("export-html")
    assert ran.status in (0, 2) and "Traceback" not in ran.err


def book(archive: Archive) -> Any:
    return books.opened((archive.root / "输出" / BOOK).read_bytes())


def test_the_workbook_links_to_the_copies_beside_it(scanned: Archive) -> None:
    ran = scanned("export-xlsx")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.splitlines()[0] == f"已生成 {scanned.root}/输出/{BOOK}"
    found = [cell.hyperlink.target for row in book(scanned)["材料目录"] for cell in row if cell.hyperlink]
    copies = [(scanned.root / "输出" / unquote(one).replace("\\", "/")).resolve() for one in found]
    assert len(copies) == 2 and all(copy.is_file() for copy in copies)


def test_the_workbook_tells_no_place_of_this_machine(scanned: Archive, tmp_path: Path) -> None:
    scanned("export-xlsx", "-o", tmp_path / BOOK)
    with zipfile.ZipFile(tmp_path / BOOK) as parts:
        assert not [name for name in parts.namelist() if str(tmp_path).encode() in parts.read(name)]
        assert not [name for name in parts.namelist() if b"hyperlinks" in parts.read(name)]


def test_what_the_gate_holds_back_is_in_no_workbook(scanned: Archive, tmp_path: Path) -> None:
    tree(tmp_path / "资料", {"密.txt": "机密★5年\n\n学雷锋志愿服务工作总结\n2022年12月30日"})
    scanned("scan", "--no-ocr")
    scanned("assign", "密.txt", "Ⅰ-2")
    ran = scanned("export-xlsx")
    assert ran.status == 2 and "标有密级，没有导出" in ran.err
    assert not (scanned.root / "输出" / BOOK).exists()
    scanned("ignore", "密.txt")
    assert scanned("export-xlsx").status == 0
    said = [cell.value for page in book(scanned) for row in page for cell in row if cell.value]
    assert not [value for value in said if "密.txt" in str(value)]
    assert "另有 1 份标有密级的没有归档，没有列入" in book(scanned)["材料目录"]["A2"].value


def test_before_the_first_scan_the_workbook_says_what_lacks(archive: Archive) -> None:
    assert archive("export-xlsx").status == 0
    assert books.column(book(archive)["总表"], "状态")[:2] == ["空缺", "空缺"]
    assert books.rows(book(archive)["材料目录"]) == [] or not books.rows(book(archive)["材料目录"])[0][0]
