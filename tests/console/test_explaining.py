"""``archive why``: how an item was read and placed, for a person to read."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from builders import CATALOGUE, docx, jpg, tree
from conftest import Archive
from samples import made_item
from sitting import photos
from terminal import stand_in
from wenming_archive.catalogue import load
from wenming_archive.console import explaining, screen
from wenming_archive.content import Picture
from wenming_archive.model import Item
from wenming_archive.pipeline import session
from wenming_archive.pipeline import why as task
from wenming_archive.pipeline.why import Why

TREE = load.parse(CATALOGUE)
SUMMARY = docx(
    "关于2022年学雷锋志愿服务工作的总结",
    "海文〔2022〕5号",
    "一年来，志愿服务队开展志愿服务活动十二次。",
    "某县水务局",
    "2022年12月30日",
)


@pytest.fixture
def scanned(archive: Archive, tmp_path: Path) -> Archive:
    folder = tree(
        tmp_path / "资料",
        {
            "工会/总结.docx": SUMMARY,
            "1.docx": SUMMARY,
            "旧方案.txt": "道德讲堂活动方案\n2019年5月1日",
            "菜谱.txt": "红烧排骨的做法",
            "坏.docx": SUMMARY[:999],
        },
    )
    archive("scan", folder)
    return archive


def unexplained(item: Item) -> Why:
    """Return what is known of an item that nothing speaks for."""
    return Why(item, (), 1.0, (), (), (), 0, (), None)


def told(archive: Archive, wanted: str) -> list[str]:
    ran = archive("why", wanted)
    assert ran.status == 0 and ran.err == ""
    return ran.out.splitlines()


def test_a_secret_and_a_meeting_are_told(archive: Archive, tmp_path: Path) -> None:
    minutes = "秘密★1年\n支部会议记录\n时间：2023年4月12日\n地点：三楼\n主持人：张三\n会议强调，要抓好落实。"
    archive("scan", tree(tmp_path / "会议", {"记录.txt": minutes}))
    lines = told(archive, "记录.txt")
    assert [
        line for line in lines if line.startswith(("  密级", "  会议时间", "  会议地点", "  主持人"))
    ] == [
        "  密级：秘密★1年",
        "  会议时间：2023年4月12日",
        "  会议地点：三楼",
        "  主持人：张三",
    ]
    assert any("秘密★1年" in line and "保密审查" in line for line in lines if line.startswith("  ！"))


def test_all_that_was_read_comes_first(scanned: Archive) -> None:
    assert told(scanned, "工会/总结.docx")[:6] == [
        "工会/总结.docx",
        "  题名：关于2022年学雷锋志愿服务工作的总结",
        "  类型：总结汇报（docx）",
        "  文号：海文〔2022〕5号",
        "  责任者：某县水务局",
        "  日期：2022-12-30（文中）",
    ]


def test_then_where_it_stands_and_how_surely(scanned: Archive) -> None:
    said = told(scanned, "工会/总结.docx")
    verdict = next(line for line in said if line.startswith("结果："))
    assert re.fullmatch(r"结果：已归档：Ⅰ-2 志愿服务（把握 \d+%）", verdict)
    copy = "  副本 材料/Ⅰ 思想道德建设/Ⅰ-2 志愿服务/Ⅰ-2-01 关于2022年学雷锋志愿服务工作的总结.docx"
    assert said[said.index(verdict) + 1] == copy


def test_then_what_spoke_for_it(scanned: Archive) -> None:
    said = told(scanned, "工会/总结.docx")
    guess = said[said.index("程序的判断（下面是各条依据所占的份额）：") + 1]
    assert re.fullmatch(r" +\d+%  Ⅰ-2 志愿服务", guess)
    assert any(re.fullmatch(r" {6,}\d+%  题名.*“志愿服务”.*", line) for line in said)
    at = said.index("文中依据：")
    assert re.fullmatch(r" +\d+%  不属于任何指标", said[at - 1])
    assert said[at + 1].startswith("  “") and "　关键词：" in said[at + 1]


def test_a_duplicate_names_the_one_that_is_filed(scanned: Archive) -> None:
    assert "结果：与 工会/总结.docx 内容完全相同，只归档一份" in told(scanned, "1.docx")


def test_the_one_that_is_filed_names_the_other_places(scanned: Archive) -> None:
    assert "  相同的内容还在：1.docx" in told(scanned, "工会/总结.docx")
    assert not [line for line in told(scanned, "1.docx") if "还在" in line]


def test_a_problem_stands_with_what_was_read(scanned: Archive) -> None:
    said = told(scanned, "旧方案")
    problem = "  ！日期 2019-05-01 不在 Ⅰ-1 的测评周期 2021-01-01 至 2023-12-31 内，不计入"
    assert said.index(problem) < said.index("程序的判断（下面是各条依据所占的份额）：")


def test_what_cannot_be_read_says_why(scanned: Archive) -> None:
    said = told(scanned, "坏.docx")
    assert "结果：无法读取" in said and any(line.startswith("  ！文件不完整或已损坏") for line in said)
    assert "  题名：坏（取自文件名）" in said and "文中依据：" not in said


def test_what_belongs_nowhere_says_so(scanned: Archive) -> None:
    said = told(scanned, "菜谱")
    assert "结果：未归类" in said and "  日期：没有找到" in said


def test_a_decision_is_said_to_come_before_the_guess(scanned: Archive) -> None:
    scanned("assign", "菜谱", "Ⅱ-1")
    said = told(scanned, "菜谱")
    assert "结果：已归档：Ⅱ-1 环境卫生（人工指定）" in said
    when = r"人工决定于 \d{4}-\d\d-\d\d \d\d:\d\d:\d\d，优先于程序的判断。程序的判断是："
    assert any(re.fullmatch(when, line) for line in said)


def test_what_spoke_for_the_runner_up_is_told(archive: Archive, tmp_path: Path) -> None:
    text = "社区打扫楼道\n3月5日，志愿者到社区。\n各楼道打扫卫生。"
    archive("scan", tree(tmp_path / "资料", {"楼道.txt": text}))
    said = told(archive, "楼道.txt")
    guesses = [line.split()[1] for line in said if re.fullmatch(r" {2,5}\d+%  [ⅠⅡ]-\d .*", line)]
    best, second = guesses[:2]
    assert {best, second} == {"Ⅰ-2", "Ⅱ-1"}
    against = said[said.index(f"文中也有像 {second} 的话：") + 1]
    assert against.startswith("  “") and against not in said[: said.index(f"文中也有像 {second} 的话：")]


def test_the_event_is_told_with_what_its_members_are_taken_for(archive: Archive, tmp_path: Path) -> None:
    files: dict[str, bytes | str] = {
        **photos("五月", 6, 7),
        "五月/道德讲堂.txt": "道德讲堂活动方案\n2023年5月6日",
    }
    archive("scan", tree(tmp_path / "资料", files), "--no-ocr")
    said = told(archive, "五月/IMG_06_03.jpg")
    at = said.index("同一活动的材料（同一文件夹，日期或名称相近）另有 7 份：")
    assert re.fullmatch(r"  五月/道德讲堂\.txt　Ⅰ-1 道德讲堂 \d+%", said[at + 1]), "the surest first"
    assert len([line for line in said[at + 1 :] if line.startswith("  五月/")]) == 5
    assert any(line.startswith("  如果不看同一文件夹的其他材料：") for line in said)


def test_what_would_change_the_answer_is_told(archive: Archive, tmp_path: Path) -> None:
    archive("scan", tree(tmp_path / "资料", {"志愿服务/照片.jpg": jpg()}), "--no-ocr")
    said = told(archive, "照片.jpg")
    at = said.index("什么会改变判断：")
    assert any(line.startswith("  如果不看文件夹名：") for line in said[at + 1 :])


def test_what_hangs_on_a_decision_says_so(archive: Archive, tmp_path: Path) -> None:
    text = "社区打扫楼道\n3月{}日，志愿者到社区打扫卫生。"
    archive("scan", tree(tmp_path / "资料", {"甲/一.txt": text.format(5), "甲/二.txt": text.format(6)}))
    best = archive.items()["甲/二.txt"]["suggestions"][0]["code"]
    other = {"Ⅰ-2": "Ⅱ-1", "Ⅱ-1": "Ⅰ-2"}[best]
    archive("assign", "甲/一.txt", other)
    said = told(archive, "甲/二.txt")
    assert any(line.startswith(f"结果：已归档：{other} ") for line in said)
    assert any(line.startswith(f"  如果没有已作出的人工决定：{best} ") for line in said)


NOTHING_ALONE = "去掉文件名、文件夹名、内容或相邻材料中的任何一样，结果都一样。"


def test_what_nothing_alone_would_change_says_so(archive: Archive, tmp_path: Path) -> None:
    files = {"志愿服务/学雷锋志愿服务总结.docx": SUMMARY}
    archive("scan", tree(tmp_path / "资料", files))
    said = told(archive, "学雷锋志愿服务总结")
    assert NOTHING_ALONE in said and "什么会改变判断：" not in said


def test_what_would_no_longer_be_filed_by_itself_says_so(scanned: Archive) -> None:
    said = told(scanned, "工会/总结.docx")
    assert NOTHING_ALONE not in said
    (change,) = [line for line in said if line.startswith("  如果不看文件内容：")]
    assert change.endswith("（不会自动归档）")


@pytest.mark.parametrize(
    ("command", "wanted", "verdict"),
    [
        (None, "菜谱.txt", "结果：未归类"),
        ("ignore", "工会/总结.docx", "结果：不归档"),
        (None, "1.docx", "结果：与 工会/总结.docx 内容完全相同，只归档一份"),
        (None, "坏.docx", "结果：无法读取"),
        ("ignore", "坏.docx", "结果：不归档"),
        ("unassign", "工会/总结.docx", "结果：未归类"),
    ],
)
def test_whatever_an_item_is_it_is_explained(
    scanned: Archive, monkeypatch: pytest.MonkeyPatch, command: str | None, wanted: str, verdict: str
) -> None:
    if command:
        assert scanned(command, wanted).status == 0
    assert verdict in told(scanned, wanted)
    out = stand_in(monkeypatch)
    begun = session.begin(scanned.root)
    explaining.why(task.why(begun, wanted), begun.catalogue)
    assert f"\x1b[1m{wanted}\x1b[0m" in out.drawn and verdict in out.text
    assert max(screen.columns(line) for line in out.text.splitlines() if "副本" not in line) <= 80


@pytest.mark.parametrize(("command", "stands"), [("ignore", "不归档"), ("unassign", "未归类")])
@pytest.mark.parametrize("decided", ["工会/总结.docx", "1.docx"])
def test_a_copy_of_what_is_not_filed_says_so(
    scanned: Archive, command: str, stands: str, decided: str
) -> None:
    scanned(command, decided)
    assert f"结果：与 工会/总结.docx 内容完全相同，那一份{stands}" in told(scanned, "1.docx")


def test_what_says_nothing_is_told_how_it_could(scanned: Archive) -> None:
    assert told(scanned, "菜谱")[-1] == (
        "没有线索。把活动或内容写进文件名或文件夹名，再运行 archive scan，程序就能判断。"
    )


def facts(item: Item, **changes: Any) -> dict[str, str]:
    known = replace(item.known, description=replace(item.description, **changes))
    return dict(explaining._facts(replace(item, known=known)))


@pytest.mark.parametrize(
    ("date_from", "shown"),
    [
        ("body", "2023-05-06（文中）"),
        ("number", "2023-05-06（文号）"),
        ("name", "2023-05-06（文件名）"),
        ("exif", "2023-05-06（照片信息）"),
        ("folder", "2023-05-06（文件夹名）"),
        ("mtime", "2023-05-06（文件修改时间，仅供参考）"),
    ],
)
def test_a_date_says_where_it_stood(date_from: str, shown: str) -> None:
    assert facts(made_item("a"), date_from=date_from)["日期"] == shown


@pytest.mark.parametrize(
    ("pages", "exact", "shown"),
    [(3, True, "3 页"), (3, False, "约 3 页"), (0, True, "0 页"), (None, False, None)],
)
def test_pages_say_whether_they_were_counted(pages: int | None, exact: bool, shown: str | None) -> None:
    assert facts(made_item("a"), pages=pages, pages_exact=exact).get("页数") == shown


def test_what_is_not_known_is_left_out() -> None:
    assert list(facts(made_item("a"), pages=None)) == ["题名", "类型", "日期"]


def test_an_indicator_that_has_gone_from_the_catalogue_is_no_trouble(
    capsys: pytest.CaptureFixture[str],
) -> None:
    explaining.why(unexplained(made_item("a", "Ⅸ-9")), TREE)
    assert "Ⅸ-9 （测评体系里已没有这个编号）（把握 90%）" in capsys.readouterr().out


def test_foreign_text_is_harmless(capsys: pytest.CaptureFixture[str]) -> None:
    explaining.why(unexplained(made_item("a\x1b[2J\n.docx", title="题\n名")), TREE)
    out = capsys.readouterr().out
    assert "\x1b" not in out and "题␊名" in out


def test_what_a_camera_or_recorder_noted_is_shown() -> None:
    photo = Picture(4000, 3000, "2022-05-01 09:30:00", (30.25, 120.5), "HUAWEI")
    made = replace(unexplained(made_item("甲.jpg")), picture=photo, duration=125.4)
    assert explaining._recorded(made) == [
        ("尺寸", "4000 × 3000"),
        ("拍摄时间", "2022-05-01 09:30:00"),
        ("拍摄地点", "北纬 30.25000，东经 120.50000"),
        ("相机", "HUAWEI"),
        ("时长", "2 分 5 秒"),
    ]


def test_a_title_taken_from_the_event_is_said_to_be(archive: Archive, tmp_path: Path) -> None:
    """A photo without a telling name is called after the paper of its folder."""
    folder = tmp_path / "资料" / "慰问"
    tree(folder, {"通知.txt": "关于开展2022年春节走访慰问困难职工活动的通知\n各科室：\n2022年1月20日"})
    (folder / "mmexport1642640000.jpg").write_bytes(jpg("2022:01:20 09:10:27"))
    archive("scan", tmp_path / "资料", "--no-ocr")
    said = archive("why", "mmexport1642640000.jpg").out
    assert "走访慰问困难职工活动照片（取自同一活动的材料）" in said
