"""Which decisions hold for which file: they go with the content, and stay with a file that is edited."""

from __future__ import annotations

from dataclasses import replace

from samples import made_item
from wenming_archive.decisions import EMPTY, Decision, Decisions, Elements
from wenming_archive.model import Known
from wenming_archive.pipeline.decided import Decided

IGNORED = Decision(sha256="旧", path="a.docx", ignore=True)


def known(source: str, sha256: str | None, *, present: bool = True) -> Known:
    return replace(made_item(source).known, sha256=sha256, present=present)


def held(*files: Known, decisions: tuple[Decision, ...] = (IGNORED,)) -> list[Decision | None]:
    """Return the decision that holds for each of ``files``."""
    decided = Decided(Decisions(items=decisions), files)
    return [decided.of(one) for one in files]


def test_a_decision_goes_with_its_content() -> None:
    assert held(known("b.docx", "旧")) == [IGNORED]


def test_a_decision_for_a_path_outlives_the_content() -> None:
    assert held(known("a.docx", "新")) == [IGNORED]


def test_when_the_file_was_edited_the_decision_stays_and_the_old_copy_is_free() -> None:
    assert held(known("a.docx", "新"), known("b.docx", "旧")) == [IGNORED, None]


def test_while_the_content_stands_at_its_path_all_copies_of_it_are_meant() -> None:
    assert held(known("a.docx", "旧"), known("b.docx", "旧")) == [IGNORED, IGNORED]


def test_of_two_sources_with_such_a_path_the_one_with_the_content_is_meant() -> None:
    assert held(known("a.docx", "旧"), known("a.docx", "新")) == [IGNORED, None]


def test_where_two_sources_have_other_contents_at_the_path_it_holds_for_neither() -> None:
    assert held(known("a.docx", "新"), known("a.docx", "别的")) == [None, None]


def test_a_decision_that_was_made_for_another_content_is_known_as_such() -> None:
    one = known("a.docx", "新")
    assert Decided(Decisions(items=(IGNORED,)), [one]).inherited(one)
    same = known("b.docx", "旧")
    assert not Decided(Decisions(items=(IGNORED,)), [same]).inherited(same)


def test_a_source_that_has_gone_takes_nothing_from_its_content() -> None:
    assert held(known("a.docx", "新", present=False), known("b.docx", "旧")) == [None, IGNORED]


def test_a_decision_without_a_path_holds_for_its_content_alone() -> None:
    assert held(known("", "新"), decisions=(Decision(sha256="旧", ignore=True),)) == [None]


def test_the_content_speaks_before_the_path() -> None:
    own = Decision(sha256="新", assign=("Ⅱ-1",))
    assert held(known("a.docx", "新"), decisions=(IGNORED, own)) == [own]


def test_a_caption_on_the_content_leaves_the_decision_on_the_path() -> None:
    caption = Decision(sha256="新", caption="合影")
    one = known("a.docx", "新")
    decided = Decided(Decisions(items=(IGNORED, caption)), [one])
    assert (decided.of(one), decided.caption(one)) == (IGNORED, "合影")


def test_a_caption_follows_an_edited_file() -> None:
    one = known("a.docx", "新")
    assert Decided(Decisions(items=(replace_caption(),)), [one]).caption(one) == "合影"


def replace_caption() -> Decision:
    return Decision(sha256="旧", path="a.docx", caption="合影")


def test_what_is_said_below_a_photo_is_of_its_content_then_of_its_path() -> None:
    of_content = Decision(sha256="新", photo=Elements(place="甲"))
    of_path = Decision(sha256="旧", path="a.jpg", photo=Elements(place="乙", theme="丙"))
    decided = Decided(Decisions(items=(of_content, of_path)), [known("a.jpg", "新")])
    assert decided.photo(known("a.jpg", "新")) == Elements(place="甲", theme="丙")
    assert decided.photo(known("b.jpg", "别的")) == Elements()


def test_empty_files_are_told_apart_by_path() -> None:
    one = Decision(sha256=EMPTY, path="a.docx", assign=("Ⅱ-1",))
    assert held(known("a.docx", EMPTY), known("b.docx", EMPTY), decisions=(one,)) == [one, None]


def test_a_file_that_cannot_be_opened_now_keeps_its_decision() -> None:
    assert held(known("a.docx", None)) == [IGNORED]
