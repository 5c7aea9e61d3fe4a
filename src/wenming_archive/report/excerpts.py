"""The passage of an item that proves its indicator (印证摘录), and what in it is to be underlined.

A sentence is chosen that speaks of what the indicator asks for, and tells facts: what was done, when,
how often, by how many.  One that says of a deed that it was not done proves nothing.  Where none proves,
there is no excerpt.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from wenming_archive.content import Block
from wenming_archive.formats import PICTURES
from wenming_archive.privacy import sweep
from wenming_archive.report import denials, facts
from wenming_archive.report.cues import Cues, pairs
from wenming_archive.report.page import Page
from wenming_archive.report.passages import Paragraph, Sentence, folded, paragraphs, sentences

#: Characters of an excerpt at most, the signs for what is left out apart.
_MOST = 120
#: A sentence this short is underlined whole; of a longer one so many clauses at most.
_SHORT, _CLAUSES = 32, 3
#: How much of what a heading, the title and the opening of its paragraph speak of a sentence inherits.
_FROM_HEADING, _FROM_TOPIC, _FROM_OPENING = 0.6, 0.25, 0.4
#: How much the words of a whole paper say of its topic beside its title's, and what an aside costs.
_FROM_ALL, _ASIDE = 0.35, 1.0
#: What is enough: words and facts, words alone, or facts alone in a paper that is of the indicator's topic.
_WORDS, _WORDS_ALONE, _FACTS, _FACTS_ALONE, _TOPIC = 0.35, 1.0, 0.4, 0.8, 0.6
_ENOUGH = 1.1
#: How much a sentence must be worth beside the best to stand beside it.
_BESIDE = 0.6
#: Candidates that are looked at for what is personal.
_TRIED = 6
_CUT, _CELLS = "……", "　"

_CLAUSE = re.compile(r"[^，,；;：:。！？!?]*[，,；;：:。！？!?]*[”’）)》]*")
#: What stands before an item of a list.
_NUMBERED = re.compile(
    r"\s*(第[一二三四五六七八九十百\d]{1,4}[条章节][\s　]*|[一二三四五六七八九十]{1,3}[、.．]"
    r"|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[、.．](?!\d)|[①-⑳]|[一二三四五六七八九]是)"
)
#: Between two marks no more than so many signs are left out.
_GAP = 12
#: Hanzi that an excerpt has at least.
_LEAST = 6
#: Kinds that tell of what was done: in them a deed to come is none.
_TELLS_AFTER = ("summary", "briefing", "ledger", "photo")
_HANZI = re.compile(r"[\u3400-\u9fff]")
_TRIM = "，,；;：:。！？!?、 \t　"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A passage that proves an indicator."""

    text: str
    #: The spans of ``text`` to be underlined, in order, none touching another.
    marks: tuple[tuple[int, int], ...]
    #: Where it stands: 第3页, 约第3页, a sheet's name; empty when that is not known.
    page: str


@dataclass(frozen=True, slots=True)
class _Candidate:
    sentence: Sentence
    worth: float


def excerpt(page: Page, told: Cues) -> Excerpt | None:
    """Return the passage of an item that proves the indicator that ``told`` speaks for, if one does."""
    described = page.item.description
    if denials.is_revoked(described.title):
        return None
    found = paragraphs(page.extracted)
    if described.kind == "photo" or page.extracted.format in PICTURES:
        found = [
            one for one in found if told.weight(folded(one.text)) >= _WORDS_ALONE or len(found) > _CLAUSES
        ]
    rated = _Rated(told, page, found)
    able = [one for paragraph in found for one in rated.candidates(paragraph)]
    best = sorted(able, key=lambda one: -one.worth)[:_TRIED]
    for one in best:
        if not _private(one.sentence.paragraph, described.title):
            return _shown(one, able, told)
    return None


def _private(paragraph: Paragraph, title: str) -> bool:
    """Say whether there is something personal in a paragraph; of a row, as its columns are headed."""
    head = [Block("head", paragraph.heading)] if paragraph.role == "row" and paragraph.heading else []
    role = "row" if paragraph.role == "row" else "text"
    return bool(sweep.hits([*head, Block(role, paragraph.text)], title))


