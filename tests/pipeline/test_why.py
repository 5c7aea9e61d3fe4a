"""Why an item stands where it does: guesses, reasons, passages, decisions."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import tree
from conftest import Archive
from wenming_archive.errors import InputError
from wenming_archive.pipeline import session, why
from wenming_archive.pipeline.why import Why

LINES = (
    "学雷锋志愿服务工作总结",
    "一年来，我单位志愿服务队开展活动十二次，共有四十余名志愿者参加志愿服务。",
    "食堂按时开饭。",
    "2022年12月30日",
)


@pytest.fixture
def scanned(archive: Archive, tmp_path: Path) -> Archive:
    text = "\n".join(LINES)
    folder = tree(
        tmp_path / "资料",
        {"工会/总结.txt": text, "工会/副本.txt": text, "菜谱.txt": "红烧排骨的做法", "空.docx": b""},
    )
    archive("scan", folder)
    return archive


def explained(archive: Archive, wanted: str) -> Why:
    return why.why(session.begin(archive.root), wanted)


def test_the_guesses_are_those_the_scan_placed_by(scanned: Archive) -> None:
    found = explained(scanned, "工会/总结.txt")
    assert found.item.codes == ("Ⅰ-2",) and found.decision is None
    assert found.guesses[0].code == "Ⅰ-2"
    assert found.guesses[0].confidence == found.item.placement.indicators[0].confidence


def test_reasons_say_what_spoke_and_how_much_together_no_more_than_all(scanned: Archive) -> None:
    reasons = explained(scanned, "工会/总结.txt").guesses[0].reasons
    assert "志愿服务" in reasons[0].text
    assert reasons[0].weight > 0 and sum(reason.weight for reason in reasons) <= 1.001


def test_passages_are_lines_of_the_document_that_hold_the_words(scanned: Archive) -> None:
    passages = explained(scanned, "工会/总结.txt").passages
    assert passages
    for passage in passages:
        assert passage.text.strip("…") in "\n".join(LINES)
        assert passage.words and all(word in passage.text for word in passage.words[:1])
    assert not any("食堂" in passage.text for passage in passages)


def test_a_long_line_is_cut_around_the_word() -> None:
    line = "前" * 100 + "志愿服务" + "后" * 100
    cut = why._around(line, line, "志愿服务")
    assert cut.startswith("…前") and cut.endswith("后…") and "志愿服务" in cut
    assert len(cut) < 100


def test_a_short_line_stays_whole() -> None:
    assert why._around("甲志愿服务乙", "甲志愿服务乙", "志愿服务") == "甲志愿服务乙"


def test_what_belongs_nowhere_says_how_surely(scanned: Archive) -> None:
    found = explained(scanned, "菜谱")
    assert found.none > 0.5 and found.none + sum(g.confidence for g in found.guesses) <= 1.001


def test_a_duplicate_is_explained_by_itself(scanned: Archive) -> None:
    found = explained(scanned, "工会/副本.txt")
    assert found.item.found.source == "工会/副本.txt" and found.item.same_as == "工会/总结.txt"
    assert found.guesses[0].code == "Ⅰ-2"


def test_what_could_not_be_read_has_no_passages(scanned: Archive) -> None:
    found = explained(scanned, "空.docx")
    assert found.passages == () and found.item.known.problems[0].code == "empty"


def test_the_decision_of_a_person_is_shown_beside_the_guesses(scanned: Archive) -> None:
    scanned("assign", "菜谱", "Ⅱ-1")
    found = explained(scanned, "菜谱")
    assert found.decision is not None and found.decision.assign == ("Ⅱ-1",)
    assert found.none > 0.5


def test_a_decision_that_holds_for_the_path_is_shown_too(scanned: Archive) -> None:
    scanned("assign", "菜谱", "Ⅱ-1")
    (scanned.root.parent / "资料/菜谱.txt").write_text("清蒸鱼的做法")
    scanned("scan")
    found = explained(scanned, "菜谱")
    assert found.item.codes == ("Ⅱ-1",) and found.decision is not None


def test_what_is_not_there_is_refused(scanned: Archive) -> None:
    with pytest.raises(InputError, match="没有材料 没有的"):
        explained(scanned, "没有的")
