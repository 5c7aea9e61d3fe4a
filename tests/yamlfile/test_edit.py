"""Edits that keep every line people wrote: comments, order, quoting, indentation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import names, snapshot
from wenming_archive.errors import InputError
from wenming_archive.yamlfile import tree
from wenming_archive.yamlfile.edit import Document

WRITTEN = """\
# 头
unit: "某局"   # 单位

sources:
  # 办公室的
  - /a   # 甲
  - '/b'   # 乙
  # 党办的
  - /c # 丙

# 不扫描的
skip: [ "个人*" , x ]   # 两项
at: 2023.10
"""


def changed(text: str, key: str, gone: list[int], added: list[Any]) -> str:
    document = Document(Path("a.yaml"), text)
    document.change(key, gone, added)
    return document.text()


def test_a_new_row_stands_after_the_last_and_before_what_follows() -> None:
    assert changed(WRITTEN, "sources", [], ["/d"]) == WRITTEN.replace("# 丙\n", "# 丙\n  - /d\n")


def test_a_row_goes_with_its_own_remark_and_no_other() -> None:
    assert changed(WRITTEN, "sources", [1], []) == WRITTEN.replace("  - '/b'   # 乙\n", "")


def test_the_last_row_leaves_the_next_heading_where_it_was() -> None:
    assert changed(WRITTEN, "sources", [2], []) == WRITTEN.replace("  - /c # 丙\n", "")


def test_a_list_that_empties_says_so_and_takes_rows_again() -> None:
    empty = changed("# 甲\na:   # 乙\n  - 1\n  # 丙\n  - 2\n# 丁\nb: 3\n", "a", [0, 1], [])
    assert empty == "# 甲\na: []   # 乙\n  # 丙\n# 丁\nb: 3\n"
    assert changed(empty, "a", [], ["4"]) == "# 甲\na:   # 乙\n  - '4'\n  # 丙\n# 丁\nb: 3\n"


def test_all_rows_may_be_replaced() -> None:
    assert changed(WRITTEN, "sources", [0, 1, 2], ["/d"]) == WRITTEN.replace(
        "  - /a   # 甲\n  - '/b'   # 乙\n  # 党办的\n  - /c # 丙\n", "  - /d\n  # 党办的\n"
    )


def test_no_change_changes_not_a_letter() -> None:
    odd = "\n\na : [ x,\n  y ]\n\n# 尾"
    assert changed(odd, "a", [], []).rstrip("\n") == odd
    assert changed(WRITTEN, "sources", [], []) == WRITTEN


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a: []\nb: 1\n", "a:\n  - x\nb: 1\n"),
        ("a: []  # 注\nb: 1\n", "a:  # 注\n  - x\nb: 1\n"),
        ("a:\nb: 1\n", "a:\n  - x\nb: 1\n"),
        ("a: # 注\nb: 1\n", "a: # 注\n  - x\nb: 1\n"),
        ("a: ~\nb: 1\n", "a:\n  - x\nb: 1\n"),
        ("a: [u, v] # 注\nb: 1\n", "a: # 注\n  - u\n  - v\n  - x\nb: 1\n"),
        ("a:\n- u\nb: 1\n", "a:\n- u\n- x\nb: 1\n"),
        ("a:\n    - u\nb: 1\n", "a:\n    - u\n    - x\nb: 1\n"),
        ("a:\n  - u", "a:\n  - u\n  - x\n"),
        ("b: 1\n", "b: 1\na:\n  - x\n"),
        ("b: 1", "b: 1\na:\n  - x\n"),
        ("# 只有注释\n", "# 只有注释\na:\n  - x\n"),
        ("", "a:\n  - x\n"),
        ("a:\r\n- u # 注\r\nb: 1\r\n", "a:\r\n- u # 注\r\n- x\r\nb: 1\r\n"),
    ],
)
def test_a_row_is_added_in_the_manner_of_the_list(before: str, after: str) -> None:
    assert changed(before, "a", [], ["x"]) == after


@pytest.mark.parametrize(
    "row",
    [
        "a:\n  - k: |\n      一\n      二\n  # 注\n",
        "a:\n  - k: [1,\n      2]\n  # 注\n",
        'a:\n  - "一\n    二"\n  # 注\n',
        "a:\n  -\n    k: 1\n    m:\n  # 注\n",
        "a:\n  - k:\n      - 1\n      - m: 2  # 附\n  # 注\n",
    ],
)
def test_a_row_of_many_lines_goes_whole(row: str) -> None:
    assert changed(row, "a", [0], ["x"]) == "a:\n  - x\n  # 注\n"
    assert changed(row, "a", [], ["x"]) == row.replace("  # 注\n", "  - x\n  # 注\n")


def test_a_mapping_has_a_line_for_each_key() -> None:
    row = {
        "sha256": "a1",
        "path": "办公室/x: y #1.docx",
        "assign": ["Ⅰ-1", "1.10"],
        "ignore": True,
        "note": "",
    }
    assert changed("items: []\n", "items", [], [row]) == (
        "items:\n  - sha256: a1\n    path: '办公室/x: y #1.docx'\n"
        "    assign: [Ⅰ-1, '1.10']\n    ignore: true\n    note: ''\n"
    )


def test_a_list_given_for_two_rows_is_written_twice() -> None:
    codes = ["Ⅰ-1"]
    assert changed("", "a", [], [{"c": codes}, {"c": codes}]) == "a:\n  - c: [Ⅰ-1]\n  - c: [Ⅰ-1]\n"


def test_rows_are_strings_as_they_are_written() -> None:
    document = Document(Path("a.yaml"), "a: [1.10, 010, no, 2023-01-01]\nb: text\n")
    assert document.rows("a") == ["1.10", "010", "no", "2023-01-01"]
    assert (document.rows("b"), document.rows("c")) == ([], [])


def test_rows_know_of_a_change_at_once() -> None:
    document = Document(Path("a.yaml"), "a: [x]\n")
    document.change("a", [0], ["y", {"k": True}])
    assert document.rows("a") == ["y", {"k": "true"}]


@pytest.mark.parametrize(
    ("text", "gone", "data"),
    [
        ("a:\n  - &x 1\n  - *x\n", [0], {"a": ["1", "new"]}),  # the anchor goes, its value stays
        ("{a: [1, 2], b: 3}\n", [0], {"a": ["2", "new"], "b": "3"}),
        ("a: [1]\n...\n", [], {"a": ["1", "new"]}),
        ("b: 1\n...\n", [], {"b": "1", "a": ["new"]}),
        ("'a': [1]\n", [], {"a": ["1", "new"]}),
        ("? a\n: - 1\n", [], {"a": ["1", "new"]}),
    ],
)
def test_rare_forms_keep_at_least_what_they_say(text: str, gone: list[int], data: dict[str, Any]) -> None:
    assert tree.parse(changed(text, "a", gone, ["new"])).data == data


STRINGS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8) | st.sampled_from(
    [
        "~",
        "null",
        "true",
        "1.10",
        "- a",
        "a: b",
        "a #b",
        "",
        " ",
        "[",
        "*x",
        "&x",
        "!t",
        "@",
        "一\n二",
        "\x85",
        "\t",
        "'\"",
    ]
)
ROWS = st.lists(
    STRINGS | st.dictionaries(st.sampled_from("kmn"), STRINGS | st.lists(STRINGS, max_size=2)), max_size=3
)


@given(ROWS, ROWS, st.sets(st.integers(0, 2)))
def test_any_rows_are_read_back_as_they_were_given(first: list[Any], then: list[Any], gone: set[int]) -> None:
    document = Document(Path("a.yaml"), "# 头\na: []\n# 尾\nb: 1\n")
    document.change("a", [], first)
    document.change("a", [n for n in gone if n < len(first)], then)
    rows = [row for n, row in enumerate(first) if n not in gone] + then
    assert tree.parse(document.text()).data == {"a": rows, "b": "1"}
    assert [line for line in document.text().split("\n") if line.startswith("#")] == ["# 头", "# 尾"]


def test_a_damaged_file_name_is_written_as_well_as_it_can_be() -> None:
    assert changed("", "a", [], ["\udce6.docx"]) == "a:\n  - '?.docx'\n"


def test_saving_replaces_the_file_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    document = Document(path, "a: []\n")
    document.change("a", [], ["甲"])
    document.save()
    assert (names(tmp_path), path.read_text("utf-8")) == (["a.yaml"], "a:\n  - 甲\n")


def test_a_file_that_cannot_be_written_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").mkdir()
    before = snapshot(tmp_path)
    with pytest.raises(InputError, match=r"^无法写入 .*a\.yaml：这是文件夹，不是文件$"):
        Document(tmp_path / "a.yaml", "a: 1\n").save()
    assert snapshot(tmp_path) == before


def test_what_is_no_yaml_is_not_opened() -> None:
    with pytest.raises(InputError, match=r"^a\.yaml:2:1: 此处缺少内容"):
        Document(Path("a.yaml"), "a: [\n")


@pytest.mark.parametrize("source", ["items: []\n", "items: &a []\nother: *a\n"], ids=["lines", "anew"])
@pytest.mark.parametrize("sign", ["\u202e", "\x1b", "\x9b", "\u2028", "\U000e0041", "\ufeff", "\x7f"])
def test_what_nobody_sees_is_written_as_a_number(source: str, sign: str) -> None:
    document = Document(Path("x.yaml"), source)
    document.change("items", (), [{"path": f"甲{sign}乙", "assign": [f"{sign}a", "b"]}])
    assert sign not in document.text()
    rows = tree.parse(document.text()).data["items"]
    assert rows == [{"path": f"甲{sign}乙", "assign": [f"{sign}a", "b"]}]


def test_remarks_stand_at_the_end_and_say_nothing_to_the_program() -> None:
    document = Document(Path("a.yaml"), WRITTEN)
    document.remark(["没有去处的：", "两\n行"], [{"code": "Ⅱ-1", "assign": ["甲", "乙"], "note": "a: b"}])
    text = document.text()
    assert text.startswith(WRITTEN) and tree.parse(text).data == tree.parse(WRITTEN).data
    assert text.removeprefix(WRITTEN).splitlines()[1:4] == ["# 没有去处的：", "# 两", "# 行"]
    rows = "\n".join(line.removeprefix("# ") for line in text.removeprefix(WRITTEN).splitlines()[4:])
    assert tree.parse(rows).data == [{"code": "Ⅱ-1", "assign": ["甲", "乙"], "note": "a: b"}]