class _Rated:
    """Says what the sentences of one item are worth for one indicator."""

    def __init__(self, told: Cues, page: Page, found: Sequence[Paragraph]) -> None:
        described = page.item.description
        self._told, self._kind = told, described.kind
        self._title = folded(described.title)
        whole = folded("\n".join(paragraph.text for paragraph in found))
        self._topic = max(told.weight(self._title), _FROM_ALL * sum(told.found(whole).values()))
        self._own = pairs(self._title) - pairs(folded(described.issuer or ""))

    def candidates(self, paragraph: Paragraph) -> Iterator[_Candidate]:
        """Yield the sentences of a paragraph that may prove the indicator."""
        heading = folded(paragraph.heading)
        is_row = paragraph.role == "row"
        if paragraph.role in ("heading", "head") or (not is_row and denials.undone(heading)):
            return
        opening = 0.0
        above = _FROM_HEADING * min(2.0, self._told.weight(heading))
        topic = _FROM_TOPIC * min(2.0, self._topic) - _ASIDE * facts.is_aside(heading)
        for n, sentence in enumerate(sentences(paragraph)):
            plain = folded(sentence.text)
            if self._is_undone(denials.row(plain.split("\t"), heading.split("\t")) if is_row else plain):
                continue
            words = self._told.weight(plain)
            around = max(above, _FROM_OPENING * opening) + topic
            opening = words if n == 0 else opening
            worth = self._worth(plain, words, around, paragraph.role)
            if worth >= _ENOUGH:
                yield _Candidate(sentence, worth)

    def _is_undone(self, plain: str) -> bool:
        ahead = self._kind in _TELLS_AFTER and denials.planned(plain)
        return ahead or denials.undone(plain)

    def _worth(self, plain: str, words: float, around: float, role: str) -> float:
        """Return what a sentence is worth, 0 when it proves nothing."""
        if facts.is_phrase(plain) or self._is_title(plain) or _hanzi(plain) < _LEAST:
            return 0
        told = facts.told(self._told.without(plain), self._kind)
        if role == "row" and not facts.is_counted(plain):
            return 0
        of_topic = self._topic >= _TOPIC
        words += min(0.6, 0.15 * len(pairs(plain) & self._own)) if of_topic else 0
        proves = (words >= _WORDS and told >= _FACTS) or (words >= _WORDS_ALONE and told > 0)
        if not proves and not (of_topic and told >= _FACTS_ALONE):
            return 0
        lead = plain[:12].partition(":")[0] if ":" in plain[:12] else ""
        return min(words, 2.5) + around + told - facts.emptiness(plain, told) - _ASIDE * facts.is_aside(lead)

    def _is_title(self, plain: str) -> bool:
        bare = plain.strip(_TRIM)
        return bare in self._title or (self._title in bare and len(bare) < 1.3 * len(self._title))


def _hanzi(text: str) -> int:
    return len(_HANZI.findall(text))


def _shown(best: _Candidate, able: Sequence[_Candidate], told: Cues) -> Excerpt:
    """Return the best sentence as an excerpt, with its neighbours if they prove as much and there is room."""
    paragraph = best.sentence.paragraph
    if paragraph.role == "row":
        return _row(paragraph, told)
    chosen = [best.sentence]
    beside = [one for one in able if one.sentence.paragraph is paragraph and one is not best]
    for one in sorted(beside, key=lambda one: -one.worth):
        first = min(one.sentence.start, *(s.start for s in chosen))
        last = max(one.sentence.end, *(s.end for s in chosen))
        between = folded(paragraph.text[first:last])
        if one.worth >= _BESIDE * best.worth and last - first <= _MOST and not denials.undone(between):
            chosen.append(one.sentence)
    marks = _merged(mark for sentence in chosen for mark in _marks(sentence, told))
    start = min(sentence.start for sentence in chosen)
    end = max(sentence.end for sentence in chosen)
    return _cut(paragraph, start, end, marks)


