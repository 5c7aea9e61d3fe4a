"""The main job on real small folders."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from builders import docx, jpg, names, snapshot, tree, xlsx
from conftest import Archive

LECTURE = docx(
    "第六期道德讲堂活动方案", "一、活动主题：身边好人", "二、活动流程：唱歌曲、讲故事", "2023年8月20日"
)
SUMMARY = docx("2022年学雷锋志愿服务工作总结", "一年来，志愿服务队开展活动十二次。", "2022年12月30日")
LEDGER = xlsx(
    ["2023年志愿服务时长登记表"], ["序号", "姓名", "日期", "服务时长"], [1, "张某", "2023-03-05", 2]
)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A small disk: two documents, a ledger, a photo, a duplicate, noise and litter."""
    return tree(
        tmp_path / "资料",
        {
            "党办/道德讲堂/方案.docx": LECTURE,
            "党办/道德讲堂/DSC_01.jpg": jpg("2023:08:25 09:00:00"),
            "工会/志愿服务总结.docx": SUMMARY,
            "工会/副本/1.docx": SUMMARY,
            "工会/时长.xlsx": LEDGER,
            "工会/红烧排骨.txt": "红烧排骨的做法\n材料：肋排一斤半、冰糖、老抽、料酒",
            "工会/~$时长.xlsx": b"lock",
            "工会/空.docx": b"",
            "Thumbs.db": b"x",
        },
    )


def test_every_file_is_in_the_list_and_what_is_sure_is_filed(archive: Archive, office: Path) -> None:
    assert archive("scan", office).status == 0
    found = {source: (item["status"], item["kind"]) for source, item in archive.items().items()}
    assert found == {
        "党办/道德讲堂/方案.docx": ("filed", "plan"),
        "党办/道德讲堂/DSC_01.jpg": ("filed", "photo"),
        "工会/志愿服务总结.docx": ("filed", "summary"),
        "工会/时长.xlsx": ("filed", "ledger"),
        "工会/副本/1.docx": ("duplicate", "summary"),
        "工会/红烧排骨.txt": ("unplaced", "other"),
        "工会/空.docx": ("unreadable", "other"),
    }


def test_copies_stand_under_their_indicators_with_number_and_title(archive: Archive, office: Path) -> None:
    archive("scan", office)
    assert names(archive.root / "材料") == [
        "Ⅰ 思想道德建设/Ⅰ-1 道德讲堂/Ⅰ-1-01 第六期道德讲堂活动方案.docx",
        "Ⅰ 思想道德建设/Ⅰ-1 道德讲堂/Ⅰ-1-02 第六期道德讲堂活动照片.jpg",
        "Ⅰ 思想道德建设/Ⅰ-2 志愿服务/Ⅰ-2-01 2023年志愿服务时长登记表.xlsx",
        "Ⅰ 思想道德建设/Ⅰ-2 志愿服务/Ⅰ-2-02 2022年学雷锋志愿服务工作总结.docx",
    ]
    assert (archive.root / "材料/Ⅱ 环境建设/Ⅱ-1 环境卫生").is_dir()


def test_the_list_comes_in_catalogue_order_then_by_source(archive: Archive, office: Path) -> None:
    archive("scan", office)
    items = archive("list", "--json").json
    codes = [item["indicators"][0]["code"] if item["indicators"] else "ⅿ" for item in items]
    assert codes == sorted(codes)
    rest = [item["source"] for item in items if not item["indicators"]]
    assert rest == sorted(rest)


def test_a_duplicate_names_the_one_that_stands_for_it(archive: Archive, office: Path) -> None:
    archive("scan", office)
    assert archive.items()["工会/副本/1.docx"]["same_as"] == "工会/志愿服务总结.docx"


def test_sources_stay_as_they_were(archive: Archive, office: Path) -> None:
    before = snapshot(office)
    archive("scan", office)
    archive("assign", "红烧排骨", "Ⅱ-1")
    assert snapshot(office) == before


def test_a_second_run_changes_nothing(archive: Archive, office: Path) -> None:
    archive("scan", office)
    before, listed = snapshot(archive.root / "材料"), archive("list", "--json").out
    again = archive("scan")
    assert "读取 0 份" in again.out and "没有变化" in again.out
    assert snapshot(archive.root / "材料") == before and archive("list", "--json").out == listed


