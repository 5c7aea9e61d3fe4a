"""What differs between two editions."""

from __future__ import annotations

import pytest

from builders import CATALOGUE
from wenming_archive.catalogue import load
from wenming_archive.editions import compare
from wenming_archive.editions.compare import Diff

OLD = load.parse(CATALOGUE)


def against(*changes: tuple[str, str]) -> Diff:
    text = CATALOGUE
    for one, other in changes:
        assert one in text
        text = text.replace(one, other)
    return compare.compare(OLD, load.parse(text))


def codes(diff: Diff) -> dict[str, str]:
    return {one.old.code: one.new.code for one in diff.same}


def test_an_edition_does_not_differ_from_itself() -> None:
    diff = compare.compare(OLD, OLD)
    assert diff.empty and not diff.changed and codes(diff) == {c: c for c in OLD.by_code}


def test_renumbered_and_reworded() -> None:
    diff = against(('"Ⅰ-2"', '"Ⅰ-7"'), ("经常开展志愿服务活动", "常年开展志愿服务活动"))
    (one,) = diff.changed
    assert (one.old.code, one.new.code, one.moved) == ("Ⅰ-2", "Ⅰ-7", False)
    assert [change.key for change in one.changes] == ["code", "standard"] and not diff.empty


def test_added_and_dropped() -> None:
    row = '      - {code: "Ⅱ-1", title: 环境卫生, standard: 院落整洁，垃圾分类，有卫生检查。, score: 5, lead: gonghui}'
    diff = against((row, '      - {code: "Ⅱ-1", title: 食品安全, standard: 食堂证照齐全，留样有记录。}'))
    assert [leaf.title for leaf in diff.added] == ["食品安全"] and [leaf.title for leaf in diff.dropped] == [
        "环境卫生"
    ]


def test_a_leaf_under_another_group_has_moved_but_not_under_one_renamed() -> None:
    row = '      - {code: "Ⅱ-1", title: 环境卫生, standard: 院落整洁，垃圾分类，有卫生检查。, score: 5, lead: gonghui}\n'
    moved = against((row, ""), ('  - code: "Ⅱ"\n', row + '  - code: "Ⅱ"\n'))
    assert [one.new.title for one in moved.same if one.moved] == ["环境卫生"]
    renamed = against(("title: 环境建设", "title: 优美环境"))
    assert not any(one.moved for one in renamed.same)
    assert [(one.old.title, one.new.title) for one in renamed.groups] == [("环境建设", "优美环境")]


def test_a_person_says_what_goes_where() -> None:
    diff = compare.compare(OLD, OLD, {"Ⅰ-1": ["Ⅰ-2"], "Ⅰ-2": [], "Ⅱ-1": ["Ⅱ-1", "Ⅱ-2"]})
    assert codes(diff) == {"Ⅰ-1": "Ⅰ-2"}
    assert [leaf.code for leaf in diff.dropped] == ["Ⅰ-2", "Ⅱ-2"] and [leaf.code for leaf in diff.added] == [
        "Ⅰ-1"
    ]
    assert [[leaf.code for leaf in one.news] for one in diff.split] == [["Ⅱ-1", "Ⅱ-2"]]


NEGATIVE = """
deductions:
  - {code: 减-1, title: 发生较大安全生产事故, points: 5}
  - {code: 减-2, title: 被市级通报批评, points: 2}
veto:
  - {code: 否-1, title: 领导班子成员严重违纪违法}
"""


def test_deductions_and_vetoes_are_paired_by_what_they_say() -> None:
    old = load.parse(CATALOGUE + NEGATIVE)
    new = load.parse(
        CATALOGUE
        + NEGATIVE.replace("减-1", "减-9")
        .replace("被市级通报批评", "干部职工酒驾醉驾")
        .replace("points: 5", "points: 8")
    )
    found = [
        (one.old and one.old.code, one.new and one.new.code) for one in compare.compare(old, new).negative
    ]
    assert found == [("减-1", "减-9"), (None, "减-2"), ("减-2", None), ("否-1", "否-1")]


def test_units_are_the_same_by_any_of_their_names() -> None:
    diff = against(
        ("{id: dangban, name: 党办, aliases: [党委办公室]}", "{id: dwb, name: 党委办公室}"),
        ("lead: dangban", "lead: dwb"),
        ("{id: gonghui, name: 工会}", "{id: gonghui, name: 工会}\n  - {id: tuan, name: 团委}"),
    )
    told = [(one.old and one.old.label, one.new and one.new.label) for one in diff.units]
    assert told == [("党办", "党委办公室"), (None, "团委")]


@pytest.mark.parametrize("code", ["Ⅰ-1", "Ⅱ-2"])
def test_every_leaf_of_both_is_told_of_once(code: str) -> None:
    diff = against((f'code: "{code}"', 'code: "X"'), ("title: 志愿服务", "title: 志愿关爱服务"))
    olds = [one.old.code for one in diff.same] + [leaf.code for leaf in diff.dropped]
    news = [one.new.code for one in diff.same] + [leaf.code for leaf in diff.added]
    assert sorted(olds) == sorted(OLD.by_code) and sorted(news) == sorted(diff.new.by_code)
