"""A text that is spread over places, as runs of a document are, and is rewritten in these places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from wenming_archive.privacy.spans import Span


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a text, and how its place is rewritten; ``None`` of a break, which has no place."""

    text: str
    put: Callable[[str], None] | None = None


@dataclass
class Struck:
    """The numbers that were masked: none of them may be left anywhere."""

    numbers: set[str]

    def strike(self, passage: str) -> None:
        """Note a passage that was masked, if it is a number."""
        figures = "".join(sign for sign in passage if sign.isdigit())
        if len(figures) >= 11:
            self.numbers.add(figures)


def joined(segments: Iterable[Segment]) -> str:
    """Return the text that segments make together."""
    return "".join(segment.text for segment in segments)


def rewrite(segments: Sequence[Segment], spans: Sequence[Span], struck: Struck) -> None:
    """Put into the places of the passages ``spans`` what may stand there.

    It goes where the passage begins; from the segments that it runs on through, it is taken out.
    """
    text = joined(segments)
    for span in spans:
        struck.strike(text[span.start : span.end])
    start = 0
    for segment in segments:
        end = start + len(segment.text)
        if segment.put and any(span.start < end and start < span.end for span in spans):
            segment.put(_rewritten(segments, segment, start, spans))
        start = end


def _rewritten(segments: Sequence[Segment], segment: Segment, start: int, spans: Sequence[Span]) -> str:
    text = segment.text
    end = start + len(text)
    for span in sorted(spans, key=lambda span: span.start, reverse=True):
        if span.start < end and start < span.end:
            put = span.masked if _first(segments, span) is segment else ""
            text = text[: max(span.start - start, 0)] + put + text[span.end - start :]
    return text


def _first(segments: Sequence[Segment], span: Span) -> Segment | None:
    """Return the segment with a place in which a passage begins."""
    start = 0
    for segment in segments:
        end = start + len(segment.text)
        if segment.put and span.start < end and start < span.end:
            return segment
        start = end
    return None
