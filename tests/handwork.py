"""A small office whose copies people move about with the file manager."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

from builders import names, tree
from conftest import Archive
from wenming_archive import decisions

TALK, SERVICE = "Ⅰ 思想道德建设/Ⅰ-1 道德讲堂", "Ⅰ 思想道德建设/Ⅰ-2 志愿服务"
CLEAN, OPINION = "Ⅱ 环境建设/Ⅱ-1 环境卫生", "Ⅱ 环境建设/Ⅱ-2 群众评价"
FILES = {
    "讲堂.txt": "道德讲堂活动方案\n2022年5月3日",
    "服务.txt": "学雷锋志愿服务总结\n2022年12月30日",
    "卫生.txt": "环境卫生检查台账\n2023年5月6日 已整改",
    "菜谱.txt": "红烧排骨的做法",
}
#: The copies that a scan makes of them.
COPIES = {
    "讲堂.txt": f"{TALK}/Ⅰ-1-01 道德讲堂活动方案.txt",
    "服务.txt": f"{SERVICE}/Ⅰ-2-01 学雷锋志愿服务总结.txt",
    "卫生.txt": f"{CLEAN}/Ⅱ-1-01 环境卫生检查台账.txt",
}
NEW = "院落保洁照片说明\n2023年3月8日"


def office(archive: Archive) -> Path:
    """Make the sources of the office, scan them, and return 材料/."""
    assert archive("scan", sources(archive)).status == 0
    assert names(archive.root / "材料") == sorted(COPIES.values())
    return archive.root / "材料"


def sources(archive: Archive) -> Path:
    """Make the sources of the office."""
    return tree(archive.root.parent / "资料", FILES)


def move(evidence: Path, source: str, target: str) -> Path:
    """Move the copy of a source to ``target``, whose folder is made; return where it stands."""
    path = evidence / target
    path.parent.mkdir(parents=True, exist_ok=True)
    (evidence / COPIES.get(source, source)).rename(path)
    return path


def put(evidence: Path, target: str, text: str = NEW) -> Path:
    """Put a new file into 材料/."""
    tree(evidence, {target: text})
    return evidence / target


def codes(archive: Archive) -> dict[str, str]:
    """Return the indicators of each source; the status of what has none."""
    return {
        source: " ".join(placed["code"] for placed in item["indicators"]) or item["status"]
        for source, item in archive.items().items()
    }


def decided(archive: Archive) -> dict[str, str]:
    """Return what decisions.yaml says of each path."""
    found = decisions.load(archive.root / "decisions.yaml").items
    return {one.path: _said(one) for one in found}


def _said(one: decisions.Decision) -> str:
    place = "ignored" if one.ignore else "unassigned" if one.unassign else " ".join(one.assign)
    return f"{place} “{one.caption}”".strip() if one.caption else place


def contents(evidence: Path) -> dict[str, str]:
    """Return what stands in 材料/."""
    return {name: (evidence / name).read_text("utf-8") for name in names(evidence)}


def hands(archive: Archive, *options: str) -> list[tuple[str, str]]:
    """Scan; return what was understood of the hands, and what was answered."""
    ran = archive("scan", "--json", *options)
    assert ran.status == 0, ran
    return [(hand["act"], hand["answer"]) for hand in ran.json["hands"]]


def at_rest(archive: Archive) -> bool:
    """Say whether a further scan finds nothing to do, and tells the same."""
    before = archive("list", "--json").out
    again: dict[str, Any] = archive("scan", "--json").json
    nothing = not (again["hands"] or again["steps"] or again["opened"] or again["foreign"])
    return nothing and archive("list", "--json").out == before


def forget(archive: Archive) -> None:
    """Delete the index, and all else that can be made anew."""
    shutil.rmtree(archive.root / ".archive")


def same_time(path: Path, like: Path) -> None:
    """Give a file the times of another."""
    info = like.stat()
    os.utime(path, ns=(info.st_atime_ns, info.st_mtime_ns))
