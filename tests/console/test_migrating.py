"""What moving to a new edition says before and after."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import CATALOGUE, tree
from conftest import Archive
from wenming_archive.console import migrating as shown
from wenming_archive.editions.moving import Left, Why


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (Left("items", "A", "甲.txt", Why.gone, row={}), "材料归入 A：甲.txt　指标已取消"),
        (
            Left("items", "A", "甲.txt", Why.split, ("B", "C")),
            "材料归入 A：甲.txt　指标拆开了，先归 B；也可能是 C",
        ),
        (
            Left("not_held", "A", "没有", Why.split, ("B", "C")),
            "未开展说明 A：没有　指标拆开了，各项都照原来说明：B、C",
        ),
        (Left("conclusions", "A、B", "文", Why.merged, ("C",)), "结论性说明 A、B：文　合并到 C"),
        (Left("not_held", "A", "", Why.merged, row={}), "未开展说明 A　已与别的指标合并，别的没有这样说明"),
        (
            Left("negative", "减-1", "长" * 60, Why.gone, row={}),
            f"减分项、否决项的记录 减-1：{'长' * 40}…　指标已取消",
        ),
    ],
)
def test_each_decision_to_be_looked_at_in_a_sentence(left: Left, said: str) -> None:
    assert shown._told(left) == said


def test_before_and_after(archive: Archive, tmp_path: Path) -> None:
    new = tree(tmp_path, {"新.yaml": CATALOGUE.replace('"Ⅰ-2"', '"Ⅰ-5"')}) / "新.yaml"
    archive("not-held", "Ⅰ-2", "--note", "没有")
    out = archive("catalogue", "migrate", new).out
    assert "跟着指标换编号：未开展说明 1 项" in out and "旧版另存为 catalogue (旧版 2023).yaml" in out
    assert "要换回去，请运行 archive undo" in out
    assert "换用测评体系《市级文明单位测评体系》（2023），原来是" in archive("log").out
