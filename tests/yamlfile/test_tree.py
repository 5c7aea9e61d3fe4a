"""YAML as plain strings with places, under limits, refused with a sentence a clerk can act on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.errors import InputError
from wenming_archive.yamlfile import tree
from wenming_archive.yamlfile.tree import Fault, Tree

SCALARS = st.text("甲1.-:#' \"\\\n\t，：", min_size=1, max_size=8)
DATA = st.recursive(
    SCALARS,
    lambda below: st.lists(below, max_size=3) | st.dictionaries(SCALARS, below, max_size=3),
    max_leaves=8,
)


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def _either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read with the C parser, and as where only the Python one is installed."""
    monkeypatch.setattr(tree, "_Loader", getattr(yaml, request.param))


def refusal(text: str) -> str:
    with pytest.raises(InputError) as caught:
        tree.parse(text, "体系.yaml")
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.usefixtures("_either_parser")
@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("code: 1.10", {"code": "1.10"}),
        ("code: 010\nid: no\nat: 2023-01-01", {"code": "010", "id": "no", "at": "2023-01-01"}),
        ("any_date: true", {"any_date": "true"}),
        ("a: '~'\nb: ''\nc: \"null\"", {"a": "~", "b": "", "c": "null"}),
        ("a:\nb: ~\nc: null\nd: # 空\ne: 1", {"e": "1"}),  # left empty is left out
        ("[a, ~, '']", ["a", None, ""]),
        ("- a\n-\n- b", ["a", None, "b"]),
        ("a: &x [1, 2]\nb: *x", {"a": ["1", "2"], "b": ["1", "2"]}),
        ("a: |\n  一\n  二\n", {"a": "一\n二\n"}),
        ("--- {a: 1}", {"a": "1"}),
        ("!!python/object/apply:os.system [ls]", ["ls"]),  # a tag is no order
        ("标题: 值 # 注", {"标题": "值"}),
        ("", None),
        ("# 只有注释\n", None),
        ("---\n", None),
        ("~", None),
    ],
)
def test_everything_is_text_as_it_is_written(text: str, data: Any) -> None:
    assert tree.parse(text).data == data


@pytest.mark.usefixtures("_either_parser")
def test_every_part_has_its_place() -> None:
    found = tree.parse("title: 甲\nunits:\n  - {id: a}\n  - id: b\n    names: [x,  y]\n空:\n")
    assert found == Tree(
        data={"title": "甲", "units": [{"id": "a"}, {"id": "b", "names": ["x", "y"]}]},
        places={
            (): (1, 1),
            ("title",): (1, 8),
            ("units",): (3, 3),
            ("units", 0): (3, 5),
            ("units", 0, "id"): (3, 10),
            ("units", 1): (4, 5),
            ("units", 1, "id"): (4, 9),
            ("units", 1, "names"): (5, 12),
            ("units", 1, "names", 0): (5, 13),
            ("units", 1, "names", 1): (5, 17),
            ("空",): found.places[("空",)],
        },
        keys={
            ("title",): (1, 1),
            ("units",): (2, 1),
            ("units", 0, "id"): (3, 6),
            ("units", 1, "id"): (4, 5),
            ("units", 1, "names"): (5, 5),
            ("空",): (6, 1),
        },
    )


def test_a_part_that_is_missing_stands_where_its_nearest_part_does() -> None:
    found = tree.parse("a:\n  - {b: 1}")
    routes: list[tuple[str | int, ...]] = [("a", 0, "c", 3), ("a", 9), ("z",), ()]
    assert [found.place(r) for r in routes] == [(2, 5), (2, 3), (1, 1), (1, 1)]
    assert (found.key_place(("a", 0, "b")), found.key_place(("a", 0, "c"))) == ((2, 6), (2, 5))


def test_what_an_alias_brings_stands_where_the_alias_does() -> None:
    found = tree.parse("a: &x {b: [1]}\nc: *x")
    assert {r: p for r, p in found.places.items() if r[:1] == ("c",)} == {
        ("c",): (2, 4),
        ("c", "b"): (2, 4),
        ("c", "b", 0): (2, 4),
    }


