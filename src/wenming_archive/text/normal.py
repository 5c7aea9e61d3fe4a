"""Normal forms of text: what is matched, while the original stays for display.

Order matters: the pinyin gloss is undone first, because it splits words (創(chuàng)建); then
traditional becomes simplified; then widths are folded.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from typing import Any

from wenming_archive.text.unseen import visible

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
_VOWEL = "aeiouü" + _TONED
#: A Han character's own pinyin in brackets: one lower-case syllable with a tone mark.  Text that
#: was scraped twice has it twice.
_GLOSS = re.compile(
    rf"(?<=[\u3400-\u9fff\uf900-\ufaff])(?:[(\uff08](?=[a-z]*[{_TONED}])"
    rf"(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?[{_VOWEL}]{{1,3}}(?:ng|n|r)?[)\uff09])+"
)
#: 。現(xiàn) read one byte late in GBK; the one damage that can be put right with certainty.
_BROKEN_GLOSS = re.compile(r"[?？。][,，]F(?=[(（]xiàn[)）])")
#: Share of a head character's occurrences that must carry the gloss.
_GLOSSED_SHARE = 0.9

#: Full-width ASCII and the ideographic space only: NFKC would destroy codes such as Ⅰ and ①.
_NARROW = {n: n - 0xFEE0 for n in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
# Most text has nothing to change, and looking is far cheaper than translating.
_WIDE = re.compile("[\uff01-\uff5e\u3000]")
_SPACES_IN_HAN = re.compile(r"(?<=[\u3400-\u9fff\u3007])[ \u00a0\u2000-\u200a]+(?=[\u3400-\u9fff\u3007])")


def undo_gloss(text: str) -> str:
    """Return ``text`` without the pinyin that a scraper put after traditional characters.

    A bracketed syllable is taken away only when its head is a traditional character that
    (nearly) always carries it in this text; a lone 角(jué)色 is real content and stays.
    """
    heads = Counter(text[m.start() - 1] for m in _GLOSS.finditer(text))
    artefacts = {h for h, n in heads.items() if simplify(h) != h and n >= _GLOSSED_SHARE * text.count(h)}
    if not artefacts:
        return text
    text = _BROKEN_GLOSS.sub("。現", text)
    artefacts.add("現")
    return _GLOSS.sub(lambda m: "" if text[m.start() - 1] in artefacts else m[0], text)


def simplify(text: str) -> str:
    """Return ``text`` in simplified characters (OpenCC, ``t2s``)."""
    if text.isascii():
        return text
    # Half a surrogate pair (a damaged file name) has no UTF-8, which the converter works in.
    return str(_converter().convert(text.encode("utf-8", "replace").decode("utf-8")))


def narrow(text: str) -> str:
    """Return ``text`` with full-width ASCII and spaces made half-width; codes (Ⅰ ①) stay."""
    return text.translate(_NARROW) if _WIDE.search(text) else text


def readable(text: str) -> str:
    """Return ``text`` for display: visible, without the gloss artefact, else as it stands."""
    return undo_gloss(visible(text))


def matching(text: str) -> str:
    """Return the form used for comparing: readable, simplified, narrow, lower case.

    Spaces set between Han characters for looks (通  知) are closed.
    """
    return folded(readable(text))


def folded(text: str) -> str:
    """Return the matching form of a text that is ``readable`` already."""
    return unicodedata.normalize("NFC", _SPACES_IN_HAN.sub("", narrow(simplify(text)).lower()))


@cache
def _converter() -> Any:
    from opencc import OpenCC  # 40 ms and 3 MB: only when text is read

    return OpenCC("t2s")
