from __future__ import annotations

import io

import pytest

from wenming_archive.published import from_html
from wenming_archive.published.grid import Grid, Line
from wenming_archive.read.limits import Unreadable


def made(text: str) -> tuple[object, ...]:
    return from_html.read(io.BytesIO(f"<meta charset=utf-8><body>{text}".encode()))


def test_spans_breaks_and_lists() -> None:
    title, grid, note = made(
        "<h1>测评体系</h1><table><thead><tr><th>项目<th>标准</thead><tr><td rowspan=2>甲<td>一<br>二"
        "<tr><td><ol><li>有计划<li>有总结</ol></table><p>注：一式\n两份</p>"
    )
    assert isinstance(title, Line)
    assert (title.text, title.role) == ("测评体系", "title")
    assert isinstance(grid, Grid)
    assert [(c.lines, c.row, c.column, c.rows) for c in grid.cells] == [
        (("项目",), 0, 0, 1),
        (("标准",), 0, 1, 1),
        (("甲",), 1, 0, 2),
        (("一", "二"), 1, 1, 1),
        (("1.有计划", "2.有总结"), 2, 1, 1),
    ]
    assert isinstance(note, Line)
    assert note.text == "注：一式两份"


def test_a_table_that_arranges_the_page_is_opened() -> None:
    parts = made("<table><tr><td>菜单<td><table><tr><td>项目<td>标准<tr><td>甲<td>乙</table></table>")
    assert [part.text(1) for part in parts if isinstance(part, Grid)] == ["甲｜乙"]


def test_spans_beyond_reason_and_nests_beyond_reason() -> None:
    (grid,) = made("<table><tr><td rowspan=99999 colspan=99999>甲</td></tr><tr><td>乙</table>")
    assert isinstance(grid, Grid)
    assert grid.height == 2
    with pytest.raises(Unreadable, match="嵌套太深"):
        made("<table><tr><td>" * 400)
