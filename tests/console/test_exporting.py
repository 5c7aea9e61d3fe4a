"""What is said after an export."""

from __future__ import annotations

from pathlib import Path

import pytest

from wenming_archive.console import exporting


@pytest.mark.parametrize(
    ("kept", "unit", "said"),
    [
        (None, "某局", ["已生成 /x/汇编.docx"]),
        (Path("/x/旧.docx"), "某局", ["已生成 /x/汇编.docx", "原来的文件另存为 /x/旧.docx"]),
        (None, "", ["已生成 /x/汇编.docx", "申报单位未填；请在 archive.yaml 的 unit 写上"]),
    ],
)
def test_where_it_stands_and_what_is_missing(
    capsys: pytest.CaptureFixture[str], kept: Path | None, unit: str, said: list[str]
) -> None:
    exporting.show(Path("/x/汇编.docx"), kept, unit)
    assert capsys.readouterr().out.splitlines() == said
