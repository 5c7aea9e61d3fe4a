"""A sitting of review: groups, order, undo, and what a decision teaches at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import Tree, jpg, names, tree
from conftest import Archive
from samples import made_item
from sitting import ask_about_all, decided, filed, photos
from wenming_archive.errors import InputError
from wenming_archive.pipeline import reviewing, session
from wenming_archive.pipeline.progress import Silent
from wenming_archive.pipeline.reviewing import Group, Review
from wenming_archive.place.decide import FILE_AT
from wenming_archive.settings import Boldness

#: Two that say the same, and one of another subject.
ALIKE = {
    "甲/一.txt": "社区打扫楼道\n3月5日，志愿者到社区打扫卫生。",
    "甲/二.txt": "社区打扫楼道\n3月6日，志愿者到社区打扫卫生。",
    "丙/三.txt": "学习身边好人\n讲台 记录",
}


@pytest.fixture
def archive(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> Archive:
    ask_about_all(archive, monkeypatch)
    return archive


def begin(archive: Archive, files: Tree | None = None) -> Review:
    if files:
        archive("scan", tree(archive.root.parent / "资料", files), "--no-ocr")
    return Review(session.begin(archive.root))


def sources(group: Group | None) -> list[str]:
    return [item.found.source for item in group.items] if group else []


def questions(review: Review) -> list[list[str]]:
    """Return the groups that would be asked, all of them skipped."""
    found = []
    while group := review.next():
        found.append(sources(group))
        review.skip(group.items)
    return found


def ask(review: Review) -> Group:
    group = review.next()
    assert group
    return group


def test_twenty_photos_of_one_day_are_one_question_and_one_answer_files_them(archive: Archive) -> None:
    files = photos("卫生检查", 6, 20)
    review = begin(archive, files)
    group = ask(review)
    assert sources(group) == sorted(files) and len(group.items) == 20
    review.assign(group.items, ["Ⅱ-1"])
    assert review.next() is None and review.decided == 20
    assert review.finish(Silent()) is not None
    assert decided(archive) == dict.fromkeys(files, ("Ⅱ-1",))
    assert set(filed(archive).values()) == {"filed Ⅱ-1"} and len(names(archive.root / "材料")) == 20


def test_another_day_or_folder_or_kind_is_another_question(archive: Archive) -> None:
    files = {**photos("卫生检查", 6, 3), **photos("卫生检查", 9, 2), **photos("卫生", 6, 2)}
    files["卫生检查/检查通报.txt"] = "环境卫生检查通报\n2023年5月6日".encode()
    found = sorted(questions(begin(archive, files)))
    assert found == sorted(
        [
            ["卫生/IMG_06_00.jpg", "卫生/IMG_06_01.jpg"],
            ["卫生检查/IMG_06_00.jpg", "卫生检查/IMG_06_01.jpg", "卫生检查/IMG_06_02.jpg"],
            ["卫生检查/IMG_09_00.jpg", "卫生检查/IMG_09_01.jpg"],
            ["卫生检查/检查通报.txt"],
        ]
    )


def test_an_event_may_last_till_the_next_day_and_no_longer(archive: Archive) -> None:
    """Or a month of photos, one a day, would be one question."""
    files = {name: data for day in (6, 7, 8, 9) for name, data in photos("卫生检查", day, 1).items()}
    assert [[name[-9:-7] for name in group] for group in questions(begin(archive, files))] == [
        ["06", "07"],
        ["08", "09"],
    ]


def test_papers_whose_names_begin_alike_are_one_question(archive: Archive) -> None:
    files = {
        "院/卫生检查记录一.txt": "环境卫生检查记录\n一号楼",
        "院/卫生检查记录二.txt": "环境卫生检查记录\n二号楼",
        "院/垃圾分类.txt": "垃圾分类检查记录\n三号楼",
    }
    found = {frozenset(group) for group in questions(begin(archive, files))}
    assert found == {frozenset(name for name in files if "记录" in name), frozenset(["院/垃圾分类.txt"])}


def test_a_photo_whose_day_is_not_known_stands_alone(archive: Archive) -> None:
    files = {f"卫生检查/IMG_{n}.jpg": jpg(colour=(90 * n, 1, 1)) for n in range(2)}
    assert len(questions(begin(archive, files))) == 2


def test_a_group_can_be_split_and_each_asked_alone(archive: Archive) -> None:
    files = sorted(photos("卫生检查", 6, 3))
    review = begin(archive, photos("卫生检查", 6, 3))
    review.split(ask(review))
    assert sources(review.next()) == files[:1]
    review.assign(ask(review).items, ["Ⅰ-1"])
    review.ignore(ask(review).items)
    assert decided(archive) == {files[0]: ("Ⅰ-1",), files[1]: None}
    assert sources(review.next()) == files[2:]


def test_skip_leaves_the_whole_group_for_another_sitting(archive: Archive) -> None:
    review = begin(archive, photos("卫生检查", 6, 3))
    review.skip(ask(review).items)
    assert review.next() is None and review.decided == 0
    assert review.finish(Silent()) is None
    assert decided(archive) == {} and len(ask(begin(archive)).items) == 3


def test_a_skip_is_a_step_that_undo_takes_back(archive: Archive) -> None:
    review = begin(archive, ALIKE)
    first = ask(review).items
    review.ignore(first)
    before = (archive.root / "decisions.yaml").read_bytes()
    second = ask(review).items
    review.skip(second)
    assert sources(review.next()) != [item.found.source for item in second]
    assert review.undo() == second and ask(review).items == second
    assert review.decided == 1 and (archive.root / "decisions.yaml").read_bytes() == before
    assert review.undo() == first and review.decided == 0 and review.undo() == ()


@pytest.mark.parametrize("answer", ["assign", "ignore"])
def test_undo_takes_the_whole_group_back_and_asks_it_again(archive: Archive, answer: str) -> None:
    review = begin(archive, {**photos("卫生检查", 6, 3), **photos("卫生检查", 9, 2)})
    before = (archive.root / "decisions.yaml").read_bytes()
    group = ask(review)
    if answer == "assign":
        review.assign(group.items, ["Ⅰ-1", "Ⅱ-1"])
    else:
        review.ignore(group.items)
    assert len(decided(archive)) == len(group.items) and sources(review.next()) != sources(group)
    assert review.undo() == group.items
    assert (archive.root / "decisions.yaml").read_bytes() == before and review.decided == 0
    assert sources(review.next()) == sources(group)
    assert review.undo() == ()


def test_undo_brings_back_what_was_decided_before_the_sitting_not_less(archive: Archive) -> None:
    begin(archive, ALIKE)
    archive("assign", "丙/三.txt", "Ⅰ-1")
    before = (archive.root / "decisions.yaml").read_bytes()
    review = begin(archive)
    review.ignore(ask(review).items)
    review.undo()
    assert (archive.root / "decisions.yaml").read_bytes() == before


def test_several_steps_are_undone_one_by_one_the_last_first(archive: Archive) -> None:
    review = begin(archive, ALIKE)
    first = ask(review).items
    review.ignore(first)
    second = ask(review).items
    review.assign(second, ["Ⅱ-2"])
    assert review.undo() == second and review.undo() == first
    assert decided(archive) == {} and sources(review.next()) == [first[0].found.source]


def test_what_closes_a_gap_comes_first(archive: Archive) -> None:
    """A summary is lacking under Ⅰ-2; of Ⅰ-1 other kinds are; Ⅱ-1 has what it needs."""
    files = {
        "1 道德讲堂.txt": "道德讲堂活动简讯\n身边好人讲身边事",
        "2 院落卫生.txt": "院落卫生检查情况",
        "3 志愿.txt": "学雷锋志愿服务工作总结\n一年来，志愿服务队开展活动。\n2022年12月30日",
        "4 卫生台账.txt": "环境卫生检查台账\n2022年5月6日",
    }
    begin(archive, files)
    archive("assign", "4 卫生台账.txt", "Ⅱ-1")
    review = begin(archive)
    assert questions(review) == [["3 志愿.txt"], ["1 道德讲堂.txt"], ["2 院落卫生.txt"]]
    lacking = {item.found.source: review.closes(item) for item in review.waiting}
    codes = {source: state.leaf.code if state else None for source, state in lacking.items()}
    assert codes == {"3 志愿.txt": "Ⅰ-2", "1 道德讲堂.txt": "Ⅰ-1", "2 院落卫生.txt": None}


def test_a_gap_that_this_sitting_closed_is_no_gap_any_more(archive: Archive) -> None:
    text = "学雷锋志愿服务工作总结\n一年来，志愿服务队开展活动。\n2022年12月{}日"
    review = begin(archive, {"甲/上.txt": text.format(1), "乙/下.txt": text.format(2)})
    first = ask(review)
    assert review.closes(first.first) is not None
    review.assign(first.items, ["Ⅰ-2"])
    assert review.closes(ask(review).first) is None
    review.undo()
    assert review.closes(ask(review).first) is not None


def test_the_guesses_are_explained(archive: Archive) -> None:
    review = begin(archive, ALIKE)
    guesses = review.explained(ask(review).first)
    assert guesses[0].reasons and guesses[0].code in {"Ⅰ-1", "Ⅰ-2", "Ⅱ-1"}
    assert [g.confidence for g in guesses] == sorted((g.confidence for g in guesses), reverse=True)
    assert guesses[0].code == ask(review).first.placement.suggestions[0].code


def test_what_is_no_indicator_is_refused_and_nothing_recorded(archive: Archive) -> None:
    review = begin(archive, ALIKE)
    with pytest.raises(InputError, match="没有指标 Ⅸ-9"):
        review.assign(ask(review).items, ["Ⅱ-1", "Ⅸ-9"])
    assert decided(archive) == {} and review.undo() == ()


def test_codes_are_recorded_as_the_catalogue_writes_them_once_each(archive: Archive) -> None:
    review = begin(archive, ALIKE)
    assert review.assign(ask(review).items, ["II—1", "Ⅰ-1", "Ⅱ-1"]) == ["Ⅱ-1", "Ⅰ-1"]
    assert list(decided(archive).values()) == [("Ⅱ-1", "Ⅰ-1")]


def test_a_decision_made_while_the_sitting_lasts_stays(archive: Archive) -> None:
    """Such as one by a second window."""
    review = begin(archive, ALIKE)
    archive("assign", "丙/三.txt", "Ⅱ-2")
    while sources(review.next()) == ["丙/三.txt"]:
        review.skip(ask(review).items)
    review.ignore(ask(review).items)
    review.undo()
    assert decided(archive) == {"丙/三.txt": ("Ⅱ-2",)}


def test_duplicates_are_asked_about_once_and_their_places_told(archive: Archive) -> None:
    text = ALIKE["甲/一.txt"]
    review = begin(archive, {"甲/一.txt": text, "甲/一 (1).txt": text})
    assert questions(review) == [["甲/一.txt"]]
    assert review.elsewhere(review.waiting[0]) == ("甲/一 (1).txt",)


def test_without_any_item_there_is_nothing_to_ask(archive: Archive) -> None:
    assert begin(archive).next() is None and begin(archive).waiting == []


@pytest.fixture
def usual(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """As sure as the program comes, with 均衡."""
    path = archive.root / "archive.yaml"
    path.write_text(path.read_text("utf-8").replace("filing: 稳妥", "filing: 均衡"), "utf-8")
    return archive


def test_a_decision_makes_an_alike_item_sure_which_is_not_asked_but_filed(usual: Archive) -> None:
    review = begin(usual, {n: t for n, t in ALIKE.items() if "三" not in n})
    (first,), (other,) = ask(review).items, review.waiting[1:]
    review.assign([first], ["Ⅱ-1"])
    assert review.next() is None and review.waiting == [] and review.decided == 1
    review.finish(Silent())
    assert decided(usual) == {first.found.source: ("Ⅱ-1",)}
    placed = usual.items()[other.found.source]["indicators"]
    assert [(p["code"], p["by"]) for p in placed] == [("Ⅱ-1", "auto")]


def test_after_undo_the_alike_item_is_asked_again(usual: Archive) -> None:
    review = begin(usual, {n: t for n, t in ALIKE.items() if "三" not in n})
    asked = [item.found.source for item in review.waiting]
    review.assign(ask(review).items, ["Ⅱ-1"])
    assert review.waiting == []
    review.undo()
    assert [item.found.source for item in review.waiting] == asked
    assert review.finish(Silent()) is None and set(filed(usual).values()) == {"review"}


def test_what_was_split_is_asked_about_however_sure_the_program_has_become(usual: Archive) -> None:
    files = {f"甲/楼道打扫{n}.txt": t for n, t in enumerate(ALIKE.values()) if n < 2}
    review = begin(usual, files)
    group = ask(review)
    assert len(group.items) == 2
    review.split(group)
    review.assign(ask(review).items, ["Ⅱ-1"])
    left = ask(review)
    assert left.items[0].known.key == group.items[1].known.key
    assert review.explained(left.first)[0].confidence >= FILE_AT[Boldness.balanced], "it is sure"
    review.assign(left.items, ["Ⅰ-2"])
    assert list(decided(usual).values()) == [("Ⅱ-1",), ("Ⅰ-2",)]


def test_what_was_skipped_and_has_become_sure_is_filed_too(usual: Archive) -> None:
    review = begin(usual, {n: t for n, t in ALIKE.items() if "三" not in n})
    review.skip(ask(review).items)
    review.assign(ask(review).items, ["Ⅱ-1"])
    review.finish(Silent())
    assert set(filed(usual).values()) == {"filed Ⅱ-1"}


def test_groups_of_made_items_keep_to_their_best_guess() -> None:
    """Papers whose names begin alike but that look to belong elsewhere are another question."""
    one, other = (
        made_item(f"甲/检查记录{n}.docx", kind="minutes", guess=code, sha256=n * 64)
        for n, code in (("a", "Ⅰ-1"), ("b", "Ⅰ-2"))
    )
    assert [group.items for group in reviewing._groups([one, other])] == [(one,), (other,)]
    same = replace(other, placement=one.placement)
    assert [group.items for group in reviewing._groups([one, same])] == [(one, same)]
