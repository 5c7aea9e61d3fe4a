"""A workspace moves to another edition: decisions and lessons go with their indicators, nothing is lost."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from builders import CATALOGUE, names, tree
from changes import Killed, killed_after
from conftest import Archive
from trials import FILES, refused, small_disk, state
from wenming_archive import decisions
from wenming_archive.catalogue import load
from wenming_archive.errors import InputError
from wenming_archive.pipeline import migrating, session
from wenming_archive.pipeline.progress import Silent

pytestmark = pytest.mark.usefixtures("here")
#: Other codes, other words, one indicator more and one less.
NEW = """\
title: 市级文明单位测评体系
edition: "2026"
period: {start: 2021-01-01, end: 2026-12-31}
units:
  - {id: dangban, name: 党办}
  - {id: gonghui, name: 工会}
indicators:
  - code: "1"
    title: 思想道德
    children:
      - {code: "1.1", title: 意识形态, standard: 责任制落实，每半年研究一次。}
      - {code: "1.2", title: 道德讲堂, standard: 每季度举办道德讲堂，用身边人讲身边事，有流程、有记录。, score: 5, lead: dangban}
      - {code: "1.3", title: 志愿服务活动, standard: 成立学雷锋志愿服务队，常年开展志愿服务活动。, score: 6, lead: gonghui}
  - code: "2"
    title: 环境建设
    children:
      - {code: "2.1", title: 环境卫生, standard: 院落整洁，垃圾分类，有卫生检查。, score: 5}
deductions:
  - {code: 减-1, title: 发生安全生产事故, points: 5}