def test_an_anchor_may_stand_on_a_key() -> None:
    assert tree.parse("&k title: 甲\nname: *k").data == {"title": "甲", "name": "title"}


@pytest.mark.usefixtures("_either_parser")
def test_a_repeated_key_is_a_fault_and_reading_goes_on() -> None:
    found = tree.parse("a: 1\nb: {c: 1, c: 2}\na:\n")
    assert found.faults == [
        Fault((2, 11), ("b", "c"), "键 c 重复，第 2 行已有；请删去一个"),
        Fault((3, 1), ("a",), "键 a 重复，第 1 行已有；请删去一个"),
    ]


@pytest.mark.parametrize(
    ("text", "place", "sentence"),
    [
        ("a: 1\n\tb: 2", "2:1", "此处用了制表符（Tab）；YAML 只能用空格缩进，请把 Tab 换成空格"),
        ("a:\n\t- b", "2:1", "此处用了制表符（Tab）；YAML 只能用空格缩进，请把 Tab 换成空格"),
        ("a: 1\n  b: 2", "2:4", "此处多了一个冒号，或上一行缩进不对；含冒号的文字请加引号"),
        ("a: b: c", "1:5", "此处多了一个冒号，或上一行缩进不对；含冒号的文字请加引号"),
        ("a: 1\nb\nc: 1", "3:1", "此处缺少冒号；写法是“键: 值”，冒号后要有一个空格"),
        (
            "a: 1\nb：2\nc: 1",
            "3:1",
            "此处缺少冒号；写法是“键: 值”，冒号后要有一个空格（附近用了全角冒号“：”，请改成半角“: ”）",
        ),
        ("a: @b", "1:4", "此字符不能用在行首；请给这段文字加引号"),
        ("- a: 1\n   b: 2", "2:5", "此处多了一个冒号，或上一行缩进不对；含冒号的文字请加引号"),
        ("- a\n b: 1", "2:3", "此处多了一个冒号，或上一行缩进不对；含冒号的文字请加引号"),
        ("- a: 1\nb: 2", "2:1", "缩进与上文不一致；同级的“-”要左对齐"),
        ("a: [b\nc: 1", "2:2", "方括号 [ ] 没有成对，或两项之间缺少逗号"),
        ("a: {b: 1\nc: 1", "2:2", "花括号 { } 没有成对，或两项之间缺少逗号"),
        ('a: "b\nc: 1\n', "3:1", "引号或括号没有成对，文件到末尾仍未结束"),
        ('a: "\\q"', "1:5", "双引号里的反斜杠写法不对；请改用单引号"),
        ("a: [", "2:1", "此处缺少内容；括号没有成对，或多了一个逗号"),
        ("a: [b, , c]", "1:8", "此处缺少内容；括号没有成对，或多了一个逗号"),
        ("a: *b", "1:4", "引用了没有定义的别名 *b"),
        ("a: &a [*a]", "1:8", "别名 *a 引用了包含它自己的内容"),
        ("a: 1\nb: 甲\x01乙", "2:5", "含有 YAML 不允许的控制字符"),
        ("a: \x00", "1:4", "含有 YAML 不允许的控制字符"),
        ("a: 1\n---\nb: 2", "2:1", "文件里有两份文档（---）；请只留一份"),
        ("? [a]\n: b", "1:3", "键只能是文字，不能是列表、映射或别名"),
        ("{a: 1}: b", "1:1", "键只能是文字，不能是列表、映射或别名"),
        ("a: &x 1\n*x : 2\nb: 3", "2:1", "键只能是文字，不能是列表、映射或别名"),
    ],
)
def test_what_is_no_yaml_is_refused_with_its_place(text: str, place: str, sentence: str) -> None:
    assert refusal(text) == f"体系.yaml:{place}: {sentence}"


