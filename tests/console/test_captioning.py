"""Captions as they are shown: each element with where it stands, and what is still empty."""

from __future__ import annotations

from dataclasses import replace

import pytest

from photographs import photo
from wenming_archive.console import captioning
from wenming_archive.errors import CopyError
from wenming_archive.filing.plan import Plan
from wenming_archive.pipeline.outcome import Outcome, Summary
from wenming_archive.report.caption import Caption, Captioned, Origin, Source, Sources

ITEM = photo("甲/清扫\n.jpg")
ONE = Captioned(
    Caption("清扫", "2023年3月5日", "阳光社区", theme="清扫"),
    Sources(
        Source(Origin.name, "清扫.jpg"),
        Source(Origin.exif),
        Source(Origin.document, "方案.docx"),
        theme=Source(Origin.decision),
    ),
)


def test_each_element_is_shown_with_where_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    captioning.show([ITEM, photo("乙.jpg")], {ITEM.known.key: ONE})
    assert capsys.readouterr().out.splitlines() == [
        "甲/清扫␊.jpg",
        "  题名：清扫（名称 清扫.jpg）",
        "  时间：2023年3月5日（照片信息）",
        "  地点：阳光社区（文档 方案.docx）",
        "  人物：（空着）",
        "  主题：清扫（人工填写）",
        "  背景：（空着）",
        "  事由：（空着）",
        "  摄影者：（空着）",
        "乙.jpg",
        "  不是已归档或待确认的照片，图片材料页上没有它",
    ]


def test_what_is_still_empty_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    two = photo("乙.jpg")
    full = replace(ONE.caption, persons="职工")
    captioning.lacking([ITEM, two], {ITEM.known.key: ONE, two.known.key: Captioned(full, ONE.sources)})
    assert capsys.readouterr().out == "还空着：人物（1 张）、背景、事由\n"
    whole = Caption("题", "时", "地", "人", "主", "背", "事")
    captioning.lacking([ITEM], {ITEM.known.key: Captioned(whole, ONE.sources)})
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("count", "cleared", "said"),
    [
        (2, False, "2 份材料：已记下说明\n"),
        (2, True, "2 份材料：已取消人工填写的说明\n"),
        (0, True, "本来就没有人工填写的说明，没有改动\n"),
    ],
)
def test_what_was_done_is_said(
    count: int, cleared: bool, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    captioning.recorded([ITEM, photo("乙.jpg")], count, None, cleared=cleared)
    assert capsys.readouterr().out == said
    captioning.recorded([photo("乙.jpg")], 1, None, cleared=False)
    assert capsys.readouterr().out == "乙.jpg：已记下说明\n"


def test_a_copy_that_could_not_be_made_is_an_error() -> None:
    failed = replace(ITEM, failed="磁盘已满")
    outcome = Outcome(Summary({}, (), ()), (failed,), Plan((), {}))
    with pytest.raises(CopyError, match="磁盘已满"):
        captioning.recorded([ITEM], 1, outcome, cleared=False)
    captioning.recorded([photo("乙.jpg")], 1, outcome, cleared=False)
