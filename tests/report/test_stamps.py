"""An app's stamp is told from a poster, and a camera's date from a banner's."""

from __future__ import annotations

import pytest

from wenming_archive.content import Block
from wenming_archive.report import stamps


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["09:15", "2023-06-08 星期四", "江苏省苏州市姑苏区人民路社区", "今日水印相机"], ["“今日水印相机”"]),
        (
            ["时间：2023.06.08 09:20", "经纬度：31.2990,120.5853", "天气：多云 23℃"],
            ["经纬度", "时刻", "天气"],
        ),
        (["2023-06-08 09:20:07", "海拔：12.0米"], ["海拔", "时刻"]),
        (["09:15", "2023.06.08 星期四 多云 21℃", "安徽省合肥市长江中路"], ["时刻", "星期", "天气", "地址"]),
        (["拍摄时间：2023.06.08", "拍摄地点：人民路"], ["拍摄信息", "地址"]),
        (["31°17′56″N 120°35′07″E", "2023/6/8"], ["经纬度"]),
    ],
)
def test_a_stamp_is_known_by_what_stands_together(lines: list[str], expected: list[str]) -> None:
    found = stamps.by_app(lines)
    assert found == expected or set(expected) <= set(found)


@pytest.mark.parametrize(
    "lines",
    [
        ["学雷锋志愿服务", "时间：2023年3月5日上午9:00", "地点：人民广场"],
        ["志愿者招募", "时间：周六 9:30", "地址：人民路12号"],
        ["便民服务中心", "8:30-12:00", "周一至周五"],
        ["道德讲堂", "2023年5月12日 星期五"],
        ["2023/06/08 09:31"],
        ["海拔高一点，站位高一点"],
        ["姑苏区人民路社区"],
        [],
    ],
)
def test_posters_signs_and_clocks_are_no_stamp(lines: list[str]) -> None:
    assert stamps.by_app(lines) == []


def test_what_the_file_says_counts_too() -> None:
    assert stamps.by_app([], "Timemark 3.1") == ["“Timemark”"]
    assert stamps.by_app([], "Adobe Photoshop") == []


@pytest.mark.parametrize(
    ("text", "size", "expected"),
    [
        ("2023/06/08 09:31", 40, True),
        ("2023-06-08", 20, True),
        ("'23.6.8", 20, True),
        ("2023.06.08", 80, False),
        ("2023年6月8日", 20, False),
        ("2023-06-08 道德讲堂", 20, False),
        ("12350", 20, False),
    ],
)
def test_a_camera_writes_figures_alone_and_small(text: str, size: float, expected: bool) -> None:
    found = stamps.by_camera([Block("text", "道德讲堂", 60), Block("text", text, size)])
    assert found == (text if expected else None)
