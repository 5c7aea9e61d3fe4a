"""Items are placed among each other; what was seen once is not looked at again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from builders import tree
from conftest import Archive
from samples import CLUES, made_item
from wenming_archive.decisions import Decision, Decisions
from wenming_archive.index import Index
from wenming_archive.model import Known
from wenming_archive.pipeline import placing, session
from wenming_archive.pipeline.decided import Decided
from wenming_archive.pipeline.placing import Placer, Seen
from wenming_archive.pipeline.session import Session
from wenming_archive.place.clues import Clues
from wenming_archive.place.engine import Engine, Judged
from wenming_archive.place.features import Scorer

KNOWN = [made_item(name).known for name in ("甲/a.docx", "甲/b.docx", "乙/c.docx")]
TITLES = ("第六期道德讲堂活动方案", "文明上网倡议书", "文明上网倡议书")
BARE = Clues("x", (), "", "", "", "", "other", "", None, "docx")
#: Long enough for the program to trust what they are about.
TEXTS = (
    "请身边好人讲故事,全体干部职工参加",
    *[
        "抵制网络谣言,理性发言,不信谣不传谣,维护清朗网络空间,争做中国好网民,文明用语,保护隐私"
        ",不浏览不良信息,健康上网,跟帖评论守底线,举报有害信息,远离网络诈骗"
    ]
    * 2,
)
ALL = {
    one.key: replace(BARE, title=title, top=text)
    for one, title, text in zip(KNOWN, TITLES, TEXTS, strict=True)
}


def remembered(placer: Placer) -> Seen:
    """Return what the next run knows of what ``placer`` saw."""
    return Seen(
        {key: row for key, (row, _) in placer.fresh.items()},
        {key: said for key, (_, said) in placer.fresh.items()},
    )


@pytest.fixture
def begun(archive: Archive) -> Session:
    return session.begin(archive.root)


def decided(*decisions: Decision) -> Decided:
    return Decided(Decisions(items=decisions), KNOWN)


def sha(n: int) -> str:
    return KNOWN[n].sha256 or ""


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The titles of what the program looks at."""
    titles: list[str] = []
    features = Scorer.features

    def noted(own: Scorer, items: list[Clues]) -> Any:
        titles.extend(clues.title for clues in items)
        return features(own, items)

    monkeypatch.setattr(Scorer, "features", noted)
    return titles


def test_each_item_is_looked_at_once(begun: Session, seen: list[str]) -> None:
    placer = Placer(begun, ALL)
    first = placer.judged(KNOWN, decided()).sure
    assert seen == [*TITLES]
    assert np.array_equal(placer.judged(KNOWN, decided()).sure, first)
    placer.judged(KNOWN, decided(Decision(sha256=sha(1), assign=("Ⅱ-1",))))
    assert seen == [*TITLES]


def test_what_an_earlier_run_saw_is_taken_as_it_was(begun: Session, seen: list[str]) -> None:
    first = Placer(begun, ALL)
    sure = first.judged(KNOWN, decided()).sure
    assert set(first.fresh) == set(ALL)
    seen.clear()
    again = Placer(begun, {}, remembered(first))
    assert np.array_equal(again.judged(KNOWN, decided()).sure, sure)
    assert seen == [] and again.fresh == {}


def test_only_what_is_new_is_looked_at(begun: Session, seen: list[str]) -> None:
    first = Placer(begun, ALL)
    sure = first.judged(KNOWN, decided()).sure
    del first.fresh[KNOWN[0].key]
    seen.clear()
    again = Placer(begun, ALL, remembered(first))
    assert np.array_equal(again.judged(KNOWN, decided()).sure, sure)
    assert seen == [TITLES[0]] and set(again.fresh) == {KNOWN[0].key}


def sure(begun: Session, *decisions: Decision) -> Any:
    return Placer(begun, ALL).judged(KNOWN, decided(*decisions)).sure


