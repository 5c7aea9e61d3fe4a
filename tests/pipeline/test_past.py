"""What another year's workspace teaches: the right papers under a title that says nothing."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from builders import Tree, snapshot, tree
from conftest import Archive
from samples import made_item
from sitting import filed
from wenming_archive import workspace
from wenming_archive.catalogue import load
from wenming_archive.catalogue.model import Catalogue
from wenming_archive.errors import InputError
from wenming_archive.pipeline import past, session
from wenming_archive.pipeline.past import Learnt, Lesson
from wenming_archive.place import decide
from wenming_archive.place.clues import Clues
from wenming_archive.settings import Boldness

#: A class whose title says nothing of what belongs there.
LEAVES = {"1": "道德讲堂", "2": "志愿服务", "3": "第三类"}
PLAYED = ("通知", "秩序册", "成绩", "小结", "签到表", "规则")
LAST_YEAR: Tree = {
    **{
        f"门球/{n}.txt": f"退休职工门球比赛{what}\n2022年，老干部门球队在门球场比赛，{what}如下。"
        for n, what in enumerate(PLAYED)
    },
    "讲堂/第一期.txt": "第一期道德讲堂活动方案\n身边好人讲身边事\n2022年5月3日",
    "杂/菜谱.txt": "红烧排骨的做法",
}
THIS_YEAR: Tree = {
    "老干部/比赛安排.txt": "2023年退休职工门球比赛安排\n老干部门球队在门球场比赛。",
    "讲堂.txt": "第二期道德讲堂活动方案\n身边好人\n2023年5月3日",
    "杂/汤.txt": "排骨汤的做法",
}
GATEBALL = "老干部/比赛安排.txt"


def catalogue(leaves: dict[str, str]) -> str:
    rows = "".join(f'  - {{code: "{code}", title: {title}}}\n' for code, title in leaves.items())
    return f"title: 某局测评体系\nindicators:\n{rows}"


Make = Callable[[str, dict[str, str]], Archive]


@pytest.fixture
def make(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Make:
    def made(name: str, leaves: dict[str, str]) -> Archive:
        own = tree(tmp_path, {f"{name}.yaml": catalogue(leaves)}) / f"{name}.yaml"
        return Archive(workspace.create(tmp_path / name, None, own).root, capsys)

    return made


@pytest.fixture
def old(make: Make, tmp_path: Path) -> Archive:
    """Last year's workspace: a person filed the papers of the third class, the program the others."""
    made = make("旧", LEAVES)
    made("scan", tree(tmp_path / "去年", LAST_YEAR))
    for n in range(len(PLAYED)):
        made("assign", f"门球/{n}.txt", "3")
    assert filed(made)["讲堂/第一期.txt"] == "filed 1"
    return made


def learn(new: Archive, old: Archive) -> Learnt:
    return past.learn(session.begin(new.root).workspace, old.root)


def scanned(new: Archive, tmp_path: Path) -> dict[str, str]:
    new("scan", tree(tmp_path / "今年", THIS_YEAR))
    return filed(new)


def test_papers_find_their_way_only_after_learning(make: Make, old: Archive, tmp_path: Path) -> None:
    plain, taught = make("新", LEAVES), make("学", LEAVES)
    assert learn(taught, old) == Learnt(7, 6, 0)
    without, found = scanned(plain, tmp_path), scanned(taught, tmp_path)
    assert without[GATEBALL] == "unplaced" and found[GATEBALL] == "filed 3"
    assert {n: s for n, s in without.items() if n != GATEBALL} == {
        n: s for n, s in found.items() if n != GATEBALL
    }
    assert found["讲堂.txt"] == "filed 1" and found["杂/汤.txt"] == "unplaced"


def test_what_was_learnt_is_the_programs_word_not_a_persons(make: Make, old: Archive, tmp_path: Path) -> None:
    new = make("新", LEAVES)
    learn(new, old)
    scanned(new, tmp_path)
    assert new.items()[GATEBALL]["indicators"][0]["by"] == "auto"
    assert session.begin(new.root).decisions.items == ()


