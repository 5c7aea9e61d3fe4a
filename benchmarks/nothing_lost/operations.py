"""The operations that are disturbed: what goes before each, and the command."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import places
from places import Place


@dataclass(frozen=True)
class Size:
    """How large a workspace is: what writes its sources, and one in how many is changed later."""

    fill: Callable[[Path], None]
    share: int
    template: bool


def many(count: int) -> Size:
    """Return the size of ``count`` items under the catalogue that comes with the program."""
    return Size(lambda folder: places.many(folder, count), 25, True)


FEW = Size(places.few, 5, False)

Prepare = Callable[[Place, Size], None]
Command = Sequence[str | Path]


@dataclass(frozen=True)
class Operation:
    """A command, and what makes a workspace ready for it.

    ``once`` says that the command given again does something else: after a kill it is given again
    only if a scan shows that it was not done.
    """

    name: str
    command: Callable[[Place], Command]
    prepare: Prepare
    once: bool = False


def done(place: Place, *arguments: str | Path) -> None:
    """Run a command that must succeed."""
    ran = place.run(*arguments)
    if ran.status:
        raise SystemExit(f"{arguments}: {ran.out}{ran.err}")


def source(place: Place, n: int) -> Path:
    """Return the text numbered ``n`` among the sources, the last being -1."""
    return sorted(place.sources.rglob("*.txt"))[n]


def founded(place: Place, size: Size) -> None:
    """Found a workspace beside sources; nothing is scanned yet."""
    place.clear()
    size.fill(place.sources)
    found(place, size)


def found(place: Place, size: Size) -> None:
    """Found a workspace in its place."""
    (place.base / "体系.yaml").write_text(places.builders.CATALOGUE, "utf-8")
    done(place, "init", place.root, *([] if size.template else ["--catalogue", place.base / "体系.yaml"]))


def scanned(place: Place, size: Size) -> None:
    """Scan, and make two decisions."""
    founded(place, size)
    done(place, "scan", place.sources)
    done(place, "assign", source(place, 1), "Ⅱ-1")
    done(place, "ignore", source(place, 2))


def changed(place: Place, size: Size) -> None:
    """Add, change, rename and delete sources after a scan."""
    scanned(place, size)
    places.change(place.sources, size.share)


def decided(place: Place, size: Size) -> None:
    """Put one item under two indicators after a scan."""
    scanned(place, size)
    done(place, "assign", source(place, 0), "Ⅱ-1", "Ⅰ-2")


def filed_again(place: Place, size: Size) -> None:
    """Add, change, rename and delete sources after a scan, and scan."""
    changed(place, size)
    done(place, "scan")


def sent(place: Place, size: Size) -> None:
    """Let a fifth of the sources become a bag, with decisions, and scan all in another workspace."""
    founded(place, size)
    for n, path in enumerate(sorted(place.sources.rglob("*.txt"))):
        if n % 5:
            path.unlink()
        else:
            path.write_bytes(path.read_bytes() + "\n下级单位报送".encode())
    done(place, "scan", place.sources)
    done(place, "assign", source(place, 0), "Ⅱ-1")
    done(place, "export-bag", "-o", place.base / "移交包")
    place.empty()
    size.fill(place.sources)
    found(place, size)
    done(place, "scan", place.sources)


OPERATIONS = (
    Operation("scan", lambda place: ["scan", place.sources], founded),
    Operation("filing", lambda _: ["scan"], changed),
    Operation("assign", lambda place: ["assign", source(place, 0), "Ⅱ-1", "Ⅰ-2"], scanned),
    Operation("ignore", lambda place: ["ignore", source(place, 0)], scanned),
    Operation("unassign", lambda place: ["unassign", source(place, 0)], decided, once=True),
    Operation("not-held", lambda _: ["not-held", "Ⅱ-1", "--note", "未开展"], scanned),
    Operation("undo a decision", lambda _: ["undo"], decided, once=True),
    Operation("undo a filing", lambda _: ["undo"], filed_again, once=True),
    Operation("verify", lambda _: ["verify"], scanned),
    Operation("export-docx", lambda _: ["export-docx"], scanned),
    Operation("export-bag", lambda place: ["export-bag", "-o", place.root / "输出/包"], scanned, once=True),
    Operation(
        "export-bag zip", lambda place: ["export-bag", "-o", place.root / "输出/包.zip"], scanned, once=True
    ),
    Operation("import-bag", lambda place: ["import-bag", place.base / "移交包"], sent),
)


def chosen(wanted: str) -> list[Operation]:
    """Return the operations whose names hold ``wanted``."""
    return [operation for operation in OPERATIONS if wanted in operation.name]