def test_a_decision_draws_what_is_nearly_the_same_after_it(begun: Session) -> None:
    before = sure(begun)
    after = sure(begun, Decision(sha256=sha(1), assign=("Ⅱ-1",)))
    assert after[2, 2] > 0.5 > 4 * before[2, 2]
    assert after[0, 0] == pytest.approx(before[0, 0], abs=0.05)


def test_a_decision_taken_back_leaves_no_trace(begun: Session) -> None:
    placer = Placer(begun, ALL)
    before = placer.judged(KNOWN, decided()).sure.copy()
    placer.judged(
        KNOWN, decided(Decision(sha256=sha(1), assign=("Ⅱ-1",)), Decision(sha256=sha(0), ignore=True))
    )
    assert np.array_equal(placer.judged(KNOWN, decided()).sure, before)


@pytest.mark.parametrize(
    ("decision", "taught"),
    [
        ({"assign": ("Ⅱ-1", "Ⅰ-1")}, {1: [2, 0]}),
        ({"assign": ("Ⅱ-1", "已删")}, {1: [2]}),
        ({"assign": ("已删",)}, {}),
        ({"ignore": True}, {1: []}),
        ({"unassign": True}, {1: []}),
        ({"caption": "合影"}, {}),
    ],
)
def test_decisions_teach_where_an_item_belongs_or_that_it_does_not(
    begun: Session, decision: Mapping[str, Any], taught: dict[int, list[int]]
) -> None:
    assert Placer(begun, ALL).lessons(KNOWN, decided(Decision(sha256=sha(1), **decision))) == taught


def test_each_is_explained_by_its_own_words_whichever_leaf_is_asked_about(begun: Session) -> None:
    placer = Placer(begun, ALL)
    judged = placer.judged(KNOWN, decided())
    lecture, flyer, again = placer.explain(judged, KNOWN, [(0, 0), (1, 0), (0, 0)])
    assert any("道德讲堂" in reason.text for reason in lecture) and lecture == again
    assert not any("道德讲堂" in reason.text for reason in flyer)


def test_reasons_are_the_same_whether_seen_now_or_before(begun: Session) -> None:
    first = Placer(begun, ALL)
    judged = first.judged(KNOWN, decided())
    wanted = [(n, leaf) for n in range(3) for leaf in range(4)]
    later = Placer(begun, ALL, remembered(first))
    told = later.explain(later.judged(KNOWN, decided()), KNOWN, wanted)
    assert told == first.explain(judged, KNOWN, wanted)


def test_the_likeliest_leaf_can_be_explained_without_looking_again(begun: Session, seen: list[str]) -> None:
    placer = Placer(begun, ALL)
    judged = placer.judged(KNOWN, decided())
    seen.clear()
    assert placer.explain(judged, KNOWN, [(0, 0)])[0] and seen == []
    assert placer.explain(judged, KNOWN, [(0, 3)]) and seen == [TITLES[0]]


def test_what_was_said_of_the_likeliest_leaf_is_told_by_later_runs_without_looking(
    begun: Session, seen: list[str]
) -> None:
    first = Placer(begun, ALL)
    judged = first.judged(KNOWN, decided())
    wanted = [(n, int(judged.sight.own[n].argmax())) for n in range(3)]
    told = first.explain(judged, KNOWN, wanted)
    seen.clear()
    later = Placer(begun, {}, remembered(first))
    assert later.explain(later.judged(KNOWN, decided()), KNOWN, wanted) == told and all(told)
    assert seen == []


def with_sure(begun: Session, *rows: list[float]) -> Judged:
    engine = Engine(begun.catalogue)
    judged = engine.judge(engine.sight([]), [], {})
    judged.sure = np.array(rows, np.float32)
    return judged


def test_guesses_come_best_first_and_equal_ones_in_catalogue_order(begun: Session) -> None:
    ((*guesses,),) = placing.guesses(begun, with_sure(begun, [0.2, 0.4, 0.2, 0.05]))
    assert [(g.code, g.confidence) for g in guesses] == [
        ("Ⅰ-2", 0.4),
        ("Ⅰ-1", 0.2),
        ("Ⅱ-1", 0.2),
        ("Ⅱ-2", 0.05),
    ]


