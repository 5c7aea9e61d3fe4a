"""What changed of one thing, in words; and the words that changed in a text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from builders import CATALOGUE
from wenming_archive.catalogue import load
from wenming_archive.editions import changes

texts = st.text("道德讲堂，志愿服务。", max_size=14)


@given(texts, texts)
def test_edits_say_both_texts_whole(before: str, after: str) -> None:
    found = changes.edits(before, after)
    assert "".join(one.before for one in found) == before
    assert "".join(one.after for one in found) == after
    assert all(one.before or one.after for one in found)


def test_the_words_that_changed_are_marked_with_what_is_around() -> None:
    before = "每季度定期举办道德讲堂活动，由身边人讲身边事，留有完整记录。"
    said = changes.marked(before, before.replace("道德讲堂", "文明讲堂").replace("完整记录", "记录和照片"))
    assert "【道德→文明】讲堂" in said and "…" in said and "身边人讲" not in said
    assert changes.marked("甲乙丙丁", "甲乙") == "甲乙【删：丙丁】"
    assert changes.marked("甲乙", "甲乙丙丁") == "甲乙【增：丙丁】"


def test_a_text_written_anew_is_told_apart() -> None:
    assert changes.rewritten("院落整洁，垃圾分类。", "成立队伍，开展活动，记录时长。")
    assert not changes.rewritten("院落整洁，垃圾分类。", "院落干净整洁，垃圾分类投放。")


def test_every_part_of_a_leaf_is_compared() -> None:
    old = load.parse(CATALOGUE)
    text = CATALOGUE.replace("score: 4", "score: 5, bonus: true").replace(
        "{kind: plan, min: 1}", "{kind: plan, min: 2}"
    )
    new = load.parse(
        text.replace("score: 5, bonus: true", "score: 5\n        bonus: true").replace(
            "lead: dangban", "lead: gonghui"
        )
    )
    found = {
        one.key: (one.before, one.after) for one in changes.of_leaves(old.leaves[0], new.leaves[0], old, new)
    }
    assert found.keys() == {"score", "bonus", "evidence", "lead"}
    assert (
        found["score"] == ("4分", "5分")
        and found["lead"] == ("党办", "工会")
        and found["bonus"] == ("否", "是")
    )
    assert found["evidence"][1].startswith("方案计划，至少2份\n")


def test_the_whole_is_compared_with_its_points() -> None:
    old = load.parse(CATALOGUE)
    new = load.parse(
        CATALOGUE.replace('"2023"', '"2026"')
        .replace("2021-01-01", "2024-01-01")
        .replace("2023-12-31", "2026-12-31")
        .replace("score: 6", "score: 8")
    )
    found = {one.label: (one.before, one.after) for one in changes.of_catalogues(old, new)}
    assert found["总分"] == ("20分", "22分") and found["版本"] == ("2023", "2026")
    assert found["测评周期"][1] == "2024-01-01 至 2026-12-31" and len(found) == 3
