"""The formats a report can be asked for, and where it goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from wenming_archive.console import gaps as shown
from wenming_archive.console import screen
from wenming_archive.errors import InputError
from wenming_archive.pipeline import outputs
from wenming_archive.pipeline.session import Session
from wenming_archive.report import as_json
from wenming_archive.report.gaps import Gaps

_GROUPINGS = ("indicator", "unit", "kind")


def _json(report: Gaps, _: str) -> str:
    return screen.as_json(as_json.gaps(report))


#: To add a format: a function from the report, and how it is grouped, to its text; and its row here.
TEXTS: Mapping[str, Callable[[Gaps, str], str]] = {
    "json": _json,
    "csv": shown.as_csv,
    "md": shown.as_markdown,
}


def gaps(session: Session, report: Gaps, by: str, form: str, output: Path | None) -> None:
    """Show the gaps, or write them to ``output``.

    :raises InputError: naming the groupings and formats there are, or why ``output`` will not do.
    """
    if by not in _GROUPINGS:
        raise InputError(f"--by 不能是 {by}；可用：{'、'.join(_GROUPINGS)}")
    if form != "table" and form not in TEXTS:
        raise InputError(f"--format 不能是 {form}；可用：table、{'、'.join(TEXTS)}")
    if output and output.is_dir():
        raise InputError(f"{output} 是文件夹；请用 -o 写出文件名，如 {output / '缺口.csv'}")
    if form == "table" and output:
        form = output.suffix.lstrip(".").lower()
        if form not in TEXTS:
            raise InputError(f"不知道 {output.name} 是什么格式；请用 --format 指明：{'、'.join(TEXTS)}")
    if form == "table":
        shown.show(report, by)
    elif output:
        kept = outputs.write(session, output, TEXTS[form](report, by).encode("utf-8"))
        screen.tell(f"已写入 {output}")
        if kept:
            screen.tell(f"原来的文件另存为 {kept}")
    else:
        screen.raw(TEXTS[form](report, by))
