"""The registry of exporters: each row has its module, and loads it only when asked."""

from __future__ import annotations

import importlib
import subprocess
import sys

import pytest

from wenming_archive.export.exporters import EXPORTERS


@pytest.mark.parametrize("form", EXPORTERS)
def test_each_names_its_file_after_its_form_and_has_a_module_that_writes(form: str) -> None:
    exporter = EXPORTERS[form]
    assert exporter.file_name.endswith(f".{form}")
    assert callable(importlib.import_module(exporter.module).write)


def test_no_file_name_is_taken_twice() -> None:
    assert len({e.file_name for e in EXPORTERS.values()}) == len(EXPORTERS)


def test_the_registry_loads_no_library() -> None:
    code = "import sys, wenming_archive.export.exporters; sys.exit('docx' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