def test_a_dry_run_tells_the_plan_and_writes_nothing(archive: Archive, office: Path) -> None:
    before = snapshot(archive.root), snapshot(office)
    told = archive("scan", office, "--dry-run", "--json").json
    assert (snapshot(archive.root), snapshot(office)) == before
    archive("scan", office)
    made = [f"材料/{name}" for name in names(archive.root / "材料")]
    assert sorted(step["target"] for step in told["steps"]) == made


def test_a_dry_run_after_a_change_tells_only_the_change(archive: Archive, office: Path) -> None:
    archive("scan", office)
    tree(office, {"工会/环境卫生检查台账.txt": "环境卫生检查台账\n日期 检查 整改\n2023年5月6日"})
    before = snapshot(archive.root)
    told = archive("scan", "--dry-run", "--json").json
    assert [step["act"] for step in told["steps"]] == ["copy"] and told["opened"] == 1
    assert snapshot(archive.root) == before


def test_only_what_is_new_or_changed_is_opened(archive: Archive, office: Path) -> None:
    archive("scan", office)
    tree(office, {"工会/新.txt": "学雷锋志愿服务活动简报"})
    assert archive("scan", "--json").json["opened"] == 1


def test_a_moved_file_is_recognised_and_keeps_its_decision(archive: Archive, office: Path) -> None:
    archive("scan", office)
    archive("assign", "红烧排骨", "Ⅱ-1")
    (office / "工会/红烧排骨.txt").rename(office / "食堂卫生.txt")
    archive("scan")
    item = archive.items()["食堂卫生.txt"]
    assert (item["status"], item["indicators"][0]["code"], item["indicators"][0]["by"]) == (
        "filed",
        "Ⅱ-1",
        "person",
    )
    assert "工会/红烧排骨.txt" not in archive.items()


def test_an_edited_file_keeps_the_decision_made_for_its_path(archive: Archive, office: Path) -> None:
    archive("scan", office)
    archive("assign", "红烧排骨", "Ⅱ-1")
    (office / "工会/红烧排骨.txt").write_text("红烧排骨的做法（第二版）\n材料：肋排两斤")
    archive("scan")
    item = archive.items()["工会/红烧排骨.txt"]
    assert item["indicators"][0]["by"] == "person"
    assert (archive.root / item["filed_as"][0]).read_text().startswith("红烧排骨的做法（第二版）")


def test_a_vanished_source_is_told_and_its_copy_stays(archive: Archive, office: Path) -> None:
    archive("scan", office)
    (office / "工会/时长.xlsx").unlink()
    assert "来源已不在" in archive("scan").out
    item = archive.items()["工会/时长.xlsx"]
    assert item["status"] == "filed" and item["problems"][0]["code"] == "source-missing"
    assert (archive.root / item["filed_as"][0]).read_bytes() == LEDGER


def test_a_vanished_folder_loses_nothing(archive: Archive, office: Path) -> None:
    archive("scan", office)
    before = names(archive.root / "材料")
    shutil.rmtree(office)
    told = archive("scan")
    assert told.status == 0 and "材料文件夹不存在" in told.out
    assert names(archive.root / "材料") == before


def test_the_copy_of_a_vanished_source_moves_with_a_decision(archive: Archive, office: Path) -> None:
    archive("scan", office)
    (office / "工会/时长.xlsx").unlink()
    archive("scan")
    archive("assign", "时长", "Ⅱ-1")
    assert archive.items()["工会/时长.xlsx"]["filed_as"] == [
        "材料/Ⅱ 环境建设/Ⅱ-1 环境卫生/Ⅱ-1-01 2023年志愿服务时长登记表.xlsx"
    ]


def test_the_last_copy_of_a_vanished_source_is_set_aside_when_nobody_wants_it(
    archive: Archive, office: Path
) -> None:
    archive("scan", office)
    (office / "工会/时长.xlsx").unlink()
    archive("scan")
    archive("ignore", "时长")
    kept = [name for name in names(archive.root / "材料") if name.startswith("_撤下/")]
    assert len(kept) == 1 and (archive.root / "材料" / kept[0]).read_bytes() == LEDGER


