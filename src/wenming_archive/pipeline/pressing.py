"""The evidence as pages: each item's filed copy as a PDF that can be bound, or a page that says why not."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from wenming_archive import disk
from wenming_archive.formats import MAILS, PICTURES, RECORDINGS
from wenming_archive.model import Item, Problem
from wenming_archive.ocr import pictures as looking
from wenming_archive.photos.plate import Box, Plate, plate
from wenming_archive.pipeline import prints
from wenming_archive.pipeline.progress import Progress
from wenming_archive.pipeline.workers import Workers
from wenming_archive.read import encoding, html, plain
from wenming_archive.read.limits import Unreadable
from wenming_archive.render import fields, fitting, leaflet, notice, office, smooth
from wenming_archive.render.office import Paper

#: Formats that LibreOffice opens, and the ending that tells it what they are.
_OFFICE: Mapping[str, str] = {
    **{fmt: f".{fmt}" for fmt in ("docx", "doc", "rtf", "xlsx", "xls", "pptx", "ppt", "odt", "ods", "odp")},
    "docxml": ".xml",
    "cfb": ".doc",
    "html": ".html",
    **dict.fromkeys(("txt", "md", "csv"), ".html"),
}
#: Formats of plain text, in whatever encoding.
_PLAIN = frozenset(("txt", "md", "csv"))
#: The room for a picture on a page of A4, in millimetres.
_ROOM = Box(*(points / 72 * 25.4 for points in smooth.PICTURE[2:]))
HEAD = "本件材料另附"
_CHANGED = "归档副本打不开，或与登记不符，请运行 archive verify 查明"
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Pressed:
    """An item as pages of a PDF from its ``first`` on; ``why`` tells why they only stand for it."""

    path: Path
    pages: int
    why: str = ""
    first: int = 0


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker makes of a file: a PDF at ``target`` that can be bound."""

    source: Path
    format: str
    #: What its content must be; empty of one that was made here.
    sha256: str
    target: Path
    name: str


@dataclass(frozen=True, slots=True)
class _Result:
    pages: int = 0
    why: str = ""


def press(items: Sequence[Item], root: Path, folder: Path, progress: Progress) -> dict[Key, Pressed]:
    """Return the pages of each of ``items``, made in ``folder``; ``root`` is the workspace's.

    :raises InputError: if there is no LibreOffice.
    """
    by_content = {item.known.sha256: item for item in items if not apart(item)}
    papers = [item for item in by_content.values() if item.known.format in _OFFICE]
    converted, refused = _converted(papers, root, folder, progress)
    ready = [item for item in by_content.values() if item.known.format not in _OFFICE]
    tasks = [*converted, *(_task(item, root, folder) for item in ready)]
    made = _smoothed(tasks, progress)
    reasons = {item.known.key: _reason(item, made, refused) for item in items}
    notices = _notices([item for item in items if reasons[item.known.key]], reasons, folder)
    return {
        item.known.key: notices[item.known.key] if reasons[item.known.key] else made[item.known.sha256 or ""]
        for item in items
    }


def apart(item: Item) -> str:
    """Return why an item cannot be bound in by its nature; empty if it can."""
    known = item.known
    if known.format in RECORDINGS:
        return "音像材料，不能印在纸上，随电子文件另行提交"
    if known.format == "ofd":
        return "OFD 版式文件，随电子文件另行提交"
    if known.format in MAILS or known.format == "mht":
        return "电子邮件或网页存档，随电子文件另行提交"
    if not known.readable:
        said = known.problems[0].message if known.problems else "文件无法读取"
        return f"{_brief(said)}，另行提交"
    if not item.filed_as or not known.sha256:
        return "还没有归档副本，另行提交"
    if known.format not in (*_OFFICE, *PICTURES, "pdf"):
        return "这种格式不能印在纸上，随电子文件另行提交"
    return ""


def look(task: Task) -> _Result:
    """Make a PDF that can be bound of a file."""
    try:
        with contextlib.closing(_own(task.source, task.sha256)) as stream:
            if task.format == "pdf":
                return _Result(smooth.smooth(stream, task.target))
            plates = [plate(one, fmt, _ROOM) for one, fmt in _frames(stream, task.format)]
        return _Result(smooth.pictures([_drawn(one) for one in plates], task.target))
    except Unreadable as error:
        return _Result(why=_brief(str(error)))
    except OSError:
        return _Result(why=_CHANGED)


def failed(task: Task, problem: Problem) -> _Result:
    """Return what becomes of a file that was fatal to its worker."""
    del task
    return _Result(why=_brief(problem.message))


def _brief(message: str) -> str:
    """Return what is wrong with a file, without what to do, or what that means to those who read it."""
    return message.split("；", maxsplit=1)[0].removesuffix("，没能识别其中的文字")


