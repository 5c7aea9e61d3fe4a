"""The volume as one PDF: the evidence behind its list, with the numbers that the list gives."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest

from builders import docx, jpg, names, snapshot, tree, xlsx
from conftest import Archive
from personal import ID
from rendering import drawn, needs_office, texts
from wenming_archive.errors import InputError
from wenming_archive.pipeline import binding, session
from wenming_archive.pipeline.progress import Silent
from wenming_archive.pipeline.submitting import Wish
from wenming_archive.render import office

FILES = {
    "志愿服务总结.docx": docx("学雷锋志愿服务工作总结", "全年开展活动四次。", "2022年12月30日"),
    "志愿服务时长.xlsx": xlsx(["学雷锋志愿服务时长统计"], ["姓名", "时长"], ["张某", 3]),
    "志愿服务报告.pdf": drawn("volunteers", "the end"),
    "志愿服务录像.mp4": b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom",
    "道德讲堂照片.jpg": jpg("2022:03:05 09:00:00", size=(400, 300)),
}
CODES = dict.fromkeys(FILES, "Ⅰ-2") | {"道德讲堂照片.jpg": "Ⅰ-1"}


@pytest.fixture
def filed(archive: Archive, tmp_path: Path) -> Archive:
    archive("scan", tree(tmp_path / "资料", FILES))
    for name, code in CODES.items():
        assert archive("assign", name, code).status == 0
    return archive


def bind(archive: Archive, *, final: bool = False) -> binding.Bound:
    return binding.export(session.begin(archive.root), None, Silent(), Wish(final=final))


def test_without_libreoffice_nothing_is_done(filed: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv(office.VARIABLE, raising=False)
    monkeypatch.setattr(office, "_usual", lambda: iter(()))
    before = snapshot(filed.root)
    ran = filed("export-pdf")
    assert (ran.status, ran.out) == (2, "") and ran.err.startswith("未找到 LibreOffice，没有导出；请安装它")
    assert snapshot(filed.root) == before


@needs_office
def test_evidence_stands_behind_its_list_with_the_numbers_of_the_list(filed: Archive) -> None:
    before = {path: path.read_bytes() for path in (filed.root / "材料").rglob("*") if path.is_file()}
    ran = filed("export-pdf")
    path = filed.root / "输出" / binding.NAME
    assert (ran.status, names(path.parent)) == (0, [binding.NAME])
    assert {path: path.read_bytes() for path in (filed.root / "材料").rglob("*") if path.is_file()} == before
    pdf = path.read_bytes()
    found = texts(pdf)
    assert ran.out.splitlines() == [
        f"已生成 {path}",
        "申报单位未填；请在 archive.yaml 的 unit 写上",
        f"共 {len(found)} 页，其中材料 6 页",
        "有 1 份材料排不进去，各留了一页说明，请另行提交：",
        "  志愿服务录像.mp4：音像材料，不能印在纸上，随电子文件另行提交",
    ]
    lines = evidence(pdf)
    assert [title.partition("　")[0] for title, _ in lines] == [
        "Ⅰ-1-01",
        *(f"Ⅰ-2-0{n}" for n in (1, 2, 3, 4)),
    ]
    first = [page for _, page in lines]
    # The photo under Ⅰ-1 has number 1; then come those of Ⅰ-2, one of them with two pages.
    assert found[first[0]].startswith("Ⅰ-1 图片材料 题名 ") and found[first[0]].endswith(" 1")
    rest = [page.split()[-1] for page in found[first[1] : first[1] + 5]]
    assert rest == ["2", "3", "4", "5", "6"]
    (report,) = [n for n, page in enumerate(found) if page.startswith("volunteers ")]
    assert report in first and found[report + 1].startswith("the end ")
    # A second time the same bytes, and nothing is kept aside.
    again = filed("export-pdf")
    assert again.out == ran.out and path.read_bytes() == pdf and names(path.parent) == [binding.NAME]


def evidence(pdf: bytes) -> list[tuple[str, int]]:
    """Return the lines of the outline that are evidence, and their pages from 0."""
    reader = pypdf.PdfReader(io.BytesIO(pdf), strict=True)

    def every(rows: Any) -> Iterator[tuple[str, int]]:
        for row in rows:
            if isinstance(row, list):
                yield from every(row)
            else:
                yield row.title, reader.get_destination_page_number(row) or 0

    return [line for line in every(reader.outline) if re.match(r"Ⅰ-\d-\d\d　", line[0])]


@needs_office
def test_what_stands_in_the_files_is_asked_for_as_with_a_bag(filed: Archive, tmp_path: Path) -> None:
    roster = xlsx(["志愿者名册"], ["姓名", "身份证号"], ["沈远", ID])
    filed("scan", tree(tmp_path / "资料", {"名册.xlsx": roster}))
    assert filed("assign", "名册.xlsx", "Ⅰ-2").status == 0
    ran = filed("export-pdf")
    assert ran.status == 2 and "名册.xlsx：身份证号 1 处" in ran.err and ID not in ran.err
    assert "遮盖后重新扫描" in ran.err and not (filed.root / "输出" / binding.NAME).exists()
    assert "--allow 理由" in ran.err


@needs_office
def test_a_final_one_has_no_gaps(filed: Archive) -> None:
    with pytest.raises(InputError, match="还有指标缺材料，没有导出"):
        bind(filed, final=True)


def test_it_goes_only_where_it_may(filed: Archive, tmp_path: Path) -> None:
    ran = filed("export-pdf", "-o", tmp_path / "资料" / "x.pdf")
    assert ran.status == 2 and "在材料文件夹" in ran.err
    ran = filed("export-pdf", "-o", tmp_path / "x.docx")
    assert ran.status == 2 and "扩展名不对" in ran.err
