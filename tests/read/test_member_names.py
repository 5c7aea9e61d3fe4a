"""Names of members stay inside, whatever their packer wrote."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.read.member_names import decoded, distinct, safe


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
@pytest.mark.parametrize(
    "name",
    [
        "道德讲堂.docx",
        "党办/2023年总结.doc",
        "五.txt",
        "镕堃/朱镕基.txt",
        "通知.txt",
        "学习/目录.txt",
        "通讯",
        "校/1.jpg",
    ],
)
def test_a_name_is_read_in_the_encoding_of_its_packer(name: str, encoding: str) -> None:
    assert decoded(name.encode(encoding)) == name


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("/根/甲.txt", "根/甲.txt"),
        ("C:\\用户\\甲.txt", "用户/甲.txt"),
        ("a/./b//c.txt", "a/b/c.txt"),
        ("..", "未命名"),
        ("内.zip!/甲.txt", "内.zip！/甲.txt"),
        ("甲\0.txt", "甲.txt"),
    ],
)
def test_a_name_cannot_lead_outside(written: str, shown: str) -> None:
    assert safe(written) == shown


@given(st.text(max_size=40))
def test_no_name_leads_outside(name: str) -> None:
    parts = safe(name).split("/")
    assert parts and all(part not in ("", ".", "..") and "\\" not in part for part in parts)
    assert "!/" not in safe(name)


@given(st.lists(st.sampled_from(["a.txt", "a (2).txt", "b/a.txt", "a"]), max_size=12))
def test_names_are_made_distinct_and_keep_their_order(names: list[str]) -> None:
    made = list(distinct(names))
    assert len(set(made)) == len(made) == len(names)
    assert all(
        m.rsplit(".", 1)[-1] == n.rsplit(".", 1)[-1] or "." not in n for m, n in zip(made, names, strict=True)
    )


@pytest.mark.parametrize("name", [".\0./x", "a/\0../x", "\0/x", ".\0", "a/..\0/..\0/x"])
def test_a_zero_in_a_name_hides_no_way_up(name: str) -> None:
    assert not {"..", ".", ""} & {*safe(name).split("/")}


def test_half_a_surrogate_pair_is_no_part_of_a_name() -> None:
    assert safe("甲\ud800.txt") == "甲?.txt"
