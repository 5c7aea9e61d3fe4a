"""The clerk is asked only where someone can answer."""

from __future__ import annotations

import pytest

from asking import answers
from wenming_archive.console import gating


def test_nobody_is_asked_where_nobody_sits() -> None:
    assert gating.asking() is None


def test_an_answer_is_the_reason_and_nothing_is_no(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers(monkeypatch, [" 上级核对 ", ""])
    ask = gating.asking()
    assert ask is not None
    assert ask(["有 1 份：", "  名册"]) == "上级核对"
    assert capsys.readouterr().out.splitlines()[:2] == ["有 1 份：", "  名册"]
    assert ask([]) is None and ask([]) is None
