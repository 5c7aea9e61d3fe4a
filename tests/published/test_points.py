"""Points as titles and sentences state them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.published import points
from wenming_archive.published.branch import branch
from wenming_archive.published.words import Role


@pytest.mark.parametrize(
    "written",
    [
        "（14分）", "(共 14 分)", "【分值：14分】", " 14分", "〔14分〕", "（１４分）", "（十四分）", "（满分14分）", "（0—14分）", "14分",
        "\n14分", "\n满分14分", "\n分值：14", "（分值14）", "（权重14%）", "（14′）", "/14分", "（14分，扣完为止）", "（共4项，14分）",
        "（材料审核，14分）",
    ],
)  # fmt: skip
def test_a_title_loses_its_points(written: str) -> None:
    found = points.of_title(f"组织领导{written}")
    assert (found.title, found.score) == ("组织领导", 14)


@pytest.mark.parametrize(
    "title", ["获得国家级表彰加5分", "组织领导", "满意率达到90分", "文明行为（2）", "我们的节日（春节）"]
)
def test_a_number_in_a_title_is_not_always_its_points(title: str) -> None:
    assert points.of_title(title) == points.Titled(title, None)


def test_a_number_in_brackets_is_points_where_the_head_says_so() -> None:
    assert points.of_title("组织领导（20）", alone=True) == points.Titled("组织领导", 20)


def test_what_stands_beside_the_points_is_kept() -> None:
    made = branch("组织领导（材料审核，20分）", "")
    assert (made.title, made.score, made.said) == ("组织领导", 20, [(Role.methods, "", "材料审核")])
    assert branch("组织领导（20分，扣完为止）", "").said == [(Role.note, "", "扣完为止")]


@pytest.mark.parametrize(
    ("text", "score"),
    [("制度健全，5分。", 5), ("制度健全（5分）。", None), ("覆盖90%以上", None), ("制度健全，得2.5分", 2.5)],
)
def test_points_at_the_end_of_a_sentence(text: str, score: float | None) -> None:
    assert points.tail(text) == score


@given(st.text(alphabet="组织领导分（）()1,，。 \n【】", max_size=30))
def test_a_title_is_never_made_longer(text: str) -> None:
    found = points.of_title(text)
    assert len(found.title) + sum(map(len, found.beside)) <= len(text)


@given(st.integers(1, 200))
def test_any_points_are_read(score: int) -> None:
    assert points.of_title(f"组织领导（{score}分）").score == score
