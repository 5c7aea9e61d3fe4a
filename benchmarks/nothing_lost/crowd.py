"""Let twenty processes use one workspace at once, and see that nothing is lost.

Usage: ``python benchmarks/nothing_lost/crowd.py [--seconds 60] [--processes 20] [--items 60] [--seed 1]``

Needs ``pip install -e ".[dev]"``, Linux and gcc.  Each runs one command after another, drawn at random:
scan, assign, ignore, unassign, not-held, undo, verify, list, gaps, log, export-docx; each decides on
items of its own.  Every command must end with status 0 or with the sentence that says who holds the
workspace.  At the end: a scan and ``verify`` find all in order, every source is listed once and as it
was, nothing half-written is left, and every decision that a command has acknowledged is in the history;
those of the history that were not taken back are what ``decisions.yaml`` says.

Reported: commands by how they ended; what is not as it should be.  Exit status 1 if anything is not.
"""

from __future__ import annotations

import argparse
import random
import sys
import threading
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import operations
import places
import yaml
from places import Place, Tally
from runner import REAL, Ran, Runner
from trial import lane, scratch

_CODES = ("Ⅰ-1", "Ⅰ-2", "Ⅱ-1")
_LOOKING = (["list", "--json"], ["gaps", "--json"], ["log", "--json"])
_WORKING = (["scan"], ["verify"], ["undo"], ["export-docx"])
_HELD = "工作区正由"


@dataclass
class Worker:
    """One of the crowd: runs commands until its time is over."""

    run: Runner
    items: list[Path]
    chance: random.Random
    ended: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    #: What was acknowledged, by the name of the item: what the history must know.
    decided: dict[str, list[str]] = field(default_factory=dict)

    def work(self, until: float) -> None:
        """Run one command after another."""
        while time.monotonic() < until:
            if self.chance.random() < 0.5:
                self._decide()
            else:
                self._ended(self.run(*self.chance.choice((*_LOOKING, *_WORKING)), how=REAL))

    def _decide(self) -> None:
        item = self.chance.choice(self.items)
        code = self.chance.choice(_CODES)
        commands = {
            f"→ {code}": ["assign", item, code],
            "→ 不归档": ["ignore", item],
            "": ["unassign", item],
            f"{code}：": ["not-held", code, "--note", f"第{self.chance.randrange(9999)}次"],
        }
        said, command = self.chance.choice(list(commands.items()))
        if self._ended(self.run(*command, how=REAL)) and said.startswith("→"):
            self.decided.setdefault(item.name, []).append(said)

    def _ended(self, ran: Ran) -> bool:
        """Count how a command ended; say whether it did what it was to do."""
        held = ran.status == 2 and _HELD in ran.err
        nothing = ran.status == 2 and "没有可以撤销的" in ran.err
        how = "held by another" if held else "nothing to undo" if nothing else f"status {ran.status}"
        self.ended[how] += 1
        if ran.status and not held and not nothing:
            self.faults.append(f"status {ran.status}: {places.end(ran.err) or places.end(ran.out)}")
        return ran.status == 0


def main() -> int:
    """Run, print what came of it, and say with the exit status whether all held."""
    chosen = _parser().parse_args()
    with ExitStack() as stack:
        place = stack.enter_context(lane(scratch(stack)))
        operations.scanned(place, operations.many(chosen.items))
        before = places.touched(place.sources)
        listed = _listed(place)
        workers = _crowd(place, chosen, stack)
        faults = [fault for worker in workers for fault in worker.faults]
        tally = _judged(place, workers, listed)
        if places.touched(place.sources) != before:
            tally.wrong.append("a source was touched")
    ended = sum((worker.ended for worker in workers), Counter[str]())
    print(f"{chosen.processes} processes, {chosen.seconds} s, {ended.total()} commands")
    for how, count in ended.most_common():
        print(f"  {count:6} {how}")
    decided = sum(len(said) for worker in workers for said in worker.decided.values())
    print(f"{decided} decisions acknowledged")
    for what, count in Counter(faults).most_common():
        print(f"  {count} times: {what}")
    for what in tally.all:
        print(f"  {what}")
    print(f"ended otherwise {len(faults)}, lost {len(tally.lost)}, wrong {len(tally.doubled + tally.wrong)}")
    return int(bool(faults or tally.all))


def _crowd(place: Place, chosen: argparse.Namespace, stack: ExitStack) -> list[Worker]:
    """Let the crowd work; return what each has done."""
    items = sorted(place.sources.rglob("*.txt"))
    workers = [
        Worker(
            stack.enter_context(Runner(place.root, {})),
            items[n :: chosen.processes],
            random.Random(f"{chosen.seed} {n}"),
        )
        for n in range(chosen.processes)
    ]
    until = time.monotonic() + chosen.seconds
    threads = [threading.Thread(target=worker.work, args=(until,)) for worker in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return workers


def _listed(place: Place) -> list[str]:
    return sorted(item["source"] for item in place.run("list", "--json").json)


def _judged(place: Place, workers: list[Worker], listed: list[str]) -> Tally:
    """Return what is not as it should be when all have ended."""
    tally = Tally()
    tally.expect(place.run("scan"), 0)
    tally.expect(place.run("verify"), 0)
    again = place.run("scan", "--json")
    tally.expect(again, 0)
    if again.json["steps"]:
        tally.wrong.append(f"a second scan has steps: {again.json['steps'][:2]}")
    now = _listed(place)
    tally.lost += [f"not listed: {name}" for name in set(listed) - set(now)]
    tally.doubled += [f"listed twice: {name}" for name, count in Counter(now).items() if count > 1]
    tally.wrong += [f"left half-written: {path}" for path in place.root.rglob("*.part~")]
    _decisions(place, workers, tally)
    return tally


def _decisions(place: Place, workers: list[Worker], tally: Tally) -> None:
    """Note decisions that the history does not know, and where decisions.yaml is not as it tells."""
    entries = place.run("log", "--json", "-n", "9999").json
    whole = min((entry["number"] for entry in entries), default=1) == 1
    for worker in workers:
        for item, said in worker.decided.items():
            told = Counter(c.rpartition("：")[2] for e in entries for c in e["changes"] if f"/{item}：" in c)
            for one, count in Counter(said).items():
                known = sum(n for what, n in told.items() if what.endswith(one))
                if whole and known == 0:
                    tally.lost.append(f"{item} {one}: acknowledged {count} times, not in the history")
    _as_told(entries, place, tally)


def _as_told(entries: list[dict[str, Any]], place: Place, tally: Tally) -> None:
    """Note the items about which decisions.yaml does not say what the history, gone through, comes to."""
    last: dict[str, str] = {}
    for entry in reversed(entries):
        for change in entry["changes"] if not entry["undone"] and entry["command"] != "undo" else ():
            path, _, said = change.rpartition("：")
            if "/" in path and " → " in said:
                last[path] = said.rpartition(" → ")[2]
    data = yaml.safe_load((place.root / "decisions.yaml").read_text("utf-8"))
    rows = {row["path"]: row for row in data["items"]}
    for path, said in last.items():
        if _said(rows.get(path)) != said:
            tally.wrong.append(
                f"{path}: the history comes to {said}, decisions.yaml says {_said(rows.get(path))}"
            )


def _said(row: dict[str, Any] | None) -> str:
    """Return a decision as the history puts it."""
    if row is None:
        return "没有决定"
    return (
        "不归档" if row.get("ignore") else "不归入指标" if row.get("unassign") else "、".join(row["assign"])
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--processes", type=int, default=20)
    parser.add_argument("--items", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    return parser


if __name__ == "__main__":
    sys.exit(main())
