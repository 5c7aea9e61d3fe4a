from __future__ import annotations

from wenming_archive.published import negatives
from wenming_archive.published.branch import Branch, Entry, branch
from wenming_archive.published.draft import Negative


def _parted(*branches: Branch) -> tuple[list[str], list[tuple[str, float | None]]]:
    found: list[Negative] = []
    kept = [one.title for one in negatives.parted(branches, found)]
    return kept, [(one.title, one.points) for one in found]


def test_sections_of_deductions_and_vetoes_leave_the_tree() -> None:
    taken = branch("扣分项", "")
    taken.entries = [Entry("", "1)发生安全事故的，每起扣5分；2)被媒体曝光的，每次扣3分。")]
    veto = branch("一票否决", "")
    veto.children = [Branch("违纪", "", entries=[Entry("", "主要负责人严重违纪违法")])]
    kept, found = _parted(Branch("组织", "", entries=[Entry("", "有计划", score=5)]), taken, veto)
    assert kept == ["组织"]
    assert found == [
        ("发生安全事故的，每起扣5分；", 5),
        ("被媒体曝光的，每次扣3分。", 3),
        ("主要负责人严重违纪违法", None),
    ]


def test_points_below_nothing_are_a_deduction_wherever_they_stand() -> None:
    mixed = Branch("舆情", "", entries=[Entry("", "有预案", score=2), Entry("", "被曝光", score=-3)])
    kept, found = _parted(mixed)
    assert kept == ["舆情"]
    assert found == [("舆情：被曝光", 3)]


def test_each_has_a_code_of_its_own() -> None:
    made = negatives.numbered(
        [Negative("1", "甲", 5, ""), Negative("1", "乙", None, ""), Negative("", "丙", 3, "")]
    )
    assert [one.code for one in made] == ["减-1", "否-1", "减-2"]
