"""Write the submission (测评材料汇编): whole, in volumes, or one indicator; and what goes with it."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from wenming_archive import disk
from wenming_archive.errors import InputError
from wenming_archive.export import chase, dossier, volume, word_spine, word_template
from wenming_archive.export.exporters import EXPORTERS, Exporter
from wenming_archive.export.volume import Volume
from wenming_archive.filing import names
from wenming_archive.pipeline import gate, lengths, ours, outputs, supplies, workroom
from wenming_archive.pipeline.exporting import NO_TERMS, Terms
from wenming_archive.pipeline.gate import Passed
from wenming_archive.pipeline.progress import Progress, Silent
from wenming_archive.pipeline.session import Session
from wenming_archive.privacy import sweep
from wenming_archive.privacy.spans import LABELS
from wenming_archive.render import office, pages
from wenming_archive.render.pages import Numbering
from wenming_archive.report import gaps
from wenming_archive.settings import Layout

#: What goes with the volume into ``输出/``, for the boxes and for the office itself.
SPINE, LACKING = "脊背标签.docx", "缺项清单.docx"
#: Where a volume's pages begin to be counted, and how.
NUMBERINGS = (Numbering("cover", ""), Numbering("contents", "upperRoman"), Numbering("notes", "decimal"))
#: Characters of a volume's file name.
_LONGEST = 100


@dataclass(frozen=True)
class Wish:
    """How the clerk wants the submission this time."""

    final: bool = False
    #: One volume for each first-level indicator.
    split: bool = False
    #: The code of the one indicator that is wanted.
    only: str = ""
    #: The house's own .docx, whose styles hold.
    template: Path | None = None
    #: Find out by LibreOffice how many pages each item takes, and on which page each indicator begins.
    paginate: bool = False
    #: Settings of the layout that hold for this time alone, by name.
    layout: Mapping[str, object] = field(default_factory=dict)
    terms: Terms = NO_TERMS
    #: The day that is printed as that of its making; ``None`` to be filled in.
    today: dt.date | None = None


PLAIN = Wish()


@dataclass(frozen=True)
class Made:
    """What was written: where each file stands, and where an earlier one was kept that people had changed."""

    volumes: tuple[tuple[Path, Path | None], ...]
    companions: tuple[tuple[Path, Path | None], ...]
    #: What a person should know of it.
    notes: tuple[str, ...] = ()


def export(
    session: Session, form: str, target: Path | None, wish: Wish = PLAIN, progress: Progress | None = None
) -> Made:
    """Write the submission in ``form``, a name in ``EXPORTERS``, to ``target`` or to ``输出/``.

    :raises InputError: if ``final`` and there are gaps, something in it must not go out, that is no place
        for it, or the system refuses.
    """
    exporter = EXPORTERS[form]
    path = target or session.workspace.output / _named(exporter.file_name, wish)
    outputs.refuse_name(path, exporter.file_name)
    outputs.allow(session, path)  # before the work, too
    _refuse_wish(session, wish)
    passed = gate.passed(session, f"export-{form}", wish.terms.reason, wish.terms.ask)
    with workroom.opened(session.workspace) as room:
        if wish.paginate:
            told = progress or Silent()
            items = lengths.measured(passed.items, session.workspace.root, room, told)
            passed = replace(passed, items=items)
        whole = bound(session, passed, path.parent, wish, progress)
        made = [(place, _written(exporter, one, wish, room)) for place, one in _parts(whole, path, wish)]
    beside = [] if wish.only else list(_companions(whole, session, wish))
    if not wish.only and not whole.gaps.open:
        _clear(session)
    return Made(
        tuple((place, outputs.write(session, place, data)) for place, data in made),
        tuple((place, outputs.write(session, place, data)) for place, data in beside),
        (*supplies.notes(session, whole, passed.items), *_unlinked(session, path, whole)),
    )


def _refuse_wish(session: Session, wish: Wish) -> None:
    """Refuse what cannot be, before any work.

    :raises InputError: if there is no such indicator, two wishes exclude one another, the template cannot
        be read, or there is no LibreOffice to find pages by.
    """
    if wish.only and wish.split:
        raise InputError("--only 和 --split 只能用一个")
    if wish.only:
        volume.below(session.catalogue, wish.only)
    if wish.template:
        word_template.opened(_template(wish.template))
    if wish.paginate:
        office.find()


def _unlinked(session: Session, path: Path, whole: Volume) -> Iterator[str]:
    """Yield that no title leads anywhere, where that was wished in vain."""
    if whole.layout.links and dossier.base(path.parent, session.workspace.root) is None:
        yield "导出在工作区外面，题名没有链接；要能点开，请导出到工作区的 输出/ 里，连同 材料/ 一起拷走"


def _clear(session: Session) -> None:
    """Take away the list of what was missing, now that nothing is, unless people have written in it."""
    old = session.workspace.output / LACKING
    with contextlib.suppress(OSError):
        if old.is_file() and ours.untouched(session, old):
            old.unlink()


def bound(
    session: Session, passed: Passed, folder: Path, wish: Wish = PLAIN, progress: Progress | None = None
) -> Volume:
    """Return the volume of what ``passed`` the gate, for a file in ``folder``.

    :raises InputError: if ``final`` and there are gaps, or the template cannot be read.
    """
    report = gaps.compare(session.catalogue, passed.items, session.decisions)
    codes = volume.below(session.catalogue, wish.only) if wish.only else session.catalogue.by_code.keys()
    if wish.final:
        volume.refuse_gaps([state for state in report.open if state.leaf.code in codes])
    layout = Layout.model_validate({**session.settings.volume.model_dump(), **wish.layout})
    _refuse_numbers(session, layout)
    extras = supplies.gather(session, passed.items, report, layout, folder, progress or Silent(), codes)
    unit, tree = session.settings.unit, session.catalogue
    made = volume.bind(tree, passed.items, report, unit, layout, extras, wish.today)
    return replace(made, template=_template(wish.template))


def _refuse_numbers(session: Session, layout: Layout) -> None:
    """Refuse ID and card numbers in what people wrote to be printed.

    :raises InputError: saying where they stand.
    """
    said = {
        f"结论性说明 {one.code}（archive conclude {one.code}）": one.text
        for one in session.decisions.conclusions
    }
    said |= {"archive.yaml 的 volume.project": layout.project, "archive.yaml 的 volume.basis": layout.basis}
    for where, text in said.items():
        found = [hit for hit in sweep.named(text, where) if hit.kind in supplies.KEPT_BACK]
        if found:
            raise InputError(f"{where} 里有{LABELS[found[0].kind]}，没有导出；请删去再导出")


def _template(path: Path | None) -> bytes:
    if path is None:
        return b""
    with disk.guarded(f"无法读取模板 {path}"):
        if not path.is_file():
            raise InputError(f"没有模板文件 {path}；请检查路径是否写对")
        return path.read_bytes()


def _named(usual: str, wish: Wish) -> str:
    """Return the file's name: of one indicator with its code."""
    stem, dot, ending = usual.rpartition(".")
    return f"{stem} {names.safe(wish.only)}{dot}{ending}" if wish.only else usual


