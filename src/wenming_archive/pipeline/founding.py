"""A new workspace, and what it takes over from another year's."""

from __future__ import annotations

from pathlib import Path

from wenming_archive import workspace
from wenming_archive.pipeline import past
from wenming_archive.pipeline.past import Learnt
from wenming_archive.pipeline.progress import Progress
from wenming_archive.workspace import Workspace


def found(
    folder: Path,
    template: str | None,
    catalogue: Path | None,
    old: Path | None,
    progress: Progress | None = None,
) -> tuple[Workspace, Learnt | None]:
    """Make a workspace in ``folder``; learn from the one at ``old``, whose catalogue is the usual one.

    :raises InputError: if there is one already, or nothing can be learnt; then nothing is made.
    """
    if old is None:
        return workspace.create(folder, template, catalogue), None
    past.check(old)
    if template is None and catalogue is None:
        catalogue = workspace.find(old).catalogue_file
    made = workspace.create(folder, template, catalogue)
    return made, past.learn(made, old, progress)
