"""One unit behind several names, and never two behind one."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.published import joining


def groups(*names: str) -> list[set[str]]:
    return [{unit.label, *unit.aliases} for unit in joining.join(names)]


@pytest.mark.parametrize(
    "names",
    [
        ("市教育局", "教育局"),
        ("团市委", "共青团海安市委员会"),
        ("文明办", "市文明办", "市精神文明建设指导委员会办公室"),
        ("市发展和改革委员会", "发改委", "市发改委"),
        ("人社局", "市人力资源和社会保障局"),
        ("城管局", "市城市管理综合执法局"),
        ("市场监管局", "市场监督管理局"),
        ("妇联", "市妇女联合会"),
        ("教体局", "教育体育局"),
        ("市委宣传部", "宣传部"),
        ("退役军人局", "市退役军人事务局"),
        ("市卫健委", "卫生健康委员会"),
    ],
)
def test_a_short_form_is_joined_to_its_long_one(names: tuple[str, ...]) -> None:
    assert groups(*names) == [set(names)]


@pytest.mark.parametrize(
    "names",
    [
        ("市教育局", "区教育局"),
        ("市教育局", "教体局"),
        ("教育局", "教育体育局"),
        ("市委办", "市政府办"),
        ("开发区管委会", "高新区管委会"),
        ("农业农村局", "农业局"),
        ("市文明办", "市文明委"),
        ("水利局", "水务局"),
        ("各镇（街道）", "各镇"),
        ("党办", "党政办"),
        ("海安市教育局", "如皋市教育局"),
    ],
)
def test_two_units_stay_two(names: tuple[str, ...]) -> None:
    assert groups(*names) == [{name} for name in names]


def test_a_name_that_fits_two_levels_is_kept_apart_and_asked_about() -> None:
    found = joining.join(["市教育局", "区教育局", "教育局"])
    assert len(found) == 3
    assert joining.doubts(found) == (("市教育局", "教育局"), ("区教育局", "教育局"))


def test_what_may_be_one_is_told() -> None:
    assert joining.doubts(joining.join(["教育局", "教育体育局", "财政局"])) == (("教育局", "教育体育局"),)


def test_the_name_most_often_read_is_the_units_and_its_id() -> None:
    (unit,) = joining.join(["市教育局", "教育局", "教育局"])
    assert (unit.id, unit.name, unit.aliases) == ("教育局", "教育局", ("市教育局",))


def test_another_name_in_a_bracket_is_an_alias() -> None:
    (unit,) = joining.join(["党办（党委办公室）", "党办"])
    assert unit.name == "党办"
    assert "党委办公室" in unit.aliases


NAMES = st.lists(
    st.sampled_from(
        [
            "市教育局",
            "教育局",
            "区教育局",
            "教体局",
            "教育体育局",
            "团市委",
            "共青团市委员会",
            "文明办",
            "市文明办",
            "市发改委",
            "发展和改革委员会",
            "各单位",
            "各镇（街道）",
            "党办（党委办公室）",
            "党办",
            "海安市教育局",
            "卫健委",
            "市卫生健康委员会",
        ]
    ),
    max_size=12,
)


@given(NAMES)
def test_every_name_finds_one_unit_and_ids_are_unique(names: list[str]) -> None:
    found = joining.join(names)
    ids = [unit.id for unit in found]
    assert len(ids) == len(set(ids))
    called = [name for unit in found for name in unit.names]
    assert len(called) == len(set(called))
    assert set(names) <= joining.ids(found).keys()


@given(NAMES)
def test_which_come_together_does_not_hang_on_the_order(names: list[str]) -> None:
    def parted(some: list[str]) -> set[frozenset[str]]:
        return {frozenset({unit.label, *unit.aliases} & set(names)) for unit in joining.join(some)}

    assert parted(names) == parted(names[::-1])


@given(NAMES)
def test_units_of_two_levels_are_never_one(names: list[str]) -> None:
    for unit in joining.join(names):
        assert not {"市教育局", "区教育局"} <= set(unit.names)


def test_hundreds_of_names_take_no_time() -> None:
    signs = [chr(0x4E00 + n) for n in range(40)]
    names = [f"市{a}{b}局" for a in signs for b in signs[:12]]
    begun = time.process_time()
    found = joining.join([*names, *(name.removeprefix("市") for name in names[:50])])
    assert time.process_time() - begun < 10
    assert len(found) == len(names)
    assert sum(len(unit.aliases) for unit in found) == 50
