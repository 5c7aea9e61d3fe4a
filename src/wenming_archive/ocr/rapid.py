"""The engine RapidOCR: PP-OCR models that come in its wheel, run by ONNX Runtime on one thread.

The models are named by path: RapidOCR would otherwise fetch what it misses from the network.  What it
would do that with is kept from it, too.
"""

from __future__ import annotations

import os
import sys
import types
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from wenming_archive.ocr.lines import Box, Failed, Line

if TYPE_CHECKING:
    from PIL.Image import Image

_MODELS = {"Det.model_path": "PP-OCRv6_det_small.onnx", "Rec.model_path": "PP-OCRv6_rec_small.onnx"}
_OPTIONS = {
    "Global.log_level": "critical",
    "Global.use_preprocess_img": False,  # the picture comes in its right size
    "Global.use_vertical_padding": False,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,  # work is shared among processes
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    "Det.limit_type": "max",
    "Det.limit_side_len": 4096,
}


class Rapid:
    """RapidOCR as an ``Engine``; starting it takes a second."""

    def __init__(self) -> None:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                self._rapid = _started()
        except (ImportError, OSError, RuntimeError, ValueError) as error:
            raise Failed("ocr-failed", f"文字识别组件启动不了，请重新安装（{_said(error)}）") from error

    def find(self, picture: Image) -> tuple[Box, ...]:
        """Return where lines of text stand in an RGB picture."""
        found = self._guarded(self._find, _pixels(picture))
        corners = getattr(found, "boxes", None)
        return tuple(_box(four) for four in (corners if corners is not None else ()))

    def read(self, picture: Image, boxes: Sequence[Box]) -> tuple[Line, ...]:
        """Return the line in each of ``boxes``, in the same order."""
        pixels = _pixels(picture)
        return tuple(self._guarded(self._read, pixels, box) for box in boxes)

    def _find(self, pixels: Any) -> Any:
        return self._rapid(pixels, use_det=True, use_cls=False, use_rec=False)

    def _read(self, pixels: Any, box: Box) -> Line:
        import numpy

        # One at a time: a batch would be padded to its longest line, which costs more on one thread.
        crops = self._rapid.crop_text_regions(pixels, numpy.array([box.corners], dtype="float32"))
        read = self._rapid.recognize_txt(crops)
        return Line(_chinese(str(read.txts[0])), box, float(read.scores[0]))

    @staticmethod
    def _guarded(step: Any, *arguments: Any) -> Any:
        """Return what ``step`` returns, and say in our own words what its libraries raise."""
        try:
            return step(*arguments)
        except _raised() as error:
            raise Failed("ocr-failed", f"识别图片中的文字时出错（{_said(error)}）") from error


def _started() -> Any:
    _close()
    import cv2
    import onnxruntime
    import rapidocr

    cv2.setNumThreads(1)
    onnxruntime.disable_telemetry_events()
    folder = Path(rapidocr.__file__).parent / "models"
    return rapidocr.RapidOCR(params=_OPTIONS | {key: str(folder / name) for key, name in _MODELS.items()})


def _close() -> None:
    """Keep the libraries from the network, before they are loaded.

    ONNX Runtime would note each session in a database in the user's home, and report it to its maker.
    In the place of ``requests`` this process gets a library that only refuses: the real one opens a
    socket the moment it is loaded, to see what the system can do.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"

    def refuse(*_: object, **__: object) -> NoReturn:
        raise OSError("offline")

    stub = types.ModuleType("requests")
    vars(stub).update(get=refuse, Response=object, RequestException=OSError)
    sys.modules.setdefault("requests", stub)


def _raised() -> tuple[type[Exception], ...]:
    """Return what the libraries raise at a model or a picture that they cannot work with."""
    import cv2
    from onnxruntime.capi import onnxruntime_pybind11_state as state
    from rapidocr.inference_engine.onnxruntime.main import ONNXRuntimeError
    from rapidocr.main import RapidOCRError

    models = (state.Fail, state.RuntimeException, state.InvalidProtobuf, state.InvalidGraph, state.NoSuchFile)
    pictures = (cv2.error, ONNXRuntimeError, RapidOCRError, ArithmeticError, LookupError, ValueError)
    return (*models, *pictures, OSError)


def _pixels(picture: Image) -> Any:
    """Return the picture as an array in the order blue, green, red."""
    import numpy

    return numpy.ascontiguousarray(numpy.asarray(picture.convert("RGB"))[:, :, ::-1])


def _box(corners: Any) -> Box:
    a, b, c, d = ((float(x), float(y)) for x, y in corners)
    return Box((a, b, c, d))


def _chinese(text: str) -> str:
    """Return the text with the dot of Chinese names where the models know the Japanese one alone."""
    return text.replace("・", "·").strip()


def _said(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[-1][:120] if lines else type(error).__name__
