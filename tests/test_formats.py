from __future__ import annotations

from wenming_archive import formats
from wenming_archive.read import media
from wenming_archive.read.reader import READERS


def test_every_recording_that_is_read_is_of_its_family() -> None:
    assert set(media.FORMATS) <= formats.RECORDINGS


def test_every_family_is_of_formats_that_are_read() -> None:
    families = (
        formats.PICTURES,
        formats.SHEETS,
        formats.SLIDES,
        formats.WEB_PAGES,
        formats.MAILS,
        formats.PAGED,
    )
    assert frozenset().union(*families) <= set(READERS)
