"""The options of the commands by which people decide, and what a new workspace may learn."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import CATALOGUE, docx, names, snapshot, tree
from conftest import Archive
from scenes import saved, scene
from sitting import careful
from wenming_archive.cli.main import run

FILES = {
    "志愿服务总结.txt": "学雷锋志愿服务总结\n2022年12月30日",
    "楼道.txt": "社区打扫楼道\n3月5日，志愿者到社区打扫卫生。",
}


@pytest.fixture
def scanned(archive: Archive, tmp_path: Path) -> Archive:
    careful(archive)
    archive("scan", tree(tmp_path / "资料", FILES))
    return archive


def test_suspects_are_listed_and_nobody_is_asked(scanned: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builtins.input", lambda _: pytest.fail("nobody is to be asked"))
    before = snapshot(scanned.root)
    scanned("review", "--suspects")
    assert snapshot(scanned.root) == before
    scanned("assign", "志愿服务总结.txt", "Ⅱ-2")
    ran = scanned("review", "--suspects")
    assert (ran.status, ran.err) == (0, "") and "志愿服务总结.txt" in ran.out


def test_out_and_back_by_workbook(scanned: Archive, tmp_path: Path) -> None:
    path = tmp_path / "待确认.xlsx"
    ran = scanned("review", "--to", path)
    assert (ran.status, ran.err) == (0, "") and f"archive review --from {path}" in ran.out
    ran = scanned("review", "--from", path)
    assert (ran.status, ran.err) == (0, "") and "没有改动" in ran.out


@pytest.mark.parametrize(
    "options",
    [["--to", "甲.xlsx", "--suspects"], ["--from", "甲.xlsx", "--to", "乙.xlsx"]],
)
def test_two_ways_of_review_at_once_are_refused(
    scanned: Archive, options: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    before = names(tmp_path)
    ran = scanned("review", *options)
    assert (ran.status, ran.out, ran.err) == (2, "", "--to、--from 和 --suspects 只能用一个\n")
    assert names(tmp_path) == before


@pytest.mark.parametrize("options", [[], ["--suspects"]], ids=" ".join)
def test_what_is_out_of_date_is_told_first(
    scanned: Archive, options: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("builtins.input", lambda _: "q")
    path = scanned.root / "catalogue.yaml"
    path.write_text(path.read_text("utf-8").replace("群众评价", "群众评议"), "utf-8")
    ran = scanned("review", *options)
    assert ran.status == 0 and ran.err.startswith("注意：") and "archive scan" in ran.err


def init(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    capsys.readouterr()
    status = run(["init", *map(str, arguments)])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_init_learns_from_another_year_and_says_what(
    scanned: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = snapshot(scanned.root)
    status, out, err = init(capsys, tmp_path / "新", "--learn-from", scanned.root)
    assert (status, err) == (0, "")
    assert (
        f"\n  从 {scanned.root} 学到 1 份材料的归法：\n"
        "  人工决定的 0 份，自动归档且十分有把握的 1 份\n"
        "  记在 lessons.json，删掉即不再参考\n"
        "  沿用了往年的测评体系，测评周期 2021-01-01 至 2023-12-31；"
    ) in out
    assert (tmp_path / "新/catalogue.yaml").read_text("utf-8") == CATALOGUE
    assert snapshot(scanned.root) == before


def test_init_says_how_many_lessons_have_no_indicator_any_more(
    scanned: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tree(tmp_path, {"新.yaml": "title: t\nindicators: [{code: a, title: 食堂}]\n"}) / "新.yaml"
    status, out, _ = init(capsys, tmp_path / "新", "--learn-from", scanned.root, "--catalogue", own)
    assert status == 0
    assert f"\n  从 {scanned.root} 学到 1 份材料的归法：\n" in out
    assert "\n  其中 1 份的指标在新的测评体系里没有对应，不参考\n" in out
    assert "沿用" not in out, "another catalogue was named"


def test_without_the_option_nothing_is_said_or_written_of_lessons(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "lessons" not in init(capsys, tmp_path / "新")[1]
    assert "lessons.json" not in names(tmp_path / "新")


@pytest.mark.parametrize(
    ("old", "said"),
    [("空", "没有档案工作区"), ("没有", "不存在"), ("工作区", "没有可以学习的归档结果；请先在那里运行")],
)
def test_init_refuses_what_nothing_can_be_learnt_from_and_makes_nothing(
    archive: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str], old: str, said: str
) -> None:
    tree(tmp_path / "空", {})
    status, out, err = init(capsys, tmp_path / "新", "--learn-from", tmp_path / old)
    assert (status, out, err.count("\n")) == (2, "", 1) and said in err
    assert not (tmp_path / "新").exists()


def test_lessons_among_the_sources_are_no_evidence(
    scanned: Archive, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody's fault: a clerk may scan the folder the workspace stands in."""
    init(capsys, tmp_path / "新", "--learn-from", scanned.root)
    new = Archive(tmp_path / "新", capsys)
    tree(new.root, {"方案.txt": "道德讲堂活动方案\n2022年5月3日"})
    new("scan", new.root)
    assert list(new.items()) == ["方案.txt"]


