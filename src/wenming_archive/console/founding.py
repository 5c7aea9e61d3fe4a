"""What a new workspace took over from another year's."""

from __future__ import annotations

from pathlib import Path

from wenming_archive.catalogue.model import Catalogue
from wenming_archive.console import screen
from wenming_archive.pipeline.past import Learnt


def learnt(old: Path, one: Learnt, taken: Catalogue | None) -> None:
    """Print what was learnt from the workspace at ``old``; ``taken`` is its catalogue if that came along."""
    sure = one.lessons - one.by_person
    screen.say(f"  从 {old} 学到 {one.lessons} 份材料的归法：")
    screen.say(f"  人工决定的 {one.by_person} 份，自动归档且十分有把握的 {sure} 份")
    if one.homeless:
        screen.say(f"  其中 {one.homeless} 份的指标在新的测评体系里没有对应，不参考")
    screen.say("  记在 lessons.json，删掉即不再参考")
    if taken:
        period = f"，测评周期 {taken.period.start} 至 {taken.period.end}" if taken.period else ""
        screen.say(f"  沿用了往年的测评体系{period}；新一届有改动的（包括周期），请先改 catalogue.yaml")