def test_what_is_hardly_likely_is_no_guess(begun: Session) -> None:
    found = placing.guesses(begun, with_sure(begun, [0.009, 0.5, 0.0, 0.0], [0, 0, 0, 0]))
    assert [[g.code for g in guesses] for guesses in found] == [["Ⅰ-2"], []]


def described(source: str, **change: Any) -> Known:
    one = made_item(
        source, date=change.pop("date", "2023-05-06"), date_from=change.pop("date_from", "body")
    ).known
    return replace(one, **change)


@pytest.mark.parametrize(
    ("source", "folders", "name"),
    [
        ("a.docx", ("/根",), "a"),
        ("工会/清明/第１期.tar.gz", ("/根", "工会", "清明"), "第1期.tar"),
        ("工会/x.zip!/照片/img_1.jpg", ("/根", "工会", "x.zip", "照片"), "img_1"),
        ("工会/没有后缀", ("/根", "工会"), "没有后缀"),
    ],
)
def test_a_file_lies_in_its_folders_from_its_source_down(
    source: str, folders: tuple[str, ...], name: str
) -> None:
    made = placing.trait(described(source))
    assert (made.folders, made.name) == (folders, name)


def test_the_time_of_a_file_is_no_day_of_an_event() -> None:
    assert placing.trait(described("a.docx")).date == "2023-05-06"
    assert placing.trait(described("a.docx", date_from="mtime")).date is None


@pytest.mark.parametrize(("fmt", "picture"), [("jpg", True), ("png", True), ("docx", False), ("pdf", False)])
def test_a_picture_is_known_as_one(fmt: str, picture: bool) -> None:
    assert placing.trait(described("a", format=fmt)).picture is picture


def test_a_sight_holds_for_its_catalogue_whatever_was_decided(begun: Session) -> None:
    own = placing.fingerprint(begun)
    other = begun.catalogue.model_copy(update={"title": "别的"})
    assert (
        placing.fingerprint(replace(begun, decisions=Decisions(items=(Decision(sha256="x", ignore=True),))))
        == own
    )
    assert placing.fingerprint(replace(begun, catalogue=other)) != own


@pytest.fixture
def scanned(archive: Archive, tmp_path: Path) -> Archive:
    files = {
        "党办/方案.txt": "第六期道德讲堂活动方案\n道德讲堂流程",
        "甲.txt": "文明上网倡议书",
        "乙.txt": "文明上网倡议书。",
    }
    archive("scan", tree(tmp_path / "资料", files))
    return archive


def test_after_a_scan_nothing_needs_to_be_looked_at_again(scanned: Archive, seen: list[str]) -> None:
    begun = session.begin(scanned.root)
    with Index.reading(begun.workspace.index_file) as index:
        placer = placing.of(begun, index, {})
        known = [item.known for item in index.items()]
        kept = placing.fingerprint(begun)
        assert set(index.sights(kept)) == set(index.said(kept)) == {one.key for one in known}
        judged = placer.judged(known, Decided(begun.decisions, known))
        placer.explain(judged, known, [(n, int(row.argmax())) for n, row in enumerate(judged.sight.own)])
        assert seen == [] and placer.fresh == {}
        fresh = placing.of(begun, index, {known[0].key: CLUES})
        fresh.judged(known, Decided(begun.decisions, known))
        assert seen == [CLUES.title]


def test_assigning_looks_at_nothing_again_but_to_explain_what_moved(
    scanned: Archive, seen: list[str]
) -> None:
    assert scanned("assign", "甲.txt", "Ⅱ-2").status == 0
    assert not any("道德讲堂" in title for title in seen)


def test_a_wrong_decision_taken_back_leaves_every_item_as_it_was(scanned: Archive) -> None:
    before = scanned.items()
    scanned("assign", "甲.txt", "Ⅱ-1")
    taught = scanned.items()
    assert [placed["code"] for placed in taught["甲.txt"]["indicators"]] == ["Ⅱ-1"]
    assert taught["乙.txt"] != before["乙.txt"]  # which is nearly the same
    scanned("unassign", "甲.txt")
    assert scanned.items() == before
