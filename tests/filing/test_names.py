"""Tests of the module at the same path in the sources."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import CATALOGUE
from wenming_archive.catalogue import load
from wenming_archive.filing import names
from wenming_archive.model import Description, Found, Item, Known, Placement, Problem, Status

PATTERN = "{code}-{nn} {title}{ext}"


def item(source: str, title: str, fmt: str = "docx", problem: str = "") -> Item:
    problems = (Problem(problem, ""),) if problem else ()
    known = Known(
        Found("/r", source, Path("/r") / source, 1, 1), "0" * 64, fmt, Description("other", title), problems
    )
    return Item(known, Placement(Status.filed))


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ('关于a/b:c*?的"通知"<1>|x\\y', "关于a／b：c＊？的＂通知＂＜1＞｜x＼y"),
        ("con", "_con"),
        ("CON.", "_CON"),
        ("lpt1.txt", "_lpt1.txt"),
        ("concert", "concert"),
        ("末尾有点. . .", "末尾有点"),
        ("有\n换行\t和制表", "有 换行 和制表"),
        ("看不见\u200b的\u202e字", "看不见的字"),
        (".隐藏", "隐藏"),
        ("~$锁", "$锁"),
        ("", "未命名"),
        ("...", "未命名"),
        ("志愿服务😀", "志愿服务😀"),
    ],
)
def test_names_that_windows_would_not_take_are_made_fit(name: str, safe: str) -> None:
    assert names.safe(name) == safe


@given(st.text(max_size=400))
def test_a_safe_name_is_safe(name: str) -> None:
    made = names.safe(name)
    assert made == names.safe(made)
    assert 0 < len(made) <= 200
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', made)
    assert made[-1] not in ". " and made[0] not in ". ~"


def test_folders_stand_in_catalogue_order_below_their_sections() -> None:
    assert names.folders(load.parse(CATALOGUE), Path("/材料")) == {
        "Ⅰ-1": "Ⅰ 思想道德建设/Ⅰ-1 道德讲堂",
        "Ⅰ-2": "Ⅰ 思想道德建设/Ⅰ-2 志愿服务",
        "Ⅱ-1": "Ⅱ 环境建设/Ⅱ-1 环境卫生",
        "Ⅱ-2": "Ⅱ 环境建设/Ⅱ-2 群众评价",
    }


def test_many_levels_of_long_titles_are_cut_to_what_windows_takes() -> None:
    text, indent = "title: t\nindicators:\n", "  "
    for n in range(5):
        text += f"{indent}- code: 'c{n}'\n{indent}  title: {'很长的标题' * 10}\n"
        text += f"{indent}  children:\n" if n < 4 else ""
        indent += "    "
    root = Path("/home/" + "u" * 40)
    (folder,) = names.folders(load.parse(text), root).values()
    assert folder.count("/") == 4 and len(f"{root}/{folder}") <= names.MAX_PATH - names._FOR_NAME


def test_two_leaves_never_share_a_folder_even_where_case_does_not_count() -> None:
    leaves = ("a, title: B", "A, title: b", "'x:', title: y", "'x：', title: y")
    text = "title: t\nindicators:\n" + "".join(f"  - {{code: {leaf}}}\n" for leaf in leaves)
    made = list(names.folders(load.parse(text), Path("/材料")).values())
    assert made == ["a B", "A b (2)", "x： y", "x： y (2)"]


@pytest.mark.parametrize(
    ("one", "made"),
    [
        (item("a/x.docx", "道德讲堂方案"), "Ⅰ-1-03 道德讲堂方案.docx"),
        (item("a/x.DOCX", "道德讲堂方案"), "Ⅰ-1-03 道德讲堂方案.docx"),
        (item("a/照片.jpg", "照片", "jpg"), "Ⅰ-1-03 照片.jpg"),
        (item("a/没有扩展名", "没有扩展名", "pdf"), "Ⅰ-1-03 没有扩展名.pdf"),
        (item("a/其实是照片.docx", "其实是照片", "jpg", "wrong-suffix"), "Ⅰ-1-03 其实是照片.jpg"),
        (item("a/记录.txt. ", "记录", "txt"), "Ⅰ-1-03 记录.txt"),
        (item("a/1.二十大 学习", "学习", "docx"), "Ⅰ-1-03 学习.docx"),
        (item("a/x.docx", "关于“a/b”的通知"), "Ⅰ-1-03 关于“a／b”的通知.docx"),
    ],
)
def test_a_copy_is_named_by_number_and_title(one: Item, made: str) -> None:
    assert names.copy_name(PATTERN, one, "Ⅰ-1", 3, 2, 200) == made


def test_the_pattern_may_ask_for_the_original_name() -> None:
    made = names.copy_name("{nn}_{original}{ext}", item("a/DSC_01.jpg", "照片", "jpg"), "Ⅰ-1", 12, 3, 200)
    assert made == "012_DSC_01.jpg"


@pytest.mark.parametrize("room", [20, 60, 200])
def test_a_long_title_gives_way_and_the_number_stays(room: int) -> None:
    made = names.copy_name(PATTERN, item("a/x.docx", "很长的题名" * 80), "Ⅰ-1", 3, 2, room)
    assert made.startswith("Ⅰ-1-03 很长") and made.endswith(".docx")
    assert len(made) <= max(room, 40)
    assert len(made.encode()) <= 255


def test_other_names_for_a_taken_one_keep_the_ending() -> None:
    others = iter(names.alternatives("a/b.c/Ⅰ-1-01 方案.docx"))
    assert [next(others), next(others)] == ["a/b.c/Ⅰ-1-01 方案 (2).docx", "a/b.c/Ⅰ-1-01 方案 (3).docx"]
