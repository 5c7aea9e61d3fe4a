"""The formats a report can be asked for, and where it goes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

from wenming_archive.console import closing, screen
from wenming_archive.console import gaps as shown
from wenming_archive.errors import InputError
from wenming_archive.pipeline import chasing, outputs
from wenming_archive.pipeline.session import Session
from wenming_archive.report import as_json as values
from wenming_archive.report.changes import Since
from wenming_archive.report.gaps import Gaps
from wenming_archive.text import dates

_GROUPINGS = ("indicator", "section", "unit", "kind")


def _json(report: Gaps, _: str) -> str:
    return screen.as_json(values.gaps(report))


#: To add a format: a function from the report, and how it is grouped, to its text; and its row here.
TEXTS: Mapping[str, Callable[[Gaps, str], str]] = {
    "json": _json,
    "csv": shown.as_csv,
    "md": shown.as_markdown,
}


def day(option: str, text: str) -> dt.date:
    """Return the day that ``text`` names.

    :raises InputError: if it names none; ``option`` is what the clerk gave it with.
    """
    hits = dates.find(text)
    if len(hits) != 1 or not hits[0].full:
        raise InputError(f"{option} {text} 不是日期；请写成 2023-12-31 的样子")
    return dates.span(hits[0].iso)[0]


def since(found: Since | None, *, as_json: bool) -> None:
    """Show what changed since a day."""
    if as_json:
        screen.data(values.since(found) if found else None)
    else:
        closing.since(found)


def gaps(
    session: Session, report: Gaps, by: str, form: str, output: Path | None, *, candidates: bool = False
) -> None:
    """Show the gaps, or write them to ``output``.

    :raises InputError: naming the groupings and formats there are, or why ``output`` will not do.
    """
    if by not in _GROUPINGS:
        raise InputError(f"--by 不能是 {by}；可用：{'、'.join(_GROUPINGS)}")
    known = (*TEXTS, *chasing.FORMS)
    if form != "table" and form not in known:
        raise InputError(f"--format 不能是 {form}；可用：table、{'、'.join(known)}")
    if output and output.is_dir():
        raise InputError(f"{output} 是文件夹；请用 -o 写出文件名，如 {output / '缺口.csv'}")
    if form == "table" and output:
        form = output.suffix.lstrip(".").lower()
        if form not in known:
            raise InputError(f"不知道 {output.name} 是什么格式；请用 --format 指明：{'、'.join(known)}")
    if form in chasing.FORMS:
        _written(*chasing.write(session, report, by, form, output, dt.date.today()))
    elif form == "table":
        shown.show(report, by)
        closing.show(report, candidates=candidates)
    elif output:
        _written(output, outputs.write(session, output, TEXTS[form](report, by).encode("utf-8")))
    else:
        screen.raw(TEXTS[form](report, by))


def _written(path: Path, kept: Path | None) -> None:
    screen.tell(f"已写入 {path}")
    if kept:
        screen.tell(f"原来的文件另存为 {kept}")
