"""Units as cells name them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.published import units
from wenming_archive.published.units import Roles


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("市教育局、团市委，各镇（街道）", ("市教育局", "团市委", "各镇（街道）")),
        ("市发展和改革委员会", ("市发展和改革委员会",)),
        ("市教育局和团市委", ("市教育局", "团市委")),
        ("【提供材料部门：党办】", ("党办",)),
        ("市文明\n办\n市城管局", ("市文明办", "市城管局")),
        ("1.市教育局 2.市卫健委", ("市教育局", "市卫健委")),
        ("市教育局等有关部门", ("市教育局",)),
        ("各单位", ("各单位",)),
        ("全体成员单位", ("全体成员单位",)),
        ("各县(市、区)", ("各县（市、区）",)),
        ("市委宣传部/市文明办", ("市委宣传部", "市文明办")),
        ("市教育局、市教育局", ("市教育局",)),
        ("/", ()),
        ("无", ()),
        ("", ()),
    ],
)
def test_a_cell(text: str, named: tuple[str, ...]) -> None:
    assert units.names(text) == named


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("市教育局、团市委", Roles("市教育局", ("团市委",))),
        ("牵头单位：市教育局 配合单位：团市委、市妇联", Roles("市教育局", ("团市委", "市妇联"))),
        ("配合：团市委\n牵头：市教育局", Roles("市教育局", ("团市委",))),
        ("由市教育局牵头，团市委、市妇联配合", Roles("市教育局", ("团市委", "市妇联"))),
        ("团市委、市教育局（牵头）", Roles("团市委", ("市教育局",))),
        ("市教育局（牵头）、团市委", Roles("市教育局", ("团市委",))),
        ("配合单位：团市委", Roles(None, ("团市委",))),
        ("", Roles()),
    ],
)
def test_who_leads_and_who_supports(text: str, roles: Roles) -> None:
    assert units.roles(text) == roles


@given(
    st.lists(
        st.sampled_from(["市教育局", "团市委", "市发展和改革委员会", "各镇（街道）", "党办"]), unique=True
    )
)
def test_a_list_is_read_as_it_was_written(named: list[str]) -> None:
    assert units.names("、".join(named)) == tuple(named)
    assert units.names("\n".join(named)) == tuple(named)


@given(st.text("市教育局、团委和及（）()：:【】\n 牵头配合1.,，各等/", max_size=25))
def test_any_cell_is_read(text: str) -> None:
    found = units.roles(text)
    assert found.lead not in found.support
    assert all(name and name == name.strip() for name in units.names(text))