SKELETON = "本项有材料1件，形成于2022年12月30日。有成效：《学雷锋志愿服务总结》。\n"


def test_without_words_the_concluding_statement_is_shown_and_nothing_written(scanned: Archive) -> None:
    scanned("assign", "志愿服务总结.txt", "Ⅱ-1")
    before = snapshot(scanned.root)
    ran = scanned("conclude", "II—1")
    assert (ran.status, ran.out, ran.err) == (0, SKELETON, "")
    assert snapshot(scanned.root) == before


def test_an_own_concluding_statement_stands_beside_that_of_the_items(scanned: Archive) -> None:
    scanned("assign", "志愿服务总结.txt", "Ⅱ-1")
    ran = scanned("conclude", "Ⅱ-1", "--text", " 第一段。\n第二段。 ")
    assert (ran.status, ran.out, ran.err) == (0, "Ⅱ-1 已记下结论性说明（9 字），导出时用它\n", "")
    again = scanned("conclude", "Ⅱ-1", "--text", "第一段。\n第二段。")
    assert again.out == "Ⅱ-1 还是原来的结论性说明（9 字），导出时用它\n"
    shown = scanned("conclude", "Ⅱ-1").out
    assert (
        "已有自己写的（9 字），导出时用它：\n第一段。\n第二段。\n按材料写的是：\n" in shown
        and SKELETON in shown
    )
    assert scanned("conclude", "Ⅱ-1", "--clear").out.endswith("改回按材料写\n")
    assert scanned("conclude", "Ⅱ-1", "--clear").out.endswith("没有改动\n")
    assert scanned("conclude", "Ⅱ-1").out == SKELETON


def test_a_concluding_statement_may_stand_in_a_file_and_a_long_one_is_warned_of(
    scanned: Archive, tmp_path: Path
) -> None:
    (tmp_path / "说明.docx").write_bytes(docx("第一段。", "第二段。", header="某局"))
    assert scanned("conclude", "Ⅱ-1", "--file", tmp_path / "说明.docx").err == ""
    assert "第一段。\n第二段。\n按材料" in scanned("conclude", "Ⅱ-1").out
    (tmp_path / "长.txt").write_text("很长的说明，" * 84, "utf-8")
    ran = scanned("conclude", "Ⅱ-1", "--file", tmp_path / "长.txt")
    assert ran.status == 0 and "（504 字）" in ran.out and "注意：超过 500 字" in ran.err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--text", "  "], "结论性说明里没有文字"),
        (["--text", "甲", "--clear"], "--text、--file 和 --clear 只能用一个"),
        (["--file", "没有.txt"], "打不开"),
    ],
)
def test_what_is_no_concluding_statement_is_refused(scanned: Archive, options: list[str], said: str) -> None:
    before = snapshot(scanned.root)
    ran = scanned("conclude", "Ⅱ-1", *options)
    assert (ran.status, ran.out) == (2, "") and said in ran.err
    assert snapshot(scanned.root) == before


def test_a_concluding_statement_files_nothing_anew(scanned: Archive) -> None:
    scanned("conclude", "Ⅱ-1", "--text", "甲。")
    ran = scanned("list")
    assert (ran.status, ran.err) == (0, "")
    assert "自己写的（2 字）" in scanned("log", "-n", "1").out
    path = scanned.root / "decisions.yaml"
    path.write_text(path.read_text("utf-8").replace("code: Ⅱ-1", "code: Ⅸ-9"), "utf-8")
    assert "决定里的 Ⅸ-9 测评体系里没有" in scanned("review", "--suspects").err


def test_a_caption_is_shown_filled_in_and_taken_back(scanned: Archive, tmp_path: Path) -> None:
    folder = tree(tmp_path / "照片", {"楼道/IMG_1.jpg": saved(scene(1)), "楼道/IMG_2.jpg": saved(scene(2))})
    scanned("scan", folder, "--no-ocr")
    for name in ("IMG_1.jpg", "IMG_2.jpg"):
        scanned("assign", name, "Ⅱ-2")
    ran = scanned("caption", "IMG_1.jpg")
    assert (ran.status, ran.err) == (0, "") and "地点：（空着）" in ran.out
    ran = scanned("caption", "楼道", "--place", "阳光社区", "--persons", "志愿者")
    assert (ran.status, ran.err) == (0, "")
    assert "2 份材料：已记下说明" in ran.out and "还空着：时间、主题、背景、事由" in ran.out
    assert "地点：阳光社区（人工填写）" in scanned("caption", "IMG_2.jpg").out
    assert "已取消人工填写的说明" in scanned("caption", "IMG_1.jpg", "IMG_2.jpg", "--clear").out
    assert "本来就没有" in scanned("caption", "楼道", "--clear").out


@pytest.mark.parametrize("options", [["--clear", "--place", "甲"], ["--clear", "--title", ""]], ids=" ".join)
def test_clearing_and_saying_at_once_is_refused(scanned: Archive, options: list[str]) -> None:
    ran = scanned("caption", "楼道.txt", *options)
    assert (ran.status, ran.out, ran.err) == (2, "", "--clear 不能和其他要素的选项一起用\n")
