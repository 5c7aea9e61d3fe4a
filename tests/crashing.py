"""What a worker does when a content is fatal to it; found by worker processes by this name."""

from __future__ import annotations

import os
import time

from wenming_archive.model import Found
from wenming_archive.pipeline import reading, workers
from wenming_archive.pipeline.reading import Reading


def read(found: Found) -> Reading:
    """Do what the file's name says."""
    if "崩溃" in found.source:
        os._exit(9)
    if "卡死" in found.source:
        time.sleep(600)
    if "出错" in found.source:
        raise ZeroDivisionError
    if "絮语" in found.source:
        os.write(1, b"\x1b[2J")
        os.write(2, b"\x1b[2J")
        print("\x1b[2J", flush=True)  # noqa: T201  # as libraries do
    if "膨胀" in found.source:
        bytearray(workers.MOST_BYTES * 2)
    return reading.read(found)
