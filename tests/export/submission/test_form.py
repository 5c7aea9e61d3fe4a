"""The form of one indicator."""

from __future__ import annotations

import pytest
from docx.oxml.ns import qn

from samples import made_item
from volumes import ITEMS, blank, bound, cells, section, texts
from wenming_archive.decisions import Decisions, NotHeld
from wenming_archive.export.submission import form
from wenming_archive.export.volume import Volume
from wenming_archive.settings import Layout


def rows(of: Volume, code: str) -> dict[str, str]:
    document = blank()
    form.add(document, section(of, code), of)
    found: dict[str, str] = {}
    for row in cells(document.tables[0]):
        parts = list(dict.fromkeys(row)) if len(set(row)) < len(row) - 1 else row
        found |= dict(zip(parts[::2], parts[1::2], strict=False))
    return found


def test_it_says_what_is_looked_for_what_is_concluded_and_what_is_handed_in() -> None:
    made = rows(bound(), "Ⅰ-1")
    assert made["标准编号"] == "Ⅰ-1" and made["测评内容"] == "道德讲堂" and made["测评项目"] == "思想道德建设"
    assert made["结论性说明"] == "有计划：制定方案 1 份。"
    assert made["材料清单"].splitlines() == [
        "Ⅰ-1-01　旧方案※，第 1 页",
        "Ⅰ-1-02　第六期道德讲堂方案，第 2—3 页",
        "Ⅰ-1-03　讲堂现场，第 4 页",
    ]


def test_many_items_are_counted_by_kind_and_none_is_left_out() -> None:
    plans = [made_item(f"p{n}", "Ⅱ-1", kind="plan", title=f"方案{n}") for n in range(3)]
    sheets = [made_item(f"l{n}", "Ⅱ-1", kind="ledger", pages=None, title=f"台账{n}") for n in range(9)]
    assert rows(bound([*plans, *sheets]), "Ⅱ-1")["材料清单"].splitlines() == [
        "方案计划 3 件：Ⅱ-1-01 至 Ⅱ-1-03，第 1—3 页",
        "台账名册 9 件：Ⅱ-1-04 至 Ⅱ-1-12",
    ]


@pytest.mark.parametrize(
    ("code", "notes", "said"),
    [
        ("Ⅰ-2", Decisions(), "（暂无）"),
        ("Ⅱ-2", Decisions(), "本指标不需提交材料。"),
        ("Ⅰ-2", Decisions(not_held=(NotHeld(code="Ⅰ-2", note="无团委"),)), "本指标未开展，说明：无团委"),
        (
            "Ⅰ-2",
            Decisions(not_held=(NotHeld(code="Ⅰ-2", note="无团委", na=True),)),
            "本指标不适用：无团委",
        ),
    ],
)
def test_an_indicator_without_evidence_keeps_its_form_and_says_why(
    code: str, notes: Decisions, said: str
) -> None:
    assert rows(bound([], notes), code)["材料清单"] == said


def test_a_form_begins_a_page_and_a_plain_head_does_not() -> None:
    made = bound(ITEMS)
    for forms in (True, False):
        document = blank()
        layout = made.layout.model_copy(update={"forms": forms})
        form.add(document, section(made, "Ⅰ-1"), bound(layout=layout))
        head = next(p for p in document.paragraphs if p.style.name == "Heading 2")
        assert bool(head.paragraph_format.page_break_before) == forms
        assert ("测评材料提交表" in texts(document)) == forms


def test_who_signs_and_seals_stays_with_what_is_signed() -> None:
    document = blank()
    form.add(document, section(bound(), "Ⅰ-1"), bound())
    kept = [bool(list(row._tr.iter(qn("w:keepNext")))) for row in document.tables[0].rows]
    assert kept == [False] * 5 + [True, True, False]


def test_a_head_without_a_form_does_not_stand_below_another_s_photos() -> None:
    made = bound([*ITEMS, made_item("z", "Ⅰ-2", title="志愿服务方案")], layout=Layout(forms=False))
    breaks = {}
    for code in ("Ⅰ-2", "Ⅱ-2"):
        document = blank()
        form.add(document, section(made, code), made)
        head = next(p for p in document.paragraphs if p.style.name == "Heading 2")
        breaks[code] = bool(head.paragraph_format.page_break_before)
    assert breaks == {"Ⅰ-2": True, "Ⅱ-2": False}
