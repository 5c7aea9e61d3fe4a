"""Runs of text as XML: links, fields, red lines below words, and faces for rare characters."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from wenming_archive.export import word_style
from wenming_archive.text.unseen import visible

#: A straight red line below the words, as notices of inspection ask for what proves.
_RED = '<w:u w:val="single" w:color="FF0000"/>'


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in a line."""

    text: str
    #: The bookmark it leads to, or the id of the address that it leads to.
    bookmark: str = ""
    target: str = ""
    #: True to draw the red line below it.
    red: bool = False
    #: In half-points, where it is not that of the style.
    size: int = 0
    #: A field (``PAGE``), of which the text is the result as of now.
    field: str = ""


def clean(text: str) -> str:
    """Return ``text`` in one line, of signs that can be seen: XML takes no others."""
    return visible(text).replace("\n", " ")


def text_runs(text: str, bookmark: str = "", wide: str = word_style.WIDE_FANG) -> str:
    """Return the runs of ``text`` as XML; characters GB2312 lacks get the face ``wide``."""
    return xml((Run(text, bookmark),), wide)


def xml(runs: Iterable[Run], wide: str = word_style.WIDE_FANG) -> str:
    """Return runs as XML; characters GB2312 lacks get the face ``wide``, if one is needed."""
    return "".join(_linked(run, _fielded(run, _plain(run, wide))) for run in runs)


def marked(text: str, marks: Sequence[tuple[int, int]]) -> tuple[Run, ...]:
    """Return ``text`` with the red line below its spans ``marks``."""
    edges = sorted({0, len(text), *(edge for mark in marks for edge in mark)})
    pieces = itertools.pairwise(edges)
    return tuple(Run(text[a:b], red=any(x <= a < y for x, y in marks)) for a, b in pieces)


def _plain(run: Run, wide: str) -> str:
    size = f'<w:sz w:val="{run.size}"/>' if run.size else ""
    form = size + (_RED if run.red else "")
    text = clean(run.text)
    if not wide or word_style.in_gb2312(text):  # most texts: looking at each character takes its time
        return _run(form, text) if text else ""
    face = f'<w:rFonts w:eastAsia="{wide}" w:hint="eastAsia"/>'
    groups = itertools.groupby(text, word_style.in_gb2312)
    return "".join(_run(form if plain else face + form, "".join(chars)) for plain, chars in groups)


def _run(form: str, text: str) -> str:
    properties = f"<w:rPr>{form}</w:rPr>" if form else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _fielded(run: Run, shown: str) -> str:
    if not run.field:
        return shown
    begin, separate, end = (
        f'<w:r><w:fldChar w:fldCharType="{part}"/></w:r>' for part in ("begin", "separate", "end")
    )
    code = f'<w:r><w:instrText xml:space="preserve"> {escape(run.field)} </w:instrText></w:r>'
    return f"{begin}{code}{separate}{shown}{end}"


def _linked(run: Run, shown: str) -> str:
    if run.target:
        return f'<w:hyperlink r:id="{run.target}" w:history="1">{shown}</w:hyperlink>'
    if run.bookmark:
        return f'<w:hyperlink w:anchor={quoteattr(run.bookmark)} w:history="1">{shown}</w:hyperlink>'
    return shown