def test_deleting_the_file_unteaches(make: Make, old: Archive, tmp_path: Path) -> None:
    new = make("新", LEAVES)
    learn(new, old)
    assert scanned(new, tmp_path)[GATEBALL] == "filed 3"
    (new.root / "lessons.json").unlink()
    new("scan")
    assert filed(new)[GATEBALL] == "unplaced"
    learn(new, old)
    new("scan")
    assert filed(new)[GATEBALL] == "filed 3"


def test_where_codes_have_moved_the_title_tells(make: Make, old: Archive, tmp_path: Path) -> None:
    new = make("新", {"1": "志愿服务", "3": "道德讲堂", "9": "第三类"})
    assert learn(new, old) == Learnt(7, 6, 0)
    found = scanned(new, tmp_path)
    assert (found[GATEBALL], found["讲堂.txt"]) == ("filed 9", "filed 3")


def test_what_has_no_indicator_any_more_is_counted_and_teaches_nothing(
    make: Make, old: Archive, tmp_path: Path
) -> None:
    new = make("新", {"1": "道德讲堂", "2": "志愿服务", "3": "垃圾分类"})
    assert learn(new, old) == Learnt(7, 6, 6)
    assert scanned(new, tmp_path)[GATEBALL] == "unplaced"


def test_sources_and_the_old_workspace_stay_as_they_are(make: Make, old: Archive, tmp_path: Path) -> None:
    before = snapshot(old.root), snapshot(tmp_path / "去年")
    new = make("新", LEAVES)
    learn(new, old)
    scanned(new, tmp_path)
    assert (snapshot(old.root), snapshot(tmp_path / "去年")) == before


def test_a_person_overrules_last_year(make: Make, old: Archive, tmp_path: Path) -> None:
    new = make("新", LEAVES)
    learn(new, old)
    scanned(new, tmp_path)
    new("assign", GATEBALL, "2")
    new("scan")
    assert filed(new)[GATEBALL] == "filed 2"


def test_decisions_of_people_come_first_and_no_evidence_teaches_too(old: Archive) -> None:
    old("ignore", "杂/菜谱.txt")
    lessons = list(past.gather(session.begin(old.root)))
    assert [lesson.under for lesson in lessons[:7]].count((("3", "第三类"),)) == 6
    assert () in [lesson.under for lesson in lessons[:7]]
    assert lessons[7].under == (("1", "道德讲堂"),)


def test_what_awaits_a_decision_or_stands_nowhere_teaches_nothing(old: Archive) -> None:
    assert len(list(past.gather(session.begin(old.root)))) == 7


@pytest.mark.parametrize(
    ("sure", "teaches"), [((0.99,), True), ((0.989,), False), ((0.999, 0.5), False), ((0.999, 0.99), True)]
)
def test_what_the_program_filed_teaches_only_if_it_was_all_but_certain(
    sure: tuple[float, ...], teaches: bool
) -> None:
    item = made_item("甲.txt", *"一二"[: len(sure)])
    placed = tuple(replace(p, confidence=c) for p, c in zip(item.placement.indicators, sure, strict=True))
    item = replace(item, placement=replace(item.placement, indicators=placed))
    assert past._teaches(item) is teaches
    by_person = tuple(replace(p, by="person") for p in placed)
    assert past._teaches(replace(item, placement=replace(item.placement, indicators=by_person)))


