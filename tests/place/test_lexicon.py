"""The lexicon is data people edit: its shape is held here."""

from __future__ import annotations

import re
from collections import Counter
from importlib import resources

import pytest

from wenming_archive.place import lexicon
from wenming_archive.place.lexicon import Concept
from wenming_archive.text.normal import matching

NAMES = {concept.name for concept in lexicon.concepts()}
#: General officialese: alone they say nothing of any indicator.
EMPTY = {*"工作 活动 开展 领导 建设 实施 方案 通知 总结 会议 台账 照片 制度".split()}  # noqa: SIM905
SAMPLES = ("organisation.txt", "city.txt", "village.txt")
NOISE = "noise.txt"
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏"
    "钟汪田任姜范石姚谭廖邹熊陆郝崔邱秦顾侯邵孟段汤尹黎贺赖龚"
)
#: A surname, one or two characters, and what people are called by: 张建国同志, 王芳老师.
_NAMED = re.compile(
    rf"(?<![\u4e00-\u9fff])[{SURNAMES}](?![某三])[\u4e00-\u9fff]{{1,2}}"
    r"(?:同志|先生|女士|老师|书记|主任|局长|镇长|村长|校长|院长|医生|大爷|大妈|奶奶|爷爷|阿姨|师傅|烈士|同学)"
)
#: Telephone numbers, mobile or with an area code, and numbers of identity cards.
_NUMBERS = re.compile(
    r"(?<![\da-zA-Z.])(?:1[3-9]\d{9}|0\d{2,3}[-—]\d{7,8}|(?!20\d{6})\d{7,8}|\d{17}[\dXx])(?![\d.])"
)


def lines(name: str) -> list[str]:
    return (resources.files(lexicon) / "samples" / name).read_text("utf-8").splitlines()


def headings(name: str) -> list[str]:
    return [line.removeprefix("==").strip() for line in lines(name) if line.startswith("==")]


def test_names_are_unique() -> None:
    assert len(NAMES) == len(lexicon.concepts()) > 200


@pytest.mark.parametrize("concept", [*lexicon.concepts(), *lexicon.noise()], ids=lambda c: c.name)
def test_every_word_is_in_matching_form_and_says_something(concept: Concept) -> None:
    for word in (*concept.titles, *concept.names, *concept.whole, *concept.strong, *concept.usual):
        assert word == matching(word) and len(word) >= 2 and "\n" not in word
    assert not EMPTY & {*concept.titles, *concept.strong}


@pytest.mark.parametrize("concept", lexicon.concepts(), ids=lambda c: c.name)
def test_no_word_stands_twice_in_a_list(concept: Concept) -> None:
    for words in (concept.titles, concept.names, concept.whole, concept.strong, concept.usual):
        assert len(words) == len(set(words))
    assert concept.titles, "an indicator can name it"


@pytest.mark.parametrize("concept", lexicon.concepts(), ids=lambda c: c.name)
def test_wider_concepts_exist_and_no_concept_is_its_own(concept: Concept) -> None:
    assert set(concept.under) <= NAMES - {concept.name}


def test_kin_are_concepts_that_exist() -> None:
    for name, others in lexicon.kin():
        assert {name, *others} <= NAMES, name
        assert name not in others


@pytest.mark.parametrize("name", SAMPLES)
def test_every_heading_of_samples_is_a_concept_and_stands_once(name: str) -> None:
    found = headings(name)
    assert found and set(found) <= NAMES and len(found) == len(set(found))
    assert all(line == f"== {line[3:].strip()}" for line in lines(name) if line.startswith("="))


def test_every_concept_has_samples_in_one_file_only() -> None:
    assert Counter(heading for name in SAMPLES for heading in headings(name)) == dict.fromkeys(NAMES, 1)


def test_every_concept_has_at_least_twenty_samples() -> None:
    counts = Counter(concept for concept, _ in lexicon.samples())
    assert set(counts) == NAMES
    assert {name: count for name, count in counts.items() if count < 20} == {}


def test_all_that_is_written_is_a_sample() -> None:
    written = [line for name in SAMPLES for line in lines(name) if line.strip() and line[0] not in "#="]
    assert [text for _, text in lexicon.samples()] == [matching(line) for line in written]
    assert all(concept for concept, _ in lexicon.samples())


def test_no_concept_has_a_sample_twice_and_hardly_two_concepts_the_same() -> None:
    assert [sample for sample, count in Counter(lexicon.samples()).items() if count > 1] == []
    texts = Counter(text for _, text in lexicon.samples())
    shared = [text for text, count in texts.items() if count > 1]
    assert max(texts.values()) <= 2 and len(shared) < len(texts) / 200


def test_samples_say_something_and_are_a_line_of_a_paper() -> None:
    for concept, text in lexicon.samples():
        assert 3 <= len(text) <= 120, (concept, text)
        assert re.search(r"[\u4e00-\u9fff]", text), (concept, text)


@pytest.mark.parametrize("name", [*SAMPLES, NOISE])
def test_no_sample_holds_the_name_or_number_of_a_person(name: str) -> None:
    for line in lines(name):
        assert not _NUMBERS.search(line), line
        assert not _NAMED.search(line), line


@pytest.mark.parametrize(
    "line",
    ["联系电话13912345678", "身份证号 110101199003071234", "0371-65901234", "张建国同志", "表彰:王芳老师"],
)
def test_names_and_numbers_of_people_would_be_seen(line: str) -> None:
    assert _NUMBERS.search(line) or _NAMED.search(line)


def test_noise_is_sorted_under_headings_of_its_own() -> None:
    found = headings(NOISE)
    assert len(found) == len(set(found)) and not set(found) & NAMES
    assert {sort for sort, _ in lexicon.noise_samples()} == set(found)
    counts = Counter(sort for sort, _ in lexicon.noise_samples())
    assert {sort: count for sort, count in counts.items() if count < 10} == {}


def test_no_noise_stands_twice_or_is_evidence_too() -> None:
    noise = Counter(text for _, text in lexicon.noise_samples())
    assert [text for text, count in noise.items() if count > 1] == []
    assert set(noise) & {text for _, text in lexicon.samples()} == set()
