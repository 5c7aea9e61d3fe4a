"""Which decisions of people hold for which file: by its content, else by its path."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from wenming_archive.decisions import EMPTY, Decision, Decisions, Elements
from wenming_archive.model import Known


class Decided:
    """The decisions that hold for each file.

    A decision goes with its content, wherever that is moved.  Once another content stands at the
    path it was made for, the file was edited there, and the decision holds for the path; not where
    several source folders have a file at that path.
    """

    def __init__(self, decisions: Decisions, known: Iterable[Known]) -> None:
        there: dict[str, list[str]] = defaultdict(list)
        for one in known:
            if one.present:
                there[one.found.source.strip()].append(one.sha256 or "")
        latest = decisions.latest().values()
        self._by_path = {d.path: d for d in latest if _of_path(d, there)}
        self._by_content = {d.sha256: d for d in latest if not _of_path(d, there)}

    def all_of(self, one: Known) -> Sequence[Decision]:
        """Return the decisions about a file, the one that holds first."""
        found = (self._by_content.get(one.sha256 or ""), self._by_path.get(one.found.source.strip()))
        return [decision for decision in found if decision]

    def of(self, one: Known) -> Decision | None:
        """Return the decision that says where a file goes, or ``None``."""
        return next((decision for decision in self.all_of(one) if decision.places), None)

    def inherited(self, one: Known) -> bool:
        """Say whether the decision on a file was made for what stood at its path before."""
        decision = self.of(one)
        return decision is not None and decision.sha256 not in (one.sha256, EMPTY)

    def caption(self, one: Known) -> str:
        """Return the title that a person gave a file, empty if none did."""
        return next((decision.caption for decision in self.all_of(one) if decision.caption), "")

    def photo(self, one: Known) -> Elements:
        """Return what a person said for the caption of a photo."""
        said = Elements()
        for decision in self.all_of(one):
            said = said.over(decision.photo)
        return said


def _of_path(decision: Decision, there: Mapping[str, Sequence[str]]) -> bool:
    """Say whether a decision holds for its path; ``there`` are the contents that stand at each."""
    if decision.sha256 == EMPTY:
        return True
    found = there.get(decision.path, ())
    return bool(decision.path) and len(found) == 1 and decision.sha256 not in found