def bombs() -> Iterator[str]:
    """Nine lists of nine, and the same as mappings, and hung below one another."""
    yield "a0: &a0 [x]\n" + "\n".join(f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10))
    keys = "pqrstuvwx"
    yield "a0: &a0 {p: x}\n" + "\n".join(
        f"a{n}: &a{n} {{{', '.join(f'{k}: *a{n - 1}' for k in keys)}}}" for n in range(1, 10)
    )


@pytest.mark.parametrize("bomb", list(bombs()))
def test_an_alias_bomb_costs_a_sentence(bomb: str) -> None:
    assert "内容（含别名展开）超过 200000 项，疑似别名炸弹，已停止读取" in refusal(bomb)


def test_a_chain_of_aliases_is_no_deeper_than_brackets_may_be() -> None:
    chain = "a0: &a0 x\n" + "\n".join(f"a{n}: &a{n} {'[' * 38}*a{n - 1}{']' * 38}" for n in range(1, 110))
    assert refusal(chain) == "体系.yaml:4:47: 嵌套超过 100 层，没有文件会这样深；请检查缩进"


@pytest.mark.parametrize(("text", "place"), [("[" * 10_000, "1:101"), ("{a: " * 10_000, "1:401")])
def test_ten_thousand_brackets_cost_a_sentence(text: str, place: str) -> None:
    assert refusal(text) == f"体系.yaml:{place}: 嵌套超过 100 层，没有文件会这样深；请检查缩进"


def test_forty_levels_are_read() -> None:
    assert tree.parse("[" * 40 + "]" * 40).faults == []


def test_more_parts_than_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "MAX_NODES", 3)
    assert tree.parse("[a, b]").data == ["a", "b"]
    assert refusal("[a, b, c]") == "体系.yaml:1:8: 内容（含别名展开）超过 3 项，疑似别名炸弹，已停止读取"


@given(DATA)
def test_any_data_comes_back_as_it_was_written(data: Any) -> None:
    text = yaml.safe_dump(data, allow_unicode=True)
    assert tree.parse(text).data == data


@given(DATA)
def test_every_part_of_the_data_has_a_place(data: Any) -> None:
    found = tree.parse(yaml.safe_dump(data, allow_unicode=True))
    assert {(), *tree._routes(found.data)} == set(found.places)


@given(st.text("a:-[]{}&*x \n\t#'\"|>?!%@,~\x00\x85\ufeff", max_size=20))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    try:
        tree.parse(text, "f")
    except InputError as error:
        assert str(error).split(":")[0] == "f"
        assert [int(n) > 0 for n in str(error).split(":")[1:3]] == [True, True]


@pytest.mark.parametrize(
    ("content", "text"),
    [(b"a: 1\n", "a: 1\n"), ("\ufeffa: 甲".encode(), "a: 甲"), (b"a\r\nb", "a\r\nb"), (b"", "")],
)
def test_the_text_of_a_file(tmp_path: Path, content: bytes, text: str) -> None:
    (tmp_path / "a.yaml").write_bytes(content)
    assert tree.read_text(tmp_path / "a.yaml") == text


@pytest.mark.parametrize("encoding", ["gbk", "utf-16", "big5"])
def test_another_encoding_is_refused_with_what_to_do(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("title: 文明".encode(encoding))
    start = 1 if encoding == "utf-16" else 8
    with pytest.raises(InputError) as caught:
        tree.read_text(path)
    assert (
        str(caught.value) == f"{path} 不是 UTF-8 编码（第 {start} 个字节起）；请用记事本或 WPS 另存为 UTF-8"
    )


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as missing:
        tree.read_text(tmp_path / "无.yaml")
    with pytest.raises(InputError) as folder:
        tree.read_text(tmp_path)
    assert str(missing.value) == f"无法读取 {tmp_path / '无.yaml'}：不存在"
    assert str(folder.value) == f"{tmp_path} 是文件夹，不是 YAML 文件"


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    with path.open("wb") as stream:
        stream.truncate(tree.MAX_BYTES + 200_000)
    with pytest.raises(InputError) as caught:
        tree.read_text(path)
    assert str(caught.value) == f"{path} 有 4.2 MB，超过上限 4 MB；请检查是否选错了文件"
