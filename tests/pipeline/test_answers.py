"""Answers against today's items: what each row chooses, and every fault in words for a clerk."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from builders import CATALOGUE
from samples import made_item
from wenming_archive.book import Choice
from wenming_archive.catalogue import load
from wenming_archive.decisions import EMPTY, Decision, Decisions
from wenming_archive.errors import InputError
from wenming_archive.export import review_sheet as sheet
from wenming_archive.export.review_answers import Answer
from wenming_archive.export.review_sheet import Identity
from wenming_archive.model import Item, Status
from wenming_archive.pipeline.answers import Checker, Leaves

TREE = load.parse(CATALOGUE)
OPEN = made_item("党办/甲.docx", status=Status.review, guess="Ⅰ-1")
OFFERED = {choice.label: choice for choice in (sheet.Choice(x.code, x.title) for x in TREE.leaves)}


def about(item: Item) -> Identity:
    return Identity(item.known.sha256 or "", item.found.root, item.found.source)


def answer(item: Item = OPEN, act: str = "", *codes: str, row: int = 3) -> Answer:
    three = (*codes, "", "", "")[:3]
    return Answer(row, item.found.source, about(item), act, (three[0], three[1], three[2]))


def checked(
    answers: Sequence[Answer], items: Sequence[Item] = (OPEN,), *decided: Decision
) -> tuple[list[Choice | None], list[str]]:
    checker = Checker(TREE, Decisions(items=decided), items, OFFERED)
    return [checker.choice(one) for one in answers], checker.faults


def fault(one: Answer, items: Sequence[Item] = (OPEN,), *decided: Decision) -> str:
    _, faults = checked([one], items, *decided)
    head = f"第 {one.row} 行 {one.shown}："
    assert len(faults) == 1 and faults[0].startswith(head)
    return faults[0].removeprefix(head)


def test_a_row_chooses_for_its_content() -> None:
    chosen, faults = checked([answer(OPEN, "", "Ⅱ-1 环境卫生", "Ⅰ-2", "Ⅱ-1")])
    assert chosen == [Choice(OPEN.known.sha256 or "", "党办/甲.docx", ("Ⅱ-1", "Ⅰ-2"))] and faults == []
    assert checked([answer(OPEN, "不作为材料")])[0] == [Choice(OPEN.known.sha256 or "", "党办/甲.docx")]


@pytest.mark.parametrize(
    ("act", "codes", "said"),
    [
        ("不作为材料", ("Ⅰ-1",), "选了“不作为材料”，又选了指标；请只留一样"),
        ("不作为材料", ("", "Ⅰ-1"), "选了“不作为材料”，又选了指标；请只留一样"),
        ("", ("", "Ⅰ-1"), "选了别的指标，没有选“主要指标”"),
        ("归入", ("", "", "Ⅰ-1"), "选了别的指标，没有选“主要指标”"),
        ("归入", (), "选了“归入”，没有选“主要指标”"),
        ("待定", ("Ⅰ-1",), "“处理”里写的是“待定”；只能选“归入”或“不作为材料”，或者空着"),
    ],
)
def test_marks_that_do_not_go_together_are_told(act: str, codes: tuple[str, ...], said: str) -> None:
    assert fault(answer(OPEN, act, *codes)) == said


def test_a_number_is_no_code() -> None:
    assert fault(replace(answer(OPEN, "", "1.1"), codes=("Ⅰ-1", "", ""), numbers=("主要指标",))) == (
        "“主要指标”里是数字或日期，不是文字；请从下拉列表选"
    )


def test_all_faults_of_a_row_are_told() -> None:
    _, faults = checked([answer(OPEN, "什么", "Ⅸ", "Ⅹ")], [])
    assert [line.split("：")[1][:5] for line in faults] == [
        "“处理”里",
        "没有指标 ",
        "没有指标 ",
        "这份材料已",
    ]


@pytest.mark.parametrize(
    ("decision", "said"),
    [
        (Decision(sha256="", assign=("Ⅰ-2",)), "归入 Ⅰ-2"),
        (Decision(sha256="", assign=("Ⅰ-1", "Ⅰ-2")), "归入 Ⅰ-1、Ⅰ-2"),
        (Decision(sha256="", ignore=True), "不作为材料"),
        (Decision(sha256="", unassign=True), "不归入任何指标"),
    ],
)
def test_another_decision_in_the_meantime_is_told(decision: Decision, said: str) -> None:
    made = decision.model_copy(update={"sha256": OPEN.known.sha256})
    wanted = f"写出这张表之后已另有决定：{said}；请清空或删去这一行"
    assert fault(answer(OPEN, "", "Ⅰ-1"), [OPEN], made) == wanted
    assert checked([answer(OPEN, "", "Ⅸ")], [OPEN], made)[1][1].endswith(wanted)


def test_the_same_decision_stands() -> None:
    for one, decision in (
        (answer(OPEN, "", "Ⅰ-1", "Ⅱ-1", "Ⅰ-2"), {"assign": ("Ⅰ-1", "Ⅰ-2", "Ⅱ-1", "Ⅸ-9")}),
        (answer(OPEN, "不作为材料"), {"ignore": True}),
    ):
        made = Decision(sha256=OPEN.known.sha256 or "", **decision)
        assert checked([one], [OPEN], made) == ([None], [])


@pytest.mark.parametrize("decision", [{"caption": "题"}, {"assign": ("Ⅸ-9",)}])
def test_a_decision_that_places_nothing_is_none(decision: dict[str, object]) -> None:
    made = Decision.model_validate({"sha256": OPEN.known.sha256, **decision})
    assert checked([answer(OPEN, "", "Ⅰ-1")], [OPEN], made)[0] != [None]


def test_what_the_program_filed_in_the_meantime_is_told_unless_it_is_the_same() -> None:
    filed = made_item("党办/甲.docx", "Ⅰ-1", "Ⅰ-2")
    said = "写出这张表之后程序已把它归入 Ⅰ-1、Ⅰ-2；请清空或删去这一行，要改归就用 archive assign"
    assert fault(answer(filed, "", "Ⅰ-1"), [filed]) == said
    assert fault(answer(filed, "不作为材料"), [filed]) == said
    assert checked([answer(filed, "", "Ⅰ-1", "Ⅰ-2")], [filed])[1] == []
    unplaced = made_item("党办/甲.docx", status=Status.unplaced)
    assert checked([answer(unplaced, "", "Ⅰ-1")], [unplaced])[1] == []


def test_an_item_is_known_by_its_content_wherever_it_is_now() -> None:
    moved = made_item("别处/甲.docx", sha256=OPEN.known.sha256 or "", status=Status.review)
    chosen, faults = checked([answer(OPEN, "", "Ⅰ-1")], [moved])
    assert chosen == [Choice(OPEN.known.sha256 or "", "别处/甲.docx", ("Ⅰ-1",))] and faults == []


def test_what_is_gone_or_changed_is_told_and_empty_files_are_never_taken_for_each_other() -> None:
    what_to_do = "；请清空或删去这一行，要处理就重新写出这张表"
    changed = made_item("党办/甲.docx", sha256="0" * 64, status=Status.review)
    assert fault(answer(OPEN, "", "Ⅰ-1"), [changed]) == f"写出这张表之后内容改过{what_to_do}"
    assert fault(answer(OPEN, "", "Ⅰ-1"), []) == f"这份材料已不在{what_to_do}"
    empty, other = (made_item(f"{n}.txt", sha256=EMPTY, status=Status.review) for n in "甲乙")
    assert fault(answer(empty, "", "Ⅰ-1"), [other]) == f"这份材料已不在{what_to_do}"


def test_rows_about_one_content_must_agree() -> None:
    rows = [answer(OPEN, "", "Ⅰ-1"), answer(OPEN, "", "Ⅰ-1", row=4), answer(OPEN, "不作为材料", row=5)]
    assert checked(rows)[1] == ["第 5 行 党办/甲.docx：和第 3 行是同一份材料，填得不一样；请只留一行"]


def test_a_damaged_row_is_named_by_what_it_shows() -> None:
    damaged = replace(answer(OPEN, "", "Ⅰ-1"), identity=None)
    assert fault(damaged).startswith("隐藏的标记和这份材料对不上")
    assert "第 3 行 （没有写材料）：" in checked([replace(damaged, shown="")])[1][0]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ⅱ-1 环境卫生", "Ⅱ-1"),
        ("Ⅱ-1  环境卫生 ", "Ⅱ-1"),
        ("Ⅱ-1", "Ⅱ-1"),
        ("II—1", "Ⅱ-1"),
        ("2.1", "Ⅱ-1"),
        ("II-1 环境卫生", "Ⅱ-1"),
        ("Ⅱ-1环境卫生", "Ⅱ-1"),
    ],
)
def test_an_indicator_may_be_chosen_or_typed(text: str, code: str) -> None:
    assert Leaves(TREE, OFFERED).find(text).code == code


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ⅸ-9", "没有指标 Ⅸ-9；全部指标在“指标”表里"),
        ("环境卫生", "没有指标 环境卫生；是不是 Ⅱ-1 环境卫生？全部指标在“指标”表里"),
        ("Ⅸ-1 志愿服", "没有指标 Ⅸ-1 志愿服；是不是 Ⅰ-2 志愿服务？全部指标在“指标”表里"),
        ("Ⅱ", "Ⅱ 是上级指标，要选末级指标，如 Ⅱ-1 环境卫生"),
        ("Ⅱ-1 志愿服务", "“Ⅱ-1 志愿服务”的编号和标题对不上，Ⅱ-1 是 环境卫生；请从列表选，或只写编号"),
        ("Ⅲ-1 旧", "测评体系里已没有指标 Ⅲ-1 旧；请另选，或重新写出这张表"),
        (
            "Ⅰ-1 旧",
            "写出这张表之后测评体系改过：Ⅰ-1 原是 旧，现在是 道德讲堂；仍要归入就只写编号 Ⅰ-1",
        ),
    ],
)
def test_what_is_no_indicator_is_told_with_what_is_near(text: str, said: str) -> None:
    old = {f"{code} 旧": sheet.Choice(code, "旧") for code in ("Ⅲ-1", "Ⅰ-1")}
    with pytest.raises(InputError) as caught:
        Leaves(TREE, old).find(text)
    assert str(caught.value) == said


def test_titles_with_commas_and_quotes_are_chosen_like_others() -> None:
    title = "“讲堂”, \"quoted\", 'x'，1.2"
    tree = load.parse(
        f"title: t\nindicators:\n  - {{code: 1.1, title: '{title.replace(chr(39), chr(39) * 2)}'}}\n"
    )
    assert Leaves(tree, {}).find(f"1.1 {title}").code == "1.1"
