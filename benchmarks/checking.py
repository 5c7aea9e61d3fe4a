"""Score the checks: of what is wrong with two offices' evidence what is found, and what is made up.

Usage: ``python benchmarks/checking.py [--half dev|held|both] [--ocr] [--show]``

Each office (``checks/``) is built as files, scanned, put under its indicators by decision, and
checked as ``archive check`` does.  A fault is found when a check for its topic names one of its
files (or its indicator); a finding is wrong when nothing is true of it, item by item where it lists
those of a folder.  A false alarm is a wrong finding that names a clean item, or an indicator alone.
``--show`` lists what is missed and made up, as ``--half dev`` does anyway: ``held`` is only scored.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).parent / "alike"))
sys.path.insert(0, str(Path(__file__).parent / "describing"))
sys.path.insert(0, str(Path(__file__).parent / "checks"))

import evidence
from evidence import Entry, Office
from topics import OF_PHOTOS, TOGETHER, TOPICS

from wenming_archive import disk, workspace
from wenming_archive.pipeline import checking, scan, session
from wenming_archive.pipeline.progress import Silent
from wenming_archive.report.checks import registry
from wenming_archive.report.checks.check import Check, Finding
from wenming_archive.workspace import Workspace

ALARMS = ("error", "warning", "hint")
TARGETS = {"error": "≤ 1", "warning": "≤ 5", "hint": "–"}


@dataclass(frozen=True)
class Told:
    """What a check says: of one item, or of several together, or of an indicator."""

    check: Check
    sources: tuple[str, ...]
    codes: tuple[str, ...] = ()
    message: str = ""


@dataclass(frozen=True)
class Case:
    """One fault: its topic, and the files or the indicator that it is found with."""

    name: str
    topic: str
    files: frozenset[str]
    code: str = ""

    def by(self, finding: Told) -> bool:
        """Say whether ``finding`` tells of it."""
        if finding.check.id not in TOPICS[self.topic]:
            return False
        return self.code in finding.codes if self.code else not self.files.isdisjoint(finding.sources)


@dataclass(frozen=True)
class Scored:
    """What the checks said of an office, against what is true."""

    office: Office
    cases: tuple[Case, ...]
    found: frozenset[Case]
    right: tuple[Told, ...]
    wrong: tuple[Told, ...]

    @property
    def clean(self) -> frozenset[str]:
        """The files with which nothing is wrong."""
        return frozenset(entry.file for entry in self.office.entries if entry.clean)

    def alarms(self, level: str) -> list[Told]:
        """Return the wrong findings of a level that name a clean item, or an indicator only."""
        of_it = (one for one in self.wrong if one.check.level.value == level)
        return [one for one in of_it if not one.sources or not self.clean.isdisjoint(one.sources)]


def cases(office: Office, *, ocr: bool) -> list[Case]:
    """Return the faults of an office; of those that only recognised words tell, none without ``ocr``."""
    files: dict[tuple[str, str], set[str]] = {}
    for entry in office.entries:
        for topic in () if entry.seen and not ocr else entry.faults:
            files.setdefault((entry.case, topic), set()).update(entry.files)
    of_files = [Case(name, topic, frozenset(some)) for (name, topic), some in files.items()]
    whole = [
        Case(code, topic, frozenset(), code) for code, some in office.indicators.items() for topic in some
    ]
    return [*of_files, *whole]


def score(office: Office, findings: Sequence[Told], *, ocr: bool) -> Scored:
    """Return what is right and what is wrong among ``findings``."""
    wanted = cases(office, ocr=ocr)
    allowed = {entry.file: _allowed(entry) for entry in office.entries}
    hits = {n: [case for case in wanted if case.by(one)] for n, one in enumerate(findings)}
    open_ = [one for n, one in enumerate(findings) if not hits[n]]
    return Scored(
        office,
        tuple(wanted),
        frozenset(case for some in hits.values() for case in some),
        tuple(one for n, one in enumerate(findings) if hits[n]),
        tuple(one for one in open_ if not any(one.check.id in allowed.get(file, ()) for file in one.sources)),
    )


def _allowed(entry: Entry) -> frozenset[str]:
    """Return the checks that are not wrong about an entry."""
    said = (check for topic in (*entry.may, *entry.faults) for check in TOPICS[topic])
    return frozenset((*said, *(OF_PHOTOS if "photo" in entry.more else ())))


def run(office: Office, folder: Path, *, ocr: bool) -> list[Told]:
    """Build an office below ``folder``, scan it with its decisions, and return what the checks find."""
    source = folder / "资料"
    evidence.build(office, source)
    own = workspace.create(folder / "档案", None, office.catalogue)
    own.settings_file.write_text(yaml.safe_dump(dict(office.settings), allow_unicode=True), "utf-8")
    _decide(own, office.entries, source)
    with session.working(own.root, "scan") as begun:
        scan.run(begun, [source], Silent(), scan.Way(ocr=ocr))
    with session.working(own.root, "check") as begun:
        return [one for finding in checking.check(begun, Silent())[0] for one in told(finding)]


def told(finding: Finding) -> Iterator[Told]:
    """Yield what a finding says: item by item, where it only lists those of a folder together."""
    sources = finding.sources
    split = len(sources) > 1 and finding.check.id not in TOGETHER
    for some in [(source,) for source in sources] if split else [sources]:
        yield Told(finding.check, some, finding.codes, finding.fault.message)


def _decide(own: Workspace, entries: Sequence[Entry], source: Path) -> None:
    """Put each item under its indicators by decision; of files of one content under those of all."""
    rows: dict[str, dict[str, object]] = {}
    for entry in entries:
        sha256 = disk.sha256(source / entry.file)
        size = (source / entry.file).stat().st_size
        row = rows.setdefault(
            sha256 if size else entry.file, {"sha256": sha256, "path": entry.file, "assign": []}
        )
        row["assign"] = list(dict.fromkeys([*row["assign"], *entry.at]))  # type: ignore[misc]
        if caption := entry.more.get("caption"):
            row["caption"] = caption
    text = yaml.safe_dump({"items": list(rows.values())}, allow_unicode=True)
    own.decisions_file.write_text(text, "utf-8")


# -- what is printed -------------------------------------------------------------------------------


def report(half: str, scored: Scored) -> None:
    """Print the figures of one office."""
    clean, faulty = len(scored.clean), len(scored.office.entries) - len(scored.clean)
    print(f"## {half}: {clean} clean items, {faulty} with a fault, {len(scored.cases)} faults\n")
    _topics(scored)
    _checks(scored)
    print("\n| false alarms per 100 clean items | | target |\n|---|--:|--:|")
    for level in ALARMS:
        count = len(scored.alarms(level))
        print(f"| {level} | {count / clean * 100:.1f} | {TARGETS[level]} |")
    print()


def _topics(scored: Scored) -> None:
    wanted = Counter(case.topic for case in scored.cases)
    found = Counter(case.topic for case in scored.found)
    print("| fault | expected | found | recall |\n|---|--:|--:|--:|")
    for topic in (topic for topic in TOPICS if wanted[topic]):
        print(f"| {topic} | {wanted[topic]} | {found[topic]} | {found[topic] / wanted[topic]:.2f} |")
    total = sum(found.values())
    print(f"| **all** | {len(scored.cases)} | {total} | {total / len(scored.cases):.3f} |\n")


def _checks(scored: Scored) -> None:
    right = Counter(one.check for one in scored.right)
    wrong = Counter(one.check for one in scored.wrong)
    wanted = Counter(check for case in scored.cases for check in TOPICS[case.topic])
    found = Counter(check for case in scored.found for check in TOPICS[case.topic])
    print("| check | level | found / expected | recall | findings right | wrong | precision |")
    print("|---|---|--:|--:|--:|--:|--:|")
    for check in registry.CHECKS:
        count = right[check] + wrong[check]
        if not count and not wanted[check.id]:
            continue
        precision = f"{right[check] / count:.2f}" if count else "–"
        recall = f"{found[check.id] / wanted[check.id]:.2f}" if wanted[check.id] else "–"
        print(
            f"| {check.id} | {check.level.value} | {found[check.id]} / {wanted[check.id]} | {recall}"
            f" | {right[check]} | {wrong[check]} | {precision} |"
        )
    count = len(scored.right) + len(scored.wrong)
    share = len(scored.right) / count if count else 1.0
    print(f"| **all** | | | | {len(scored.right)} | {len(scored.wrong)} | {share:.3f} |")


def show(scored: Scored) -> None:
    """Print what was missed and what was made up."""
    print("Missed:")
    for case in (case for case in scored.cases if case not in scored.found):
        print(f"  {case.topic}: {case.code or '、'.join(sorted(case.files))}")
    print("\nMade up (* names a clean item):")
    for one in scored.wrong:
        mark = "*" if not scored.clean.isdisjoint(one.sources) or not one.sources else " "
        where = "、".join(one.sources[:3]) or "、".join(one.codes)
        print(f" {mark}{one.check.level.value} {one.check.id}: {where}: {one.message}")
    print()


def scored(half: str, *, ocr: bool) -> Scored:
    """Return what the checks say of a half."""
    office = evidence.load(half)
    with tempfile.TemporaryDirectory() as folder:
        return score(office, run(office, Path(folder), ocr=ocr), ocr=ocr)


def main() -> None:
    """Score one half or both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--half", choices=("dev", "held", "both"), default="both")
    parser.add_argument("--ocr", action="store_true", help="recognise words in pictures")
    parser.add_argument("--show", action="store_true", help="list what is missed and made up, of dev")
    chosen = parser.parse_args()
    if chosen.show and chosen.half != "dev":
        parser.error("held is only scored: --show needs --half dev")
    for half in ("dev", "held") if chosen.half == "both" else (chosen.half,):
        begun = time.perf_counter()
        found = scored(half, ocr=chosen.ocr)
        report(half, found)
        if half == "dev" and (chosen.show or chosen.half == "dev"):
            show(found)
        print(f"{time.perf_counter() - begun:.0f} s\n")


if __name__ == "__main__":
    main()