def _row(paragraph: Paragraph, told: Cues) -> Excerpt:
    """Return a table's row, its cells apart, underlined whole; of a long one the cell that proves most."""
    cells = [cell.strip() for cell in paragraph.text.split("\t") if cell.strip()]
    text = _CELLS.join(cells)
    if len(text) <= _MOST:
        return Excerpt(text, ((0, len(text)),), paragraph.page)
    shown, best = replace(paragraph, text=text), _best_cell(cells, told)
    start = len(_CELLS.join([*cells[:best], ""]))
    end = start + len(cells[best])
    marks = _merged(_marks(Sentence(shown, start, end), told))
    breaks = [0, *(match.end() for match in re.finditer(_CELLS, text))]
    start = min(at for at in breaks if at == start or (at < start and end - at <= _MOST))
    end = max(
        at for at in (end, *(at - 1 for at in breaks), len(text)) if at == end or end < at <= start + _MOST
    )
    return _cut(shown, start, end, marks)


def _best_cell(cells: Sequence[str], told: Cues) -> int:
    """Return which of the cells proves most, of equals the longest; those that say something come first."""

    def worth(n: int) -> tuple[bool, float, int]:
        return _hanzi(cells[n]) >= _LEAST, _proving(folded(cells[n]), told), len(cells[n])

    return max(range(len(cells)), key=worth)


def _proving(plain: str, told: Cues) -> float:
    """Return how much a cell or clause proves."""
    if denials.undone(plain):
        return -1
    return min(1.5, told.weight(plain)) + 0.4 * facts.sorts(plain) - facts.is_purpose(plain)


def _marks(sentence: Sentence, told: Cues) -> list[tuple[int, int]]:
    """Return the clauses of a sentence that prove, as places in its paragraph."""
    if sentence.end - sentence.start <= _SHORT:
        return [_trimmed(sentence.paragraph.text, sentence.start, sentence.end)]
    rated: list[tuple[float, int, int]] = []
    for start, end in _clauses(sentence):
        plain = folded(sentence.paragraph.text[start:end])
        rated.append((_proving(plain, told), start, end))
    best = sorted((one for one in rated if one[0] > 0.3), key=lambda one: -one[0])[:_CLAUSES]
    spans = [(start, end) for _, start, end in best] or [(sentence.start, sentence.end)]
    return [_trimmed(sentence.paragraph.text, *span) for span in spans]


def _clauses(sentence: Sentence) -> Iterator[tuple[int, int]]:
    for match in _CLAUSE.finditer(sentence.text):
        if match[0].strip(_TRIM):
            yield sentence.start + match.start(), sentence.start + match.end()


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without its number, and without signs and spaces at its ends."""
    numbered = _NUMBERED.match(text, start, end)
    start = numbered.end() if numbered else start
    while start < end and text[start] in _TRIM:
        start += 1
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    return start, end


def _merged(marks: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans in order; those with next to nothing between them are one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(mark for mark in marks if mark[0] < mark[1]):
        if found and start - found[-1][1] <= _GAP:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _cut(paragraph: Paragraph, start: int, end: int, marks: Sequence[tuple[int, int]]) -> Excerpt:
    """Return what stands between two places, cut at clauses where that is too long."""
    if end - start > _MOST:
        start, end, marks = _window(paragraph.text, start, end, marks)
    text = paragraph.text
    before = _CUT if text[:start].strip() else ""
    after = _CUT if text[end:].strip() else ""
    shift = len(before) - start
    kept = tuple((a + shift, min(b, end) + shift) for a, b in marks)
    return Excerpt(f"{before}{text[start:end]}{after}", kept, paragraph.page)


def _window(
    text: str, start: int, end: int, marks: Sequence[tuple[int, int]]
) -> tuple[int, int, list[tuple[int, int]]]:
    """Return the clauses from the first mark on that there is room for, and the marks in them."""
    ends = [match.end() + start for match in re.finditer(r"[，,；;：:。、　]", text[start:end])]
    first = max((at for at in [start, *ends] if at <= marks[0][0]), default=marks[0][0])
    able = [at for at in [*ends, end] if at <= first + _MOST and _hanzi(text[first:at]) >= _LEAST]
    last = able[-1] if able else first + _MOST
    kept = [(a, _trimmed(text, a, min(b, last))[1]) for a, b in marks if a < last]
    return first, last, kept
