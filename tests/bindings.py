"""Volumes of a submission with all that they can hold, for the tests of what is printed."""

from __future__ import annotations

import datetime as dt
import functools
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import yaml
from PIL import Image

from samples import made_item
from wenming_archive.catalogue import load
from wenming_archive.catalogue.model import Catalogue
from wenming_archive.decisions import Decisions
from wenming_archive.export import volume
from wenming_archive.export.volume import Extras, Volume
from wenming_archive.model import Item
from wenming_archive.photos import plate as plates
from wenming_archive.photos.plate import Box, Plate
from wenming_archive.report import gaps
from wenming_archive.report.caption import Caption
from wenming_archive.report.concluding import Conclusion
from wenming_archive.report.excerpts import Excerpt
from wenming_archive.settings import Layout

UNIT = "某县水务局"
CAPTION = Caption(
    "道德讲堂第六期现场",
    "2023年8月25日",
    "局三楼会议室",
    "全体干部职工",
    "敬业奉献",
    "每季一期",
    "身边好人",
    "张某",
)
#: What EXIF says of a picture that is shown rightly when it is turned a quarter clockwise.
_TURNED = 6


def tree(leaves: Sequence[Mapping[str, Any]], **more: Any) -> Catalogue:
    """Return a catalogue of one first-level indicator with ``leaves``."""
    period = {"start": dt.date(2021, 1, 1), "end": dt.date(2023, 12, 31)}
    top = {"code": "Ⅰ", "title": "思想道德建设", "children": list(leaves)}
    said = {"title": "市级文明单位测评体系", "edition": "2023", "period": period, "indicators": [top], **more}
    return load.parse(yaml.safe_dump(said, allow_unicode=True))


def items(code: str, count: int, **more: Any) -> list[Item]:
    """Return ``count`` items filed under ``code``, of ordinary titles, numbers and issuers."""
    made = [
        made_item(f"{code} {n}", code, kind="plan", title=f"关于开展第{n}期道德讲堂活动的通知", **more)
        for n in range(1, count + 1)
    ]
    return [said(one, number="水文明发〔2023〕15号", issuer="县水务局党组") for one in made]


def said(item: Item, **fields: Any) -> Item:
    """Return an item of which the description says ``fields`` too."""
    return replace(item, known=replace(item.known, description=replace(item.description, **fields)))


@functools.cache
def plate(width: int = 1600, height: int = 1200, box: Box = plates.ONE) -> Plate:
    """Return the plate of a photo of that size, taken with the camera turned: above it is red, below blue."""
    upright = Image.new("RGB", (width, height), (0, 0, 255))
    upright.paste((255, 0, 0), (0, 0, width, height // 2))
    exif = Image.Exif()
    exif[0x0112] = _TURNED
    out = io.BytesIO()
    upright.transpose(Image.Transpose.ROTATE_90).save(out, "JPEG", exif=exif, quality=95)
    out.seek(0)
    return plates.plate(out, "jpg", box)


def photographed(wanted: Sequence[Item], made: Plate, **more: Any) -> Extras:
    """Return extras with the picture ``made`` and a caption for each of ``wanted``."""
    captions = {(item.codes[0], item.known.key): CAPTION for item in wanted}
    prints = {item.known.sha256 or "": made for item in wanted}
    return Extras(plates=prints, captions=captions, **more)


def bound(catalogue: Catalogue, of: Sequence[Item], extras: Extras = Extras(), **layout: Any) -> Volume:  # noqa: B008
    """Return the volume of a small office."""
    report = gaps.compare(catalogue, of, Decisions())
    return volume.bind(catalogue, of, report, UNIT, Layout(**layout), extras, dt.date(2026, 11, 22))


@functools.cache
def everything(**layout: Any) -> Volume:
    """Return a volume that has one of each thing a volume can hold."""
    catalogue = tree(
        [
            {
                "code": "Ⅰ-1",
                "title": "道德讲堂",
                "standard": "定期举办道德讲堂。",
                "evidence": [{"kind": "plan", "min": 2}],
            },
            {"code": "Ⅰ-2", "title": "志愿服务", "methods": ["问卷调查"]},
            {"code": "Ⅰ-3", "title": "文明家庭", "standard": "评选文明家庭。"},
        ]
    )
    papers = items("Ⅰ-1", 12)
    photos = [made_item(f"照片{n}", "Ⅰ-1", kind="photo", title=f"讲堂现场{n}") for n in (1, 2, 3)]
    loose = [
        made_item("视频", "Ⅰ-3", kind="video", title="宣传片〇喆", pages=None),
        made_item("旧", "Ⅰ-3", kind="plan", title="旧方案", date="2019-08-20"),
        made_item("推", "Ⅰ-3", kind="plan", title="方案", date="2022-03-04", date_from="mtime", pages=None),
    ]
    broken = made_item("坏", "Ⅰ-3", kind="other", title="坏文件", date=None)
    all_of = [*papers, *photos, *loose, replace(broken, known=replace(broken.known, readable=False))]
    passage = "全年举办道德讲堂4期，参加320人次。"
    places = [("Ⅰ-1", item.known.key) for item in papers]
    extras = photographed(
        photos,
        plate(),
        excerpts={place: Excerpt(passage, ((0, 10), (11, 17)), "第 2 页") for place in places[:3]},
        conclusions={"Ⅰ-1": Conclusion("本指标有计划、有制度。\n共提供材料 12 件。", own=False)},
        links={place: f"../材料/{n}%20通知.docx" for n, place in enumerate(places)},
    )
    asked = {
        "excerpts": True,
        "links": True,
        "basis": "《关于开展测评的通知》",
        "project": "市级文明单位申报",
    }
    return bound(catalogue, all_of, extras, **{**asked, **layout})
