"""The options of the commands by which people decide, and what a new workspace may learn."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import CATALOGUE, names, snapshot, tree
from conftest import Archive
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
