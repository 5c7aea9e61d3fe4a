"""What an indicator may want: a kind, one of several, a set; and how people say how often."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.catalogue import load
from wenming_archive.catalogue.needs import PER_WORDS, Need, Per, piece
from wenming_archive.errors import Faults
from wenming_archive.kinds import KINDS


def need(text: str) -> Need:
    tree = load.parse(
        f"title: 甲\nperiod: {{start: 2021-01-01, end: 2023-12-31}}\nindicators: [{{code: a, title: 乙, evidence: [{text}]}}]"
    )
    return tree.leaves[0].indicator.evidence[0]


def faults(text: str) -> list[str]:
    with pytest.raises(Faults) as caught:
        need(text)
    return [line.split(": ", 2)[2] for line in caught.value.lines]


@pytest.mark.parametrize(
    ("word", "kind", "words"),
    [
        ("方案", "plan", None),
        ("照片", "photo", None),
        ("photo", "photo", None),
        ("总结", "summary", None),
        ("签到表", "ledger", ["签到"]),
        ("记录", "minutes", ["记录"]),
        ("倡议书", "pledge", ["倡议书"]),
    ],
)
def test_a_piece_is_known_by_its_word(word: str, kind: str, words: list[str] | None) -> None:
    found = piece(word)
    assert found is not None
    assert (found["kind"], found.get("words")) == (kind, words)


def test_a_word_nobody_knows_is_no_piece() -> None:
    assert piece("唔") is None


@given(st.sampled_from([form for kind in KINDS for form in kind.forms]))
def test_every_form_of_a_kind_is_a_piece_of_it(form: str) -> None:
    found = piece(form)
    assert found is not None
    assert form in next(kind for kind in KINDS if kind.id == found["kind"]).forms or form == found["name"]


@pytest.mark.parametrize(("per", "words"), PER_WORDS.items())
def test_how_often_in_any_words(per: Per, words: tuple[str, ...]) -> None:
    for word in (per.value, *words):
        assert need(f"{{kind: 照片, per: {word}}}").per is per


def test_what_is_wanted_in_words_and_kinds() -> None:
    assert need("{any_of: [照片, 视频]}").label == "照片或视频"
    assert need("{any_of: [照片, 视频]}").kinds == ("photo", "video")
    whole = need("{bundle: [方案, {kind: 台账名册, name: 签到, words: [签到]}, 计划]}")
    assert (whole.label, whole.kinds) == ("一套（方案、签到、计划）", ("plan", "ledger"))
    assert need("{kind: 会议纪要}").label == "会议纪要"


def test_alternatives_are_those_with_counts_of_their_own() -> None:
    assert need("{any_of: [照片, 视频]}").alternatives == ()
    assert len(need("{any_of: [照片, {kind: 音像, min: 2}]}").alternatives) == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{note: x}", "缺少必填的 kind（或写 any_of、bundle）"),
        ("{kind: 照片, bundle: [方案]}", "kind 和 bundle 只能写一个；要的是两样就写成两项"),
        ("{bundle: []}", "至少要有一项"),
        (
            "{bundle: [方案, 唔]}",
            "“唔”不认识；可写材料类型或文种，如 方案、通知、签到表、会议记录、照片、总结",
        ),
        ("{kind: 照片, per: 旬}", "“旬”应是 year（每年）、half（每半年）、quarter（每季度）、month（每月）"),
        (
            "{kind: 照片, per: 年, any_date: true}",
            "不限日期（any_date）的材料不能再按 per 计数；请删去其中一个",
        ),
        (
            "{kind: 照片, period: {start: 2023-05-01, end: 2023-01-01}}",
            "周期的末日 2023-01-01 早于首日 2023-05-01；请把 start 和 end 对调或改正",
        ),
    ],
)
def test_what_is_wrong_is_said_once_with_what_would_be_right(text: str, said: str) -> None:
    assert faults(text) == [said]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{bundle: [照片, 方案, 照片]}", "和前面写的是同一样"),
        ("{any_of: [照片, {kind: photo}]}", "和前面写的是同一样"),
        ("{any_of: [方案, {kind: 会议纪要, min: 2}], per: 年}", "就不能再写 per"),
        ("{any_of: [方案, {kind: 会议纪要, min: 2}], min: 3}", "就不能再写 min"),
    ],
)
def test_what_would_have_no_effect_is_told(text: str, said: str) -> None:
    (line,) = faults(text)
    assert said in line


def test_a_count_a_year_wants_a_period_somewhere() -> None:
    head, period = "title: 甲\n", "period: {start: 2021-01-01, end: 2023-12-31}"
    row = "indicators: [{code: a, title: 乙%s, evidence: [{kind: 照片, per: 年%s}]}]"
    for written in (f"{period}\n{row % ('', '')}", row % (f", {period}", ""), row % ("", f", {period}")):
        assert load.parse(head + written).leaves
    with pytest.raises(Faults, match="要有测评周期"):
        load.parse(head + row % ("", ""))
