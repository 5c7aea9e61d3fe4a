"""The commands that report, as a clerk runs them."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from builders import CATALOGUE, tree
from conftest import Archive
from wenming_archive.pipeline import clock, session, views

RULED = (
    CATALOGUE
    + """\
scoring: {passing: 15, bonus_max: 2}
due: 2023-11-30
deductions: [{code: 减-1, title: 安全事故, points: 5}]
veto: [{code: 否-1, title: 严重违法}]
"""
)
FILES = {
    "道德讲堂/道德讲堂活动方案.txt": "道德讲堂活动方案\n为办好道德讲堂，制定本方案。\n某局\n2023年3月1日",
    "环境卫生/环境卫生检查总结.txt": "环境卫生检查总结\n院落整洁，垃圾分类。\n某局\n2023年5月1日",
}


@pytest.fixture
def ruled(archive: Archive, tmp_path: Path) -> Archive:
    """A workspace whose catalogue has rules, scanned."""
    (archive.root / "catalogue.yaml").write_text(RULED, "utf-8")
    archive("scan", str(tree(tmp_path / "资料", FILES)))
    archive("assign", "道德讲堂活动方案.txt", "Ⅰ-1")
    archive("assign", "环境卫生检查总结.txt", "Ⅱ-1")
    return archive


def test_the_overview_fits_a_screen_and_says_what_a_leader_asks(ruled: Archive) -> None:
    out = ruled("status").out
    assert "共 4 项：齐备 1　不足 1　空缺 1　未开展 0　不需材料 1" in out
    assert "Ⅰ 思想道德建设" in out and "0/2　0/10 分" in out
    assert "材料分 15 分：已有把握 5，还可争取 10" in out
    assert "合格线 15 分：现在 5，还差 10" in out
    assert "负面清单还有 2 项没有核实" in out
    assert "材料 2 份：已归档 2" in out
    assert "还没有检查过会被退回的材料，请运行 archive check" in out
    assert "Ⅰ-2 志愿服务（工会）：补 1 份得 6 分" in out
    assert len(out.splitlines()) <= 24


def test_the_overview_before_the_first_scan(archive: Archive) -> None:
    assert "还没有材料。先运行 archive scan" in archive("status").out


def test_the_overview_tells_of_the_last_check_and_whether_it_still_holds(ruled: Archive) -> None:
    ruled("check")
    today = dt.date.today().isoformat()
    assert f"检查（{today}）：错误 0" in ruled("status").out
    assert "之后有改动" not in ruled("status").out
    ruled("ignore", "环境卫生检查总结.txt")
    assert "之后有改动，请再运行 archive check" in ruled("status").out


def test_what_changed_since_a_day(ruled: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    today = dt.date.today()
    monkeypatch.setattr(clock, "today", lambda: today + dt.timedelta(days=3))
    (tmp_path / "资料/志愿服务总结.txt").write_text(
        "志愿服务总结\n2023年志愿服务情况\n2023年12月1日", "utf-8"
    )
    ruled("scan")
    ruled("assign", "志愿服务总结.txt", "Ⅰ-2")
    found = json.loads(ruled("gaps", "--since", today.isoformat(), "--json").out)
    assert found["since"] == today.isoformat()
    assert found["changes"] == [
        {"code": "Ⅰ-2", "title": "志愿服务", "before": "empty", "now": "complete", "came": 1}
    ]
    said = ruled("gaps", "--since", today.isoformat()).out
    assert "补齐 1 项（Ⅰ-2），增加材料 1 份，得分 +6" in said
    assert "缺口 2 → 1 项" in said
    assert "近 7 天" in ruled("status").out


def test_before_anything_was_kept_there_is_nothing_to_compare(archive: Archive) -> None:
    assert "还没有以前的记录" in archive("gaps", "--since", "2023-05-01").out
    assert archive("gaps", "--since", "2023-05-01", "--json").out == "null\n"


@pytest.mark.parametrize(("option", "value"), [("--since", "上周"), ("--due", "月底")])
def test_a_day_that_is_none_is_said(ruled: Archive, option: str, value: str) -> None:
    ran = ruled("gaps", option, value)
    assert ran.status == 2
    assert f"{option} {value} 不是日期" in ran.err


def test_one_year_of_review(ruled: Archive) -> None:
    assert json.loads(ruled("gaps", "--json", "--year", "2023").out)["indicators"][2]["status"] == "complete"
    found = json.loads(ruled("gaps", "--json", "--year", "2022").out)
    assert found["period"] == {"start": "2022-01-01", "end": "2022-12-31"}
    assert found["indicators"][2]["status"] == "empty"


def test_the_day_by_which_it_is_due(ruled: Archive) -> None:
    leaves = json.loads(ruled("gaps", "--json").out)["indicators"]
    assert [leaf["due"] for leaf in leaves] == ["2023-11-30"] * 4
    leaves = json.loads(ruled("gaps", "--json", "--due", "2023年12月15日").out)["indicators"]
    assert [leaf["due"] for leaf in leaves if leaf["status"] in ("empty", "insufficient")] == [
        "2023-12-15"
    ] * 2


def test_gaps_by_section(ruled: Archive) -> None:
    out = ruled("gaps", "--by", "section").out
    assert out.index("Ⅰ 思想道德建设（2 项，10 分）") < out.index("Ⅰ-2")
    assert "环境" not in out
    assert "## Ⅰ 思想道德建设（2 项）" in ruled("gaps", "--by", "section", "--format", "md").out


def test_candidates_are_offered(ruled: Archive, tmp_path: Path) -> None:
    (tmp_path / "资料/x").mkdir()
    (tmp_path / "资料/x/旧方案.txt").write_text("道德讲堂实施方案\n某局\n2018年3月1日", "utf-8")
    ruled("scan")
    ruled("assign", "旧方案.txt", "Ⅰ-2")
    old = tmp_path / "资料/x/旧总结.txt"
    old.write_text("志愿服务总结\n某局\n2018年3月1日", "utf-8")
    ruled("scan")
    ruled("assign", "旧总结.txt", "Ⅰ-2")
    assert "可能已经有了，用 archive gaps --candidates 查看" in ruled("gaps").out
    out = ruled("gaps", "--candidates").out
    assert "x/旧总结.txt（总结汇报，2018-03-01，不在周期内）" in out
    assert "旧方案" not in out


def test_negative_things_are_recorded_listed_and_taken_back(ruled: Archive) -> None:
    assert "减-1　安全事故　[减 5 分]　未核实" in ruled("negative").out
    assert ruled("negative", "减-1").status == 2
    assert ruled("negative", "减-1", "--note", "3月火灾").out == "减-1 安全事故：已记为发生过\n"
    assert "减分 5：减-1 安全事故 5" in ruled("status").out
    assert ruled("negative", "否-1", "--none").out == "否-1 严重违法：已记为没有发生\n"
    out = ruled("negative").out
    assert "发生过：3月火灾" in out and "否-1　严重违法　[一票否决]　没有发生" in out
    assert "负面清单 减-1：发生过（3月火灾）" in ruled("log").out
    assert ruled("negative", "减-1", "--clear").out.endswith("已取消记录\n")
    assert ruled("negative", "减-1", "--clear").out.endswith("本来就没有记录，没有改动\n")
    assert "减-1　安全事故　[减 5 分]　未核实" in ruled("negative").out


def test_a_veto_is_told_first_thing(ruled: Archive) -> None:
    ruled("negative", "否-1", "--note", "立案")
    out = ruled("gaps").out
    assert "一票否决：否-1 严重违法" in out
    assert "合格线" not in out


def test_without_a_list_there_is_nothing_to_record(archive: Archive) -> None:
    assert "没有减分项和否决项" in archive("negative").out


def test_not_held_with_a_day_and_not_applicable(ruled: Archive) -> None:
    done = ruled("not-held", "Ⅰ-2", "--note", "年底开展", "--due", "2023-01-01")
    assert done.out == "Ⅰ-2 已记为未开展；但 2023-01-01 已经过去，照样算失分\n"
    done = ruled("not-held", "Ⅰ-2", "--note", "年底开展", "--due", "2099年12月31日")
    assert done.out == "Ⅰ-2 已记为未开展，2099-12-31 前不算失分\n"
    leaf = json.loads(ruled("gaps", "--json").out)["indicators"][1]
    assert (leaf["status"], leaf["note"], leaf["due"]) == ("not_held", "年底开展", "2099-12-31")
    assert leaf["points"] == {"reached": 0, "open": 6, "lost": 0}
    assert ruled("not-held", "Ⅰ-2", "--note", "没有志愿者", "--na").out == "Ⅰ-2 已记为不适用\n"
    leaf = json.loads(ruled("gaps", "--json").out)["indicators"][1]
    assert (leaf["not_applicable"], leaf["points"]["lost"]) == (True, 0)
    assert "不适用：没有志愿者" in ruled("gaps").out


def test_what_only_reports_look_at_asks_for_no_scan(ruled: Archive) -> None:
    ruled("scan")
    ruled("negative", "减-1", "--none")
    ruled("not-held", "Ⅰ-2", "--note", "没有志愿者")
    assert "没有志愿者" in ruled("gaps").out
    assert "上次扫描之后改过" not in ruled("gaps").err


def test_what_is_there_all_the_same_is_told(ruled: Archive) -> None:
    out = ruled("not-held", "Ⅱ-1", "--note", "没有院落", "--na").out
    assert "这项已归有 1 份材料" in out
    assert "已归有" not in ruled("not-held", "Ⅰ-2", "--note", "没有", "--na").out


def test_one_year_names_itself_and_is_not_held_against_the_pass_line(ruled: Archive) -> None:
    out = ruled("gaps", "--year", "2022").out
    assert "2022年　缺口" in out and "合格线" not in out and "可能已经有了" not in out
    assert "合格线" in ruled("gaps").out


def test_points_are_told_once(ruled: Archive) -> None:
    out = ruled("gaps").out
    assert "材料分 15" in out and "有失分风险" not in out


def test_gaps_are_as_of_today(ruled: Archive) -> None:
    begun = session.begin(ruled.root)
    assert views.compare(begun).leaves == views.gaps_of(begun, views.items(begun)).leaves


@pytest.mark.parametrize(
    "more", [("--year", "2023"), ("--format", "csv"), ("-o", "变化.csv"), ("--by", "unit"), ("--candidates",)]
)
def test_what_changed_is_told_in_one_way(archive: Archive, more: tuple[str, ...]) -> None:
    ran = archive("gaps", "--since", "2023-05-01", *more)
    assert (ran.status, ran.out) == (2, "")
    assert "--since 只和 --format json、--check 一起用" in ran.err


def test_a_year_that_asks_for_nothing_is_refused(archive: Archive) -> None:
    ran = archive("gaps", "--year", "2019")
    assert (ran.status, ran.out) == (2, "")
    assert "--year 2019 不在测评周期里" in ran.err


def test_a_day_before_the_first_record_is_said_to_have_none(ruled: Archive) -> None:
    said = ruled("gaps", "--since", "2001-05-01").out
    assert f"2001-04-30 的情况没有记录，最早的记录是 {clock.today()} 的" in said
