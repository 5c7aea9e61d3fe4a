"""The registry of exporters: each row has its module, and loads it only when asked."""

from __future__ import annotations

import importlib
import subprocess
import sys
from typing import Any

import pytest

from wenming_archive.export.exporters import DOSSIERS, EXPORTERS, Exporter

ALL: dict[str, Exporter[Any]] = {**EXPORTERS, **DOSSIERS}


@pytest.mark.parametrize("form", ALL)
def test_each_names_its_file_after_its_form_and_has_a_module_that_writes(form: str) -> None:
    exporter = ALL[form]
    assert exporter.file_name.endswith(f".{form}")
    assert callable(importlib.import_module(exporter.module).write)


def test_no_file_name_is_taken_twice() -> None:
    assert len({e.file_name for e in ALL.values()}) == len(ALL) == len(EXPORTERS) + len(DOSSIERS)


def test_the_registry_loads_no_library() -> None:
    code = "import sys, wenming_archive.export.exporters; sys.exit({'docx', 'xlsxwriter'} & {*sys.modules} != set())"
    subprocess.run([sys.executable, "-c", code], check=True)
