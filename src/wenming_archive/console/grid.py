"""Tables on the terminal: columns that know a hanzi takes two, foreign text never read as markup."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wenming_archive.console import screen


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head and how the column is set."""

    text: str
    #: Share of the room that is left; 0 for a column as wide as its widest cell.
    ratio: int = 0
    most: int | None = None
    right: bool = False
    wrap: bool = False


def show(heads: Sequence[Head], rows: Iterable[Sequence[str]], styles: Sequence[dict[int, str]] = ()) -> None:
    """Print a table; ``styles`` gives for each row the style of some of its columns."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    # On a terminal the shared columns take the room there is; elsewhere the text does.
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, collapse_padding=True, expand=sys.stdout.isatty())
    for head in heads:
        table.add_column(
            head.text,
            ratio=head.ratio or None,
            max_width=head.most,
            justify="right" if head.right else "left",
            no_wrap=not (head.wrap or head.ratio),
            overflow="fold",
        )
    for n, row in enumerate(rows):
        marked = styles[n] if n < len(styles) else {}
        table.add_row(*(Text(screen.safe(cell), style=marked.get(i, "")) for i, cell in enumerate(row)))
    with screen.printing():
        screen.console().print(table)
