"""What people and the program do in any order, against a simple model: sources, decisions, work by hand."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from builders import snapshot
from conftest import Ran
from desk import Decided, Decisions, Desk, sha

TEXTS = (
    "道德讲堂活动方案\n第一期\n2022年5月3日",
    "道德讲堂活动方案\n第十二期\n2022年6月8日",
    "学雷锋志愿服务总结\n2022年12月30日",
    "环境卫生检查台账\n2023年5月6日 已整改",
    "红烧排骨的做法",
    "关于报送材料的通知\n请各科室于周五前报送。",
)
PATHS = ("甲.txt", "乙.txt", "党办/甲.txt", "党办/丙.txt", "工会/丁.txt")
LEAVES = ("Ⅰ-1", "Ⅰ-2", "Ⅱ-1", "Ⅱ-2")
_ASIDE = "_撤下/"

which = st.integers(0, 11)
texts = st.sampled_from(TEXTS).map(str.encode)
paths = st.sampled_from(PATHS)
leaves = st.sampled_from(LEAVES)


class Office(RuleBasedStateMachine):
    """What people and the program do, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk()
        #: The sources as they are, and as the last scan saw them; ``None`` when that is not known.
        self.given: dict[str, bytes] = {}
        self.seen: dict[str, bytes] | None = {}
        self.decided: Decisions = {}
        #: What people put into 材料/ by hand, and whether they have been at work there since the last scan.
        self.theirs: set[bytes] = set()
        self.meddled = False
        #: What was decided before each entry of the history.
        self.before: dict[int, Decisions] = {}
        self.edits = 0

    def teardown(self) -> None:
        self.desk.close()

    # -- people and their sources

    @initialize(files=st.dictionaries(paths, texts, min_size=1, max_size=4))
    def begin(self, files: dict[str, bytes]) -> None:
        for path, content in files.items():
            self.write(path, content)
        self.scan()

    @rule(path=paths, content=texts)
    def write(self, path: str, content: bytes) -> None:
        target = self.desk.sources / path
        target.parent.mkdir(exist_ok=True)
        target.unlink(missing_ok=True)
        target.write_bytes(content)
        self.given[path] = content

    @rule(n=which, path=paths)
    def move(self, n: int, path: str) -> None:
        if self.given:
            old = _nth(self.given, n)
            (self.desk.sources / path).parent.mkdir(exist_ok=True)
            (self.desk.sources / old).replace(self.desk.sources / path)
            self.given[path] = self.given.pop(old)

    @rule(n=which)
    def delete(self, n: int) -> None:
        if len(self.given) > 1:
            path = _nth(self.given, n)
            (self.desk.sources / path).unlink()
            del self.given[path]

    # -- the program

    @rule()
    def scan(self) -> None:
        assert self._done("scan", self.desk.sources).status == 0
        self.seen = dict(self.given)
        if self.meddled:  # of what was left to be asked about, the next scan draws the conclusion
            assert self._done("scan").status == 0
            self.meddled = False
        self.decided = self.desk.decisions()
        items = self._listed()
        self._all_are_listed(items)
        self._placed_by_person(items)
        self._copies_are_right(items)
        self._twice_is_once()

    @rule(n=which, codes=st.lists(leaves, min_size=1, max_size=3, unique=True))
    def assign(self, n: int, codes: list[str]) -> None:
        self._decide(n, "assign", tuple(codes), *codes)

    @rule(n=which)
    def ignore(self, n: int) -> None:
        self._decide(n, "ignore", ("ignored",))

    @rule(n=which)
    def unassign(self, n: int) -> None:
        path = _nth(self.given, n)
        status = self._done("unassign", self.desk.sources / path).status
        self.decided = self.desk.decisions()
        if status == 0:
            self._placed_by_person(self._listed())

    @rule(code=leaves, clear=st.booleans())
    def not_held(self, code: str, clear: bool) -> None:
        assert self._done("not-held", code, *(["--clear"] if clear else ["--note", "没有"])).status == 0
        rows = yaml.safe_load((self.desk.root / "decisions.yaml").read_text("utf-8"))["not_held"]
        assert (code in [row["code"] for row in rows]) != clear

    @rule(count=st.sampled_from((1, 1, 2)))
    def undo(self, count: int) -> None:
        steps = [step["number"] for step in self._log() if step["undoable"]][:count]
        ran = self._done("undo", str(count))
        assert (ran.status == 2) == (len(steps) < count), ran
        if ran.status != 2:
            self.seen = None
            self.decided = self.desk.decisions()
            assert self.decided == self.before.get(steps[-1], self.decided), "not as they were before"
            self._listed()

    @rule()
    def verify(self) -> None:
        ran = self.desk.run("verify")
        foreign = self.meddled or self.theirs & set(self.desk.contents().values())
        assert ran.status == 0 or (foreign and ran.status == 3) or "archive scan" in ran.err, ran

    @rule()
    def look(self) -> None:
        assert self.desk.run("gaps").status == 0

    @rule()
    def forget(self) -> None:
        """Let somebody delete the index."""
        if not self.meddled:
            shutil.rmtree(self.desk.root / ".archive", ignore_errors=True)
            self.seen = None
            self.before.clear()

    # -- people at work in 材料/

    @rule(n=which, leaf=leaves, name=st.sampled_from(("", "新名.txt")))
    def hand_moves(self, n: int, leaf: str, name: str) -> None:
        for copy in self._copy(n):
            target = self.desk.evidence / self.desk.folders[leaf] / (name or copy.name)
            if not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                copy.rename(target)
                self.meddled = True

    @rule(content=texts, leaf=st.one_of(leaves, st.just("")), fresh=st.booleans())
    def hand_puts(self, content: bytes, leaf: str, fresh: bool) -> None:
        content = self._fresh(content) if fresh else content
        target = self.desk.evidence / self.desk.folders.get(leaf, "") / f"放进{len(content)}.txt"
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            self.theirs.add(content)
            self.meddled = True

    @rule(n=which)
    def hand_deletes(self, n: int) -> None:
        for copy in self._copy(n):
            copy.unlink()
            self.meddled = True

    @rule(n=which)
    def hand_edits(self, n: int) -> None:
        for copy in self._copy(n):
            content = self._fresh(copy.read_bytes())
            copy.unlink()  # as editors save; a linked copy stays as it is
            copy.write_bytes(content)
            self.theirs.add(content)
            self.meddled = True

    # -- what must hold

    def _done(self, *arguments: str | Path) -> Ran:
        """Run a command that may make an entry in the history; note what was decided before."""
        before, known = self.desk.decisions(), {step["number"] for step in self._log()}
        ran = self.desk.run(*arguments)
        fresh = {step["number"] for step in self._log()} - known
        self.before |= dict.fromkeys(fresh, before)
        return ran

    def _log(self) -> list[dict[str, Any]]:
        steps: list[dict[str, Any]] = self.desk.run("log", "--json").json
        return steps

    def _decide(self, n: int, command: str, decided: Decided, *codes: str) -> None:
        path = _nth(self.given, n)
        status = self._done(command, self.desk.sources / path, *codes).status
        self.decided = self.desk.decisions()
        if status:  # not known yet, or changed since the scan so that no copy can be made
            return
        if self.seen is not None:
            assert self.decided[sha(self.seen[path])] == (path, decided)
        self._placed_by_person(self._listed())

    def _listed(self) -> list[dict[str, Any]]:
        """Return the list, which comes in catalogue order, then by source."""
        items = self.desk.items()
        keys = [(LEAVES.index(codes[0]) if (codes := _codes(i)) else 9, i["source"]) for i in items]
        assert keys == sorted(keys)
        return items

    def _all_are_listed(self, items: Sequence[dict[str, Any]]) -> None:
        there = {
            i["source"]: i["sha256"] for i in items if i["root"] == str(self.desk.sources) and _present(i)
        }
        assert there == {path: sha(content) for path, content in self.given.items()}
        assert max(Counter((i["root"], i["source"]) for i in items).values()) == 1
        kept = {sha(content) for content in self.desk.contents().values()}
        lost = [i for i in items if not _present(i) and not i["filed_as"]]
        assert not [i for i in lost if i["sha256"] in kept or not i["problems"]], "not filed, though there"

    def _placed_by_person(self, items: Sequence[dict[str, Any]]) -> None:
        """Check that what a person decided is so."""
        if self.seen is None:
            return
        by_path, by_content = {}, {}
        for one, (path, decided) in self.decided.items():
            if not decided:
                continue
            there = self.seen.get(path)
            if there is not None and sha(there) != one:
                by_path[path] = decided
            else:
                by_content[one] = decided
        for item in items:
            if item["root"] == str(self.desk.sources) and _present(item):
                wanted = by_content.get(item["sha256"]) or by_path.get(item["source"])
                if wanted and not item["same_as"]:
                    _stands(item, wanted)

    def _copies_are_right(self, items: Sequence[dict[str, Any]]) -> None:
        contents = self.desk.contents()
        filed = {name.removeprefix("材料/"): i["sha256"] for i in items for name in i["filed_as"]}
        for name, one in filed.items():
            assert sha(contents[name]) == one or contents[name] in self.theirs, name
        strays = [n for n in contents if n not in filed and contents[n] not in self.theirs]
        assert all(name.startswith(_ASIDE) for name in strays), strays

    def _twice_is_once(self) -> None:
        """Check that a second scan changes nothing; of what is nowhere any more only the first one tells."""
        before = snapshot(self.desk.evidence)
        listed = [item for item in self.desk.items() if item["filed_as"] or _present(item)]
        assert self.desk.run("scan", "--json").json["steps"] == []
        assert snapshot(self.desk.evidence) == before
        assert self.desk.items() == listed

    # -- choices

    def _copy(self, n: int) -> Iterator[Path]:
        """Yield the copy numbered ``n``, if there is any."""
        contents = self.desk.contents()
        if contents:
            yield self.desk.evidence / _nth(contents, n)

    def _fresh(self, content: bytes) -> bytes:
        """Return a content that nobody has seen, and no other has its size."""
        self.edits += 1
        return content + b"\n" + b"x" * (60 * self.edits)


def _nth(names: dict[str, Any], n: int) -> str:
    return sorted(names)[n % len(names)]


def _codes(item: dict[str, Any]) -> list[str]:
    return [one["code"] for one in item["indicators"]]


def _present(item: dict[str, Any]) -> bool:
    return all(problem["code"] != "source-missing" for problem in item["problems"])


def _stands(item: dict[str, Any], wanted: Decided) -> None:
    if wanted == ("ignored",):
        assert item["status"] == "ignored", item
    elif wanted == ("unassigned",):
        assert item["status"] not in ("filed", "ignored"), item
    else:
        assert (item["status"], _codes(item)) == ("filed", list(wanted)), item
