"""What there is to look at: a photo, the frames of a .tif, the pages of a scan, each of bounded size."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import logging
import struct
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

from wenming_archive.read import captions, ofd
from wenming_archive.read.limits import Unreadable, broken

if TYPE_CHECKING:
    from PIL.Image import Image

#: Pages looked at of one scan: title, number and issuer stand on the first, the date on the last.
FIRST_PAGES, LAST_PAGES = 3, 1
#: Pixels of the longest side of a photo, of a page, and of what is only glanced at.
_PHOTO, _PAGE, _GLANCE = 1280, 2000, 256
_DPI = 150
#: Pixels beyond which nothing is decoded; a JPEG is decoded small, so that it may have more.
MOST_PIXELS = 120_000_000
#: Half the pixels beyond which a picture is not even opened.
_BOMB = 250_000_000
#: The longest side of a sheet A4 in points: what a picture of unknown size is taken for.
_SHEET = 842
#: What EXIF calls the turn, and its inner part.
_TURNED, _EXIF = 274, 0x8769
NO_HEIC = (
    "没有安装 HEIC 照片的解码组件，照片里的字没有读；"
    '如需识别，请运行 pip install "wenming-archive[heic]" 后重新扫描'
)
_DAMAGE = (
    *(OSError, ValueError, SyntaxError, TypeError, AttributeError, EOFError),
    *(ArithmeticError, LookupError, NotImplementedError, RuntimeError, struct.error),
)


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture to look at."""

    image: Image
    #: Points of a pixel; of a photo, as if it were a sheet.
    scale: float
    #: True for what is known to be a page.
    page: bool
    #: Which page it is, from 1; 0 of a photo.
    number: int = 0


@dataclass(frozen=True, slots=True)
class Sight:
    """A picture to measure, and what its file says of how it was made."""

    #: Upright, in colour on white; a JPEG's is decoded smaller if that leaves enough.
    image: Image
    #: The size of the picture itself, upright.
    size: tuple[int, int]
    #: The steps of brightness a JPEG was saved with; empty for what is none.
    steps: tuple[int, ...]
    #: How EXIF says it must be turned to be upright.
    orientation: int
    #: The program it was made with, and remarks.
    said: str


def shots(stream: BinaryIO, fmt: str, unseen: Sequence[int]) -> Iterator[Shot]:
    """Yield what to look at in a content; ``unseen`` are its pages without text, counted from 0.

    :raises Unreadable: if a picture is damaged, or larger than is sensible.
    """
    return _SOURCES.get(fmt, _photo)(stream, unseen)


def glance(stream: BinaryIO, fmt: str) -> Image:
    """Return a picture upright and small; a JPEG is decoded no larger than that takes.

    :raises Unreadable: if it is damaged, larger than is sensible, or there is no decoder for it.
    """
    decodes = fmt != "heic" or decodes_heic()
    try:
        with opened(stream) as image:
            return _decoded(image, _GLANCE)
    except Unreadable as error:
        raise error if decodes else Unreadable("heic-missing", NO_HEIC) from error


def sight(stream: BinaryIO, fmt: str, side: int) -> Sight:
    """Return a picture with at least ``side`` pixels on its longer side, if it has so many.

    :raises Unreadable: as ``glance``.
    """
    decodes = fmt != "heic" or decodes_heic()
    try:
        with opened(stream) as image:
            width, height = image.size
            tables = getattr(image, "quantization", None) or {}
            shown = _decoded(image, side, most=2 * side)
            orientation, said = _noted(image)
    except Unreadable as error:
        raise error if decodes else Unreadable("heic-missing", NO_HEIC) from error
    size = (height, width) if orientation >= 5 else (width, height)
    return Sight(shown, size, tuple(tables.get(0, ())), orientation, said)


def _noted(image: Any) -> tuple[int, str]:
    try:
        with guarded():
            exif = image.getexif()
            turned = exif.get(_TURNED, 1)
            said = captions.remarks(image, dict(exif), exif.get_ifd(_EXIF))
    except Unreadable:
        return 1, ""
    return turned if isinstance(turned, int) and 1 <= turned <= 8 else 1, said


def chosen(pages: Sequence[int]) -> list[int]:
    """Return the first and the last of ``pages``, which are all that is looked at."""
    if len(pages) <= FIRST_PAGES + LAST_PAGES:
        return list(pages)
    return [*pages[:FIRST_PAGES], *pages[-LAST_PAGES:]]


def _photo(stream: BinaryIO, _: Sequence[int]) -> Iterator[Shot]:
    with opened(stream) as image:
        shown = _decoded(image, _PHOTO)
    yield Shot(shown, _SHEET / max(shown.size), False)


def _heic(stream: BinaryIO, unseen: Sequence[int]) -> Iterator[Shot]:
    """Yield a phone's photo; of this family Pillow alone opens .avif."""
    decodes = decodes_heic()
    try:
        yield from _photo(stream, unseen)
    except Unreadable as error:
        raise error if decodes else Unreadable("heic-missing", NO_HEIC) from error


