"""Bookmarks: each its own number and name."""

from __future__ import annotations

from volumes import bound
from wenming_archive.export.submission import marks


def test_no_two_are_alike() -> None:
    volume = bound()
    fixed = [marks.COVER, marks.CONTENTS, marks.NOTES, marks.APPENDIX, marks.REVIEW]
    found = [*fixed, *map(marks.of_group, volume.groups), *map(marks.of_section, volume.sections)]
    assert len({n for n, _ in found}) == len({name for _, name in found}) == len(found) == 11
