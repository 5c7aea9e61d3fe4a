"""Tests of the module at the same path in the sources."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from builders import names, tree
from wenming_archive import disk
from wenming_archive.filing import apply, standing
from wenming_archive.filing.plan import NO_FILE, Plan, Step
from wenming_archive.index import Copy, Index


def sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture
def index(tmp_path: Path) -> Index:
    return Index.open(tmp_path / "index.sqlite")


def carry_out(index: Index, evidence: Path, *steps: Step) -> dict[str, str]:
    wanted = {s.sha256: (s.target,) for s in steps if s.act != "remove"}
    return apply.apply(Plan(steps, wanted), evidence, index, lambda _: None)


def test_copies_links_and_moves_are_made_and_recorded(tmp_path: Path, index: Index) -> None:
    source = tree(tmp_path / "源", {"x": "内容"}) / "x"
    evidence = tree(tmp_path / "材料", {"旧": "旧内容"})
    failed = carry_out(
        index,
        evidence,
        Step("copy", "甲/1", sha("内容"), str(source)),
        Step("link", "乙/1", sha("内容"), "甲/1"),
        Step("move", "新", sha("旧内容"), "旧"),
    )
    assert failed == {}
    assert names(evidence) == ["乙/1", "新", "甲/1"]
    assert (evidence / "乙/1").samefile(evidence / "甲/1")
    assert set(index.copies()) == {"甲/1", "乙/1", "新"}
    assert standing.intact(evidence, index.copies())


def test_a_copy_that_differs_from_its_hash_is_not_kept(tmp_path: Path, index: Index) -> None:
    source = tree(tmp_path / "源", {"x": "改过了"}) / "x"
    evidence = tmp_path / "材料"
    failed = carry_out(index, evidence, Step("copy", "1", sha("原来的"), str(source)))
    assert "校验不符" in failed["1"]
    assert names(evidence) == [] and index.copies() == {}


def test_one_failure_does_not_stop_the_rest(tmp_path: Path, index: Index) -> None:
    source = tree(tmp_path / "源", {"x": "内容"}) / "x"
    evidence = tmp_path / "材料"
    failed = carry_out(
        index,
        evidence,
        Step("copy", "1", sha("没有"), str(tmp_path / "没有")),
        Step("copy", "2", sha("内容"), str(source)),
    )
    assert list(failed) == ["1"] and "不存在" in failed["1"]
    assert names(evidence) == ["2"]


def test_nothing_is_overwritten(tmp_path: Path, index: Index) -> None:
    source = tree(tmp_path / "源", {"x": "内容"}) / "x"
    evidence = tree(tmp_path / "材料", {"1": "别人的"})
    failed = carry_out(index, evidence, Step("copy", "1", sha("内容"), str(source)))
    assert "没有覆盖" in failed["1"]
    assert (evidence / "1").read_text() == "别人的"


def test_a_changed_copy_is_no_longer_ours(tmp_path: Path, index: Index) -> None:
    evidence = tree(tmp_path / "材料", {"1": "内容"})
    info = (evidence / "1").stat()
    records = {"1": Copy("1", sha("内容"), info.st_size, info.st_mtime_ns)}
    assert standing.stands(evidence, records, {})["1"].ours
    (evidence / "1").write_text("被人改过")
    assert not standing.stands(evidence, records, {})["1"].ours


def test_after_a_kill_a_copy_is_ours_with_what_was_there_or_was_to_come(tmp_path: Path) -> None:
    evidence = tree(tmp_path / "材料", {"1": "新的", "2": "旧的", "3": "别的"})
    records = {name: Copy(name, sha("旧的"), 6, 0) for name in ("1", "2", "3")}
    found = standing.stands(evidence, records, {name: {sha("新的")} for name in ("1", "2", "3")})
    assert [found[name].ours for name in ("1", "2", "3")] == [True, True, False]


def test_what_the_clerk_put_there_is_never_opened(tmp_path: Path) -> None:
    evidence = tree(tmp_path / "材料", {"手工": "x"})
    (evidence / "断了的链接").symlink_to(tmp_path / "没有")
    found = standing.stands(evidence, {}, {"断了的链接": {sha("x")}})
    assert {target: (s.sha256, s.ours) for target, s in found.items()} == {
        "手工": (None, False),
        "断了的链接": (NO_FILE, False),
    }
    assert not standing.intact(evidence, {})


def test_a_step_that_failed_leaves_the_records_as_they_were(tmp_path: Path, index: Index) -> None:
    evidence = tree(tmp_path / "材料", {"1": "旧的"})
    kept = Copy("1", sha("旧的"), 6, 5)
    with index.writing():
        index.keep_copy(kept)
    failed = carry_out(index, evidence, Step("move", "1", sha("新的"), "没有"))
    assert "没有覆盖" in failed["1"]
    assert index.copies() == {"1": kept} and index.intents() == {}


def test_leftovers_of_a_killed_run_are_cleared_away(tmp_path: Path, index: Index) -> None:
    evidence = tree(tmp_path / "材料", {f"甲/.1234{disk.PART}": "半截", "甲/1": "内容"})
    carry_out(index, evidence)
    assert names(evidence) == ["甲/1"]
