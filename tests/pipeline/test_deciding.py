"""Decisions: kept at once, filed at once, taken back, and never overruled by the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import names, tree
from conftest import Archive
from wenming_archive import decisions, workspace
from wenming_archive.pipeline import past, session


@pytest.fixture
def scanned(archive: Archive, tmp_path: Path) -> Archive:
    """A workspace with one item filed, two unplaced and a duplicate."""
    folder = tree(
        tmp_path / "资料",
        {
            "工会/志愿服务总结.txt": "2022年学雷锋志愿服务工作总结\n一年来，志愿服务队开展活动。\n2022年12月30日",
            "工会/副本.txt": "2022年学雷锋志愿服务工作总结\n一年来，志愿服务队开展活动。\n2022年12月30日",
            "杂/慰问.txt": "走访慰问活动简讯\n3月5日，我局干部走进社区慰问老人，打扫卫生。",
            "杂/菜谱.txt": "红烧排骨的做法\n材料：肋排一斤半、冰糖、老抽、料酒",
        },
    )
    archive("scan", folder)
    return archive


def test_an_item_goes_where_a_person_puts_it(scanned: Archive) -> None:
    ran = scanned("assign", "菜谱", "Ⅱ-1", "Ⅰ-1")
    assert ran.status == 0 and "已归档 Ⅱ-1、Ⅰ-1" in ran.out
    item = scanned.items()["杂/菜谱.txt"]
    assert [(i["code"], i["role"], i["by"], i["confidence"]) for i in item["indicators"]] == [
        ("Ⅱ-1", "main", "person", 1.0),
        ("Ⅰ-1", "also", "person", 1.0),
    ]
    first, second = (scanned.root / copy for copy in item["filed_as"])
    assert first.samefile(second) and first.read_text().startswith("红烧排骨")


def test_a_new_decision_moves_the_copy(scanned: Archive) -> None:
    scanned("assign", "菜谱", "Ⅱ-1")
    scanned("assign", "菜谱", "Ⅰ-1")
    assert [n for n in names(scanned.root / "材料") if "排骨" in n] == [
        "Ⅰ 思想道德建设/Ⅰ-1 道德讲堂/Ⅰ-1-01 红烧排骨的做法.txt"
    ]


@pytest.mark.parametrize("code", ["Ⅱ—1", "II-1", "Ⅱ－1", " Ⅱ-1 "])
def test_codes_may_be_written_as_people_write_them(scanned: Archive, code: str) -> None:
    assert scanned("assign", "菜谱", code).status == 0
    assert scanned.items()["杂/菜谱.txt"]["indicators"][0]["code"] == "Ⅱ-1"


def test_an_ignored_item_is_no_evidence_any_more(scanned: Archive) -> None:
    scanned("ignore", "志愿服务总结")
    assert scanned.items()["工会/志愿服务总结.txt"]["status"] == "ignored"
    assert names(scanned.root / "材料") == []


def test_unassign_takes_back_a_decision(scanned: Archive) -> None:
    before = scanned.items()["杂/菜谱.txt"]
    scanned("assign", "菜谱", "Ⅱ-1")
    scanned("unassign", "菜谱")
    assert scanned.items()["杂/菜谱.txt"] == before


def test_unassign_takes_an_item_from_where_the_program_filed_it(scanned: Archive) -> None:
    scanned("unassign", "志愿服务总结")
    scanned("scan")
    assert scanned.items()["工会/志愿服务总结.txt"]["status"] == "unplaced"
    assert names(scanned.root / "材料") == []


def test_a_decision_on_a_duplicate_is_one_on_its_original(scanned: Archive) -> None:
    scanned("assign", "工会/副本.txt", "Ⅱ-1")
    assert scanned.items()["工会/志愿服务总结.txt"]["indicators"][0]["code"] == "Ⅱ-1"


def test_a_decision_on_a_duplicate_is_kept_and_told_by_the_path_that_was_named(scanned: Archive) -> None:
    ran = scanned("assign", "工会/副本.txt", "Ⅱ-1")
    assert ran.out.splitlines()[:2] == [
        "工会/副本.txt：已归档 Ⅱ-1",
        "  与 工会/志愿服务总结.txt 内容完全相同，只归档一份",
    ]
    assert decisions.load(scanned.root / "decisions.yaml").items[0].path == "工会/副本.txt"


def test_of_a_copy_that_is_not_filed_nobody_says_that_it_is(scanned: Archive) -> None:
    for command, stands in (("ignore", "不归档"), ("unassign", "已归档 Ⅰ-2"), ("unassign", "未归类")):
        ran = scanned(command, "工会/副本.txt")
        assert ran.out.splitlines()[0] == f"工会/副本.txt：{stands}"
        assert ("只归档一份" in ran.out) is ("已归档" in stands)
        assert "判断随之改变" not in ran.out, "a person decided it"


def test_an_item_may_be_put_under_an_indicator_by_its_title(scanned: Archive) -> None:
    assert scanned("assign", "菜谱", "环境卫生").status == 0
    assert decisions.load(scanned.root / "decisions.yaml").items[0].assign == ("Ⅱ-1",)


def test_what_is_judged_otherwise_after_a_decision_is_told(archive: Archive, tmp_path: Path) -> None:
    archive("scan", tree(tmp_path / "资料", {"甲/一.txt": TEXT.format(5), "甲/二.txt": TEXT.format(6)}))
    ran = archive("assign", "甲/一.txt", "Ⅱ-1")
    assert ran.out.endswith("判断随之改变（1）：\n  甲/二.txt：待确认 → Ⅱ-1\n")
    ran = archive("assign", "甲/一.txt", "Ⅰ-2")
    assert ran.out.endswith("判断随之改变（1）：\n  甲/二.txt：Ⅱ-1 → Ⅰ-2\n")
    assert "判断随之改变" not in archive("scan").out, "nothing is told twice"


def test_when_the_named_copy_is_edited_the_decision_stays_with_it(scanned: Archive) -> None:
    scanned("assign", "工会/副本.txt", "Ⅱ-1")
    tree(scanned.root.parent / "资料", {"工会/副本.txt": "院落卫生检查情况\n2022年12月30日"})
    scanned("scan")
    codes = {s: [i["code"] for i in item["indicators"]] for s, item in scanned.items().items()}
    assert (codes["工会/副本.txt"], codes["工会/志愿服务总结.txt"]) == (["Ⅱ-1"], ["Ⅰ-2"])


def test_a_moved_file_keeps_its_decision(scanned: Archive) -> None:
    scanned("assign", "菜谱", "Ⅱ-1")
    folder = scanned.root.parent / "资料"
    (folder / "杂/菜谱.txt").rename(folder / "别处.txt")
    scanned("scan")
    assert scanned.items()["别处.txt"]["indicators"][0]["code"] == "Ⅱ-1"


def test_a_second_unassign_changes_nothing(scanned: Archive) -> None:
    scanned("unassign", "志愿服务总结")
    before = (scanned.root / "decisions.yaml").read_bytes()
    ran = scanned("unassign", "志愿服务总结")
    said = "工会/志愿服务总结.txt 本来就没有归入任何指标（未归类）；没有改动\n"
    assert (ran.status, ran.out, ran.err) == (0, said, "")
    assert (scanned.root / "decisions.yaml").read_bytes() == before
    assert scanned.items()["工会/志愿服务总结.txt"]["status"] == "unplaced"


def test_unassign_of_what_stands_nowhere_changes_nothing(scanned: Archive) -> None:
    tree(scanned.root.parent / "资料", {"院/楼道.txt": TEXT.format(5)})
    scanned("scan")
    before = (scanned.root / "decisions.yaml").read_bytes()
    said = {"菜谱": "杂/菜谱.txt 本来就没有归入任何指标（未归类）；没有改动\n"}
    said["楼道"] = "院/楼道.txt 本来就没有归入任何指标（待确认）；没有改动\n"
    assert {wanted: scanned("unassign", wanted).out for wanted in said} == said
    assert (scanned.root / "decisions.yaml").read_bytes() == before


def test_unassign_takes_back_a_decision_that_holds_for_the_path(scanned: Archive) -> None:
    scanned("assign", "菜谱", "Ⅱ-1")
    tree(scanned.root.parent / "资料", {"杂/菜谱.txt": "清蒸鲈鱼的做法"})
    scanned("scan")
    scanned("unassign", "菜谱")
    assert scanned.items()["杂/菜谱.txt"]["status"] == "unplaced"
    assert decisions.load(scanned.root / "decisions.yaml").items == ()


def test_a_decision_on_an_empty_file_is_for_that_alone(scanned: Archive) -> None:
    folder = tree(scanned.root.parent / "资料", {"杂/空.docx": b"", "杂/也空.docx": b""})
    scanned("scan")
    scanned("assign", "杂/空.docx", "Ⅱ-1")
    tree(folder, {"杂/又空.docx": b""})
    scanned("scan")
    found = {s: i["status"] for s, i in scanned.items().items() if s.endswith("空.docx")}
    assert found == {"杂/空.docx": "filed", "杂/也空.docx": "unreadable", "杂/又空.docx": "unreadable"}


def test_a_caption_written_by_hand_is_the_title_everywhere_and_can_be_taken_back(scanned: Archive) -> None:
    scanned("assign", "菜谱", "Ⅱ-1")
    before = scanned.items()["杂/菜谱.txt"]
    path = scanned.root / "decisions.yaml"
    path.write_text(
        path.read_text("utf-8").replace("    assign:", "    caption: 食堂节约宣传\n    assign:"), "utf-8"
    )
    scanned("scan")
    item = scanned.items()["杂/菜谱.txt"]
    assert (item["title"], item["title_inferred"]) == ("食堂节约宣传", False)
    assert item["filed_as"][0].endswith("/Ⅱ-1-01 食堂节约宣传.txt")
    path.write_text(path.read_text("utf-8").replace("    caption: 食堂节约宣传\n", ""), "utf-8")
    scanned("scan")
    assert scanned.items()["杂/菜谱.txt"] == before


def test_a_scan_never_overrules_a_person(scanned: Archive) -> None:
    scanned("assign", "志愿服务总结", "Ⅱ-1")
    tree(scanned.root.parent / "资料", {"工会/又一份志愿服务总结.txt": "学雷锋志愿服务总结"})
    scanned("scan")
    assert scanned.items()["工会/志愿服务总结.txt"]["indicators"][0]["code"] == "Ⅱ-1"


def test_an_unreadable_item_can_be_filed_by_a_person_and_keeps_its_problem(scanned: Archive) -> None:
    tree(scanned.root.parent / "资料", {"杂/空.docx": b""})
    scanned("scan")
    ran = scanned("assign", "空.docx", "Ⅱ-1")
    assert ran.status == 0 and ran.err.startswith("注意：杂/空.docx 无法读取，归入后不计入已备：")
    item = scanned.items()["杂/空.docx"]
    problems = [p["code"] for p in item["problems"]]
    assert item["status"] == "filed" and problems[0] == "empty" and "not-read" in problems
    assert "无法读取（1）：\n  杂/空.docx：" in scanned("scan").out
    assert {i["code"]: i["status"] for i in scanned("gaps", "--json").json["indicators"]}["Ⅱ-1"] == "empty"


def test_what_is_not_held_is_kept_with_its_reason(scanned: Archive) -> None:
    assert scanned("not-held", "Ⅱ-1", "--note", "本单位租用办公室").status == 0
    found = {i["code"]: (i["status"], i["note"]) for i in scanned("gaps", "--json").json["indicators"]}
    assert found["Ⅱ-1"] == ("not_held", "本单位租用办公室")
    scanned("not-held", "Ⅱ-1", "--clear")
    found = {i["code"]: (i["status"], i["note"]) for i in scanned("gaps", "--json").json["indicators"]}
    assert found["Ⅱ-1"] == ("empty", None)
    assert scanned("not-held", "Ⅱ-1", "--clear").out == "Ⅱ-1 本来就没有未开展的说明，没有改动\n"


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["assign", "没有的.docx", "Ⅱ-1"], "没有材料 没有的.docx"),
        (["assign", "菜谱", "Ⅸ-9"], "测评体系里没有指标 Ⅸ-9"),
        (["assign", "菜谱", "Ⅱ"], "是上级指标"),
        (["assign", "菜谱", "环境卫声"], "是不是 Ⅱ-1 环境卫生？"),
        (["assign", "杂", "Ⅱ-1"], "请写出文件夹"),
        (["not-held", "Ⅱ-1"], "请用 --note 写明原因"),
        (["not-held", "Ⅱ-1", "--clear", "--note", "x"], "--clear 不能和 --note、--due、--na 一起用"),
        (
            ["not-held", "Ⅱ-1", "--note", "x", "--due", "年底"],
            "--due 年底 不是日期；请写成 2023-12-31 的样子",
        ),
        (
            ["not-held", "Ⅱ-1", "--note", "x", "--na", "--due", "2023-12-31"],
            "--na 表示不适用，不用再写 --due；请删去其中一个",
        ),
        (
            ["negative", "否-9", "--note", "x"],
            "测评体系里没有减分项或否决项 否-9；现有：没有写减分项（deductions）和否决项（veto）",
        ),
        (["not-held", "Ⅱ-1", "--note", "  "], "请用 --note 写明原因"),
        (["why", "没有的.docx"], "没有材料 没有的.docx"),
        (["list", "--status", "什么"], "没有状态 什么"),
        (["list", "--indicator", "Ⅸ"], "没有指标 Ⅸ"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(scanned: Archive, command: list[str], said: str) -> None:
    before = (scanned.root / "decisions.yaml").read_bytes()
    ran = scanned(*command)
    assert ran.status == 2 and said in ran.err and "Traceback" not in ran.err
    assert (scanned.root / "decisions.yaml").read_bytes() == before


def test_decisions_are_kept_by_content_with_the_path_beside(scanned: Archive) -> None:
    scanned("assign", "菜谱", "Ⅱ-1")
    kept = decisions.load(scanned.root / "decisions.yaml")
    assert [(d.sha256, d.path, d.assign) for d in kept.items] == [
        (scanned.items()["杂/菜谱.txt"]["sha256"], "杂/菜谱.txt", ("Ⅱ-1",))
    ]


def test_a_decision_written_by_hand_holds_from_the_next_scan_on(scanned: Archive) -> None:
    sha256 = scanned.items()["杂/菜谱.txt"]["sha256"]
    path = scanned.root / "decisions.yaml"
    text = path.read_text("utf-8").replace("items: []", f'items:\n  - {{sha256: "{sha256}", assign: [Ⅱ-1]}}')
    path.write_text(text, "utf-8")
    scanned("scan")
    assert scanned.items()["杂/菜谱.txt"]["status"] == "filed"


def test_a_fault_in_decisions_is_named_and_nothing_is_changed(scanned: Archive) -> None:
    path = scanned.root / "decisions.yaml"
    path.write_text("items:\n  - {sha: abc}\n", "utf-8")
    ran = scanned("assign", "菜谱", "Ⅱ-1")
    assert ran.status == 2 and "decisions.yaml:2:6" in ran.err and "是不是 sha256？" in ran.err
    assert path.read_text("utf-8") == "items:\n  - {sha: abc}\n"


TEXT = "社区打扫楼道\n3月{}日，志愿者到社区打扫卫生。"


@pytest.fixture
def taught(archive: Archive, tmp_path: Path) -> Archive:
    """Six items that say the same; of the first three a person has decided, each otherwise."""
    archive("scan", tree(tmp_path / "资料", {f"楼道/{n}.txt": TEXT.format(n) for n in range(6)}))
    archive("assign", "楼道/0.txt", "Ⅱ-2", "Ⅰ-1")
    archive("ignore", "楼道/1.txt")
    archive("unassign", "楼道/2.txt")
    return archive


def test_a_person_is_overruled_by_nothing_later(taught: Archive, tmp_path: Path) -> None:
    """Neither by new files, nor by what is decided of others, nor by another year."""

    def stands(archive: Archive) -> list[tuple[str, list[str]]]:
        items = archive.items()
        found = [items[f"楼道/{n}.txt"] for n in range(2)]
        return [(item["status"], [i["code"] for i in item["indicators"]]) for item in found]

    wanted = [("filed", ["Ⅱ-2", "Ⅰ-1"]), ("ignored", [])]
    rows = decisions.load(taught.root / "decisions.yaml").items
    assert stands(taught) == wanted
    for n in range(3, 6):
        taught("assign", f"楼道/{n}.txt", "Ⅰ-2")
        assert stands(taught) == wanted
    tree(tmp_path / "资料", {f"楼道/新{n}.txt": TEXT.format(f"1{n}") for n in range(4)})
    taught("scan")
    assert stands(taught) == wanted
    other = Archive(
        workspace.create(tmp_path / "往年", None, taught.root / "catalogue.yaml").root, taught.capsys
    )
    other("scan", tree(tmp_path / "去年", {f"楼道/{n}.txt": TEXT.format(f"2{n}") for n in range(5)}))
    for n in range(5):
        other("assign", f"楼道/{n}.txt", "Ⅱ-1")
    past.learn(session.begin(taught.root).workspace, other.root)
    taught("scan")
    assert stands(taught) == wanted
    kept = decisions.load(taught.root / "decisions.yaml").items
    assert kept[: len(rows)] == rows, "and what is written of it is as it was, to the second"


def test_a_decision_teaches_at_once_and_taken_back_unteaches(archive: Archive, tmp_path: Path) -> None:
    archive("scan", tree(tmp_path / "资料", {"甲/一.txt": TEXT.format(5), "甲/二.txt": TEXT.format(6)}))
    before = archive.items()["甲/二.txt"]
    assert before["status"] == "review"
    for code in ("Ⅱ-1", "Ⅰ-2"):
        archive("assign", "甲/一.txt", code)
        placed = archive.items()["甲/二.txt"]["indicators"]
        assert [(i["code"], i["by"]) for i in placed] == [(code, "auto")]
        archive("unassign", "甲/一.txt")
        assert archive.items()["甲/二.txt"] == before
    assert names(archive.root / "材料") == []


PLAN = "2026年精神文明创建工作方案\n为做好精神文明创建工作，制定本方案。\n一、工作目标\n二、保障措施\n{}"


@pytest.fixture
def drafted(archive: Archive, tmp_path: Path) -> Archive:
    """Three plans that say nearly the same, two of them versions of one; and rules of the field."""
    files = {
        "方案/2026年创建工作方案（最终版）.txt": PLAN.format("某局\n2023年3月1日"),
        "方案/2026年创建工作方案（最终版2）.txt": PLAN.format("某局\n2023年3月2日"),
        "方案/2025年创建工作方案.txt": PLAN.format("某局\n2022年3月1日"),
    }
    archive("scan", tree(tmp_path / "资料", files))
    return archive


def sure(archive: Archive) -> dict[str, float]:
    """Return how sure the program is of the best guess for each plan that nobody decided on."""
    return {
        source: (item["indicators"] or item["suggestions"] or [{"confidence": 0}])[0]["confidence"]
        for source, item in archive.items().items()
        if item["status"] != "ignored"
    }


@pytest.mark.parametrize(
    ("command", "less"),
    [
        (["ignore", "2026年创建工作方案（最终版）.txt"], False),
        (["ignore", "2025年创建工作方案.txt"], True),
        (["ignore", "2025年创建工作方案.txt", "--related"], False),
    ],
)
def test_what_is_only_not_wanted_teaches_nothing_of_the_like(
    drafted: Archive, command: list[str], less: bool
) -> None:
    before = sure(drafted)
    drafted(*command)
    after = sure(drafted)
    assert len(after) == 2
    assert all((after[source] < before[source]) is less for source in after)


def test_related_is_kept_in_the_decisions_and_told_in_the_history(drafted: Archive) -> None:
    drafted("ignore", "2025年创建工作方案.txt", "--related")
    assert "related: true" in (drafted.root / "decisions.yaml").read_text("utf-8")
    assert "不归档（内容相关）" in drafted("log").out
