"""The words in pictures and scans: recognised last, kept by content for ever, then described anew."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, replace

from wenming_archive import stored
from wenming_archive.content import Extracted, Words
from wenming_archive.index import Index
from wenming_archive.model import Found, Known, Problem
from wenming_archive.ocr import engine, recognise
from wenming_archive.pipeline import reading
from wenming_archive.pipeline.progress import Progress
from wenming_archive.pipeline.workers import Workers
from wenming_archive.place.clues import Clues
from wenming_archive.read import extras
from wenming_archive.read.contents import Contents
from wenming_archive.read.limits import Unreadable

#: Processes at most: each holds the models.
_MOST_WORKERS = 2
#: Seconds for one photo or scan, and between two savings.
_MOST_SECONDS, _SAVE_EVERY = 300.0, 2.0
#: Problems that come from the machine and not from the content.
_PASSING = frozenset(["no-access", "ocr-failed", "ocr-missing", "heic-missing"])
Key = tuple[str, str]
_contents = Contents()


@dataclass(frozen=True, slots=True)
class Task:
    """A content whose words are to be recognised."""

    found: Found
    sha256: str
    format: str
    unseen: tuple[int, ...]


def merged(extracted: Extracted, words: Words) -> Extracted:
    """Return what was read together with the words that were seen."""
    first = 0 in extracted.unseen
    blocks = (*words.blocks, *extracted.blocks) if first else (*extracted.blocks, *words.blocks)
    problems = extracted.problems
    if words.blocks or words.problem:
        problems = tuple(p for p in problems if p.code != "no-text")
    return replace(
        extracted, blocks=blocks, problems=(*problems, *((words.problem,) if words.problem else ()))
    )


def recognise_all(index: Index, known: dict[Key, Known], clues: dict[Key, Clues], progress: Progress) -> None:
    """Recognise what waits for it among ``known``, and describe these items anew, in place.

    Results are kept as they come: what an interrupted run recognised stays.
    """
    tasks = _tasks(index, known)
    if not tasks or not engine.available():
        return
    progress.phase("识别图片中的文字", len(tasks))
    kept: dict[str, Words] = {}
    unsaved: dict[str, Words] = {}
    passing: dict[str, Words] = {}
    saved = time.monotonic()
    with Workers(look, failed, begin, most=_MOST_WORKERS, seconds=_MOST_SECONDS) as workers:
        for task, words in workers.run(tasks):
            progress.step(task.found.source)
            (passing if _passes(words) else kept)[task.sha256] = words
            if task.sha256 in kept:
                unsaved[task.sha256] = words
            if time.monotonic() - saved > _SAVE_EVERY:
                _save(index, unsaved)
                saved = time.monotonic()
    _save(index, unsaved)
    for key, one in known.items():
        if one.sha256 in kept:
            anew = described(index, one.found, one.sha256)
            if anew:
                known[key], clues[key] = anew
        elif one.sha256 in passing:
            known[key] = _with(one, passing[one.sha256].problem)


def _passes(words: Words) -> bool:
    """Say whether what went wrong lies not in the content: it is tried again in the next scan."""
    return words.problem is not None and words.problem.code in _PASSING


def _with(one: Known, problem: Problem | None) -> Known:
    kept = tuple(p for p in one.problems if p.code not in _PASSING)
    return replace(one, problems=(*kept, *((problem,) if problem else ())))


def waiting(index: Index, known: Mapping[Key, Known]) -> bool:
    """Say whether words among ``known`` wait that can be recognised here."""
    return bool(_tasks(index, known))


def described(index: Index, found: Found, sha256: str) -> tuple[Known, Clues] | None:
    """Return what an item is, given all that was read and recognised of its content."""
    extracted = read(index, sha256)
    return reading.describe_one(found, sha256, extracted) if extracted else None


def read(index: Index, sha256: str) -> Extracted | None:
    """Return all that was read and recognised of a content, or ``None``."""
    extracted, words = index.extracted(sha256), index.words(sha256)
    return merged(extracted, words) if extracted and words else extracted


def begin() -> None:
    """Prepare a worker process: the engine starts with its first picture."""


def look(task: Task) -> Words:
    """Return the words of one content."""
    try:
        with _contents.opened(task.found.path, task.found.inner) as stream:
            return recognise.recognise(stream, task.format, task.unseen)
    except (OSError, Unreadable):
        return failed(task, Problem("no-access", "没能再次打开，其中的文字没有识别"))


def failed(task: Task, problem: Problem) -> Words:
    """Return what is kept of a content that was fatal to its worker: the reason, so that it rests."""
    del task
    return Words((), replace(problem, message=problem.message.replace("读取这个文件", "识别其中的文字")))


def _tasks(index: Index, known: Mapping[Key, Known]) -> list[Task]:
    waiting = index.unseen()
    decodes = "pi_heif" in extras.present()
    tasks: dict[str, Task] = {}
    for one in known.values():
        if one.sha256 in waiting and one.present and (decodes or one.format != "heic"):
            tasks.setdefault(one.sha256, Task(one.found, one.sha256, one.format, waiting[one.sha256]))
    return list(tasks.values())


def _save(index: Index, unsaved: dict[str, Words]) -> None:
    with index.writing():
        for sha256, words in unsaved.items():
            index.keep_words(sha256, stored.packed_words(words))
    unsaved.clear()
