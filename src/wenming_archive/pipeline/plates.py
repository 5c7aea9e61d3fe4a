"""The photos that are printed in the submission, made ready in worker processes."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from wenming_archive import disk
from wenming_archive.model import Item, Problem
from wenming_archive.photos import plate
from wenming_archive.photos.plate import ONE, Box, Plate
from wenming_archive.pipeline import prints, thumbs
from wenming_archive.pipeline.progress import Progress
from wenming_archive.pipeline.workers import Workers
from wenming_archive.read.contents import Contents
from wenming_archive.read.limits import Unreadable

_contents = Contents()


@dataclass(frozen=True, slots=True)
class Order:
    """A picture that is wanted, and the room for it."""

    task: prints.Task
    box: Box


def gather(items: Iterable[Item], root: Path, progress: Progress, box: Box = ONE) -> Mapping[str, Plate]:
    """Return the photos among ``items`` ready for ``box``, by content; those nobody can open are absent.

    ``root`` is the workspace's, whose copies stand in for sources that have gone.
    """
    wanted = {item.known.sha256: item for item in items if thumbs.is_photo(item)}
    progress.phase("照片", len(wanted))
    made: dict[str, Plate] = {}
    with Workers(look, failed, prints.begin) as workers:
        for order, found in workers.run(Order(prints.task(item, root), box) for item in wanted.values()):
            progress.step(order.task.source)
            if found:
                made[order.task.sha256] = found
    return made


def absent(items: Iterable[Item], plates: Mapping[str, Plate]) -> int:
    """Return how many photos among ``items``, each content once, could not be made ready."""
    return len({item.known.sha256 for item in items if thumbs.is_photo(item)} - plates.keys())


def look(order: Order) -> Plate | None:
    """Return a picture ready to be printed; ``None`` if nobody can open it."""
    task = order.task
    for path, inner in task.places:
        with contextlib.suppress(OSError, Unreadable), _contents.opened(path, inner) as stream:
            if disk.digest(stream) == task.sha256:
                stream.seek(0)
                return plate.plate(stream, task.format, order.box)
    return None


def failed(order: Order, problem: Problem) -> Plate | None:
    """Return what there is of a picture that was fatal to its worker: nothing."""
    del order, problem
    return None
