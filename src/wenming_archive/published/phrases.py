"""Sentences of a catalogue, cut into the phrases that each name one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wenming_archive.published import counts, nouns
from wenming_archive.text.normal import narrow

_SENTENCE = re.compile(r"[。;!?\n\r\t]+|(?=[①-⑳])")
_MARK = re.compile(r"^\s*(?:[①-⑳]|\(?\d{1,2}[).、](?!\d)|\(?[一二三四五六七八九十]{1,2}[)、.])\s*")
_QUOTED = re.compile(r"《[^》]*》|“[^”]*”|\"[^\"]*\"")
_SEPARATOR = re.compile(r"[,:()\[\]【】、/+]|以及|及(?![时格早])其?|和|与|或者?|并(?!且)|\s+|(?=有)")
#: So many characters before a doubtful separator tell whether a thing ends there.
_NEAR = 40
#: Separators that end a clause; the others join the parts of a list.
BREAKS = frozenset(",:()[]【】")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One part of a sentence, and what stands before it."""

    text: str
    #: The separator before it; empty at the start.
    joint: str
    #: The same without counts and how often.
    bare: str
    noun: nouns.Noun | None
    count: counts.Count | None


def sentences(text: str) -> Iterator[tuple[str, str]]:
    """Yield the sentences of ``text``, list numbers taken off: narrow, to be read, and as they stand."""
    folded = narrow(text)
    ends = [*(match.span() for match in _SENTENCE.finditer(folded)), (len(folded), len(folded))]
    start = 0
    for end, following in ends:
        part = folded[start:end]
        marked = _MARK.match(part)
        first = start + (marked.end() if marked else len(part) - len(part.lstrip()))
        if folded[first:end].strip():
            yield folded[first:end].strip(), text[first:end].strip()
        start = following


def cut(sentence: str) -> list[Phrase]:
    """Return the phrases of a sentence; quotes and titles stay whole, 和 parts only documents."""
    hidden = _QUOTED.sub(lambda m: "·" * len(m[0]), sentence)
    found: list[Phrase] = []
    start, joint = 0, ""
    for match in _SEPARATOR.finditer(hidden):
        sign = match[0]
        if _doubtful(sign) and not _complete(sentence[max(start, match.start() - _NEAR) : match.start()]):
            continue
        found.append(_phrase(sentence[start : match.start()], joint))
        start, joint = match.end(), sign
    found.append(_phrase(sentence[start:], joint))
    return found


def _doubtful(sign: str) -> bool:
    """Say whether ``sign`` may as well stand inside a word or a sentence: 和谐, 以及, a space."""
    return len(sign) != 1 or sign in "和与及并或" or sign.isspace()


def _complete(text: str) -> bool:
    """Say whether ``text`` ends with a document or a count, so that a word after it joins another."""
    bare = counts.without(text)
    return nouns.noun(bare) is not None or (bare != text and not bare.strip()) or _ends_counted(text)


def _ends_counted(text: str) -> bool:
    return any(match.end() >= len(text.rstrip()) for match, _ in counts.find(text))


def _phrase(text: str, joint: str) -> Phrase:
    bare = counts.without(text).strip()
    return Phrase(text.strip(), joint, bare, nouns.noun(bare), _counted(text))


def _counted(text: str) -> counts.Count | None:
    """Return the count of the documents in ``text``: 四个意识学习记录 counts no records."""
    best: counts.Count | None = None
    for match, count in counts.find(text):
        rest = len(text) - match.end()
        if count.sheets or count.told or count.each or rest <= 4:
            best = counts.both(best, count) if best else count
    return best
