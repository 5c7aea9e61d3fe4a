"""What apps and cameras stamp into photos, told from the words recognised there."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wenming_archive.content import Block
from wenming_archive.text.normal import narrow

#: What such apps call themselves.
_APP = re.compile(
    r"(?:今日|马克|元道)?(?:水印|经纬|工程|打卡|时间|定位)相机|今日水印|马克相机|元道相机|元道经纬|timemark",
    re.IGNORECASE,
)
#: What stands in a stamp and on no banner or poster: where on earth, how high, who held the camera.
_STAMPED = {
    "经纬度": re.compile(
        r"经纬度?\s*[:：]|[东西]?经度?\s*[:：]?\s*\d{2,3}\.\d{3,}|[南北]?纬度?\s*[:：]?\s*\d{1,2}\.\d{3,}"
        r"|\d{1,3}\.\d{3,}\s*°?\s*[NSEW]|\d{1,3}°\d{1,2}['′]"
    ),
    "海拔": re.compile(r"海拔\s*[:：]?\s*-?\d|方位角?\s*[:：]"),
    "拍摄信息": re.compile(r"拍摄(?:人员?|者|时间|地点|位置)\s*[:：]|防伪码?\s*[:：]?|水印编号"),
}
#: What stands in a stamp, and singly elsewhere too: a clock, the weather, an address.
_USUAL = {
    "时刻": re.compile(r"(?<!\d)(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![\d-])(?!\s*[-—~至到])"),
    "星期": re.compile(r"(?:星期|周)[一二三四五六日天](?![至到])"),
    "天气": re.compile(r"-?\d{1,2}\s*(?:°\s*C|℃|度)"),
    "地址": re.compile(r"[省市区县州].{1,12}(?:路|街|道|村|镇|号|大厦|社区|广场)|(?:地点|地址|位置)\s*[:：]"),
}
_DAY = re.compile(r"(?<!\d)20\d\d\s*[-./年]\s*\d{1,2}\s*[-./月]\s*\d{1,2}")
#: A camera's own stamp, alone on its line: figures, a day and perhaps a clock.
_ALONE = re.compile(
    r"['‘’]?(?:20)?\d\d([-./ ])\s?\d{1,2}\1\s?\d{1,2}(?:\s*\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AP]M)?)?"
)
#: A stamp's height in points of a picture as tall as a sheet A4: cameras take a thirtieth of it at most.
_SMALL = 28.0


def by_app(lines: Sequence[str], said: str = "") -> list[str]:
    """Return by what one knows the stamp of an app, empty if there is none.

    Either the app's name, in the picture or in what the file ``said``; or several things beside each
    other that only stamps say.  A poster, too, tells day, hour and place: so these alone are nothing.
    """
    text = narrow("\n".join(lines))
    named = _APP.search(narrow(said)) or _APP.search(text)
    strong = [name for name, form in _STAMPED.items() if form.search(text)]
    usual = [name for name, form in _USUAL.items() if form.search(text)]
    dated = bool(_DAY.search(text))
    if named:
        return [f"“{named[0]}”"]
    if strong and len(strong) + len(usual) + dated > 1:
        return [*strong, *usual]
    clocked = dated and "时刻" in usual and ("星期" in usual or "天气" in usual) and "地址" in usual
    return usual if clocked else []


def by_camera(lines: Sequence[Block]) -> str | None:
    """Return the day that a camera wrote into the picture, or ``None``."""
    for line in lines:
        text = narrow(line.text).strip()
        if _ALONE.fullmatch(text) and (":" in text or line.size <= _SMALL):
            return text
    return None
