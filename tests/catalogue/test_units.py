"""Units renamed and merged in the text of a catalogue, with every reference."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wenming_archive.catalogue import load, templates, units
from wenming_archive.errors import Faults, InputError

TEXT = """\
title: 体系
units:   # 单位
  - {id: jiaoyu, name: 市教育局, aliases: [教育局]}
  - {id: 团市委, name: 团市委}   # 手工登记
  - {id: 团委, name: 共青团, phone: "123"}
indicators:
  - code: "1"
    title: 甲
    lead: 市教育局   # 按名称引用
    support: [团委, 团市委]
  - code: "2"
    title: 乙
    lead: 团市委
    children:
      - {code: "2.1", title: 丙, support: [jiaoyu, 团委]}
      - code: "2.2"
        title: 丁
        support:
          - 团委   # 配合
          - jiaoyu
"""


def changes(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.split("\n"), after.split("\n"), lineterm="", n=0)
    return [line for line in lines if line[:1] in "+-" and line[:3] not in ("---", "+++")]


def test_a_name_changes_where_it_stands_and_stays_an_alias() -> None:
    assert changes(TEXT, units.renamed(TEXT, "x", "市教育局", "市教体局")) == [
        "-  - {id: jiaoyu, name: 市教育局, aliases: [教育局]}",
        "+  - {id: jiaoyu, name: 市教体局, aliases: [教育局, 市教育局]}",
        "-    lead: 市教育局   # 按名称引用",
        "+    lead: jiaoyu   # 按名称引用",
    ]


def test_an_id_that_is_the_name_changes_with_it() -> None:
    assert changes(TEXT, units.renamed(TEXT, "x", "团市委", "共青团市委")) == [
        "-  - {id: 团市委, name: 团市委}   # 手工登记",
        "+  - {id: 共青团市委, name: 共青团市委, aliases: [团市委]}   # 手工登记",
        "-    support: [团委, 团市委]",
        "+    support: [团委, 共青团市委]",
        "-    lead: 团市委",
        "+    lead: 共青团市委",
    ]


def test_an_alias_may_become_the_name() -> None:
    made = load.parse(units.renamed(TEXT, "x", "jiaoyu", "教育局"))
    assert (made.units[0].name, made.units[0].aliases) == ("教育局", ("市教育局",))


def test_what_goes_leaves_its_names_its_telephone_and_its_work() -> None:
    assert changes(TEXT, units.merged(TEXT, "x", "团市委", "共青团")) == [
        "-  - {id: 团市委, name: 团市委}   # 手工登记",
        '-  - {id: 团委, name: 共青团, phone: "123"}',
        "+  - {id: 团市委, name: 团市委, aliases: [共青团, 团委], phone: '123'}   # 手工登记",
        "-    support: [团委, 团市委]",
        "+    support: [团市委]",
        '-      - {code: "2.1", title: 丙, support: [jiaoyu, 团委]}',
        '+      - {code: "2.1", title: 丙, support: [jiaoyu, 团市委]}',
        "-          - 团委   # 配合",
        "+          - 团市委   # 配合",
    ]


def test_who_leads_supports_not_once_more() -> None:
    made = load.parse(units.merged(TEXT, "x", "jiaoyu", "团委"))
    assert made.by_code["1"].lead == "市教育局"
    assert made.by_code["1"].support == ("团市委",)
    assert made.by_code["2.2"].support == ("jiaoyu",)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda: units.renamed(TEXT, "x", "体育局", "乙"), "测评体系里没有单位 体育局，是不是 教育局？"),
        (
            lambda: units.renamed(TEXT, "x", "某某", "乙"),
            "测评体系里没有单位 某某；可用 archive catalogue units 查看",
        ),
        (
            lambda: units.renamed(TEXT, "x", "市教育局", "共青团"),
            "已有单位 共青团；要把 市教育局 并入它，请用 --merge 共青团=市教育局",
        ),
        (
            lambda: units.merged(TEXT, "x", "教育局", "jiaoyu"),
            "教育局 和 jiaoyu 已经是同一个单位（市教育局），没有改动",
        ),
        (
            lambda: units.renamed(TEXT, "x", "市教育局", " "),
            "新名称不能为空；写法如 --rename 教育局=市教育局",
        ),
    ],
)
def test_what_cannot_be_is_refused(call: object, said: str) -> None:
    with pytest.raises(InputError) as caught:
        call()  # type: ignore[operator]
    assert str(caught.value) == said


def test_a_catalogue_at_fault_is_not_edited() -> None:
    with pytest.raises(Faults):
        units.renamed(TEXT.replace("title: 甲", "titel: 甲"), "x", "市教育局", "乙")


def test_the_tally_counts_leaves_and_what_they_inherit() -> None:
    found = {one.unit.label: (one.leads, one.supports) for one in units.tally(load.parse(TEXT))}
    assert found == {"市教育局": (1, 2), "团市委": (2, 1), "共青团": (0, 3)}


@settings(deadline=None, max_examples=30)
@given(st.data())
def test_of_a_bundled_catalogue_nothing_but_the_unit_changes(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(list(templates.NAMES)))
    text = templates.text(name)
    made = load.parse(text)
    kept, gone = data.draw(
        st.lists(st.sampled_from(made.units), min_size=2, max_size=2, unique_by=lambda u: u.id)
    )
    after = load.parse(units.merged(text, name, kept.label, gone.label))
    assert len(after.units) == len(made.units) - 1
    for old, new in zip(made.leaves, after.leaves, strict=True):
        plain = {"lead": None, "support": ()}
        assert new.indicator.model_copy(update=plain) == old.indicator.model_copy(update=plain)
        assert new.lead == (kept.id if old.lead == gone.id else old.lead)
        assert {*new.support} == {kept.id if one == gone.id else one for one in old.support} - (
            {kept.id} if kept.id == new.lead and gone.id in (old.lead, *old.support) else set()
        )
