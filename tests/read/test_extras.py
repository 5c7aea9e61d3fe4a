"""Optional parts: found without loading them."""

from __future__ import annotations

import importlib.util
import shutil
import sys

import pytest

from wenming_archive.read import extras


def test_what_is_installed_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: name == "py7zr" or None)
    monkeypatch.setattr(shutil, "which", lambda name: "/bin/x" if name == "unrar" else None)
    assert extras.present() == "py7zr unrar"


def test_nothing_is_loaded() -> None:
    before = set(sys.modules)
    extras.present()
    assert not {"py7zr", "rarfile", "pi_heif"} & (set(sys.modules) - before)
