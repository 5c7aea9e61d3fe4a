"""What becomes of the decisions that a bag brings."""

from __future__ import annotations

from builders import CATALOGUE
from wenming_archive.catalogue import load
from wenming_archive.catalogue.model import Catalogue
from wenming_archive.decisions import EMPTY, Decision, Decisions, Elements, NotHeld
from wenming_archive.pipeline.consignment import Arrival, Consignment
from wenming_archive.pipeline.taking import Taking, taking

OURS = load.parse(CATALOGUE)
A, B = "a" * 64, "b" * 64


def taken(
    *made: Decision,
    here: tuple[Decision, ...] = (),
    theirs: Catalogue | None = OURS,
    files: tuple[tuple[str, str], ...] = (("x.txt", A),),
    notes: tuple[NotHeld, ...] = (),
) -> Taking:
    arrivals = tuple(Arrival(source, f"data/{source}", sha256, 1, 0) for source, sha256 in files)
    brought = Consignment(arrivals, files, Decisions(items=made, not_held=notes), theirs)
    places = [(one, f"甲局/{one.source}") for one in arrivals]
    return taking(brought, places, Decisions(items=here), OURS)


def test_a_decision_is_taken_for_the_content_where_it_stands_here() -> None:
    made = taken(Decision(sha256=A, path="x.txt", assign=("Ⅰ-2", "Ⅰ-1"), caption="题", at="2024-01-01"))
    assert made.rows == [Decision(sha256=A, path="甲局/x.txt", assign=("Ⅰ-2", "Ⅰ-1"), caption="题")]


def test_a_title_alone_and_that_it_is_no_evidence_are_taken_too() -> None:
    assert taken(Decision(sha256=A, caption="题")).rows == [
        Decision(sha256=A, path="甲局/x.txt", caption="题")
    ]
    assert taken(Decision(sha256=A, ignore=True)).rows == [Decision(sha256=A, path="甲局/x.txt", ignore=True)]


def test_what_was_said_below_a_photo_is_taken_and_one_said_here_stays() -> None:
    theirs = Decision(sha256=A, photo=Elements(place="操场"))
    assert taken(theirs).rows == [Decision(sha256=A, path="甲局/x.txt", photo=Elements(place="操场"))]
    ours = Decision(sha256=A, photo=Elements(place="礼堂"))
    made = taken(theirs, here=(ours,))
    assert (made.rows, made.kept) == ([], ["甲局/x.txt"])
    assert taken(theirs, here=(theirs,)).standing == 1


def test_the_last_of_two_holds() -> None:
    made = taken(Decision(sha256=A, assign=("Ⅰ-1",)), Decision(sha256=A, assign=("Ⅰ-2",)))
    assert [row.assign for row in made.rows] == [("Ⅰ-2",)]


def test_decisions_on_files_that_did_not_come_are_nobodys_here() -> None:
    assert taken(Decision(sha256=B, path="y.txt", assign=("Ⅰ-1",))) == Taking()


def test_a_decision_made_for_a_path_comes_with_what_stands_there_now() -> None:
    made = taken(Decision(sha256=B, path="x.txt", assign=("Ⅰ-1",)))
    assert made.rows == [Decision(sha256=A, path="甲局/x.txt", assign=("Ⅰ-1",))]


def test_empty_files_are_told_apart_by_their_paths() -> None:
    made = taken(
        Decision(sha256=EMPTY, path="x.txt", assign=("Ⅰ-1",)),
        files=(("x.txt", EMPTY), ("y.txt", EMPTY)),
    )
    assert made.rows == [Decision(sha256=EMPTY, path="甲局/x.txt", assign=("Ⅰ-1",))]


def test_what_stands_here_already_is_counted_and_what_differs_stays() -> None:
    same = Decision(sha256=A, path="本地.txt", assign=("Ⅰ-1",), at="2020")
    assert taken(Decision(sha256=A, assign=("Ⅰ-1",)), here=(same,)) == Taking(standing=1)
    for other in (Decision(sha256=A, ignore=True), Decision(sha256=A, caption="我们的")):
        assert taken(Decision(sha256=A, assign=("Ⅰ-1",)), here=(other,)) == Taking(kept=["甲局/x.txt"])


def test_codes_are_found_by_title_in_another_catalogue() -> None:
    theirs = load.parse(CATALOGUE.replace("Ⅰ-2", "七").replace("Ⅱ-1", "Ⅰ-2"))
    made = taken(Decision(sha256=A, assign=("七", "Ⅰ-2")), theirs=theirs)
    assert made.rows[0].assign == ("Ⅰ-2", "Ⅱ-1")


def test_two_codes_that_come_to_one_are_taken_once() -> None:
    theirs = load.parse(CATALOGUE.replace("title: 道德讲堂", "title: 志愿服务"))
    made = taken(Decision(sha256=A, assign=("Ⅰ-1", "Ⅰ-2", "Ⅱ-1")), theirs=theirs)
    assert made.rows[0].assign == ("Ⅰ-2", "Ⅱ-1")


def test_a_code_that_means_something_else_here_is_not_taken_and_named() -> None:
    theirs = load.parse(CATALOGUE.replace("title: 志愿服务", "title: 税收征管"))
    made = taken(Decision(sha256=A, assign=("Ⅰ-2", "Ⅰ-1")), theirs=theirs)
    assert made.rows[0].assign == ("Ⅰ-1",)
    assert made.homeless == [("甲局/x.txt", "Ⅰ-2", "税收征管")]
    alone = taken(Decision(sha256=A, assign=("Ⅰ-2",)), theirs=theirs)
    assert alone.rows == [] and alone.homeless == made.homeless


def test_a_code_that_their_own_catalogue_has_not_is_named() -> None:
    assert taken(Decision(sha256=A, assign=("Ⅸ",))).homeless == [("甲局/x.txt", "Ⅸ", "")]


def test_without_their_catalogue_the_code_itself_must_do() -> None:
    assert taken(Decision(sha256=A, assign=("Ⅰ-1", "Ⅸ")), theirs=None).rows[0].assign == ("Ⅰ-1",)


def test_not_held_notes_are_counted_only() -> None:
    assert taken(notes=(NotHeld(code="Ⅰ-1", note="无"),)) == Taking(not_held=1)
