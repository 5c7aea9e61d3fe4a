from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wenming_archive.catalogue import load
from wenming_archive.catalogue.model import Unit
from wenming_archive.published import needs, writing
from wenming_archive.published.draft import Draft, Negative, Node, Unread

_ODD = st.text(st.characters(codec="utf-8"), max_size=30)
_SOME = _ODD.filter(lambda text: bool(writing._one(text)))


def test_a_draft_becomes_a_catalogue() -> None:
    found = needs.infer("会议记录2份以上")
    leaf = Node(
        "Ⅱ-1", "领导重视", "1)成立小组\n2)定期研究: 每年2次", 6.5, ("材料审核",), "教育局", ("团委",), found,
        note="完成时限：六月底", where="表1第2行", inferred=frozenset(["code"]),
    )  # fmt: skip
    draft = Draft(
        "文明单位测评体系", "市文明办", "2023", ("2021-01-01", "2023-12-31"),
        (Unit(id="教育局", name="教育局", aliases=("市教育局",)), Unit(id="团委", name="团委")),
        (Node("Ⅰ-1", "组织领导", score=6.5, children=(leaf,)),),
        negative=(Negative("减-1", "发生安全事故", 5, ""), Negative("否-1", "违纪违法", None, "")),
        unread=(Unread("表1第3行", "#一行 {没有}读懂", "太怪"),), notes=("本表一式两份。",),
    )  # fmt: skip
    text = writing.text(draft, "表.docx")
    read = load.parse(text)
    (only,) = read.leaves
    assert only.indicator.standard == "1)成立小组\n2)定期研究: 每年2次"
    assert (only.lead, only.support, only.indicator.score) == ("教育局", ("团委",), 6.5)
    assert only.indicator.evidence[0].min == 2
    assert [one.code for one in read.negative] == ["减-1", "否-1"]
    assert '- code: "Ⅱ-1"  # 推断' in text
    assert "# 原文另有：完成时限：六月底" in text
    assert text.index("# 未读懂（表1第3行）") < text.index("deductions:")  # where it stood
    assert text.count("#一行 {没有}读懂") == 2  # and at the end


@given(st.lists(st.tuples(_SOME, _ODD, _ODD, _ODD), min_size=1, max_size=4), _SOME)
def test_whatever_stands_in_a_file_is_valid_and_stays(
    rows: list[tuple[str, str, str, str]], title: str
) -> None:
    leaves = tuple(
        Node(f"{n}", name, standard, note=note) for n, (name, standard, note, _) in enumerate(rows)
    )
    unread = tuple(Unread("某处", row[3], "怪") for row in rows)
    text = writing.text(Draft(title, nodes=leaves, unread=unread, notes=(title,)), title)
    read = load.parse(text)
    assert read.title == writing._one(title)
    assert [leaf.title for leaf in read.leaves] == [writing._one(row[0]) for row in rows]
    for leaf, row in zip(read.leaves, rows, strict=True):
        assert "".join(leaf.indicator.standard.split()) == "".join(writing._one(row[1]).split())


def test_words_that_yaml_would_take_for_others_are_quoted() -> None:
    plain = ["组织领导", "“五一”表彰", "每年2次，有记录"]
    assert [writing.scalar(text) for text in plain] == plain
    odd = [
        "null",
        "~",
        "- 甲",
        "甲: 乙",
        "甲 #乙",
        "[甲]",
        "{甲}",
        "*甲",
        "&甲",
        "!甲",
        "%甲",
        "@甲",
        "`甲`",
        "",
        "1.10",
        "否:",
    ]
    assert all(writing.scalar(text).startswith('"') for text in odd)
    assert writing.scalar("甲, 乙", inside=True) == '"甲, 乙"'
