from __future__ import annotations

import io
import subprocess
import sys

import pytest

from builders import jpg
from wenming_archive.content import Words
from wenming_archive.model import Problem
from wenming_archive.ocr import engine
from wenming_archive.ocr.lines import Failed
from wenming_archive.ocr.recognise import recognise

PROBE = """
import sys
from wenming_archive.ocr import engine, recognise
engine.available()
print(sorted({"rapidocr", "onnxruntime", "numpy", "cv2", "PIL", "pypdfium2"} & set(sys.modules)))
"""


@pytest.fixture
def without(monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = {"none": engine.Kind(("no_such_library_at_all",), lambda: pytest.fail("started"))}
    monkeypatch.setattr(engine, "ENGINES", kinds)
    engine.started.cache_clear()


def test_asking_imports_nothing_heavy() -> None:
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("[]\n", "")


@pytest.mark.usefixtures("without")
def test_without_the_extra_there_is_a_reason_that_says_how_to_get_it() -> None:
    assert not engine.available()
    with pytest.raises(Failed, match="没有安装文字识别组件"):
        engine.started()
    assert recognise(io.BytesIO(jpg()), "jpg") == Words((), Problem("ocr-missing", engine.MISSING))
    assert 'pip install "wenming-archive[ocr]"' in engine.MISSING


def test_half_an_extra_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    kinds = {"half": engine.Kind(("json", "no_such_library_at_all"), lambda: pytest.fail("started"))}
    monkeypatch.setattr(engine, "ENGINES", kinds)
    assert not engine.available()
