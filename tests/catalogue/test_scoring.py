"""Rules of counting as a catalogue writes them."""

from __future__ import annotations

import pytest

from wenming_archive.catalogue import load
from wenming_archive.catalogue.scoring import By
from wenming_archive.errors import Faults

TREE = "title: 甲\nindicators: [{code: a, title: 乙}]\n"


def test_rules_as_a_clerk_writes_them() -> None:
    found = load.parse(
        f"{TREE}scoring: {{by: count, passing: 90, grades: [{{name: A, percent: 100, share: 95}}]}}\n"
        "deductions: [{code: 减-1, title: 事故, points: 5}]\nveto: [{code: 否-1, title: 违法}]\n"
    )
    assert (found.scoring.by, found.scoring.passing) == (By.tally, 90)
    assert [one.code for one in found.negative] == ["减-1", "否-1"]


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ("scoring: {by: 个数}", "scoring.by: “个数”应是 points（按分值）或 count（按达标项数）"),
        ("scoring: {grades: [{name: A, percent: 120}]}", "scoring.grades[0].percent: “120”不能大于 100"),
        ("veto: [{title: 违法}]", "veto[0].code: 缺少必填的 code"),
        (
            "scoring: {grades: [{name: B, percent: 66, missing: 1}, {name: A, percent: 100}]}",
            "scoring.grades[1].percent: 等次要从高到低写；100 不低于前一等的 66",
        ),
        (
            "scoring: {grades: [{name: A, percent: 100}, {name: B, percent: 66, missing: 1}]}",
            "scoring.grades[1]: 前一等没有写条件",
        ),
        (
            "deductions: [{code: 减-1, title: 甲, points: 1}]\nveto: [{code: 减-1, title: 乙}]",
            "veto[0].code: 编号 减-1 重复，第 3 行已有",
        ),
        ("scoring: {等次: []}", "不认识的键 等次，是不是 grades？"),
    ],
)
def test_a_fault_of_the_rules_has_its_place(rules: str, said: str) -> None:
    with pytest.raises(Faults) as caught:
        load.parse(f"{TREE}{rules}\n")
    assert said in caught.value.lines[0]
