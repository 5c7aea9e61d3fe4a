"""What a hostile input is, and all of them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

#: Stands in a file of this machine that no document may draw in.
SECRET = "机密口令甲乙丙丁七七四九"


@dataclass(frozen=True)
class Case:
    """A hostile input: its sort, its file name, and how its content is made."""

    sort: str
    name: str
    make: Callable[[], bytes]
    #: Bytes to make the file, sparsely, as long as.
    size: int = 0

    def write(self, folder: Path) -> Path:
        """Write the file into ``folder``."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / self.name
        path.write_bytes(self.make())
        if self.size:
            os.truncate(path, self.size)
        return path


@dataclass(frozen=True)
class Outside:
    """What external entities and links are pointed at."""

    #: A file that holds the secret.
    secret: Path
    #: A server that counts who asks.
    url: str


def cases(outside: Outside) -> Iterator[Case]:
    """Yield all hostile inputs."""
    import archives
    import fixed
    import legacy
    import markup
    import packages
    import pictures
    import recordings
    import texts

    for module in (archives, packages, legacy, texts, fixed, pictures, recordings):
        yield from module.cases()
    yield from markup.cases(outside)
