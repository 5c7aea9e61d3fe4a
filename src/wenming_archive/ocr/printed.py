"""Pictures as they are printed: upright, in the colours that every printer takes, no larger than is seen."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, BinaryIO

from wenming_archive.ocr.pictures import (
    MOST_PIXELS,
    NO_HEIC,
    decodes_heic,
    flat,
    guarded,
    opened,
    too_large,
)
from wenming_archive.read.limits import Unreadable

if TYPE_CHECKING:
    from PIL.Image import Image

#: What EXIF calls the turn; from 5 on a picture lies on its side.
_TURNED, _ON_ITS_SIDE = 274, 5
#: By what EXIF calls it, the turn that makes a picture upright, as Pillow counts them.
_TURNS = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}
#: The colour spaces that a picture's own profile is followed in.
_FOLLOWED = {"RGB": ("RGB",), "CMYK": ("CMYK",)}
Size = tuple[int, int]


def shown(stream: BinaryIO, fmt: str, fit: Callable[[Size], Size]) -> Image:
    """Return a picture upright, in sRGB on white, in the size that ``fit`` gives for its own upright size.

    It carries nothing but its pixels.

    :raises Unreadable: if it is damaged, larger than is sensible, or there is no decoder for it.
    """
    decodes = fmt != "heic" or decodes_heic()
    try:
        with opened(stream) as image, guarded():
            return _upright(image, fit)
    except Unreadable as error:
        raise error if decodes else Unreadable("heic-missing", NO_HEIC) from error


def _upright(image: Any, fit: Callable[[Size], Size]) -> Image:
    from PIL.Image import Transpose

    turn = _turn(image)
    size = _swapped(fit(_swapped(image.size, turn)), turn)
    image.draft("RGB", size)  # a JPEG is decoded no larger than that takes
    if image.width * image.height > MOST_PIXELS:
        raise too_large()
    made = _in_srgb(_reduced(image, size))
    made = made if made.size == size else made.resize(size)
    made = made.transpose(Transpose(_TURNS[turn])) if turn in _TURNS else made
    made.info.clear()
    return made


def _turn(image: Any) -> int:
    """Return how EXIF says a picture must be turned; 1 for not at all, or if its EXIF data are damaged."""
    try:
        with guarded():
            turn = image.getexif().get(_TURNED, 1)
    except Unreadable:
        return 1
    return turn if isinstance(turn, int) else 1


def _swapped(size: Size, turn: int) -> Size:
    return (size[1], size[0]) if turn in _TURNS and turn >= _ON_ITS_SIDE else size


def _reduced(image: Any, size: Size) -> Any:
    """Return a picture in about its size, where that can be had before its colours are turned."""
    from PIL import Image

    smooth = image.mode in ("L", "RGB", "CMYK", "YCbCr")
    if not smooth or image.size == size:
        return image
    return image.resize(size, Image.Resampling.HAMMING, reducing_gap=2.0)


def _in_srgb(image: Any) -> Image:
    """Return a picture in sRGB on white: by its own profile if it has one that fits."""
    from PIL import ImageCms

    profile = image.info.get("icc_profile")
    made = image if image.mode == "CMYK" else flat(image)
    if profile:
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            if made.mode in _FOLLOWED.get(own.profile.xcolor_space.strip(), ()):
                srgb = ImageCms.createProfile("sRGB")
                made = ImageCms.profileToProfile(made, own, srgb, outputMode="RGB") or made
        except (ImageCms.PyCMSError, OSError):
            pass  # a profile that nobody can read says nothing of the colours
    return flat(made)
