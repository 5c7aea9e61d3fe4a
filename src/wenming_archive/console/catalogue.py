"""The catalogue as a tree, and the bundled templates."""

from __future__ import annotations

from wenming_archive.catalogue.model import Catalogue, Indicator
from wenming_archive.catalogue.needs import PER_WORDS
from wenming_archive.catalogue.templates import NAMES
from wenming_archive.console import screen


def tree(catalogue: Catalogue) -> None:
    """Print the tree with points, units and needs."""
    edition = f"（{catalogue.edition}）" if catalogue.edition else ""
    screen.say(f"{screen.safe(catalogue.title)}{edition}", "bold")
    if catalogue.period:
        screen.say(f"测评周期 {catalogue.period.start} 至 {catalogue.period.end}")
    for depth, node in catalogue.walk():
        screen.say(
            f"{'  ' * depth}{screen.safe(node.code)} {screen.safe(node.title)}{_notes(node, catalogue)}"
        )
    screen.say(f"末级指标 {len(catalogue.leaves)} 项")


def _notes(node: Indicator, catalogue: Catalogue) -> str:
    notes = [
        f"{node.score:g}分" if node.score is not None else "",
        screen.safe(catalogue.unit_label(node.lead) or ""),
        "、".join(f"{n.label}{PER_WORDS[n.per][0] if n.per else ''}{n.min}" for n in node.evidence),
    ]
    shown = "　".join(note for note in notes if note)
    return f"　[{shown}]" if shown else ""


def templates() -> None:
    """Print the bundled templates."""
    for name, label in NAMES.items():
        screen.say(f"{name}　{label}")
    screen.say("用法：archive init 文件夹 --template 文明单位")
