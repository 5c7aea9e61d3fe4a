"""Writing the submission: where it goes, in which parts, and that nothing people wrote is lost."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import docx
import pytest

import personal
from builders import names, tree
from conftest import Archive
from wenming_archive import disk
from wenming_archive.errors import CopyError, InputError
from wenming_archive.pipeline import gate, lengths, session, submitting
from wenming_archive.pipeline.submitting import Made, Wish
from wenming_archive.render import office, pages

TODAY = dt.date(2023, 12, 20)
#: What goes with it.
BESIDE = ("脊背标签.docx", "缺项清单.docx")
NAME = "测评材料汇编.docx"


@pytest.fixture
def scanned(archive: Archive, tmp_path: Path) -> Archive:
    archive("scan", tree(tmp_path / "资料", {"志愿服务.txt": "学雷锋志愿服务工作总结\n2022年12月30日"}))
    return archive


def made(archive: Archive, target: Path | None = None, **wish: Any) -> Made:
    return submitting.export(session.begin(archive.root), "docx", target, Wish(today=TODAY, **wish))


def export(archive: Archive, target: Path | None = None, *, final: bool = False) -> tuple[Path, Path | None]:
    return made(archive, target, final=final).volumes[0]


def test_it_goes_to_the_folder_of_exports(scanned: Archive) -> None:
    assert export(scanned) == (scanned.root / "输出" / NAME, None)
    assert names(scanned.root / "输出") == sorted([NAME, *BESIDE])


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
    assert path.read_bytes() == before and names(path.parent) == sorted([NAME, *BESIDE])


def test_an_earlier_one_that_differs_is_kept_aside(scanned: Archive) -> None:
    path, _ = export(scanned)
    for n in (1, 2):
        path.write_bytes(b"by hand %d" % n)
        kept = path.with_name(f"测评材料汇编 (上一版 {n}).docx")
        assert export(scanned) == (path, kept)
        assert kept.read_bytes() == b"by hand %d" % n
    assert len(names(path.parent)) == 5


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
    assert names(path.parent) == sorted([NAME, *BESIDE])


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


def test_what_goes_with_it_stays_in_the_house(scanned: Archive, tmp_path: Path) -> None:
    done = made(scanned, tmp_path / "汇编.docx")
    assert [path for path, _ in done.companions] == [scanned.root / "输出" / name for name in BESIDE]
    assert not set(BESIDE) & set(names(tmp_path))


def test_nothing_is_listed_as_missing_where_nothing_is(scanned: Archive) -> None:
    for code in ("Ⅰ-1", "Ⅱ-1"):
        scanned("not-held", code, "--note", "本年度未开展")
    assert [path.name for path, _ in made(scanned).companions] == ["脊背标签.docx"]


def test_one_that_nobody_changed_is_not_kept_when_a_new_one_takes_its_place(scanned: Archive) -> None:
    path, _ = export(scanned)
    before = path.read_bytes()
    scanned("not-held", "Ⅰ-1", "--note", "本年度未开展")
    assert export(scanned) == (path, None) and path.read_bytes() != before
    assert len(names(path.parent)) == 3


def test_each_first_level_indicator_can_have_a_volume_of_its_own(scanned: Archive) -> None:
    done = made(scanned, split=True)
    assert [path.name for path, _ in done.volumes] == [
        "测评材料汇编 第1卷 Ⅰ 思想道德建设.docx",
        "测评材料汇编 第2卷 Ⅱ 环境建设.docx",
    ]
    labels = docx.Document(str(done.companions[0][0]))
    assert len(labels.tables) == 2


def test_one_indicator_can_be_handed_in_alone(scanned: Archive) -> None:
    done = made(scanned, only="Ⅰ-2")
    assert [path.name for path, _ in done.volumes] == ["测评材料汇编 Ⅰ-2.docx"] and not done.companions
    heads = [p.text for p in docx.Document(str(done.volumes[0][0])).paragraphs if p.style and p.text]
    assert "Ⅰ-2　志愿服务" in heads and not any("道德讲堂" in one for one in heads)


def test_an_indicator_that_is_not_there_is_told_and_nothing_written(scanned: Archive) -> None:
    with pytest.raises(InputError, match="测评体系里没有编号 九"):
        made(scanned, only="九")
    assert names(scanned.root / "输出") == []


def test_a_template_that_is_not_there_is_told(scanned: Archive, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"没有模板文件 .*house\.docx"):
        made(scanned, template=tmp_path / "house.docx")


def test_the_layout_of_the_settings_holds_unless_this_time_is_another(scanned: Archive) -> None:
    settings = scanned.root / "archive.yaml"
    text = settings.read_text("utf-8")
    assert "volume: {}" in text
    settings.write_text(text.replace("volume: {}", "volume: {forms: false}"), "utf-8")

    def forms(**wish: Any) -> bool:
        path = made(scanned, **wish).volumes[0][0]
        return any(p.text == "测评材料提交表" for p in docx.Document(str(path)).paragraphs)

    assert not forms() and forms(layout={"forms": True})


def test_titles_lead_to_the_copies_by_a_way_that_moves_with_the_folder(scanned: Archive) -> None:
    path = made(scanned, layout={"links": True}).volumes[0][0]
    part = docx.Document(str(path)).part
    targets = [rel.target_ref for rel in part.rels.values() if rel.is_external]
    assert len(targets) == 1 and targets[0].startswith("../%E6%9D%90%E6%96%99/")


def test_outside_of_the_workspace_no_title_leads_anywhere(scanned: Archive, tmp_path: Path) -> None:
    path = made(scanned, tmp_path / "汇编.docx", layout={"links": True}).volumes[0][0]
    assert not [rel for rel in docx.Document(str(path)).part.rels.values() if rel.is_external]


def test_pages_found_by_rendering_stand_in_the_contents(
    scanned: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {"cover": 0, "contents": 1, "notes": 2, "leaf1": 4, "leaf2": 6, "leaf3": 9}
    monkeypatch.setattr(office, "find", lambda: Path("soffice"))
    monkeypatch.setattr(pages, "paginate", lambda *_: found)
    monkeypatch.setattr(lengths, "measured", lambda items, *_: items)
    path = made(scanned, paginate=True).volumes[0][0]
    table = docx.Document(str(path)).tables[1]
    assert [row.cells[-1].text for row in table.rows] == ["页码", "3", "5", "8", ""]


def test_items_without_pages_are_told(archive: Archive, tmp_path: Path) -> None:
    archive("scan", tree(tmp_path / "资料", {"志愿服务登记表.csv": "学雷锋志愿服务,姓名,时间\n张三,2小时"}))
    archive("assign", "志愿服务登记表.csv", "Ⅰ-2")
    assert made(archive).notes == (
        "有 1 件材料页数待核，没有编页号：Ⅰ-2-01；装有 LibreOffice 的加 --paginate 可以数出",
    )


@pytest.mark.parametrize(
    ("wish", "said"),
    [
        ({"only": "Ⅰ-1", "split": True}, "--only 和 --split 只能用一个"),
        ({"only": "九"}, "测评体系里没有编号 九"),
        ({"template": Path("没有.docx")}, "没有模板文件"),
    ],
)
def test_what_cannot_be_is_refused_before_any_work(
    scanned: Archive, monkeypatch: pytest.MonkeyPatch, wish: dict[str, Any], said: str
) -> None:
    monkeypatch.setattr(gate, "passed", lambda *_: pytest.fail("worked"))
    with pytest.raises(InputError, match=said):
        made(scanned, **wish)


def test_without_libreoffice_no_pages_can_be_found(scanned: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARCHIVE_SOFFICE", "/nowhere/soffice")
    with pytest.raises(InputError, match="ARCHIVE_SOFFICE"):
        made(scanned, paginate=True)
    assert names(scanned.root / "输出") == []


def test_a_final_indicator_is_not_held_up_by_another_s_gaps(scanned: Archive) -> None:
    assert made(scanned, only="Ⅰ-2", final=True).volumes
    with pytest.raises(InputError, match="还有指标缺材料，没有导出：Ⅰ-1"):
        made(scanned, only="Ⅰ-1", final=True)


@pytest.mark.parametrize("where", ["conclusion", "basis"])
def test_a_number_in_what_people_wrote_is_not_printed(scanned: Archive, where: str) -> None:
    if where == "conclusion":
        assert scanned("conclude", "Ⅰ-2", "--text", f"志愿者沈远（{personal.ID}）事迹突出。").status == 0
        with pytest.raises(InputError, match=r"结论性说明 Ⅰ-2.* 里有身份证号，没有导出"):
            made(scanned)
    else:
        with pytest.raises(InputError, match=r"volume\.basis 里有身份证号，没有导出"):
            made(scanned, layout={"basis": personal.ID})
    assert names(scanned.root / "输出") == []


def test_links_that_would_lead_nowhere_are_told(scanned: Archive, tmp_path: Path) -> None:
    assert "题名没有链接" in made(scanned, tmp_path / "汇编.docx", layout={"links": True}).notes[-1]
    assert not made(scanned, layout={"links": True}).notes


def test_the_list_of_what_was_missing_goes_when_nothing_is(scanned: Archive) -> None:
    made(scanned)
    listed = scanned.root / "输出/缺项清单.docx"
    assert listed.is_file()
    for code in ("Ⅰ-1", "Ⅱ-1"):
        scanned("not-held", code, "--note", "本年度未开展")
    made(scanned)
    assert not listed.exists()


def test_a_list_that_people_wrote_into_stays(scanned: Archive) -> None:
    made(scanned)
    listed = scanned.root / "输出/缺项清单.docx"
    listed.write_bytes(b"by hand")
    for code in ("Ⅰ-1", "Ⅱ-1"):
        scanned("not-held", code, "--note", "本年度未开展")
    made(scanned)
    assert listed.read_bytes() == b"by hand"


def test_an_index_that_is_gone_does_not_empty_the_volume(scanned: Archive) -> None:
    path, _ = export(scanned)
    before = path.read_bytes()
    (scanned.root / ".archive/index.sqlite").unlink()
    with pytest.raises(InputError, match="请先运行 archive scan 重建；没有导出"):
        made(scanned)
    assert path.read_bytes() == before
