"""Bookmarks of the volume: where each part begins; contents lead to them, pages are found by them."""

from __future__ import annotations

from wenming_archive.export.volume import Group, Section

COVER, CONTENTS, NOTES, APPENDIX, REVIEW = (
    (n, name) for n, name in enumerate(("cover", "contents", "notes", "appendix", "review"), 1)
)
#: Above the numbers of all else.
_GROUPS, _LEAVES = 1_000, 1_000_000


def of_group(group: Group) -> tuple[int, str]:
    """Return the number and name of a divider's bookmark."""
    first = group.sections[0].state.leaf.position
    return _GROUPS + first, f"group{first + 1}"


def of_section(section: Section) -> tuple[int, str]:
    """Return the number and name of an indicator's bookmark."""
    position = section.state.leaf.position
    return _LEAVES + position, f"leaf{position + 1}"
