from __future__ import annotations

import io
from pathlib import Path

import pytest

from hostile import cuts, flips, parts, with_parts
from hostile import read as read_file
from odfs import document, locked
from wenming_archive.content import Extracted, Properties
from wenming_archive.read import odf
from wenming_archive.read.limits import Unreadable

SAMPLES = Path(__file__).parent / "samples"
FILES = {name: (SAMPLES / name).read_bytes() for name in ("notice.odt", "ledger.ods", "slides.odp")}


def outcome(extracted: Extracted) -> str:
    """Return what became of a file."""
    if extracted.trouble:
        return extracted.trouble.code
    if extracted.members:
        return "container"  # its first part, which tells what it is, was hit
    return "read" if extracted.blocks else extracted.problems[0].code


@pytest.mark.parametrize(
    ("kind", "ending"), [("text", "odt"), ("spreadsheet", "ods"), ("presentation", "odp")]
)
def test_a_document_with_a_password_says_so(kind: str, ending: str) -> None:
    trouble = read_file(locked(kind), f"机密.{ending}").trouble
    assert trouble is not None
    assert (trouble.code, "密码" in trouble.message) == ("encrypted", True)


@pytest.mark.parametrize(
    ("kind", "ending"), [("text", "odt"), ("spreadsheet", "ods"), ("presentation", "odp")]
)
def test_a_blank_document_is_refused_and_one_of_pictures_is_not(kind: str, ending: str) -> None:
    blank = document(kind, "<draw:page/>")
    trouble = read_file(blank, f"空.{ending}").trouble
    assert trouble is not None
    assert trouble.code == "empty"
    extracted = read_file(with_parts(blank, {"Pictures/1.jpg": b"x"}), f"图.{ending}")
    assert [problem.code for problem in extracted.problems] == ["no-text"]


@pytest.mark.parametrize("kind", ["text", "spreadsheet", "presentation"])
def test_templates_are_documents(kind: str) -> None:
    ending = {"text": "odt", "spreadsheet": "ods", "presentation": "odp"}[kind]
    sample = next(FILES[name] for name in FILES if name.endswith(ending))
    said = f"application/vnd.oasis.opendocument.{kind}-template"
    assert read_file(with_parts(sample, {"mimetype": said}), f"模板.{ending}").format == ending


@pytest.mark.parametrize("name", FILES)
def test_a_sound_document_is_read_without_a_word(name: str) -> None:
    extracted = read_file(FILES[name], name)
    assert (extracted.format, extracted.trouble, extracted.problems) == (name[-3:], None, ())


@pytest.mark.parametrize("name", FILES)
def test_a_cut_document_is_never_taken_for_whole(name: str) -> None:
    assert all(read_file(data, name).trouble for data in cuts(FILES[name]))


@pytest.mark.parametrize("name", FILES)
def test_flipped_bytes_are_settled(name: str) -> None:
    outcomes = {outcome(read_file(data, name)) for data in flips(FILES[name], 200)}
    assert "read" in outcomes


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("part", ["content.xml", "styles.xml", "meta.xml"])
def test_a_document_with_a_flipped_part_is_settled(name: str, part: str) -> None:
    for data in flips(parts(FILES[name])[part], 30):
        outcome(read_file(with_parts(FILES[name], {part: data}), name))


@pytest.mark.parametrize("name", FILES)
def test_an_entity_is_never_resolved(name: str) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "字">]><x>&a;</x>'
    trouble = read_file(with_parts(FILES[name], {"content.xml": bomb}), name).trouble
    assert trouble is not None
    assert trouble.code == "unsafe"


def test_damaged_properties_cost_the_properties() -> None:
    for part in (None, "<x", "<x/>"):
        extracted = read_file(with_parts(FILES["notice.odt"], {"meta.xml": part}), "a.odt")
        assert (extracted.properties, extracted.pages_exact, extracted.trouble) == (Properties(), False, None)


def test_styles_that_rest_on_one_another_in_a_circle_end() -> None:
    styles = odf.Styles()
    styles.found = {"paragraph/a": odf.Style("a", "b"), "paragraph/b": odf.Style("b", "a", None, True)}
    assert (styles.size("paragraph", "a"), styles.centred("paragraph", "a")) == (0, True)


def test_what_is_no_document_is_refused() -> None:
    with pytest.raises(Unreadable):
        odf.opened(io.BytesIO(b"PK"))