"""


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return tree(tmp_path, {"新版.yaml": NEW}) / "新版.yaml"


@pytest.fixture
def decided(archive: Archive, tmp_path: Path) -> Archive:
    """A workspace that was scanned, and in which people decided."""
    archive("scan", small_disk(tmp_path))
    archive("assign", "菜谱", "Ⅱ-1", "Ⅱ-2")
    archive("assign", "道德讲堂.txt", "Ⅰ-2")
    archive("not-held", "Ⅱ-2", "--note", "没有问卷")
    archive("not-held", "Ⅰ-1", "--note", "明年再办")
    return archive


def held(archive: Archive) -> dict[str, Any]:
    made = decisions.load(archive.root / "decisions.yaml")
    assign = {one.path: one.assign for one in made.items}
    return {"assign": assign, "notes": {code: one.note for code, one in made.notes().items()}}


def test_decisions_follow_and_copies_are_filed_anew(decided: Archive, new: Path) -> None:
    ran = decided("catalogue", "migrate", new)
    assert ran.status == 0, ran
    assert held(decided) == {
        "assign": {"菜谱.txt": ("2.1",), "道德讲堂.txt": ("1.3",)},
        "notes": {"1.2": "明年再办"},
    }
    copies = [name for name in names(decided.root / "材料") if name.endswith(".txt") and "/" in name]
    assert {name.split("/")[1].split()[0] for name in copies} == {"1.3", "2.1"} and len(copies) == 3
    folders = {path.name for path in (decided.root / "材料").iterdir() if path.is_dir()}
    assert folders == {"1 思想道德", "2 环境建设"}


def test_what_has_no_home_is_told_and_kept_as_a_remark(decided: Archive, new: Path) -> None:
    out = decided("catalogue", "migrate", new).out
    assert "没有对应的指标" in out and "Ⅱ-2：菜谱.txt　指标已取消" in out and "Ⅱ-2：没有问卷" in out
    text = (decided.root / "decisions.yaml").read_text("utf-8")
    remarks = [line for line in text.splitlines() if line.startswith("#")]
    assert any("assign: [Ⅱ-2]" in line for line in remarks) and any("没有问卷" in line for line in remarks)
    assert decided("scan").err == ""


def test_the_old_catalogue_is_kept_and_no_material(decided: Archive, new: Path) -> None:
    decided("catalogue", "migrate", new)
    kept = decided.root / "catalogue (旧版 2023).yaml"
    assert kept.read_text("utf-8") == CATALOGUE
    assert (decided.root / "catalogue.yaml").read_text("utf-8") == NEW
    decided("scan", decided.root.parent)
    assert not [source for source in decided.items() if "旧版" in source]


def test_twice_is_once(decided: Archive, new: Path) -> None:
    decided("catalogue", "migrate", new)
    before = state(decided), (decided.root / "decisions.yaml").read_text("utf-8")
    again = decided("catalogue", "migrate", new)
    assert again.status == 0 and "已经是这一版" in again.out
    assert (state(decided), (decided.root / "decisions.yaml").read_text("utf-8")) == before


def test_a_dry_run_says_the_same_and_does_nothing(decided: Archive, new: Path) -> None:
    before = state(decided)
    planned = decided("catalogue", "migrate", new, "--dry-run").out
    assert planned.endswith("没有作任何改动\n") and state(decided) == before
    done = decided("catalogue", "migrate", new).out
    assert done.startswith(planned.removesuffix("没有作任何改动\n"))


@pytest.mark.parametrize("kept", ["", "--dry-run"])
def test_a_workspace_that_was_never_scanned(archive: Archive, new: Path, kept: str) -> None:
    ran = archive("catalogue", "migrate", new, *filter(None, [kept]))
    assert ran.status == 0 and "【材料】" not in ran.out
    edition = session.begin(archive.root).catalogue.edition
    assert edition == ("2023" if kept else "2026")
    if not kept:
        assert archive("undo").status == 0
        assert session.begin(archive.root).catalogue.edition == "2023"


def test_what_people_did_in_the_folder_by_hand_is_not_lost(decided: Archive, new: Path) -> None:
    evidence = decided.root / "材料"
    mine = next(evidence.rglob("*志愿服务总结*"))
    mine.write_text("人工改过的副本", "utf-8")
    (mine.parent / "我的.txt").write_text("人工放进来的", "utf-8")
    decided("catalogue", "migrate", new)
    left = {path.read_text("utf-8") for path in evidence.rglob("*.txt")}
    assert {"人工改过的副本", "人工放进来的"} <= left
    decided("undo")
    assert {"人工改过的副本", "人工放进来的"} <= {path.read_text("utf-8") for path in evidence.rglob("*.txt")}


# -- taken back


def test_undo_brings_all_back(decided: Archive, new: Path) -> None:
    text, before, rows = (decided.root / "decisions.yaml").read_text("utf-8"), state(decided), held(decided)
    folders = sorted(path.name for path in (decided.root / "材料").rglob("*") if path.is_dir())
    decided("catalogue", "migrate", new)
    said = decided("undo").out
    assert "换用测评体系" in said and "换回原来的一版" in said
    *now, files = state(decided)
    *then, files_before = before
    assert now == then and held(decided) == rows
    assert isinstance(files, list) and isinstance(files_before, list)
    assert set(files) - set(files_before) == {"catalogue (旧版 2026).yaml"}
    assert (decided.root / "catalogue.yaml").read_text("utf-8") == CATALOGUE
    assert sorted(path.name for path in (decided.root / "材料").rglob("*") if path.is_dir()) == folders
    assert text.split("items:")[0] in (decided.root / "decisions.yaml").read_text("utf-8")
    assert decided("scan", "--json").json["steps"] == []


def test_undo_of_what_was_decided_since_and_then_of_the_edition(decided: Archive, new: Path) -> None:
    before = held(decided)
    decided("catalogue", "migrate", new)
    decided("assign", "志愿服务总结.txt", "1.1")
    decided("undo", "2")
    assert held(decided) == before and session.begin(decided.root).catalogue.edition == "2023"


def test_a_catalogue_changed_by_hand_since_is_not_lost(decided: Archive, new: Path) -> None:
    decided("catalogue", "migrate", new)
    changed = NEW.replace("意识形态", "意识形态工作")
    (decided.root / "catalogue.yaml").write_text(changed, "utf-8")
    decided("undo")
    assert (decided.root / "catalogue.yaml").read_text("utf-8") == CATALOGUE
    assert (decided.root / "catalogue (旧版 2026).yaml").read_text("utf-8") == changed


def test_what_was_said_of_deductions_follows_and_comes_back(archive: Archive, new: Path) -> None:
    text = CATALOGUE + "deductions: [{code: 减-7, title: 发生安全生产事故, points: 3}]\n"
    (archive.root / "catalogue.yaml").write_text(text, "utf-8")
    assert archive("negative", "减-7", "--none").status == 0
    archive("catalogue", "migrate", new)
    made = decisions.load(archive.root / "decisions.yaml").negative
    assert [(one.code, one.happened) for one in made] == [("减-1", False)]
    archive("undo")
    made = decisions.load(archive.root / "decisions.yaml").negative
    assert [(one.code, one.happened) for one in made] == [("减-7", False)]


# -- lessons


def test_lessons_follow_and_come_back(tmp_path: Path, decided: Archive, new: Path) -> None:
    made = Archive(tmp_path / "次年", decided.capsys)
    made("init", made.root, "--learn-from", decided.root)
    assert Path(made.root / "lessons.json").exists(), "nothing was learnt"
    first = lessons(made)
    assert ["Ⅰ-2", "志愿服务"] in first
    made("catalogue", "migrate", new)
    assert ["1.3", "志愿服务活动"] in lessons(made) and ["Ⅰ-2", "志愿服务"] not in lessons(made)
    made("undo")
    assert lessons(made) == first


def lessons(archive: Archive) -> list[list[str]]:
    value = json.loads((archive.root / "lessons.json").read_text("utf-8"))
    return [pair for row in value["lessons"] for pair in row["under"]]


# -- what people say of where things go


def test_a_person_says_where_something_goes(decided: Archive, new: Path) -> None:
    decided("catalogue", "migrate", new, "--map", "Ⅱ-2=1.1", "--map", "Ⅰ-1=")
    assert held(decided)["assign"]["菜谱.txt"] == ("2.1", "1.1")
    assert held(decided)["notes"] == {"1.1": "没有问卷"}


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("Ⅰ-1", "旧编号=新编号"),
        ("=1.1", "旧编号=新编号"),
        ("Ⅸ-9=1.1", "旧版测评体系里没有"),
        ("Ⅰ-1=9.9", "新版测评体系里没有"),
    ],
)
def test_what_is_no_map_is_refused(decided: Archive, new: Path, told: str, said: str) -> None:
    before = state(decided)
    refused(decided("catalogue", "migrate", new, "--map", told), said)
    assert state(decided) == before


def test_codes_are_understood_as_people_write_them() -> None:
    old, new = load.parse(CATALOGUE), load.parse(NEW)
    found = migrating.mapped(old, new, ["I-1=1.2", "Ⅰ—1 = 1.3", "Ⅱ-2="])
    assert found == {"Ⅰ-1": ["1.2", "1.3"], "Ⅱ-2": []}
    with pytest.raises(InputError):
        migrating.mapped(old, new, [""])


def test_a_catalogue_with_faults_changes_nothing(decided: Archive, tmp_path: Path) -> None:
    before = state(decided)
    bad = tree(tmp_path, {"坏.yaml": "title: 试\n"}) / "坏.yaml"
    ran = decided("catalogue", "migrate", bad)
    assert ran.status == 2 and "indicators" in ran.err and state(decided) == before


# -- cut off


def old_or_new(archive: Archive) -> str:
    """Return which edition holds; both files can be read, and speak of the same one."""
    begun = session.begin(archive.root)
    known = {*begun.catalogue.by_code}
    named = {code for one in begun.decisions.items for code in one.assign} | set(begun.decisions.notes())
    assert named <= known, (named, begun.catalogue.edition)
    load.load(archive.root / "catalogue.yaml")
    decisions.load(archive.root / "decisions.yaml")
    return begun.catalogue.edition


@pytest.mark.parametrize("command", [["catalogue", "migrate"], ["undo"]], ids=["migrate", "undo"])
def test_killed_at_any_instant_it_is_one_or_the_other(
    decided: Archive, new: Path, command: list[str]
) -> None:
    if command == ["undo"]:
        decided("catalogue", "migrate", new)
    arguments: list[str | Path] = [*command, *([new] if command != ["undo"] else [])]
    kept = shutil.copytree(decided.root, decided.root.with_name("先前"))
    decided(*arguments)
    decided("scan")
    after, rows = state(decided), held(decided)
    reached = set()
    for changes in range(2000):
        shutil.rmtree(decided.root)
        shutil.copytree(kept, decided.root)
        try:
            with killed_after(changes, decided.root):
                decided(*arguments)
        except Killed:
            edition = old_or_new(decided)
            reached.add(edition)
            assert decided("scan").status == 0
            assert old_or_new(decided) == edition, f"killed after {changes} changes"
            decided(*(arguments if edition != _wanted(command) else ["scan"]))
            assert (state(decided), held(decided)) == (after, rows), f"killed after {changes} changes"
        else:
            break
    assert reached == {"2023", "2026"} and changes > 20


def _wanted(command: list[str]) -> str:
    return "2023" if command == ["undo"] else "2026"


def test_after_a_kill_it_can_still_be_taken_back(decided: Archive, new: Path) -> None:
    before, kept = held(decided), shutil.copytree(decided.root, decided.root.with_name("先前"))
    for changes in range(0, 400, 3):
        shutil.rmtree(decided.root)
        shutil.copytree(kept, decided.root)
        try:
            with killed_after(changes, decided.root):
                decided("catalogue", "migrate", new)
        except Killed:
            if old_or_new(decided) == "2026":
                decided("scan")
                decided("undo")
                assert (old_or_new(decided), held(decided)) == ("2023", before), changes
        else:
            break


def test_the_plan_of_a_workspace_is_a_value(decided: Archive, new: Path) -> None:
    begun = session.begin(decided.root)
    plan = migrating.prepare(begun, new)
    assert plan is not None and plan.kept == "catalogue (旧版 2023).yaml" and plan.lessons is None
    assert [one.code for one in migrating.homeless(plan.moved)] == ["Ⅱ-2", "Ⅱ-2"]
    assert migrating.doubtful(plan.moved) == []
    outcome = migrating.rehearse(begun, plan, Silent())
    assert outcome is not None and {step.act for step in outcome.plan.steps} <= {"move", "remove"}
    assert len(FILES) == 3
