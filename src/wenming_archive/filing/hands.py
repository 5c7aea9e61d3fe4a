"""What people did in 材料/ by hand: moved, renamed, put in, took out, deleted, changed.

Told by comparing the records of what the program left there with what stands there now.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Container, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from wenming_archive.decisions import EMPTY
from wenming_archive.filing.plan import ASIDE, NO_FILE, STAGING, Stands
from wenming_archive.index import Copy


class Act(StrEnum):
    """What was done to one file."""

    #: Into the folder of another indicator.
    moved = "moved"
    #: Under another name, in the same indicator's folder.
    renamed = "renamed"
    #: A second time, into the folder of another indicator.
    copied = "copied"
    #: Put into an indicator's folder; nothing like it was known.
    added = "added"
    #: Into the folder of what is set aside.
    withdrawn = "withdrawn"
    #: To a place that is no indicator's.
    misplaced = "misplaced"
    deleted = "deleted"
    #: The content of a copy.
    changed = "changed"


class Answer(StrEnum):
    """What to do about something done by hand."""

    #: Do as the hand did.
    follow = "follow"
    #: Put it back as it was.
    restore = "restore"
    #: Neither.
    leave = "leave"


@dataclass(frozen=True, slots=True)
class Hand:
    """One thing that was done; targets are relative to 材料/."""

    act: Act
    #: Where the file stands now; of a deleted one where it stood.
    target: str
    #: Its content now; of a deleted one what it was.
    sha256: str
    #: The indicator in whose folder ``target`` lies, empty if in none.
    code: str = ""
    #: Where the file stood, and the indicator of that folder.
    before: str = ""
    code_before: str = ""
    #: Of a changed one the content that the program left there.
    was: str = ""
    #: Of a deleted or changed one, whether what stood there is nowhere else.
    last: bool = False


#: What is asked of a person: an answer for each of the hands.  Where nobody can be asked: ``usual``.
Ask = Callable[[Sequence[Hand]], Mapping[Hand, Answer]]
_USUAL = {Act.deleted: Answer.restore, Act.changed: Answer.leave, Act.misplaced: Answer.restore}


def usual(done: Sequence[Hand]) -> dict[Hand, Answer]:
    """Return what is done where nobody can be asked: nothing is lost by it."""
    return {hand: _usual(hand) for hand in done}


def _usual(hand: Hand) -> Answer:
    if hand.act is Act.changed and hand.last:  # what it was cannot be had any more
        return Answer.follow
    return _USUAL.get(hand.act, Answer.follow)


@dataclass(frozen=True)
class Scene:
    """All that tells what was done."""

    stands: Mapping[str, Stands]
    records: Mapping[str, Copy]
    #: The codes of the leaves, by folder.
    codes: Mapping[str, str]
    #: The contents of all items, and those that a source holds.
    known: Container[str]
    sources: Container[str]
    #: Gives the content of a file in 材料/.
    hash_of: Callable[[str], str]
    #: Contents that a run which was cut off was about to move: of them nothing can be told.
    unsure: Collection[str] = ()


def detect(scene: Scene) -> list[Hand]:
    """Return what was done by hand, in the order of the targets."""
    found = _Detective(scene).hands()
    return [hand for hand in found if not {hand.sha256, hand.was} & set(scene.unsure)]


class _Detective:
    def __init__(self, scene: Scene) -> None:
        self.scene, self.stands, self.records = scene, scene.stands, scene.records
        #: Where a copy should stand, and nothing does or something else.
        self.astray = [target for target in sorted(self.records) if not self._in_place(target)]
        #: The same by the content that is looked for; each is crossed out that is found.
        self.lost: dict[str, list[str]] = defaultdict(list)
        for target in self.astray:
            self.lost[self.records[target].sha256].append(target)
        #: The contents that stand somewhere.
        self.seen = {self.records[target].sha256 for target in self.records.keys() - set(self.astray)}

    def hands(self) -> list[Hand]:
        strange = [target for target in sorted(self.stands) if self._is_strange(target)]
        self.seen.update(map(self._content, strange))
        # Who is at home in the folder first: of two missing copies of one content that one was renamed.
        strange.sort(key=lambda target: self._leaf(target) not in map(self._leaf, self._lost(target)))
        came = {target: self._found_again(target) for target in strange}
        left = {target for found in self.lost.values() for target in found}
        made = [self._came(target, came[target], left) for target in strange]
        # What stands in the place of a copy, and came from nowhere, is that copy changed.
        made += [self._went(target) for target in self.astray if target in left and came.get(target) != ""]
        return sorted((hand for hand in made if hand), key=lambda hand: (hand.target, hand.act))

    def _in_place(self, target: str) -> bool:
        there = self.stands.get(target)
        return there is not None and (there.ours or self._content(target) == self.records[target].sha256)

    def _is_strange(self, target: str) -> bool:
        """Say whether a file stands where no record has it, or has another one."""
        if target in self.records:
            return target in self.astray and self._content(target) != NO_FILE
        if target.startswith(f"{STAGING}/") or not (self.lost or self._leaf(target)):
            return False
        return self._content(target) not in (EMPTY, NO_FILE)

    def _content(self, target: str) -> str:
        known = self.stands[target].sha256
        return known if known is not None else self.scene.hash_of(target)

    def _lost(self, target: str) -> list[str]:
        return self.lost.get(self._content(target), [])

    def _found_again(self, target: str) -> str:
        """Return where a strange file stood before, and cross that out; empty if it did nowhere."""
        lost = self._lost(target) if self._content(target) != EMPTY else []
        before = next((one for one in lost if self._leaf(one) == self._leaf(target)), next(iter(lost), ""))
        if before:
            lost.remove(before)
        return before

    def _came(self, target: str, before: str, left: Collection[str]) -> Hand | None:
        """Return what was done to a strange file; ``left`` are the targets whose copies were not found."""
        sha256, leaf = self._content(target), self._leaf(target)
        if before:
            act = self._moved(target, leaf, self._leaf(before))
            return Hand(act, target, sha256, leaf, before, self._leaf(before))
        if target in left:
            was = self.records[target].sha256
            return Hand(Act.changed, target, sha256, leaf, target, leaf, was, self._is_last(was))
        if not leaf or sha256 == EMPTY:
            return None
        return Hand(Act.copied if sha256 in self.scene.known else Act.added, target, sha256, leaf)

    def _moved(self, target: str, leaf: str, before: str) -> Act:
        if leaf:
            return Act.renamed if leaf == before else Act.moved
        return Act.withdrawn if target.startswith(f"{ASIDE}/") else Act.misplaced

    def _went(self, target: str) -> Hand | None:
        """Return that a copy is nowhere any more; an empty file is made again without a word."""
        sha256, leaf = self.records[target].sha256, self._leaf(target)
        if sha256 == EMPTY:
            return None
        return Hand(Act.deleted, target, sha256, leaf, target, leaf, last=self._is_last(sha256))

    def _is_last(self, sha256: str) -> bool:
        """Say whether an item has lost its content; of what no item stands for there is nothing to lose."""
        scene = self.scene
        return sha256 in scene.known and sha256 not in self.seen and sha256 not in scene.sources

    def _leaf(self, target: str) -> str:
        """Return the code of the leaf in whose folder a target lies, at whatever depth."""
        above = (str(folder) for folder in PurePosixPath(target).parents)
        return next((self.scene.codes[folder] for folder in above if folder in self.scene.codes), "")