def test_deleting_the_index_loses_nothing(archive: Archive, office: Path) -> None:
    archive("scan", office)
    archive("assign", "红烧排骨", "Ⅱ-1")
    before, listed = snapshot(archive.root / "材料"), archive("list", "--json").out
    shutil.rmtree(archive.root / ".archive")
    assert archive("scan").status == 0
    assert snapshot(archive.root / "材料") == before and archive("list", "--json").out == listed


def test_a_file_of_the_clerk_in_the_way_is_left_alone(archive: Archive, office: Path) -> None:
    taken = "Ⅰ 思想道德建设/Ⅰ-1 道德讲堂/Ⅰ-1-01 第六期道德讲堂活动方案.docx"
    tree(archive.root / "材料", {taken: "人工放进来的"})
    told = archive("scan", office)
    assert (archive.root / "材料" / taken).read_text() == "人工放进来的"
    assert archive.items()["党办/道德讲堂/方案.docx"]["filed_as"][0].endswith("活动方案 (2).docx")
    assert "没有动" in told.out


def test_a_copy_changed_by_hand_is_not_overwritten(archive: Archive, office: Path) -> None:
    archive("scan", office)
    copy = archive.root / archive.items()["工会/时长.xlsx"]["filed_as"][0]
    copy.write_bytes(b"changed by hand")
    archive("scan")
    assert copy.read_bytes() == b"changed by hand"
    assert (archive.root / archive.items()["工会/时长.xlsx"]["filed_as"][0]).read_bytes() == LEDGER


def test_two_sources_are_both_remembered(archive: Archive, office: Path, tmp_path: Path) -> None:
    other = tree(tmp_path / "另一处", {"环境卫生制度.txt": "环境卫生管理制度\n第一条 卫生\n第二条 检查"})
    archive("scan", office)
    archive("scan", other)
    assert {item["root"] for item in archive.items().values()} == {str(office), str(other)}


def test_a_folder_inside_a_source_is_not_counted_twice(archive: Archive, office: Path) -> None:
    archive("scan", office, office / "工会")
    assert len(archive("list", "--json").json) == 7


def test_the_workspace_inside_its_own_source_is_left_out(archive: Archive) -> None:
    tree(archive.root, {"散件/学雷锋志愿服务总结.docx": SUMMARY})
    archive("scan", archive.root)
    archive("scan")
    assert list(archive.items()) == ["散件/学雷锋志愿服务总结.docx"]


def test_what_the_clerk_wants_skipped_is_skipped(archive: Archive, office: Path) -> None:
    settings = archive.root / "archive.yaml"
    settings.write_text(settings.read_text("utf-8").replace("skip: []", 'skip: ["副本", "*.txt"]'), "utf-8")
    archive("scan", office)
    assert not any("副本" in s or s.endswith(".txt") for s in archive.items())


def test_json_is_alone_on_stdout(archive: Archive, office: Path) -> None:
    ran = archive("scan", office, "--json")
    assert ran.json["statuses"]["filed"] == 4 and ran.err == ""


@pytest.mark.parametrize("command", [["scan"], ["scan", "没有的文件夹"], ["scan", "archive.yaml"]])
def test_a_wrong_source_is_one_sentence(
    archive: Archive, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(archive.root)
    ran = archive(*command)
    assert ran.status == 2 and ran.out == "" and ran.err.count("\n") == 1


def test_an_empty_folder_is_no_fault(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    assert "共 0 份材料" in archive("scan", tmp_path / "空").out


def test_a_name_of_bytes_that_are_no_text_is_filed_all_the_same(archive: Archive, tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path / "资料")
    Path(os.fsdecode(folder)).mkdir()
    with open(folder + b"/" + "志愿服务总结.txt".encode("gb18030"), "wb") as file:
        file.write("学雷锋志愿服务总结".encode("gb18030"))
    archive("scan", tmp_path / "资料")
    assert archive.items()["志愿服务总结.txt"]["status"] == "filed"


def test_after_an_update_everything_is_read_again_and_filed_as_before(
    archive: Archive, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive("scan", office)
    before = snapshot(archive.root / "材料")
    monkeypatch.setattr("wenming_archive.__version__", "99")
    assert archive("scan", "--json").json["opened"] == 7
    assert archive("scan", "--json").json["opened"] == 0
    assert snapshot(archive.root / "材料") == before
