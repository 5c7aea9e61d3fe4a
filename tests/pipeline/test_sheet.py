"""A review by workbook: what was marked is decided, all of it and nothing else, or nothing at all."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import CATALOGUE, names, snapshot, tree
from conftest import Archive, Ran
from sheets import Marks, fill, heads, office, rows
from sitting import ask_about_all, careful, photos
from wenming_archive import decisions, disk, workspace
from wenming_archive.decisions import Decision
from wenming_archive.errors import CopyError

ITEMS = {
    "甲.txt": "社区打扫楼道\n3月5日，志愿者到社区打扫卫生。",
    "乙.txt": "志愿者讲身边好人故事\n各科室派人。",
    "丙.txt": "社区打扫楼道\n3月6日，志愿者到社区打扫卫生。",
    "=丁 “引号”,逗号.txt": "志愿者讲身边好人故事\n各单位派人。",
}
MAIN, ALSO = "主要指标", "另一指标"
LABELS = {"Ⅰ-1": "Ⅰ-1 道德讲堂", "Ⅰ-2": "Ⅰ-2 志愿服务", "Ⅱ-1": "Ⅱ-1 环境卫生", "Ⅱ-2": "Ⅱ-2 群众评价"}


@pytest.fixture
def waiting(archive: Archive, tmp_path: Path) -> Archive:
    careful(archive)
    archive("scan", tree(tmp_path / "资料", ITEMS))
    assert {i["status"] for i in archive.items().values()} == {"review"}
    return archive


@pytest.fixture
def sent(waiting: Archive, tmp_path: Path) -> Path:
    path = tmp_path / "待确认.xlsx"
    assert waiting("review", "--to", path).status == 0
    return path


def back(archive: Archive, path: Path, marks: Marks | None = None) -> Ran:
    fill(path, marks or {})
    return archive("review", "--from", path)


def refused(archive: Archive, path: Path, marks: Marks | None = None) -> list[str]:
    """Return the faults told; nothing has changed."""
    fill(path, marks or {})
    before = snapshot(archive.root.parent)
    ran = archive("review", "--from", path)
    after = snapshot(archive.root.parent)
    assert (ran.status, ran.out) == (2, "")
    assert {n: v[0] for n, v in after.items() if ".archive" not in n} == {
        n: v[0] for n, v in before.items() if ".archive" not in n
    }
    return ran.err.splitlines()


def decided(archive: Archive) -> dict[str, Decision]:
    found = decisions.load(archive.root / "decisions.yaml").items
    return {one.path: one for one in found}


def test_rows_stand_in_the_order_of_the_review(waiting: Archive, sent: Path, tmp_path: Path) -> None:
    best = {s: i["suggestions"][0]["code"] for s, i in waiting.items().items()}
    assert list(rows(sent)) == sorted(best, key=lambda source: (best[source], source))
    sheet = openpyxl.load_workbook(sent)["待确认"]
    for source, row in rows(sent).items():
        told = sheet.cell(row, heads(sheet)["程序的建议"]).value.split("\n")
        wanted = waiting.items()[source]["suggestions"][:3]
        assert [line.split()[0] for line in told] == [one["code"] for one in wanted]
        assert told[0] == f"{LABELS[best[source]]} 把握 {wanted[0]['confidence']:.0%}"
        assert sheet.cell(row, heads(sheet)["依据"]).value
    listed = openpyxl.load_workbook(sent)["指标"]
    assert [row[0].value for row in listed.iter_rows(min_row=2)] == list(LABELS.values())
    assert listed["D2"].value == "Ⅰ 思想道德建设"


def test_photos_of_one_event_stand_together(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    ask_about_all(archive, monkeypatch)
    files = {**photos("卫生检查", 6, 3), "卫生检查/IMG_06_01b.txt": "环境卫生检查".encode()}
    archive("scan", tree(archive.root.parent / "资料", files), "--no-ocr")
    path = archive.root.parent / "表.xlsx"
    archive("review", "--to", path)
    at = [source.endswith("jpg") for source in rows(path)]
    assert sorted(at) == [False, True, True, True] and at in ([True] * 3 + [False], [False] + [True] * 3)


def test_what_a_row_taught_is_filed_and_a_row_that_says_otherwise_later_is_told(
    waiting: Archive, sent: Path
) -> None:
    """丙 says the same as 甲; once one is decided, the other is sure enough for 均衡."""
    path = waiting.root / "archive.yaml"
    path.write_text(path.read_text("utf-8").replace("filing: 稳妥", "filing: 均衡"), "utf-8")
    assert back(waiting, sent, {"甲.txt": {MAIN: "Ⅱ-1"}}).status == 0
    placed = waiting.items()["丙.txt"]["indicators"]
    assert [(p["code"], p["by"]) for p in placed] == [("Ⅱ-1", "auto")]
    said = refused(waiting, sent, {"丙.txt": {MAIN: "Ⅰ-2"}})
    assert said[1].endswith("程序已把它归入 Ⅱ-1；请清空或删去这一行，要改归就用 archive assign")
    assert back(waiting, sent, {"丙.txt": {MAIN: "Ⅱ-1"}}).out.startswith("已记录 1 项决定，另有 1 项")
    assert set(decided(waiting)) == {"甲.txt", "丙.txt"}


def test_what_is_said_after_it_went_out(waiting: Archive, tmp_path: Path) -> None:
    path = tmp_path / "待确认.xlsx"
    assert waiting("review", "--to", path).out == (
        f"已写出 4 份待确认的材料：{path}\n请在 Excel 或 WPS 里填好，再运行 archive review --from {path}\n"
    )


def test_a_round_trip_decides_what_was_marked_and_leaves_the_rest(
    waiting: Archive, sent: Path, tmp_path: Path
) -> None:
    sources = snapshot(tmp_path / "资料")
    ran = back(
        waiting,
        sent,
        {
            "甲.txt": {MAIN: LABELS["Ⅱ-1"], ALSO: "Ⅰ-2", "再一指标": "II—1"},
            "乙.txt": {"处理": "不作为材料", "备注": "=1+1"},
            "=丁 “引号”,逗号.txt": {"处理": "归入", MAIN: "Ⅰ-1"},
        },
    )
    assert ran.status == 0 and ran.err == ""
    assert ran.out.startswith("已记录 3 项决定；没有填的 1 份没有动\n  已归档 2　待确认 1　不归档 1\n")
    assert "已复制 2 份，再归一处 1 份" in ran.out
    assert {s: (d.assign, d.ignore) for s, d in decided(waiting).items()} == {
        "甲.txt": (("Ⅱ-1", "Ⅰ-2"), False),
        "乙.txt": ((), True),
        "=丁 “引号”,逗号.txt": (("Ⅰ-1",), False),
    }
    assert waiting.items()["丙.txt"]["status"] == "review"
    assert len(names(waiting.root / "材料")) == 3
    assert snapshot(tmp_path / "资料") == sources


def test_all_is_saved_once_and_filed_once(
    waiting: Archive, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    write = disk.write

    def counted(path: Path, data: bytes) -> None:
        written.append(path.name)
        write(path, data)

    monkeypatch.setattr(disk, "write", counted)
    assert back(waiting, sent, {source: {MAIN: "Ⅰ-1"} for source in ITEMS}).status == 0
    assert written.count("decisions.yaml") == 1


def test_applying_twice_changes_nothing(waiting: Archive, sent: Path) -> None:
    marks = {"甲.txt": {MAIN: "Ⅰ-1", ALSO: "Ⅰ-2"}, "乙.txt": {"处理": "不作为材料"}}
    back(waiting, sent, marks)
    before = snapshot(waiting.root)
    ran = back(waiting, sent)
    assert (ran.status, ran.out) == (0, "表里的 2 项决定早已记录，没有改动；没有填的 2 份没有动\n")
    after = snapshot(waiting.root)
    assert {n: v for n, v in after.items() if ".archive" not in n} == {
        n: v for n, v in before.items() if ".archive" not in n
    }


def test_rows_added_later_to_what_was_settled_are_recorded(
    waiting: Archive, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_about_all(waiting, monkeypatch)
    back(waiting, sent, {"甲.txt": {MAIN: "Ⅰ-1"}})
    ran = back(waiting, sent, {"乙.txt": {MAIN: "Ⅱ-1"}})
    assert ran.out.startswith("已记录 1 项决定，另有 1 项早已记录；没有填的 2 份没有动\n")
    assert set(decided(waiting)) == {"甲.txt", "乙.txt"}


def test_a_sheet_nobody_filled_in_changes_nothing(waiting: Archive, sent: Path) -> None:
    assert back(waiting, sent).out == "表里没有填写任何决定，没有改动；没有填的 4 份没有动\n"
    assert decided(waiting) == {}


@pytest.mark.skipif(not shutil.which("soffice"), reason="needs LibreOffice")
def test_another_program_may_have_saved_it(waiting: Archive, sent: Path, tmp_path: Path) -> None:
    fill(sent, {"甲.txt": {MAIN: LABELS["Ⅱ-1"]}, "=丁 “引号”,逗号.txt": {"处理": "不作为材料"}})
    (tmp_path / "另").mkdir()
    ran = waiting("review", "--from", office(sent, tmp_path / "另"))
    assert ran.status == 0, ran.err
    assert {s: (d.assign, d.ignore) for s, d in decided(waiting).items()} == {
        "甲.txt": (("Ⅱ-1",), False),
        "=丁 “引号”,逗号.txt": ((), True),
    }


def test_every_fault_is_told_at_once_with_its_row(waiting: Archive, sent: Path) -> None:
    at = rows(sent)
    said = refused(
        waiting,
        sent,
        {
            "甲.txt": {MAIN: "Ⅸ-9", ALSO: "Ⅱ"},
            "乙.txt": {"处理": "不作为材料", MAIN: "Ⅰ-1"},
            "丙.txt": {ALSO: "Ⅰ-1"},
            "=丁 “引号”,逗号.txt": {"处理": "随便"},
        },
    )
    assert said[0] == f"{sent} 有 5 处不对，没有作任何改动："
    wanted = {
        (at["甲.txt"], f"第 {at['甲.txt']} 行 甲.txt：没有指标 Ⅸ-9；全部指标在“指标”表里"),
        (at["甲.txt"], f"第 {at['甲.txt']} 行 甲.txt：Ⅱ 是上级指标，要选末级指标，如 Ⅱ-1 环境卫生"),
        (at["乙.txt"], f"第 {at['乙.txt']} 行 乙.txt：选了“不作为材料”，又选了指标；请只留一样"),
        (at["丙.txt"], f"第 {at['丙.txt']} 行 丙.txt：选了别的指标，没有选“主要指标”"),
        (
            at["=丁 “引号”,逗号.txt"],
            f"第 {at['=丁 “引号”,逗号.txt']} 行 =丁 “引号”,逗号.txt："
            "“处理”里写的是“随便”；只能选“归入”或“不作为材料”，或者空着",
        ),
    }
    assert sorted(said[1:]) == sorted(line for _, line in wanted)
    assert [int(line.split()[1]) for line in said[1:]] == sorted(row for row, _ in wanted)
    assert decided(waiting) == {}


def test_the_nearest_indicator_is_named(waiting: Archive, sent: Path) -> None:
    assert refused(waiting, sent, {"甲.txt": {MAIN: "Ⅲ-1 环境卫"}})[1].endswith(
        "没有指标 Ⅲ-1 环境卫；是不是 Ⅱ-1 环境卫生？全部指标在“指标”表里"
    )


def test_an_item_that_is_gone_is_told(waiting: Archive, sent: Path, tmp_path: Path) -> None:
    (tmp_path / "资料/甲.txt").unlink()
    waiting("scan")
    said = refused(waiting, sent, {"甲.txt": {MAIN: "Ⅰ-1"}, "乙.txt": {MAIN: "Ⅰ-1"}})
    assert len(said) == 2
    assert said[1].endswith(" 甲.txt：这份材料已不在；请清空或删去这一行，要处理就重新写出这张表")


def test_an_item_whose_content_changed_is_told(waiting: Archive, sent: Path, tmp_path: Path) -> None:
    tree(tmp_path / "资料", {"甲.txt": ITEMS["甲.txt"] + "共30人。"})
    waiting("scan")
    said = refused(waiting, sent, {"甲.txt": {MAIN: "Ⅰ-1"}})
    assert said[1].endswith(" 甲.txt：写出这张表之后内容改过；请清空或删去这一行，要处理就重新写出这张表")


def test_what_happened_to_rows_that_are_not_marked_is_no_fault(
    waiting: Archive, sent: Path, tmp_path: Path
) -> None:
    (tmp_path / "资料/甲.txt").unlink()
    waiting("scan")
    waiting("ignore", "丙.txt")
    assert back(waiting, sent, {"乙.txt": {MAIN: "Ⅰ-1"}}).status == 0


def test_a_decision_goes_with_the_content_wherever_it_was_moved(
    waiting: Archive, sent: Path, tmp_path: Path
) -> None:
    (tmp_path / "资料/甲.txt").rename(tmp_path / "资料/新名.txt")
    waiting("scan")
    assert back(waiting, sent, {"甲.txt": {MAIN: "Ⅱ-1"}}).status == 0
    assert decided(waiting)["新名.txt"].assign == ("Ⅱ-1",)
    assert waiting.items()["新名.txt"]["status"] == "filed"


def test_an_item_that_a_duplicate_stands_for_by_now_is_decided_with_it(
    waiting: Archive, sent: Path, tmp_path: Path
) -> None:
    tree(tmp_path / "资料", {"社区打扫楼道卫生.txt": ITEMS["甲.txt"]})
    waiting("scan")
    assert back(waiting, sent, {"甲.txt": {MAIN: "Ⅱ-1"}}).status == 0
    assert sorted(i["status"] for s, i in waiting.items().items() if "丙" not in s)[:2] == [
        "duplicate",
        "filed",
    ]


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["assign", "甲.txt", "Ⅱ-1", "Ⅰ-2"], "归入 Ⅱ-1、Ⅰ-2"),
        (["assign", "甲.txt", "Ⅰ-2", "Ⅰ-1"], "归入 Ⅰ-2、Ⅰ-1"),
        (["ignore", "甲.txt"], "不作为材料"),
    ],
)
def test_an_item_decided_otherwise_in_the_meantime_is_told(
    waiting: Archive, sent: Path, command: list[str], said: str
) -> None:
    waiting(*command)
    marks = {"甲.txt": {MAIN: "Ⅰ-1", ALSO: "Ⅰ-2"}}
    row = rows(sent)["甲.txt"]
    wanted = f"第 {row} 行 甲.txt：写出这张表之后已另有决定：{said}；请清空或删去这一行"
    assert refused(waiting, sent, marks)[1:] == [wanted]


def test_a_decision_written_by_hand_counts_before_the_next_scan(waiting: Archive, sent: Path) -> None:
    sha256 = waiting.items()["甲.txt"]["sha256"]
    path = waiting.root / "decisions.yaml"
    text = path.read_text("utf-8").replace("items: []", f'items:\n  - {{sha256: "{sha256}", unassign: true}}')
    path.write_text(text, "utf-8")
    assert "已另有决定：不归入任何指标" in refused(waiting, sent, {"甲.txt": {MAIN: "Ⅰ-1"}})[-1]


def test_a_code_the_catalogue_no_longer_has_is_told(waiting: Archive, sent: Path) -> None:
    path = waiting.root / "catalogue.yaml"
    path.write_text(CATALOGUE.replace('"Ⅱ-1"', '"Ⅱ-3"').replace("志愿服务\n", "学雷锋\n", 1), "utf-8")
    said = refused(waiting, sent, {"甲.txt": {MAIN: LABELS["Ⅱ-1"]}, "乙.txt": {MAIN: LABELS["Ⅰ-2"]}})
    faults = {line.split("：", 1)[0].split()[-1]: line.split("：", 1)[1] for line in said if line[0] == "第"}
    assert faults == {
        "甲.txt": "测评体系里已没有指标 Ⅱ-1 环境卫生；请另选，或重新写出这张表",
        "乙.txt": "写出这张表之后测评体系改过：Ⅰ-2 原是 志愿服务，现在是 学雷锋；仍要归入就只写编号 Ⅰ-2",
    }
    assert back(waiting, sent, {"甲.txt": {MAIN: "Ⅱ-3"}, "乙.txt": {MAIN: "Ⅰ-2"}}).status == 0


def test_a_code_and_a_title_that_do_not_belong_together_are_told(waiting: Archive, sent: Path) -> None:
    said = refused(waiting, sent, {"甲.txt": {MAIN: "Ⅰ-1 志愿服务"}})[1]
    assert said.endswith("“Ⅰ-1 志愿服务”的编号和标题对不上，Ⅰ-1 是 道德讲堂；请从列表选，或只写编号")


def test_a_damaged_identity_is_told(waiting: Archive, sent: Path) -> None:
    said = refused(waiting, sent, {"甲.txt": {MAIN: "Ⅰ-1", "内容指纹": "b" * 64}})
    assert said[1].endswith("（材料一栏改过，或只对几列排过序）；请重新写出这张表再填")
    assert said[1].startswith(f"第 {rows(sent)['甲.txt']} 行 甲.txt：隐藏的标记")


def test_two_rows_about_one_item_must_agree(waiting: Archive, sent: Path) -> None:
    book = openpyxl.load_workbook(sent)
    sheet = book["待确认"]
    first = rows(sent)["甲.txt"]
    sheet.cell(first, heads(sheet)[MAIN]).value = "Ⅰ-1"
    for column in range(1, sheet.max_column + 1):
        sheet.cell(9, column).value = sheet.cell(first, column).value
    book.save(sent)
    shutil.copy(sent, sent.with_name("又.xlsx"))
    assert waiting("review", "--from", sent.with_name("又.xlsx")).out.startswith("已记录 1 项决定；")
    waiting("unassign", "甲.txt")
    sheet.cell(9, heads(sheet)[MAIN]).value = "Ⅰ-2"
    book.save(sent)
    said = refused(waiting, sent)
    assert said[1] == f"第 9 行 甲.txt：和第 {first} 行是同一份材料，填得不一样；请只留一行"


def test_the_sheet_of_another_workspace_is_refused(waiting: Archive, sent: Path, tmp_path: Path) -> None:
    other = Archive(workspace.create(tmp_path / "另一个", None, None).root, waiting.capsys)
    ran = other("review", "--from", sent)
    assert ran.status == 2
    assert ran.err.startswith(f"{sent} 是另一个工作区 {waiting.root} 的表，不是 {other.root} 的；")


def test_what_is_no_sheet_is_refused(waiting: Archive, tmp_path: Path) -> None:
    folder = tree(tmp_path / "表", {"甲.xlsx": "文字", "旧.xls": b"\xd0\xcf\x11\xe0" * 200})
    for name, said in (
        ("甲.xlsx", "不是 xlsx 工作簿，或已损坏"),
        ("旧.xls", "是旧版 Excel 文件，或加了密码；请另存为不加密码的 .xlsx"),
    ):
        ran = waiting("review", "--from", folder / name)
        assert (ran.status, ran.err) == (2, f"{folder / name} {said}\n")
    ran = waiting("review", "--from", folder / "没有.xlsx")
    assert (ran.status, ran.err) == (2, f"无法读取 {folder / '没有.xlsx'}：不存在\n")


def test_where_nothing_is_waiting_nothing_is_written(archive: Archive, tmp_path: Path) -> None:
    ran = archive("review", "--to", tmp_path / "待确认.xlsx")
    assert (ran.status, ran.out) == (0, "没有待确认的材料，没有写出表格\n")
    assert not (tmp_path / "待确认.xlsx").exists()


def test_only_a_sheet_of_ours_is_written_over_and_the_earlier_one_is_kept(
    waiting: Archive, sent: Path, tmp_path: Path
) -> None:
    fill(sent, {"甲.txt": {MAIN: "Ⅰ-1"}})
    filled = sent.read_bytes()
    kept = tmp_path / "待确认 (上一版 1).xlsx"
    assert f"原来的文件另存为 {kept}\n" in waiting("review", "--to", sent).out
    assert kept.read_bytes() == filled
    other = tree(tmp_path, {"别的.xlsx": "x"}) / "别的.xlsx"
    ran = waiting("review", "--to", other)
    assert ran.status == 2 and ran.err == (
        f"{other} 已有，而且不是 archive review --to 写出的表，没有改动；请换一个文件名\n"
    )
    assert other.read_text() == "x"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("资料/待确认.xlsx", "那里的文件不能改动；请写到别处，如 --to "),
        ("工作区/材料/待确认.xlsx", "是档案工作区自己的地方，没有改动；请写到别处，如 --to "),
        ("没有/待确认.xlsx", "不存在；请先建立，或检查路径是否写对"),
        ("工作区/输出/没有/待确认.xlsx", "不存在；请先建立，或检查路径是否写对"),
        ("待确认.xls", "扩展名不对，导出的是 .xlsx 文件；请写成 待确认.xlsx"),
        ("资料", "是文件夹；请用 --to 写出文件名"),
    ],
)
def test_places_for_no_sheet_are_refused(waiting: Archive, tmp_path: Path, name: str, said: str) -> None:
    before = names(tmp_path)
    ran = waiting("review", "--to", tmp_path / name)
    assert ran.status == 2 and said in ran.err and names(tmp_path) == before


def test_out_and_back_at_once_is_refused(waiting: Archive, sent: Path) -> None:
    ran = waiting("review", "--to", sent, "--from", sent)
    assert (ran.status, ran.err) == (2, "--to、--from 和 --suspects 只能用一个\n")


def test_a_copy_that_fails_is_told_and_the_decision_stays(
    waiting: Archive, sent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask_about_all(waiting, monkeypatch)

    def refuse(*_: object) -> None:
        raise CopyError("磁盘已满")

    with monkeypatch.context() as patch:
        patch.setattr(disk, "copy", refuse)
        ran = back(waiting, sent, {"甲.txt": {MAIN: "Ⅰ-1"}})
    assert ran.status == 3 and ran.err.startswith("有 1 份副本没有复制成功")
    assert decided(waiting)["甲.txt"].assign == ("Ⅰ-1",)
    assert waiting("scan").status == 0 and len(names(waiting.root / "材料")) == 1


Reset = Callable[[], None]
#: The act and the indicators of a row.
Mark = tuple[str | None, list[str]]


@pytest.fixture
def reset(waiting: Archive, sent: Path) -> Reset:
    """Put the workspace and the sheet back as they were before anybody decided."""
    kept = sent.with_name("原.xlsx")
    aside = waiting.root.with_name("原")
    shutil.copy(sent, kept)
    shutil.copytree(waiting.root, aside)

    def back_to_start() -> None:
        shutil.copy(kept, sent)
        shutil.rmtree(waiting.root)
        shutil.copytree(aside, waiting.root)

    return back_to_start


CODES = st.sampled_from([*LABELS, *LABELS.values()])
FILED = st.tuples(st.sampled_from([None, "归入"]), st.lists(CODES, min_size=1, max_size=3))
MARKED: st.SearchStrategy[Mark | None] = st.one_of(st.none(), st.just(("不作为材料", list[str]())), FILED)


@settings(
    max_examples=12,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.fixed_dictionaries(dict.fromkeys(ITEMS, MARKED)))
def test_any_marks_become_exactly_those_decisions(
    waiting: Archive,
    sent: Path,
    reset: Reset,
    tmp_path: Path,
    marks: dict[str, Mark | None],
) -> None:
    reset()
    sources = snapshot(tmp_path / "资料")
    written = {
        source: {"处理": mark[0], **dict(zip((MAIN, ALSO, "再一指标"), mark[1], strict=False))}
        for source, mark in marks.items()
        if mark
    }
    ran = back(waiting, sent, written)
    assert ran.status == 0, ran.err
    wanted = {
        source: tuple(dict.fromkeys(code.split()[0] for code in mark[1]))
        for source, mark in marks.items()
        if mark
    }
    found = decided(waiting)
    assert {source: one.assign for source, one in found.items()} == wanted
    assert all(one.ignore == (not one.assign) and not one.unassign for one in found.values())
    status = {source: item["status"] for source, item in waiting.items().items()}
    assert {s: status[s] for s in wanted} == {s: "filed" if wanted[s] else "ignored" for s in wanted}
    # What people decided teaches, so the others may be placed anew, but by nobody's decision.
    assert all(status[s] != "ignored" for s in ITEMS if s not in wanted)
    people = {s for s, i in waiting.items().items() if any(p["by"] == "person" for p in i["indicators"])}
    assert people == {s for s in wanted if wanted[s]}
    assert snapshot(tmp_path / "资料") == sources
