"""What offices really have: names without end, words without a break, none at all, signs that no face has."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bindings import CAPTION, UNIT, bound, items, photographed, plate, said, tree
from measuring import Page, one, printed
from rendering import needs_office
from samples import made_item
from soundness import faults
from wenming_archive.errors import InputError
from wenming_archive.export import word, word_template
from wenming_archive.export.volume import Volume
from wenming_archive.model import Item
from wenming_archive.report.concluding import Conclusion
from wenming_archive.report.excerpts import Excerpt
from wenming_archive.text.unseen import visible

#: A word of forty characters without a place to break it, and a code of forty.
WORD, CODE = "Abcdefghij" * 4, "K" * 36 + "-1.2"
RARE = "〇喆堃珺⑪𠀀"


def nasty(n: int, code: str = CODE, **fields: Any) -> Item:
    return said(made_item(f"x{n}", code, kind="plan", title="题"), **fields)


def papers() -> list[Item]:
    """Return items of which every field is a trial."""
    return [
        nasty(
            1, title="长" * 200, number="水文明办发〔2023〕第一百二十三号", issuer="建设指导委员会办公室" * 3
        ),
        nasty(2, title=WORD * 2, number=WORD, issuer=WORD),
        nasty(3, title="", number="", issuer=""),
        nasty(4, title=RARE * 6, issuer="\u202e\u200f甲乙\ud800丙\x07丁\x00"),
        nasty(5, title="https://example.gov.cn/" + "a/" * 60, number="〔" * 30),
        nasty(6, title="末" * 900, number="文" * 300),
        nasty(7, title="尾" * 3000),
    ]


def trial(**layout: Any) -> Volume:
    """Return a volume of all of them, with photos and passages."""
    leaves: list[dict[str, Any]] = [
        {"code": CODE, "title": "标" * 60, "standard": "准" * 5000, "methods": ["材料审核" * 5]},
        {"code": "Ⅰ-2", "title": "志愿服务" * 8, "standard": "三" * 300},
    ]
    shown = [said(made_item(f"p{n}", CODE, kind="photo", title="照" * 100 * n)) for n in (1, 2)]
    of = [*papers(), *shown]
    extras = photographed(
        shown,
        plate(400, 4000),
        conclusions={CODE: Conclusion("结" * 400 + "\n" + "论" * 100 + "\n\n" + WORD, own=True)},
        excerpts={(CODE, of[1].known.key): Excerpt(WORD * 3, ((0, 50),), "第 3 页")},
    )
    long = replace(CAPTION, persons="人" * 150, cause="事" * 150)
    extras = replace(extras, captions=dict.fromkeys(extras.captions, long))
    made = bound(tree(leaves, title="体" * 80), of, extras, excerpts=True, **layout)
    return replace(made, unit="单" * 60, printed={"leaf1": "4", "leaf2": "XXXVIII"})


def plain(text: str) -> str:
    return "".join(visible(text).split())


def written(data: bytes) -> str:
    """Return all that is written in a document, without spaces."""
    return plain("".join(t.text or "" for t in docx.Document(io.BytesIO(data)).element.iter(qn("w:t"))))


# -- in the file -----------------------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=30))
@example("\ud800\x00\ufffe<&>\"'", "\u202eabc\u2066", "\r\n\t")
@example("a\u0301", "]]>", "&#0;")
def test_whatever_fields_hold_they_stand_in_the_file(title: str, number: str, issuer: str) -> None:
    of = [nasty(1, "Ⅰ-1", title=title, number=number, issuer=issuer)]
    made = bound(tree([{"code": "Ⅰ-1", "title": "道德讲堂"}]), of)
    held = written(word.write(replace(made, unit=title)))
    assert all(plain(text) in held for text in (title, number, issuer))


def test_trials_are_valid_and_nothing_of_them_is_lost(tmp_path: Path) -> None:
    data = word.write(trial())
    assert faults(data, tmp_path) == []
    held = written(data)
    for item in papers():
        described = item.description
        for text in (described.title, described.number or "", described.issuer or ""):
            assert plain(text) in held
    assert "准" * 5000 in held and "单" * 60 in held


@pytest.mark.parametrize("depth", [0, 1, 4])
def test_catalogues_flat_and_deep_are_valid(depth: int, tmp_path: Path) -> None:
    node: dict[str, Any] = {"code": "末级", "title": "小项"}
    for n in range(depth):
        node = {"code": f"第{n}层", "title": "上级", "children": [node]}
    catalogue = tree([], indicators=[node])
    data = word.write(bound(catalogue, items("末级", 2)))
    assert faults(data, tmp_path) == []
    assert "末级小项" in written(data)


def test_three_thousand_items_stand_in_one_list_in_their_order() -> None:
    made = bound(tree([{"code": "Ⅰ-1", "title": "道德讲堂"}]), items("Ⅰ-1", 3000))
    document = docx.Document(io.BytesIO(word.write(made)))
    lists = [table for table in document.tables if len(table._tbl.tr_lst) == 3001]
    assert len(lists) == 2  # the list of evidence, and of all that is filed
    for table in lists:
        first = ["".join(t.text or "" for t in row.tc_lst[0].iter(qn("w:t"))) for row in table._tbl.tr_lst]
        assert first[1:] == [str(n) for n in range(1, 3001)]


def test_each_of_150_indicators_has_its_form() -> None:
    leaves = [{"code": f"Ⅱ-{n}", "title": f"第{n}项"} for n in range(150)]
    held = written(word.write(bound(tree(leaves), [])))
    assert held.count("测评材料提交表") == 150


def test_lines_of_a_statement_stay_lines() -> None:
    made = bound(tree([{"code": "Ⅰ-1", "title": "讲堂", "standard": "一、有计划。\n二、有活动。"}]), [])
    for forms in (True, False):
        data = word.write(replace(made, layout=made.layout.model_copy(update={"forms": forms})))
        lines = [
            "".join(t.text or "" for t in p.iter(qn("w:t")))
            for p in docx.Document(io.BytesIO(data)).element.iter(qn("w:p"))
        ]
        assert "二、有活动。" in lines


def test_a_row_that_is_higher_than_half_a_page_may_go_on_on_the_next() -> None:
    of = [nasty(1, "Ⅰ-1", title="短"), nasty(2, "Ⅰ-1", title="长" * 500)]
    document = docx.Document(io.BytesIO(word.write(bound(tree([{"code": "Ⅰ-1", "title": "讲堂"}]), of))))
    listed = next(table for table in document.tables if "题名" in [cell.text for cell in table.rows[0].cells])
    kept = [row._tr.get_or_add_trPr().find(qn("w:cantSplit")) is not None for row in listed.rows[1:]]
    texts = [row.cells[2].text[0] for row in listed.rows[1:]]
    assert dict(zip(texts, kept, strict=True)) == {"短": True, "长": False}


# -- templates -------------------------------------------------------------------------------------


def bare() -> bytes:
    """Return a .docx with a body and nothing else: no styles, no settings."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{relations}">'
        f'<Relationship Id="rId1" Type="{office}" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{space}"><w:body/></w:document>',
    }
    return packed(parts)


