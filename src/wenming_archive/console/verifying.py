"""What a verification found, for a person and as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wenming_archive.console import screen
from wenming_archive.errors import CopyError
from wenming_archive.filing.verifying import Finding, Kind, State
from wenming_archive.pipeline.verifying import Verdict
from wenming_archive.workspace import EVIDENCE, MANIFEST

_LISTED = 20
#: What each kind is called, and what to do; the worst first.
_KINDS: Mapping[Kind, tuple[str, str]] = {
    "decayed": (
        "内容损坏",
        "多半是磁盘在出故障。先把工作区和来源备份到别的磁盘，"
        "再把这些副本移出 材料/，运行 archive scan 从来源补上",
    ),
    "changed": ("被改动过", "运行 archive scan，会问以改动后的为准，还是恢复原样"),
    "replaced": (
        "被换成了别的",
        "把换上的移出 材料/（是链接的，只移走链接本身），运行 archive scan 从来源补上",
    ),
    "missing": ("缺少", "运行 archive scan，会问从来源补上，还是不要了；移到别处的会照着记录"),
    "unreadable": ("无法读取", "关闭正在打开它的程序，或请管理员检查权限和磁盘，再运行 archive verify"),
    "unexpected": ("多出来的", "放在指标文件夹里的，运行 archive scan 收作材料；不是材料的，移出 材料/"),
}
_MANIFESTS: Mapping[State, str] = {
    "missing": f"校验清单 {EVIDENCE}/{MANIFEST} 不在了",
    "differs": f"校验清单 {EVIDENCE}/{MANIFEST} 与记录不符",
}


def resumed(begun: str, count: int) -> None:
    """Say that the run goes on with one that was cut off."""
    screen.tell(f"接着上次（{begun} 开始）的核对，已核对 {count} 份；要从头来，用 --again")


def show(verdict: Verdict) -> None:
    """Print what was found, and what to do."""
    if verdict.unsaved:
        screen.warn([f"核对照常做完，只是没能记下做到了哪里：{verdict.unsaved}"])
    screen.say(f"核对完成：{_count(verdict)}")
    for kind, (label, advice) in _KINDS.items():
        _block(label, advice, [one for one in verdict.findings if one.kind == kind])
    if verdict.manifest in _MANIFESTS:
        screen.say(f"{_MANIFESTS[verdict.manifest]}；运行 archive scan 会重新写好")


def _count(verdict: Verdict) -> str:
    if not verdict.checked:
        return "还没有归档副本"
    same = "全部" if verdict.sound == verdict.checked else f"{verdict.sound} 份"
    return f"共 {verdict.checked} 份归档副本，{same}与记录一致"


def _block(label: str, advice: str, found: list[Finding]) -> None:
    if not found:
        return
    screen.say(f"{label}（{len(found)}）：")
    for one in found[:_LISTED]:
        screen.say(f"  {EVIDENCE}/{one.target}{one.reason and f'：{one.reason}'}")
    if len(found) > _LISTED:
        screen.say(f"  …另有 {len(found) - _LISTED} 项，见 archive verify --json")
    screen.say(f"  → {advice}")


def as_json(verdict: Verdict) -> dict[str, Any]:
    """Return the verdict for ``--json``."""

    def of(*kinds: Kind) -> list[dict[str, str]]:
        chosen = (one for one in verdict.findings if one.kind in kinds)
        return [{"target": f"{EVIDENCE}/{one.target}", "reason": one.reason} for one in chosen]

    return {
        "checked": verdict.checked,
        "sound": verdict.sound,
        "changed": of("changed", "decayed", "replaced"),
        "missing": of("missing"),
        "unexpected": of("unexpected"),
        "unreadable": of("unreadable"),
        "manifest": verdict.manifest,
    }


def conclude(verdict: Verdict) -> None:
    """End as the verdict is.

    :raises CopyError: if anything was found.
    """
    if verdict.troubles:
        raise CopyError(f"核对发现 {verdict.troubles} 处问题，处理后再运行 archive verify")
