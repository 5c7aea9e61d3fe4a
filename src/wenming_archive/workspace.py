"""The workspace (档案工作区): its places, how it is found, how it is made."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from wenming_archive import decisions, disk, inside, settings
from wenming_archive.catalogue import load, templates
from wenming_archive.errors import InputError
from wenming_archive.yamlfile import tree
from wenming_archive.yamlfile.edit import Document

SETTINGS = "archive.yaml"
CATALOGUE = "catalogue.yaml"
DECISIONS = "decisions.yaml"
LESSONS = "lessons.json"
EVIDENCE = "材料"
OUTPUT = "输出"
#: What import-bag received; scanned beside the sources of archive.yaml.
RECEIVED = "移交"
STATE = ".archive"
#: Beside the copies in 材料/: their checksums, and which source each came from.
MANIFEST = "manifest-sha256.txt"
PROVENANCE = "manifest-sources.jsonl"

#: What a workspace holds; a scan of its folder leaves these out.
OWN_NAMES = (SETTINGS, CATALOGUE, DECISIONS, LESSONS, EVIDENCE, OUTPUT, RECEIVED, STATE)
DEFAULT_TEMPLATE = "wenming-danwei"


@dataclass(frozen=True)
class Workspace:
    """The places of one workspace."""

    root: Path

    @property
    def settings_file(self) -> Path:
        """archive.yaml"""
        return self.root / SETTINGS

    @property
    def catalogue_file(self) -> Path:
        """catalogue.yaml"""
        return self.root / CATALOGUE

    @property
    def decisions_file(self) -> Path:
        """decisions.yaml"""
        return self.root / DECISIONS

    @property
    def lessons_file(self) -> Path:
        """lessons.json: what another year's workspace teaches, if it was asked to."""
        return self.root / LESSONS

    @property
    def evidence(self) -> Path:
        """The folder of the filed copies."""
        return self.root / EVIDENCE

    @property
    def output(self) -> Path:
        """The folder of the exports."""
        return self.root / OUTPUT

    @property
    def received(self) -> Path:
        """The folder of what other offices handed over."""
        return self.root / RECEIVED

    @property
    def state(self) -> Path:
        """The folder of what can be rebuilt: index, history, lock."""
        return self.root / STATE

    @property
    def index_file(self) -> Path:
        """The index; it can be deleted and is rebuilt by the next scan."""
        return self.state / "index.sqlite"


def find(start: Path) -> Workspace:
    """Return the workspace that ``start`` lies in.

    :raises InputError: if there is none from ``start`` upward.
    """
    with disk.guarded(f"无法打开文件夹 {start}"):
        if not start.exists():
            raise InputError(f"文件夹 {start} 不存在")
    here = Path(os.path.abspath(start))
    inside.refuse_damaged(here)
    for folder in (here, *here.parents):
        if (folder / SETTINGS).is_file():
            inside.refuse_links(folder, (EVIDENCE, OUTPUT, RECEIVED), STATE)
            return Workspace(folder)
    raise InputError(
        f"{here} 及其上级文件夹里没有档案工作区（没有 {SETTINGS}）；"
        "请先运行 archive init 文件夹，或用 -C 指明工作区"
    )


def create(folder: Path, template: str | None, catalogue: Path | None) -> Workspace:
    """Make a workspace in ``folder`` with a template's catalogue or that of a file.

    :raises InputError: if there is one already, or the system refuses.
    :raises Faults: if the catalogue has faults; then nothing is made.
    """
    made = Workspace(Path(os.path.abspath(folder)))
    inside.refuse_damaged(made.root)
    text = _catalogue_text(template, catalogue)
    with disk.guarded(f"无法使用 {folder}"):
        if folder.exists() and not folder.is_dir():
            raise InputError(f"{folder} 是文件，不是文件夹；请换一个名称")
    existing = [p.name for p in (made.settings_file, made.catalogue_file, made.decisions_file) if p.exists()]
    if existing:
        raise InputError(
            f"{made.root} 里已有 {'、'.join(existing)}，没有改动；"
            "请换一个文件夹，或直接在里面运行 archive scan"
        )
    _refuse_inside(made.root)
    inside.refuse_links(made.root, (EVIDENCE, OUTPUT, RECEIVED), STATE)
    for place in (made.evidence, made.output, made.index_file.parent):
        disk.make_folder(place)
    disk.write(made.catalogue_file, text.encode("utf-8"))
    disk.write(made.decisions_file, decisions.TEMPLATE.encode("utf-8"))
    disk.write(made.settings_file, settings.TEMPLATE.encode("utf-8"))  # last: it marks a workspace
    return made


def _refuse_inside(folder: Path) -> None:
    """Refuse a workspace inside another: it would take its files for its own.

    :raises InputError: naming the outer one.
    """
    with disk.guarded(f"无法使用 {folder}"):
        outer = next((above for above in folder.parents if (above / SETTINGS).is_file()), None)
    if outer:
        raise InputError(f"{folder} 在档案工作区 {outer} 里面，不能再建工作区；请换一个文件夹")


def remember(workspace: Workspace, sources: tuple[str, ...]) -> None:
    """Write ``sources`` into ``archive.yaml``, keeping what people wrote there."""
    document = Document(workspace.settings_file, tree.read_text(workspace.settings_file))
    rows = document.rows("sources")
    gone = [n for n, source in enumerate(rows) if source not in sources]
    document.change("sources", gone, [source for source in sources if source not in rows])
    document.save()


def _catalogue_text(template: str | None, catalogue: Path | None) -> str:
    if template and catalogue:
        raise InputError("--template 和 --catalogue 只能用一个")
    if catalogue is None:
        return templates.text(template or DEFAULT_TEMPLATE)
    load.load(catalogue)
    return tree.read_text(catalogue)