def packed(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def test_a_template_without_a_single_style_takes_ours(tmp_path: Path) -> None:
    data = word.write(
        replace(bound(tree([{"code": "Ⅰ-1", "title": "讲堂"}]), items("Ⅰ-1", 1)), template=bare())
    )
    # A table of faces and a theme, which it has not and nothing here needs, are all that it lacks.
    assert [
        one
        for one in faults(data, tmp_path)
        if not one.endswith(("fontTable' is missing.", "theme' is missing."))
    ] == []
    assert "WM正文" in {style.name for style in docx.Document(io.BytesIO(data)).styles}


@pytest.mark.parametrize(
    "data",
    [
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        packed({"word/document.xml": "<"}),
        packed({"[Content_Types].xml": "<Types", "word/document.xml": "<w"}),
        bare()[:300],
        b"\0" * 100,
    ],
    ids=["password", "no package", "no xml", "cut", "zeros"],
)
def test_what_is_no_template_is_refused_in_plain_words(data: bytes) -> None:
    with pytest.raises(InputError, match=r"模板不是 Word 的 \.docx 文件"):
        word_template.opened(data)


# -- on paper --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> list[list[Page]]:
    """Print the trials in three layouts, photos of strange shapes, and a volume of nothing."""
    trials = [trial(), trial(columns="归档文件目录", photos=2), trial(forms=False, columns="卷内目录")]
    shapes = [plate(200, 2000), plate(2000, 200), plate(1, 1)]
    shown = [made_item(f"p{n}", "Ⅰ-1", kind="photo", title=f"形状{n}") for n in range(len(shapes))]
    extras = photographed(shown, plate())
    own = {item.known.sha256 or "": shape for item, shape in zip(shown, shapes, strict=True)}
    leaf = [{"code": "Ⅰ-1", "title": "道德讲堂"}]
    strange = bound(tree(leaf), shown, replace(extras, plates=own))
    made = [*trials, strange, bound(tree(leaf), [])]
    return printed(*map(word.write, made), folder=tmp_path_factory.mktemp("hard"))


@needs_office
def test_nothing_runs_over_the_edge(sheets: Sequence[Sequence[Page]]) -> None:
    for page in (page for pages in sheets for page in pages if page.text):
        left, top, right, bottom = page.ink()
        if page.width < page.height:  # punctuation may hang over the right edge of the text
            assert left > 27 and right < 187 and top > 24 and bottom < 273, page.text[:60]
        else:
            assert left > 24 and right < 261 and top > 27 and bottom < 185, page.text[:60]


@needs_office
@pytest.mark.parametrize("which", range(3))
def test_nothing_is_cut(sheets: Sequence[Sequence[Page]], which: int) -> None:
    # Of each title, number and issuer all characters come out as often as they are printed.
    held = Counter("".join(page.text for page in sheets[which]))
    times = 3 if which < 2 else 2  # in the form, the list, and the list of all; without forms in two
    wanted = Counter(
        {"长": 200 * times, "末": 900 * times, "尾": 3000 * times, "准": 5000, "结": 400, "论": 100}
    )
    wanted.update({"文": 600, "人": 300, "事": 300})
    assert {char: held[char] for char, n in wanted.items() if held[char] < n} == {}


@needs_office
def test_in_narrow_cells_words_break_and_do_not_run_into_the_next(sheets: Sequence[Sequence[Page]]) -> None:
    page = one(sheets[0], "材料目录", WORD)
    row = next(row for row in page.table if row.top < _middle(page) < row.bottom)
    for glyph in page.at(WORD * 2):
        assert row.rules[2] < glyph.left and glyph.right < row.rules[3]


def _middle(page: Page) -> float:
    return page.at(WORD * 2)[0].base


@needs_office
def test_the_cover_is_one_page_whatever_the_names_are(sheets: Sequence[Sequence[Page]]) -> None:
    for pages in sheets:
        assert "测评材料汇编" in pages[0].text and "2026年11月22日" in pages[0].text
        assert pages[1].text == "" and pages[2].text.startswith("总目录")


@needs_office
def test_a_running_head_of_long_names_does_not_push_the_text_down(sheets: Sequence[Sequence[Page]]) -> None:
    page = one(sheets[0], "单" * 60 + "测评材料", "尾" * 100)
    assert sum(line[0].base < 37 for line in page.lines) <= 2
    assert page.table[0].top == pytest.approx(37, abs=1)


@needs_office
def test_a_form_with_a_standard_of_300_characters_is_one_page(sheets: Sequence[Sequence[Page]]) -> None:
    page = one(sheets[0], "志愿服务" * 8, "提交表")
    assert "三" * 300 in page.text and "单位（盖章）" in page.text


@needs_office
def test_photos_of_any_shape_are_whole_and_no_larger_than_their_pixels_bear(
    sheets: Sequence[Sequence[Page]],
) -> None:
    pages = [page for page in sheets[3] if "照片号" in page.text]
    assert [page.text.count("照片号") for page in pages] == [1, 1, 1]
    sizes = []
    for page in pages[:2]:
        left, top, right, bottom = page.ink(page.colour(255, 0, 0) | page.colour(0, 0, 255))
        sizes.append((right - left, bottom - top))
    assert sizes[0] == pytest.approx((14, 140), abs=1) and sizes[1] == pytest.approx((150, 15), abs=1)


@needs_office
def test_a_volume_of_nothing_says_so(sheets: Sequence[Sequence[Page]]) -> None:
    said = [page.text for page in sheets[4]]
    assert any("（暂无）" in text for text in said) and any("0件" in text for text in said)
    assert UNIT in said[0]
