"""The volume as it comes out of the printer, measured on the page (GB/T 9704-2012, and the columns declared).

Positions are measured on a picture of 150 dots an inch, so to 0.17 mm; what the measures may be off by
is what the standard allows where it says so (margins 1 mm), and else a millimetre.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest

from bindings import bound, everything, photographed, plate, tree
from measuring import Page, one, printed
from rendering import needs_office
from samples import made_item
from wenming_archive.export import word
from wenming_archive.export.submission import (
    appendix,
    closing,
    contents,
    excerpts,
    form,
    listing,
    notes,
    photos,
)
from wenming_archive.settings import Columns

pytestmark = needs_office

#: Where the text stands on an upright page, in millimetres: 版心 156 × 225.
LEFT, TOP, RIGHT, BOTTOM = 28, 37, 184, 262
#: A character is this wide in 14 points: what page numbers are moved in by.
CHARACTER = 14 * 25.4 / 72


@dataclass(frozen=True)
class Printed:
    """What was printed: the whole volume, and one of running text with two photos a page."""

    whole: list[Page]
    running: list[Page]


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> Printed:
    whole = replace(everything(), printed={"leaf1": "4", "leaf2": "10", "leaf3": "11"})
    shown = [made_item(f"照片{n}", "Ⅰ-1", kind="photo", title=f"讲堂现场{n}") for n in (1, 2, 3)]
    leaves = [{"code": "Ⅰ-1", "title": "道德讲堂", "standard": "国" * 1500}]
    running = bound(tree(leaves), shown, photographed(shown, plate()), photos=2, forms=False)
    folder = tmp_path_factory.mktemp("printed")
    return Printed(*printed(word.write(whole), word.write(running), folder=folder))


def body(page: Page) -> list[str]:
    """Return the lines of a page that stand where the text stands."""
    return ["".join(g.char for g in line) for line in page.lines if TOP < line[0].base < BOTTOM]


def number(page: Page) -> tuple[str, tuple[float, float, float, float]]:
    """Return what is printed as the page number of an upright page, and where its ink is."""
    below = page.dark.copy()
    below[: round(BOTTOM / page.height * len(below))] = False
    text = "".join(g.char for g in page.glyphs if g.base > BOTTOM)
    return text, page.ink(below) if below.any() else (0, 0, 0, 0)


def upright(pages: Sequence[Page]) -> list[Page]:
    return [page for page in pages if page.width < page.height and page.text]


def widths(pages: Sequence[Page], *heads: str) -> list[float]:
    """Return the widths of the columns of the table with these heads."""
    page = one(pages, *heads)
    top = page.at(heads[-1])[0].base
    return next(row.widths for row in page.table if row.top < top < row.bottom)


# -- the page --------------------------------------------------------------------------------------


def test_every_page_is_a4(sheets: Printed) -> None:
    sizes = {(round(page.width), round(page.height)) for page in (*sheets.whole, *sheets.running)}
    assert sizes == {(210, 297), (297, 210)}


def test_a_full_page_has_22_lines_of_28_characters(sheets: Printed) -> None:
    full = one(sheets.running, "国" * 22 * 28)
    assert body(full) == ["国" * 28] * 22


def test_a_full_page_keeps_the_margins(sheets: Printed) -> None:
    full = one(sheets.running, "国" * 22 * 28)
    text = full.dark.copy()
    above, below = (round(edge / full.height * len(text)) for edge in (TOP, BOTTOM))
    text[:above], text[below:] = False, False
    left, top, right, bottom = full.ink(text)
    assert left == pytest.approx(LEFT, abs=1) and right == pytest.approx(RIGHT, abs=1)
    # A line is 10.2 mm high and a character 5.6: the first stands low in its line, the last on the edge.
    assert TOP < top < TOP + 5 and BOTTOM - 3 < bottom <= BOTTOM


def test_a_table_that_goes_on_begins_and_ends_at_the_margins(sheets: Printed) -> None:
    page = one(sheets.whole, "印证摘录")
    first = page.table[0]
    assert first.top == pytest.approx(TOP, abs=1)
    assert first.rules[0] == pytest.approx(LEFT, abs=1) and first.rules[-1] == pytest.approx(RIGHT, abs=1)


def test_nothing_is_printed_outside_of_the_page_s_room(sheets: Printed) -> None:
    for page in (*sheets.whole, *sheets.running):
        if not page.text:
            continue
        left, top, right, bottom = page.ink()
        if page.width < page.height:  # punctuation may hang over the right edge of the text
            assert left > LEFT - 1 and right < RIGHT + 3 and top > 24 and bottom < 273
        else:  # the number at the left, where upright pages have it below
            assert left > 24 and right < 297 - 36 and top > 27 and bottom < 210 - 25


# -- tables ----------------------------------------------------------------------------------------


def declared(columns: Sequence[listing.Shown]) -> list[float]:
    return [one.column.width for one in columns]


def near(wanted: Sequence[float]) -> object:
    return pytest.approx(list(wanted), abs=0.5)


def test_columns_are_as_wide_as_declared(sheets: Printed) -> None:
    whole = sheets.whole
    page = contents._PAGE.width
    room = 156 - sum(c.width for c in (*contents._BEFORE, *contents._AFTER)) - page
    total = [c.width for c in contents._BEFORE] + [room] + [c.width for c in contents._AFTER] + [page]
    assert widths(whole, "总目录", "起止页号") == near(total)
    assert widths(whole, "编制说明", "一级指标") == near([c.width for c in notes._COUNTS])
    assert widths(whole, "材料目录", "责任者") == near(declared(listing.SETS[Columns.evidence]))
    assert widths(whole, "印证摘录", "印证内容") == near([c.width for c in excerpts._COLUMNS])
    assert widths(whole, "归档文件目录", "责任者") == near(declared(appendix._COLUMNS))


def test_forms_are_as_wide_as_declared(sheets: Printed) -> None:
    assert widths(sheets.whole, "提交表", "标准编号") == near(form._WIDTHS)
    assert widths(sheets.whole, "备考表", "整理人") == near(closing._WIDTHS)
    assert widths(sheets.whole, "图片材料", "照片号") == near(photos._WIDTHS)


def test_short_values_stand_in_one_line(sheets: Printed) -> None:
    page = one(sheets.whole, "Ⅰ-1 材料目录")
    for value in ("Ⅰ-1-01", "20230506", "Ⅰ-1-12"):
        assert len({round(glyph.base) for glyph in page.at(value)}) == 1, value


# -- page numbers ----------------------------------------------------------------------------------


def test_numbers_stand_seven_millimetres_below_the_text_on_the_outer_side(sheets: Printed) -> None:
    for page in upright(sheets.whole)[1:]:
        text, (left, top, right, bottom) = number(page)
        # The dashes are as high as the middle of what is printed.
        assert (top + bottom) / 2 == pytest.approx(BOTTOM + 7, abs=1.5)
        if text.strip("—") == "I" or int(text.strip("—")) % 2:
            assert right == pytest.approx(RIGHT - CHARACTER, abs=1)
        else:
            assert left == pytest.approx(LEFT + CHARACTER, abs=1)


def test_the_cover_bears_no_number_the_contents_a_roman_one_and_the_rest_go_on_from_1(
    sheets: Printed,
) -> None:
    said = [number(page)[0] for page in upright(sheets.whole)]
    decimal = [f"—{n}—" for n in range(1, 13)]
    assert said == ["", "—I—", *decimal, "—15—"]


def test_on_pages_across_the_number_stands_where_upright_pages_have_it(sheets: Printed) -> None:
    across = [page for page in sheets.whole if page.width > page.height]
    assert len(across) == 2
    for page, text, odd in zip(across, ("13", "14"), (True, False), strict=True):
        beside = page.dark.copy()
        beside[:, round(32 / page.width * beside.shape[1]) :] = False
        left, top, right, bottom = page.ink(beside)
        assert "".join(g.char for g in page.glyphs if g.left < 32) == f"—{text}—"
        assert (left + right) / 2 == pytest.approx(35 - 7, abs=1.5)
        # Held upright, with its left at the top, this page's lower edge is on the right.
        edge = (bottom, 210 - 26 - CHARACTER) if odd else (top, 28 + CHARACTER)
        assert edge[0] == pytest.approx(edge[1], abs=1)
        assert bottom - top > right - left


# -- parts -----------------------------------------------------------------------------------------


def test_each_part_is_where_it_should_be(sheets: Printed) -> None:
    said = [page.text for page in sheets.whole]
    begins = ["市级文明单位申报测评材料汇编", "", "总目录", ""]
    assert all(
        text.startswith(begin) if begin else not text for text, begin in zip(said, begins, strict=False)
    )
    assert sum("（材料审核部分）" in text for text in said) == 1
    divider = next(n for n, page in enumerate(sheets.whole) if "分目录" in page.text)
    assert body(sheets.whole[divider]) == [
        "Ⅰ思想道德建设",
        "分目录",
        "Ⅰ-1道德讲堂",
        "Ⅰ-2志愿服务",
        "Ⅰ-3文明家庭",
    ]
    assert int(number(sheets.whole[divider])[0].strip("—")) % 2


def test_a_divider_is_alone_on_its_page_without_forms_too(sheets: Printed) -> None:
    assert body(one(sheets.running, "分目录")) == ["Ⅰ思想道德建设", "分目录", "Ⅰ-1道德讲堂"]


def test_each_form_is_one_page(sheets: Printed) -> None:
    forms = [page for page in sheets.whole if "测评材料提交表" in page.text]
    assert len(forms) == 3
    for page in forms:
        assert page.text.count("标准编号") == page.text.count("单位（盖章）") == 1
        assert [page.table[0].widths, page.table[-1].widths] == [near(form._WIDTHS)] * 2


def test_the_contents_name_the_page_on_which_an_indicator_begins(sheets: Printed) -> None:
    page = one(sheets.whole, "总目录")
    for title, place in (("道德讲堂", "4"), ("志愿服务", "10"), ("文明家庭", "11")):
        row = next(line for line in body(page) if title in line)
        begun = one(sheets.whole, f"{title}测评材料提交表")
        assert row.endswith(place) and number(begun)[0] == f"—{place}—"


# -- photos ----------------------------------------------------------------------------------------


def test_a_photo_a_page_fills_its_room_upright_in_the_middle(sheets: Printed) -> None:
    shown = [page for page in sheets.whole if page.colour(255, 0, 0).mean() > 0.05]
    assert len(shown) == 3
    for page in shown:
        red, blue = page.ink(page.colour(255, 0, 0)), page.ink(page.colour(0, 0, 255))
        assert red[3] == pytest.approx(blue[1], abs=1.5)  # red above, blue below: as EXIF says
        assert blue[3] - red[1] == pytest.approx(150 * 3 / 4, abs=1)
        assert red[2] - red[0] == pytest.approx(150, abs=1)
        assert (red[0] + red[2]) / 2 == pytest.approx((LEFT + RIGHT) / 2, abs=1)


def test_two_photos_a_page_are_two_each_above_its_caption(sheets: Printed) -> None:
    shown = [page for page in sheets.running if page.colour(255, 0, 0).mean() > 0.01]
    assert [page.text.count("照片号") for page in shown] == [2, 1]
    page, box = shown[0], photos.BOXES[2]
    red = page.blocks(page.colour(255, 0, 0))
    assert len(red) == 2
    for left, top, right, bottom in red:
        assert bottom - top == pytest.approx(box.height / 2, abs=1)
        assert right - left == pytest.approx(box.height * 4 / 3, abs=1)
        captions = [row for row in page.table if row.widths == near(photos._WIDTHS)]
        first = min(row.top for row in captions if row.top > bottom)
        # Below the red half the blue one, and below that its caption.
        assert first - top == pytest.approx(box.height, abs=2)