def test_what_was_filed_boldly_is_not_learnt(
    old: Archive, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even if the old workspace filed it by itself."""
    monkeypatch.setitem(decide.FILE_AT, Boldness.careful, 1.0001)
    assert learn(make("新", LEAVES), old) == Learnt(6, 6, 0)


def test_lessons_are_limited_in_number_and_length(
    old: Archive, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(past, "_MOST", 2)
    monkeypatch.setattr(past, "_BODY", 3)
    lessons = list(past.gather(session.begin(old.root)))
    assert len(lessons) == 2 and all(len(lesson.clues.body) <= 3 for lesson in lessons)


def test_lessons_are_kept_as_they_are(make: Make, old: Archive) -> None:
    new = make("新", LEAVES)
    learn(new, old)
    gathered = list(past.gather(session.begin(old.root)))
    kept = past.load(session.begin(new.root))
    assert [clues for clues, _ in kept] == [lesson.clues for lesson in gathered]
    assert [under for _, under in kept] == [[int(code) - 1 for code, _ in one.under] for one in gathered]


def test_without_lessons_there_are_none(make: Make) -> None:
    assert past.load(session.begin(make("新", LEAVES).root)) == []


def damaged(text: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(text)
    return value


FAULTS: dict[str, Callable[[str], str | bytes]] = {
    "cut off": lambda text: text[: len(text) // 2],
    "empty": lambda _: "",
    "no JSON": lambda _: "教训",
    "not UTF-8": lambda _: b"\xff\xfe\x00",
    "a list": lambda _: "[]",
    "nothing in it": lambda _: "{}",
    "no list": lambda _: '{"version": 1, "lessons": 5}',
    "a number among lessons": lambda _: '{"version": 1, "lessons": [5]}',
    "a word missing": lambda text: text.replace('"title"', '"titel"', 1),
    "a number for a word": lambda text: text.replace('"top": "', '"top": 5, "": "', 1),
    "a number for a name": lambda text: json.dumps(with_clue(text, "name", 5)),
    "nothing for a title": lambda text: json.dumps(with_clue(text, "title", None)),
    "numbers for folders": lambda text: json.dumps(with_clue(text, "folders", [1])),
    "a number for a date": lambda text: json.dumps(with_clue(text, "date", 2023)),
    "half an indicator": lambda text: text.replace('"3",', "", 1),
}


def with_clue(text: str, name: str, value: object) -> dict[str, Any]:
    found = damaged(text)
    found["lessons"][0]["clues"][name] = value
    return found


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
def test_a_damaged_file_is_refused_in_a_sentence_and_nothing_is_filed(
    make: Make, old: Archive, tmp_path: Path, fault: Callable[[str], str | bytes]
) -> None:
    new = make("新", LEAVES)
    learn(new, old)
    path = new.root / "lessons.json"
    text = fault(path.read_text("utf-8"))
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    ran = new("scan", tree(tmp_path / "今年", THIS_YEAR))
    said = f"{path} 已损坏，读不出往年的归法；请删除它，或重新建立工作区\n"
    assert (ran.status, ran.err) == (2, said)
    assert list((new.root / "材料").iterdir()) == []
    path.unlink()
    assert new("scan").status == 0 and filed(new)["讲堂.txt"] == "filed 1"


def test_lessons_of_another_version_teach_nothing(make: Make, old: Archive, tmp_path: Path) -> None:
    new = make("新", LEAVES)
    learn(new, old)
    path = new.root / "lessons.json"
    path.write_text(path.read_text("utf-8").replace('"version": 2', '"version": 99'), "utf-8")
    assert scanned(new, tmp_path)[GATEBALL] == "unplaced"
    assert past.used_before(session.begin(new.root)) == []


def test_lessons_of_the_first_version_teach_and_tell_nothing_used(
    make: Make, old: Archive, tmp_path: Path
) -> None:
    new = make("新", LEAVES)
    learn(new, old)
    path = new.root / "lessons.json"
    value = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({"version": 1, "lessons": value["lessons"]}, ensure_ascii=False), "utf-8")
    assert scanned(new, tmp_path)[GATEBALL] == "filed 3"
    assert past.used_before(session.begin(new.root)) == []


def test_what_was_filed_is_known_as_used(make: Make, old: Archive) -> None:
    new = make("新", LEAVES)
    assert past.used_before(session.begin(new.root)) == []
    learn(new, old)
    used = {one.source: one for one in past.used_before(session.begin(new.root))}
    items = old.items()
    assert used.keys() == {source for source, item in items.items() if item["status"] == "filed"}
    assert all(one.sha256 == items[source]["sha256"] for source, one in used.items())
    assert used["门球/0.txt"].code == "3" and not used["门球/0.txt"].picture


def test_what_was_used_is_handed_on_from_year_to_year(make: Make, old: Archive, tmp_path: Path) -> None:
    new, newest = make("新", LEAVES), make("再新", LEAVES)
    learn(new, old)
    scanned(new, tmp_path)
    learn(newest, new)
    used = {one.source for one in past.used_before(session.begin(newest.root))}
    assert used == {f"门球/{n}.txt" for n in range(len(PLAYED))} | {"讲堂/第一期.txt", GATEBALL, "讲堂.txt"}


def test_where_what_was_used_before_cannot_be_read_nothing_is_made(
    make: Make, old: Archive, tmp_path: Path
) -> None:
    (old.root / "lessons.json").write_text('{"version": 2, "lessons": [], "used": [{"sha256": 1}]}', "utf-8")
    with pytest.raises(InputError, match="已损坏"):
        past.check(old.root)


CLUES = Clues("x", (), "", "", "", "", "other", "", None, "txt")


def leaves(of: Catalogue, *under: tuple[str, str]) -> list[str]:
    return [of.leaves[n].code for n in past.leaves(of, Lesson(CLUES, under))]


@pytest.mark.parametrize(
    ("under", "now", "found"),
    [
        (("1", "道德讲堂"), {"1": "道德讲堂"}, ["1"]),
        (("1", "道德讲堂"), {"1": "志愿服务", "2": "道德讲堂"}, ["2"]),
        (("1", "道德讲堂"), {"1": "道德讲堂建设", "2": "志愿服务"}, ["1"]),
        (("1", "道德讲堂"), {"1": "志愿服务"}, []),
        (("1", "道德讲堂"), {"2": "道德讲堂建设"}, []),
        (("1", "其他"), {"2": "其他", "3": "其他"}, []),
        (("2", "其他"), {"2": "其他", "3": "其他"}, ["2"]),
        (("1", "道德 讲堂"), {"7": "道德讲堂"}, ["7"]),
    ],
)
def test_an_indicator_is_known_by_its_title_or_else_by_its_code(
    under: tuple[str, str], now: dict[str, str], found: list[str]
) -> None:
    assert leaves(load.parse(catalogue(now)), under) == found


def test_two_that_have_become_one_are_one() -> None:
    now = load.parse(catalogue({"1": "道德讲堂", "2": "志愿服务"}))
    assert leaves(now, ("1", "道德讲堂"), ("8", "道德讲堂"), ("2", "志愿服务")) == ["1", "2"]


def test_a_place_nothing_can_be_learnt_from_is_refused(make: Make, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="没有档案工作区"):
        past.check(tree(tmp_path / "空", {}))
    with pytest.raises(InputError, match="没有可以学习的归档结果；请先在那里运行一次 archive scan"):
        past.check(make("旧", LEAVES).root)


def test_an_indicator_that_the_old_catalogue_lost_since_its_scan_teaches_nothing(make: Make) -> None:
    """Nor is its paper taken for one that belongs nowhere."""
    old = make("去年", LEAVES)
    old("scan", tree(old.root.parent / "旧盘", LAST_YEAR), "--no-ocr")
    old("assign", "门球/0.txt", "3")
    path = old.root / "catalogue.yaml"
    path.write_text(catalogue({code: title for code, title in LEAVES.items() if code != "3"}), "utf-8")
    lessons = list(past.gather(session.begin(old.root)))
    assert not any("门球" in lesson.clues.folders for lesson in lessons)
    assert all(lesson.under for lesson in lessons)
