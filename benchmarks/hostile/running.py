"""Run inputs through the program's workers and tell what came of them."""

from __future__ import annotations

import http.server
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import timed
from cases import SECRET, Case, Outside, cases
from specimens import specimens
from timed import Timed

from wenming_archive import stored
from wenming_archive.content import Extracted
from wenming_archive.model import Found
from wenming_archive.pipeline import reading
from wenming_archive.pipeline.workers import Workers
from wenming_archive.read.containers import MAX_DEPTH
from wenming_archive.read.limits import has_text

#: Members of one container that are read.
_MEMBERS = 60
#: Named when they take longer.
_SLOW = 10.0


@dataclass
class Tally:
    """What has come of the inputs so far."""

    inputs: int = 0
    contents: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    fatal: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)
    slow: list[tuple[float, str]] = field(default_factory=list)
    large: tuple[int, str] = (0, "")

    def add(self, sort: str, found: Found, one: Timed) -> Extracted | None:
        """Take in what a worker learnt; return what was read."""
        where = f"{sort}: {found.source[:80]}"
        self.contents += 1
        self.slow = sorted([*self.slow, (one.seconds, where)])[-5:]
        self.large = max(self.large, (one.most_bytes, where))
        if one.fatal:
            self.fatal.append(f"{where} ({one.fatal[:60]})")
        extracted = stored.extracted(one.reading.packed) if one.reading.packed else None
        if extracted is None:
            self.silent.append(where)
            return None
        self.outcomes[outcome(extracted)] += 1
        if is_silent(extracted):
            self.silent.append(where)
        if SECRET in repr(extracted) or any(leaves(member.name) for member in extracted.members):
            self.leaks.append(where)
        return extracted


def outcome(extracted: Extracted) -> str:
    """Return in a word what came of a content."""
    if extracted.trouble:
        return f"unreadable: {extracted.trouble.code}"
    return "read, with a problem" if extracted.problems else "read"


def is_silent(extracted: Extracted) -> bool:
    """Say whether a content came back with nothing, and without a reason."""
    said = extracted.trouble or extracted.problems
    return not (said or has_text(extracted.blocks) or extracted.members or extracted.picture)


def leaves(name: str) -> bool:
    """Say whether a member's name leads out of its container."""
    return name.startswith("/") or ".." in name.split("/") or "\\" in name or "\0" in name


def run(flips: int, only: str) -> int:
    """Read all inputs, print what came of them, and return 0 if everything held."""
    start, tally = time.perf_counter(), Tally()
    with tempfile.TemporaryDirectory() as name, served() as (url, asked):
        folder = Path(name)
        secret = folder / "secret.txt"
        secret.write_text(SECRET, "utf-8")
        with Workers(timed.read, timed.failed, reading.begin, frozenset()) as workers:
            for sort, batch in _batches(Outside(secret, url), flips):
                if only in sort:
                    _show(sort, _read(sort, batch, folder / "in", workers, tally))
        strays = sorted(p.name for p in folder.iterdir() if p.name not in ("secret.txt", "in"))
    return report(tally, time.perf_counter() - start, [*asked, *strays])


def _batches(outside: Outside, flips: int) -> Iterator[tuple[str, list[Case]]]:
    """Yield the inputs, those of one sort or format together."""
    sorts: dict[str, list[Case]] = {}
    for case in cases(outside):
        sorts.setdefault(case.sort, []).append(case)
    yield from sorts.items()
    for fmt, name, data in specimens() if flips else ():
        yield f"{fmt} damaged", list(damaged(fmt, name, data, flips))


def damaged(fmt: str, name: str, data: bytes, flips: int) -> Iterator[Case]:
    """Yield a specimen cut after each tenth, and with bytes changed."""
    import hostile

    for way, made in (("cut", hostile.cuts(data)), ("flip", hostile.flips(data, flips))):
        for n, changed in enumerate(made):
            yield Case(fmt, f"{way}{n}-{name}", lambda changed=changed: changed)


def _read(
    sort: str, batch: Sequence[Case], folder: Path, workers: Workers[Found, Timed], tally: Tally
) -> Tally:
    """Read inputs and the members in them; the files go when they have been read."""
    own = Tally()
    for n in range(0, len(batch), 40):
        level = []
        for case in batch[n : n + 40]:
            path = case.write(folder)
            level.append(Found(str(folder), case.name, path, path.stat().st_size, 0))
        tally.inputs += len(level)
        own.inputs += len(level)
        while level:
            inside = []
            for found, one in workers.run(level):
                own.add(sort, found, one)
                extracted = tally.add(sort, found, one)
                inside += members_of(found, extracted)
            level = inside
        for path in folder.iterdir():
            path.unlink()
    return own


def members_of(found: Found, extracted: Extracted | None) -> list[Found]:
    """Return the first members of a container as contents to read, none when it lies too deep."""
    if extracted is None or len(found.inner) >= MAX_DEPTH:
        return []
    return [
        replace(found, source=f"{found.source}!/{member.name}", inner=(*found.inner, member.name))
        for member in extracted.members[:_MEMBERS]
    ]


@contextmanager
def served() -> Iterator[tuple[str, list[str]]]:
    """Yield the address of a server on this machine, and the list of what it was asked for."""
    asked: list[str] = []

    class Counting(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Counting) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/", asked
        server.shutdown()


def _show(sort: str, own: Tally) -> None:
    slowest = own.slow[-1][0] if own.slow else 0
    notes = f"{own.inputs:5d} inputs {own.contents:6d} contents {slowest:6.2f} s {own.large[0] >> 20:5d} MB"
    print(f"{sort:22} {notes}  {len(own.fatal)} fatal {len(own.silent)} silent", flush=True)
    for seconds, where in own.slow:
        if seconds > _SLOW:
            print(f"    {seconds:6.1f} s  {where}", flush=True)
    for where in (*own.fatal, *own.silent):
        print(f"    {where}", flush=True)


def report(tally: Tally, seconds: float, followed: Sequence[str]) -> int:
    """Print the figures; return 0 if everything held."""
    print(f"\ninputs {tally.inputs}, contents with members {tally.contents}, {seconds:.0f} s in all")
    print("crashes of the program 0, hangs 0: the run came to its end")
    timeouts = sum("too-slow" in what for what in tally.fatal)
    print(f"worker deaths {len(tally.fatal) - timeouts}, timeouts {timeouts}")
    print(f"empty without a reason {len(tally.silent)}")
    print(f"secrets and names let out {len(tally.leaks)}, links followed {len(followed)}")
    slowest = tally.slow[-1] if tally.slow else (0, "nothing was read")
    print(f"slowest {slowest[0]:.1f} s ({slowest[1]})")
    print(f"largest memory of a worker {tally.large[0] >> 20} MB ({tally.large[1]})")
    for what, count in tally.outcomes.most_common():
        print(f"  {count:6d} {what}")
    for what in (*tally.leaks, *followed):
        print("  LET OUT", what)
    return int(bool(tally.silent or tally.leaks or followed))