def decodes_heic() -> bool:
    """Say whether there is a decoder for phones' photos, and make it known to Pillow."""
    if not importlib.util.find_spec("pi_heif"):
        return False
    import pi_heif

    pi_heif.register_heif_opener()
    return True


def _frames(stream: BinaryIO, _: Sequence[int]) -> Iterator[Shot]:
    """Yield the frames of a .tif, which are pages."""
    with opened(stream) as image:
        with guarded():
            count = getattr(image, "n_frames", 1)
        for n in chosen(range(count)):
            shown, scale = _frame(image, n)
            yield Shot(shown, scale, True, n + 1)


def _frame(image: Any, n: int) -> tuple[Image, float]:
    with guarded():
        image.seek(n)
        longest, dpi = max(image.size), float(image.info.get("dpi", (0, 0))[0])
    shown = _decoded(image, _PAGE)
    points = longest * 72 / dpi if 90 <= dpi <= 1200 else _SHEET
    return shown, points / max(shown.size)


def opened(stream: BinaryIO) -> Any:
    """Return a picture as Pillow opens it, its pixels not decoded yet.

    :raises Unreadable: if it is damaged, or larger than is sensible.
    """
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = _BOMB
    with guarded():
        return Image.open(stream)


def _decoded(image: Any, side: int, most: int = 0) -> Image:
    """Return the picture upright, in colour on white, no side longer than ``side``, or else ``most``."""
    from PIL import ImageOps

    with guarded():
        by = side / max(image.size)
        image.draft("RGB", (max(1, int(image.width * by)), max(1, int(image.height * by))))
        if image.width * image.height > MOST_PIXELS:
            raise too_large()
        shown = flat(ImageOps.exif_transpose(image))
        shown.thumbnail((most or side, most or side))
        return shown


@contextlib.contextmanager
def guarded() -> Iterator[None]:
    """Keep Pillow's English warnings quiet, and say in our own words what it raises."""
    from PIL import Image

    logging.getLogger("PIL").setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except Image.DecompressionBombError as error:
        raise too_large() from error
    except _DAMAGE as error:
        raise Unreadable("broken", "图片不完整或已损坏，没能识别其中的文字") from error


def flat(image: Any) -> Image:
    """Return a picture in colour, on white where it lets through."""
    from PIL import Image

    if image.mode.startswith("I"):  # 16 bits of grey
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("RGB")  # type: ignore[no-any-return]
    clear = image.convert("RGBA")
    white = Image.new("RGBA", clear.size, "white")
    return Image.alpha_composite(white, clear).convert("RGB")


def _pdf(stream: BinaryIO, unseen: Sequence[int]) -> Iterator[Shot]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(stream, autoclose=False)
    except pypdfium2.PdfiumError as error:
        raise broken("PDF ") from error
    try:
        for n in chosen(unseen):
            yield _rendered(document, n)
    finally:
        document.close()


def _rendered(document: Any, n: int) -> Shot:
    import pypdfium2

    try:
        page = document[n]
        try:
            _check_images(page)
            longest = max(page.get_size())
            scale = min(_DPI / 72, _PAGE / longest)
            image = page.render(scale=scale, grayscale=True).to_pil().convert("RGB")
        finally:
            page.close()
    except (pypdfium2.PdfiumError, ValueError, ArithmeticError, IndexError) as error:
        raise Unreadable("broken", f"PDF 第 {n + 1} 页已损坏，没能识别其中的文字") from error
    return Shot(image, 1 / scale, True, n + 1)


def _check_images(page: Any) -> None:
    """Refuse a page with a picture that would take too much memory to draw."""
    import pypdfium2.raw

    for image in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        width, height = image.get_px_size()
        if width * height > MOST_PIXELS:
            raise too_large()


def _ofd(stream: BinaryIO, unseen: Sequence[int]) -> Iterator[Shot]:
    """Yield the pictures on the pages; of a kind that does not open, only what opens."""
    refused: Unreadable | None = None
    some = False
    found = ((page, data) for page in chosen(unseen) for data in ofd.images(stream, page))
    for page, data in found:
        try:
            with opened(io.BytesIO(data)) as image:
                shown = _decoded(image, _PAGE)
        except Unreadable as error:
            refused = error
            continue
        some = True
        yield Shot(shown, _SHEET / max(shown.size), True, page + 1)
    if refused and not some:
        raise refused


def too_large() -> Unreadable:
    """Return the refusal of a picture that would take too much memory."""
    return Unreadable("too-large", "图片尺寸过大，没有识别其中的文字")


_SOURCES: Mapping[str, Callable[[BinaryIO, Sequence[int]], Iterator[Shot]]] = {
    "pdf": _pdf,
    "ofd": _ofd,
    "tif": _frames,
    "heic": _heic,
}