def _own(path: Path, sha256: str) -> BinaryIO:
    """Open a filed copy.

    :raises OSError: if it cannot be read, or is not what it was.
    """
    stream = disk.open_source(path)
    if sha256 and disk.digest(stream) != sha256:
        stream.close()
        raise OSError(_CHANGED)
    stream.seek(0)
    return stream


def _frames(stream: BinaryIO, fmt: str) -> Iterator[tuple[BinaryIO, str]]:
    """Yield the pictures of a file: the pages of a .tif, of others one."""
    if fmt != "tif":
        yield stream, fmt
        return
    with looking.opened(stream) as image:
        for n in range(getattr(image, "n_frames", 1)):
            out = io.BytesIO()
            with looking.guarded():
                image.seek(n)
                image.save(out, "TIFF", compression="tiff_deflate")
            out.seek(0)
            yield out, fmt


def _drawn(one: Plate) -> tuple[bytes, tuple[int, int]]:
    return one.jpeg, (one.width, one.height)


def _task(item: Item, root: Path, folder: Path) -> Task:
    sha256 = item.known.sha256 or ""
    return Task(root / item.filed_as[0], item.known.format, sha256, folder / f"{sha256}.pdf", item.known.name)


def _converted(
    items: Sequence[Item], root: Path, folder: Path, progress: Progress
) -> tuple[list[Task], dict[str, str]]:
    """Convert documents; return the PDFs, still to be made smooth, and by content why there is none."""
    made_in = folder / "office"
    made_in.mkdir()
    progress.phase("转成页面", len(items))
    papers = [Paper(partial(_opened, item, root), _OFFICE[item.known.format]) for item in items]
    made = office.to_pdf(papers, made_in, lambda n: progress.step(items[n].known.name))
    tasks, refused = [], {}
    for item, one in zip(items, made, strict=True):
        sha256 = item.known.sha256 or ""
        if one.path:
            tasks.append(Task(one.path, "pdf", "", folder / f"{sha256}.pdf", item.known.name))
        else:
            refused[sha256] = _CHANGED if one.reason == office.UNREAD else one.reason
    return tasks, refused


@contextlib.contextmanager
def _opened(item: Item, root: Path) -> Iterator[BinaryIO]:
    """Open a filed copy for LibreOffice: as it showed itself to who kept it, and fit to be printed."""
    fmt = item.known.format
    with _own(root / item.filed_as[0], item.known.sha256 or "") as stream:
        if fmt == "html":
            yield io.BytesIO(leaflet.web(html.decode(stream.read())))
        elif fmt == "csv":
            yield io.BytesIO(leaflet.table(plain.rows(encoding.decode(stream.read()))))
        elif fmt in _PLAIN:
            yield io.BytesIO(leaflet.lines(encoding.decode(stream.read())))
        else:
            yield fitting.fitted(stream) if fmt == "xlsx" else fields.kept(stream, fmt)


def _smoothed(tasks: Sequence[Task], progress: Progress) -> dict[str, Pressed]:
    progress.phase("整理页面", len(tasks))
    made = {}
    with Workers(look, failed, prints.begin) as workers:
        for task, result in workers.run(tasks):
            progress.step(task.name)
            made[task.target.stem] = Pressed(task.target, result.pages, result.why)
            if not task.sha256:
                task.source.unlink(missing_ok=True)
    return made


def _reason(item: Item, made: Mapping[str, Pressed], refused: Mapping[str, str]) -> str:
    sha256 = item.known.sha256 or ""
    why = apart(item) or refused.get(sha256, "") or made[sha256].why
    return why if not why or "另行提交" in why else f"{why}，另行提交"


def _notices(items: Sequence[Item], reasons: Mapping[Key, str], folder: Path) -> dict[Key, Pressed]:
    """Return for each of ``items`` the page that stands for it."""
    made_in = folder / "notices"
    made_in.mkdir()
    papers = [Paper(partial(_page, item, reasons[item.known.key]), notice.ENDING) for item in items]
    made = {}
    for item, one in zip(items, office.to_pdf(papers, made_in) if papers else (), strict=True):
        path = one.path or _empty(folder)
        made[item.known.key] = Pressed(path, smooth.check(path), reasons[item.known.key])
    return made


def _page(item: Item, why: str) -> contextlib.closing[io.BytesIO]:
    lines = (f"题名：{item.description.title}", f"文件：{item.known.name}", f"原因：{why}。")
    return contextlib.closing(io.BytesIO(notice.document(HEAD, lines)))


def _empty(folder: Path) -> Path:
    """Return an empty page, for where not even the page that says why could be made."""
    path = folder / "empty.pdf"
    if not path.exists():
        smooth.empty(path)
    return path
