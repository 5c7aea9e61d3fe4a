"""Which item or indicator a person means, and what is said when that is not clear."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from builders import CATALOGUE
from samples import made_item
from wenming_archive.catalogue import load
from wenming_archive.errors import InputError
from wenming_archive.model import Item
from wenming_archive.pipeline import finding

TREE = load.parse(CATALOGUE)
ROOT = Path("/工作区")
ITEMS = [
    made_item("方案.docx", "Ⅰ-1"),
    made_item("党办/2023/方案.docx", "Ⅰ-1"),
    made_item("党办/道德讲堂/第六期 é.docx"),
    made_item("工会/总结.docx", "Ⅰ-2"),
]


def found(wanted: str, items: list[Item] = ITEMS) -> str:
    return finding.item(items, wanted, ROOT).found.source


def refusal(wanted: str, items: list[Item] = ITEMS) -> str:
    with pytest.raises(InputError) as caught:
        finding.item(items, wanted, ROOT)
    return str(caught.value)


@pytest.mark.parametrize(
    ("wanted", "source"),
    [
        ("方案.docx", "方案.docx"),
        ("2023/方案.docx", "党办/2023/方案.docx"),
        ("总结.docx", "工会/总结.docx"),
        ("第六期", "党办/道德讲堂/第六期 é.docx"),
        ("工会\\总结.docx", "工会/总结.docx"),
        ("/根/工会/总结.docx", "工会/总结.docx"),
        ("/根/党办/../工会/总结.docx", "工会/总结.docx"),
        ("材料/Ⅰ-2/工会/总结.docx", "工会/总结.docx"),
        ("/工作区/材料/Ⅰ-2/工会/总结.docx", "工会/总结.docx"),
        (unicodedata.normalize("NFD", "第六期 é.docx"), "党办/道德讲堂/第六期 é.docx"),
    ],
    ids=[
        *("the source", "its end", "the name", "a part", "with backslashes", "the path", "a winding path"),
        *("the copy", "the copy's path", "decomposed letters"),
    ],
)
def test_an_item_may_be_named_as_people_see_it(wanted: str, source: str) -> None:
    assert found(wanted) == source


def test_a_path_may_be_relative_to_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = made_item("甲/总结.docx")
    there = replace(item.known.found, path=tmp_path / "甲/总结.docx")
    item = replace(item, known=replace(item.known, found=there))
    monkeypatch.chdir(tmp_path)
    assert found("./甲/总结.docx", [item]) == "甲/总结.docx"


def test_several_are_named_and_a_folder_is_asked_for() -> None:
    said = refusal("docx")
    assert said.startswith("有 4 份材料都叫 docx，请写出文件夹：\n  方案.docx\n")
    assert refusal("docx", [made_item(f"{n}.docx") for n in range(9)]).count("\n") == 5


def test_copies_of_one_content_are_told_apart_by_path() -> None:
    twins = [made_item(f"{name}/总结.docx", sha256="同") for name in ("甲", "乙")]
    assert "有 2 份" in refusal("总结.docx", twins)
    assert found("甲/总结.docx", twins) == "甲/总结.docx"


def test_the_same_source_in_two_folders_is_told_apart_by_the_whole_path() -> None:
    here = made_item("总结.docx", sha256="甲")
    known = replace(here.known, found=replace(here.found, root="/别处", path=Path("/别处/总结.docx")))
    there = replace(here, known=replace(known, sha256="乙"))
    assert "有 2 份" in refusal("总结.docx", [here, there])
    assert finding.item([here, there], "/别处/总结.docx", ROOT) is there


@pytest.mark.parametrize(
    ("wanted", "hint"),
    [
        ("工会/总洁.docx", "是不是 工会/总结.docx？"),
        ("总洁.docx", "是不是 总结.docx？"),
        ("Z", "archive list"),
    ],
)
def test_what_is_not_there_is_said_with_the_nearest(wanted: str, hint: str) -> None:
    said = refusal(wanted)
    assert said.startswith(f"没有材料 {wanted}；") and hint in said


@pytest.mark.parametrize("code", ["Ⅰ-2", "Ⅰ—2", "I-2", "1-2", " Ⅰ-2 "])
def test_an_indicator_may_be_named_as_people_type_it(code: str) -> None:
    assert finding.leaf(TREE, code).code == "Ⅰ-2"


@pytest.mark.parametrize("title", ["志愿服务", " 志愿 服务 ", "志願服務"])
def test_an_indicator_may_be_called_by_its_whole_title(title: str) -> None:
    assert finding.leaf(TREE, title).code == "Ⅰ-2"


def test_a_title_that_two_leaves_have_names_neither() -> None:
    rows = "".join(f"  - {{code: {code}, title: 志愿服务}}\n" for code in ("甲", "乙"))
    with pytest.raises(InputError, match="没有指标 志愿服务"):
        finding.leaf(load.parse(f"title: t\nindicators:\n{rows}"), "志愿服务")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("Ⅰ", "Ⅰ 是上级指标，材料要归到末级指标：Ⅰ-1 道德讲堂、Ⅰ-2 志愿服务"),
        ("志愿服务队", "测评体系里没有指标 志愿服务队；是不是 Ⅰ-2 志愿服务？用 archive catalogue show"),
        ("Ⅰ-22", "测评体系里没有指标 Ⅰ-22；是不是 Ⅰ-"),
        ("食堂", "测评体系里没有指标 食堂；用 archive catalogue show 可以看到全部编号"),
    ],
)
def test_what_is_no_leaf_is_said_with_what_might_be_meant(code: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        finding.leaf(TREE, code)
    assert str(caught.value).startswith(said)


FOLDERS = [
    made_item("工会/学雷锋/甲.jpg", "Ⅰ-2"),
    made_item("工会/学雷锋/照片/乙.jpg", "Ⅰ-2"),
    made_item("党办/照片/丙.jpg", "Ⅰ-1"),
    made_item("照片.zip!/丁.jpg", "Ⅰ-1"),
    made_item("照片说明.docx", "Ⅰ-1"),
]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("工会", "甲乙"),
        ("学雷锋/", "甲乙"),
        ("工会/学雷锋", "甲乙"),
        ("工会\\学雷锋", "甲乙"),
        ("党办/照片", "丙"),
        ("照片.zip", "丁"),
        ("/根/工会", "甲乙"),
        ("/工作区/材料/Ⅰ-2", "甲乙"),
        ("甲.jpg", ""),
        ("雷锋", ""),
    ],
)
def test_a_folder_means_what_lies_in_it(wanted: str, expected: str) -> None:
    some = finding.inside(FOLDERS, wanted, ROOT)
    assert "".join(item.known.name[0] for item in some) == expected


def test_of_several_folders_of_one_name_none_is_meant() -> None:
    with pytest.raises(InputError, match="有 2 个文件夹都叫 照片"):
        finding.inside(FOLDERS, "照片", ROOT)
