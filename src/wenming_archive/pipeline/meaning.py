"""What the hands that were laid on 材料/ mean: decisions, and new evidence."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import PurePosixPath
from string import Formatter

from wenming_archive.decisions import EMPTY, Decision
from wenming_archive.filing import names
from wenming_archive.filing.hands import Act, Hand
from wenming_archive.model import Item
from wenming_archive.workspace import EVIDENCE

#: What file managers add to the name of a second file.
_SECOND = re.compile(r"( - 副本| - Copy| copy)?\s*([(（]\d+[)）])?$")
#: What stands for a part of the pattern by which copies are named.
_PARTS = {"nn": r"\d+", "title": "(.+?)", "original": "(.+?)", "ext": r"(?:\.[^.]*)?"}


class Reader:
    """Reads what hands mean, given the ``items`` as they stand and the ``pattern`` of the copies' names."""

    def __init__(self, items: Sequence[Item], pattern: str) -> None:
        alone = (item for item in items if item.same_as is None and item.known.sha256 != EMPTY)
        self._items = {item.known.sha256: item for item in alone if item.known.sha256}
        self._taken = {item.found.source for item in items}
        self._pattern = pattern
        #: Files that are evidence no item stands for yet, by the source that the item is to have.
        self.put: dict[str, Hand] = {}

    def decisions(self, followed: Sequence[Hand]) -> list[Decision]:
        """Return what the hands that are ``followed`` decide, a decision for each content."""
        made = []
        for (sha256, _), some in self._by_content(followed).items():
            item = self._items.get(sha256)
            source = item.found.source if item else self._source(sha256, some[0])
            made.append(self._decision(sha256, source, some, item))
        return [one for one in made if one]

    def _by_content(self, followed: Sequence[Hand]) -> dict[tuple[str, str], list[Hand]]:
        """Return the hands that concern each content; what is nowhere any more needs no decision."""
        about: dict[tuple[str, str], list[Hand]] = defaultdict(list)
        for hand in sorted(followed, key=self._rank):
            if hand.act is not Act.deleted or not hand.last:
                about[hand.sha256, hand.target if hand.sha256 == EMPTY else ""].append(hand)
            if hand.was not in ("", EMPTY) and not hand.last:
                about[hand.was, ""].append(hand)
        return about

    def _rank(self, hand: Hand) -> int:
        """Return what keeps the indicators of a changed content in their order, the main one first."""
        item = self._items.get(hand.was)
        return item.codes.index(hand.code_before) if item and hand.code_before in item.codes else 0

    def _source(self, sha256: str, hand: Hand) -> str:
        """Return the source of a content that no item stands for: its place in 材料/."""
        source = f"{EVIDENCE}/{hand.target}"
        if hand.code and hand.sha256 == sha256:
            others = itertools.chain([source], names.alternatives(source))
            source = next(one for one in others if one not in self._taken)
            self._taken.add(source)
            self.put[source] = hand
        return source

    def _decision(self, sha256: str, source: str, some: Sequence[Hand], item: Item | None) -> Decision | None:
        codes = before = list(item.codes) if item else []
        for hand in some:
            codes = _codes(codes, hand, sha256)
        title = next((title for hand in some if (title := self._title(hand, sha256, item))), "")
        if codes != before and codes:
            return Decision(sha256=sha256, path=source, assign=tuple(codes), caption=title)
        if codes != before:
            return Decision(sha256=sha256, path=source, unassign=True)
        return Decision(sha256=sha256, path=source, caption=title) if title else None

    def _title(self, hand: Hand, sha256: str, item: Item | None) -> str:
        """Return the title that a person gave: by a new name, or to what stood there before the change."""
        if hand.act is Act.changed and hand.sha256 == sha256:
            before = self._items.get(hand.was)
            return before.caption if before and not item else ""
        if hand.act not in (Act.moved, Act.renamed):
            return ""
        new, old = (self._bare(target, hand) for target in (hand.target, hand.before))
        known = {old, names.safe(item.description.title) if item else old}
        told = any(c.isalpha() for c in new) and not known & {new, _SECOND.sub("", new)}
        return new if told else ""

    def _bare(self, target: str, hand: Hand) -> str:
        """Return the title in a copy's name, without code and number; of another name all but its ending."""
        path = PurePosixPath(target)
        code = "|".join(re.escape(names.safe(code)) for code in (hand.code, hand.code_before) if code)
        parts = {**_PARTS, "code": f"(?:{code})"}
        fields = Formatter().parse(self._pattern)
        usual = "".join(re.escape(text) + parts.get(field or "", "") for text, field, _, _ in fields)
        found = re.fullmatch(usual, path.name)
        if not (found and found.groups()):
            found = re.fullmatch(rf"(?:{code})(?:[-_ ]+\d+)?[-_ ]+(.+)", path.stem)
        return (found[1] if found else path.stem).strip()


def _codes(codes: list[str], hand: Hand, sha256: str) -> list[str]:
    """Return the indicators of a content after a hand was laid on it."""
    if hand.act in (Act.deleted, Act.withdrawn) or hand.was == sha256:
        return [code for code in codes if code != hand.code_before]
    if hand.act is Act.moved:
        there = [hand.code if code == hand.code_before else code for code in codes]
        return list(dict.fromkeys([*there, hand.code]))
    if hand.act is Act.renamed:
        return codes
    return list(dict.fromkeys([*codes, hand.code]))
