"""The real engine, on pictures that stand beside the tests; skipped where the extra is not installed."""

from __future__ import annotations

import io
import logging
import multiprocessing
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from wenming_archive.content import Words
from wenming_archive.ocr import engine, pictures, rapid
from wenming_archive.ocr.lines import Failed
from wenming_archive.ocr.recognise import recognise

pytest.importorskip("rapidocr")
pytest.importorskip("onnxruntime")

SAMPLES = Path(__file__).parent / "samples"
LINES = [
    "松山县教育局文件",
    "松教发〔2022〕18号",
    "关于开展经典诵读进校园活动",
    "的通知",
    "各中心学校，县直各学校：",
    "根据县文明办统一安排，现将经典诵读活动有关事项",
    "通知如下，请结合实际认真抓好落实，并于9月底前报送",
    "总结材料。",
    "松山县教育局",
    "2022年8月26日",
]


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    engine.started.cache_clear()
    yield
    engine.started.cache_clear()


def seen(name: str, fmt: str) -> Words:
    with (SAMPLES / name).open("rb") as stream:
        return recognise(stream, fmt, (0,))


def texts(seen: Words) -> list[str]:
    return [block.text.replace(" ", "") for block in seen.blocks]


def test_the_whole_work_needs_no_network_and_says_nothing(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert texts(seen("banner.jpg", "jpg")) == ["传承红色基因争当时代新人"]
    assert capfd.readouterr() == ("", "")
    assert logging.getLogger("RapidOCR").level == logging.CRITICAL


def test_a_scan_is_its_lines_with_the_sizes_of_their_type() -> None:
    found = seen("scan.pdf", "pdf")
    assert (texts(found), found.problem) == (LINES, None)
    sizes = [block.size for block in found.blocks]
    assert sizes[0] == pytest.approx(30, abs=2)
    assert sizes[2] == sizes[3] == pytest.approx(22, abs=1.5)
    assert set(sizes[4:]) == {sizes[4]}
    assert sizes[4] == pytest.approx(16, abs=1)
    assert [block.centred for block in found.blocks[:4]] == [True] * 4


@pytest.mark.parametrize(
    "turn", [Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270]
)
def test_a_scan_that_lies_wrong_is_turned(turn: Image.Transpose) -> None:
    with (SAMPLES / "scan.pdf").open("rb") as stream:
        (shot,) = pictures.shots(stream, "pdf", (0,))
    out = io.BytesIO()
    shot.image.transpose(turn).save(out, "TIFF", compression="jpeg")
    assert texts(recognise(io.BytesIO(out.getvalue()), "tif"))[:4] == LINES[:4]


def test_a_picture_without_text_has_none() -> None:
    out = io.BytesIO()
    Image.effect_noise((640, 480), 40).save(out, "PNG")
    assert recognise(io.BytesIO(out.getvalue()), "png") == Words()


@pytest.mark.parametrize("size", [(1, 1), (3, 900), (16, 16), (1280, 4)])
def test_a_picture_of_odd_size_is_no_trouble(size: tuple[int, int]) -> None:
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, "PNG")
    assert recognise(io.BytesIO(out.getvalue()), "png") == Words()


def test_a_missing_model_is_a_reason_and_is_not_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rapid, "_MODELS", {"Det.model_path": "none.onnx", "Rec.model_path": "none.onnx"})
    problem = seen("banner.jpg", "jpg").problem
    assert problem and problem.code == "ocr-failed"


def test_a_damaged_model_is_a_reason(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    model = tmp_path / "damaged.onnx"
    model.write_bytes(b"\x08\x07" + b"no model" * 50)
    monkeypatch.setattr(rapid, "_MODELS", {"Det.model_path": str(model), "Rec.model_path": str(model)})
    problem = seen("banner.jpg", "jpg").problem
    assert problem and problem.code == "ocr-failed"
    assert "\n" not in problem.message


def test_libraries_that_do_not_load_are_a_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise ImportError("DLL load failed")

    monkeypatch.setattr(rapid, "_started", fail)
    with pytest.raises(Failed, match="请重新安装（DLL load failed）"):
        rapid.Rapid()


def test_it_works_in_a_worker_that_was_spawned() -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        data = io.BytesIO((SAMPLES / "banner.jpg").read_bytes())
        assert texts(pool.apply(recognise, (data, "jpg"))) == ["传承红色基因争当时代新人"]


def test_the_engine_has_nothing_to_fetch_with() -> None:
    code = (
        "import sys\n"
        "from wenming_archive.ocr import engine\n"
        "engine.started()\n"
        "from rapidocr.utils import download_file, load_image\n"
        "for library in (download_file.requests, load_image.requests):\n"
        "    try: library.get('http://127.0.0.1:9/')\n"
        "    except library.RequestException: print('refused')\n"
        "print('urllib3' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "refused\nrefused\nFalse\n"


def test_the_engine_reports_to_nobody_and_leaves_nothing_in_the_home_folder(tmp_path: Path) -> None:
    code = "from wenming_archive.ocr import engine; engine.started()"
    homes = {name: str(tmp_path) for name in ("HOME", "XDG_CACHE_HOME", "LOCALAPPDATA", "USERPROFILE")}
    environment = {k: v for k, v in os.environ.items() if not k.startswith("ORT_")}
    subprocess.run([sys.executable, "-c", code], env={**environment, **homes}, check=True)
    assert list(tmp_path.rglob("*")) == []
