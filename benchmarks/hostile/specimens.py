"""A small sound file of every format the program reads, to be cut and disturbed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import test_image
import test_mail
import test_media
import test_ofd
import test_outlook

import builders
import packing
from shells import compound

_TESTS = Path(__file__).parents[2] / "tests"

LINES = ("关于开展道德讲堂活动的通知", "各科室：", "现将有关事项通知如下。", "2023年5月6日")
_PAGE = "\n".join(LINES * 40)


def specimens() -> Iterator[tuple[str, str, bytes]]:
    """Yield format, name and content."""
    for path in sorted((_TESTS / "read" / "samples").iterdir()):
        if path.suffix != ".md":
            yield path.suffix[1:], path.name, path.read_bytes()
    for name, data in {**_documents(), **_others()}.items():
        yield name.rpartition(".")[2], name, data
    for fmt, data in test_media.FILES.items():
        yield fmt, f"录音录像.{fmt}", data


def _documents() -> Mapping[str, bytes]:
    rows = (("序号", "姓名", "单位", "日期"), *((str(n), "张某", "某局", "2023-05-06") for n in range(60)))
    return {
        "通知.docx": builders.docx(*LINES, table=rows[:9], header="某局文件", box="签发：张某"),
        "台账.xlsx": builders.xlsx(*rows),
        "通知.pdf": builders.pdf(*LINES * 20),
        "通知.ofd": test_ofd.SAMPLE,
        "通知.txt": _PAGE.encode("gb18030"),
        "通知.md": ("# " + _PAGE).encode(),
        "名单.csv": "\r\n".join(map(",".join, rows)).encode("utf-16"),
        "报送.eml": test_mail.written(),
        "网页.mht": test_mail.archived(),
        "报送.msg": compound(test_outlook.LETTER),
    }


def _others() -> Mapping[str, bytes]:
    exif = test_image.tagged({271: "Apple", 274: 6}, {test_image.TAKEN: "2023:03:06 09:08:07"})
    pictures = {"jpg": "JPEG", "png": "PNG", "gif": "GIF", "bmp": "BMP", "tif": "TIFF", "webp": "WEBP"}
    files = {"道德讲堂/方案.txt": _PAGE.encode(), "通知.docx": builders.docx(*LINES)}
    return {
        **{
            f"照片.{fmt}": test_image.saved(name, **({} if fmt in ("bmp", "gif") else {"exif": exif}))
            for fmt, name in pictures.items()
        },
        "照片.heic": test_image.avif(exif=exif),
        "材料.zip": packing.zipped(files),
        "材料.7z": packing.seven_zip(files),
    }
