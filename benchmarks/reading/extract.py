"""Read a list of files with one extractor, in a process of its own, and print JSON.

Usage: ``python extract.py NAME < task.json`` in an environment where that extractor is installed.

The task: ``files``; ``seconds``, after which no further file is begun; ``warm``, whether the first
file is read once before the clock runs, so that nothing is imported inside; ``texts``, whether the
text is wanted.  The answer: the extractor's ``version``; ``start``, the seconds of its import and of
warming up; for each file begun the processor seconds and the error, or the text; ``memory``, the
largest, in MB.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, BinaryIO


def wenming_archive() -> Callable[[str], str]:
    """Return the program's own readers; members of containers are read too."""
    from wenming_archive.model import Found
    from wenming_archive.read import containers, reader

    def texts(name: str, stream: BinaryIO) -> Iterator[str]:
        extracted = reader.read(Found("", name, Path(name), 0, 0), stream)
        if extracted.trouble:
            raise ValueError(extracted.trouble.message)
        yield from (block.text for block in extracted.blocks)
        if extracted.members:
            stream.seek(0)
            with closing(containers.CONTAINERS[extracted.format](stream)) as container:
                for member in extracted.members:
                    with containers.member(container, member.name) as inner:
                        yield from texts(member.name, inner)

    def read(path: str) -> str:
        with Path(path).open("rb") as stream:
            return "\n".join(texts(Path(path).name, stream))

    return read


def markitdown() -> Callable[[str], str]:
    """Return markitdown without its plug-ins."""
    from markitdown import MarkItDown

    converter = MarkItDown(enable_plugins=False)
    return lambda path: str(converter.convert_local(path).text_content)


def kreuzberg() -> Callable[[str], str]:
    """Return kreuzberg without its store of results; what it read of members is taken too."""
    from kreuzberg import ExtractionConfig, extract_file_sync

    config = ExtractionConfig(use_cache=False)

    def texts(result: Any) -> Iterator[str]:
        yield result.content
        for member in result.children or ():
            yield from texts(member["result"])

    return lambda path: "\n".join(texts(extract_file_sync(path, config=config)))


def python_docx() -> Callable[[str], str]:
    """Return what decision 0001 is about: text in order, with styles, and the cells of tables."""
    import docx
    from docx.table import Table

    def texts(path: str) -> Iterator[str]:
        for part in docx.Document(path).iter_inner_content():
            if isinstance(part, Table):
                yield from (cell.text for row in part.rows for cell in row.cells)
            else:
                yield f"{part.style and part.style.name}\n{part.text}"

    return lambda path: "\n".join(texts(path))


_EXTRACTORS = {
    "wenming-archive": wenming_archive,
    "markitdown": markitdown,
    "kreuzberg": kreuzberg,
    "python-docx": python_docx,
}


def main() -> None:
    """Do the task."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever an extractor prints is no answer
    task = json.load(sys.stdin)
    start = time.perf_counter()
    read = _EXTRACTORS[sys.argv[1]]()
    if task["warm"]:
        _timed(read, task["files"][0])
    answer = {"version": _version(), "start": time.perf_counter() - start}
    answer["files"] = list(_all(read, task))
    json.dump({**answer, "memory": _memory()}, out)
    out.close()


def _all(read: Callable[[str], str], task: dict[str, Any]) -> Iterator[dict[str, Any]]:
    end = time.perf_counter() + task["seconds"]
    for path in task["files"]:
        if time.perf_counter() > end:
            return
        done = _timed(read, path)
        if not task["texts"]:
            del done["text"]
        yield done


def _timed(read: Callable[[str], str], path: str) -> dict[str, Any]:
    begun, text, error = _processor(), "", ""
    try:
        text = read(path)
    except Exception as fault:  # whatever an extractor raises is its result
        error = f"{type(fault).__name__}: {str(fault)[:200]}"
    return {"seconds": _processor() - begun, "text": text, "error": error}


def _processor() -> float:
    """Return the processor seconds of all threads and of ended processes below this one."""
    below = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + below.ru_utime + below.ru_stime


def _version() -> str:
    try:
        return importlib.metadata.version(sys.argv[1])
    except importlib.metadata.PackageNotFoundError:
        return ""


def _memory() -> float:
    """Return the largest memory: Linux's own figure, as the other one is kept across exec."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
