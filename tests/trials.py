"""A small disk to try the program on, and what must be so after a trial."""

from __future__ import annotations

from pathlib import Path

from builders import names, tree
from conftest import Archive, Ran

FILES = {
    "工会/志愿服务总结.txt": "学雷锋志愿服务总结\n2022年12月30日",
    "道德讲堂.txt": "道德讲堂活动方案\n2022年5月3日",
    "菜谱.txt": "红烧排骨的做法",
}
#: The copies that a scan makes of them.
COPIES = [
    "Ⅰ 思想道德建设/Ⅰ-1 道德讲堂/Ⅰ-1-01 道德讲堂活动方案.txt",
    "Ⅰ 思想道德建设/Ⅰ-2 志愿服务/Ⅰ-2-01 学雷锋志愿服务总结.txt",
]


def small_disk(tmp_path: Path) -> Path:
    """Make the folder of sources."""
    return tree(tmp_path / "资料", FILES)


def refused(ran: Ran, *said: str) -> None:
    """The run ended in one sentence, on stderr, that says all of ``said``."""
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, "", 1), ran
    assert all(part in ran.err for part in said), ran.err


def state(archive: Archive) -> tuple[object, ...]:
    """Return what people and programs see of a workspace; no trace of how it came to be so."""
    filed = {name: (archive.root / "材料" / name).read_bytes() for name in names(archive.root / "材料")}
    listed = [{**item, "filed_as": sorted(item["filed_as"])} for item in archive("list", "--json").json]
    return filed, listed, archive("gaps", "--json").out, names(archive.root)
