"""Why an item stands where it does: guesses, reasons, passages, decisions."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import jpg, tree
from conftest import Archive
from wenming_archive.errors import InputError
from wenming_archive.model import Guess
from wenming_archive.pipeline import session, why
from wenming_archive.pipeline.why import Why
from wenming_archive.place.decide import FILE_AT
from wenming_archive.settings import Boldness

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


@pytest.fixture
def event(archive: Archive, tmp_path: Path) -> Archive:
    """The papers of one day's service and a photo without words, and a paper of another day."""
    folder = tree(
        tmp_path / "资料",
        {
            "8月/方案.txt": "学雷锋志愿服务活动方案\n志愿服务队到社区打扫卫生。\n2023年8月25日",
            "8月/总结.txt": "志愿服务活动总结\n志愿者四十人参加志愿服务。\n2023年8月25日",
            "8月/IMG_0001.jpg": jpg("2023:08:25 09:00:00"),
            "8月/旧.txt": "2021年3月1日",
            "两样.txt": "志愿服务\n环境卫生检查",
        },
    )
    archive("scan", folder)
    return archive


def test_a_photo_is_told_with_the_event_it_belongs_to(event: Archive) -> None:
    found = explained(event, "IMG_0001")
    assert {member.source for member in found.event} == {"8月/总结.txt", "8月/方案.txt"}
    assert found.event_size == 2
    sureness = [member.guess.confidence for member in found.event if member.guess]
    assert sureness == sorted(sureness, reverse=True) and len(sureness) == 2
    assert {member.guess.code for member in found.event if member.guess} == {"Ⅰ-2"}


def test_of_a_long_event_the_surest_are_told_and_all_are_counted(archive: Archive, tmp_path: Path) -> None:
    files = {f"8月/{n}.txt": f"志愿服务签到{n}\n2023年8月25日" for n in range(9)}
    archive("scan", tree(tmp_path / "资料", files))
    found = explained(archive, "8月/0.txt")
    assert (len(found.event), found.event_size) == (5, 8)


def test_what_would_change_the_answer_is_told(event: Archive) -> None:
    photo = explained(event, "IMG_0001")
    assert photo.guesses[0].code == "Ⅰ-2"
    assert "neighbours" in {change.without for change in photo.changes}
    paper = explained(event, "方案.txt")
    assert "neighbours" not in {change.without for change in paper.changes}


def answer(guess: Guess | None) -> tuple[str | None, bool]:
    return (guess.code, guess.confidence >= FILE_AT[Boldness.balanced]) if guess else (None, False)


def test_what_would_no_longer_be_filed_by_itself_is_told(event: Archive) -> None:
    found = explained(event, "方案.txt")
    (content,) = [change for change in found.changes if change.without == "content"]
    assert found.item.codes == ("Ⅰ-2",) and not content.sure
    assert content.guess is not None and content.guess.code == "Ⅰ-2"


def test_a_change_is_another_answer(event: Archive) -> None:
    for wanted in ("IMG_0001", "方案.txt", "两样.txt", "旧.txt"):
        found = explained(event, wanted)
        best = answer(found.guesses[0] if found.guesses else None)
        for change in found.changes:
            assert answer(change.guess) != best
            assert change.sure is answer(change.guess)[1]
        names = [change.without for change in found.changes]
        assert len(names) == len(set(names)) and "decisions" not in names


def test_without_the_decisions_that_taught_it_an_item_would_go_elsewhere(
    archive: Archive, tmp_path: Path
) -> None:
    text = "文明上网倡议书\n争做中国好网民"
    archive("scan", tree(tmp_path / "资料", {"甲/一.txt": text + "。", "乙/二.txt": text}))
    before = explained(archive, "二.txt")
    archive("assign", "一.txt", "Ⅱ-2")
    after = explained(archive, "二.txt")
    assert after.guesses[0].code == "Ⅱ-2" != before.guesses[0].code
    assert any("已经定下" in reason.text for reason in after.guesses[0].reasons)
    assert ("decisions", before.guesses[0].code) in [
        (change.without, change.guess.code) for change in after.changes if change.guess
    ]


def test_a_decision_does_not_change_what_the_program_thinks_of_its_item(scanned: Archive) -> None:
    before = explained(scanned, "菜谱")
    scanned("assign", "菜谱", "Ⅱ-1")
    after = explained(scanned, "菜谱")
    assert after.none == pytest.approx(before.none, abs=1e-4)
    assert [g.code for g in after.guesses] == [g.code for g in before.guesses]


def test_what_spoke_for_the_runner_up_is_told_apart(event: Archive) -> None:
    found = explained(event, "两样.txt")
    assert {guess.code for guess in found.guesses[:2]} == {"Ⅰ-2", "Ⅱ-1"}
    told = {found.guesses[0].code: found.passages, found.guesses[1].code: found.against}
    assert [p.text for p in told["Ⅰ-2"]] == ["志愿服务"]
    assert [p.text for p in told["Ⅱ-1"]] == ["环境卫生检查"]


def test_only_the_first_guesses_are_explained(event: Archive) -> None:
    found = explained(event, "旧.txt")
    assert all(guess.reasons == () for guess in found.guesses[3:])
    assert explained(event, "方案.txt").guesses[0].reasons
