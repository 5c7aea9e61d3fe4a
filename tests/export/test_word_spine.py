"""The labels for the backs of the boxes."""

from __future__ import annotations

import io

import docx
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from volumes import bound, cells
from wenming_archive.export import volume, word_spine


def test_each_width_of_box_has_a_label_that_tells_the_volume() -> None:
    document = docx.Document(io.BytesIO(word_spine.write([bound()])))
    table = document.tables[0]
    widths = [round(int(c.get(qn("w:w"))) / 56.6929) for c in table._tbl.tblGrid]
    assert widths[::2] == [18, 28, 38, 48] and sum(widths) <= 180
    column = [row[0] for row in cells(table)]
    assert column == [
        "某县水务局",
        "2021—2023",
        "市级文明单位测评体系",
        "Ⅰ-1 至 Ⅱ-2",
        "测评材料汇编",
        "第 1 盒",
        "保管期限",
    ]
    heights = [int(e.get(qn("w:val"))) for e in table._tbl.iter(qn("w:trHeight"))]
    assert round(sum(heights) / 56.6929) == 240


def test_each_volume_has_a_page_of_its_own() -> None:
    document = docx.Document(io.BytesIO(word_spine.write(volume.split(bound()))))
    names = [[row[0] for row in cells(table)][4] for table in document.tables]
    boxes = [[row[0] for row in cells(table)][5] for table in document.tables]
    assert (names, boxes) == (["思想道德建设", "环境建设"], ["第 1 盒", "第 2 盒"])
    assert [bool(p.paragraph_format.page_break_before) for p in document.paragraphs if p.text] == [
        False,
        True,
    ]


@given(
    st.text("甲乙a1 ", min_size=1, max_size=120),
    st.sampled_from([18, 28, 38, 48]),
    st.sampled_from([(70, 32, True), (24, 18, False), (45, 32, True)]),
)
def test_a_long_name_is_set_smaller_until_it_fits(text: str, width: int, cell: tuple[int, int, bool]) -> None:
    height, most, down = cell
    size = word_spine.fitting(text, width, height, most, down=down)
    assert 8 <= size <= most
    if size > 8:
        em, long = size / 2 * 25.4 / 72, sum(1 if ord(c) > 255 else 0.5 for c in text)
        across, along = (width, height) if down else (height, width)
        assert long * em * em <= across * along


def test_a_short_name_is_set_as_large_as_it_may_be() -> None:
    assert word_spine.fitting("水务局", 18, 70, 32, down=True) == 32
