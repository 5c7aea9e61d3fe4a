from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wenming_archive.published.draft import Draft
from wenming_archive.published.grid import Line
from wenming_archive.published.read import understood

_PLAN = """市民政局创建文明单位实施方案
为推动创建工作，结合实际，制定本方案。
一、指导思想
以提高素质为根本，扎实推进。
二、创建内容
（一）强化组织建设
1.推进学习型党组织建设。制定学习制度，坚持每月学习，有记录。
2.加强党风廉政建设。签订责任书，开展警示教育。
（二）提升服务水平
1.优化窗口服务。公开服务承诺，接受监督。
三、工作步骤
（一）宣传发动阶段。召开动员会。
（二）总结验收阶段。整理归档。
四、工作要求
（一）加强领导。落实责任。
市民政局
2024年3月"""


def read(text: str, **answers: str) -> Draft:
    lines = [Line(line, f"第{n}行") for n, line in enumerate(text.split("\n"), 1)]
    return understood(lines, "某文件", answers)


def test_of_a_plan_the_content_is_the_tree() -> None:
    draft = read(_PLAN)
    assert draft.title == "市民政局创建文明单位实施方案"
    assert [(node.code, node.title) for node in draft.nodes] == [
        ("(一)", "强化组织建设"),
        ("(二)", "提升服务水平"),
    ]
    first = draft.leaves[0]
    assert (first.code, first.title) == ("(一)1", "推进学习型党组织建设")
    assert first.standard == "制定学习制度，坚持每月学习，有记录。"
    assert "（一）宣传发动阶段。召开动员会。" in draft.notes  # nothing of the plan is lost


def test_another_section_can_be_chosen() -> None:
    draft = read(_PLAN, section="工作步骤")
    assert [question.id for question in draft.questions] == ["section"]
    assert [leaf.title for leaf in draft.leaves] == ["宣传发动阶段", "总结验收阶段"]


def test_labels_in_an_item_say_what_columns_say() -> None:
    draft = read(
        "任务清单\n1.强化理论武装\n1.1 支部建设\n工作标准：支部标准化全部达标\n应备材料：会议记录每月1份\n"
        "责任处室：机关党委（牵头）、各处室\n1.2 集中学习\n工作标准：全年不少于12次\n责任处室：办公室"
    )
    first, second = draft.leaves
    assert (first.code, first.standard, first.lead, first.support) == (
        "1.1",
        "支部标准化全部达标",
        "机关党委",
        ("各处室",),
    )
    assert [one.need.kind for one in first.needs] == ["minutes"]
    assert (second.title, second.lead) == ("集中学习", "办公室")


def test_headings_without_a_number_and_their_sections() -> None:
    draft = read(
        "动态管理标准\n一月份专项工作（6分）\n1.召开专题会议（3分）。报送说明：会议记录1份。\n2.志愿服务达标（3分）。"
        "时长符合要求。\n扣分项目\n1.发生安全责任事故的，每起扣5分。\n2.被媒体曝光的，每次扣3分。"
    )
    (group,) = draft.nodes
    assert (group.title, group.score) == ("一月份专项工作", 6)
    assert [(leaf.title, leaf.score) for leaf in draft.leaves] == [("召开专题会议", 3), ("志愿服务达标", 3)]
    assert [one.points for one in draft.negative] == [5, 3]


_STYLES = (
    ("一、二、三、四、", "（一）（二）（三）（四）", "1.2.3.4."),
    ("第一章第二章第三章第四章", "一、二、三、四、", "（一）（二）（三）（四）"),
    ("（一）（二）（三）（四）", "1、2、3、4、", "①②③④"),
    ("1.2.3.4.", "（1）（2）（3）（4）", "①②③④"),
)
_CUT = {"章": 3, "、": 2, ".": 2, "）": 3}


def _mark(style: str, n: int) -> str:
    size = _CUT.get(style[2] if len(style) > 2 and style[2] in "章）" else style[1], 1)
    return style[n * size : (n + 1) * size]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(_STYLES),
    st.lists(st.lists(st.integers(1, 4), min_size=1, max_size=3), min_size=2, max_size=4),
    st.sampled_from(
        ("{t}。制度健全，落实到位。", "{t}：制度健全，落实到位", "{t}（3分）。制度健全，落实到位。")
    ),
)
def test_numbers_of_any_three_families_make_the_tree(
    style: tuple[str, str, str], shape: list[list[int]], form: str
) -> None:
    lines, expected = ["文明单位评选标准"], []
    for a, middle in enumerate(shape):
        lines.append(f"{_mark(style[0], a)}方面{'甲乙丙丁'[a]}")
        inner = []
        for b, leaves in enumerate(middle):
            lines.append(f"{_mark(style[1], b)}板块{'子丑寅卯'[b]}")
            inner.append(leaves)
            lines += [_mark(style[2], c) + form.format(t=f"事项{'东南西北'[c]}") for c in range(leaves)]
        expected.append(inner)
    draft = read("\n".join(lines))
    assert [[len(list(b.leaves)) for b in a.children] for a in draft.nodes] == expected
    assert {leaf.standard.rstrip("。") for leaf in draft.leaves} == {"制度健全，落实到位"}
    codes = [node.code for _, node in draft.walk()]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("text", ["第一条 甲", "1.甲\n2.乙"])
def test_titles_alone_are_no_catalogue_or_a_bare_one(text: str) -> None:
    from wenming_archive.errors import InputError

    with pytest.raises(InputError, match="没有找到指标"):
        read(text)
