"""What may go out all the same is written beside the decisions, and never handed to another office."""

from __future__ import annotations

from pathlib import Path

from wenming_archive import allowances, decisions
from wenming_archive.allowances import Allowed

A, B = "a" * 64, "b" * 64
WRITTEN = f"""\
# 手写
items:
  - sha256: {A}  # 名册
    path: 名册.xlsx
    assign: [Ⅰ-1]
  - sha256: {B}
    path: 机密.docx
    ignore: true
not_held: []
"""


def test_rows_are_added_replaced_and_taken_out_while_every_word_stays(tmp_path: Path) -> None:
    path = tmp_path / "decisions.yaml"
    path.write_text(WRITTEN, "utf-8")
    one = Allowed(sha256=A, path="名册.xlsx", what="id-number", reason="核对", at="x")
    allowances.record(path, [one, Allowed(sha256=A, what="bank-card", reason="发放")])
    assert path.read_text("utf-8").startswith(WRITTEN)
    allowances.record(path, [one.model_copy(update={"reason": "再核对"})], [(A, "bank-card")])
    assert [one.reason for one in decisions.load(path).allowed] == ["再核对"]
    assert "# 手写" in path.read_text("utf-8") and "# 名册" in path.read_text("utf-8")
    assert decisions.load(path).cleared() == {(A, "id-number")}


def test_one_without_its_reason_does_not_count(tmp_path: Path) -> None:
    path = tmp_path / "decisions.yaml"
    allowances.record(path, [Allowed(sha256=A, what="id-number", reason=" ")])
    assert len(decisions.load(path).allowed) == 1 and decisions.load(path).cleared() == frozenset()


def test_what_another_office_gets_says_nothing_of_what_stays_here(tmp_path: Path) -> None:
    path = tmp_path / "decisions.yaml"
    path.write_text(WRITTEN, "utf-8")
    allowances.record(path, [Allowed(sha256=A, path="名册.xlsx", what="id-number", reason="核对")])
    shared = allowances.shared(path, {B}, {A: "c" * 64}).decode()
    read = decisions.parse(shared)
    assert [one.sha256 for one in read.items] == ["c" * 64] and read.allowed == ()
    assert "机密" not in shared and "核对" not in shared and "# 手写" in shared
    assert allowances.shared(tmp_path / "没有", set(), {}) == b""
