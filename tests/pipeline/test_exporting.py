"""Writing the submission: where it goes, and that nothing people wrote is lost."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import docx
import pytest

from builders import names, tree
from conftest import Archive
from dossiers import dossier, finding
from samples import made_item
from wenming_archive import disk
from wenming_archive.errors import CopyError, InputError
from wenming_archive.export.dossier import Dossier
from wenming_archive.pipeline import checking, exporting, gate, session
from wenming_archive.pipeline.progress import Silent
from wenming_archive.report.checks.check import Level

NAME = "测评材料汇编.docx"


@pytest.fixture
def scanned(archive: Archive, tmp_path: Path) -> Archive:
    archive("scan", tree(tmp_path / "资料", {"志愿服务.txt": "学雷锋志愿服务工作总结\n2022年12月30日"}))
    return archive


def export(archive: Archive, target: Path | None = None, *, final: bool = False) -> tuple[Path, Path | None]:
    return exporting.export(session.begin(archive.root), "docx", target, final=final)


def test_it_goes_to_the_folder_of_exports(scanned: Archive) -> None:
    assert export(scanned) == (scanned.root / "输出" / NAME, None)
    assert names(scanned.root / "输出") == [NAME]


def test_it_shows_what_the_last_scan_filed(scanned: Archive) -> None:
    path, _ = export(scanned)
    cells = [cell.text for t in docx.Document(str(path)).tables for row in t.rows for cell in row.cells]
    assert "Ⅰ-2-01" in cells and "学雷锋志愿服务工作总结" in cells


def test_it_goes_where_it_is_asked_for(scanned: Archive, tmp_path: Path) -> None:
    target = tmp_path / "汇编.DOCX"
    assert export(scanned, target) == (target, None)
    assert target.is_file() and not (scanned.root / "输出" / NAME).exists()


@pytest.mark.parametrize("name", ["汇编.pdf", "汇编", "汇编.doc"])
def test_another_ending_is_refused(scanned: Archive, tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=rf"^{name} 的扩展名不对，导出的是 \.docx 文件；请写成 汇编\.docx$"):
        export(scanned, tmp_path / name)
    assert not (tmp_path / name).exists()


def test_a_source_is_no_place_to_write_even_before_the_work(scanned: Archive, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"在材料文件夹 .* 里"):
        export(scanned, tmp_path / "资料/汇编.docx")
    assert names(tmp_path / "资料") == ["志愿服务.txt"]


def test_the_same_again_replaces_itself(scanned: Archive) -> None:
    path, _ = export(scanned)
    before = path.read_bytes()
    assert export(scanned) == (path, None)
    assert path.read_bytes() == before and names(path.parent) == [NAME]


def test_an_earlier_one_that_differs_is_kept_aside(scanned: Archive) -> None:
    path, _ = export(scanned)
    for n in (1, 2):
        path.write_bytes(b"by hand %d" % n)
        kept = path.with_name(f"测评材料汇编 (上一版 {n}).docx")
        assert export(scanned) == (path, kept)
        assert kept.read_bytes() == b"by hand %d" % n
    assert len(names(path.parent)) == 3


def test_a_folder_is_no_place_to_write(scanned: Archive, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=rf"是文件夹；请用 -o 写出文件名，如 .*{NAME}"):
        export(scanned, tmp_path)


def test_an_earlier_one_that_cannot_be_read_stays(scanned: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    path, _ = export(scanned)
    real = Path.read_bytes

    def read_bytes(wanted: Path) -> bytes:
        if wanted == path:
            raise PermissionError(13, "")
        return real(wanted)

    with monkeypatch.context() as patch, pytest.raises(InputError, match=r"无法读取原来的 .*：没有权限"):
        patch.setattr(Path, "read_bytes", read_bytes)
        export(scanned)
    assert names(path.parent) == [NAME]


def test_an_earlier_one_that_cannot_be_moved_stays(scanned: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    path, _ = export(scanned)
    path.write_bytes(b"open in Word")

    def refuse(*_: Path) -> None:
        raise CopyError("正被其他程序占用")

    monkeypatch.setattr(disk, "move", refuse)
    with pytest.raises(CopyError, match="占用"):
        export(scanned)
    assert path.read_bytes() == b"open in Word"


def test_a_final_one_is_not_written_while_there_are_gaps(scanned: Archive) -> None:
    with pytest.raises(InputError, match="还有指标缺材料，没有导出：Ⅰ-1 道德讲堂、Ⅱ-1 环境卫生"):
        export(scanned, final=True)
    assert names(scanned.root / "输出") == []


def test_a_final_one_is_written_when_every_gap_is_filled_or_explained(scanned: Archive) -> None:
    for code in ("Ⅰ-1", "Ⅱ-1"):
        scanned("not-held", code, "--note", "本年度未开展")
    assert export(scanned, final=True)[0].is_file()


def look_into(archive: Archive) -> Dossier:
    begun = session.begin(archive.root)
    passed = gate.passed(begun, "export-html", "核对")
    path = archive.root / "输出/x.html"
    return exporting.dossier(begun, passed, path, Silent(), dt.date(2024, 1, 5))


def test_a_dossier_brings_together_what_the_reports_say(scanned: Archive) -> None:
    found = look_into(scanned)
    assert [item.known.name for item in found.items] == ["志愿服务.txt"]
    assert (found.base, found.made, found.notes) == ("..", dt.date(2024, 1, 5), ())
    assert [state.leaf.code for state in found.gaps.open] == ["Ⅰ-1", "Ⅱ-1"]
    assert {finding.check.id for finding in found.findings} == {
        row["check"] for row in scanned("check", "--json").json
    }


def test_what_is_found_wrong_with_what_is_left_out_is_not_told(
    scanned: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = look_into(scanned).items[0]
    faults = [finding(Level.error, kept), finding(Level.error, kept, made_item("密.txt", "Ⅰ-2"))]
    monkeypatch.setattr(checking, "check", lambda *_: (faults, 2))
    assert look_into(scanned).findings == faults[:1]


def test_what_is_left_out_is_named_nowhere(scanned: Archive, tmp_path: Path) -> None:
    tree(tmp_path / "资料", {"密.txt": "机密★5年\n\n关于水库调度的说明"})
    scanned("scan", "--no-ocr")
    scanned("ignore", "密.txt")
    found = look_into(scanned)
    assert [item.known.name for item in found.items] == ["志愿服务.txt"]
    assert not [one for one in found.findings if "密.txt" in one.sources] and len(found.notes) == 1


def test_no_small_picture_is_made_of_what_holds_a_number_of_a_person() -> None:
    card, photo = made_item("证.jpg", "Ⅰ-1"), made_item("讲堂.jpg", "Ⅰ-1")
    faults = [finding(Level.error, card, id="id-number"), finding(Level.error, photo, id="mobile")]
    assert exporting.open_shelves(dossier(card, photo, findings=faults))["Ⅰ-1"] == [photo]