def _parts(whole: Volume, path: Path, wish: Wish) -> Iterator[tuple[Path, Volume]]:
    """Yield where each part goes, and the part."""
    if wish.only:
        yield path, volume.only(whole, wish.only)
    elif wish.split:
        for number, one in enumerate(volume.split(whole), 1):
            node = one.groups[0].indicator
            name = names.safe(f"{path.stem} 第{number}卷 {node.code} {node.title}", _LONGEST)
            yield path.with_name(f"{name}{path.suffix}"), one
    else:
        yield path, whole


def _written(exporter: Exporter[Volume], one: Volume, wish: Wish, room: Path) -> bytes:
    """Return a volume's file; its pages are found by making it twice, in ``room``."""
    data = exporter.write(one)
    if wish.paginate:
        data = exporter.write(replace(one, printed=pages.displayed(pages.paginate(data, room), NUMBERINGS)))
    return data


def _companions(whole: Volume, session: Session, wish: Wish) -> Iterator[tuple[Path, bytes]]:
    """Yield the labels for the boxes, and what is still missing."""
    folder = session.workspace.output
    yield folder / SPINE, word_spine.write(volume.split(whole) if wish.split else [whole])
    if whole.gaps.open and wish.today:
        listed = chase.listed(whole.gaps, whole.catalogue, "indicator", whole.unit, wish.today)
        yield folder / LACKING, listed
